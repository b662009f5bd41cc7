"""The state of a task, derived from its facts and today; the first rule that fits counts.

Source: counting rules of the Government's tracking of assigned tasks (Decision 42/2014/QĐ-TTg and its amendment):
done on time, done late, in time, late, tasks without a date apart. Time of waiting for the other side never makes a
task late: it is added, in working days, to the day in force.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.core.calendar import state_calendar

DONE: Final = ("xong", "xong-muon")
"""Keys of the states in which nothing is left to be done."""
SOON: Final = 3
"""Working days before the day in force on which a task is due soon."""


class Facts(Protocol):
    """What the state follows from; a ``Task`` has it, and a row of a query."""

    @property
    def due(self) -> date | None: ...
    @property
    def extended_to(self) -> date | None: ...
    @property
    def accepted_at(self) -> datetime | None: ...
    @property
    def returned_at(self) -> datetime | None: ...
    @property
    def waiting_since(self) -> date | None: ...
    @property
    def waited(self) -> int: ...
    @property
    def said_done_on(self) -> date | None: ...
    @property
    def done_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state.

    Attributes:
        key: stable name, used in addresses.
        icon: its drawing.
        look: class of the chip: ok, bad, warn, note, none or empty.
        due: the day in force: the date given last and the days of waiting; ``None`` where there is no date.
        days: working days late, or left; 0 where neither.
    """

    key: str
    icon: str
    look: str
    due: date | None
    days: int = 0

    @property
    def words(self) -> str:
        """The state in the reader's language."""
        if self.key == "qua-han":
            return ngettext("%(n)s day late", "%(n)s days late", self.days) % {"n": self.days}
        return WORDS[self.key]()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.key not in DONE


WORDS: Final[dict[str, Callable[[], str]]] = {
    "cho": lambda: _("Waiting for the coordinator"),
    "tra-lai": lambda: _("Sent back"),
    "xong": lambda: _("Done in time"),
    "xong-muon": lambda: _("Done, late"),
    "qua-han": lambda: _("Late"),
    "chua-nhan": lambda: _("Not accepted yet"),
    "gia-han": lambda: _("More time given"),
    "sap-den": lambda: _("Due soon"),
    "trong-han": lambda: _("In time"),
    "khong-han": lambda: _("No date"),
}
"""State → its words, in the order of the legend."""

ICONS: Final = (
    "pause", "corner-up-left", "circle-check", "history", "triangle-alert", "circle-dashed", "calendar-plus",
    "alarm-clock", "clock", "minus",
)  # fmt: skip
"""Drawings of the states, in the order of ``WORDS``."""


def day_in_force(task: Facts) -> date | None:
    """The date given last, and the working days of the waits that are over; ``None`` where there is no date."""
    first = task.extended_to or task.due
    return add_working_days(first, task.waited) if first else None


def state_of(task: Facts, today: date) -> State:
    """The state of a task on a day."""
    waited = task.waited
    if task.waiting_since is not None:
        waited += working_days(task.waiting_since, today)
    first = task.extended_to or task.due
    due = add_working_days(first, waited) if first else None
    if task.waiting_since is not None:
        return State(key="cho", icon="pause", look="", due=due)
    if task.returned_at is not None:
        return State(key="tra-lai", icon="corner-up-left", look="note", due=due)
    if task.done_at is not None:
        if due is not None and task.said_done_on is not None and task.said_done_on > due:
            return State(key="xong-muon", icon="history", look="ok", due=due, days=working_days(due, task.said_done_on))
        return State(key="xong", icon="circle-check", look="ok", due=due)
    if due is not None and today > due:
        return State(key="qua-han", icon="triangle-alert", look="bad", due=due, days=max(1, working_days(due, today)))
    left = working_days(today, due) if due else 0
    if task.accepted_at is None:
        return State(key="chua-nhan", icon="circle-dashed", look="none", due=due, days=left)
    if due is None:
        return State(key="khong-han", icon="minus", look="none", due=None)
    if task.extended_to is not None and (task.due is None or task.extended_to > task.due) and left > SOON:
        return State(key="gia-han", icon="calendar-plus", look="note", due=due, days=left)
    if left <= SOON:
        return State(key="sap-den", icon="alarm-clock", look="warn", due=due, days=left)
    return State(key="trong-han", icon="clock", look="", due=due, days=left)


@lru_cache(maxsize=4096)
def working_days(start: date, end: date) -> int:
    """Working days after ``start`` up to and with ``end``; 0 where ``end`` is not later.

    >>> working_days(date(2024, 11, 14), date(2024, 11, 19))
    3
    """
    calendar = state_calendar()
    span = min((end - start).days, 3660)
    return sum(calendar.is_working_day(start + timedelta(n)) for n in range(1, span + 1))


@lru_cache(maxsize=4096)
def add_working_days(day: date, count: int) -> date:
    """The day in force after days of waiting."""
    return state_calendar().add_working_days(day, count) if count else day


def soon_until(today: date) -> date:
    """The last day in force that is due soon: the day before the working day after next ones."""
    return add_working_days(today, SOON + 1) - timedelta(1)
