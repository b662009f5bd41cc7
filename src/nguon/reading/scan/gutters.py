"""Blocks of two columns on a page, by the white gutter between them: letterheads and closings.

An engine that is given the whole page reads such a block across, since its lines stand at nearly the same heights on
both sides. Given each column by itself it cannot.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nguon.core.provenance import Box
from nguon.reading.scan.image import Mask
from nguon.reading.scan.shapes import parted, pooled

_REDUCED = 4
_NARROWEST = 0.13  # inches of white between the columns
_LOWEST = 0.4  # inches: a block of less is one line
_MIDDLE = (0.26, 0.72)  # of the width: where the gutter runs
_TALLEST = 0.25  # inches: no letter is as high
_STARTS = 4  # lines at an edge that may be something else (a page number, a scratch)


class TwoColumns(NamedTuple):
    """A block: the boxes of its columns, in pixels."""

    left: Box
    right: Box


def two_columns(mask: Mask, dpi: float) -> list[TwoColumns]:
    """The blocks at the head and at the end of a page, at most one each.

    Args:
        mask: ink of an upright page without its ruling lines.
        dpi: pixels an inch.
    """
    inch = dpi / _REDUCED
    _, small = parted(
        pooled(mask, _REDUCED, 0.13),
        # signatures, which reach over lines and columns
        lambda shape: shape.height > _TALLEST * inch and shape.width > 2 * _TALLEST * inch,
    )
    head = _block(small, dpi)
    foot = _block(small[::-1], dpi)
    found = []
    if head:
        found.append(_boxes(head, dpi))
    if foot:
        height = len(small)
        top, bottom, left, right = foot
        foot = (height - bottom, height - top, left, right)
        if not head or foot[0] > head[1]:
            found.append(_boxes(foot, dpi, width=small.shape[1]))
    width = float(mask.shape[1])
    return [TwoColumns(block.left, (block.right[0], block.right[1], width, block.right[3])) for block in found]


_Block = tuple[int, int, int, int]
"""Top, bottom, and the edges of the gutter, in reduced pixels."""


def _block(small: Mask, dpi: float) -> _Block | None:
    """The block nearest to the top of a reduced mask."""
    narrowest = _NARROWEST * dpi / _REDUCED
    lowest = _LOWEST * dpi / _REDUCED
    written = np.any(small, axis=1).astype(np.bool_)
    starts = np.nonzero(written & ~np.concatenate([[False], written[:-1]]))[0]
    for start in starts[:_STARTS]:
        block = _grow(small, int(start), narrowest)
        if block and block[1] - block[0] >= lowest:
            return block
    return None


def _grow(small: Mask, start: int, narrowest: float) -> _Block | None:
    """The longest block from a row on: rows that leave one gutter white, with ink on both of its sides."""
    height, width = small.shape
    low, high = int(_MIDDLE[0] * width), int(_MIDDLE[1] * width)
    inked = np.zeros(width, np.bool_)
    best: _Block | None = None
    gap: tuple[int, int] | None = None
    for row in range(start, height):
        if small[row].any():
            inked |= small[row]
            gap = _gutter(inked, low, high)
            if gap is None or gap[1] - gap[0] < narrowest:
                return best
        elif gap and _lines(small[start:row, : gap[0]]) and _lines(small[start:row, gap[1] :]) > 1:
            best = (start, row, *gap)  # only here: a line is wholly in a block or outside
    if gap and _lines(small[start:, : gap[0]]) and _lines(small[start:, gap[1] :]) > 1:
        best = (start, height, *gap)
    return best


def _lines(part: Mask) -> int:
    """How many lines of writing there are: groups of rows with ink."""
    written = np.any(part, axis=1).astype(np.int8)
    return int((np.diff(written, prepend=0) == 1).sum())


def _gutter(inked: Mask, low: int, high: int) -> tuple[int, int] | None:
    """The widest run without ink that reaches into the middle of the page."""
    edges = np.flatnonzero(np.diff(np.concatenate([[True], inked, [True]]).astype(np.int8)))
    best: tuple[int, int] | None = None
    for a, b in zip(edges[0::2].tolist(), edges[1::2].tolist(), strict=True):
        if b > low and a < high and (best is None or b - a > best[1] - best[0]):
            best = (a, b)
    return best


def _boxes(block: _Block, dpi: float, width: int = 0) -> TwoColumns:
    top, bottom, left, right = block
    middle = (left + right) / 2 * _REDUCED
    pad = 0.04 * dpi
    y0, y1 = max(top * _REDUCED - pad, 0.0), bottom * _REDUCED + pad
    return TwoColumns((0.0, y0, middle, y1), (middle, y0, 0.0, y1))
