"""One picture of a page → words, ruling lines and marks on a level page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PIL import Image

from nguon.core.provenance import Box
from nguon.reading.page import MarkKind
from nguon.reading.scan.clean import cleaned
from nguon.reading.scan.handwritten import without_handwriting
from nguon.reading.scan.image import (
    Grey,
    Mask,
    Matrix,
    Picture,
    box_on_page,
    evenly_lit,
    ink,
    quarter_turned,
    reads_across,
    skew,
    straightened,
    turning,
)
from nguon.reading.scan.ink import take_off_colours
from nguon.reading.scan.mend import mended
from nguon.reading.scan.parts import recognise_parts
from nguon.reading.scan.questioned import questioned
from nguon.reading.scan.recognise import LINE, Word, recognise
from nguon.reading.scan.ruled import take_off_rules
from nguon.reading.scan.second_look import second_look
from nguon.reading.scan.shapes import pooled, shapes
from nguon.reading.scan.stamps import Stamp, framed, incoming, read_stamp, without_stamped

_READ_ASKEW = 1.0  # degrees: up to here lines are read as well askew, and turning the picture would blur it
_CELLS_ASKEW = 0.3  # degrees: from here on the cells of a table cut into each other's lines
_TABLE_RULES = 5
_REDUCED = 4
_UPRIGHT = 0.7  # mean sureness: a page the right way up has more
_FEWEST_WORDS = 12
_STAMP_SECONDS = 2.0
_SIZES = (1.5, 1.2, 0.95, 0.9, 0.8)  # of readings that settle a number
_STROKE = 6  # pixels: of a pen, and one more
_RIM = 20  # pixels of white around it
_MOST_STAMPS = 6  # looked at on one page


class Recognised(NamedTuple):
    """What was recognised on a picture, before it is put in order.

    Attributes:
        words: with their boxes in pixels of the levelled picture.
        rules: ruling lines, in the same pixels.
        marks: kind, words and box of what is not print, in the same pixels.
        mask: ink of the picture as it was recognised.
        dpi: pixels an inch.
        place: from pixels of the levelled picture to points of the page.
        turned: right angles by which the page had to be turned counter-clockwise.
        paper: grey level of the paper as it was scanned.
    """

    words: list[Word]
    rules: list[Box]
    marks: list[tuple[MarkKind, str, Box]]
    mask: Mask
    dpi: float
    place: Matrix
    turned: int
    paper: float


def recognise_picture(picture: Picture, seconds: float, *, first: bool = True) -> Recognised | None:
    """The words of a picture; ``None`` where the time did not suffice.

    A page that reads badly is turned upside down and read again; the better reading stays.

    Args:
        picture: at about ``image.DPI``.
        seconds: time allowed.
        first: it may have a letterhead.
    """
    started = time.monotonic()
    paper = float(np.percentile(picture.colours[::8, ::8, 0], 70))
    picture = picture._replace(colours=evenly_lit(picture.colours))
    across = reads_across(ink(np.ascontiguousarray(picture.colours[:, :, 0])))
    turns = 0 if across else 1
    found = _recognised(quarter_turned(picture, turns), seconds, first, turns, paper)
    if found is None or len(found.words) < _FEWEST_WORDS or _sureness(found.words) > _UPRIGHT:
        return found
    left = seconds - (time.monotonic() - started)
    other = _recognised(quarter_turned(picture, turns + 2), left, first, turns + 2, paper)
    return other if other and _sureness(other.words) > _sureness(found.words) + 0.1 else found


def _sureness(words: list[Word]) -> float:
    return sum(word.sureness * len(word.text) for word in words) / max(sum(len(word.text) for word in words), 1)


def _recognised(picture: Picture, seconds: float, first: bool, turns: int, paper: float) -> Recognised | None:
    """The words of a picture whose lines run across; see ``recognise_picture``."""
    until = time.monotonic() + seconds
    dpi = picture.dpi
    mask = ink(np.ascontiguousarray(picture.colours[:, :, 0]))
    angle = skew(mask)
    height, width = mask.shape
    back = turning(angle, width, height)
    to_level: Matrix = np.linalg.inv(back).astype(np.float64)

    def level(box: Box) -> Box:
        return box_on_page(to_level, box)

    inks = take_off_colours(picture.colours, mask, dpi)
    grey = inks.grey
    turned = abs(angle) > _READ_ASKEW
    unruled, rules = take_off_rules(grey, ink(grey), dpi) if not turned else (grey, [])
    if turned or (abs(angle) > _CELLS_ASKEW and len(rules) >= _TABLE_RULES):
        turned = True
        unruled, rules = take_off_rules(*_level(grey, angle), dpi)
    grey = unruled
    mask = ink(grey)
    words = recognise_parts(grey, mask, rules, dpi, seconds)
    if words is None:
        return None
    stamps = incoming(words, rules, dpi)
    stamps += framed(grey, rules, dpi, _STAMP_SECONDS)
    coloured = []
    if inks.red:
        red = np.where(
            _crossed(inks.red_ink), picture.colours[:, :, 1], np.uint8(255)
        )  # red is dark in the green channel
        coloured = [found for box in inks.red[:_MOST_STAMPS] if (found := read_stamp(red, box, dpi, _STAMP_SECONDS))]
    marks: list[tuple[MarkKind, str, Box]] = [("seal", "", level(box)) for box in inks.seals]
    marks += [(stamp.kind, stamp.text, level(stamp.box)) for stamp in coloured]
    slanted, signatures = _large_shapes(grey, mask, dpi)
    stamps += slanted
    words = second_look(cleaned(without_stamped(words, stamps), dpi), lambda box: _again(grey, box, dpi, until))
    if first:
        words, written = without_handwriting(
            words, float(height), lambda box: (_again(grey, box, dpi, until, size) for size in _SIZES)
        )
        marks += [("handwriting", "", box if turned else level(box)) for box in written]
    words = questioned(mended(words))
    rules = [rule for rule in rules if not any(_within(rule, stamp.box) for stamp in stamps)]
    if not turned:
        words = [_levelled(word, to_level) for word in words]
        rules = [_flat(rule, level) for rule in rules]
        stamps = [stamp._replace(box=level(stamp.box)) for stamp in stamps]
        signatures = [level(box) for box in signatures]
    marks += [(stamp.kind, stamp.text, stamp.box) for stamp in stamps]
    marks += [("signature", "", box) for box in signatures]
    return Recognised(words, rules, marks, mask, dpi, picture.place @ back, turns, paper)


def _crossed(ink: Mask) -> Mask:
    """Ink of one colour with what lies a few pixels thin across it: a pen's stroke over a stamp."""
    above, below = ink.copy(), ink.copy()
    for shift in range(1, _STROKE):
        above[shift:] |= ink[:-shift]
        below[:-shift] |= ink[shift:]
    return above & below


