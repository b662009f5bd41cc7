"""Recognised words → lines in columns and table cells, by the same rules as the lines of a text layer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

import msgspec

from nguon.core.provenance import Box, union
from nguon.core.text import nfc
from nguon.reading.page import Line
from nguon.reading.readers.pdf_layout import Frame, Layout, Runs
from nguon.reading.readers.pdf_lines import Piece
from nguon.reading.readers.running_heads import without_page_numbers
from nguon.reading.readers.text_layer import may_hold_stamp, without_stamps
from nguon.reading.scan.image import Mask, Matrix, box_on_page
from nguon.reading.scan.lettering import font_size, stroke, usual
from nguon.reading.scan.recognise import Word
from nguon.reading.scan.sureness import is_doubtful

_FAR = 2.2  # font sizes: words further apart are pieces of their own, as in a text layer
_HEAVY = 1.22  # times the usual stroke
_STYLES = (b"", b"Bold")


class ScanPage:
    """A recognised page that answers what putting lines together asks; in points of the prepared picture.

    Attributes:
        width, height: of the prepared picture, in points.
        characters: words joined by a space, lines by a line feed; a character's index is its place in it.
        pieces: runs of words, line by line.
        words: as recognised, line by line, each line from left to right.
        starts: index of the first character of each word.
        rules: ruling lines, as thin boxes.
    """

    def __init__(self, words: Sequence[Word], mask: Mask, dpi: float, rules: Sequence[Box]) -> None:
        scale = self._scale = 72.0 / dpi
        height, width = mask.shape
        self.width, self.height = width * scale, height * scale
        self.rules = [(x0 * scale, y0 * scale, x1 * scale, y1 * scale) for x0, y0, x1, y1 in rules]
        self.words = [word for _, line in groupby(words, key=lambda word: word.line) for word in _by_x(line)]
        self.starts: list[int] = []
        self._sizes: list[float] = []
        self._heavy: list[bool] = []
        self.pieces: list[Piece] = []
        texts: list[str] = []
        strokes: list[float] = []
        position = 0
        for _, line in groupby(self.words, key=lambda word: word.line):
            row = list(line)
            for run in _runs(row, scale):
                size = font_size(run, scale)
                strokes += [stroke(mask, run, size / scale)] * len(run)
                start = position
                for word in run:
                    self.starts.append(position)
                    self._sizes.append(size)
                    texts.append(word.text)
                    position += len(word.text) + 1
                text = " ".join(word.text for word in run)
                base = sum(word.base for word in run) / len(run) * scale
                self.pieces.append(
                    Piece(start, position - 1, text, run[0].box[0] * scale, run[-1].box[2] * scale, base, size)
                )
        ordinary = usual([value for value in strokes if value])
        self._heavy = [value > _HEAVY * ordinary for value in strokes]
        ends = {piece.end for piece in self.pieces}
        self.characters = "".join(
            text + ("\n" if start + len(text) in ends else " ") for start, text in zip(self.starts, texts, strict=True)
        )

    def _word(self, index: int) -> int:
        return bisect_right(self.starts, index) - 1

    def one_size(self, first: int, last: int) -> bool:
        """Whether two characters have the same font size."""
        return self.size(first) == self.size(last)

    def size(self, index: int) -> float:
        """The font size of a character, in points."""
        return self._sizes[self._word(index)]

    def edges(self, first: int, last: int) -> tuple[float, float, float]:
        """x0, x1 and baseline of a run of characters, in points."""
        one, two = self._word(first), self._word(last)
        scale = self._scale
        return self.words[one].box[0] * scale, self.words[two].box[2] * scale, self.words[one].base * scale

    def font_key(self, index: int) -> int:
        """1 for ordinary print, 2 for bold."""
        return 1 + self._heavy[self._word(index)]

    def font(self, index: int) -> bytes:
        """A name that says whether the character is bold."""
        return _STYLES[self._heavy[self._word(index)]]

    def as_shown(self, box: Box) -> Box:
        """The box as it is: lines are put on the page as the file has it in the end."""
        return box

    def box(self, first: int, last: int) -> Box | None:
        """The box of characters ``first`` to ``last`` in pixels; within a word its letters share its width."""
        found: Box | None = None
        for number in range(max(self._word(first), 0), self._word(last) + 1):
            word, start = self.words[number], self.starts[number]
            a, b = max(first - start, 0), min(last + 1 - start, len(word.text))
            if a >= b:
                continue
            x0, y0, x1, y1 = word.box
            step = (x1 - x0) / len(word.text)
            part = (x0 + a * step, y0, x0 + b * step, y1)
            found = union(found, part) if found else part
        return found


def _by_x(words: object) -> list[Word]:
    return sorted(words, key=lambda word: word.box[0])  # type: ignore[call-overload,no-any-return]


def _runs(row: Sequence[Word], scale: float) -> list[list[Word]]:
    runs: list[list[Word]] = []
    size = font_size(row, scale) / scale
    for word in row:
        if runs and word.box[0] - runs[-1][-1].box[2] < _FAR * size:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


class ScanGlyphs:
    """The boxes of a line's characters on the page as the file has it."""

    __slots__ = ("_page", "_place", "_runs")

    def __init__(self, page: ScanPage, runs: Runs, place: Matrix) -> None:
        self._page, self._runs, self._place = page, runs, place

    def box(self, start: int, end: int) -> Box | None:
        """The box of ``line.text[start:end]`` in points, ``None`` where nothing of it was recognised."""
        found: Box | None = None
        for offset, first, stop in self._runs:
            low, high = max(start - offset, 0), min(end - offset, stop - first)
            if low < high and (part := self._page.box(first + low, first + high - 1)):
                found = union(found, part) if found else part
        return box_on_page(self._place, found) if found else None

    def words(self) -> list[tuple[int, int, Word]]:
        """The line's words with their range in its text."""
        found = []
        starts = self._page.starts
        for offset, first, stop in self._runs:
            for number in range(bisect_left(starts, first), bisect_left(starts, stop)):
                word, at = self._page.words[number], offset + starts[number] - first
                found.append((at, at + len(word.text), word))
        return found


def arrange(page: ScanPage, place: Matrix, frame: Frame, *, first: bool) -> tuple[list[Line], int]:
    """The page's lines in reading order, their boxes on the page as the file has it, and how many signature stamps.

    Args:
        page: as recognised.
        place: from its pixels to points of the page.
        frame: what is carried from page to page.
        first: it is the document's first page.
    """
    plain = nfc(page.characters)
    pieces, stamps = page.pieces, 0
    if pieces and may_hold_stamp(plain):
        pieces, stamps = without_stamps(page, pieces)
    layout = Layout(page, page.characters, frame, page.rules, lambda runs: ScanGlyphs(page, runs, place), first=first)
    kept = without_page_numbers(pieces, page.height)
    lines = layout.lines(kept, plain) if kept else []
    if not kept:
        frame.table = None
    return [_finished(line) for line in lines], stamps


def _finished(line: Line) -> Line:
    """The line with its box on the page, and what of it was mended or may be wrong."""
    glyphs = line.glyphs
    if not isinstance(glyphs, ScanGlyphs):
        return line
    words = glyphs.words()
    return msgspec.structs.replace(
        line,
        box=glyphs.box(0, len(line.text)),
        mended=tuple((start, end, word.read) for start, end, word in words if word.read),
        doubtful=tuple((start, end) for start, end, word in words if is_doubtful(word)),
    )
