"""Sentences of a paragraph: abbreviations, dates, numbers and symbols stay whole."""

from __future__ import annotations

import re

from nguon.core.text import cased

_END = re.compile(cased(r"(?<=[^\s.])[.!?…]['”\")]?\s+(?=[\"“(]?[{UPPER}\d])"))
_ABBREVIATED = re.compile(
    r"(?:\b(?:TP|Tp|TT|TX|ThS|TS|PGS|GS|BS|CN|KS|Th|Đ|P|Q|Tr|St|vv|v\.v|VP|T\.Ư|Nxb|Mr|Ms|GD|UBND|[A-ZĐ])|\d)\Z"
)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open spans of the sentences in ``text[start:end]``, without the white space between them.

    >>> t = "Họp tại TP. Huế ngày 5.10.2024. Sở Y tế dự."
    >>> [t[a:b] for a, b in sentences(t, 0, len(t))]
    ['Họp tại TP. Huế ngày 5.10.2024.', 'Sở Y tế dự.']
    """
    spans = []
    at = start
    for found in _END.finditer(text, start, end):
        mark = found.start()
        if text[mark] == "." and _ABBREVIATED.search(text, max(start, mark - 6), mark) and not _dated(text, mark):
            continue
        stop = mark + len(found[0].rstrip())
        spans.append((at, stop))
        at = found.end()
    if at < end:
        spans.append((at, end))
    return spans


def _dated(text: str, mark: int) -> bool:
    """Whether the digit before a full stop ends a date or a year, so that the sentence may end there."""
    return bool(re.search(r"(?:[/.-]\d{1,2}|\d{4}|\d%|\b\d{1,3})\Z", text[max(0, mark - 5) : mark])) and not re.search(
        r"(?:^|\s)\d{1,2}\Z", text[max(0, mark - 3) : mark]
    )
