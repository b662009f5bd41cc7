"""A directory as files: organisations.csv and groups.csv of a folder, or one XLSX with these sheets."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from nguon.core.errors import DirectoryError
from nguon.core.text import nfc

ORGANISATION_COLUMNS = (
    *("id", "name", "short_names", "kind", "level", "area_code"),
    *("parent", "valid_from", "valid_to", "successors", "source"),
)
GROUP_COLUMNS = ("phrase", "kinds", "under", "level")
NEEDED = {"organisations": ("id", "name", "kind"), "groups": ("phrase", "kinds")}
MAX_BYTES = 64 * 2**20
MAX_ROWS = 1_000_000
_DELIMITERS = ",;\t|"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ID = re.compile(r"[a-z0-9]++(?:[-._/][a-z0-9]++)*+", re.IGNORECASE | re.ASCII)
_LEVELS = frozenset({"", "central", "province", "district", "commune"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a directory, as a person can mend it.

    Attributes:
        file: name of the file or sheet.
        row: row as a spreadsheet counts, 1 is the header; 0: the whole file.
        column: its heading; may be empty.
        code: stable name of the kind of problem.
        what: one English sentence.
        hint: what to do.
        value: the cell as it stands, shortened.
        error: False for what only looks wrong and does not keep the directory from being used.
    """

    file: str
    row: int
    column: str
    code: str
    what: str
    hint: str
    value: str = ""
    error: bool = True

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.what}. {self.hint}"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one file in the order of the standard columns; ``lines`` are their rows in the file."""

    file: str
    columns: tuple[str, ...]
    rows: list[list[str]]
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, file: str) -> str:
    """The text of a CSV file: UTF-8 with or without BOM, or UTF-16 with one (Excel's "Unicode text").

    Raises:
        DirectoryError: too large, another encoding, or NUL characters.
    """
    if len(data) > MAX_BYTES:
        raise DirectoryError(f"{file} has {len(data)} bytes; the limit is {MAX_BYTES}", hint="Split the directory")
    try:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as cause:
        row = data[: cause.start].count(b"\n") + 1
        raise DirectoryError(
            f"{file}, row {row}: a character is not UTF-8",
            hint='Save the file again as "CSV UTF-8" in Excel or LibreOffice',
        ) from cause
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise DirectoryError(f"{file}, row {row}: a NUL character", hint="The file is damaged; export it again")
    return text


def read_csv(text: str, file: str, kind: str) -> Table:
    """The rows of a CSV text; comma, semicolon, tab or bar between cells, as the header has it.

    Args:
        kind: ``organisations`` or ``groups``.

    Raises:
        DirectoryError: no header, a needed column missing, or a row that no CSV reader takes.
    """
    first = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as cause:
        raise DirectoryError(f"{file}: {cause}", hint="Look for a quotation mark that is not closed") from cause
    return arrange(rows, file, kind)


def arrange(rows: list[list[str]], file: str, kind: str) -> Table:
    """Rows with their header put into the standard columns; checks them column by column."""
    columns = ORGANISATION_COLUMNS if kind == "organisations" else GROUP_COLUMNS
    if not rows:
        raise DirectoryError(f"{file} is empty", hint="Start from: nguon units template")
    header = [cell.strip().casefold() for cell in rows[0]]
    for name in NEEDED[kind]:
        if name not in header:
            raise DirectoryError(
                f"{file}, row 1: the column {name} is missing (found: {', '.join(header)[:120]})",
                hint="The first row holds the headings; start from: nguon units template",
            )
    if len(set(header) - {""}) != len([h for h in header if h]):
        raise DirectoryError(f"{file}, row 1: a heading stands twice", hint="Rename or delete one of the columns")
    body = rows[1:]
    if len(body) > MAX_ROWS:
        raise DirectoryError(f"{file} has {len(body)} rows; the limit is {MAX_ROWS}", hint="Split the directory")
    width = len(header)
    problems: list[Problem] = []
    if set(map(len, body)) - {width}:
        body = _even(body, width, file, problems)
    if header != list(columns):
        order = [header.index(c) if c in header else -1 for c in columns]
        body = [[row[i] if i >= 0 else "" for i in order] for row in body]
    if kind == "organisations":
        problems += _check_organisations(body, file)
    return Table(file, tuple(columns), body, tuple(problems))


def _even(body: list[list[str]], width: int, file: str, problems: list[Problem]) -> list[list[str]]:
    even = []
    for number, row in enumerate(body, 2):
        if len(row) > width and any(row[width:]):
            what = f"{len(row)} cells where the header has {width}"
            problems.append(
                Problem(
                    file=file,
                    row=number,
                    column="",
                    code="cells",
                    what=what,
                    hint="Put a cell that holds the delimiter between quotation marks",
                    value=" ".join(row[width:])[:40],
                )
            )
        even.append((row + [""] * width)[:width])
    return even


