"""The directory given away and taken in: CSV, XLSX and JSON-LD out, a workbook to fill in, a preview of an import."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nguon.core.vocabulary import read_table
from nguon.units.organisation import Organisation
from nguon.units.table import GROUP_COLUMNS, ORGANISATION_COLUMNS, Problem, Table, read_directory

LICENCE = "CC-BY-4.0"
ATTRIBUTION = "Nguồn, directory of bodies; administrative units after vietnamadminunits 1.0.4 (MIT)"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def defuse(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: one that begins like one gets an apostrophe before it.

    >>> defuse("=HYPERLINK(1)"), defuse("Sở Y tế")
    ("'=HYPERLINK(1)", 'Sở Y tế')
    """
    return "'" + cell if cell.startswith(_FORMULA) else cell


def as_row(body: Organisation) -> list[str]:
    """A body as a row of organisations.csv."""
    return [
        body.id,
        body.name,
        "|".join(body.short_names),
        body.kind,
        body.level,
        body.area_code,
        body.parent,
        body.valid_from.isoformat() if body.valid_from else "",
        body.valid_to.isoformat() if body.valid_to else "",
        "|".join(body.successors),
        body.source,
    ]


def write_csv(bodies: Iterable[Organisation]) -> Iterator[str]:
    """Lines of a CSV file that ``Directory.open`` reads again; formulas defused."""
    for row in [list(ORGANISATION_COLUMNS), *([*map(defuse, as_row(b))] for b in bodies)]:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(row)
        yield out.getvalue()


def sources() -> dict[str, tuple[str, str]]:
    """The sources that rows name by key: how sure (yes, no) and the text."""
    return {key: (sure, text) for key, sure, text in read_table("units/sources.csv")}


def write_json_ld(bodies: Iterable[Organisation]) -> Iterator[str]:
    """Parts of one JSON-LD document: schema.org terms, its own id base, licence and sources in the head."""
    head = {
        "@context": {
            "@vocab": "https://schema.org/",
            "@base": "urn:nguon:unit:",
            "validFrom": {"@type": "Date"},
            "validThrough": {"@type": "Date"},
            "parentOrganization": {"@type": "@id"},
            "succeededBy": {"@id": "urn:nguon:succeededBy", "@type": "@id"},
            "isBasedOn": {"@type": "@id"},
        },
        "@type": "Dataset",
        "name": "Nguồn: bodies of Vietnam in time",
        "license": f"https://spdx.org/licenses/{LICENCE}",
        "creditText": ATTRIBUTION,
        "citation": [text for _, text in sources().values()],
    }
    text = json.dumps(head, ensure_ascii=False, indent=1)
    yield text[: text.rindex("\n}")] + ',\n "hasPart": ['
    first = True
    for body in bodies:
        node: dict[str, object] = {"@id": body.id, "@type": "GovernmentOrganization", "name": body.name}
        if body.short_names:
            node["alternateName"] = list(body.short_names)
        node |= (
            {"additionalType": body.kind, "identifier": body.area_code}
            if body.area_code
            else {"additionalType": body.kind}
        )
        if body.parent:
            node["parentOrganization"] = body.parent
        if body.valid_from:
            node["foundingDate"] = body.valid_from.isoformat()
        if body.valid_to:
            node["dissolutionDate"] = body.valid_to.isoformat()
        if body.successors:
            node["succeededBy"] = list(body.successors)
        node["creditText"] = body.source
        yield ("\n  " if first else ",\n  ") + json.dumps(node, ensure_ascii=False)
        first = False
    yield "\n ]\n}\n"


