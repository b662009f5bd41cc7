"""A task: what one organisation has to do because of one duty; and the plan, all of them."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

import msgspec

from nguon.core.provenance import Provenance
from nguon.duties.duty import Duty

SCHEMA: Final = "nguon/plan/1"

Role = Literal["lead", "cooperating"]


class TaskOrganisation(msgspec.Struct, frozen=True, kw_only=True):
    """The body that has the task: its id in the directory and its name on the day of the plan."""

    id: str
    name: str


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One duty for one organisation.

    Attributes:
        id: duty id + organisation id + role, the same on every reading.
        duty: id of the duty.
        organisation: who has it.
        role: leads or cooperates.
        tracked: as the duty's.
        due: the last safe day; ``None`` where it cannot be computed.
        report_due: the last safe day of the report; ``None`` where none is asked for, or it cannot be computed.
        text: the instruction.
        sources: where the instruction stands in the document.
    """

    id: str
    duty: str
    organisation: TaskOrganisation
    role: Role
    tracked: bool
    due: date | None = None
    report_due: date | None = None
    text: str
    sources: tuple[Provenance, ...]


class UnresolvedPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name no body of the directory on that day, with the nearest candidates' names."""

    phrase: str
    candidates: tuple[str, ...]
    sources: tuple[Provenance, ...]
    duties: tuple[str, ...] = ()


class PlannedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The document that the plan carries out. ``number`` is number and symbol as printed together (``735/UBND-KT``)."""

    sha256: str
    number: str | None
    date: date | None
    subject: str | None = None
    issuer: str | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The tasks of one document for real bodies as of one day."""

    schema: Literal["nguon/plan/1"] = SCHEMA
    document: PlannedDocument
    on: date
    duties: tuple[Duty, ...]
    unresolved: tuple[UnresolvedPhrase, ...] = ()
    tasks: tuple[Task, ...] = ()
