"""The pieces that a PDF page draws, joined into rows and lines that know where each of their characters stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from nguon.core.provenance import Box, union
from nguon.reading.readers.drawn import Drawn
from nguon.reading.readers.pdfium import LOCK, Pdf, PdfPage

ASCENT, DESCENT = 0.90, 0.22  # of the font size: how far a line of Vietnamese reaches over and under its baseline
_SAME_ROW = 0.45  # baselines nearer than this, in font sizes, are of one row
_JOINED_GAP = 0.12  # pieces nearer than this, in font sizes, are one word
_NEAR_GAP = 2.5  # pieces of one row further apart than this, in font sizes, need not be of one line
HYPHEN = "\x02"
"""PDFium's mark for a hyphen at the end of a line, after which the next line follows at once."""
_RUN = re.compile(r"[^\r\n\x02]++\x02?")
_WORD = re.compile(r"\S+")


class Piece:
    """Characters of one page drawn one after the other on one baseline.

    Attributes:
        start, end: half-open range of PDFium's character indices; ``text`` holds these characters.
        x0, x1, base: left and right edge and baseline in points, from the top-left corner of the page as shown.
        size: font size in points.
    """

    __slots__ = ("base", "end", "size", "start", "text", "x0", "x1")

    def __init__(self, start: int, end: int, text: str, x0: float, x1: float, base: float, size: float) -> None:
        self.start, self.end, self.text = start, end, text
        self.x0, self.x1, self.base, self.size = x0, x1, base, size

    @property
    def centre(self) -> float:
        """x half-way between the edges, in points."""
        return (self.x0 + self.x1) / 2

    def __repr__(self) -> str:
        return f"Piece({self.text!r}, x {self.x0:.0f}-{self.x1:.0f}, baseline {self.base:.0f}, {self.size:.0f} pt)"


Row = list[Piece]
"""Pieces on one baseline, from left to right."""


