"""A page photographed on a desk: found by its brightness, cut out and made flat."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from nguon.reading.scan.image import Mask, Picture
from nguon.reading.scan.shapes import parted

_SMALL = 320  # pixels: the longer side of the picture the page is looked for on
_DARKER = 0.72  # of the page's brightness: what lies around a page
_RIM = 0.55  # of the picture's rim that has to be darker
_LEAST = 0.25  # of the picture: a page is what was photographed
_FULL = 0.9  # of the four corners' area that the page fills
_INSIDE = 0.006  # of the page's sides: cut off with the edge

Corners = npt.NDArray[np.float64]
"""(4, 2): upper left, upper right, lower right, lower left, in pixels."""


def flattened(picture: Picture) -> Picture:
    """The page alone, its corners square; the picture itself where no page lies on something darker."""
    corners = _corners(picture)
    if corners is None:
        return picture
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = round((sides[0] + sides[2]) / 2), round((sides[1] + sides[3]) / 2)
    if min(width, height) < 100:
        return picture
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)
    back = _between(flat, corners)
    image = Image.fromarray(picture.colours).transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        tuple(float(value) for value in (back / back[2, 2]).flat[:8]),
        Image.Resampling.BICUBIC,
    )
    return Picture(np.asarray(image), picture.dpi, picture.place @ back)


def _corners(picture: Picture) -> Corners | None:
    height, width = picture.colours.shape[:2]
    step = max(max(height, width) // _SMALL, 1)
    grey = picture.colours[::step, ::step].min(axis=2)
    bright = float(np.percentile(grey, 75))
    lit: Mask = grey > _DARKER * bright
    rim = np.concatenate([lit[0], lit[-1], lit[:, 0], lit[:, -1]])
    if float(np.mean(~rim)) < _RIM:
        return None
    found, _ = parted(lit, lambda shape: False)
    if not found:
        return None
    largest = max(found, key=lambda shape: shape.area)
    if largest.area < _LEAST * lit.size:
        return None
    ys, xs = np.nonzero(lit[largest.y0 : largest.y1, largest.x0 : largest.x1])
    xs, ys = xs + largest.x0, ys + largest.y0
    ends = [np.argmin(xs + ys), np.argmax(xs - ys), np.argmax(xs + ys), np.argmin(xs - ys)]
    corners = np.array([(xs[end], ys[end]) for end in ends], dtype=np.float64)
    x, y = corners[:, 0], corners[:, 1]
    area = 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))
    if largest.area < 0.8 * area or area < _LEAST * lit.size or largest.area > area / _FULL:
        return None
    middle = corners.mean(axis=0)
    inner: Corners = (corners + (middle - corners) * _INSIDE * 2) * step
    return inner


def _between(start: Corners, end: Corners) -> npt.NDArray[np.float64]:
    """The (3, 3) matrix that takes four points to four others."""
    rows, values = [], []
    for (x, y), (u, v) in zip(start, end, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    found = np.linalg.solve(np.array(rows), np.array(values))
    return np.append(found, 1.0).reshape(3, 3).astype(np.float64)