def _large_shapes(grey: Grey, mask: Mask, dpi: float) -> tuple[list[Stamp], list[Box]]:
    """Slanted stamps and, in the lower right of the page, signatures: what is larger than any word."""
    height, width = mask.shape
    small = pooled(mask, _REDUCED, 0.2)
    inch = dpi / _REDUCED
    stamps: list[Stamp] = []
    signatures: list[Box] = []
    for shape in shapes(small):
        if shape.width < 0.5 * inch or shape.height < 0.24 * inch or shape.width > 3.5 * inch:
            continue
        x0, y0, x1, y1 = (float(value * _REDUCED) for value in shape[:4])
        box = (x0, y0, x1, y1)
        if len(stamps) < _MOST_STAMPS and shape.height < 2 * inch and y0 < 0.5 * height:
            stamp = read_stamp(grey, box, dpi, _STAMP_SECONDS)
            if stamp:
                stamps.append(stamp)
                continue
        if (x0 + x1) / 2 > 0.45 * width and shape.width > 0.6 * inch and shape.area < 0.4 * shape.width * shape.height:
            signatures.append(box)
    return stamps, signatures


def _level(grey: Grey, angle: float) -> tuple[Grey, Mask]:
    level = straightened(grey, angle)
    return level, ink(level)


def _again(grey: Grey, box: Box, dpi: float, until: float, larger: float = 1.5) -> list[Word]:
    """What stands in a box, read by itself from a larger picture."""
    margin = round(0.03 * dpi)
    x0, y0 = max(int(box[0]) - margin, 0), max(int(box[1]) - margin, 0)
    part = Image.fromarray(np.ascontiguousarray(grey[y0 : int(box[3]) + margin, x0 : int(box[2]) + margin]))
    if min(part.size) < 4:
        return []
    size = (round(part.width * larger) + 2 * _RIM, round(part.height * larger) + 2 * _RIM)
    padded = Image.new("L", size, 255)
    padded.paste(part.resize((size[0] - 2 * _RIM, size[1] - 2 * _RIM), Image.Resampling.BICUBIC), (_RIM, _RIM))
    found = []
    for word in recognise(np.asarray(padded), dpi * larger, until - time.monotonic(), LINE) or ():
        a, b, c, d = word.box
        a, c = ((value - _RIM) / larger + x0 for value in (a, c))
        b, d = ((value - _RIM) / larger + y0 for value in (b, d))
        found.append(word._replace(box=(a, b, c, d), base=(word.base - _RIM) / larger + y0))
    return found


def _within(rule: Box, box: Box) -> bool:
    x, y = (rule[0] + rule[2]) / 2, (rule[1] + rule[3]) / 2
    return box[0] - 4 <= x <= box[2] + 4 and box[1] - 4 <= y <= box[3] + 4


def _levelled(word: Word, level: Matrix) -> Word:
    """A word that was read a little askew, moved to where it stands on the level page."""
    x0, y0, x1, y1 = word.box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    dx = float(level[0] @ (x, y, 1.0)) - x
    dy = float(level[1] @ (x, y, 1.0)) - y
    return word._replace(box=(x0 + dx, y0 + dy, x1 + dx, y1 + dy), base=word.base + dy)


def _flat(rule: Box, level: Callable[[Box], Box]) -> Box:
    """A ruling line on the level page, again without thickness."""
    x0, y0, x1, y1 = level(rule)
    if rule[1] == rule[3]:
        return x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    return (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
