"""Ruled tables: cells in order, joined squares, tables over several pages."""

from __future__ import annotations

from nguon.reading.options import ReadingOptions
from nguon.reading.page import Line
from nguon.reading.readers.pdf import open_pdf

from .tiny_pdf import Put, Sheet, grid, make, rule

XS = (85, 120, 320, 500)


def read(*sheets: Sheet) -> list[list[Line]]:
    with open_pdf(make(sheets), ReadingOptions()) as source:
        return [list(page.lines) for page in source.pages]


def cells(lines: list[Line]) -> list[tuple[int, int, int, str]]:
    return [(line.cell.table, line.cell.row, line.cell.column, line.text) for line in lines if line.cell]


def row(y: float, *texts: str) -> list[Put]:
    return [Put(text, x + 4, y) for x, text in zip(XS, texts, strict=False) if text]


def test_cells_come_one_after_the_other_with_all_their_lines() -> None:
    puts = [
        Put("Phân công nhiệm vụ như sau:", 85, 760),
        *row(710, "TT", "Nội dung", "Đơn vị"),
        *row(680, "1", "Rà soát hồ sơ, lập", "Văn phòng"),
        *row(664, "", "danh mục", ""),
        *row(640, "2", "Kiểm kê tài sản", "Phòng Kế toán"),
        Put("Trên đây là phân công.", 85, 600),
    ]
    (lines,) = read(Sheet(puts, raw=grid(XS, (630, 655, 700, 725))))
    assert cells(lines) == [
        (0, 0, 0, "TT"),
        (0, 0, 1, "Nội dung"),
        (0, 0, 2, "Đơn vị"),
        (0, 1, 0, "1"),
        (0, 1, 1, "Rà soát hồ sơ, lập"),
        (0, 1, 1, "danh mục"),
        (0, 1, 2, "Văn phòng"),
        (0, 2, 0, "2"),
        (0, 2, 1, "Kiểm kê tài sản"),
        (0, 2, 2, "Phòng Kế toán"),
    ]
    assert [line.text for line in lines if not line.cell] == ["Phân công nhiệm vụ như sau:", "Trên đây là phân công."]
    assert all(line.cell.ruled for line in lines if line.cell)


def test_squares_without_a_rule_between_them_are_one_cell() -> None:
    # the first column is joined over both rows, the last row's other columns with each other
    raw = (
        rule(85, 725, 500, 725) + rule(120, 690, 500, 690) + rule(85, 655, 500, 655)
        + rule(85, 655, 85, 725) + rule(120, 655, 120, 725) + rule(320, 690, 320, 725) + rule(500, 655, 500, 725)
    )  # fmt: skip
    (lines,) = read(Sheet([*row(700, "I", "Nội dung", "Đơn vị"), Put("Cả hai cột", 130, 670)], raw=raw))
    found = [
        (line.text, line.cell.row, line.cell.column, line.cell.rows, line.cell.columns) for line in lines if line.cell
    ]
    assert found == [("I", 0, 0, 2, 1), ("Nội dung", 0, 1, 1, 1), ("Đơn vị", 0, 2, 1, 1), ("Cả hai cột", 1, 1, 1, 2)]


def test_a_table_goes_on_over_the_page_and_its_repeated_head_is_marked() -> None:
    head = row(780, "TT", "Nội dung", "Đơn vị")
    rules = grid(XS, (740, 765, 800))
    first = Sheet([*head, *row(745, "1", "Rà soát", "Văn phòng")], raw=rules)
    second = Sheet([Put("2", 290, 820), *head, *row(745, "2", "Kiểm kê", "Kế toán")], raw=rules)
    one, two = read(first, second)
    assert cells(one)[3:] == [(0, 1, 0, "1"), (0, 1, 1, "Rà soát"), (0, 1, 2, "Văn phòng")]
    assert cells(two)[3:] == [(0, 3, 0, "2"), (0, 3, 1, "Kiểm kê"), (0, 3, 2, "Kế toán")]
    assert [line.cell.header for line in (*one, *two) if line.cell] == ([True] * 3 + [False] * 3) * 2


def test_a_row_cut_by_the_end_of_the_page_goes_on_in_its_row() -> None:
    head = row(780, "TT", "Nội dung", "Đơn vị")
    rules = grid(XS, (710, 735, 765, 800))
    one, two = read(
        Sheet([*head, *row(745, "1", "Rà soát hồ sơ", "Văn"), *row(715, "2", "Kiểm kê tài", "Kế toán")], raw=rules),
        Sheet([*head, *row(745, "", "sản của cơ quan", ""), *row(715, "3", "Báo cáo", "Văn phòng")], raw=rules),
    )
    assert cells(one)[-2:] == [(0, 2, 1, "Kiểm kê tài"), (0, 2, 2, "Kế toán")]
    assert cells(two)[3:5] == [(0, 2, 1, "sản của cơ quan"), (0, 4, 0, "3")]
    assert [line.paragraph for line in two if line.cell][3:5] == [False, True]


def test_rules_drawn_as_one_path_or_as_thin_rectangles_make_the_same_table() -> None:
    ys = (640, 665, 700)
    puts = [*row(680, "TT", "Nội dung", "Đơn vị"), *row(645, "1", "Rà soát", "Văn phòng")]
    path = "".join(f"{XS[0]} {y} m {XS[-1]} {y} l " for y in ys) + "".join(f"{x} 640 m {x} 700 l " for x in XS) + "S\n"
    thin = "".join(f"{XS[0]} {y} 415 0.5 re f\n" for y in ys) + "".join(f"{x} 640 0.5 60 re f\n" for x in XS)
    read_all = [cells(read(Sheet(puts, raw=raw))[0]) for raw in (grid(XS, ys), path, thin)]
    assert len(read_all[0]) == 6
    assert read_all[1] == read_all[2] == read_all[0]


def test_a_table_after_text_is_another_one() -> None:
    rules = grid(XS, (640, 665, 700))
    puts = [*row(680, "TT", "Nội dung", "Đơn vị"), *row(645, "1", "Rà soát", "Văn phòng")]
    one, two = read(Sheet([*puts, Put("Hết bảng thứ nhất.", 85, 600)], raw=rules), Sheet(puts, raw=rules))
    assert {line.cell.table for line in one if line.cell} == {0}
    assert {line.cell.table for line in two if line.cell} == {1}


def test_a_frame_around_a_word_is_no_table() -> None:
    raw = grid((85, 200), (690, 725)) + rule(85, 600, 300, 600) + rule(85, 598, 300, 598)
    (lines,) = read(Sheet([Put("HỎA TỐC", 100, 700), Put("Văn bản này được gửi ngay.", 85, 610)], raw=raw))
    assert [line.cell for line in lines] == [None, None]
