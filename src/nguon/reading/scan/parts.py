"""The words of a page, its parts recognised each by itself: two-column blocks column by column, then the rest."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from nguon.core.provenance import Box, union
from nguon.reading.readers.pdf_tables import grids
from nguon.reading.scan.gutters import two_columns
from nguon.reading.scan.image import Grey, Mask
from nguon.reading.scan.recognise import BLOCK, LINE, PAGE, Word, recognise
from nguon.reading.scan.ruled import frames
from nguon.reading.scan.shapes import Shape, parted, pooled

_REDUCED = 4
_LEAST_INK = 24  # pixels, of a cell that says anything
_NARROWEST_TABLE = 245.0  # points: stamps of incoming mail have frames and are less wide
_MARGIN = 0.05  # inches
_BEFORE = 2.5  # heights of a line: where the word before it starts
_SURE = 0.85  # of each word of a line that was read once more
_RIM = 20  # pixels of white around it
_BETTER = 0.05  # by so much more sure is a line that is preferred to another reading of it


def recognise_parts(grey: Grey, mask: Mask, rules: Sequence[Box], dpi: float, seconds: float) -> list[Word] | None:
    """The words of a page with their boxes in its pixels; ``None`` where the time did not suffice.

    Args:
        grey: the picture without coloured ink and ruling lines.
        mask: its ink.
        rules: its ruling lines, as thin boxes in its pixels.
        dpi: pixels an inch.
        seconds: time allowed in all.
    """
    until = time.monotonic() + seconds
    written = mask.copy()
    for x0, y0, x1, y1 in frames(rules, 0.045 * dpi):  # a table is no block of two columns
        written[int(y0) : int(y1) + 1, int(x0) : int(x1) + 1] = True
    found: list[Word] = []
    rest = grey
    for cells in _tables(rules, mask, dpi):
        if rest is grey:
            rest = grey.copy()
        for cell in cells:
            words = _cell(grey, cell, dpi, until)
            if words is None:
                return None
            found += _after(found, words)
            rest[int(cell[1]) : int(cell[3]), int(cell[0]) : int(cell[2])] = 255
    for block in two_columns(written, dpi):
        for side, box in enumerate(block):
            words = _column(rest, mask, box, dpi, until, signed=side == 1)
            if words is None:
                return None
            found += _after(found, words)
        if rest is grey:
            rest = grey.copy()
        rest[int(block.left[1]) : int(block.left[3])] = 255
    words = recognise(rest, dpi, until - time.monotonic(), PAGE)
    if words is None:
        return None
    return found + _after(found, words)


def _tables(rules: Sequence[Box], mask: Mask, dpi: float) -> list[list[Box]]:
    """The cells with ink of each ruled table."""
    points = 72.0 / dpi
    tables = []
    for grid in grids((x0 * points, y0 * points, x1 * points, y1 * points) for x0, y0, x1, y1 in rules):
        if grid.box[2] - grid.box[0] < _NARROWEST_TABLE:
            continue
        cells = []
        for square in grid.squares:
            x0, y0, x1, y1 = (value / points for value in square.box)
            inside = mask[int(y0) + 3 : int(y1) - 2, int(x0) + 3 : int(x1) - 2]
            if np.count_nonzero(inside) > _LEAST_INK:
                cells.append((x0, y0, x1, y1))
        if len(cells) > 1:
            tables.append(cells)
    return tables


def _cell(grey: Grey, cell: Box, dpi: float, until: float) -> list[Word] | None:
    """The words of one cell of a table, with white around them as on a page."""
    x0, y0, x1, y1 = (int(value) for value in cell)
    margin = round(_MARGIN * dpi)
    part = np.full((y1 - y0 + 2 * margin, x1 - x0 + 2 * margin), 255, np.uint8)
    part[margin:-margin, margin:-margin] = grey[y0:y1, x0:x1]
    words = recognise(part, dpi, until - time.monotonic(), BLOCK)
    return None if words is None else [_moved(word, x0 - margin, y0 - margin) for word in words]


def _moved(word: Word, x: float, y: float) -> Word:
    x0, y0, x1, y1 = word.box
    return word._replace(box=(x0 + x, y0 + y, x1 + x, y1 + y), base=word.base + y)


def _after(found: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """Words with their lines numbered after those of other words."""
    first = max((word.line for word in found), default=-1) + 1
    return [word._replace(line=word.line + first) for word in words]


def _column(grey: Grey, mask: Mask, box: Box, dpi: float, until: float, *, signed: bool) -> list[Word] | None:
    """The words of one column; of a signature's column, read with its strokes and without, line by line the better."""
    x0, y0, x1, y1 = (max(int(value), 0) for value in box)
    part = np.ascontiguousarray(grey[y0:y1, x0:x1])
    words = recognise(part, dpi, until - time.monotonic(), BLOCK)
    if words is None:
        return None
    if signed:
        clean = _unsigned(part, np.ascontiguousarray(mask[y0:y1, x0:x1]), dpi)
        if clean is not None:
            others = recognise(clean, dpi, until - time.monotonic(), BLOCK)
            if others is None:
                return None
            words = [word for line in _lines(_better(words, others)) for word in _completed(part, line, dpi, until)]
    return [
        word._replace(box=(word.box[0] + x0, word.box[1] + y0, word.box[2] + x0, word.box[3] + y0), base=word.base + y0)
        for word in words
    ]


