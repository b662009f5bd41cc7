"""All lines of a document as one repaired text, with the way back from any span of it to the page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from nguon.core.provenance import Box, Provenance, union
from nguon.reading.document import Sure, Value
from nguon.reading.page import Line, Page
from nguon.reading.repair import Repaired, broken_across, repair_line

T = TypeVar("T")
Span = tuple[int, int]
"""Half-open range into the text of the sheet, in code points."""

_SYMBOL_CUT = re.compile(r"\d\s?[/-]\s?[A-ZĐ][\w&/.-]*-\Z")
"""A number and symbol ("31/TTr-") that the end of a line cuts at its hyphen."""

_EDGE = " \t\u3000"


class Row(msgspec.Struct, frozen=True):
    """A line in its place in the text.

    Attributes:
        index: ordinal of the row in the sheet.
        start, end: its range in the sheet's text, without white space at its ends.
        text: that range.
        page: 1-based.
        line: as the reader gave it.
        repaired: the line after repair; ``repaired.text[lead:]`` begins with ``text``.
        lead: characters of the repaired line before ``text``.
        glued: the row before it ends in the middle of a word that goes on here.
    """

    index: int
    start: int
    end: int
    text: str
    page: int
    line: Line
    repaired: Repaired
    lead: int
    glued: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """The repaired text of a document and the rows it is made of, in reading order.

    Attributes:
        text: NFC; rows joined by a line feed, or by nothing where a word was cut between them.
        rows: in order; none is empty.
        starts: the rows' starts, for searching.
    """

    text: str
    rows: tuple[Row, ...]
    starts: tuple[int, ...]

    def rows_of(self, start: int, end: int) -> Sequence[Row]:
        """The rows that hold some of ``text[start:end]``."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_right(self.starts, max(end - 1, start))
        return [row for row in self.rows[first:last] if row.end > start and row.start < end]

    def sources(self, spans: Iterable[Span]) -> tuple[Provenance, ...]:
        """Where spans of the text stand: one entry a span and page, with the box of their characters in points."""
        found: list[Provenance] = []
        for start, end in spans:
            page, begin, stop, box = 0, start, start, None
            for row in self.rows_of(start, end):
                if row.page != page and page:
                    found.append(Provenance(page=page, start=begin, end=stop, box=box))
                    begin, box = max(row.start, start), None
                page, stop = row.page, min(row.end, end)
                part = _box(row, max(row.start, start), stop)
                box = union(box, part) if box and part else box or part
            if page:
                found.append(Provenance(page=page, start=begin, end=stop, box=box))
        return tuple(found)

    def value(self, value: T, *spans: Span, sure: Sure = "printed") -> Value[T]:
        """``value`` as read from ``spans``; ``repaired`` where a repair touched them."""
        text = " ".join(" ".join(self.text[start:end].split()) for start, end in spans)
        printed: str | msgspec.UnsetType = msgspec.UNSET
        if sure == "printed" and any(self._mended(*span) for span in spans):
            sure, printed = "repaired", " ".join(filter(None, (self._printed(*span) for span in spans)))
        return Value(value=value, text=text, sure=sure, sources=self.sources(spans), printed=printed)

    def read(self, start: int, end: int, *, strip: str = "") -> Value[str] | None:
        """The words of one span as a value, without white space and ``strip`` at its ends; ``None`` for nothing."""
        trimmed = self.trim(start, end, strip)
        if trimmed is None:
            return None
        value = self.value("", trimmed)
        return msgspec.structs.replace(value, value=value.text)

    def trim(self, start: int, end: int, strip: str = "") -> Span | None:
        """The span without white space and characters of ``strip`` at its ends; ``None`` where nothing is left."""
        text, drop = self.text, strip + " \t\n\u3000"
        while start < end and text[start] in drop:
            start += 1
        while end > start and text[end - 1] in drop:
            end -= 1
        return (start, end) if start < end else None

    def doubtful(self) -> tuple[Value[str], ...]:
        """The words that were recognised on a picture and may be wrong, each with its place."""
        found = []
        for row in self.rows:
            for start, end in row.line.doubtful:
                base = row.start - row.lead
                origin = row.repaired.origin
                if origin is None:
                    a, b = start, end
                else:
                    a, b = bisect_left(origin, start), bisect_left(origin, end)
                value = self.read(max(base + a, row.start), min(base + b, row.end))
                if value:
                    found.append(value)
        return tuple(found)

    def _mended(self, start: int, end: int) -> bool:
        for row in self.rows_of(start, end):
            if row.glued and row.start > start and self.text[row.start - 1] != "-":
                return True
            if row.line.mended:
                a, b = _raw(row, max(row.start, start), min(row.end, end))
                if any(first < b and last > a for first, last, _ in row.line.mended):
                    return True
            if row.repaired.changes:
                base = row.start - row.lead
                if any(base + a < end and base + b > start for a, b in row.repaired.changes):
                    return True
        return False

    def _printed(self, start: int, end: int) -> str:
        pieces = []
        for row in self.rows_of(start, end):
            a, b = _raw(row, max(row.start, start), min(row.end, end))
            pieces.append(" ".join(_as_read(row.line, a, b).split()))
        return " ".join(pieces)


def _as_read(line: Line, start: int, end: int) -> str:
    """A part of a line as the file holds it, or as it was recognised."""
    text, at = "", start
    for first, last, read in line.mended:
        if first < end and last > at:
            text += line.text[at : max(first, at)] + read
            at = min(last, end)
    return text + line.text[at:end]


def _raw(row: Row, start: int, end: int) -> Span:
    """The range of the printed line that a range of the text stands for."""
    a, b = start - row.start + row.lead, end - row.start + row.lead
    origin = row.repaired.origin
    if origin is None:
        return a, b
    return origin[a], max(origin[b - 1] + 1, min(origin[b], len(row.line.text))) if b > a else origin[a]


def _box(row: Row, start: int, end: int) -> Box | None:
    line = row.line
    if line.glyphs is None or (start == row.start and end == row.end):
        return line.box
    return line.glyphs.box(*_raw(row, start, end)) or line.box


def assemble(pages: Iterable[Page]) -> Sheet:
    """Repair every line and join them to one text, in reading order."""
    rows: list[Row] = []
    pieces: list[str] = []
    position = 0
    footnotes: list[tuple[int, Line]] = []
    lines = [(page.number, line) for page in pages for line in page.lines]
    body = [entry for entry in lines if not entry[1].footnote]
    footnotes = [entry for entry in lines if entry[1].footnote]
    for number, line in body + footnotes:
        repaired = repair_line(line.text, encoding=line.encoding)
        text = repaired.text.strip(_EDGE)
        if not text:
            continue
        lead = len(repaired.text) - len(repaired.text.lstrip(_EDGE))
        glued = False
        if rows:
            before = rows[-1]
            glued = not line.paragraph and not line.flowing and line.cell == before.line.cell and (
                line.column == before.line.column and _cut(before.text, text)
            )  # fmt: skip
            if not glued:
                pieces.append("\n")
                position += 1
        rows.append(
            Row(len(rows), position, position + len(text), text, number, line, repaired, lead, glued)
        )  # fmt: skip
        pieces.append(text)
        position += len(text)
    return Sheet("".join(pieces), tuple(rows), tuple(row.start for row in rows))


def _cut(before: str, after: str) -> bool:
    if before[-1] == "-":
        return after[0].isupper() and _SYMBOL_CUT.search(before[-40:]) is not None
    if not after[0].islower() or not before[-1].isalpha():
        return False
    return broken_across(before, after)
