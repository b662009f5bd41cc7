"""Provisions that a document quotes over several paragraphs: what they order is not ordered here.

Source: practice of replies to taxpayers and of guidance ("… quy định như sau: “3. Sửa đổi, bổ sung …”").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nguon.reading.document import Node

Span = tuple[int, int]

_OPENS = re.compile(r":\s{0,9}(?P<mark>[“\"])")
_PROVISION = re.compile(
    r"(?:quy định|qui định|sửa đổi|bổ sung|hướng dẫn|giải thích|điều|khoản|nghị định|thông tư|luật)(?![^\W\d_])"
    r"[^;:“”\"]{0,80}\Z",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[“”\"]")
_LONGEST = 8000
"""Characters; a quotation that does not close within them ends with the item that it stands in."""


def quotations(text: str, body: Sequence[Node]) -> tuple[Span, ...]:
    """Spans of the quoted provisions in the text, in order; nested marks count; one left open ends with its item."""
    found: list[Span] = []
    for opening in _OPENS.finditer(text):
        start = opening.start("mark")
        if (found and start < found[-1][1]) or not _PROVISION.search(
            text[max(0, opening.start() - 90) : opening.start()]
        ):
            continue
        end = _close(text, start) or _end_of_item(body, start)
        if end is not None:
            found.append((start, end))
    return tuple(found)


def _close(text: str, start: int) -> int | None:
    """Where the quotation ends, its closing mark included."""
    if text[start] == '"':
        end = text.find('"', start + 1, start + _LONGEST)
        return end + 1 if end >= 0 else None
    depth = 0
    for mark in _MARKS.finditer(text, start, start + _LONGEST):
        depth += {"“": 1, "”": -1}.get(mark[0], 0)
        if depth == 0:
            return mark.end()
    return None


def _end_of_item(body: Sequence[Node], at: int) -> int | None:
    """Where the outermost item that holds the offset ends; ``None`` outside an item."""
    for top in body:
        spans = [node.text.sources for node in top.walk() if node.text is not None and node.text.sources]
        if top.label is not None and spans and spans[0][0].start <= at < spans[-1][-1].end:
            return spans[-1][-1].end
    return None
