"""How days and hours are printed: the pieces of patterns that find them and the reading of what they caught.

The pieces match lower-case text (``lower``). White space may be missing ("tháng10năm"), and every repeat is bounded, so
that a search costs linear time on any input.
"""

from __future__ import annotations

import re
from datetime import date

from nguon.core.calendar import day_or_none, next_lunar

S = r"\s{0,9}+"
"""White space that a damaged text may have lost."""
W = r"\s{1,9}+"
"""White space between two words."""

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
YEAR = r"(?:19|20|21)\d\d(?!\d)"
_SEPARATOR = r"\s?[/.\-–]\s?"
_LUNAR_DAY = {"giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_LUNAR_MONTH = _LUNAR_DAY | {"mười một": 11, "một": 11, "mười hai": 12, "chạp": 12}

WEEKDAY = rf"(?:thứ{S}(?:hai|ba|tư|năm|sáu|bảy|[2-7](?!\d))|chủ{S}nhật)"
SESSION = r"(?:(?:buổi\s{1,3})?(?:sáng|trưa|chiều|tối|đêm))"


def hour(prefix: str) -> str:
    """Pattern of an hour: "15 giờ 00", "17h00'", "8 giờ", "07:30"; groups ``<prefix>h``, ``n``, ``c``, ``e``."""
    return (
        rf"(?:(?P<{prefix}h>2[0-4]|1\d|0?\d)(?!\d){S}(?:giờ|[hg](?![a-zà-ỹ]))"
        rf"(?:{S}(?P<{prefix}n>[0-5]\d)(?![\d/.])(?:{S}phút|{S}['’′`])?)?"
        rf"|(?P<{prefix}c>2[0-4]|[01]?\d):(?P<{prefix}e>[0-5]\d)(?!\d))"
    )


def read_hour(match: re.Match[str], prefix: str) -> str | None:
    """``HH:MM`` of what ``hour(prefix)`` caught; 24:00 stays 24:00."""
    found = match[f"{prefix}h"] or match[f"{prefix}c"]
    return f"{int(found):02d}:{match[f'{prefix}n'] or match[f'{prefix}e'] or '00'}" if found else None


def day(prefix: str) -> str:
    """Pattern of a day: 17/10/2023, 17-10-2023, 17.10.2023, "17 tháng 10 năm 2023", 17/10; "âm lịch" after it."""
    p = prefix
    return (
        rf"(?<![\d/])(?:(?P<{p}d1>{_DAY}){_SEPARATOR}(?P<{p}m1>{_MONTH}){_SEPARATOR}(?P<{p}y1>{YEAR})(?![/\d])"
        rf"|(?P<{p}d2>{_DAY}){S}tháng{S}(?P<{p}m2>{_MONTH})(?:{S},?{S}(?:năm{S})?(?P<{p}y2>{YEAR}))?(?!\d)"
        rf"|(?P<{p}d3>{_DAY})\s?/\s?(?P<{p}m3>{_MONTH})"
        rf"(?:\s?/\s?(?P<{p}y3>\d\d)(?!\d)|{S},?{S}năm{S}(?P<{p}y4>{YEAR}))?(?![\w/%]))"
        rf"(?P<{p}lunar>{S}\(?(?:âm{W}lịch|âl\b|al\b)\)?)?"
    )


LUNAR_NAME = (
    rf"(?:(?:mùng|mồng){S}(?P<ld>10|0?[1-9])(?!\d)|(?P<full>rằm))"
    rf"(?:{W}tháng{W}(?P<lm>giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười{W}một|mười{W}hai|mười|một|chạp|1[0-2]|[1-9])(?!\w)"
    rf"|{W}(?P<tet>tết)(?!\w))(?P<la>{W}âm{W}lịch)?(?:{S},?{S}năm{S}(?P<ly>{YEAR}))?"
)
"""Pattern of a lunar day by name: "mùng 1 Tết", "rằm tháng Giêng", "mồng 10 tháng 3 âm lịch"."""


def lower(text: str) -> str:
    """The text in lower case, code point by code point, so that offsets stay; Ð (U+00D0) becomes đ."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low.replace("ð", "đ")


def caught(match: re.Match[str], prefix: str) -> tuple[int, int, int | None] | None:
    """Day, month and year that ``day(prefix)`` caught, as printed; the year ``None`` where none is printed."""
    for n in "123":
        if match[f"{prefix}d{n}"]:
            year = match[f"{prefix}y{n}"] or (match[f"{prefix}y4"] if n == "3" else None)
            return int(match[f"{prefix}d{n}"]), int(match[f"{prefix}m{n}"]), int(year) if year else None
    return None


def full_year(year: int, issued: date | None) -> int:
    """A year of two digits as four: the one nearest the document's, from 1970 to 2069 where that is not known.

    >>> full_year(77, date(1977, 9, 17)), full_year(24, None)
    (1977, 2024)
    """
    if year >= 100:
        return year
    if issued is None:
        return year + (1900 if year >= 70 else 2000)
    return min((issued.year // 100 * 100 + c + year for c in (-100, 0, 100)), key=lambda y: abs(y - issued.year))


def resolve(printed: tuple[int, int, int | None], issued: date | None, *, lunar: bool = False) -> date | None:
    """The solar day of a printed one; without a year the first on or after the document's date."""
    number, month, year = printed
    if lunar:
        if year is not None:
            return next_lunar(month, number, date(full_year(year, issued), 1, 15))
        return next_lunar(month, number, issued) if issued else None
    if year is not None:
        return day_or_none(full_year(year, issued), month, number)
    if issued is None:
        return None
    candidates = (day_or_none(issued.year + n, month, number) for n in range(9))  # 29/2 may be eight years away
    return next((found for found in candidates if found is not None and found >= issued), None)


def read_day(match: re.Match[str], prefix: str, issued: date | None) -> date | None:
    """The day that ``day(prefix)`` caught, resolved."""
    printed = caught(match, prefix)
    return None if printed is None else resolve(printed, issued, lunar=match[f"{prefix}lunar"] is not None)


def read_lunar_name(match: re.Match[str], issued: date | None) -> date | None:
    """The solar day of what ``LUNAR_NAME`` caught."""
    number = 15 if match["full"] else int(match["ld"])
    name = " ".join((match["lm"] or "giêng").split())
    month = _LUNAR_MONTH.get(name) or int(name)
    lunar = bool(match["full"] or match["la"] or name in ("giêng", "chạp"))  # "mùng 2 tháng 9" is a solar day too
    return resolve((number, month, int(match["ly"]) if match["ly"] else None), issued, lunar=lunar)
