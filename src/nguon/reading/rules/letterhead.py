"""The head of the document: which rows it takes, and what each of them is.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, items 1-5, 9a and 10; for the Party 36-HD/VPTW.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from nguon.core.text import fold
from nguon.reading.document import Letterhead, Value
from nguon.reading.page import Column
from nguon.reading.rules import heads
from nguon.reading.rules.doctypes import code_of_name, code_of_symbol
from nguon.reading.rules.issuer import read_issuer
from nguon.reading.rules.landmarks import KINH_GUI, Landmarks, find_landmarks, find_title
from nguon.reading.rules.number import read_number
from nguon.reading.rules.one_line_head import read_one_line_head
from nguon.reading.rules.place_and_date import read_place_and_date
from nguon.reading.rules.subject import PAGE_NOTE, about, is_sentence, page_title, read_about, title_block
from nguon.reading.sheet import Row, Sheet, Span

_SENDS = re.compile(r"^.{0,80}\bđiện\s*:", re.IGNORECASE)
_POST = re.compile(
    r"(?:thủ tướng|chủ tịch|bộ trưởng|giám đốc|ủy ban nhân dân|hội đồng|chính phủ|chánh án|viện trưởng|hiệu trưởng"
    r"|tổng giám đốc|cục trưởng"
    r"|ban thường vụ|ban chấp hành|ban bí thư|bộ chính trị|trưởng ban|tổng cục trưởng|thường trực|quốc hội"
    r"|tổng bí thư|ban tuyên giáo)\b"
)
_OWN_NAME = re.compile(
    r"\s*của\s+(?P<name>[^\W\d_][^,;:]{1,100}?)(?:\s+số\s[^,;]{1,30}?)?(?:\s+ngày\s[^,;]{4,30}?)?\s+(?=(?:về\s+việc|v/v)\s)",
    re.IGNORECASE,
)
_MAX_ROWS = 70


class Head(msgspec.Struct, frozen=True):
    """The letterhead and where it ends.

    Attributes:
        letterhead: the values.
        end: index of the first row that belongs to the addressees or the body.
        own: spans of the document's own number and title, which no citation may take.
    """

    letterhead: Letterhead
    end: int
    own: tuple[Span, ...]


def read_head(sheet: Sheet) -> Head:
    """Read the letterhead from the first rows of the sheet."""
    rows = sheet.rows[:_MAX_ROWS]
    marks = find_landmarks(rows)
    title = find_title(rows[: marks.limit], marks)
    last = title if title is not None else marks.limit
    letter_end = rows[last].start if title is not None else rows[last - 1].end if last else 0
    number = read_number(sheet, letter_end, bare_until=rows[min(4, len(rows)) - 1].end if rows else 0)
    place = read_place_and_date(sheet, letter_end, after=number.span)
    taken: list[Span] = [span for span in (number.span, place.span, *marks.spans) if span]
    if title is not None:
        found = _titled(sheet, rows, title, number.span, place.span, taken, marks)
    else:
        found = _untitled(sheet, rows, number.span, place.span, taken, marks)
    end = found.end
    if marks.addressees is not None and not (found.name and end and end - 1 > marks.addressees):
        end = marks.addressees
    issuer = found.issuer
    if not issuer and found.name:
        issuer = _issuer_below(sheet, rows, end)
    site_title = bool(found.name and not marks.letter and marks.addressees is not None)
    letterhead = Letterhead(
        issuer=issuer,
        number=number.number,
        symbol=number.symbol,
        place=place.place,
        date=place.day,
        subject=found.subject,
        type=_type(
            sheet,
            None if site_title else found.name,
            number.symbol,
            addressed=marks.addressees is not None or bool(found.subject and found.name is None),
        ),
        urgency=_stamp(sheet, rows[: max(end, 1)], heads.urgency),
        secrecy=_stamp(sheet, rows[: max(end, 1)], heads.secrecy),
    )
    if number.symbol is None and not marks.letter and marks.addressees is not None:
        told = read_one_line_head(sheet, rows[: marks.addressees], letterhead)
        if told:
            return Head(told[0], end, (told[1],))
    return Head(letterhead, end, tuple(span for span in (number.span, found.name) if span))


class _Found(msgspec.Struct):
    """What the rows around the title, or the "V/v", gave; ``end`` as in ``Head``."""

    issuer: tuple[Value[str], ...]
    subject: Value[str] | None
    name: Span | None
    end: int


def _titled(
    sheet: Sheet,
    rows: tuple[Row, ...],
    title: int,
    number: Span | None,
    place: Span | None,
    taken: list[Span],
    marks: Landmarks,
) -> _Found:
    """Issuer and subject of a document whose title stands in ``rows[title]``."""
    issuer = read_issuer(sheet, _issuer_rows(rows, title, number), taken)
    names = {fold(value.text) for value in issuer}

    def ends(row: Row) -> bool:
        text = fold(row.text).strip(" -*:")
        return bool(
            row.index >= marks.limit
            or KINH_GUI.match(row.text)
            or PAGE_NOTE.match(row.text)
            or _SENDS.match(row.text)
            or text in names
            or (row.index > title + 1 and len(text) < 90 and _POST.match(text) and heads.upper_share(row.text) > 0.9)
            or (row.text.startswith(("(", "-", "+")) and not row.line.centred)
            or (place and place[0] < row.end and place[1] > row.start)
        )

    name, span, end = title_block(sheet, rows[: marks.limit], title, ends)
    return _Found(issuer, about(sheet, _after_own_name(sheet, span)) if span else None, name, end)


def _untitled(
    sheet: Sheet,
    rows: tuple[Row, ...],
    number: Span | None,
    place: Span | None,
    taken: list[Span],
    marks: Landmarks,
) -> _Found:
    """Issuer and subject ("V/v …") of a document that bears no title."""

    def other(row: Row) -> bool:
        return (
            row.index in marks.marked
            or any(start < row.end and end > row.start for start, end in taken)
            or (heads.TITLE.fullmatch(row.text.strip(" :")) is not None and heads.upper_share(row.text) > 0.9)
        )

    before = rows[: marks.limit]
    found = read_about(sheet, before, other) if (marks.letter or number or place) else None
    subject, used = (about(sheet, found[0]), {row.index for row in found[1]}) if found else (None, set())
    candidates = [row for row in _issuer_rows(before, marks.limit, number) if row.index not in used]
    issuer = read_issuer(sheet, candidates, taken)
    if subject is None and number and marks.addressees is not None:
        subject, used = _unmarked_subject(sheet, before, number, taken)
    elif subject is None and not (marks.letter or number or place):
        subject, used = page_title(sheet, rows[: marks.limit + 1])
    return _Found(issuer, subject, None, _letter_end(rows, taken, issuer, used))


def _after_own_name(sheet: Sheet, span: Span) -> Span:
    """A title's words without "CỦA X SỐ … NGÀY …" before its "VỀ VIỆC", as decisions wrote it."""
    found = _OWN_NAME.match(sheet.text, *span)
    if not found or heads.issuer_word(found["name"]) is None:
        return span
    return found.end(), span[1]


