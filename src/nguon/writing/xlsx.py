"""Duties and plans as workbooks: filters, a frozen head, real dates, and nothing that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec
import xlsxwriter

from nguon.duties.duty import Duties, Duty
from nguon.planning.task import Plan, Task
from nguon.reading.document import Document
from nguon.writing.plan_words import joined, named, place, word, xml_text
from nguon.writing.words import Language

CELL_LENGTH: Final = 32_767
"""Most characters that a cell of a workbook holds (ECMA-376, limits of Excel)."""

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that starts so is run as a formula by some spreadsheet when typed or read from CSV (OWASP, CSV injection)."""

LINE_HEIGHT_PT: Final = 15.0
TALLEST_ROW_PT: Final = 409.0
"""Excel's limit."""

Cell = str | date | int | None
Row = Sequence[Cell]


class DutiesOf(msgspec.Struct, frozen=True, kw_only=True):
    """The duties of one file. ``document`` gives the quotes; ``name`` is shown where a workbook holds several files."""

    name: str
    duties: Duties
    document: Document | None = None


def duties_workbook(files: Sequence[DutiesOf], language: Language = "vi") -> bytes:
    """The duties of one or several documents as an .xlsx file; those not tracked on a sheet of their own."""
    book = _Book(None)
    _duty_sheets(book, files, language)
    return book.bytes()


def plan_workbook(plan: Plan, document: Document | None = None, language: Language = "vi") -> bytes:
    """A plan as an .xlsx file: what could not be resolved first, then the tasks, the duties, those not tracked."""
    book = _Book(plan)
    if plan.unresolved:
        heads = (("phrase", 36), ("candidates", 44), ("source", 44), ("duties_of", 26), ("what_to_do", 50))
        unresolved: list[Row] = [
            (
                item.phrase,
                "\n".join(item.candidates),
                place(item.sources, document, language, item.phrase),
                "\n".join(item.duties),
                word("add_name", language),
            )
            for item in plan.unresolved
        ]
        book.sheet("sheet_unresolved", heads, unresolved, language)
    duties = {duty.id: duty for duty in plan.duties}
    tasks = [_task_cells(task, duties.get(task.duty), document, language) for task in plan.tasks if task.tracked]
    book.sheet("sheet_tasks", TASK_HEADS, tasks, language)
    _duty_sheets(book, [DutiesOf(name="", duties=Duties(duties=plan.duties), document=document)], language)
    book.title(named(plan, language))
    return book.bytes()


TASK_HEADS: Final = (
    ("organisation", 28),
    ("role", 10),
    ("instruction", 50),
    ("due", 13),
    ("deadline", 18),
    ("report_due", 13),
    ("report_to", 20),
    ("source", 36),
    ("id", 24),
)

DUTY_HEADS: Final = (
    ("who", 24),
    ("cooperating", 24),
    ("instruction", 50),
    ("deadline", 18),
    ("due", 13),
    ("report_to", 20),
    ("report_deadline", 18),
    ("report_due", 13),
    ("source", 36),
    ("id", 18),
)


def _duty_sheets(book: _Book, files: Sequence[DutiesOf], language: Language) -> None:
    several = len(files) > 1
    lead = (("file", 24),) if several else ()
    tracked: list[Row] = []
    untracked: list[Row] = []
    for file in files:
        name = (file.name,) if several else ()
        for duty in file.duties.duties:
            source = place(duty.sources, file.document, language, duty.instruction)
            if duty.tracked:
                tracked.append((*name, *_duty_cells(duty), source, duty.id))
            else:
                untracked.append((*name, joined(duty), source))
    book.sheet("sheet_duties", (*lead, *DUTY_HEADS), tracked, language)
    if untracked:
        book.sheet("sheet_untracked", (*lead, ("instruction", 80), ("source", 50)), untracked, language)


def _task_cells(task: Task, duty: Duty | None, document: Document | None, language: Language) -> Row:
    return (
        task.organisation.name,
        word("lead" if task.role == "lead" else "with", language),
        joined(duty) if duty else task.text,
        task.due,
        duty.deadline.printed if duty else None,
        task.report_due,
        duty.report.to if duty and duty.report else None,
        place(task.sources, document, language, task.text),
        task.id,
    )


def _duty_cells(duty: Duty) -> Row:
    report = duty.report
    return [
        "\n".join(phrase.text for phrase in duty.who),
        "\n".join(phrase.text for phrase in duty.cooperating),
        joined(duty),
        duty.deadline.printed,
        duty.deadline.due,
        report.to if report else None,
        report.deadline.printed if report else None,
        report.deadline.due if report else None,
    ]


def _height(row: Row, heads: Sequence[tuple[str, float]]) -> float:
    """Height of a row in points. Excel fits rows to wrapped text when it opens the file, LibreOffice does not."""
    lines = 1
    for cell, (head, width) in zip(row, heads, strict=True):
        if isinstance(cell, str) and head != "id":
            lines = max(lines, sum(1 + len(line) // max(int(width * 1.15), 1) for line in cell[:3_000].split("\n")))
    return min(LINE_HEIGHT_PT * lines + 2, TALLEST_ROW_PT)


class _Book:
    """A workbook in memory, the same bytes for the same rows."""

    def __init__(self, plan: Plan | None) -> None:
        self._buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = xlsxwriter.Workbook(self._buffer, options)
        # The file's time of creation is the plan's day: the same plan gives the same bytes.
        when = datetime.combine(plan.on, datetime.min.time()) if plan else datetime(2000, 1, 1)
        self._properties: dict[str, object] = {"created": when}
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "border": 1}
        self._head = self._book.add_format({**base, "bold": True, "align": "center", "bg_color": "#E7E6E6"})
        self._head.set_text_wrap()
        self._text = self._book.add_format({**base, "text_wrap": True})
        self._quoted = self._book.add_format({**base, "text_wrap": True, "quote_prefix": True})
        self._day = self._book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "center"})
        self._number = self._book.add_format({**base, "align": "center"})

    def title(self, title: str) -> None:
        self._properties["title"] = title

    def sheet(self, name: str, heads: Sequence[tuple[str, float]], rows: Sequence[Row], language: Language) -> None:
        """A sheet of numbered rows; ``heads`` are the code of each column's word and its width in characters."""
        sheet = self._book.add_worksheet(word(name, language))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&C&P/&N")
        sheet.freeze_panes(1, 0)
        for index, (head, width) in enumerate((("ordinal", 6), *heads)):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, word(head, language), self._head)
        sheet.set_row(0, 2 * LINE_HEIGHT_PT)
        for number, row in enumerate(rows, 1):
            for index, cell in enumerate((number, *row)):
                self._write(sheet, number, index, cell)
            sheet.set_row(number, _height(row, heads))
        sheet.autofilter(0, 0, max(len(rows), 1), len(heads))
        # The ids are for machines: they stay off the paper.
        sheet.print_area(0, 0, max(len(rows), 1), len(heads) - (heads[-1][0] == "id"))

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, self._text)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, datetime.combine(cell, datetime.min.time()), self._day)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self._number)
        else:
            text = xml_text(cell)
            text = text if len(text) <= CELL_LENGTH else text[: CELL_LENGTH - 1] + "…"
            # The quote prefix keeps the cell a text when somebody edits it or pastes it elsewhere.
            sheet.write_string(row, column, text, self._quoted if text.startswith(FORMULA_STARTS) else self._text)

    def bytes(self) -> bytes:
        self._book.set_properties(self._properties)
        self._book.close()
        return self._buffer.getvalue()
