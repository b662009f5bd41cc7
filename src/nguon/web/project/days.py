"""Days as clerks type them: 2511, 25/11, 25-11-24, mai, thứ 6."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from nguon.core.calendar import day_or_none, month_end
from nguon.core.errors import NguonError
from nguon.core.text import bare

_PARTS: Final = re.compile(r"(\d{1,2})[/\-. ](\d{1,2})(?:[/\-. ](\d{4}|\d{2}))?")
_DIGITS: Final = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEKDAYS: Final = {"thu 2": 0, "thu hai": 0, "thu 3": 1, "thu ba": 1, "thu 4": 2, "thu tu": 2, "thu 5": 3,
                    "thu nam": 3, "thu 6": 4, "thu sau": 4, "thu 7": 5, "thu bay": 5, "chu nhat": 6}  # fmt: skip
_NEAR: Final = {"hom nay": 0, "mai": 1, "ngay mai": 1, "ngay kia": 2, "today": 0, "tomorrow": 1}


class BadDay(NguonError):
    """Something typed that is no day."""

    code = "bad_day"


class NoSuchDay(BadDay):
    """A day beyond the end of its month; ``values`` say which, for the sentence."""

    code = "no_such_day"

    def __init__(self, what: str, *, hint: str = "", day: str = "", month: int = 0, days: int = 0) -> None:
        super().__init__(what, hint=hint)
        self.values = {"day": day, "month": month, "days": days}


def parse_day(typed: str, *, after: date | None = None, today: date | None = None) -> date:
    """The day that somebody typed.

    Args:
        after: a day without a year is the next one on or after this day (the paper's), else after today.

    Raises:
        BadDay: no day, or one that does not exist; says how many days the month has.

    >>> parse_day("2511", after=date(2024, 10, 7))
    datetime.date(2024, 11, 25)
    """
    today = today or date.today()
    text = typed.strip()
    words = bare(text)
    if words in _NEAR:
        return today + timedelta(_NEAR[words])
    if words in _WEEKDAYS:
        return today + timedelta((_WEEKDAYS[words] - today.weekday() - 1) % 7 + 1)
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _PARTS.fullmatch(text) or _DIGITS.fullmatch(text)
    if not found:
        raise BadDay(f"{typed[:20]!r} is no day", hint="Write it as dd/mm/yyyy")
    day, month = int(found[1]), int(found[2])
    if found[3]:
        year = int(found[3])
        return _day(year + 2000 if year < 100 else year, month, day)
    start = after or today
    same = _day(start.year, month, day) if (month, day) != (29, 2) else day_or_none(start.year, month, day)
    return same if same is not None and same >= start else _day(start.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date:
    found = day_or_none(year, month, day)
    if found is None:
        what = f"There is no {day:02}/{month:02}/{year}"
        if not (1 <= month <= 12 and 1900 <= year <= 2199):
            raise BadDay(what, hint="Write it as dd/mm/yyyy")
        days = month_end(year, month).day
        hint = f"Month {month} has {days} days"
        raise NoSuchDay(what, hint=hint, day=f"{day}/{month}", month=month, days=days)
    return found