def _issuer_rows(rows: tuple[Row, ...], limit: int, number: Span | None) -> list[Row]:
    """The rows over the number, or those before the title or the addressees where there is no number."""
    out = []
    for row in rows[:limit]:
        if number and row.start >= number[0] and row.line.column != Column.LEFT:
            break
        if number and row.start >= number[1]:
            break
        out.append(row)
    return out


def _unmarked_subject(
    sheet: Sheet, rows: tuple[Row, ...], number: Span, taken: list[Span]
) -> tuple[Value[str] | None, set[int]]:
    """A subject without "V/v" under the number, as Party offices write it (36-HD/VPTW: not prescribed)."""
    spans: list[Span] = []
    indices: set[int] = set()
    column: Column | None = None
    for row in rows:
        if row.start < number[0]:
            continue
        if row.start <= number[0] < row.end:
            column = row.line.column
            continue
        if any(start < row.end and end > row.start for start, end in taken) or heads.is_rule(row.text):
            if column == Column.LEFT or not spans:
                continue
            break
        if spans and row.line.column not in (column, rows[min(indices)].line.column):
            break
        if row.line.column == Column.RIGHT or heads.upper_share(row.text) > 0.9:
            break
        if len(row.text) > 120 or PAGE_NOTE.match(row.text) or is_sentence(row.text):
            break
        spans.append((row.start, row.end))
        indices.add(row.index)
    if not spans:
        return None, set()
    return about(sheet, (spans[0][0], spans[-1][1])), indices


def _letter_end(rows: tuple[Row, ...], taken: list[Span], issuer: tuple[Value[str], ...], subject: set[int]) -> int:
    """First row after the letterhead where neither title nor addressees follow."""
    last = -1
    spans = taken + [(s.start, s.end) for value in issuer for s in value.sources]
    for row in rows:
        if row.index in subject or any(start < row.end and end > row.start for start, end in spans):
            last = row.index
    return last + 1


def _issuer_below(sheet: Sheet, rows: tuple[Row, ...], end: int) -> tuple[Value[str], ...]:
    """The authority named in capitals between the subject and the bases of a decision."""
    for row in rows[end : end + 3]:
        if heads.upper_share(row.text) > 0.9 and len(row.text) < 120 and heads.issuer_word(row.text):
            value = sheet.read(row.start, row.end, strip=" -–*_.:,")
            return (value,) if value else ()
    return ()


def _type(sheet: Sheet, name: Span | None, symbol: Value[str] | None, *, addressed: bool) -> Value[str] | None:
    """The type by its title, else by the symbol.

    Args:
        addressed: it bears "V/v" or "Kính gửi" and no title: a công văn, whatever body the symbol begins with
            (``CT-TTHT`` of a Cục Thuế is no chỉ thị).
    """
    if name:
        code = code_of_name(sheet.text[name[0] : name[1]])
        return sheet.value(code or "other", name)
    if symbol:
        code = None if addressed else code_of_symbol(symbol.value)
        return Value(value=code or "cong_van", text=symbol.text, sure="inferred", sources=symbol.sources)
    return None


def _stamp(sheet: Sheet, rows: tuple[Row, ...], find: Callable[[str], Span | None]) -> Value[str] | None:
    for row in rows:
        found = find(row.text)
        if found:
            return sheet.read(row.start + found[0], row.start + found[1])
    return None
