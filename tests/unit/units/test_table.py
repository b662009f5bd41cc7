"""Files of a province: what is wrong in them, by row and column, and what no file may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from nguon.core.errors import DirectoryError
from nguon.units.directory import Directory
from nguon.units.table import decode, iso_day, read_csv, read_directory

HEADER = "id,name,short_names,kind,level,area_code,parent,valid_from,valid_to,successors,source"
GOOD = "x/a,Sở Y tế tỉnh X,SYT,so,province,,,,,,"


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / "organisations.csv").write_bytes(text.encode(encoding))
    return folder


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (",Sở Y tế tỉnh X,,so,province,,,,,,", (3, "id", "missing")),
        ("x/b,,,so,province,,,,,,", (3, "name", "missing")),
        ("x/b,Sở X,,,province,,,,,,", (3, "kind", "missing")),
        ("x/a,Sở X,,so,province,,,,,,", (3, "id", "twice")),
        ("sở x,Sở X,,so,province,,,,,,", (3, "id", "id")),
        ("x/b,Sở X,,so,tỉnh,,,,,,", (3, "level", "level")),
        ("x/b,Sở X,,so,province,,,31/02/2024,,,", (3, "valid_from", "date")),
        ("x/b,Sở X,,so,province,,,2025-07-01,2025-07-01,,", (3, "valid_to", "order")),
        ("x/b,Sở Văn hóa, Thể thao,,so,province,,,,,,,x", (3, "", "cells")),
    ],
)
def test_wrong_cell_is_named_by_row_and_column(tmp_path: Path, row: str, where: tuple[int, str, str]) -> None:
    write(tmp_path, f"{HEADER}\n{GOOD}\n{row}\n")
    problems = read_directory(tmp_path)["organisations"].problems
    assert where in [(p.row, p.column, p.code) for p in problems]
    assert all(p.hint for p in problems)
    with pytest.raises(DirectoryError, match="row 3"):
        Directory.open(tmp_path)


def test_unknown_ids_and_names_that_stand_twice_are_warnings(tmp_path: Path) -> None:
    row = "x/b,Sở Y tế tỉnh X,,so,province,,no/parent,,,no/next,"
    write(
        tmp_path,
        f"{HEADER}\n{GOOD}\n{row}\nx/c,Sở Y tế tỉnh X,,so,province,,soc-trang,,,,\nx/d,Sở Y tế tỉnh X,,so,,,,,,,\n",
    )
    problems = Directory.open(tmp_path).check()
    assert [(p.row, p.column, p.code, p.error) for p in problems] == [
        (3, "parent", "unknown_id", False),
        (3, "successors", "unknown_id", False),
        (5, "name", "same_name", False),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_of_excel_is_read(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, f"{HEADER}\n{GOOD}\n", encoding)
    assert Directory.open(tmp_path).get("x/a") is not None


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_delimiter_of_the_header_is_taken(delimiter: str) -> None:
    text = f"{HEADER}\n{GOOD}\n".replace(",", delimiter)
    assert read_csv(text, "a.csv", "organisations").rows[0][:2] == ["x/a", "Sở Y tế tỉnh X"]


def test_columns_may_stand_in_any_order_and_others_are_ignored() -> None:
    table = read_csv("Ghi chú,kind,NAME,id\n?,so,Sở X,x/a\n", "a.csv", "organisations")
    assert (table.rows, table.problems) == ([["x/a", "Sở X", "", "so", "", "", "", "", "", "", ""]], ())


def test_empty_rows_at_the_end_are_no_bodies() -> None:
    table = read_csv(f"{HEADER}\n{GOOD}\n,,,,,,,,,,\n\n", "a.csv", "organisations")
    assert (len(table.rows), table.problems) == (1, ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "empty"),
        (f"{HEADER}\nx/a,S\0,,so,,,,,,,\n".encode(), "row 2: a NUL character"),
        (f"{HEADER}\n".encode() + b"x/a,S\xe0\xe1,,so,,,,,,,\n", "row 2: a character is not UTF-8"),
        (b"a,b,c\n1,2,3\n", "the column id is missing"),
        (f"{HEADER},id\n".encode(), "a heading stands twice"),
        (HEADER.encode() + b'\n"' + b"x" * 200_000, "organisations.csv"),
    ],
)
def test_file_that_is_no_table_is_refused_with_a_reason(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "organisations.csv").write_bytes(data)
    with pytest.raises(DirectoryError, match=message) as error:
        Directory.open(tmp_path)
    assert error.value.hint


def test_file_past_the_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(DirectoryError, match="limit"):
        decode(bytes(64 * 2**20 + 1), "a.csv")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-07-01", "2025-07-01"),
        (" 1/7/2025 ", "2025-07-01"),
        ("01.07.2025", "2025-07-01"),
        ("", ""),
        ("2025-13-01", None),
        ("7/2025", None),
        ("0000-00-00", None),
        ("٢٠٢٥-٠٧-٠١", None),
    ],
)
def test_day_is_iso_or_day_first(cell: str, day: str | None) -> None:
    assert iso_day(cell) == day


def test_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(DirectoryError, match="not a workbook"):
        Directory.open(tmp_path / "a.xlsx")
