"""A duty in the making: the words found to be an instruction, and what its surroundings add."""

from __future__ import annotations

import msgspec

from nguon.core.provenance import Provenance
from nguon.duties.context import Context
from nguon.duties.deadline import Deadline
from nguon.duties.duty import Phrase
from nguon.duties.source import Span
from nguon.duties.tables import TableTask
from nguon.reading.document import Node

_END = " \t\n.;,/:"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An instruction before its deadline and report are read.

    Attributes:
        node: the node that holds its words.
        span: where they stand in the text.
        who: the bodies that it names, or that were handed down.
        partners: cooperating bodies named beside it (role lines).
        points: contents listed under it.
        context: what was handed down to it.
        time, time_at: its own time line.
        row: the row of a table that it is.
    """

    node: Node
    span: Span
    who: tuple[Phrase, ...] = ()
    partners: tuple[Phrase, ...] = ()
    points: tuple[Phrase, ...] = ()
    context: Context = Context()
    time: Deadline | None = None
    time_at: tuple[Provenance, ...] = ()
    row: TableTask | None = None


def point(node: Node) -> tuple[Phrase, ...]:
    """A content listed under an instruction, whole: its own words and those of the items below it."""
    parts = [one.text for one in node.walk() if one.text is not None]
    if not parts:
        return ()
    text = " ".join(part.text for part in parts).strip(_END)
    return (Phrase(text=text, sources=tuple(s for part in parts for s in part.sources)),) if text else ()
