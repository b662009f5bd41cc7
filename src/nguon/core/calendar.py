"""Which days Vietnamese offices work, and how days, months and periods are counted from a day.

Days off come from the package ``holidays`` with the table ``data/holidays.csv`` of our own laid over it. The package
is loaded only for a day near which a holiday can fall: it costs more than reading a short dispatch.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

Status = Literal["off", "work", "ordinary"]
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""Names of the days of the week, Monday first, as ``date.weekday`` counts."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that count as printed years; anything else is a number that only looks like one."""
LAST_ANNOUNCED_YEAR = 2026
"""Days off after this year are estimates: the Government announces Tết and exchanged days the autumn before."""

_FIVE_DAY_WEEK = date(1999, 10, 2)  # 188/1999/QĐ-TTg of 17/9/1999: before it Saturday was worked
_LONGEST_RUN_OFF = 30  # days; no run of days off is as long, so looking further means a broken table
_SEASONS = ((12, 18, 12, 31), (1, 1, 3, 5), (3, 25, 5, 20), (8, 10, 9, 12), (11, 20, 11, 28))
"""First and last month and day of the seasons in which a holiday, its substitute or a worked Saturday can fall:
New Year and Tết (lunar 1/1 falls between 20/1 and 21/2), Hùng Kings' Day (lunar 10/3) to 1/5, 2/9, 24/11."""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One row of ``data/holidays.csv``: what is known better than the package knows it.

    Attributes:
        status: ``off`` a day off, ``work`` a worked Saturday or Sunday, ``ordinary`` no holiday at all.
        source: the notice or the article of law.
    """

    day: date
    status: Status
    name: str
    source: str


class Calendar:
    """Working days of state offices: Monday to Friday less holidays, with exchanged days as announced.

    Source: Labour Code 2019, Articles 111 and 112; 188/1999/QĐ-TTg (five-day week); notices in ``data/holidays.csv``.
    """

    def __init__(self, corrections: Mapping[date, Correction] | None = None) -> None:
        self._corrections = load_corrections() if corrections is None else corrections

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on ``day``."""
        correction = self._corrections.get(day)
        if correction is not None and correction.status != "ordinary":
            return correction.status == "work"
        rest = day.weekday() == 6 or (day.weekday() == 5 and day >= _FIVE_DAY_WEEK)
        if not _near_a_holiday(day):
            return not rest
        off, worked = _announced(day.year)
        return day in worked if rest else day not in off or correction is not None

    def is_estimate(self, day: date) -> bool:
        """Whether the days off of that year are not announced yet, so far as this version knows."""
        return day.year > LAST_ANNOUNCED_YEAR

    def next_working_day(self, day: date) -> date:
        """``day`` itself where offices work, else the first working day after it."""
        return self._walk(day, 1)

    def previous_working_day(self, day: date) -> date:
        """``day`` itself where offices work, else the last working day before it."""
        return self._walk(day, -1)

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day`` (before it where negative); ``day`` itself is not counted.

        Source: Civil Code 2015, Article 147.2: a period counted in days starts on the day after the one named.

        >>> Calendar().add_working_days(date(2024, 10, 25), 3)
        datetime.date(2024, 10, 30)
        """
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            day = self._walk(day + timedelta(step), step)
        return day

    def _walk(self, day: date, step: int) -> date:
        for _ in range(_LONGEST_RUN_OFF):
            if self.is_working_day(day):
                return day
            day += timedelta(step)
        raise AssertionError(f"no working day within {_LONGEST_RUN_OFF} days of {day}")


@lru_cache(maxsize=1)
def state_calendar() -> Calendar:
    """The calendar of Vietnamese state offices, built once."""
    return Calendar()


@lru_cache(maxsize=1)
def load_corrections() -> Mapping[date, Correction]:
    """The rows of ``data/holidays.csv`` by day."""
    table = (files("nguon") / "data" / "holidays.csv").read_text(encoding="utf-8")
    rows = msgspec.convert(list(csv.DictReader(table.splitlines())), list[Correction])
    return {row.day: row for row in rows}


@lru_cache(maxsize=256)
def _announced(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and worked weekend days of a year, by the package."""
    from holidays.countries.vietnam import Vietnam

    days = Vietnam(years=[year])  # type: ignore[no-untyped-call]  # the package has no annotations here
    return frozenset(days), frozenset(days.weekend_workdays)


def _near_a_holiday(day: date) -> bool:
    place = (day.month, day.day)
    return any((a, b) <= place <= (c, d) for a, b, c, d in _SEASONS)


def weekday_name(day: date) -> str:
    """The Vietnamese name of the day of the week.

    >>> weekday_name(date(2024, 10, 25))
    'thứ Sáu'
    """
    return WEEKDAYS[day.weekday()]


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where there is no such day (31/4) or the year is no printed year."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def add_days(day: date, count: int) -> date:
    """The day ``count`` days after; ``day`` itself is not counted (Civil Code 2015, Article 147.2)."""
    return day + timedelta(count)


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months later, or that month's last where it is shorter (Civil Code 2015, Article 148)."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    """Last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> date:
    """Last day of a quarter, 1 to 4."""
    return month_end(year, 3 * quarter)


def half_end(year: int, half: int) -> date:
    """Last day of a half-year, 1 or 2."""
    return month_end(year, 6 * half)


def lunar_to_solar(year: int, month: int, day: int) -> date | None:
    """The solar day of a Vietnamese lunar one (not of a leap month), or ``None`` where that month has no such day.

    The calendar is reckoned at UTC+7 since 1968, at UTC+8 before.
    """
    from lunar_vn import SUPPORTED_YEAR_RANGE, convert_lunar_to_solar, convert_solar_to_lunar

    first, last = SUPPORTED_YEAR_RANGE
    if not first <= year <= last or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    zone = 7.0 if year >= 1968 else 8.0
    solar: date = convert_lunar_to_solar(day, month, year, 0, zone)
    back = convert_solar_to_lunar(solar.day, solar.month, solar.year, zone)
    return solar if (back.day, back.month) == (day, month) else None


def next_lunar(month: int, day: int, on: date) -> date | None:
    """The first solar day on or after ``on`` that is this lunar day."""
    for year in (on.year - 1, on.year, on.year + 1, on.year + 2):
        solar = lunar_to_solar(year, month, day)
        if solar is not None and solar >= on:
            return solar
    return None
