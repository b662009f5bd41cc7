"""How months, quarters, half-years and years are printed, and the last day of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from nguon.core.calendar import half_end, month_end, quarter_end
from nguon.duties.dates import YEAR, S, W, full_year

_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_QUARTER = r"(?:iv|i{1,3}|[1-4])(?!\w)"
_JOIN = rf"{S}(?:,|-|–|và|đến){S}"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def period(prefix: str) -> str:
    """Pattern of a period: "tháng 10/2024", "tháng 4, 5 năm 2024", "quý II/2025", "6 tháng đầu năm", "năm 2025"."""
    p = prefix
    year = rf"(?:{S}(?:[/.\-–]|,?{S}năm{S}){S}(?P<{p}%s>{YEAR}|\d\d(?![\d/])))?"
    return (
        rf"(?:tháng{S}(?:{_MONTH}{_JOIN}(?:tháng{S})?){{0,11}}(?P<{p}m>{_MONTH})"
        rf"(?![/.\-–]\d{{1,2}}[/.\-–]){year % 'my'}"
        rf"|qu[ýí]{W}(?:{_QUARTER}{_JOIN}(?:qu[ýí]{W})?){{0,3}}(?P<{p}q>{_QUARTER}){year % 'qy'}"
        rf"|(?:0?6|sáu){W}tháng{W}(?P<{p}half>đầu|cuối){W}năm(?:{W}(?P<{p}hy>{YEAR}))?"
        rf"|năm{S}(?P<{p}y>{YEAR})(?!{S}[-–]{S}\d)"
        rf"|(?P<{p}this>tháng|qu[ýí]|năm){W}(?:này|nay)(?!\w))"
    )


def kind_of(match: re.Match[str], prefix: str) -> str:
    """``month``, ``quarter``, ``half`` or ``year``."""
    this = match[f"{prefix}this"]
    if match[f"{prefix}m"] or this == "tháng":
        return "month"
    if match[f"{prefix}q"] or (this and this.startswith("qu")):
        return "quarter"
    return "half" if match[f"{prefix}half"] else "year"


def read_period(match: re.Match[str], prefix: str, issued: date | None) -> date | None:
    """The last day of what ``period(prefix)`` caught; without a year the first one ending on or after ``issued``."""
    p = prefix
    if match[f"{p}y"]:
        return date(int(match[f"{p}y"]), 12, 31)
    if match[f"{p}this"]:
        return None if issued is None else _this(kind_of(match, p), issued)
    if match[f"{p}m"]:
        return _dated(match[f"{p}my"], issued, lambda year: month_end(year, int(match[f"{p}m"])))
    if match[f"{p}q"]:
        printed = match[f"{p}q"]
        quarter = _QUARTERS.get(printed) or int(printed)
        return _dated(match[f"{p}qy"], issued, lambda year: quarter_end(year, quarter))
    half = 1 if match[f"{p}half"] == "đầu" else 2
    return _dated(match[f"{p}hy"], issued, lambda year: half_end(year, half))


def before_period(last: date, kind: str) -> date:
    """The last day before the period of that kind that ends on ``last`` begins."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]
    year, month = divmod(last.year * 12 + last.month - 1 - months, 12)
    return month_end(year, month + 1)


def _dated(year: str | None, issued: date | None, end: Callable[[int], date]) -> date | None:
    if year is not None:
        return end(full_year(int(year), issued))
    if issued is None:
        return None
    return end(issued.year) if end(issued.year) >= issued else end(issued.year + 1)


def _this(kind: str, issued: date) -> date:
    if kind == "month":
        return month_end(issued.year, issued.month)
    return quarter_end(issued.year, (issued.month + 2) // 3) if kind == "quarter" else date(issued.year, 12, 31)
