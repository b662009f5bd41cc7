"""A spreadsheet of bodies (XLSX or CSV) → rows of the library's layout, with what is wrong in each.

Files come from outside: everything is bounded before it is unpacked or parsed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from nguon.core.errors import DirectoryError
from nguon.core.text import bare, nfc, squeeze
from nguon.core.vocabulary import read_table
from nguon.units.table import GROUP_COLUMNS, ORGANISATION_COLUMNS, Problem, arrange, decode

MAX_BYTES: Final = 5_000_000
MAX_UNPACKED: Final = 40_000_000
MAX_MEMBERS: Final = 200
MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 40
MAX_CELL: Final = 2_000
HEADS: Final = {
    "ma": "id", "ma co quan": "id", "ten": "name", "ten co quan": "name", "ten day du": "name",
    "ten viet tat": "short_names", "viet tat": "short_names", "ten khac": "short_names", "ten goi khac": "short_names",
    "loai": "kind", "loai co quan": "kind", "cap": "level", "ma don vi hanh chinh": "area_code",
    "ma dia ban": "area_code", "ma dvhc": "area_code", "cap tren": "parent", "co quan cap tren": "parent",
    "truc thuoc": "parent", "tu ngay": "valid_from", "co tu ngay": "valid_from", "hieu luc tu": "valid_from",
    "khong con tu ngay": "valid_to", "het hieu luc": "valid_to", "ket thuc": "valid_to", "ke tuc": "successors",
    "co quan ke tuc": "successors", "can cu": "source", "nguon": "source", "cum tu": "phrase", "cac loai": "kinds",
    "thuoc": "under",
}  # fmt: skip
"""Vietnamese heads of columns, without diacritics → the library's."""
LEVELS: Final = {"trung uong": "central", "tinh": "province", "cap tinh": "province", "huyen": "district",
                 "cap huyen": "district", "xa": "commune", "cap xa": "commune"}  # fmt: skip
SHEETS: Final = {
    "organisations": ("organisations", "co quan", "danh muc", "danh sach"),
    "groups": ("groups", "cum tu", "nhom"),
}
_LONGEST: Final = {"id": 200, "name": 300, "kind": 60, "level": 20, "area_code": 20, "parent": 200, "phrase": 300,
                   "under": 200}  # fmt: skip
_DECLARED: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SLUG: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What stands in a spreadsheet: bodies with the lines on which they stand, collectives, what is wrong.

    ``absent`` are the places of the columns that the file does not have: they say nothing of a body.
    """

    rows: list[list[str]]
    lines: list[int]
    groups: list[list[str]]
    absent: tuple[int, ...]
    problems: tuple[Problem, ...]


def read_spreadsheet(name: str, data: bytes) -> Read:
    """Read a spreadsheet of bodies.

    Args:
        name: its file name, which tells a workbook from a CSV file.

    Raises:
        DirectoryError: it cannot be read at all: too large, no workbook, no heads.
    """
    if len(data) > MAX_BYTES:
        raise DirectoryError(f"{len(data)} bytes; the limit is {MAX_BYTES}", hint="Split the list")
    if data[:4] == b"PK\x03\x04":
        tables = _workbook(data)
    else:
        text = decode(data, name)
        first = text[: text.find("\n") if "\n" in text else len(text)][:10_000]
        delimiter = max(",;\t|", key=first.count)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as cause:
            raise DirectoryError(f"{name}: {cause}", hint="Look for a quotation mark that is not closed") from cause
        tables = {"organisations": rows}
    return _read(tables)


def _read(tables: dict[str, list[list[str]]]) -> Read:
    raw = _prepared(tables["organisations"], "organisations")
    table = arrange(raw, "organisations", "organisations")
    groups = arrange(_prepared(tables["groups"], "groups"), "groups", "groups") if "groups" in tables else None
    place = raw[0].index("id")
    absent = tuple(i for i, column in enumerate(ORGANISATION_COLUMNS) if column not in raw[0])
    lines = {row[place]: number for number, row in reversed(list(enumerate(raw[1:], 2)))}
    problems = [*table.problems, *(groups.problems if groups else ())]
    rows = [[squeeze(cell) if cell else "" for cell in row] for row in table.rows if row]
    numbers = [lines.get(row[0], 0) for row in rows]
    for row, number in zip(rows, numbers, strict=True):
        problems += _too_long(row, ORGANISATION_COLUMNS, number)
    shipped = {row[:4] for row in read_table("units/groups.csv")}  # a downloaded list has them: they are no change
    listed = enumerate(groups.rows, 2) if groups else ()
    own = [(number, row) for number, row in listed if any(row) and tuple(row[:4]) not in shipped]
    for number, row in own:
        problems += _too_long(row, GROUP_COLUMNS, number)
        if not row[0] or not row[1]:
            column = "phrase" if not row[0] else "kinds"
            problems.append(_problem("groups", number, column, "missing", "a cell is missing", "Fill it in"))
    return Read(rows=rows, lines=numbers, groups=[row for _, row in own], absent=absent, problems=tuple(problems))


def _problem(file: str, row: int, column: str, code: str, what: str, hint: str, value: str = "") -> Problem:
    return Problem(file=file, row=row, column=column, code=code, what=what, hint=hint, value=value[:40])


def _too_long(row: list[str], columns: tuple[str, ...], number: int) -> list[Problem]:
    file = "groups" if columns is GROUP_COLUMNS else "organisations"
    return [
        _problem(file, number, column, "long", "the cell is too long", "Shorten it", cell)
        for column, cell in zip(columns, row, strict=False)
        if len(cell) > _LONGEST.get(column, MAX_CELL)
    ]


def _prepared(rows: list[list[str]], kind: str) -> list[list[str]]:
    """Rows with the library's heads; a body without an id gets one from its name and the body above it."""
    if len(rows) > MAX_ROWS + 1:
        raise DirectoryError(f"{len(rows) - 1} rows; the limit is {MAX_ROWS}", hint="Split the list")
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise DirectoryError("The first row holds no heads", hint="Start from the empty list")
    heads = [_head(cell) for cell in rows[0][:MAX_COLUMNS]]
    body = [[nfc(cell.replace("\0", ""))[: MAX_CELL + 1].strip() for cell in row[:MAX_COLUMNS]] for row in rows[1:]]
    while body and not any(body[-1]):
        body.pop()
    if kind == "organisations":
        if "id" not in heads:
            heads.append("id")
            body = [[*(row + [""] * len(heads))[: len(heads) - 1], ""] for row in body]
        if "level" in heads:
            index = heads.index("level")
            for row in body:
                if len(row) > index:
                    row[index] = _level(row[index])
        _give_ids(heads, body)
    return [heads, *body]


