"""Spaces between a word and the number or the abbreviation that it was glued to."""

from __future__ import annotations

import re

from nguon.core.syllables import common_syllables
from nguon.reading.draft import Edit

_COUNTED = (
    "ngày|tháng|năm|quý|số|điều|khoản|điểm|mục|chương|phần|trang|lần|đợt|kỳ|quận|phường|tổ|khóa|khoá|tuần|tầng|"
    "từ|đến|trước|sau|là|được|gồm|trên|dưới|khoảng|hơn|lúc|vào|và|với|của"
)
_BEFORE_NUMBER = re.compile(rf"(?<![^\s(\[“\"–,;:])(?:{_COUNTED})(?=\d{{1,4}}(?![^\W\d_]|\w*[@_]))", re.IGNORECASE)
_DATE_WORD = re.compile(r"(?<![^\W\d_])(?:ngày|tháng|năm)(?![^\W\d_])", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"(?<![^\s(\[“\"–;])\d{1,4}(?=([^\W\d_]{2,7})(?![\w/@-]))")
GLUED_ABBREVIATION = re.compile(r"([A-ZĐƯ]{3,10})([a-zà-ỹđ]{2,7})")
_BROKEN_SYMBOL = re.compile(
    r"(?<![^\W_])[BCDĐGHKLMNPQSTVWX](?: [BCDĐGHKLMNPQSTVWXbcdđghklmnpqstvwx]{1,2}){2,8}(?![^\W_])"
)


def number_edits(text: str) -> list[Edit]:
    """Spaces between a word and its number ("ngày17", "05xã"), after an abbreviation, and within a torn symbol."""
    found: set[Edit] = set()
    for match in _BEFORE_NUMBER.finditer(text):
        found.add(Edit(match.end(), match.end(), " "))
    for match in _DATE_WORD.finditer(text):
        start, end = match.span()
        if start and text[start - 1].isdigit():
            found.add(Edit(start, start, " "))
        if text[end : end + 1].isdigit():
            found.add(Edit(end, end, " "))
    for match in _AFTER_NUMBER.finditer(text):
        word = match[1]
        if not word.isascii() and word.islower() and word in common_syllables():
            found.add(Edit(match.end(), match.end(), " "))
    for match in GLUED_ABBREVIATION.finditer(text):
        if not match[2].isascii() and match[2] in common_syllables() and _stands_alone(text, *match.span()):
            found.add(Edit(match.end(1), match.end(1), " "))
    for match in _BROKEN_SYMBOL.finditer(text):
        if sum(c.isupper() for c in match[0]) > 1 and any(c.islower() for c in match[0]):
            found.update(Edit(match.start() + i, match.start() + i + 1, "") for i, c in enumerate(match[0]) if c == " ")
    return sorted(found)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum() if start else True
