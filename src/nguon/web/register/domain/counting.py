"""Deadlines that count "from the day of receipt" (kể từ ngày nhận) become days when that day is entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nguon.duties.deadlines import due, find_deadlines
from nguon.duties.duty import Duty, When
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.dispatches.domain.corrections import correct, duties_of, standing
from nguon.web.dispatches.models import Dispatch
from nguon.web.register.models import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A deadline counted from the day of receipt: the field of its duty, the words, the last day."""

    field: str
    printed: str
    day: date


def counted_days(dispatch: Dispatch, received: date) -> Iterator[Counted]:
    """Every deadline of a dispatch that counts from its receipt, with its last day.

    The day of receipt is not counted; a period that ends on a day off ends on the next working day (Civil Code 2015,
    Articles 147 and 148).
    """
    for duty in duties_of(dispatch):
        for field, when in _deadlines(duty):
            if when.kind != "within" or not when.printed:
                continue
            for found in find_deadlines(when.printed, issued=dispatch.date):
                if found.start_from == "receipt":
                    day = due(found, issued=dispatch.date, received=received)
                    if day is not None:
                        yield Counted(field=field, printed=when.printed, day=day)
                    break


def _deadlines(duty: Duty) -> Iterator[tuple[str, When]]:
    if not duty.tracked:
        return
    yield f"{duty.id}.due", duty.deadline
    if duty.report is not None:
        yield f"{duty.id}.report_due", duty.report.deadline


def count_from_receipt(by: User, entry: Incoming) -> None:
    """Write the counted days into the duties of the entry's dispatch, as corrections that can be taken back.

    A day that a person wrote stays; so does a plan that was issued.
    """
    dispatch = entry.dispatch
    if dispatch is None or hasattr(dispatch, "programme"):
        return
    said = {row.field: row.value for row in standing(dispatch)}
    before: dict[str, str] = entry.counted
    now = {}
    for one in counted_days(dispatch, entry.received_on):
        value = one.day.isoformat()
        if one.field in said and said[one.field] not in (before.get(one.field), value):
            continue
        if said.get(one.field) != value:
            correct(by, dispatch, one.field, value)
        now[one.field] = value
    if now != before:
        entry.counted = now
        entry.save(update_fields=["counted"])
        record(by, "deadlines_counted", "incoming", entry.pk, {"dispatch": dispatch.pk, "deadlines": len(now)})
