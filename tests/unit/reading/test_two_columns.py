"""Every cell of a letterhead and a closing comes out whole and in order, however it was typed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

import pytest
from tests.docx_files import cell, docx, p, row, table

from nguon.core.text import squeeze
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Column
from nguon.reading.readers import Open
from nguon.reading.readers.docx import open_docx
from nguon.reading.readers.html import open_html
from nguon.reading.readers.plain import open_plain

Sides = tuple[list[str], list[str]]

_COUNTRY = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
HEADS: dict[str, Sides] = {
    "state letter": (
        ["UBND TỈNH A", "SỞ NGOẠI VỤ", "Số: 12/SNgV-VP", "V/v mời họp giao ban quý II"],
        [*_COUNTRY, "A, ngày 05 tháng 4 năm 2024"],
    ),
    "state plan without number": (
        ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ Đ", "Số:        /KH-UBND"],
        [*_COUNTRY, "Đ, ngày     tháng     năm 2025"],
    ),
    "one line of issuer": (["CHÍNH PHỦ", "Số: 3/NQ-CP"], [*_COUNTRY, "Hà Nội, ngày 2 tháng 1 năm 2020"]),
    "long issuer, four lines": (
        ["UBND TỈNH E", "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG", "CÁC CÔNG TRÌNH GIAO THÔNG", "-------", "Số: 1/BQL-KT"],
        [*_COUNTRY, "-----------------", "E, ngày 7 tháng 8 năm 2019"],
    ),
    "party": (
        ["TỈNH ỦY B", "BAN DÂN VẬN", "*", "Số 05-CV/BDVTU"],
        ["ĐẢNG CỘNG SẢN VIỆT NAM", "B, ngày 10 tháng 10 năm 2023"],
    ),
    "union": (
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH C", "CÔNG ĐOÀN NGÀNH Y TẾ", "Số: 8/HD-CĐYT"],
        [*_COUNTRY, "C, ngày 1 tháng 3 năm 2022"],
    ),
    "youth": (
        ["BAN CHẤP HÀNH", "ĐOÀN TỈNH D", "***", "Số: 29-HD/TĐTN-VP"],
        ["ĐOÀN TNCS HỒ CHÍ MINH", "D, ngày 26 tháng 3 năm 2021"],
    ),
}
CLOSINGS: dict[str, Sides] = {
    "state deputy": (
        ["Nơi nhận:", "- Như trên;", "- UBND tỉnh (để b/c);", "- Lưu: VT, VP."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu"],
    ),
    "two tiers": (
        ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Lê Thị Ví Dụ"],
    ),
    "title alone": (["Nơi nhận:", "- Các khoa, phòng;", "- Lưu: VT, TCCB (3)."], ["HIỆU TRƯỞNG", "Phạm Thử"]),
    "party": (
        ["Nơi nhận:", "- Ban Bí thư (để b/c),", "- Như kính gửi,", "- Lưu VPTU."],
        ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Giả Định"],
    ),
}
_BODY = [
    "Kính gửi: Các cơ quan, đơn vị trực thuộc",
    "Đề nghị các cơ quan, đơn vị khẩn trương triển khai và báo cáo kết quả trước ngày 15/5 để tổng hợp, báo cáo. " * 2,
    "Trân trọng./.",
]


def _pairs(sides: Sides) -> list[tuple[str, str]]:
    return list(zip_longest(*sides, fillvalue=""))


def _docx_cells(head: Sides, closing: Sides) -> bytes:
    def one(sides: Sides) -> str:
        return table(row(*(cell(*map(p, side)) for side in sides)))

    return docx(one(head) + "".join(map(p, _BODY)) + one(closing))


def _docx_rows(head: Sides, closing: Sides) -> bytes:
    def one(sides: Sides) -> str:
        return table(*(row(cell(p(left)), cell(p()), cell(p(right))) for left, right in _pairs(sides)))

    return docx(one(head) + "".join(map(p, _BODY)) + one(closing))


def _docx_typed(between: str, before: str, start: str = "") -> Callable[[Sides, Sides], bytes]:
    def write(head: Sides, closing: Sides) -> bytes:
        def one(sides: Sides) -> str:
            return "".join(
                p(start + left + between + right if left and right else start + left if left else before + right)
                for left, right in _pairs(sides)
            )

        return docx(one(head) + "".join(map(p, _BODY)) + one(closing))

    return write


def _html_cells(head: Sides, closing: Sides) -> bytes:
    def one(sides: Sides) -> str:
        cells = "".join("<td align=center>" + "<br>".join(side) + "</td>" for side in sides)
        return f"<table><tr>{cells}</tr></table>"

    return (one(head) + "".join(f"<p>{text}</p>" for text in _BODY) + one(closing)).encode()


def _html_rows(head: Sides, closing: Sides) -> bytes:
    def one(sides: Sides) -> str:
        rows = "".join(f"<tr><td><p>{a}</p></td><td><p><b>{b}</b></p></td></tr>" for a, b in _pairs(sides))
        return f"<table border=0><tbody>{rows}</tbody></table>"

    return (one(head) + "".join(f"<p>{text}</p>" for text in _BODY) + one(closing)).encode()


def _html_spaces(head: Sides, closing: Sides) -> bytes:
    def one(sides: Sides) -> str:
        return "".join(
            f"<p>{left}{'&nbsp; ' * 12}{right}</p>" if right else f"<p>{left}</p>" for left, right in _pairs(sides)
        )

    return (one(head) + "".join(f"<p>{text}</p>" for text in _BODY) + one(closing)).encode()


def _text_spaces(head: Sides, closing: Sides) -> bytes:
    def one(sides: Sides) -> str:
        return "\n".join(f"{left:^34}    {right:^38}".rstrip() for left, right in _pairs(sides))

    return "\n".join([one(head), "", *_BODY, "", one(closing)]).encode()


def _text_tabs(head: Sides, closing: Sides) -> bytes:
    def one(sides: Sides) -> str:
        return "\n\n".join(
            left + "\t\t\t" + right if left and right else left or "\t\t\t\t\t" + right for left, right in _pairs(sides)
        )

    return "\n\n".join([one(head), *_BODY, one(closing)]).encode()


def _text_bars(head: Sides, closing: Sides) -> bytes:
    def one(sides: Sides) -> str:
        return "\n".join(f"{left} | {right} |" for left, right in _pairs(sides))

    return "\n".join([one(head), *_BODY, one(closing)]).encode()


WRITERS: dict[str, tuple[Open, Callable[[Sides, Sides], bytes]]] = {
    "docx, one row": (open_docx, _docx_cells),
    "docx, rows and a spacer": (open_docx, _docx_rows),
    "docx, tabs": (open_docx, _docx_typed("\t", "\t\t\t\t\t\t")),
    "docx, several tabs": (open_docx, _docx_typed("\t\t\t", "\t\t\t\t\t\t")),
    "docx, centring tabs": (open_docx, _docx_typed("\t", "\t\t", "\t")),
    "docx, spaces": (open_docx, _docx_typed(" " * 14, " " * 45)),
    "html, one row": (open_html, _html_cells),
    "html, rows": (open_html, _html_rows),
    "html, spaces": (open_html, _html_spaces),
    "text, spaces": (open_plain, _text_spaces),
    "text, tabs": (open_plain, _text_tabs),
    "text, bars": (open_plain, _text_bars),
}


@pytest.mark.parametrize("gap", ["\t", "     ", "    \n     "], ids=["tab", "spaces", "spaces at a line end"])
def test_gaps_in_the_source_of_a_page_part_columns(gap: str) -> None:
    """LibreOffice saves what was typed with tabs and spaces so; a browser folds them."""
    left, right = HEADS["state letter"]
    typed = "".join(f"<p>{a}{gap if b else ''}{b}</p>" for a, b in _pairs((left, right)))
    page = f"{typed}<p>Kính\n    gửi:{gap}Sở A</p>"
    with open_html(page.encode(), ReadingOptions()) as source:
        lines = [(line.column, line.text) for line in source.pages[0].lines]
    sides = [(Column.LEFT, text) for text in left] + [(Column.RIGHT, text) for text in right]
    assert lines == [*sides, (Column.WHOLE, "Kính gửi: Sở A")]


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("head", HEADS)
def test_cells_come_out_whole(head: str, closing: str, writer: str) -> None:
    opener, write = WRITERS[writer]
    with opener(write(HEADS[head], CLOSINGS[closing]), ReadingOptions()) as source:
        lines = source.pages[0].lines
    body = next(n for n, line in enumerate(lines) if line.text.startswith("Kính gửi"))
    for found, expected in ((lines[:body], HEADS[head]), (lines[body:], CLOSINGS[closing])):
        for column, side in zip((Column.LEFT, Column.RIGHT), expected, strict=True):
            # HTML folds the blanks that a clerk leaves for the number and the day.
            assert [squeeze(line.text) for line in found if line.column is column] == list(map(squeeze, side))
        columns = [line.column for line in found if line.column]
        assert columns == sorted(columns)
    assert [line.text for line in lines if not line.column] == [text.strip() for text in _BODY]
