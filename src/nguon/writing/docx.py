"""The task-assignment annex (bảng phân công nhiệm vụ) of a plan, as an office would attach it to its own document.

Source of margins, typeface and the annex's head: Decree 30/2020/NĐ-CP, Annex I, Parts I to III.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from docx import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nguon.duties.duty import Duty, When
from nguon.planning.task import Plan, Task
from nguon.reading.document import Document
from nguon.writing.plan_words import day, place, xml_text

TYPEFACE: Final = "Times New Roman"
MARGINS_MM: Final = (20, 15, 20, 30)
"""Top, right, bottom, left: within 20-25, 15-20, 20-25, 30-35 mm of the Decree."""

WIDTHS_MM: Final = (11, 88, 42, 42, 34, 35)
"""TT, instruction, lead, cooperating, deadline, product: together the 252 mm between the margins of A4 across."""

HEADS: Final = (
    "TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm",
)  # fmt: skip

NAMES_IN_CELL: Final = 5
"""Up to so many bodies are named in their cell; more are named as the document names them, with a list below."""

WHOLE_ROW_LENGTH: Final = 900
"""A row of fewer characters is kept on one page; a longer one may fill more than one."""

BLANK_REFERENCE: Final = "Văn bản số ……/…… ngày … tháng … năm …… của ……………………"

Names = tuple[str, ...]


def assignment_annex(plan: Plan, document: Document | None = None, attached_to: str | None = None) -> bytes:
    """The annex as a .docx file, A4 across, in Vietnamese: it goes into an official document.

    Args:
        plan: the tasks.
        document: the document that the plan carries out, for its quotes.
        attached_to: the office's own document that the annex goes with (``Kế hoạch số 12/KH-UBND ngày …``); without it
            the line is left to be filled in.
    """
    word: Any = WordDocument()
    _page(word, plan)
    _heading(word, plan, attached_to)
    lists: list[Names] = []
    tracked = [duty for duty in plan.duties if duty.tracked]
    tasks: defaultdict[str, list[Task]] = defaultdict(list)
    for task in plan.tasks:
        tasks[task.duty].append(task)
    unresolved = {(duty, item.phrase) for item in plan.unresolved for duty in item.duties or ("",)}
    rows = [
        (str(number), *_row(duty, tasks[duty.id], lists, unresolved)) for number, duty in enumerate(tracked, 1)
    ]  # fmt: skip
    _table(word, HEADS, WIDTHS_MM, rows, centred=(0, 4))
    _lists(word, lists)
    _unresolved(word, plan, document)
    _untracked(word, [duty for duty in plan.duties if not duty.tracked], document)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _page(word: Any, plan: Plan) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    top, right, bottom, left = MARGINS_MM
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.header_distance = Mm(10)
    style = word.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(13)
    # Word takes the typeface of Vietnamese letters from these three; python-docx sets only the first.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), TYPEFACE)
    style.paragraph_format.space_after = Pt(0)
    # Page numbers: centred in the top margin, none on the first page.
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind in ("begin", "PAGE", "end"):
        element = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            element.text = kind
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
    when = datetime.combine(plan.on, datetime.min.time())
    properties = word.core_properties
    properties.title, properties.author, properties.comments = "Bảng phân công nhiệm vụ", "", ""
    properties.created = properties.modified = when
    properties.language = "vi-VN"


def _heading(word: Any, plan: Plan, attached_to: str | None) -> None:
    _line(word, "PHỤ LỤC", bold=True, size=14)
    _line(word, "BẢNG PHÂN CÔNG NHIỆM VỤ", bold=True, size=14)
    source = plan.document
    carried = " ".join(
        part
        for part in (
            f"văn bản số {source.number}" if source.number else "",
            _in_words(source.date) if source.date else "",
            f"của {source.issuer}" if source.issuer else "",
        )
        if part
    )
    if carried:
        about = f" ({source.subject})" if source.subject else ""
        _line(word, f"Thực hiện {carried}{about}")
    _line(word, f"(Kèm theo {attached_to or BLANK_REFERENCE})", italic=True, after=8)


def _in_words(on: date) -> str:
    """A day as a document writes it; zeros stand only before days below 10 and months 1 and 2 (item 4.b)."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def _row(
    duty: Duty, tasks: Sequence[Task], lists: list[Names], unresolved: set[tuple[str, str]]
) -> tuple[Sequence[str], ...]:
    leads = tuple(task.organisation.name for task in tasks if task.role == "lead")
    others = tuple(task.organisation.name for task in tasks if task.role == "cooperating")
    due = next((task.due for task in tasks if task.due), duty.deadline.due)
    report_due = next((task.report_due for task in tasks if task.report_due), None)
    return (
        (duty.instruction, *(f"- {point.text}" for point in duty.points)),
        _bodies(leads, duty.id, [phrase.text for phrase in duty.who], lists, unresolved),
        _bodies(others, duty.id, [phrase.text for phrase in duty.cooperating], lists, unresolved),
        _when(duty.deadline, day(due)),
        _product(duty, day(report_due)),
    )