def _unsigned(part: Grey, mask: Mask, dpi: float) -> Grey | None:
    """The part without strokes larger than any letter; ``None`` where there are none."""
    inch = dpi / _REDUCED

    def large(shape: Shape) -> bool:
        return shape.height > 0.24 * inch and shape.width > 0.24 * inch

    small = pooled(mask, _REDUCED, 0.13)
    _, left = parted(small, large)
    if left is small:
        return None
    strokes = np.repeat(np.repeat(small & ~left, _REDUCED, axis=0), _REDUCED, axis=1)
    clean = part.copy()
    clean[: strokes.shape[0], : strokes.shape[1]][strokes] = 255
    return clean


def _completed(part: Grey, line: list[Word], dpi: float, until: float) -> list[Word]:
    """A line of a signature, read once more by itself where its beginning is lost to a seal; itself if that fails.

    The band around the line has less of the seal in it than the block has. What is read there counts only if all of it
    is sure and begins as a name does: half a name is none.
    """
    whole = [word for word in line if word.sureness >= _SURE and word.text.istitle()]
    if not whole or line[0] is whole[0]:
        return line
    height = max(word.box[3] - word.box[1] for word in whole)
    x0 = max(int(min(word.box[0] for word in line) - _BEFORE * height), 0)
    y0 = max(int(min(word.box[1] for word in whole) - 0.25 * height), 0)
    x1, y1 = int(whole[-1].box[2] + height), int(max(word.box[3] for word in whole) + 0.15 * height)
    for way in (BLOCK, LINE):
        band = np.pad(part[y0:y1, x0:x1], _RIM, constant_values=255)
        words = recognise(band, dpi, until - time.monotonic(), way) or []
        if len(words) > len(whole) and all(word.sureness >= _SURE and word.text.istitle() for word in words):
            return [_moved(word, x0 - _RIM, y0 - _RIM)._replace(line=line[0].line) for word in words]
    return line


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    return [list(line) for _, line in groupby(words, key=lambda word: word.line)]


def _better(one: Sequence[Word], two: Sequence[Word]) -> list[Word]:
    """Of two readings of the same lines the surer one, line by line; lines that only one of them has as well."""
    lines = _lines(one) + _lines(two)
    lines.sort(key=lambda line: -_worth(line))
    kept: list[tuple[Box, list[Word]]] = []
    for line in lines:
        box = line[0].box
        for word in line[1:]:
            box = union(box, word.box)
        if not any(_same_line(box, other) for other, _ in kept):
            kept.append((box, line))
    kept.sort(key=lambda entry: entry[0][1])
    return [word._replace(line=number) for number, (_, line) in enumerate(kept) for word in line]


def _worth(line: Sequence[Word]) -> float:
    """How much a reading of a line is to be trusted: by its letters, so that a dot does not stand for a name."""
    letters = sum(len(word.text) for word in line)
    return sum(word.sureness * len(word.text) for word in line) / letters + _BETTER * min(letters, 6) / 6


def _same_line(one: Box, two: Box) -> bool:
    shared = min(one[3], two[3]) - max(one[1], two[1])
    return shared > 0.4 * min(one[3] - one[1], two[3] - two[1])
