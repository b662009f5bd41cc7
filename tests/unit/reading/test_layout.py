"""Where paragraphs of plain text end: broken lines are joined, lines that are paragraphs stay apart."""

from __future__ import annotations

import pytest

from nguon.reading.layout import blocks
from nguon.reading.page import Line, Page
from nguon.reading.sheet import Sheet, assemble


def sheet_of(*texts: str, **look: bool) -> Sheet:
    return assemble([Page(number=1, lines=tuple(Line(text=text, **look) for text in texts))])


def paragraphs(sheet: Sheet) -> list[str]:
    return [" ".join(sheet.text[b.start : b.end].split()) for b in blocks(sheet, 0, len(sheet.rows))]


LONG = "Các cơ quan, đơn vị trên địa bàn tỉnh tiếp tục rà soát, thống kê số lượng hồ sơ còn tồn"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param((LONG, "đọng và báo cáo."), (f"{LONG} đọng và báo cáo.",), id="a sentence goes on"),
        pytest.param((LONG, "đọng.", "Đề nghị báo cáo."), (f"{LONG} đọng.", "Đề nghị báo cáo."), id="a short end"),
        pytest.param((LONG, "đọng:", "- Sở A;", "- Sở B."), (f"{LONG} đọng:", "- Sở A;", "- Sở B."), id="a list"),
        pytest.param(("Kinh phí", "Từ ngân sách."), ("Kinh phí", "Từ ngân sách."), id="nothing is broken"),
        pytest.param(("I. MỤC ĐÍCH", "1. Tuyên truyền"), ("I. MỤC ĐÍCH", "1. Tuyên truyền"), id="headings"),
        pytest.param(("Chương I", "QUY ĐỊNH CHUNG"), ("Chương I QUY ĐỊNH CHUNG",), id="a title under its label"),
        pytest.param(("Căn cứ Luật A,", "QUYẾT ĐỊNH:"), ("Căn cứ Luật A,", "QUYẾT ĐỊNH:"), id="enacting words"),
        pytest.param(("Theo Luật A,", "Sở đề nghị:"), ("Theo Luật A, Sở đề nghị:",), id="a clause goes on"),
    ],
)
def test_rows_of_text_become_paragraphs(rows: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert paragraphs(sheet_of(*rows)) == list(expected)


def test_flowing_lines_end_where_the_file_says() -> None:
    lines = (
        Line(text="Đề nghị các sở", flowing=True, paragraph=True),
        Line(text="báo cáo", flowing=True),
        Line(text="trước ngày 05/6", flowing=True, paragraph=True),
    )
    sheet = assemble([Page(number=1, lines=lines)])
    assert paragraphs(sheet) == ["Đề nghị các sở báo cáo", "trước ngày 05/6"]
