"""The words of what is handed out (heads, notes), Vietnamese and English, keyed by code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from nguon.core.provenance import Provenance
from nguon.core.text import squeeze
from nguon.duties.duty import Duty
from nguon.planning.task import Plan
from nguon.reading.document import Document

Language = Literal["vi", "en"]

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
    "yes": ("Có", "Yes"),
    "reason": ("Lý do", "Reason"),
    "due_summary": ("Hạn", "Due"),
    "report_summary": ("Báo cáo", "Report"),
    "carries_out": ("Thực hiện", "Carrying out"),
    "calendar": ("Kế hoạch", "Plan"),
}


def word(code: str, language: Language) -> str:
    """The word of ``code`` in ``language``; an unknown code is a broken promise of ours and raises ``KeyError``."""
    return WORDS[code][0 if language == "vi" else 1]


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
