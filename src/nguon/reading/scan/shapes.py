"""Connected shapes of a mask, from runs of its rows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PIL import Image

from nguon.reading.scan.image import Mask

_MOST_RUNS = 60_000  # of one picture: more is noise, not shapes


class Shape(NamedTuple):
    """Pixels that touch: the box around them (x0, y0, x1, y1, half-open) and how many they are."""

    x0: int
    y0: int
    x1: int
    y1: int
    area: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """In pixels."""
        return self.y1 - self.y0


def pooled(mask: Mask, factor: int, share: float) -> Mask:
    """The mask made smaller: a square of ``factor`` pixels is set where at least ``share`` of it is."""
    height, width = mask.shape[0] // factor, mask.shape[1] // factor
    if not height or not width:
        return np.zeros((height, width), np.bool_)
    whole = np.ascontiguousarray(mask[: height * factor, : width * factor]).view(np.uint8)
    step = 255 // (factor * factor)  # a pixel's part in the mean that Pillow gives, exactly
    means = np.asarray(Image.fromarray(whole * np.uint8(step * factor * factor)).reduce(factor))
    return means > step * (max(math.ceil(share * factor * factor), 1) - 0.5)


def shapes(mask: Mask) -> list[Shape]:
    """The connected shapes of a mask, corners count as touching; none of a mask that is only noise."""
    return parted(mask, lambda shape: False)[0]


def parted(mask: Mask, off: Callable[[Shape], bool]) -> tuple[list[Shape], Mask]:
    """The connected shapes of a mask, and the mask without those that ``off`` chooses."""
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    if not len(rows) or len(rows) > _MOST_RUNS:
        return [], mask
    parent = list(range(len(rows)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    ys, lefts, rights = rows.tolist(), starts.tolist(), ends.tolist()
    above = 0
    for run in range(len(ys)):
        while ys[above] < ys[run] - 1 or (ys[above] == ys[run] - 1 and rights[above] < lefts[run]):
            above += 1
        other = above
        while other < run and ys[other] == ys[run] - 1 and lefts[other] <= rights[run]:
            parent[root(run)] = root(other)
            other += 1
    roots = np.array([root(run) for run in range(len(ys))])
    names, groups = np.unique(roots, return_inverse=True)
    count = len(names)
    x0 = np.full(count, mask.shape[1])
    y0 = np.full(count, mask.shape[0])
    x1, y1, area = np.zeros(count, int), np.zeros(count, int), np.zeros(count, int)
    np.minimum.at(x0, groups, starts)
    np.minimum.at(y0, groups, rows)
    np.maximum.at(x1, groups, ends)
    np.maximum.at(y1, groups, rows + 1)
    np.add.at(area, groups, ends - starts)
    found = [Shape(*map(int, each)) for each in zip(x0, y0, x1, y1, area, strict=True)]
    chosen = np.array([off(shape) for shape in found])
    if chosen.any():
        mask = mask.copy()
        for run in np.flatnonzero(chosen[groups]).tolist():
            mask[rows[run], starts[run] : ends[run]] = False
    return found, mask


def slant(mask: Mask) -> tuple[float, float]:
    """By how many degrees a shape rises to the right, and how many times longer than broad it is."""
    ys, xs = np.nonzero(mask)
    if len(xs) < 20:
        return 0.0, 1.0
    values, vectors = np.linalg.eigh(np.cov(np.stack([xs, -ys]).astype(np.float64)))
    x, y = vectors[:, 1]
    angle = math.degrees(math.atan2(y, x))
    angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
    return angle, math.sqrt(max(float(values[1]), 1e-6) / max(float(values[0]), 1e-6))
