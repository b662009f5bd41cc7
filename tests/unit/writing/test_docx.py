"""The annex holds the plan in the official table, and opens in LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
from docx import Document as WordDocument

from nguon.planning.task import Plan
from nguon.reading.document import Document
from nguon.writing.docx import assignment_annex


def test_annex_tables(plan: Plan, dispatch: Document) -> None:
    word = WordDocument(io.BytesIO(assignment_annex(plan, dispatch)))
    tasks, untracked = ([[c.text for c in row.cells] for row in table.rows] for table in word.tables)
    assert tasks == [
        ["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"],
        [
            "1",
            f"{plan.duties[0].instruction}\n- Giới thiệu sách về quê hương\n- Tặng sách cho trường học",
            "Sở Văn hóa và Du lịch tỉnh Sông Trăng",
            "Thư viện tỉnh Sông Trăng",
            "Trước ngày 15/10/2024\n(đến hết 14/10/2024)",
            "",
        ],
        [
            "2",
            plan.duties[1].instruction,
            "Ủy ban nhân dân các huyện\n(8 đơn vị, Danh sách 1)",
            "",
            "",
            "Báo cáo gửi Sở Văn hóa và Du lịch\nChậm nhất ngày 31/10/2024",
        ],
        ["3", "Đội xung kích thôn treo băng rôn.", "Đội xung kích thôn (*)", "", "", ""],
    ]
    assert untracked == [
        ["TT", "Nội dung trong văn bản", "Trích từ"],
        ["1", "Theo dõi ý kiến trên mạng.", "Trang 2: “Theo dõi ý kiến trên mạng.”"],
    ]


def test_annex_lines(plan: Plan, dispatch: Document) -> None:
    word = WordDocument(io.BytesIO(assignment_annex(plan, dispatch, "Kế hoạch số 9/KH-SVH ngày 05/9/2024 của Sở")))
    assert [p.text for p in word.paragraphs if p.text] == [
        "PHỤ LỤC",
        "BẢNG PHÂN CÔNG NHIỆM VỤ",
        "Thực hiện văn bản số 735/UBND-KGVX ngày 03 tháng 9 năm 2024 của Ủy ban nhân dân tỉnh Sông Trăng "
        "(tổ chức Tuần lễ Đọc sách)",
        "(Kèm theo Kế hoạch số 9/KH-SVH ngày 05/9/2024 của Sở)",
        "Danh sách 1 (8 đơn vị)",
        "; ".join(f"Ủy ban nhân dân huyện Mẫu {n}" for n in range(1, 9)) + ".",
        "(*) Chưa xác định được đơn vị cụ thể, cần rà soát trước khi ban hành:",
        "- Đội xung kích thôn. Gần nhất trong danh mục: Đội xung kích phòng chống thiên tai xã Mẫu. "
        "(Trang 2: “Đội xung kích thôn”)",
        "Nội dung không đưa vào theo dõi (chỉ trích dẫn)",
    ]


def test_annex_page_is_the_decree_s(plan: Plan) -> None:
    word = WordDocument(io.BytesIO(assignment_annex(plan)))
    section = word.sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert [round(m.mm) for m in margins] == [20, 15, 20, 30]
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert word.tables[0].rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_annex_without_tasks_or_with_characters_xml_lacks(plan: Plan) -> None:
    bare = msgspec.structs.replace(plan, duties=(), tasks=(), unresolved=())
    assert len(WordDocument(io.BytesIO(assignment_annex(bare))).tables) == 1
    bad = msgspec.structs.replace(plan.duties[0], instruction="a\x00b\ud800c\uffff")
    word = WordDocument(io.BytesIO(assignment_annex(msgspec.structs.replace(bare, duties=(bad,)))))
    assert word.tables[0].cell(1, 1).text.split("\n")[0] == "abc"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_annex_opens_in_libreoffice(plan: Plan, dispatch: Document, tmp_path: Path) -> None:
    (tmp_path / "annex.docx").write_bytes(assignment_annex(plan, dispatch))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text"]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "annex.docx"], check=True, capture_output=True, timeout=120
    )
    text = (tmp_path / "annex.txt").read_text(encoding="utf-8-sig")
    assert "BẢNG PHÂN CÔNG NHIỆM VỤ" in text
    assert "(đến hết 14/10/2024)" in text
