"""Running heads, page numbers, stamps of signatures and pages without a usable text layer."""

from __future__ import annotations

import pytest

from nguon.reading.options import ReadingOptions
from nguon.reading.page import Column
from nguon.reading.readers import Source
from nguon.reading.readers.pdf import open_pdf
from nguon.reading.readers.text_layer import is_garbled

from .tiny_pdf import Put, Sheet, make

BODY = [
    "Thực hiện kế hoạch năm học, nhà trường đề nghị các tổ",
    "chuyên môn rà soát hồ sơ, sổ sách của từng thành viên",
    "và gửi kết quả về bộ phận văn thư để tổng hợp chung.",
]
TEXT = [Put(text, 85, 700 - 18 * row) for row, text in enumerate(BODY)]
STAMP = [
    Put("Ký bởi: Sở Y tế", 400, 640, 8),
    Put("Email: soyte@sonhai.gov.vn", 400, 630, 8),
    Put("Cơ quan: Tỉnh Sơn Hải", 400, 620, 8),
    Put("Thời gian ký: 22/10/2024 08:15:30 +07:00", 400, 610, 8),
]
PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n"


def read(*sheets: Sheet, ocr: str = "auto") -> Source:
    with open_pdf(make(sheets), ReadingOptions(ocr=ocr)) as source:
        return source


def texts(source: Source, page: int = 0) -> list[str]:
    return [line.text for line in source.pages[page].lines]


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2/5", "Trang 2", "ii", "2/5"])
@pytest.mark.parametrize("y", [800, 30])
def test_a_page_number_alone_in_the_margin_is_left_out(number: str, y: float) -> None:
    assert texts(read(Sheet([Put(number, 290, y), *TEXT]))) == BODY


@pytest.mark.parametrize("text", ["Điều 2", "2 bản", "12/KH-UBND", "năm 2024"])
def test_other_text_in_the_margin_stays(text: str) -> None:
    assert texts(read(Sheet([Put(text, 290, 800), *TEXT]))) == [text, *BODY]


def test_what_most_pages_repeat_at_their_edge_is_left_out() -> None:
    pages = [
        Sheet([Put(f"CÔNG BÁO/Số 12/Ngày {day}-4-2024", 85, 810, 11), *TEXT, Put("sonhai.gov.vn", 85, 20, 9)])
        for day in range(1, 6)
    ]
    source = read(*pages)
    assert [texts(source, page) for page in range(5)] == [BODY] * 5


def test_the_first_page_keeps_its_letterhead_though_others_repeat_a_line_of_it() -> None:
    head = [
        Put("SỞ Y TẾ", 100, 800),
        Put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 270, 800, 12),
        Put("Độc lập - Tự do - Hạnh phúc", 300, 784),
    ]
    source = read(Sheet([*head, *TEXT]), *[Sheet([Put("SỞ Y TẾ", 100, 800), *TEXT])] * 3)
    assert texts(source)[:2] == ["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_a_page_of_a_stamp_has_no_text_layer() -> None:
    source = read(Sheet(STAMP, raw=PICTURE), Sheet(STAMP), ocr="off")
    assert [(page.text_layer, page.reason, page.lines) for page in source.pages] == [(False, "stamp", ())] * 2
    assert source.signatures == 2


def test_a_picture_with_a_number_written_over_it_has_no_text_layer() -> None:
    page = read(Sheet([Put("128", 150, 760), Put("08", 400, 760)], raw=PICTURE)).pages[0]
    assert (page.text_layer, page.reason) == (False, "none")


def test_a_stamp_over_text_is_not_woven_into_it() -> None:
    register = Put("Số: 9/TTr-SNV; 22/10/2024; 08:15:30", 380, 820, 10)
    near = [Put("GIÁM ĐỐC", 330, 640), Put("Phan Thị Xuân", 330, 590)]
    source = read(Sheet([*TEXT, near[0], *STAMP, near[1], register]))
    assert texts(source) == [*BODY, "GIÁM ĐỐC", "Phan Thị Xuân"]
    assert source.signatures == 1


def test_a_line_of_the_text_that_begins_like_a_stamp_stays() -> None:
    lines = [
        "Người ký: ghi rõ họ tên, chức vụ của người có thẩm quyền.",
        "Người ký hợp đồng chịu trách nhiệm về nội dung.",
    ]
    puts = [Put(text, 85, 600 - 18 * row) for row, text in enumerate(lines)]
    assert texts(read(Sheet([*TEXT, *puts]))) == [*BODY, *lines]


def test_a_blank_page_is_told() -> None:
    source = read(Sheet(), Sheet(TEXT))
    assert [remark.code for remark in source.remarks] == ["empty_page"]
    assert [page.text_layer for page in source.pages] == [True, True]


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("\n".join(BODY), False),
        ("Cong hoa xa hoi chu nghia Viet Nam doc lap tu do hanh phuc can cu luat to chuc chinh quyen", True),
        ("^sZd:kZAdzZ^dnBZ<NZlkp^Z43 d:kZAdzZ^dnBZ<NZ^$4dZ:84Z^PO WcWw iA AWWy li Z0 Zm6WmZ4 TSZ6A Z6 7w", True),
        ("The committee shall meet twice a year and report to the governing council about its work plans", True),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 A B C 1.200 3.400", False),
        ("", False),
        ("Số 5", False),
        ("\ue001\ue002\ue003\ue004" * 30, True),
    ],
    ids=["vietnamese", "no marks", "mojibake", "english", "numbers", "empty", "short", "private use"],
)
def test_garbled(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled


def test_a_schedule_without_rules_at_the_end_of_a_page_is_not_a_closing() -> None:
    rows = [
        ("08 giờ 00", "Đón tiếp đại biểu, khách mời"),
        ("08 giờ 30", "Khai mạc hội nghị"),
        ("09 giờ 00", "Thảo luận"),
    ]
    puts = [Put(text, x, 600 - 20 * n) for n, row in enumerate(rows) for text, x in zip(row, (85, 260), strict=True)]
    page = read(Sheet([*TEXT, *puts])).pages[0]
    assert {line.column for line in page.lines} == {Column.WHOLE}


def test_two_signers_stand_in_two_columns() -> None:
    puts = [Put("Thư ký", 120, 600), Put("Chủ tọa", 400, 600), Put("Mùa A Dê", 115, 540), Put("Lò Thị Yến", 390, 540)]
    page = read(Sheet([*TEXT, *puts])).pages[0]
    columns = [(line.column, line.text) for line in page.lines[len(BODY) :]]
    assert columns == [(1, "Thư ký"), (1, "Mùa A Dê"), (2, "Chủ tọa"), (2, "Lò Thị Yến")]