def _head(cell: str) -> str:
    key = squeeze(bare(cell.split("(")[0])).casefold()
    return HEADS.get(key, key.replace(" ", "_"))


def _level(cell: str) -> str:
    return LEVELS.get(bare(cell).casefold(), cell)


def _give_ids(heads: list[str], body: list[list[str]]) -> None:
    """A body without an id gets one that is the same at each import: that of the body above, and its name."""
    id_, name = heads.index("id"), heads.index("name") if "name" in heads else -1
    parent = heads.index("parent") if "parent" in heads else -1
    for row in body:
        if len(row) <= max(id_, name) or name < 0 or row[id_] or not row[name]:
            continue
        above = row[parent] if 0 <= parent < len(row) else ""
        slug = _SLUG.sub("-", bare(row[name]).casefold()).strip("-")[:80]
        above = above if above and re.fullmatch(r"[a-z0-9/._-]+", above) else "rieng"
        row[id_] = f"{above}/{slug}" if slug else ""


def _workbook(data: bytes) -> dict[str, list[list[str]]]:
    """The rows of the sheets that hold bodies and collectives; bounded before anything is parsed."""
    from openpyxl import load_workbook  # 0.1 s: only where a workbook is opened

    try:
        _look_inside(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        names = {squeeze(bare(name)).casefold(): name for name in book.sheetnames}
        found = {}
        for kind, called in SHEETS.items():
            name = next((names[one] for one in called if one in names), None)
            if name is None and kind == "organisations" and len(names) == 1:
                name = book.sheetnames[0]
            if name is not None:
                found[kind] = _cells(book[name])
        book.close()
    except DirectoryError:
        raise
    except Exception as cause:  # openpyxl raises whatever its parts raise on a damaged file
        raise DirectoryError("This is not a workbook that can be read", hint="Save it as .xlsx again") from cause
    if "organisations" not in found:
        raise DirectoryError("The workbook has no sheet organisations", hint="Start from the empty list")
    return found


def _look_inside(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_UNPACKED:
            raise DirectoryError("The workbook is too large when unpacked", hint="Save only the list")
        for one in members:
            if one.filename.endswith((".xml", ".rels")):
                with archive.open(one) as file:
                    start = file.read(2_000)
                if _DECLARED.search(start) or (start and not start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")):
                    raise DirectoryError("The workbook declares entities", hint="Save it as .xlsx again")


def _cells(sheet: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    for cells in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS, max_row=MAX_ROWS + 2):
        rows.append([_cell(value) for value in cells])
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
