"""Corrections: what a person says a value is, laid over what was read, which stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import msgspec
from django.db import transaction
from django.utils import timezone

from nguon.core.errors import NguonError
from nguon.core.text import fold, nfc, squeeze
from nguon.duties.duty import Duties, Duty, Phrase
from nguon.duties.extract import extract_duties
from nguon.reading.document import Document, Value
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.dispatches.models import Correction, Dispatch
from nguon.web.project.days import BadDay, parse_day

FIELDS: Final = ("number", "symbol", "date", "place", "subject")
"""Values of the letterhead that can be corrected."""
DUTY_FIELDS: Final = ("who", "instruction", "due", "report_due", "left_out")
"""Values of a duty; ``left_out`` (``yes``) says that it is no duty."""


class NoSuchField(NguonError):
    """A correction of something that cannot be corrected."""

    code = "no_such_field"


class AlreadyIssued(NguonError):
    """The plan went out: its dispatch cannot be changed under it."""

    code = "already_issued"


def document_of(dispatch: Dispatch) -> Document:
    """The document as it was read."""
    return msgspec.json.decode(dispatch.document, type=Document)


def duties_of(dispatch: Dispatch) -> tuple[Duty, ...]:
    """The duties after corrections."""
    return msgspec.json.decode(dispatch.duties, type=Duties).duties


def corrected(document: Document, corrections: Iterable[Correction]) -> Document:
    """The document with the letterhead that people say it has; places and printed words stay."""
    head: dict[str, Any] = {}
    for one in corrections:
        if one.field not in FIELDS:
            continue
        before = getattr(document.letterhead, one.field)
        value = date.fromisoformat(one.value) if one.field == "date" else one.value
        if before is None:
            head[one.field] = Value(value=value, text=one.value, sure="inferred", sources=())
        else:
            head[one.field] = msgspec.structs.replace(before, value=value)
    letterhead = msgspec.structs.replace(document.letterhead, **head)
    return msgspec.structs.replace(document, letterhead=letterhead)


def _corrected_duties(document: Document, corrections: Iterable[Correction]) -> Duties:
    by_duty: dict[str, dict[str, str]] = {}
    for one in corrections:
        duty, _, field = one.field.rpartition(".")
        if duty:
            by_duty.setdefault(duty, {})[field] = one.value
    duties = []
    for duty_ in extract_duties(document).duties:
        said = by_duty.get(duty_.id, {})
        if said.get("left_out") != "yes":
            duties.append(_corrected_duty(duty_, said))
    return Duties(duties=tuple(duties))


def _corrected_duty(duty: Duty, said: dict[str, str]) -> Duty:
    changes: dict[str, Any] = {}
    if "who" in said:
        sources = tuple(source for phrase in duty.who for source in phrase.sources) or duty.sources
        names = [squeeze(name) for name in said["who"].split(";") if name.strip()]
        changes["who"] = tuple(Phrase(text=name, sources=sources) for name in names)
    if "instruction" in said:
        changes["instruction"] = said["instruction"]
    if "due" in said:
        day = date.fromisoformat(said["due"]) if said["due"] else None
        changes["deadline"] = msgspec.structs.replace(duty.deadline, due=day)
    if "report_due" in said and duty.report is not None:
        day = date.fromisoformat(said["report_due"]) if said["report_due"] else None
        deadline = msgspec.structs.replace(duty.report.deadline, due=day)
        changes["report"] = msgspec.structs.replace(duty.report, deadline=deadline)
    return msgspec.structs.replace(duty, **changes)


def show_letterhead(dispatch: Dispatch, document: Document) -> None:
    """Repeat the letterhead in the columns that lists use."""
    head = document.letterhead
    dispatch.number = "/".join(v.value for v in (head.number, head.symbol) if v)[:120]
    dispatch.number_key = fold(dispatch.number)[:120]
    dispatch.date = head.date.value if head.date else None
    dispatch.subject = head.subject.value if head.subject else ""
    dispatch.issuer = head.issuer[-1].value[:300] if head.issuer else ""


def standing(dispatch: Dispatch) -> list[Correction]:
    """The corrections that hold: the last of each field that was not taken back."""
    rows = Correction.objects.filter(dispatch=dispatch, undone_at=None).select_related("by").order_by("pk")
    return list({row.field: row for row in rows}.values())


@transaction.atomic
def correct(by: User, dispatch: Dispatch, field: str, typed: str) -> Correction:
    """Say what a value is.

    Raises:
        NoSuchField, AlreadyIssued; BadDay: a day that does not exist.
    """
    _still_open(dispatch)
    document = document_of(dispatch)
    duty, _, name = field.rpartition(".")
    value = squeeze(nfc(typed))[:4000]
    if name in ("due", "report_due", "date"):
        value = parse_day(value, after=dispatch.date).isoformat() if value else ""
    if name == "date" and not value:
        raise BadDay("The day of issue is empty", hint="Write it as dd/mm/yyyy")
    if duty:
        found = next((one for one in extract_duties(document).duties if one.id == duty), None)
        if found is None or name not in DUTY_FIELDS:
            raise NoSuchField(f"There is no value {field!r}", hint="Load the page again")
        read = _read_of(found, name)
    elif name in FIELDS:
        before = getattr(document.letterhead, name)
        read = str(before.value) if before else ""
    else:
        raise NoSuchField(f"There is no value {field!r}", hint="Load the page again")
    made = Correction.objects.create(dispatch=dispatch, field=field, read=read, value=value, by=by)
    _apply(dispatch, document)
    record(by, "value_corrected", "dispatch", dispatch.pk, {"field": field})
    return made


@transaction.atomic
def take_back(by: User, dispatch: Dispatch, correction: Correction) -> None:
    """Go back to what stood there before this correction."""
    _still_open(dispatch)
    Correction.objects.filter(pk=correction.pk, undone_at=None).update(undone_at=timezone.now())
    _apply(dispatch, document_of(dispatch))
    record(by, "correction_taken_back", "dispatch", dispatch.pk, {"field": correction.field})


def _apply(dispatch: Dispatch, document: Document) -> None:
    rows = standing(dispatch)
    now = corrected(document, rows)
    duties = _corrected_duties(now, rows)
    show_letterhead(dispatch, now)
    dispatch.duties, dispatch.duty_count = msgspec.json.encode(duties).decode(), len(duties.duties)
    dispatch.save()


def _still_open(dispatch: Dispatch) -> None:
    if hasattr(dispatch, "programme"):
        raise AlreadyIssued("The plan of this dispatch was issued", hint="Change the tasks of the programme instead")


def _read_of(duty: Duty, name: str) -> str:
    if name == "who":
        return "; ".join(phrase.text for phrase in duty.who)
    if name == "instruction":
        return duty.instruction
    if name == "due":
        return duty.deadline.due.isoformat() if duty.deadline.due else ""
    if name == "report_due":
        return duty.report.deadline.due.isoformat() if duty.report and duty.report.deadline.due else ""
    return ""
