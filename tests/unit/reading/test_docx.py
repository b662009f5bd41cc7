"""What a DOCX shows is what its lines hold."""

from __future__ import annotations

import pytest
from tests.docx_files import STRICT, cell, docx, p, packed, row, table, unpacked

from nguon.core.errors import EmptyFile
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Column, Line
from nguon.reading.readers.docx import open_docx, recognises_docx


def lines(data: bytes, options: ReadingOptions | None = None) -> tuple[Line, ...]:
    with open_docx(data, options or ReadingOptions()) as source:
        return source.pages[0].lines


def texts(data: bytes) -> list[str]:
    return [line.text for line in lines(data)]


def sided(data: bytes) -> list[tuple[str, str]]:
    return [("WLR"[line.column], line.text) for line in lines(data)]


def test_a_paragraph_is_a_flowing_line() -> None:
    (line,) = lines(docx(p("Kính gửi: Sở Y tế", '<w:jc w:val="center"/><w:ind w:left="200" w:firstLine="520"/>')))
    assert (line.text, line.flowing, line.paragraph, line.centred, line.indent) == (
        "Kính gửi: Sở Y tế",
        True,
        True,
        True,
        36.0,
    )


def test_a_forced_break_starts_a_line_but_no_paragraph() -> None:
    found = lines(docx(p("UBND HUYỆN A\nPHÒNG B")))
    assert [(line.text, line.paragraph) for line in found] == [("UBND HUYỆN A", True), ("PHÒNG B", False)]


def test_empty_paragraphs_are_the_gap_of_the_next_line() -> None:
    assert [line.gap for line in lines(docx(p("Một") + p() + p() + p("Hai")))] == [0.0, 2.0]


def test_strict_ooxml_is_read_like_the_other() -> None:
    assert texts(docx(p("Số: 12/KH-UBND"), space=STRICT)) == ["Số: 12/KH-UBND"]


def test_look_comes_through_styles_and_what_they_are_based_on() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:b/></w:rPr><w:pPr><w:jc w:val="center"/></w:pPr>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="Base"/><w:rPr><w:i/></w:rPr></w:style>'
    )
    body = p("KẾ HOẠCH", '<w:pStyle w:val="Title"/>') + p("thường", '<w:pStyle w:val="Title"/>', '<w:b w:val="0"/>')
    first, second = lines(docx(body, styles=styles))
    assert (first.bold, first.italic, first.centred, first.size) == (True, True, True, 14.0)
    assert (second.bold, second.italic) == (False, True)


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA")
    )
    assert texts(docx(p("x", '<w:pStyle w:val="A"/>'), styles=styles)) == ["x"]


def test_tracked_changes_count_as_accepted_and_hidden_text_as_gone() -> None:
    body = (
        "<w:p><w:r><w:t>trước </w:t></w:r><w:ins><w:r><w:t>ngày 05</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>ngày 15</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>chuyển</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
    )
    assert texts(docx(body)) == ["trước ngày 05"]


def test_a_field_shows_its_result_and_not_its_code() -> None:
    body = (
        '<w:p><w:r><w:t>Trang </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> DATE \\@ "dd/MM" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>05/01</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:hyperlink><w:r><w:t> xem thêm</w:t></w:r></w:hyperlink></w:p>"
    )
    assert texts(docx(body)) == ["Trang 05/01 xem thêm"]


def test_symbols_hyphens_and_capitals_come_out_as_printed() -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:t> ghi</w:t></w:r>'
        "<w:r><w:noBreakHyphen/></w:r><w:r><w:t>nh</w:t><w:softHyphen/><w:t>ận</w:t></w:r>"
        "<w:r><w:rPr><w:caps/></w:rPr><w:t> sở y tế</w:t></w:r></w:p>"
    )
    assert texts(docx(body)) == ["✓ ghi-nhận SỞ Y TẾ"]


