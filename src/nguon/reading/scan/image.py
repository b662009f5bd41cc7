"""A picture of a page made ready for recognition: upright, straight, evenly lit, black on white.

Everything that moves a pixel is kept as one matrix, so that whatever is found on the prepared picture has its box on
the page as the file has it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from nguon.core.provenance import Box

Grey = npt.NDArray[np.uint8]
"""uint8 (height, width), 0 is black."""
Colours = npt.NDArray[np.uint8]
"""uint8 (height, width, 3), red, green, blue."""
Mask = npt.NDArray[np.bool_]
Matrix = npt.NDArray[np.float64]
"""(3, 3): takes (x, y, 1) in pixels of a picture to points of the page, up to scale."""

DPI = 200
"""What recognition is given: 300 dpi reads no better and takes half as long again."""

_SQUARE = 24  # pixels
_BAND = 16  # rows of pixels worked on at a time, so that they stay in the cache
_EVEN = 0.82  # darkest to brightest paper: a scanner's glass
_WIDEST_SKEW = 6.0  # degrees; a page fed askew has less, a photograph may have more
_STRIP = 80  # pixels at half of ``DPI``: at three degrees a line falls by less than the white below it
_FEWEST_DOTS = 400  # of ink, on the reduced picture, from which a skew can be told


class Picture(NamedTuple):
    """A picture of a page.

    Attributes:
        colours: the pixels.
        dpi: pixels an inch of the page as shown.
        place: from its pixels to points of the page.
    """

    colours: Colours
    dpi: float
    place: Matrix


def scaling(factor: float) -> Matrix:
    """The matrix that multiplies both coordinates."""
    return np.diag([factor, factor, 1.0])


def box_on_page(place: Matrix, box: Box) -> Box:
    """The upright box on the page, in points, around a box in pixels."""
    x0, y0, x1, y1 = box
    corners = place @ np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1.0, 1.0, 1.0, 1.0]])
    xs, ys = corners[0] / corners[2], corners[1] / corners[2]
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def quarter_turned(picture: Picture, turns: int) -> Picture:
    """The picture turned counter-clockwise by a number of right angles."""
    turns %= 4
    if not turns:
        return picture
    height, width = picture.colours.shape[:2]
    back = {
        1: [[0, -1, width], [1, 0, 0], [0, 0, 1]],
        2: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        3: [[0, 1, 0], [-1, 0, height], [0, 0, 1]],
    }[turns]
    turned = np.ascontiguousarray(np.rot90(picture.colours, turns))
    return Picture(turned, picture.dpi, picture.place @ np.array(back, dtype=np.float64))


def evenly_lit(colours: Colours) -> Colours:
    """The picture with the shadows on its paper taken out; itself where the paper is even.

    Paper is what is brightest in each small square, so that letters do not count.
    """
    height, width = (length // _SQUARE * _SQUARE for length in colours.shape[:2])
    if not height or not width:
        return colours
    squares = colours[:height, :width, 0].reshape(height // _SQUARE, _SQUARE, width // _SQUARE, _SQUARE)
    paper = np.percentile(squares[:, ::4, :, ::4], 85, axis=(1, 3))
    dark, bright = np.percentile(paper, (4, 90))
    if dark > _EVEN * bright:
        return colours
    small = Image.fromarray(np.clip(paper, 24, 255).astype(np.uint8)).filter(ImageFilter.MedianFilter(3))
    light = np.asarray(small.resize((colours.shape[1], colours.shape[0]), Image.Resampling.BILINEAR))
    factor = 250.0 / np.maximum(light, 24).astype(np.float32)
    lit = np.empty_like(colours)
    for top in range(0, len(colours), _BAND):
        band = colours[top : top + _BAND] * factor[top : top + _BAND, :, None]
        lit[top : top + _BAND] = np.minimum(band, 255, out=band)
    return lit


def ink(grey: Grey) -> Mask:
    """Where a picture of even light is written on."""
    paper = float(np.percentile(grey[::8, ::8], 80))
    return grey < 0.62 * paper


def _profile(dots_x: npt.NDArray[np.float64], dots_y: npt.NDArray[np.float64], angle: float) -> float:
    """How sharply rows of ink are parted when the picture is turned by ``angle`` degrees."""
    rows = dots_y - dots_x * np.tan(np.radians(angle))
    counts = np.bincount((rows - rows.min()).astype(np.intp)).astype(np.float64)
    return float((np.diff(counts) ** 2).sum())


def _dots(mask: Mask) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    ys, xs = np.nonzero(mask)
    if len(ys) > 40_000:
        step = len(ys) // 40_000 + 1
        ys, xs = ys[::step], xs[::step]
    return xs.astype(np.float64), ys.astype(np.float64)


def reads_across(mask: Mask) -> bool:
    """Whether lines of text run from side to side, not from top to bottom."""
    small = mask[::2, ::2]
    if np.count_nonzero(small) < _FEWEST_DOTS:
        return True
    return _parted(small) > 0.9 * _parted(np.ascontiguousarray(small.T))


def _parted(small: Mask) -> float:
    """How much white there is between the first and the last row with ink, in strips as broad as a few words.

    Lines of text leave white between them; paragraphs that repeat a wording have letters below letters, but hardly
    ever over a strip's height.
    """
    white = rows = 0
    for left in range(0, small.shape[1] - _STRIP + 1, _STRIP):
        inked = np.flatnonzero(np.any(small[:, left : left + _STRIP], axis=1))
        if len(inked):
            height = int(inked[-1] - inked[0]) + 1
            white += height - len(inked)
            rows += height
    return white / max(rows, 1)


def skew(mask: Mask) -> float:
    """By how many degrees lines of text fall towards the right; 0 where it cannot be told.

    Args:
        mask: ink of an upright page at ``DPI``.
    """
    xs, ys = _dots(mask[:, ::4])
    if len(xs) < _FEWEST_DOTS:
        return 0.0
    xs *= 4.0

    def best(angles: npt.NDArray[np.float64]) -> float:
        scores = [_profile(xs / 2, ys / 2, angle) for angle in angles]
        return float(angles[int(np.argmax(scores))])

    coarse = best(np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + 0.1, 0.4))
    if abs(coarse) > _WIDEST_SKEW - 0.2:
        return 0.0
    fine = best(np.arange(coarse - 0.4, coarse + 0.41, 0.1))
    return best(np.arange(fine - 0.08, fine + 0.081, 0.04))


def straightened(grey: Grey, angle: float) -> Grey:
    """The picture turned by ``angle`` degrees about its middle, so that its lines are level."""
    return np.asarray(Image.fromarray(grey).rotate(angle, Image.Resampling.BILINEAR, fillcolor=255))


def turning(angle: float, width: int, height: int) -> Matrix:
    """Takes pixels of a picture turned by ``angle`` degrees about its middle to those of the picture as it was."""
    a = np.radians(angle)
    cos, sin, cx, cy = np.cos(a), np.sin(a), width / 2, height / 2
    return np.array(
        [
            [cos, -sin, cx - cos * cx + sin * cy],
            [sin, cos, cy - sin * cx - cos * cy],
            [0.0, 0.0, 1.0],
        ]
    )