def _check_organisations(body: list[list[str]], file: str) -> list[Problem]:
    """Look at whole columns first, and at single cells only in a column that has something wrong."""
    problems: list[Problem] = []

    def report(index: int, column: str, code: str, what: str, hint: str, value: str = "") -> None:
        problems.append(
            Problem(file=file, row=index + 2, column=column, code=code, what=what, hint=hint, value=value[:40])
        )

    if not body:
        return problems
    ids, kinds, levels, starts, ends = ([row[i] for row in body] for i in (0, 3, 4, 7, 8))
    blank = [i for i, row in enumerate(body) if not row[0] or not row[1]]
    for i in reversed(blank):
        if not any(cell.strip() for cell in body[i]):
            body[i] = []
        else:
            column = "id" if not body[i][0] else "name"
            report(i, column, "missing", f"the {column} is missing", f"Fill in the {column} or delete the row")
    if len(set(ids)) != len(ids):
        first: dict[str, int] = {}
        for i, id_ in enumerate(ids):
            if id_ and first.setdefault(id_, i) != i:
                hint = "Give each body an id of its own"
                report(i, "id", "twice", f"the id stands in row {first[id_] + 2} already", hint, id_)
    if "".join(ids).encode("utf-8", "replace").translate(None, _ID_CHARACTERS):
        for i, id_ in enumerate(ids):
            if id_ and not _ID.fullmatch(id_):
                report(i, "id", "id", "an id is ASCII letters, digits and - . _ /", "Write it without marks", id_)
    for wrong in set(levels) - _LEVELS:
        for i, level in enumerate(levels):
            if level == wrong:
                hint = "Write central, province, district, commune, or nothing"
                report(i, "level", "level", "no such level", hint, level)
    if "" in kinds:
        for i, row in enumerate(body):
            if row and not row[3]:
                report(i, "kind", "missing", "the kind is missing", "Write what groups count it by: so, ubnd, huyen_uy")
    days: dict[str, str | None] = {}
    for position, cells in ((7, starts), (8, ends)):
        odd = {}
        for cell in set(cells):
            days[cell] = iso_day(cell)
            if days[cell] != cell:
                odd[cell] = days[cell]
        if odd:
            for i, row in enumerate(body):
                if row and row[position] in odd:
                    day = odd[row[position]]
                    if day is None:
                        name = ORGANISATION_COLUMNS[position]
                        report(i, name, "date", "not a day", "Write it as 2025-07-01 or 01/07/2025", row[position])
                    else:
                        row[position] = day
    for start, end in {*zip(starts, ends, strict=True)}:
        begins, stops = days[start], days[end]
        if begins and stops and begins >= stops:
            hint = "valid_to is the first day on which the body is no more"
            for i, row in enumerate(body):
                if row and (row[7], row[8]) == (begins, stops):
                    report(i, "valid_to", "order", "the body ends before it begins", hint, end)
    body[:] = [row for row in body if row] if blank else body
    return sorted(problems, key=lambda p: (p.row, p.column))


_ID_CHARACTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/"


def iso_day(cell: str) -> str | None:
    """A day as ISO; takes 2025-07-01 and, day first, 1/7/2025; ``None`` where it is no day.

    >>> iso_day("1/7/2025"), iso_day("2025-02-30"), iso_day("")
    ('2025-07-01', None, '')
    """
    cell = cell.strip()
    if not cell:
        return ""
    try:
        if _ISO.fullmatch(cell):
            return date.fromisoformat(cell).isoformat()
        if match := _DAY_FIRST.fullmatch(cell):
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        pass
    return None


def read_workbook(path: Path, kinds: Sequence[str] = ("organisations", "groups")) -> dict[str, Table]:
    """The sheets of a workbook that are named like the files of a folder.

    Raises:
        DirectoryError: not a workbook, too large when unpacked, or without a sheet ``organisations``.
    """
    from openpyxl import load_workbook  # 0.1 s: only where a workbook is opened

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > 4 * MAX_BYTES:
            raise DirectoryError(f"{path.name} unpacks to {size} bytes", hint="Save only the two sheets")
        book = load_workbook(path, read_only=True, data_only=True)
    except DirectoryError:
        raise
    except Exception as cause:  # openpyxl raises whatever its parts raise on a damaged file
        raise DirectoryError(
            f"{path.name} is not a workbook that can be read", hint="Save it as .xlsx again"
        ) from cause
    found = {}
    try:
        for kind in kinds:
            if kind in book.sheetnames:
                rows = []
                for cells in book[kind].iter_rows(values_only=True):
                    rows.append([_cell(c) for c in cells])
                    if len(rows) > MAX_ROWS:
                        raise DirectoryError(f"{path.name} has too many rows", hint="Split the directory")
                while rows and not any(rows[-1]):
                    rows.pop()
                found[kind] = arrange(rows, f"{path.name}, sheet {kind}", kind)
    finally:
        book.close()
    if "organisations" not in found:
        raise DirectoryError(
            f"{path.name} has no sheet organisations (it has: {', '.join(book.sheetnames)[:120]})",
            hint="Start from: nguon units template",
        )
    return found


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return nfc(str(value)).strip()


def read_directory(place: Path) -> dict[str, Table]:
    """The tables of a folder, an XLSX workbook, or one CSV file of organisations.

    Raises:
        DirectoryError: nothing there, or a file that cannot be read.
    """
    if place.is_dir():
        if not (place / "organisations.csv").is_file():
            books = sorted(place.glob("*.xlsx"))
            if len(books) == 1:
                return read_workbook(books[0])
            if not (place / "groups.csv").is_file():
                raise DirectoryError(
                    f"{place} has no organisations.csv", hint="Start one with: nguon units template, then import"
                )
        return {
            kind: read_csv(decode(file.read_bytes(), file.name), file.name, kind)
            for kind in ("organisations", "groups")
            if (file := place / f"{kind}.csv").is_file()
        }
    if not place.is_file():
        raise DirectoryError(f"{place} does not exist", hint="Check the path")
    if place.suffix.casefold() in {".xlsx", ".xlsm"}:
        return read_workbook(place)
    return {"organisations": read_csv(decode(place.read_bytes(), place.name), place.name, "organisations")}


def refuse(problems: Iterable[Problem]) -> None:
    """Raise for the first error of a list, saying how many there are."""
    errors = [p for p in problems if p.error]
    if errors:
        more = f" (and {len(errors) - 1} more: nguon units check)" if len(errors) > 1 else ""
        first = errors[0]
        place = f"{first.file}, row {first.row}" + (f", column {first.column}" if first.column else "")
        raise DirectoryError(f"{place}: {first.what}{more}", hint=first.hint)
