"""One picture of a page → words on a level page."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from nguon.reading.scan.image import (
    Grey,
    Mask,
    Matrix,
    Picture,
    ink,
    quarter_turned,
    reads_across,
    skew,
    straightened,
    turning,
)
from nguon.reading.scan.recognise import Word, recognise

_READ_ASKEW = 1.0  # degrees: up to here lines are read as well askew, and turning the picture would blur it


class Recognised(NamedTuple):
    """What was recognised on a picture, before it is put in order.

    Attributes:
        words: with their boxes in pixels of the levelled picture.
        mask: ink of the picture as it was recognised.
        dpi: pixels an inch.
        place: from pixels of the levelled picture to points of the page.
        turned: right angles by which the page had to be turned counter-clockwise.
    """

    words: list[Word]
    mask: Mask
    dpi: float
    place: Matrix
    turned: int


def recognise_picture(picture: Picture, seconds: float) -> Recognised | None:
    """The words of a picture; ``None`` where the time did not suffice.

    Args:
        picture: at about ``image.DPI``.
        seconds: time allowed.
    """
    grey: Grey = np.ascontiguousarray(picture.colours[:, :, 0])
    turns = 0
    if not reads_across(ink(grey)):
        turns = 1
        picture = quarter_turned(picture, 1)
        grey = np.ascontiguousarray(picture.colours[:, :, 0])
    angle = skew(ink(grey))
    height, width = grey.shape
    back = turning(angle, width, height)
    if abs(angle) > _READ_ASKEW:
        grey = straightened(grey, angle)
    words = recognise(grey, picture.dpi, seconds)
    if words is None:
        return None
    if abs(angle) <= _READ_ASKEW:
        words = _levelled(words, np.linalg.inv(back))
    return Recognised(words, ink(grey), picture.dpi, picture.place @ back, turns)


def _levelled(words: list[Word], level: npt.NDArray[np.floating[Any]]) -> list[Word]:
    found = []
    for word in words:
        x0, y0, x1, y1 = word.box
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        dx = float(level[0] @ (x, y, 1.0)) - x
        dy = float(level[1] @ (x, y, 1.0)) - y
        found.append(word._replace(box=(x0 + dx, y0 + dy, x1 + dx, y1 + dy), base=word.base + dy))
    return found
