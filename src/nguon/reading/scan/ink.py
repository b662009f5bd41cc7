"""Red and blue ink: seals, signatures, stamps in colour. Taken off for reading, kept as marks with their places."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nguon.core.provenance import Box
from nguon.reading.scan.image import Colours, Grey, Mask
from nguon.reading.scan.shapes import Shape, pooled, shapes, slant

_REDDER, _BLUER = 45, 38  # by how much a channel stands out
_DARK = 95  # red channel: print under a seal stays
_SMALLEST = 0.25  # inches: smaller spots are no seal and no stamp
_SEAL = (0.85, 2.0)  # inches: seals of the state and the Party are 30 to 42 mm across
_PRINTED_IN_BLUE = 0.4  # of the ink: then blue is the colour of the print
_REDUCED = 4
_LONGER = 1.6  # a circle is as long as it is broad, worn and half inked as it may be


class Inks(NamedTuple):
    """What colour there is on a picture.

    Attributes:
        grey: the picture without it.
        seals: boxes of round red seals, in pixels.
        red, blue: boxes of other spots of the colour at least a quarter inch long, in pixels.
        red_ink: where it is red.
    """

    grey: Grey
    seals: list[Box]
    red: list[Box]
    blue: list[Box]
    red_ink: Mask


def take_off_colours(colours: Colours, mask: Mask, dpi: float) -> Inks:
    """The picture in grey, without red and blue ink.

    Args:
        colours: an upright picture.
        mask: where its red channel is dark.
        dpi: pixels an inch.
    """
    red, green, blue = (np.ascontiguousarray(colours[:, :, channel]) for channel in range(3))
    grey: Grey = red
    low = np.maximum(green, blue)
    is_red = (red > low) & (red - np.minimum(red, low) > _REDDER)
    is_blue = (blue > red) & (blue - np.minimum(blue, red) > _BLUER)
    ink = int(np.count_nonzero(mask))
    if np.count_nonzero(is_blue) > _PRINTED_IN_BLUE * max(ink, 1):
        is_blue[:] = False
    off = is_blue | (is_red & (red > _DARK))
    if off.any():
        grey = np.where(off, np.uint8(255), grey)
    seals: list[Box] = []
    others: list[Box] = []
    for shape in _spots(is_red, dpi):
        box = _box(shape)
        (seals if _is_seal(shape, is_red, dpi) else others).append(box)
    return Inks(grey, seals, others, [_box(shape) for shape in _spots(is_blue, dpi)], is_red)


def _spots(mask: Mask, dpi: float) -> list[Shape]:
    if np.count_nonzero(mask) < 200:
        return []
    small = pooled(mask, _REDUCED, 0.12)
    near = small.copy()  # letters and strokes a tenth of an inch apart are one spot
    for shift in range(1, 4):
        near[shift:] |= small[:-shift]
        near[:, shift:] |= small[:, :-shift]
        near[:-shift] |= small[shift:]
        near[:, :-shift] |= small[:, shift:]
    least = _SMALLEST * dpi / _REDUCED
    return [shape for shape in shapes(near) if max(shape.width, shape.height) >= least + 6]


def _is_seal(shape: Shape, is_red: Mask, dpi: float) -> bool:
    x0, y0, x1, y1 = (value * _REDUCED for value in shape[:4])
    if slant(is_red[y0:y1, x0:x1])[1] > _LONGER:
        return False  # a stamp in a slanted frame
    low, high = (length * dpi / _REDUCED for length in _SEAL)
    longest, shortest = max(shape.width, shape.height), min(shape.width, shape.height)
    return shortest >= low and longest <= high and shortest > 0.72 * longest


def _box(shape: Shape) -> Box:
    x0, y0, x1, y1 = (float(value * _REDUCED) for value in shape[:4])
    return x0, y0, x1, y1