def write_xlsx(target: Path, bodies: Iterable[Organisation]) -> None:
    """A workbook with the sheets organisations, groups, sources; every cell is text, so nothing is a formula."""
    from xlsxwriter import Workbook  # 50 ms: only where a workbook is written

    book = Workbook(str(target), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _sheet(book, "organisations", ORGANISATION_COLUMNS, map(as_row, bodies))
    _sheet(book, "groups", GROUP_COLUMNS, (list(row[:4]) for row in read_table("units/groups.csv")))
    _sheet(book, "sources", ("key", "sure", "text"), map(list, read_table("units/sources.csv")))
    about = [["licence", LICENCE], ["attribution", ATTRIBUTION]]
    _sheet(book, "about", ("what", "value"), about)
    book.close()


def _sheet(book: object, name: str, columns: Iterable[str], rows: Iterable[list[str]]) -> None:
    sheet = book.add_worksheet(name)  # type: ignore[attr-defined]
    bold = book.add_format({"bold": True, "bottom": 1})  # type: ignore[attr-defined]
    text = book.add_format({"num_format": "@"})  # type: ignore[attr-defined]
    columns = tuple(columns)
    sheet.set_column(0, len(columns) - 1, 24, text)
    sheet.freeze_panes(1, 0)
    for c, column in enumerate(columns):
        sheet.write_string(0, c, column, bold)
    for r, row in enumerate(rows, 1):
        for c, cell in enumerate(row):
            if cell:
                sheet.write_string(r, c, cell, text)


INSTRUCTIONS = (
    ("Cách điền", ""),
    ("", "Mỗi cơ quan một dòng trong trang organisations. Giữ nguyên dòng tiêu đề. Không cần điền hết các cột."),
    ("id", "Bắt buộc. Chữ không dấu, số, dấu - và /. Không đổi về sau. Ví dụ: an-hai/ban-quan-ly-di-tich"),
    ("name", "Bắt buộc. Tên đầy đủ như trong quyết định thành lập."),
    ("short_names", "Tên viết tắt, tên hay gọi, cách nhau bằng dấu |. Ví dụ: BQL di tích|BQLDT"),
    ("kind", "Bắt buộc. Loại, để gọi chung: so, ubnd, hdnd, huyen_uy, dang_uy_truc_thuoc, ban_tuyen_giao, bao, dai"),
    ("level", "central, province, district, commune; hoặc để trống."),
    ("area_code", "Mã đơn vị hành chính, nếu biết. Ví dụ: 94"),
    ("parent", "id của cơ quan hoặc địa bàn cấp trên. Ví dụ: soc-trang/tinh-uy"),
    ("valid_from", "Ngày bắt đầu: 2025-07-01 hoặc 01/07/2025. Trống: có từ trước."),
    ("valid_to", "Ngày đầu tiên không còn nữa. Trống: đang còn."),
    ("successors", "id của các cơ quan kế tục, cách nhau bằng dấu |."),
    ("source", "Căn cứ: số quyết định, ngày."),
    ("", "Trang groups: cụm từ gọi chung (phrase), các loại mà nó chỉ (kinds, cách nhau bằng |), cấp (level)."),
    ("", "Ví dụ: Các đảng ủy trực thuộc | dang_uy_truc_thuoc | soc-trang/tinh-uy | province"),
    ("", "Điền xong: nguon units check TỆP.xlsx, rồi nguon units import TỆP.xlsx --into THƯ_MỤC"),
)


def write_template(target: Path) -> None:
    """An empty workbook with instructions in Vietnamese."""
    from xlsxwriter import Workbook

    book = Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False})
    guide = book.add_worksheet("huong-dan")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    guide.set_column(0, 0, 14, bold)
    guide.set_column(1, 1, 100, wrap)
    for r, (what, text) in enumerate(INSTRUCTIONS):
        guide.write_string(r, 0, what, bold)
        guide.write_string(r, 1, text, wrap)
    _sheet(book, "organisations", ORGANISATION_COLUMNS, ())
    _sheet(book, "groups", GROUP_COLUMNS, ())
    levels = {"validate": "list", "source": ["central", "province", "district", "commune"]}
    book.get_worksheet_by_name("organisations").data_validation(1, 4, 5000, 4, levels)
    book.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that an import adds, changes, ends or leaves out.

    Attributes:
        action: added, changed, ended (only valid_to is new) or removed (in the folder, not in the import).
        columns: headings of the cells that differ.
        before, after: values of the cells that differ.
    """

    action: str
    id: str
    name: str
    columns: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def _table(tables: dict[str, Table], kind: str) -> list[list[str]]:
    return tables[kind].rows if kind in tables else []


def compare(old: dict[str, Table], new: dict[str, Table]) -> tuple[Change, ...]:
    """What an import changes, in the order of its rows; rows that it does not name stay."""
    before = {row[0]: row for row in _table(old, "organisations")}
    changes = []
    for row in _table(new, "organisations"):
        was = before.get(row[0])
        if was is None:
            changes.append(Change(action="added", id=row[0], name=row[1]))
        elif was != row:
            differ = [i for i in range(len(row)) if row[i] != was[i]]
            changes.append(
                Change(
                    action="ended" if set(differ) <= {8, 9, 10} and row[8] else "changed",
                    id=row[0],
                    name=row[1],
                    columns=tuple(ORGANISATION_COLUMNS[i] for i in differ),
                    before=tuple(was[i] for i in differ),
                    after=tuple(row[i] for i in differ),
                )
            )
    have = {tuple(row) for row in _table(old, "groups")}
    for row in _table(new, "groups"):
        if any(row) and tuple(row) not in have:
            changes.append(Change(action="added", id="", name=row[0], columns=("phrase",), after=(row[0],)))
    return tuple(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """An import that was looked at and not yet written.

    Attributes:
        changes: what it would change in the folder.
        problems: what is wrong in it; with errors nothing is written.
    """

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    tables: dict[str, list[list[str]]]

    @property
    def ready(self) -> bool:
        """Whether it can be written."""
        return not any(p.error for p in self.problems)

    def write(self, folder: Path) -> None:
        """Write organisations.csv and groups.csv of the folder; each file is whole at every moment."""
        folder.mkdir(parents=True, exist_ok=True)
        for kind, columns in (("organisations", ORGANISATION_COLUMNS), ("groups", GROUP_COLUMNS)):
            rows = self.tables[kind]
            if rows or kind == "organisations":
                out = io.StringIO()
                csv.writer(out, lineterminator="\n").writerows([list(columns), *rows])
                fresh = folder / f".{kind}.csv.new"
                fresh.write_text(out.getvalue(), encoding="utf-8")
                fresh.replace(folder / f"{kind}.csv")


def prepare_import(source: Path, folder: Path) -> Import:
    """Look at a CSV, XLSX or folder that is to go into a province's folder.

    Raises:
        DirectoryError: one of the two cannot be read at all.
    """
    new = read_directory(source)
    exists = folder.is_dir() and any((folder / f"{k}.csv").is_file() for k in ("organisations", "groups"))
    old = read_directory(folder) if exists else {}
    problems = tuple(p for table in new.values() for p in table.problems)
    merged = {row[0]: row for row in _table(old, "organisations")} | {r[0]: r for r in _table(new, "organisations")}
    groups = {(row[0], row[2], row[3]): row for row in (*_table(old, "groups"), *_table(new, "groups")) if any(row)}
    return Import(
        changes=compare(old, new),
        problems=problems,
        tables={"organisations": [merged[k] for k in sorted(merged)], "groups": list(groups.values())},
    )
