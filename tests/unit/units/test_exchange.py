"""The directory given away and taken in."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from nguon.units.directory import Directory
from nguon.units.exchange import as_row, defuse, prepare_import, write_csv, write_json_ld, write_template, write_xlsx
from nguon.units.organisation import Organisation
from nguon.units.table import ORGANISATION_COLUMNS, read_directory

HEADER = ",".join(ORGANISATION_COLUMNS)


def bodies() -> list[Organisation]:
    return list(Directory.shipped().organisations(within="soc-trang", level="province"))


def test_csv_export_opens_again_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text("".join(write_csv(bodies())), encoding="utf-8")
    rows = read_directory(tmp_path)["organisations"].rows
    assert rows == [as_row(b) for b in bodies()]
    assert Directory.open(tmp_path).check() == ()


def test_xlsx_export_opens_again_as_it_was(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", bodies())
    tables = read_directory(tmp_path / "a.xlsx")
    assert tables["organisations"].rows == [as_row(b) for b in bodies()]
    assert len(tables["groups"].rows) >= 20


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@sum", "\t=1"])
def test_formulas_are_defused(text: str) -> None:
    assert defuse(text) == "'" + text
    (line,) = list(write_csv([Organisation(id="x", name=text, kind="so")]))[1:]
    assert next(csv.reader(io.StringIO(line)))[1] == "'" + text


def test_json_ld_carries_licence_sources_and_bodies() -> None:
    document = json.loads("".join(write_json_ld(bodies())))
    assert document["license"].startswith("https://spdx.org/licenses/")
    assert len(document["citation"]) >= 10
    newspaper = next(b for b in document["hasPart"] if b["@id"] == "soc-trang/bao")
    assert newspaper["dissolutionDate"] == "2025-05-01"
    assert newspaper["succeededBy"] == ["soc-trang/bao-va-ddai"]


def test_template_is_empty_and_says_in_vietnamese_how_to_fill_it_in(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_template(tmp_path / "t.xlsx")
    assert read_directory(tmp_path / "t.xlsx")["organisations"].rows == []
    book = load_workbook(tmp_path / "t.xlsx")
    text = " ".join(str(c) for row in book["huong-dan"].iter_rows(values_only=True) for c in row if c)
    assert all(column in text for column in ORGANISATION_COLUMNS)
    assert "Bắt buộc" in text


def test_import_shows_what_changes_and_writes_only_when_told(tmp_path: Path) -> None:
    source, folder = tmp_path / "in.csv", tmp_path / "province"
    source.write_text(f"{HEADER}\nx/a,Sở A,,so,province,,,,,,\nx/b,Sở B,,so,province,,,,,,\n", encoding="utf-8")
    first = prepare_import(source, folder)
    assert [(c.action, c.id) for c in first.changes] == [("added", "x/a"), ("added", "x/b")]
    assert not folder.exists()
    first.write(folder)
    source.write_text(
        f"{HEADER}\nx/a,Sở A,,so,province,,,,2026-01-01,x/c,\n"
        "x/b,Sở B mới,,so,province,,,,,,\nx/c,Sở C,,so,,,,2026-01-01,,,\n",
        encoding="utf-8",
    )
    second = prepare_import(source, folder)
    assert [(c.action, c.id, c.columns) for c in second.changes] == [
        ("ended", "x/a", ("valid_to", "successors")),
        ("changed", "x/b", ("name",)),
        ("added", "x/c", ()),
    ]
    second.write(folder)
    assert prepare_import(source, folder).changes == ()
    assert [b.id for b in Directory.open(folder).successors("x/a", date(2026, 2, 1))] == ["x/c"]


def test_import_with_errors_is_not_ready(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"{HEADER}\nx/a,,,so,,,,,,,\n", encoding="utf-8")
    prepared = prepare_import(tmp_path / "in.csv", tmp_path / "province")
    assert not prepared.ready
    assert [(p.row, p.column) for p in prepared.problems] == [(2, "name")]
