"""Boxes, sizes and order of lines, on pages whose every glyph has a known place."""

from __future__ import annotations

import pytest

from nguon.core.provenance import Box
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Line, Page
from nguon.reading.readers.pdf import open_pdf

from .tiny_pdf import Put, Sheet, make

BOX_TOLERANCE_PT = 4.5  # a glyph's ink is smaller than its half em


def read(sheet: Sheet, **options: str) -> Page:
    with open_pdf(make([sheet], **options), ReadingOptions()) as source:
        return source.pages[0]


def boxes(sheet: Sheet, start: int, end: int) -> tuple[Page, Line, Box]:
    with open_pdf(make([sheet]), ReadingOptions()) as source:
        page = source.pages[0]
        line = page.lines[0]
        assert line.glyphs
        box = line.glyphs.box(start, end)
        assert box
        return page, line, box


@pytest.mark.parametrize(
    ("extra", "size", "box"),
    [
        ("", (595, 842), (128, 232, 177, 242)),
        ("/Rotate 90", (842, 595), (600, 128, 610, 177)),
        ("/Rotate 180", (595, 842), (418, 600, 467, 610)),
        ("/Rotate 270", (842, 595), (232, 418, 242, 467)),
        ("/CropBox[20 30 500 700]", (480, 670), (108, 90, 157, 100)),
        ("/MediaBox[-100 -50 495 792]", (595, 842), (228, 182, 277, 192)),
        ("/MediaBox[-100 -50 495 792]/Rotate 90", (842, 595), (650, 228, 660, 277)),
    ],
)
def test_a_word_has_its_box_on_the_page_as_shown(extra: str, size: tuple[float, float], box: Box) -> None:
    page, line, found = boxes(Sheet([Put("Căn cứ Luật này", 100, 600)], extra=extra), 4, 11)
    assert (page.width, page.height) == size
    assert line.text[4:11] == "cứ Luật"
    assert found == pytest.approx(box, abs=BOX_TOLERANCE_PT)


def test_a_sideways_page_is_read_in_the_order_of_its_lines() -> None:
    puts = [Put("dòng thứ nhất", 100, 600), Put("dòng thứ hai", 100, 580)]
    for turn in (90, 180, 270):
        assert [line.text for line in read(Sheet(puts, extra=f"/Rotate {turn}")).lines] == [p.text for p in puts]


def test_a_glyph_without_unicode_keeps_the_boxes_of_those_after_it() -> None:
    data = make([Sheet([Put("Ngày☃ 5 tháng", 100, 600)])], unmapped="☃")
    with open_pdf(data, ReadingOptions()) as source:
        line = source.pages[0].lines[0]
        assert line.text == "Ngày\ufffd 5 tháng"
        assert line.glyphs
        box = line.glyphs.box(6, 7)
        assert box
        assert box[0] == pytest.approx(100 + 6 * 7, abs=BOX_TOLERANCE_PT)


def test_a_hyphen_at_the_end_of_a_line_ends_it() -> None:
    page = read(Sheet([Put("theo Công văn số 12/BGDĐT-", 100, 600), Put("GDPT của Bộ", 100, 584)]))
    assert [line.text for line in page.lines] == ["theo Công văn số 12/BGDĐT-", "GDPT của Bộ"]


def test_pieces_of_one_baseline_are_one_line() -> None:
    page = read(Sheet([Put("Điều 1.", 100, 600, font="T-Bold"), Put("Ban hành quy chế", 155, 600)]))
    assert [(line.text, line.bold) for line in page.lines] == [("Điều 1. Ban hành quy chế", False)]


def test_lines_drawn_out_of_order_are_read_by_height() -> None:
    page = read(Sheet([Put("dòng hai của trang", 100, 560), Put("dòng một của trang", 100, 600)]))
    assert [line.text for line in page.lines] == ["dòng một của trang", "dòng hai của trang"]


def test_text_outside_the_visible_page_is_left_out() -> None:
    page = read(Sheet([Put("thấy được", 100, 600), Put("ngoài trang", 100, 900), Put("bên trái", -300, 600)]))
    assert [line.text for line in page.lines] == ["thấy được"]


@pytest.mark.parametrize(
    ("font", "look"),
    [
        ("ABCDEF+TimesNewRomanPS-BoldItalicMT", (True, True, "")),
        ("TimesNewRomanPSMT", (False, False, "")),
        ("Times#20New#20Roman,Bold", (True, False, "")),
        ("ABCDEF+.VnTime", (False, False, "tcvn3")),
        (".VnTimeH", (False, False, "tcvn3")),
        ("VNI-Times", (False, False, "vni")),
    ],
)
def test_the_name_of_a_font_says_weight_slant_and_encoding(font: str, look: tuple[bool, bool, str]) -> None:
    line = read(Sheet([Put("Cong hoa xa hoi", 100, 600, font=font)])).lines[0]
    assert (line.bold, line.italic, line.encoding) == look


def test_a_legacy_font_with_unicode_text_is_unicode() -> None:
    assert read(Sheet([Put("Cộng hòa", 100, 600, font=".VnTime")])).lines[0].encoding == ""


def test_first_lines_are_indented_and_headings_centred() -> None:
    body = "Thực hiện kế hoạch năm học, nhà trường đề nghị các tổ"
    puts = [Put("KẾ HOẠCH", 242, 700)]
    for block in range(3):
        puts += [Put(body[:-4], 113, 660 - block * 40), Put(body, 85, 642 - block * 40)]
    lines = read(Sheet(puts)).lines
    assert [(line.indent, line.centred) for line in lines[1:]] == [(28.0, False), (0.0, False)] * 3
    assert lines[0].centred
    assert [line.gap > lines[2].gap for line in lines[3::2]] == [True, True]


def test_size_is_scaled_by_the_matrix() -> None:
    data = make([Sheet([Put("Chữ", 100, 600, 7.0)])])
    assert read(Sheet([Put("Chữ", 100, 600, 13.5)])).lines[0].size == 13.5
    with open_pdf(data, ReadingOptions()) as source:
        assert source.pages[0].lines[0].size == 7.0
