"""Offsets into the text of a document and the way back to the page."""

from __future__ import annotations

from nguon.reading.page import Line, Page
from nguon.reading.sheet import assemble


def page(number: int, *lines: Line) -> Page:
    return Page(number=number, width=595.0, height=842.0, lines=lines)


def test_rows_are_joined_by_a_line_feed() -> None:
    sheet = assemble([page(1, Line(text=" Sở Y tế "), Line(text=""), Line(text="đề nghị"))])
    assert sheet.text == "Sở Y tế\nđề nghị"
    assert [(row.start, row.end) for row in sheet.rows] == [(0, 7), (8, 15)]


def test_a_span_over_two_pages_has_two_sources() -> None:
    sheet = assemble(
        [
            page(1, Line(text="Sở Y tế", box=(10.0, 20.0, 60.0, 30.0))),
            page(2, Line(text="đề nghị", box=(10.0, 40.0, 50.0, 52.0))),
        ]
    )
    first, second = sheet.sources([(0, len(sheet.text))])
    assert (first.page, first.start, first.end, first.box) == (1, 0, 7, (10.0, 20.0, 60.0, 30.0))
    assert (second.page, second.start, second.end, second.box) == (2, 8, 15, (10.0, 40.0, 50.0, 52.0))


def test_a_repaired_value_says_what_was_printed() -> None:
    sheet = assemble([page(1, Line(text="Ðảng ủy h ọ c tập"))])
    value = sheet.value("", (0, len(sheet.text)))
    assert value.text == "Đảng ủy học tập"
    assert (value.sure, value.printed) == ("repaired", "Ðảng ủy h ọ c tập")


def test_trim_and_read_leave_nothing_of_an_empty_span() -> None:
    sheet = assemble([page(1, Line(text="- ; -"))])
    assert sheet.trim(0, 5, "-;") is None
    assert sheet.read(0, 5, strip="-;") is None


def test_footnotes_come_after_the_body() -> None:
    sheet = assemble([page(1, Line(text="chú thích", footnote=True), Line(text="thân bài"))])
    assert sheet.text == "thân bài\nchú thích"
