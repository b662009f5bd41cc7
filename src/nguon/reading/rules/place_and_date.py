"""Place and date of issue (địa danh và thời gian ban hành).

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 4.
"""

from __future__ import annotations

import re
from datetime import date

from nguon.reading.document import Value
from nguon.reading.sheet import Sheet, Span

_BLANK = r"[.…_\s]{0,60}+"
"""Room left for a figure that is written or stamped later."""
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"ngày\s{{0,20}}+(?:(?P<d2>\d{{1,2}})\s?[/.-]\s?(?P<m2>\d{{1,2}})\s?[/.-]\s?(?P<y2>{_YEAR})"
    rf"|(?P<d>\d{{1,2}})?+{_BLANK}tháng\s{{0,20}}+"
    rf"(?:(?P<m>\d{{1,2}})?+{_BLANK}năm\s{{0,20}}+(?P<y>{_YEAR})|(?P<m3>\d{{1,2}})\s{{1,9}}+(?P<y3>{_YEAR}))"
    rf"|(?P<empty>{_BLANK}/{_BLANK}/{_BLANK}(?:{_YEAR})?))",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<place>(?i:quận|phường|q\.|p\.|khu)\s?\d{1,2}|[^\W\d_][^,;:\n\d]{1,45}?)\s*,?\s*\Z")


class PlaceAndDate:
    """Place and date as read, and the span of their words."""

    def __init__(
        self, place: Value[str] | None = None, day: Value[date] | None = None, span: Span | None = None
    ) -> None:
        self.place, self.day, self.span = place, day, span


def make_date(day: str | None, month: str | None, year: str | None) -> date | None:
    """A date from its printed parts; ``None`` for a missing part or an impossible day."""
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_place_and_date(sheet: Sheet, end: int, *, after: Span | None = None) -> PlaceAndDate:
    """The line "Place, ngày … tháng … năm …" within ``sheet.text[:end]``.

    Args:
        after: span of the number, which can stand before the place on one line.

    The day is ``None`` where it was left open ("ngày   tháng 10 năm 2024"), the place where it was lost.
    """
    text = sheet.text
    for found in _DATE.finditer(text, 0, end):
        line = text.rfind("\n", 0, found.start()) + 1
        if after and line <= after[0] and after[1] <= found.start():
            line = after[1]
        before = text[line : found.start()]
        if not before.strip() and line:
            previous = text.rfind("\n", 0, line - 1) + 1
            if text[previous : line - 1].rstrip().endswith(","):
                line, before = previous, text[previous : found.start()]
        tail = text[found.end() : text.find("\n", found.end()) if "\n" in text[found.end() :] else len(text)]
        if not _is_issue_line(before, tail, found):
            continue
        day = make_date(
            found["d"] or found["d2"],
            found["m"] or found["m2"] or found["m3"],
            found["y"] or found["y2"] or found["y3"],
        )
        place, start = None, found.start()
        named = _PLACE.search(before)
        if named and named["place"].strip():
            start = line + named.start("place")
            # Columns typed on one line leave what stands to the left behind the last run of spaces.
            cut = max(before.rfind("  ", named.start(), named.end("place")), before.rfind("|", 0, named.end("place")))
            if cut >= 0:
                start = line + cut + 1
            place = sheet.read(start, line + named.end("place"), strip=" ,.|")
        value = sheet.value(day, found.span()) if day else None
        return PlaceAndDate(place, value, (start, found.end()))
    return PlaceAndDate()


def _is_issue_line(before: str, tail: str, found: re.Match[str]) -> bool:
    """Whether the words around say that this is the line of issue, and not a date in a sentence."""
    if tail.strip(" .|\t") and not found["y"]:
        return False
    if len(tail.strip()) > 60 or tail.strip()[:1].islower() or tail.lstrip().startswith((",", ";", ")", "(", "-", "–")):
        return False
    words = before.strip()
    if found["y2"] and not words.endswith(","):
        return False
    if not words:
        return bool(found["m"] or found["y"])
    last = words.split("  ")[-1].rstrip(", ")
    return bool(last) and (last[0].isupper() or last[-1].isupper() or words.endswith(",")) and len(last) <= 60 and (
        not re.search(r"[;:(]|\b(?:của|số|về|từ|đến|trước|vào)\b", last)
    )  # fmt: skip
