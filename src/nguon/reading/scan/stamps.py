"""Stamps on a scan: urgency and secrecy, straight or slanted, and the stamp of incoming mail ("ĐẾN").

Source of the words: Decree 30/2020/NĐ-CP, Annex I, Part II, item 10 (KHẨN, THƯỢNG KHẨN, HỎA TỐC; MẬT, TỐI MẬT, TUYỆT
MẬT), and Annex VI (the stamp "ĐẾN" with number, day and recipient, filled in by hand).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image

from nguon.core.provenance import Box, union
from nguon.core.text import bare
from nguon.reading.page import MarkKind
from nguon.reading.scan.image import Grey, ink
from nguon.reading.scan.recognise import LINE, Word, recognise
from nguon.reading.scan.ruled import frames
from nguon.reading.scan.shapes import Shape, parted, pooled, slant

_TURNS = (0.0, -5.0, 5.0, -10.0, 10.0)  # degrees around the slant of the shape
_STAMPS: tuple[tuple[re.Pattern[str], MarkKind, str], ...] = (
    (re.compile(r"tuyet ?mat"), "secrecy", "TUYỆT MẬT"),
    (re.compile(r"toi ?mat"), "secrecy", "TỐI MẬT"),
    (re.compile(r"(?:\W{0,3})mat(?:\W{0,3})"), "secrecy", "MẬT"),
    (re.compile(r"hoa ?t|h.?a ?toc"), "urgency", "HỎA TỐC"),
    (re.compile(r"thuong ?khan"), "urgency", "THƯỢNG KHẨN"),
    (re.compile(r"(?:\W{0,3})khan(?:\W{0,3})"), "urgency", "KHẨN"),
)
_REDUCED = 2
_LARGEST_LETTER = 0.36  # inches; the frame is larger
_SMALLEST_SIGN = 0.025  # marks over letters are larger, dust is smaller
_MOST_FRAMED = 4
_ALONE = 4  # the stamps of one syllable are looked for as the whole of what is read
_INCOMING = re.compile(r"[đd][ếêeẽ]n\b[:.]?", re.IGNORECASE)
_SURE = 0.75


class Stamp(NamedTuple):
    """A stamp found: what kind, its words as the rule writes them, its box in pixels of the picture."""

    kind: MarkKind
    text: str
    box: Box


def named_stamp(text: str) -> tuple[MarkKind, str] | None:
    """The kind and the words of an urgency or secrecy stamp, from what was read of it."""
    plain = " ".join(bare(text).split())
    for pattern, kind, words in _STAMPS:
        if " " in words:
            if pattern.search(plain) and len(plain) < 3 * len(words):
                return kind, words
        elif any(pattern.fullmatch(line) for line in bare(text).splitlines()) and len(plain) <= _ALONE + 8:
            return kind, words
    return None


def read_stamp(grey: Grey, box: Box, dpi: float, seconds: float) -> Stamp | None:
    """The urgency or secrecy stamp in a part of a picture, ``None`` where there is none.

    Args:
        grey: the picture, the stamp dark on it.
        box: where to look, in pixels.
        dpi: pixels an inch.
        seconds: time allowed for each of at most five attempts.
    """
    margin = round(0.06 * dpi)
    x0, y0 = max(int(box[0]) - margin, 0), max(int(box[1]) - margin, 0)
    x1, y1 = int(box[2]) + margin, int(box[3]) + margin
    part = np.ascontiguousarray(grey[y0:y1, x0:x1])
    if part.size < 400:
        return None
    angle, longer = slant(ink(part))
    start = angle if longer > 1.25 and abs(angle) < 65 else 0.0
    for turn in _TURNS:
        turned = np.asarray(
            Image.fromarray(part).rotate(-(start + turn), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        )
        letters = _letters(turned, dpi)
        if letters is None:
            continue
        words = recognise(letters, dpi, seconds, LINE)
        named = named_stamp(" ".join(word.text for word in words or ()))
        if named:
            return Stamp(named[0], named[1], box)
    return None


def _letters(turned: Grey, dpi: float) -> Grey | None:
    """The letters of a stamp without its frame and without specks, cut out; ``None`` where there are none."""

    def no_letter(shape: Shape) -> bool:
        longest = max(shape.width, shape.height) * _REDUCED / dpi
        return longest > _LARGEST_LETTER or shape.height * _REDUCED / dpi < _SMALLEST_SIGN

    small = pooled(ink(turned), _REDUCED, 0.5)
    _, letters = parted(small, no_letter)
    ys, xs = np.nonzero(letters)
    if not len(ys):
        return None
    kept = np.repeat(np.repeat(letters, _REDUCED, axis=0), _REDUCED, axis=1)
    near = kept.copy()
    for shift in (1, 2):
        near[shift:] |= kept[:-shift]
        near[:-shift] |= kept[shift:]
        near[:, shift:] |= kept[:, :-shift]
        near[:, :-shift] |= kept[:, shift:]
    whole = np.full_like(turned, 255)
    part = np.s_[: near.shape[0], : near.shape[1]]
    whole[part] = np.where(near, turned[part], 255)
    rim = round(0.06 * dpi)
    y0, y1, x0, x1 = (int(value) * _REDUCED for value in (ys.min(), ys.max() + 1, xs.min(), xs.max() + 1))
    cut = whole[max(y0, 0) : y1, max(x0, 0) : x1]
    return np.pad(cut, rim, constant_values=255)


def incoming(words: Sequence[Word], rules: Sequence[Box], dpi: float) -> list[Stamp]:
    """The stamps of incoming mail: frames of their size around the word "ĐẾN"."""
    found: list[Stamp] = []
    for frame in frames(rules, 0.09 * dpi):
        width, height = frame[2] - frame[0], frame[3] - frame[1]
        if not (1.0 * dpi < width < 3.3 * dpi and 0.45 * dpi < height < 1.8 * dpi):
            continue
        held = [word for word in words if _inside(word.box, frame)]
        if any(_INCOMING.fullmatch(word.text) and word.text[:1].isupper() for word in held):
            found.append(Stamp("incoming", "ĐẾN", frame))
    return found


def _inside(box: Box, frame: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]


def framed(grey: Grey, rules: Sequence[Box], dpi: float, seconds: float) -> list[Stamp]:
    """Stamps of urgency and secrecy in straight frames, which were taken for ruling lines.

    Args:
        grey: the picture without its ruling lines.
        rules: these, as thin boxes in pixels.
        dpi: pixels an inch.
        seconds: time allowed for each attempt.
    """
    found: list[Stamp] = []
    for frame in frames(rules, 0.05 * dpi):
        width, height = frame[2] - frame[0], frame[3] - frame[1]
        if 0.4 * dpi < width < 2.4 * dpi and 0.2 * dpi < height < 0.8 * dpi and len(found) < _MOST_FRAMED:
            stamp = read_stamp(grey, frame, dpi, seconds)
            if stamp:
                found.append(stamp)
    return found


def without_stamped(words: Sequence[Word], stamps: Sequence[Stamp]) -> list[Word]:
    """The words that no stamp stands on: of a line that goes on beyond a stamp those read well stay."""
    if not stamps:
        return list(words)
    reach: dict[int, Box] = {}
    for word in words:
        reach[word.line] = union(reach[word.line], word.box) if word.line in reach else word.box
    kept = []
    for word in words:
        under = next((stamp.box for stamp in stamps if _inside(word.box, stamp.box)), None)
        if under:
            line = reach[word.line]
            beyond = max(under[0] - line[0], 0.0) + max(line[2] - under[2], 0.0)
            if beyond < 0.5 * (line[2] - line[0]) or word.sureness < _SURE or word.text.isupper():
                continue
        kept.append(word)
    return kept
