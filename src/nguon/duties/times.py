"""Time items: "Thời gian: …" beside an instruction sets its time.

Source: practice of plans and invitations; an item of its own, or a section with the day below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nguon.core.provenance import Provenance
from nguon.duties.deadline import Deadline
from nguon.duties.deadlines import find_deadlines
from nguon.duties.headings import TIME_ITEM
from nguon.duties.source import Source, Span, span_of, within
from nguon.reading.document import Node

Time = tuple[Deadline, tuple[Provenance, ...]]
"""A limit and where it stands."""

MAX_ITEM = 300
"""Characters; what is longer is no time item."""
_TIME = re.compile(r"\bthời gian\b(?!\s+(?:được\s+|cho\s+)?(?:nghỉ|hưởng|tạm))", re.IGNORECASE)
_DAY_OFF = re.compile(r"(?<![^\W\d_])(?:nghỉ|trở lại|đi học lại)(?![^\W\d_])", re.IGNORECASE)
"""A day on which somebody is off, or comes back: no limit of what others have to do."""


def is_time_item(source: Source, span: Span) -> bool:
    """Whether a node's words only set a time."""
    return span[1] - span[0] < MAX_ITEM and TIME_ITEM.match(source.text, *span) is not None


def time_among(source: Source, nodes: Sequence[Node]) -> Time | None:
    """The time that an item among the nodes sets for its neighbours."""
    best = None
    for position, node in enumerate(nodes):
        span = span_of(node)
        if span is None or not is_time_item(source, span):
            continue
        best = _time_of(source, node) or best
        for after in nodes[position + 1 :]:
            below = span_of(after)
            if after.kind != "dash" or (below is not None and is_time_item(source, below)):
                break
            best = _time_of(source, after) or best
    return best


def time_of_document(source: Source, nodes: Sequence[Node]) -> Time | None:
    """The time that an item or a section among the outermost nodes sets for the whole document."""
    found = time_among(source, nodes)
    if found:
        return found
    for node in nodes:
        span = span_of(node)
        named = _TIME.search(source.text, span[0], min(span[1], span[0] + 60)) if span and node.label else None
        if span is None or named is None:
            continue
        found = time_among(source, node.children)
        if found is None and named.start() == span[0]:
            found = _time_of(source, node)
        if found is not None:
            return found
    return None


def _time_of(source: Source, node: Node) -> Time | None:
    """The latest day that a node names, else its first words of time."""
    best: Time | None = None
    for one in node.walk():
        span = span_of(one)
        if span is None or _DAY_OFF.search(source.text, *span):
            continue
        for limit in find_deadlines(source.words(span), issued=source.issued):
            if limit.day is not None and (best is None or best[0].day is None or limit.day >= best[0].day):
                best = limit, within(one, span[0] + limit.start, span[0] + limit.end)
    return best
