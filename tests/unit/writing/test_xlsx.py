"""Workbooks hold real dates and defused texts, and LibreOffice reads out of them what was put in."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import load_workbook

from nguon.duties.duty import Duties
from nguon.planning.task import Plan
from nguon.reading.document import Document
from nguon.writing.xlsx import CELL_LENGTH, DutiesOf, duties_workbook, plan_workbook


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_plan_says_first_what_is_unresolved(plan: Plan, dispatch: Document) -> None:
    found = sheets(plan_workbook(plan, dispatch))
    assert list(found) == ["Chưa xác định đơn vị", "Việc theo đơn vị", "Nhiệm vụ", "Không theo dõi"]
    assert found["Chưa xác định đơn vị"][1][:5] == [
        1,
        "Đội xung kích thôn",
        "Đội xung kích phòng chống thiên tai xã Mẫu",
        "Trang 2: “Đội xung kích thôn”",
        "para_2__duty_1",
    ]
    assert found["Không theo dõi"][1:] == [[1, "Theo dõi ý kiến trên mạng.", "Trang 2: “Theo dõi ý kiến trên mạng.”"]]


def test_plan_tasks_are_those_tracked_with_real_dates(plan: Plan, dispatch: Document) -> None:
    tasks = sheets(plan_workbook(plan, dispatch))["Việc theo đơn vị"]
    assert len(tasks) == 1 + 2 + 8
    assert tasks[1] == [
        1,
        "Sở Văn hóa và Du lịch tỉnh Sông Trăng",
        "Chủ trì",
        f"{plan.duties[0].instruction}\n- Giới thiệu sách về quê hương\n- Tặng sách cho trường học",
        datetime(2024, 10, 14),
        "trước ngày 15/10/2024",
        None,
        None,
        f"Trang 1: “{plan.duties[0].instruction}”",
        "art_1__cl_1__duty_1__st-svh__lead",
    ]
    assert tasks[3][5:8] == [None, datetime(2024, 10, 31), "Sở Văn hóa và Du lịch"]


def test_plan_resolved_has_no_sheet_of_unresolved_and_speaks_english(plan: Plan) -> None:
    resolved = msgspec.structs.replace(plan, unresolved=(), duties=plan.duties[:1], tasks=plan.tasks[:2])
    assert list(sheets(plan_workbook(resolved, language="en"))) == ["Tasks", "Duties"]


def test_sheets_have_filters_frozen_heads_and_wrap(plan: Plan) -> None:
    book = load_workbook(io.BytesIO(plan_workbook(plan)))
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:F2", "A1:J11", "A1:K4", "A1:C2"]
    cell = book["Việc theo đơn vị"]["E2"]
    assert (cell.number_format, cell.alignment.wrap_text) == ("dd/mm/yyyy", None)
    assert book["Việc theo đơn vị"]["D2"].alignment.wrap_text


@pytest.mark.parametrize("start", ["=1+1", "+84", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_formulas_are_defused(plan: Plan, start: str) -> None:
    duty = msgspec.structs.replace(plan.duties[0], instruction=start, points=())
    data = duties_workbook([DutiesOf(name="a", duties=Duties(duties=(duty,)))])
    cell = load_workbook(io.BytesIO(data))["Nhiệm vụ"]["D2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.strip() == start.strip()


def test_long_and_hostile_texts_stay_in_the_cell(plan: Plan) -> None:
    duty = msgspec.structs.replace(plan.duties[0], instruction="\x00\ud800" + "dài " * 20_000, points=())
    row = sheets(duties_workbook([DutiesOf(name="a", duties=Duties(duties=(duty,)))]))["Nhiệm vụ"][1]
    assert (len(row[3]), row[3][-1]) == (CELL_LENGTH, "…")


def test_several_files_are_told_apart(plan: Plan) -> None:
    duties = Duties(duties=plan.duties[:1])
    found = sheets(duties_workbook([DutiesOf(name="a.pdf", duties=duties), DutiesOf(name="b.pdf", duties=duties)]))
    assert [row[:2] for row in found["Nhiệm vụ"]] == [["TT", "Văn bản"], [1, "a.pdf"], [2, "b.pdf"]]


def test_same_plan_same_bytes(plan: Plan, dispatch: Document) -> None:
    assert plan_workbook(plan, dispatch) == plan_workbook(plan, dispatch)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_cells(plan: Plan, dispatch: Document, tmp_path: Path) -> None:
    duty = msgspec.structs.replace(plan.duties[0], instruction='=HYPERLINK("http://x")', points=())
    resolved = msgspec.structs.replace(plan, unresolved=(), duties=(duty,), tasks=plan.tasks[:2])
    (tmp_path / "plan.xlsx").write_bytes(plan_workbook(resolved, dispatch))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    subprocess.run([*command, options, "--outdir", tmp_path, tmp_path / "plan.xlsx"], check=True, timeout=120)
    with (tmp_path / "plan-Việc theo đơn vị.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][1:6] == [
        "Sở Văn hóa và Du lịch tỉnh Sông Trăng",
        "Chủ trì",
        '=HYPERLINK("http://x")',
        "14/10/2024",
        "trước ngày 15/10/2024",
    ]
