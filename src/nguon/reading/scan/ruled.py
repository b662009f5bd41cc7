"""Ruling lines of a scan: found, taken off the picture (letters beside them read better), and kept for the tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nguon.core.provenance import Box, union
from nguon.reading.scan.image import Grey, Mask
from nguon.reading.scan.shapes import pooled, shapes

_ACROSS = 0.47  # inches: no letter has a stroke so long
_DOWN = 0.2
_NEAR = 0.05  # lines that end nearer than this to each other meet
_THICKEST = 0.06
_MOST = 1_500  # lines of one page


def _opened(mask: Mask, length: int) -> Mask:
    """What of a mask lies in runs across of at least ``length`` pixels."""
    height, width = mask.shape
    if width <= length:
        return np.zeros_like(mask)
    sums = np.zeros((height, width + 1), np.int32)
    np.cumsum(mask, axis=1, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) == length  # a full window starts here
    marks = np.zeros((height, width + 1), np.int32)
    marks[:, : full.shape[1]] += full
    marks[:, length : length + full.shape[1]] -= full
    opened: Mask = np.cumsum(marks, axis=1)[:, :width] > 0
    return opened


def take_off_rules(grey: Grey, mask: Mask, dpi: float) -> tuple[Grey, list[Box]]:
    """The picture without ruling lines, and these, across and down, as thin boxes in pixels.

    Args:
        grey: an upright picture, at most a degree askew.
        mask: its ink.
        dpi: pixels an inch.
    """
    half = pooled(mask, 2, 0.25)
    scale = dpi / 2
    across = _opened(half, round(_ACROSS * scale))
    down = np.ascontiguousarray(_opened(np.ascontiguousarray(half.T), round(_DOWN * scale)).T)
    found: list[Box] = []
    taken = np.zeros_like(half)
    level: list[Box] = []
    for lines, is_level in ((across, True), (down, False)):
        if not lines.any():
            continue
        for shape in shapes(lines):
            thick, length = (shape.height, shape.width) if is_level else (shape.width, shape.height)
            if thick - _slope(length) > _THICKEST * scale:
                continue  # a black bar or the edge of a photograph
            x0, y0, x1, y1 = (2.0 * value for value in shape[:4])
            if is_level:
                y0 = y1 = (y0 + y1) / 2
                level.append((x0, y0, x1, y1))
            else:
                x0 = x1 = (x0 + x1) / 2
                if not any(_meet((x0, y0, x1, y1), other, _NEAR * dpi) for other in level):
                    continue  # a stroke of a signature or of a slanted stamp
            found.append((x0, y0, x1, y1))
            part = np.s_[shape.y0 : shape.y1, shape.x0 : shape.x1]
            taken[part] |= lines[part]
    if not found or len(found) > _MOST:
        return grey, []
    whole = np.repeat(np.repeat(taken, 2, axis=0), 2, axis=1)
    wide = whole.copy()  # the grey rim of a line is as wide as a pixel
    wide[1:] |= whole[:-1]
    wide[:-1] |= whole[1:]
    wide[:, 1:] |= whole[:, :-1]
    wide[:, :-1] |= whole[:, 1:]
    clean = grey.copy()
    clean[: wide.shape[0], : wide.shape[1]][wide] = 255
    return clean, found


def _slope(length: int) -> float:
    """By how much a line of that length may fall or rise in pixels, a degree askew."""
    return 0.018 * length


def frames(rules: Sequence[Box], near: float) -> list[Box]:
    """Boxes around three or more rules that meet, or nearly do: a stamp is not level and its corners are worn.

    Args:
        rules: thin boxes in pixels.
        near: pixels between rules that count as meeting.
    """
    groups: list[list[Box]] = []
    for rule in rules:
        touching = [group for group in groups if any(_meet(rule, other, near) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    found = []
    for group in groups:
        if len(group) > 2:
            box = group[0]
            for other in group[1:]:
                box = union(box, other)
            found.append(box)
    return found


def _meet(one: Box, two: Box, near: float) -> bool:
    return (
        one[0] - near <= two[2] and two[0] - near <= one[2] and one[1] - near <= two[3] and two[1] - near <= one[3]
    )  # fmt: skip
