"""The words of what is handed out (heads, notes), Vietnamese and English, keyed by code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from nguon.core.provenance import Provenance
from nguon.core.text import squeeze
from nguon.duties.duty import Duty
from nguon.planning.task import Plan
from nguon.reading.document import Document
from nguon.writing.words import LANGUAGES, Language

QUOTE_LENGTH: Final = 200
"""Longest quote of a source, in characters."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

WORDS: Final[dict[str, tuple[str, str]]] = {
    "sheet_duties": ("Nhiệm vụ", "Duties"),
    "sheet_tasks": ("Việc theo đơn vị", "Tasks"),
    "sheet_unresolved": ("Chưa xác định đơn vị", "Unresolved"),
    "sheet_untracked": ("Không theo dõi", "Not tracked"),
    "ordinal": ("TT", "No."),
    "file": ("Văn bản", "Document"),
    "who": ("Đơn vị chủ trì", "Responsible"),
    "cooperating": ("Đơn vị phối hợp", "Cooperating"),
    "organisation": ("Đơn vị", "Body"),
    "role": ("Vai trò", "Role"),
    "lead": ("Chủ trì", "Lead"),
    "with": ("Phối hợp", "Cooperating"),
    "instruction": ("Nội dung nhiệm vụ", "Instruction"),
    "points": ("Nội dung cụ thể", "Contents"),
    "deadline": ("Thời hạn ghi trong văn bản", "Deadline as printed"),
    "due": ("Hạn hoàn thành", "Due"),
    "report_to": ("Báo cáo về", "Report to"),
    "report_deadline": ("Hạn báo cáo ghi trong văn bản", "Report deadline as printed"),
    "report_due": ("Hạn báo cáo", "Report due"),
    "source": ("Trích từ", "Read at"),
    "id": ("Mã", "Id"),
    "phrase": ("Cụm từ trong văn bản", "Words of the document"),
    "candidates": ("Tên gần nhất trong danh mục", "Nearest names in the directory"),
    "duties_of": ("Nhiệm vụ liên quan", "Duties concerned"),
    "what_to_do": ("Cách bổ sung", "What to do"),
    "add_name": (
        "Thêm tên này vào cột short_names của organisations.csv, hoặc vào groups.csv nếu là một nhóm đơn vị.",
        "Add these words to short_names in organisations.csv, or to groups.csv if they name a group of bodies.",
    ),
    "page": ("Trang", "Page"),
    "characters": ("ký tự", "characters"),
    "due_summary": ("Hạn", "Due"),
    "report_summary": ("Báo cáo", "Report"),
    "carries_out": ("Thực hiện", "Carrying out"),
    "calendar": ("Kế hoạch", "Plan"),
    "bodies": ("Đơn vị", "Bodies"),
    "title_unresolved": ("CHƯA XÁC ĐỊNH ĐƯỢC ĐƠN VỊ: {n} cụm từ", "NOT RESOLVED: {n} phrases"),
    "title_tasks": (
        "KẾ HOẠCH tính đến {on}: {duties} nhiệm vụ, {tasks} việc, {bodies} đơn vị",
        "PLAN as of {on}: {duties} duties, {tasks} tasks, {bodies} bodies",
    ),
    "title_duties": ("{n} nhiệm vụ", "{n} duties"),
    "title_untracked": ("Chỉ nêu, không theo dõi: {n}", "Shown, not tracked: {n}"),
    "no_duties": ("Không thấy nhiệm vụ nào.", "No duties were found."),
    "nearest": ("gần nhất: {names}", "nearest: {names}"),
    "no_nearest": ("không có tên nào gần giống", "no name is near"),
    "how_to_add": (
        "Bổ sung: thêm tên vào short_names trong organisations.csv (hoặc groups.csv nếu là một nhóm), rồi chạy lại với "
        "--directory THƯ_MỤC. Thử trước: nguon units resolve “{phrase}” --on {on}",
        "To mend: add the name to short_names in organisations.csv (or groups.csv for a group), then run again with "
        "--directory DIR. Try first: nguon units resolve “{phrase}” --on {on}",
    ),
    "more_bodies": ("… và {n} đơn vị nữa (--all để xem hết)", "… and {n} more (--all shows them)"),
    "nobody": ("không nêu tên", "nobody named"),
    "unresolved_mark": ("chưa xác định", "not resolved"),
    "partners": ("Phối hợp", "With"),
    "last_day": ("đến hết {day}", "until {day}"),
    "report_line": ("Báo cáo", "Report"),
    "title_added": ("THÊM {n} việc", "ADDED {n} tasks"),
    "title_removed": ("BỎ {n} việc", "TAKEN AWAY {n} tasks"),
    "title_changed": ("ĐỔI {n} việc", "CHANGED {n} tasks"),
    "unchanged": ("Giữ nguyên {n} việc.", "{n} tasks unchanged."),
    "field.text": ("nội dung", "instruction"),
    "field.points": ("nội dung cụ thể", "contents"),
    "field.role": ("vai trò", "role"),
    "field.due": ("hạn", "due"),
    "field.report_due": ("hạn báo cáo", "report due"),
    "field.deadline": ("thời hạn ghi trong văn bản", "deadline as printed"),
    "field.report_to": ("nơi nhận báo cáo", "report to"),
    "field.tracked": ("theo dõi", "tracked"),
    "none": ("không có", "none"),
    "what": ("Việc", "What"),
}


def word(code: str, language: Language, **values: object) -> str:
    """The words of ``code`` in ``language``, with the values filled in; raises ``KeyError`` for an unknown code."""
    return WORDS[code][LANGUAGES.index(language)].format(**values)


def day(value: date | None) -> str:
    """A day as Vietnamese offices write it, dd/mm/yyyy; empty for none."""
    return value.strftime("%d/%m/%Y") if value else ""


def place(sources: Iterable[Provenance], document: Document | None, language: Language, fallback: str = "") -> str:
    """Where words stand, so that a person can turn to them: page and a quote.

    Args:
        sources: where the words stand.
        document: the document they stand in; without it the quote is ``fallback``.
        language: of the word for page.
        fallback: words to quote where no document is at hand.
    """
    at = tuple(sources)
    if not at:
        return ""
    pages = sorted({source.page for source in at})
    label = f"{word('page', language)} {pages[0]}" + (f"–{pages[-1]}" if len(pages) > 1 else "")
    held = " ".join(document.text[s.start : s.end] for s in at) if document else fallback
    quote = shorten(held, QUOTE_LENGTH)
    return f"{label}: “{quote}”" if quote else f"{label}, {word('characters', language)} {at[0].start}–{at[-1].end}"


def shorten(text: str, length: int) -> str:
    """The text on one line, at most ``length`` characters, cut between words with an ellipsis."""
    text = squeeze(text)
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:") + "…"


def named(plan: Plan, language: Language) -> str:
    """The document of a plan in one phrase: ``735/UBND-KT, 10/10/2024``."""
    return ", ".join(part for part in (plan.document.number, day(plan.document.date)) if part)


def joined(duty: Duty) -> str:
    """The instruction with its points below it, a line each."""
    return "\n".join([duty.instruction, *(f"- {point.text}" for point in duty.points)])


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 does not hold (section 2.2), and with plain line feeds."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
