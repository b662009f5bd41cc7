"""Recipients with their purposes (Nơi nhận) and the filing line (Lưu).

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 9b; for the Party 36-HD/VPTW ("Lưu VPTU" without a colon).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nguon.core.text import fold
from nguon.reading.document import Recipient, Value
from nguon.reading.sheet import Row, Sheet, Span

NOI_NHAN = re.compile(r"\s*(?:[-*]\s*)?N\s?[ơƠ]\s?i(?:\s+(?:n\s?h\s?ậ\s?n|gửi)\b\s*[:.]?|\s*$)\s*", re.IGNORECASE)
_DASH = re.compile(r"[-–—+*•▪·\uf0b7\uf02d]\s*")
_FILED = re.compile(r"[-–—+*•]?\s*L\s?ư\s?u\b\s*[:.]?\s*(?:tại\s+)?", re.IGNORECASE)
_PURPOSE = re.compile(
    r"(?:để|b/?\s?c(?:áo)?|báo cáo|b/cáo|p/?\s?h|phối hợp|t/?\s?h|thực hiện|t/hiện|thay|biết|chỉ đạo|ch/đạo|đăng|đưa"
    r"|theo dõi|t/dõi|lưu|kiểm tra|phổ biến"
    r"|đ/?\s?b|đồng gửi|tham dự|dự|triển khai|tổ chức|cung cấp|giám sát|công bố|niêm yết|gửi|làm|xin|tuyên truyền"
    r"|chuyển|hướng dẫn|x/?\s?m)(?![^\W\d_])",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[,;]?\s*[(“\"\[]\s*(?P<words>[^()“”\"\[\]]{1,120}?)\s*[)”\"\]]?\s*[.;,]*\s*\Z")
_TAIL = re.compile(
    r"(?:\s*[,;]\s*|\s+[-–]\s*)(?P<words>(?:để|báo cáo|b/c|phối hợp|thực hiện|phổ biến|theo dõi"
    r"|chỉ đạo)\b[^()]{0,80}?)\s*[.;,]*\s*\Z",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\((?P<words>[^()]{1,60})\)\s*[,;]\s*(?=[^\W\d_])")
_BRACE = re.compile(r"[}\]│┤⎬⎭|]\s*")
_SPLIT = re.compile(r"\s*[,;]\s*")
_CLERK = re.compile(r"(?P<clerk>VT|Văn thư)\s*\.\s*(?=[A-ZĐ]{2})")
_EDGE = " \t\n;,.:-–—"


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
        items.append((rows[0].start + opening.end(), rows[0].end))
    for row in rows[1:]:
        starts = bool(_DASH.match(row.text)) or bool(_FILED.match(row.text))
        after_filing = items and dashed and not starts and _FILED.match(sheet.text, *_undashed(sheet, items[-1]))
        if after_filing and not _continues_filing(sheet.text[items[-1][0] : items[-1][1]], row.text):
            continue
        if not items or starts or (not dashed and not _goes_on(sheet, items[-1], row)):
            items.append((row.start, row.end))
        else:
            items[-1] = (items[-1][0], row.end)
    recipients: list[Value[Recipient]] = []
    filed: tuple[Value[str], ...] = ()
    for item in items:
        span = _undashed(sheet, item)
        filing = _FILED.match(sheet.text, *span)
        if filing:
            filed = filed or _filed(sheet, filing.end(), span[1])
            continue
        for part in _parts(sheet, span):
            value = _recipient(sheet, part)
            if value:
                recipients.append(value)
    return Received(_share_braces(recipients), filed)


def _continues_filing(before: str, text: str) -> bool:
    return before.rstrip().endswith((",", ";", ":", "-", "(", "&")) and len(text) < 40


def _undashed(sheet: Sheet, item: Span) -> Span:
    dash = _DASH.match(sheet.text, *item)
    return (dash.end(), item[1]) if dash else item


def _goes_on(sheet: Sheet, item: Span, row: Row) -> bool:
    before = sheet.text[item[0] : item[1]].rstrip()
    return not before.endswith((";", ".")) and (row.text[:1].islower() or before.endswith((",", "và", "-", ":", "(")))


def _parts(sheet: Sheet, span: Span) -> list[Span]:
    """One line that names several recipients, each with its own purpose in brackets."""
    cuts = [m.end() for m in _NEXT.finditer(sheet.text, *span) if _PURPOSE.match(m["words"])]
    edges = [span[0], *cuts, span[1]]
    return list(pairwise(edges))


def _recipient(sheet: Sheet, span: Span) -> Value[Recipient] | None:
    trimmed = sheet.trim(*span, _EDGE)
    if trimmed is None:
        return None
    words = sheet.text[trimmed[0] : trimmed[1]]
    name, purpose = split_purpose(" ".join(_BRACE.sub("", words).split()))
    if not name or not any(c.isalnum() for c in name):
        return None
    return sheet.value(Recipient(name=name, purpose=purpose), trimmed)


def split_purpose(words: str) -> tuple[str, str | None]:
    """Name and purpose of one recipient.

    >>> split_purpose("Thường trực Tỉnh ủy (để b/c)")
    ('Thường trực Tỉnh ủy', 'để b/c')
    >>> split_purpose("Phòng Thương mại (VCCI)")
    ('Phòng Thương mại (VCCI)', None)
    """
    bracket = _BRACKET.search(words)
    if bracket and bracket.start() > 0 and _PURPOSE.match(bracket["words"]):
        return words[: bracket.start()].strip(_EDGE), bracket["words"].strip(_EDGE)
    tail = _TAIL.search(words)
    if tail and tail.start() > 0:
        return words[: tail.start()].strip(_EDGE), tail["words"].strip(_EDGE)
    return words.strip(_EDGE), None


def _share_braces(recipients: list[Value[Recipient]]) -> tuple[Value[Recipient], ...]:
    return tuple(recipients)


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
        pieces = [(a, clerk.end("clerk")), (clerk.end(), b)] if clerk else [(a, b)]
        for piece in pieces:
            value = sheet.read(*piece, strip=" .;,:")
            if value and fold(value.text):
                values.append(value)
    return tuple(values)
