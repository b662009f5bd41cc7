"""Number and symbol (số, ký hiệu).

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 3; for the Party 36-HD/VPTW (``Số 15-NQ/TU``).
"""

from __future__ import annotations

import re

from nguon.reading.document import Value
from nguon.reading.sheet import Sheet

_TOKEN = r"[A-ZĐƯƠĂÂÊÔ][A-Za-zÀ-ỹĐđ&.]*\d{0,3}"
SYMBOL = rf"{_TOKEN}(?:[ ]?&[ ]?{_TOKEN})?(?:\s?[-–/]\s?(?:{_TOKEN}(?:[ ]?&[ ]?{_TOKEN})?|\d+(?=[-–/])))*"
"""A symbol: groups of letters joined by ``-`` or ``/`` (``QĐ-UBND``, ``CV/BTGTU``, ``TTr - UBND``)."""

NUMBER = r"\d{1,6}[a-zđ]?(?:[-.]\d{1,3}(?=\s?[-–/]))?(?:\s?/\s?(?:(?:19|20)\d\d|0\d\d)(?=\s?[-–/]))?"
"""A number, with its year where it has one (``30/2020``)."""

_LINE = re.compile(
    rf"(?:^|(?<=[\s|]))(?:Luật\s+)?S\s?[ốôó](?:\s?hiệu)?\s*(?:[:.]\s*|\s)"
    rf"(?:(?P<number>{NUMBER})\s*[-–/]|[.…_]*\s*(?:/|[-–](?=\s?\w{{2,5}}/)))\s*(?P<symbol>{SYMBOL})",
    re.MULTILINE | re.IGNORECASE,
)
_STAMPED = re.compile(r"\s*;\s*\d{1,2}/\d")
"""What follows the number that a system stamps on an annex in a file of its own (Decree 30/2020, Annex I.III)."""
_BLANK = re.compile(r"(?:^|(?<=\s))S[ốôó]\s*:\s*(?P<number>\d{1,6}[a-z]?)?\s*$", re.MULTILINE | re.IGNORECASE)
_BARE = re.compile(rf"^\s*(?P<number>{NUMBER})\s*[-–/]\s*(?P<symbol>{SYMBOL})\s*$", re.MULTILINE)


class Numbered:
    """Number and symbol as read, and the span of their line's words (``None`` where there is no such line)."""

    def __init__(
        self, number: Value[str] | None = None, symbol: Value[str] | None = None, span: tuple[int, int] | None = None
    ) -> None:
        self.number, self.symbol, self.span = number, symbol, span


def parse_number(text: str) -> tuple[str | None, str] | None:
    """Number and symbol of one line, ``None`` where it has none.

    >>> parse_number("Số: 735 /UBND-KT")
    ('735', 'UBND-KT')
    >>> parse_number("Số 369 - CV/BTGTU")
    ('369', 'CV/BTGTU')
    >>> parse_number("Số:      /QĐ-UBND")
    (None, 'QĐ-UBND')
    >>> parse_number("Số      -CV/BTGTU")
    (None, 'CV/BTGTU')
    """
    found = _LINE.search(text)
    if not found or not found["symbol"][:1].isupper():
        return None
    return _squeezed(found["number"]) if found["number"] else None, found["symbol"].strip()


def read_number(sheet: Sheet, end: int, *, bare_until: int = 0) -> Numbered:
    """Number and symbol in ``sheet.text[:end]``; a line without "Số" counts only before ``bare_until``."""
    for pattern, limit in ((_LINE, end), (_BARE, min(end, bare_until))):
        for found in pattern.finditer(sheet.text, 0, limit):
            if not found["symbol"][:1].isupper() or _in_sentence(sheet, found.start()):
                continue
            if _STAMPED.match(sheet.text, found.end()):
                continue
            number = None
            if found["number"]:
                number = sheet.value(_squeezed(found["number"]), found.span("number"))
            symbol = sheet.read(*found.span("symbol"), strip=".-–/")
            return Numbered(number, symbol, found.span())
    blank = _BLANK.search(sheet.text, 0, end)
    if blank and not _in_sentence(sheet, blank.start()):
        number = sheet.value(blank["number"], blank.span("number")) if blank["number"] else None
        return Numbered(number, None, blank.span())
    return Numbered()


def _squeezed(number: str) -> str:
    return "".join(number.split())


def _in_sentence(sheet: Sheet, start: int) -> bool:
    """Whether words of a sentence stand before on the row: then it is a citation, not the document's own number."""
    row = sheet.rows_of(start, start + 1)
    before = sheet.text[row[0].start : start].strip() if row else ""
    if not before or before.endswith("Luật"):
        return False
    return before[-1].islower() or sheet.text[start] == "s"
