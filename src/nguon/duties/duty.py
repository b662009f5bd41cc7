"""A duty: what a document says somebody must do, immutable and cited."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

import msgspec

from nguon.core.provenance import Provenance

SCHEMA: Final = "nguon/duties/1"

DeadlineKind = Literal["day", "before", "within", "period", "recurring", "relative", "none"]


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the document and where they stand.

    Attributes:
        text: the words, white space folded.
        sources: where they stand; their slices of ``Document.text`` joined by one space hold ``text``.
    """

    text: str
    sources: tuple[Provenance, ...]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """By when.

    Attributes:
        kind: ``before``: "trước ngày D", D itself is too late; ``day``: D included; ``within``: a count of days;
            ``period``: until its last day; ``recurring``; ``relative``: to something whose day is unknown; ``none``.
        printed: the words as printed; ``None`` for ``none``.
        day: the day as printed, or the last day of the period; ``None`` where it cannot be computed.
        due: the last safe day (D-1 for ``before``); ``None`` where it cannot be computed from the document alone.
        sources: where the words stand.
    """

    kind: DeadlineKind = "none"
    printed: str | None = None
    day: date | None = None
    due: date | None = None
    sources: tuple[Provenance, ...] = ()


class ReportDuty(msgspec.Struct, frozen=True, kw_only=True):
    """Something written must come back: to whom (as printed), by when."""

    to: str | None = None
    deadline: When = When()


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """One instruction.

    Attributes:
        id: the outline address with an ordinal (``i_1__duty_1``), the same on every reading.
        who: the responsible bodies as named; inherited from a heading or the addressees where the text names nobody.
        cooperating: the bodies to coordinate with, as named.
        instruction: its own words, whole, white space folded.
        points: the contents listed under it, each whole.
        deadline: by when.
        report: what must be reported; ``None`` where nothing.
        tracked: ``False`` for a duty about what others say or post: it is shown, and gets no tool.
        untracked_reason: which row of the table said so; empty where tracked.
        sources: where the instruction stands.
    """

    id: str
    who: tuple[Phrase, ...] = ()
    cooperating: tuple[Phrase, ...] = ()
    instruction: str
    points: tuple[Phrase, ...] = ()
    deadline: When = When()
    report: ReportDuty | None = None
    tracked: bool = True
    untracked_reason: str = ""
    sources: tuple[Provenance, ...]


class Duties(msgspec.Struct, frozen=True, kw_only=True):
    """All duties of one document, in reading order."""

    schema: Literal["nguon/duties/1"] = SCHEMA
    duties: tuple[Duty, ...] = ()
