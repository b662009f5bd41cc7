"""With whom, and whether something written comes back."""

from __future__ import annotations

import pytest

from nguon.duties.partners import find_partners
from nguon.duties.reports import asks_report, report_receiver


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Chủ trì, phối hợp với Sở Y tế, Công an tỉnh kiểm tra", ["Sở Y tế", "Công an tỉnh"]),
        ("phối hợp chặt chẽ với các cơ quan, đơn vị liên quan để rà soát", ["các cơ quan, đơn vị liên quan"]),
        ("Phối hợp Văn phòng Sở dự trù kinh phí", ["Văn phòng Sở"]),
        ("phối hợp tổ chức hội nghị", []),
    ],
)
def test_partners(text: str, partners: list[str]) -> None:
    assert [text[a:b] for a, b in find_partners(text, 0, len(text))] == partners


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("báo cáo kết quả về Sở Y tế trước ngày 25/12/2025", "Sở Y tế"),
        ("báo cáo về Ban Tuyên giáo và Dân vận Tỉnh ủy (qua Văn phòng)", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("Lập phương án phân luồng, gửi về Sở trước ngày 05/6", "Sở"),
        ("Gửi báo cáo hiện trạng về Phòng Kinh tế chậm nhất 16/9", "Phòng Kinh tế"),
        ("có ý kiến bằng văn bản gửi Văn phòng Chính phủ trước ngày 20", "Văn phòng Chính phủ"),
    ],
)
def test_reports_and_to_whom(text: str, to: str) -> None:
    assert asks_report(text, 0, len(text))
    assert report_receiver(text, 0, len(text)) == to


@pytest.mark.parametrize(
    "text",
    [
        "gửi danh sách đại biểu về Văn phòng trước ngày 12/9",
        "đăng ký số lượng tham dự gửi về Ban Tổ chức",
        "thu hội phí, nộp về Hội Nông dân xã",
        "rà soát hồ sơ để Sở tổng hợp, báo cáo UBND tỉnh",
        "tổ chức xin ý kiến góp ý của cán bộ",
        "bồi dưỡng đội ngũ báo cáo viên",
    ],
)
def test_no_reports(text: str) -> None:
    assert not asks_report(text, 0, len(text))
