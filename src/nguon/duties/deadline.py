"""A deadline as a document prints it, and the days that follow from it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec

from nguon.core.calendar import Calendar, add_days, add_months, state_calendar

Kind = Literal["day", "before", "within", "period", "recurring", "relative", "none"]
Unit = Literal["hour", "day", "week", "month", "year"]
StartFrom = Literal["signing", "receipt", "event"]


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a text that set a time for doing something (thời hạn).

    Attributes:
        kind: ``day`` that day included ("chậm nhất ngày D") · ``before`` before it begins, or before the hour printed
            ("trước ngày D") · ``within`` a counted period ("trong vòng 05 ngày") · ``period`` a month, quarter, year or
            from-to, done by its end · ``recurring`` ("trước ngày 20 hằng tháng") · ``relative`` to an event or to now
            ("5 ngày trước ngày khai mạc", "đầu tháng 9") · ``none`` words that set no time ("khi có yêu cầu").
        printed: the words, as printed.
        start, end: half-open range of the words in the text that was searched, in code points.
        day: the day as printed, D for "trước ngày D"; the last day of a period; the end of a counted period whose
            start is printed or is the signing; ``None`` where it cannot be computed.
        time: the hour printed, ``HH:MM``.
        count, unit, working: length of a counted period; ``working`` where only working days count.
        start_from: what a counted period is counted from.
        weak: no limit word stands before it ("ngày D", "vào ngày D", "hằng tháng"): the day on which something
            happens as likely as a limit.
    """

    kind: Kind
    printed: str
    start: int
    end: int
    day: date | None = None
    time: str | None = None
    count: int | None = None
    unit: Unit | None = None
    working: bool = False
    start_from: StartFrom | None = None
    weak: bool = False


def due(
    deadline: Deadline, *, issued: date | None, received: date | None = None, calendar: Calendar | None = None
) -> date | None:
    """The last safe day (hạn cuối cùng an toàn), or ``None`` where it cannot be computed.

    D-1 for "trước ngày D", D else; "trước 15 giờ ngày D" is D, for the hour lies in it. A printed day never moves. A
    counted period ends on the next working day where its last day is a day off; one counted in hours does not move.
    Source: Civil Code 2015, Articles 147 and 148.

    Args:
        issued: the day of the document.
        received: the day on which it, or what the period is counted from, came in.
        calendar: working days; those of state offices where not given.
    """
    if deadline.kind == "within":
        start = {"signing": issued, "receipt": received}.get(deadline.start_from or "")
        return deadline.day if start is None else period_end(deadline, start, calendar or state_calendar())
    if deadline.kind == "before" and deadline.day is not None and deadline.time in (None, "00:00"):
        return deadline.day - timedelta(1)
    return deadline.day


def period_end(deadline: Deadline, start: date, calendar: Calendar) -> date | None:
    """The last day of a counted period that starts on ``start``, which is not counted itself."""
    count = deadline.count
    if count is None:
        return None
    if deadline.unit == "hour":
        return add_days(start, count // 24)
    if deadline.working:
        return calendar.add_working_days(start, count * (5 if deadline.unit == "week" else 1))
    if deadline.unit in ("month", "year"):
        return calendar.next_working_day(add_months(start, count * (12 if deadline.unit == "year" else 1)))
    return calendar.next_working_day(add_days(start, count * (7 if deadline.unit == "week" else 1)))


def flat_due(deadline: Deadline | None) -> str | None:
    """The day as ISO date, else the words as printed; ``None`` for words that set no time."""
    if deadline is None or deadline.kind == "none":
        return None
    if deadline.day is not None:
        return deadline.day.isoformat()
    return None if deadline.weak and deadline.kind == "relative" else deadline.printed


def strongest(deadlines: tuple[Deadline, ...]) -> Deadline | None:
    """The one that a duty most likely must keep: with a limit word rather than without, with a day rather than words,
    and of equals the last, for a sentence ends with its limit."""
    return max(deadlines, key=lambda d: (not d.weak, d.kind != "none", d.day is not None, d.start), default=None)