def _bodies(
    names: Names, duty: str, phrases: Sequence[str], lists: list[Names], unresolved: set[tuple[str, str]]
) -> Sequence[str]:
    unknown = [f"{p} (*)" for p in phrases if (duty, p) in unresolved or ("", p) in unresolved]
    if not names:
        return unknown or [f"{phrase} (*)" for phrase in phrases]
    if len(names) <= NAMES_IN_CELL:
        return [*names, *unknown]
    if names not in lists:
        lists.append(names)
    known = [phrase for phrase in phrases if f"{phrase} (*)" not in unknown]
    return [*known, f"({len(names)} đơn vị, Danh sách {lists.index(names) + 1})", *unknown]


def _when(when: When, due: str) -> Sequence[str]:
    printed = when.printed or ""
    shown = [printed[:1].upper() + printed[1:]] if printed else []
    # "Trước ngày 15/10/2024": the day that is still in time is said as well.
    return [*shown, f"(đến hết {due})"] if due and (when.kind != "day" or due not in printed) else shown


def _product(duty: Duty, due: str) -> Sequence[str]:
    report = duty.report
    if report is None:
        return ()
    lines = ["Báo cáo" + (f" gửi {report.to}" if report.to else "")]
    return [*lines, *_when(report.deadline, due)]


def _lists(word: Any, lists: Sequence[Names]) -> None:
    for number, names in enumerate(lists, 1):
        _line(word, f"Danh sách {number} ({len(names)} đơn vị)", bold=True, before=10, left=True)
        _line(word, "; ".join(names) + ".", justified=True)


def _unresolved(word: Any, plan: Plan, document: Document | None) -> None:
    if not plan.unresolved:
        return
    _line(
        word, "(*) Chưa xác định được đơn vị cụ thể, cần rà soát trước khi ban hành:", bold=True, before=10, left=True
    )
    for item in plan.unresolved:
        near = f" Gần nhất trong danh mục: {'; '.join(item.candidates)}." if item.candidates else ""
        where = place(item.sources, document, "vi", item.phrase)
        _line(word, f"- {item.phrase}.{near} ({where})" if where else f"- {item.phrase}.{near}", justified=True)


def _untracked(word: Any, duties: Sequence[Duty], document: Document | None) -> None:
    if not duties:
        return
    _line(word, "Nội dung không đưa vào theo dõi (chỉ trích dẫn)", bold=True, before=10, after=4, left=True)
    rows = [
        (str(number), (duty.instruction,), (place(duty.sources, document, "vi", duty.instruction),))
        for number, duty in enumerate(duties, 1)
    ]
    _table(word, ("TT", "Nội dung trong văn bản", "Trích từ"), (11, 141, 100), rows, centred=(0,))


def _line(
    word: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 13,
    before: int = 0,
    after: int = 0,
    left: bool = False,
    justified: bool = False,
) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = (
        WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.JUSTIFY if justified else WD_ALIGN_PARAGRAPH.CENTER
    )
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    paragraph.paragraph_format.keep_with_next = bold
    run = paragraph.add_run(xml_text(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _table(
    word: Any,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str | Sequence[str]]],
    centred: Sequence[int],
) -> None:
    table = word.add_table(rows=1 + len(rows), cols=len(heads))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    # LibreOffice lays a table out by the grid, Word by the cells: both get the widths.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        values = heads if number == 0 else rows[number - 1]
        if sum(len("".join(value)) for value in values) < WHOLE_ROW_LENGTH:
            properties.insert(0, OxmlElement("w:cantSplit"))
        for index, (cell, value, width) in enumerate(zip(row.cells, values, widths, strict=True)):
            cell.width = Mm(width)
            _fill(cell, value, head=number == 0, centred=number == 0 or index in centred)


def _fill(cell: Any, value: str | Sequence[str], *, head: bool, centred: bool) -> None:
    lines = (value,) if isinstance(value, str) else tuple(value) or ("",)
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = head
        run = paragraph.add_run(xml_text(line))
        run.bold, run.font.size = head, Pt(12)
