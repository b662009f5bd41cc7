"""Numbers and days that an e-office stamps over a signed PDF as form fields: put back into the blanks of page 1.

The text is issued with its number and day left open ("Số:     /TB-UBND", "ngày     tháng 11 năm 2024"); the clerk's
signature field then draws them. PDFium gives no text of such fields, so a copy of the page is flattened and read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from nguon.core.provenance import Box, union
from nguon.reading.page import Glyphs, Line, Page
from nguon.reading.readers.pdfium import Pdf

_DIGITS = re.compile(r"\d{1,6}[a-z]?(?!\w)")
_BLANKS = re.compile(r"S[ốôó]\s*:?\s*/|ngày\s+tháng|tháng\s+năm|năm\s*$|ngày\s*[.…]+\s*tháng", re.IGNORECASE)
_MOST_WORDS = 12


class _Stamp(msgspec.Struct, frozen=True):
    text: str
    box: Box


class _Stamped:
    """Glyphs of a line with stamps in it: parts of (start, end, the stamp's box or ``None``, start in the base)."""

    __slots__ = ("_base", "_parts")

    def __init__(self, base: Glyphs, parts: tuple[tuple[int, int, Box | None, int], ...]) -> None:
        self._base, self._parts = base, parts

    def box(self, start: int, end: int) -> Box | None:
        """The box of ``line.text[start:end]`` in points, ``None`` where nothing of it is visible."""
        found: Box | None = None
        for first, last, stamp, base in self._parts:
            a, b = max(start, first), min(end, last)
            if a < b:
                part = stamp or self._base.box(base + a - first, base + b - first)
                found = union(found, part) if found and part else found or part
        return found


def with_stamps(page: Page, open_copy: Callable[[], Pdf]) -> Page:
    """The page with stamped numbers and days in its blanks; the same page where it has none.

    Args:
        page: the first page as read.
        open_copy: opens the file once more, for flattening; only called where a blank waits for a stamp.
    """
    if not any(_BLANKS.search(line.text) for line in page.lines[:24]):
        return page
    copy = open_copy()
    try:
        stamps = [_Stamp(text, box) for text, box in copy.annotation_words(0, _MOST_WORDS) if _DIGITS.fullmatch(text)]
    finally:
        copy.close()
    if not stamps:
        return page
    lines = [_stamped(line, stamps) for line in page.lines]
    return msgspec.structs.replace(page, lines=tuple(lines))


def _stamped(line: Line, stamps: Sequence[_Stamp]) -> Line:
    if line.box is None or line.glyphs is None:
        return line
    here = sorted((s for s in stamps if _on(line.box, s.box) and _BLANKS.search(line.text)), key=lambda s: s.box[0])
    if not here:
        return line
    places = [(_place(line, stamp), stamp) for stamp in here]
    text = ""
    parts: list[tuple[int, int, Box | None, int]] = []
    edges = [0, *(at for at, _ in places), len(line.text)]
    for number, (start, end) in enumerate(pairwise(edges)):
        parts.append((len(text), len(text) + end - start, None, start))
        text += line.text[start:end]
        if number < len(places):
            stamp = places[number][1]
            if text and not text[-1].isspace():
                text += " "
            parts.append((len(text), len(text) + len(stamp.text), stamp.box, 0))
            text += stamp.text
            if end < len(line.text) and line.text[end].isalnum():
                text += " "
    boxes = [stamp.box for stamp in here]
    box = line.box
    for one in boxes:
        box = union(box, one)
    return msgspec.structs.replace(line, text=text, box=box, glyphs=_Stamped(line.glyphs, tuple(parts)))


def _on(line: Box, stamp: Box) -> bool:
    """Whether a stamp stands on a line: its middle within the line's height, and beside or among its characters."""
    middle = (stamp[1] + stamp[3]) / 2
    height = line[3] - line[1]
    return line[1] - 0.3 * height <= middle <= line[3] + 0.3 * height and line[0] - 4 <= stamp[0] <= line[2] + 40


def _place(line: Line, stamp: _Stamp) -> int:
    """The offset in the line's text at which a stamp stands: before the first character to the right of its middle."""
    assert line.glyphs is not None
    middle = (stamp.box[0] + stamp.box[2]) / 2
    for offset, character in enumerate(line.text):
        if character.isspace():
            continue
        box = line.glyphs.box(offset, offset + 1)
        if box and (box[0] + box[2]) / 2 > middle:
            return offset
    return len(line.text)
