"""Registering what came in: a number without a gap, corrections that strike out, slips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from nguon.core.errors import NguonError
from nguon.core.text import bare, nfc, squeeze
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.directory.models import Body
from nguon.web.dispatches.models import Dispatch
from nguon.web.programme.domain.acts import WordsMissing
from nguon.web.project.days import parse_day
from nguon.web.register.domain.counting import count_from_receipt
from nguon.web.register.models import Amendment, Book, Incoming, Slip, Urgency

LENGTHS: Final = {"sender": 300, "symbol": 120, "kind": 100, "subject": 4000, "addressed_to": 300, "note": 300}
DAYS: Final = ("received_on", "issued_on")
FIELDS: Final = ("received_on", "sender", "symbol", "issued_on", "kind", "subject", "urgency", "addressed_to", "note")
"""Values of an entry that can be written, and struck out."""


class EntryStruck(NguonError):
    """An entry that was struck out."""

    code = "entry_struck"


class NothingChanged(NguonError):
    """A correction that changes nothing."""

    code = "nothing_changed"


class SubjectMissing(NguonError):
    """An entry without sender or subject."""

    code = "subject_missing"


class WrongOrder(NguonError):
    """A dispatch that came in before it was issued, or tomorrow."""

    code = "wrong_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is written into the columns of an entry."""

    received_on: date
    sender: str
    subject: str
    symbol: str = ""
    issued_on: date | None = None
    kind: str = ""
    urgency: str = ""
    addressed_to: str = ""
    note: str = ""


def written(form: dict[str, str]) -> Written:
    """What somebody typed, read and checked.

    Raises:
        BadDay, SubjectMissing; WrongOrder: received before it was issued, or on a day that has not come.
    """
    words = {name: squeeze(nfc(form.get(name, "").replace("\0", "")))[:longest] for name, longest in LENGTHS.items()}
    if not words["sender"] or not words["subject"]:
        raise SubjectMissing("Sender or subject is missing", hint="Write both")
    today = timezone.localdate()
    received = parse_day(form.get("received_on", "").strip() or "hôm nay", after=today - timedelta(200), today=today)
    typed = form.get("issued_on", "").strip()
    issued = parse_day(typed, after=received - timedelta(360), today=today) if typed else None
    if received > today or (issued is not None and issued > received):
        raise WrongOrder("The days do not follow each other", hint="Check both days")
    urgency = form.get("urgency", "")
    return Written(
        received_on=received,
        issued_on=issued,
        urgency=urgency if urgency in Urgency.values else "",
        **words,
    )


@transaction.atomic
def register(by: User, office: Body, what: Written, *, dispatch: Dispatch | None = None, book: str = "") -> Incoming:
    """Enter a dispatch under the next number of the office's book of the year in which it came in.

    The row of the book is locked until the entry is stored, so of parallel clerks each gets the next number, and a
    number is not lost when an entry fails.
    """
    name = squeeze(nfc(book))[:100]
    made, _ = Book.objects.get_or_create(office=office, year=what.received_on.year, name=name)
    held = Book.objects.select_for_update().get(pk=made.pk)
    held.last += 1
    held.save(update_fields=["last"])
    entry = Incoming(book=held, number=held.last, dispatch=dispatch, by=by)
    for field in FIELDS:
        setattr(entry, field, getattr(what, field))
    entry.folded = _folded(entry)
    entry.save()
    record(by, "incoming_registered", "incoming", entry.pk, {"number": entry.number, "year": held.year})
    count_from_receipt(by, entry)
    return entry


@transaction.atomic
def amend(by: User, entry: Incoming, what: Written, reason: str) -> int:
    """Strike values out and write others; returns how many. The old ones stay to be read.

    Raises:
        EntryStruck, NothingChanged, WordsMissing; WrongOrder: another year, whose book numbers on its own.
    """
    held = _open(entry)
    if not reason.strip():
        raise WordsMissing("A reason is missing", hint="Write one sentence")
    if what.received_on.year != held.book.year:
        raise WrongOrder("The day of receipt lies in another year", hint="Strike the entry out, register it again")
    rows = []
    for field in FIELDS:
        old, new = getattr(held, field), getattr(what, field)
        if old != new:
            rows.append(
                Amendment(entry=held, field=field, old=_text(old), new=_text(new), reason=reason.strip()[:500], by=by)
            )
            setattr(held, field, new)
    if not rows:
        raise NothingChanged("Nothing was changed", hint="Write the right value")
    Amendment.objects.bulk_create(rows)
    held.folded = _folded(held)
    held.save()
    record(by, "incoming_amended", "incoming", held.pk, {"fields": ", ".join(row.field for row in rows)})
    count_from_receipt(by, held)
    return len(rows)


@transaction.atomic
def strike(by: User, entry: Incoming, reason: str) -> None:
    """Strike an entry out; it keeps its number and its words."""
    held = _open(entry)
    if not reason.strip():
        raise WordsMissing("A reason is missing", hint="Write one sentence")
    held.struck_at, held.struck_by, held.struck_reason = timezone.now(), by, nfc(reason.strip())[:500]
    held.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    record(by, "incoming_struck", "incoming", held.pk, {"number": held.number})


@transaction.atomic
def restore(by: User, entry: Incoming) -> None:
    """Undo a striking out."""
    held = Incoming.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if held.struck_at is None:
        raise NothingChanged("The entry is not struck out", hint="Load the page again")
    held.struck_at, held.struck_by, held.struck_reason = None, None, ""
    held.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    record(by, "incoming_restored", "incoming", held.pk, {"number": held.number})


@transaction.atomic
def pass_on(by: User, entry: Incoming, form: dict[str, str]) -> Slip:
    """Write a slip: the leader's note, who handles it, until when. An earlier slip stays to be read.

    Raises:
        EntryStruck, BadDay; WordsMissing: no unit or no note.
    """
    held = _open(entry)
    words = {
        name: squeeze(nfc(form.get(name, "").replace("\0", ""))) for name in ("leader", "note", "unit", "together")
    }
    if not words["unit"] or not words["note"]:
        raise WordsMissing("The unit or the note is missing", hint="Write both")
    typed = form.get("due", "").strip()
    noted = form.get("noted_on", "").strip()
    slip = Slip.objects.create(
        entry=held,
        leader=words["leader"][:200],
        note=words["note"][:4000],
        unit=words["unit"][:300],
        together=words["together"][:500],
        due=parse_day(typed, after=held.received_on, today=timezone.localdate()) if typed else None,
        noted_on=parse_day(noted, after=held.received_on, today=timezone.localdate())
        if noted
        else timezone.localdate(),
        by=by,
    )
    record(by, "incoming_passed_on", "incoming", held.pk, {"slip": slip.pk, "unit": slip.unit[:200]})
    return slip


def _open(entry: Incoming) -> Incoming:
    held = Incoming.objects.select_for_update(of=("self",)).select_related("book", "dispatch").get(pk=entry.pk)
    if held.struck_at is not None:
        raise EntryStruck("The entry is struck out", hint="Restore it first")
    return held


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _folded(entry: Incoming) -> str:
    parts = (entry.sender, entry.symbol, entry.kind, entry.subject, entry.addressed_to, entry.note)
    return bare(" ".join(parts)).casefold()