def test_a_letterhead_table_gives_the_left_column_before_the_right_one() -> None:
    head = table(
        row(
            cell(p("UBND TỈNH H"), p("SỞ NGOẠI VỤ")),
            cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), p("Độc lập - Tự do - Hạnh phúc")),
        ),
        row(cell(p("Số: 7/SNgV-VP")), cell(p("H, ngày 02 tháng 3 năm 2024"))),
    )
    assert sided(docx(head + p("Kính gửi: Sở Y tế"))) == [
        ("L", "UBND TỈNH H"),
        ("L", "SỞ NGOẠI VỤ"),
        ("L", "Số: 7/SNgV-VP"),
        ("R", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("R", "Độc lập - Tự do - Hạnh phúc"),
        ("R", "H, ngày 02 tháng 3 năm 2024"),
        ("W", "Kính gửi: Sở Y tế"),
    ]


def test_a_ruled_letterhead_is_one_all_the_same() -> None:
    head = table(
        row(cell(p("TỈNH ỦY M"), p("*")), cell(p("ĐẢNG CỘNG SẢN VIỆT NAM"))),
        row(cell(p("Số 3-CV/TU")), cell(p("M, ngày 1 tháng 2 năm 2023"))),
        ruled=True,
    )
    assert [side for side, _ in sided(docx(head))] == ["L", "L", "L", "R", "R"]


def test_a_spacer_column_and_a_row_across_are_understood() -> None:
    wide = '<w:gridSpan w:val="3"/>'
    head = table(
        row(cell(p("CỤC THUẾ")), cell(p()), cell(p("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"))),
        row(cell(p("QUYẾT ĐỊNH"), properties=wide)),
        row(cell(p("Nơi nhận:"), p("- Như Điều 3;")), cell(p()), cell(p("CỤC TRƯỞNG"), p("Lê Thị Ví Dụ"))),
    )
    assert sided(docx(head)) == [
        ("L", "CỤC THUẾ"),
        ("R", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("W", "QUYẾT ĐỊNH"),
        ("L", "Nơi nhận:"),
        ("L", "- Như Điều 3;"),
        ("R", "CỤC TRƯỞNG"),
        ("R", "Lê Thị Ví Dụ"),
    ]


def test_addressees_in_a_table_are_no_columns() -> None:
    body = p("x" * 10) + table(row(cell(p("Kính gửi:")), cell(p("- Sở Tư pháp;"), p("- Sở Nội vụ."))))
    assert sided(docx(body))[1:] == [("W", "Kính gửi:"), ("W", "- Sở Tư pháp;"), ("W", "- Sở Nội vụ.")]


def test_a_table_that_holds_the_body_is_flattened() -> None:
    body = table(row(cell(p("Ghi chú")), cell(p("Đoạn văn " * 40), p("Đoạn sau"))))
    assert [(line.column, line.cell) for line in lines(docx(body))] == [(Column.WHOLE, None)] * 3


def test_a_data_table_keeps_its_cells_with_merged_ones() -> None:
    span, start, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell(p("TT")), cell(p("Nội dung"), properties=span), properties="<w:tblHeader/>"),
        row(cell(p("1"), properties=start), cell(p("Rà soát")), cell(p("Sở A"))),
        row(cell(p(), properties=go_on), cell(p("Báo cáo")), cell(p("Sở B"))),
        ruled=True,
    )
    found = [
        (line.text, c.row, c.column, c.rows, c.columns, c.header, c.ruled)
        for line in lines(docx(body))
        if (c := line.cell)
    ]
    assert found == [
        ("TT", 0, 0, 1, 1, True, True),
        ("Nội dung", 0, 1, 1, 2, True, True),
        ("1", 1, 0, 2, 1, False, True),
        ("Rà soát", 1, 1, 1, 1, False, True),
        ("Sở A", 1, 2, 1, 1, False, True),
        ("Báo cáo", 2, 1, 1, 1, False, True),
        ("Sở B", 2, 2, 1, 1, False, True),
    ]


def test_a_table_inside_a_table_has_its_own_number() -> None:
    inner = table(row(cell(p("a")), cell(p("b"))), row(cell(p("c")), cell(p("d"))), ruled=True)
    body = table(row(cell(p("ngoài")), cell(inner, p())), row(cell(p("e")), cell(p("f"))), ruled=True)
    assert [(line.text, line.cell and line.cell.table) for line in lines(docx(body))] == [
        ("ngoài", 0),
        ("a", 1),
        ("b", 1),
        ("c", 1),
        ("d", 1),
        ("e", 0),
        ("f", 0),
    ]


