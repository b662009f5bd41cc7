"""Recipients with their purposes (Nơi nhận) and the filing line (Lưu).

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 9b; for the Party 36-HD/VPTW ("Lưu VPTU" without a colon).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nguon.core.text import cased, fold
from nguon.reading.document import Recipient, Value
from nguon.reading.rules.purposes import PURPOSE, read_items
from nguon.reading.sheet import Row, Sheet, Span

NOI_NHAN = re.compile(r"\s*(?:[-*]\s*)?N\s?[ơƠ]\s?i(?:\s+(?:n\s?h\s?ậ\s?n|gửi)\b\s*[:.]?|\s*$)\s*", re.IGNORECASE)
_DASH = re.compile(r"[-–—+*•▪·\uf0b7\uf02d]\s*")
_FILED = re.compile(r"[-–—+*•]?\s*L\s?ư\s?u\b\s*[:.]?\s*(?:tại\s+)?", re.IGNORECASE)
_NEXT = re.compile(r"\((?P<words>[^()]{1,60})\)\s*[,;]\s*(?=[^\W\d_])")
_INLINE = re.compile(cased(r"[;.](?:\s+(?=(?:[-–+]\s*)?[{UPPER}])|(?=[-–+]\s*[{UPPER}]))"))
"""Where the next recipient of a list on one row begins."""
_NEXT_DASH = re.compile(cased(r"[;.]\s*(?=[-–+]\s*[{UPPER}])"))
"""Where a dash in the middle of a row opens the next recipient."""
_CLERK = re.compile(r"(?:VT|Văn thư)\s*\.\s*(?=[A-ZĐ]{2})")
_STOP = re.compile(r"\.\s*(?=[A-ZĐ]{2})")


class Received:
    """Recipients and filing line as read."""

    def __init__(self, recipients: tuple[Value[Recipient], ...] = (), filed: tuple[Value[str], ...] = ()) -> None:
        self.recipients, self.filed = recipients, filed


def read_recipients(sheet: Sheet, rows: Sequence[Row]) -> Received:
    """The list in ``rows``; the first is the row of "Nơi nhận"."""
    items: list[Span] = []
    opening = NOI_NHAN.match(rows[0].text) if rows else None
    if not rows or not opening:
        return Received()
    dashed = any(_DASH.match(row.text) for row in rows[1:])
    if rows[0].text[opening.end() :].strip():
        cuts = [m.end() for m in _INLINE.finditer(sheet.text, rows[0].start + opening.end(), rows[0].end)]
        items += pairwise([rows[0].start + opening.end(), *cuts, rows[0].end])
    for row in rows[1:]:
        starts = bool(_DASH.match(row.text)) or bool(_FILED.match(row.text))
        after_filing = items and dashed and not starts and _FILED.match(sheet.text, *_undashed(sheet, items[-1]))
        if after_filing and not _continues_filing(sheet.text[items[-1][0] : items[-1][1]], row.text):
            continue
        if not items or starts or (not dashed and not _goes_on(sheet, items[-1], row)):
            items.append((row.start, row.end))
        else:
            items[-1] = (items[-1][0], row.end)
    items = [part for item in items for part in _at_dashes(sheet, item)]
    spans: list[Span] = []
    filed: tuple[Value[str], ...] = ()
    for item in items:
        span = _undashed(sheet, item)
        filing = _FILED.match(sheet.text, *span)
        if filing:
            filed = filed or _filed(sheet, filing.end(), span[1])
            continue
        spans += _parts(sheet, span)
    return Received(tuple(read_items(sheet, spans)), filed)


def _continues_filing(before: str, text: str) -> bool:
    return before.rstrip().endswith((",", ";", ":", "-", "(", "&")) and len(text) < 40


def _at_dashes(sheet: Sheet, item: Span) -> list[Span]:
    cuts = [m.end() for m in _NEXT_DASH.finditer(sheet.text, *item)]
    return list(pairwise([item[0], *cuts, item[1]]))


def _undashed(sheet: Sheet, item: Span) -> Span:
    dash = _DASH.match(sheet.text, *item)
    return (dash.end(), item[1]) if dash else item


def _goes_on(sheet: Sheet, item: Span, row: Row) -> bool:
    before = sheet.text[item[0] : item[1]].rstrip()
    return not before.endswith((";", ".")) and (row.text[:1].islower() or before.endswith((",", "và", "-", ":", "(")))


def _parts(sheet: Sheet, span: Span) -> list[Span]:
    """One line that names several recipients, each with its own purpose in brackets."""
    cuts = [m.end() for m in _NEXT.finditer(sheet.text, *span) if PURPOSE.match(m["words"])]
    edges = [span[0], *cuts, span[1]]
    return list(pairwise(edges))


def _filed(sheet: Sheet, start: int, end: int) -> tuple[Value[str], ...]:
    """The parts of the filing line: "VT, KGVX(02b)" → VT and KGVX(02b)."""
    trimmed = sheet.trim(start, end, " ;,.:-–")
    if trimmed is None:
        return ()
    start, end = trimmed
    if sheet.text[start] == "(" and sheet.text[end - 1] == ")":
        start, end = start + 1, end - 1
    cuts: list[Span] = []
    depth, begin = 0, start
    for at in range(start, end):
        c = sheet.text[at]
        depth += (c == "(") - (c == ")")
        if c in ",;" and depth <= 0:
            cuts.append((begin, at))
            begin = at + 1
    cuts.append((begin, end))
    values: list[Value[str]] = []
    for a, b in cuts:
        clerk = _CLERK.match(sheet.text, *(sheet.trim(a, b) or (a, b)))
        stops = [m.end() for m in _STOP.finditer(sheet.text, a, b)] if clerk else []
        for piece in pairwise([a, *stops, b]):
            value = sheet.read(*piece, strip=" .;,:")
            if value and fold(value.text):
                values.append(value)
    return tuple(values)
