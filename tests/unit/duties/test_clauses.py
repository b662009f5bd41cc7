"""What one sentence says as an instruction, who orders, and what only announces a list."""

from __future__ import annotations

import pytest

from nguon.duties.clauses import parse_clause
from nguon.duties.lead_ins import announces, lists_contents, speaks_only


def _read(text: str, addressed: bool = False) -> tuple[str, str, list[str]]:
    clause = parse_clause(text, 0, len(text), addressed=addressed)
    return clause.kind, text[clause.start :][:12], [text[a:b] for a, b in clause.who]


@pytest.mark.parametrize(
    ("text", "kind", "opens", "who"),
    [
        ("Giao Sở Y tế rà soát thuốc.", "order", "Giao Sở Y tế", ["Sở Y tế"]),
        ("UBND tỉnh yêu cầu các sở báo cáo.", "order", "UBND tỉnh yê", ["các sở"]),
        ("Sở Y tế chịu trách nhiệm thi hành.", "subject", "Sở Y tế chịu", ["Sở Y tế"]),
        ("Căn cứ Luật, Sở Y tế lập dự toán.", "subject", "Sở Y tế lập ", ["Sở Y tế"]),
        ("Rà soát hộ nghèo trên địa bàn.", "verb", "Rà soát hộ n", []),
        ("Ý kiến xin gửi về Sở trước ngày 05/10.", "order", "Ý kiến xin g", []),
        ("Sở Nội vụ kính trình UBND tỉnh xem xét.", "order", "Sở Nội vụ kí", ["UBND tỉnh"]),
    ],
)
def test_instructions(text: str, kind: str, opens: str, who: list[str]) -> None:
    assert _read(text) == (kind, opens, who)


@pytest.mark.parametrize(
    "text",
    [
        "Nếu có vướng mắc, các đơn vị phản ánh về Sở Y tế.",
        "Văn phòng thông báo để các cơ quan biết, thực hiện.",
        "Đồng ý gia hạn thời gian đến ngày 30/11/2025.",
        "Tổ công tác được quyền yêu cầu các cơ quan cung cấp hồ sơ.",
        "Việc tổ chức cần trang trọng, tiết kiệm.",
        "Rất mong nhận được sự quan tâm của quý cơ quan.",
        "Sở Công Thương đã ban hành 12 văn bản.",
    ],
)
def test_no_instructions(text: str) -> None:
    assert _read(text)[0] == "none"


def test_what_another_document_ordered_is_no_order_of_this_one() -> None:
    assert _read("Thực hiện Công văn số 5 của UBND tỉnh, trong đó giao Sở Y tế rà soát thuốc.")[2] == []


def test_an_order_to_others_inside_an_item_stays_the_items() -> None:
    assert _read("Kiểm tra, yêu cầu chủ đầu tư khắc phục.", addressed=True)[0] == "verb"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Đề nghị các đơn vị thực hiện một số nội dung sau:", True),
        ("Sở Y tế có trách nhiệm:", True),
        ("Sở Y tế chủ trì, phối hợp với Sở Tài chính:", True),
        ("Các xã tuyên truyền, tập trung các nội dung sau:", False),
        ("Đề nghị các đơn vị kiểm tra hồ sơ:", False),
    ],
)
def test_lead_ins_that_only_announce(text: str, only: bool) -> None:
    assert announces(text, parse_clause(text, 0, len(text)).predicate, len(text)) is only


def test_the_issuer_speaks_and_contents_are_listed() -> None:
    speaks = "Phó Chủ tịch UBND tỉnh kết luận như sau:"
    contents = "tập trung một số nội dung sau:"
    assert speaks_only(speaks, 0, len(speaks))
    assert lists_contents(contents, 0, len(contents))