@pytest.mark.parametrize(
    "between", ["\t", "\t\t\t", "          ", "\u00a0\u00a0\u00a0\u00a0\u00a0"], ids=["tab", "tabs", "spaces", "nbsp"]
)
def test_a_letterhead_typed_in_paragraphs_is_split(between: str) -> None:
    body = "".join(
        p(left + between + right)
        for left, right in (
            ("UBND HUYỆN K", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("PHÒNG Y TẾ", "Độc lập - Tự do - Hạnh phúc"),
            ("Số: 15/PYT", "K, ngày 12 tháng 5 năm 2022"),
        )
    )
    assert sided(docx(body + p("Kính gửi: Trạm Y tế các xã"))) == [
        ("L", "UBND HUYỆN K"),
        ("L", "PHÒNG Y TẾ"),
        ("L", "Số: 15/PYT"),
        ("R", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("R", "Độc lập - Tự do - Hạnh phúc"),
        ("R", "K, ngày 12 tháng 5 năm 2022"),
        ("W", "Kính gửi: Trạm Y tế các xã"),
    ]


def box(text: str, left: int = 0) -> str:
    """A text box as Word writes it: a drawing, and the same as a picture for old programs."""
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:positionH>"
        f"<wp:posOffset>{left}</wp:posOffset></wp:positionH><wps:txbx>{content}</wps:txbx></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_text_box_comes_once_and_outside_the_paragraph_around_it() -> None:
    body = f"<w:p><w:r><w:t>trước </w:t></w:r>{box('HỎA TỐC')}<w:r><w:t>sau</w:t></w:r></w:p>"
    assert texts(docx(body)) == ["trước sau", "HỎA TỐC"]


def test_two_boxes_beside_each_other_are_columns_by_their_place() -> None:
    body = f"<w:p>{box('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 900)}{box('BỘ VÍ DỤ', 10)}</w:p>"
    assert sided(docx(body)) == [("L", "BỘ VÍ DỤ"), ("R", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]


def test_footnotes_come_last_with_their_number() -> None:
    body = "<w:p><w:r><w:t>Điều 1</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + p("Điều 2")
    notes = (
        f"<w:footnote w:type='separator' w:id='0'>{p('x')}</w:footnote>"
        f"<w:footnote w:id='2'>{p('Nay là xã B')}</w:footnote>"
    )
    found = [(line.text, line.footnote, line.automatic) for line in lines(docx(body, footnotes=notes))]
    assert found == [("Điều 1", False, 0), ("Điều 2", False, 0), ("1 Nay là xã B", True, 2)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nội dung"]),
        (p("2"), ["Nội dung"]),
    ],
    ids=["letterhead", "page number"],
)
def test_a_page_header_is_kept_only_as_a_letterhead(header: str, expected: list[str]) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    assert texts(docx(p("Nội dung") + section, header1=header)) == expected


def test_a_section_of_two_columns_is_a_letterhead() -> None:
    section = '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    body = (
        p("UBND XÃ T") + p("Số: 8/TB-UBND") + p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("T, ngày 3 tháng 4", section)
    )
    assert [side for side, _ in sided(docx(body + p("THÔNG BÁO")))] == ["L", "L", "R", "R", "W"]


@pytest.mark.parametrize(
    ("font", "text", "encoding", "expected"),
    [
        (".VnTime", "Uû ban nh©n d©n", "tcvn3", "Uû ban nh©n d©n"),
        (".VnTimeH", "ñy ban nh©n d©n ®Þa ph", "tcvn3", "ñY BAN NH¢N D¢N §ÞA PH"),
        ("VNI-Times", "UÛy ban nhaân daân", "vni", "UÛy ban nhaân daân"),
        ("Times New Roman", "Ủy ban", "", "Ủy ban"),
    ],
    ids=["abc", "abc capitals", "vni", "unicode"],
)
def test_a_legacy_font_tells_the_encoding(font: str, text: str, encoding: str, expected: str) -> None:
    (line,) = lines(docx(p(text, run=f'<w:rFonts w:ascii="{font}"/>')))
    assert (line.encoding, line.text) == (encoding, expected)


def test_text_past_the_limit_is_left_out_with_a_remark() -> None:
    with open_docx(docx(p("chữ " * 10) * 50), ReadingOptions(max_characters=100)) as source:
        assert [r.code for r in source.remarks] == ["too_much_text"]
        assert sum(len(line.text) for line in source.pages[0].lines) < 200


def test_a_document_without_text_is_empty() -> None:
    with pytest.raises(EmptyFile), open_docx(docx(p() + p("   ")), ReadingOptions()):
        pass


def test_content_decides_and_not_the_name() -> None:
    assert recognises_docx(docx(p("x")), ".pdf")
    assert not recognises_docx(b"Kinh gui", ".docx")


def test_a_page_set_into_a_document_is_read() -> None:
    parts = unpacked(docx(p("Trước") + '<w:altChunk r:id="rId9"/>' + p("Sau"), styles=""))
    parts["word/page.html"] = "<html><p>Số: 3/QĐ-UBND</p></html>".encode()
    relations = parts["word/_rels/document.xml.rels"].decode()
    chunk = '<Relationship Id="rId9" Type="http://x/aFChunk" Target="page.html"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", chunk).encode()
    assert texts(packed(dict(parts))) == ["Trước", "Số: 3/QĐ-UBND", "Sau"]
