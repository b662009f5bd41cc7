"""A head that sites put on one line: "Công văn số 1/SNV-TH ngày 02/3/2020 V/v …" above the addressees.

Source: practice of web pages; the line names the document itself, so it is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from nguon.reading.document import Letterhead
from nguon.reading.rules.doctypes import ANY_TYPE, code_of_name
from nguon.reading.rules.number import NUMBER, SYMBOL
from nguon.reading.rules.place_and_date import make_date
from nguon.reading.rules.subject import about
from nguon.reading.sheet import Row, Sheet, Span

_LINE = re.compile(
    rf"\s*(?P<type>{ANY_TYPE})\s+số\s*:?\s*(?P<number>{NUMBER})\s?[-–/]\s?(?P<symbol>{SYMBOL})\s*,?\s*"
    r"(?P<date>ngày\s+(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d))\s*,?\s*"
    r"(?:của\s[^\n;:]{2,80}?\s)?(?P<subject>(?:V/v|về việc)\s.{4,400})\Z",
    re.IGNORECASE,
)
_FIRST_ROWS = 3


def read_one_line_head(sheet: Sheet, rows: Sequence[Row], letterhead: Letterhead) -> tuple[Letterhead, Span] | None:
    """The letterhead with what the line says, and the line's span; ``None`` where no such line opens ``rows``."""
    for row in rows[:_FIRST_ROWS]:
        found = _LINE.match(row.text)
        if not found:
            continue

        def span(name: str, found: re.Match[str] = found, start: int = row.start) -> Span:
            return start + found.start(name), start + found.end(name)

        day = make_date(found["d"], found["m"], found["y"])
        told = msgspec.structs.replace(
            letterhead,
            type=sheet.value(code_of_name(found["type"]) or "other", span("type")),
            number=sheet.value("".join(found["number"].split()), span("number")),
            symbol=sheet.read(*span("symbol"), strip=".-–/"),
            date=sheet.value(day, span("date")) if day else None,
            subject=about(sheet, span("subject")),
        )
        return told, (row.start, row.end)
    return None