def pieces_of(page: PdfPage, characters: str) -> list[Piece]:
    """The page's pieces as PDFium breaks them into lines, in the order in which they were drawn."""
    pieces = []
    step = max(len(characters) // 5, 1)
    page.stand_upright([i for i in range(0, len(characters), step) if not characters[i].isspace()])
    span = page.span
    for match in _RUN.finditer(characters):
        text = match[0]
        stripped = text.strip()
        if not stripped:
            continue
        start = match.start()
        if len(stripped) != len(text):
            start += len(text) - len(text.lstrip())
        end = start + len(stripped)
        x0, x1, base, size = span(start, end - 1)
        if x1 < 0.0 or x0 > page.width or base < 0.0 or base > page.height + size:
            continue  # outside of what is shown of the page
        if stripped[-1] == HYPHEN:
            stripped = stripped[:-1] + "-"
        if not page.one_size(start, end - 1):
            size = _usual_size(page, start, stripped)
        pieces.append(Piece(start, end, stripped, x0, x1, base, size if size > 0.5 else 10.0))
    return pieces


def _usual_size(page: PdfPage, start: int, text: str) -> float:
    """The font size of most of the letters."""
    sizes: Counter[float] = Counter()
    for match in _WORD.finditer(text):
        sizes[page.size(start + match.start())] += len(match[0])
    return max(sizes, key=sizes.__getitem__)


def words_of(page: Drawn, piece: Piece) -> list[Piece]:
    """The words of a piece, each a piece of its own, in the order in which they were drawn."""
    matches = list(_WORD.finditer(piece.text))
    if len(matches) == 1:
        return [piece]
    words = []
    one_size = page.one_size(piece.start, piece.end - 1)
    for match in matches:
        start, end = piece.start + match.start(), piece.start + match.end()
        x0, x1, base = page.edges(start, end - 1)
        size = piece.size if one_size else page.size(start)
        words.append(Piece(start, end, match[0], x0, x1, base, size))
    return words


def row_words(page: Drawn, row: Iterable[Piece]) -> Row:
    """All words of a row, from left to right."""
    return sorted((word for piece in row for word in words_of(page, piece)), key=_left)


def _left(piece: Piece) -> float:
    return piece.x0


def _base(piece: Piece) -> float:
    return piece.base


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Pieces grouped by baseline, from the top of the page down, each row from left to right."""
    rows: list[Row] = []
    base = size = 0.0
    for piece in sorted(pieces, key=_base):
        if rows and piece.base - base < _SAME_ROW * min(size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
            base, size = piece.base, piece.size
    for row in rows:
        if len(row) > 1:
            row.sort(key=_left)
    return rows


def flow(pieces: Sequence[Piece]) -> list[Row]:
    """Pieces outside of blocks, in reading order, those of one line together.

    What is drawn from the top down is taken as drawn. Where drawing jumps back up, runs of pieces that stand side by
    side stay whole (a table without rules, cell by cell), and those that interleave are read by height.
    """
    runs: list[list[Piece]] = []
    last: Piece | None = None
    for piece in pieces:
        if last is None or not _follows(last, piece):
            runs.append([piece])
        else:
            runs[-1].append(piece)
        last = piece
    if len(runs) == 1:
        return _near_rows(runs[0])
    groups = _interleaved(runs)
    groups.sort(key=lambda group: min(map(_base, group)))
    ordered: list[list[Piece]] = []
    for group in groups:
        # side by side with the group before it: the one further left comes first
        place = len(ordered)
        while place and _beside(ordered[place - 1], group) and group[0].x0 < ordered[place - 1][0].x0:
            place -= 1
        ordered.insert(place, group)
    return [row for group in ordered for row in _near_rows(group)]


def _follows(last: Piece, piece: Piece) -> bool:
    down = piece.base - last.base
    size = max(last.size, piece.size)
    if down > _SAME_ROW * size:
        return True
    return abs(down) <= _SAME_ROW * size and -1.0 <= piece.x0 - last.x1 < _NEAR_GAP * size


def _near_rows(pieces: list[Piece]) -> list[Row]:
    """Pieces in order; those that follow each other on one baseline are one row."""
    rows: list[Row] = []
    for piece in pieces:
        if rows and abs(piece.base - rows[-1][-1].base) < _SAME_ROW * min(piece.size, rows[-1][-1].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _extent(pieces: list[Piece]) -> Box:
    return (
        min(p.x0 for p in pieces),
        min(p.base - ASCENT * p.size for p in pieces),
        max(p.x1 for p in pieces),
        max(p.base + DESCENT * p.size for p in pieces),
    )


def _interleaved(runs: list[list[Piece]]) -> list[list[Piece]]:
    """Runs whose areas overlap, made one group read by height; the others as they are."""
    groups: list[tuple[Box, list[Piece]]] = []
    for run in runs:
        box, pieces, mixed = _extent(run), run, False
        rest = []
        for other_box, other in groups:
            if _overlap(box, other_box):
                box, pieces, mixed = union(box, other_box), other + pieces, True
            else:
                rest.append((other_box, other))
        if mixed:
            pieces = [piece for row in rows_of(pieces) for piece in row]
        groups = [*rest, (box, pieces)]
        if len(groups) > 400:  # a drawing, not a page of text: by height, in one go
            return [[piece for row in rows_of([p for run in runs for p in run]) for piece in row]]
    return [pieces for _, pieces in groups]


def _overlap(one: Box, two: Box) -> bool:
    return (min(one[2], two[2]) - max(one[0], two[0]) > 1.0 and min(one[3], two[3]) - max(one[1], two[1]) > 3.0) or (
        # on one baseline and near: the same line
        min(one[3], two[3]) - max(one[1], two[1]) > 0.7 * min(one[3] - one[1], two[3] - two[1])
        and max(one[0], two[0]) - min(one[2], two[2]) < _JOINED_GAP * 100
        and (one[3] - one[1] < 24 and two[3] - two[1] < 24)
    )


def _beside(one: list[Piece], two: list[Piece]) -> bool:
    a, b = _extent(one), _extent(two)
    return min(a[3], b[3]) - max(a[1], b[1]) > 3.0 and (a[2] <= b[0] + 1 or b[2] <= a[0] + 1)


class LineText:
    """The text of a line put together from its pieces, and the runs that lead back to PDFium's indices."""

    __slots__ = ("box", "pieces", "runs", "text")

    def __init__(self, row: Sequence[Piece], characters: str) -> None:
        self.pieces = row
        first = row[0]
        if len(row) == 1:
            self.text: str = first.text
            self.runs: tuple[tuple[int, int, int], ...] = ((0, first.start, first.end),)
            self.box: Box = (first.x0, first.base - ASCENT * first.size, first.x1, first.base + DESCENT * first.size)
            return
        text, runs = first.text, [(0, first.start, first.end)]
        for before, piece in pairwise(row):
            offset, start, end = runs[-1]
            between = characters[end : piece.start] if piece.start >= end else None
            if between is not None and (between.isspace() or not between) and "\n" not in between:
                text += between + piece.text
                runs[-1] = (offset, start, piece.end)
                continue
            if piece.x0 - before.x1 > _JOINED_GAP * piece.size:
                text += " "
            runs.append((len(text), piece.start, piece.end))
            text += piece.text
        self.text, self.runs, self.box = text, tuple(runs), _extent(list(row))


class LineGlyphs:
    """The boxes of a line's characters, asked of PDFium only when somebody wants them."""

    __slots__ = ("_index", "_pdf", "_runs")

    def __init__(self, pdf: Pdf, index: int, runs: tuple[tuple[int, int, int], ...]) -> None:
        self._pdf, self._index, self._runs = pdf, index, runs

    def box(self, start: int, end: int) -> Box | None:
        """The box of ``line.text[start:end]`` in points, ``None`` where nothing of it is visible."""
        found: Box | None = None
        with LOCK:
            page = self._pdf.page(self._index)
            for first, last in self._ranges(start, end):
                box = page.box(first, last)
                if box:
                    found = union(found, box) if found else box
        return found

    def _ranges(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for offset, first, stop in self._runs:
            low, high = max(start - offset, 0), min(end - offset, stop - first)
            if low < high:
                yield first + low, first + high - 1
