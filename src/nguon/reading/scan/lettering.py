"""How large and how heavy recognised words are printed, told from their widths and from their ink."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from statistics import median

import numpy as np

from nguon.reading.scan.image import Mask
from nguon.reading.scan.recognise import Word

_WIDTHS = {
    letter: width
    for width, letters in {
        250: ".,", 278: "ijlt:;/", 333: "frI-()[]!", 389: "sJ", 408: '"', 444: "acez“”?",
        500: "bdghknopquvxyđ0123456789*",
        529: "ơ", 542: "ư", 556: "FPS", 564: "+=<>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư",
        778: "m&", 833: "%", 889: "M", 944: "W",
    }.items()
    for letter in letters
}  # fmt: skip
"""Advance widths of Times New Roman, which official documents are set in (Decree 30/2020/NĐ-CP, Annex I), in
thousandths of the font size; letters with marks are as wide as without."""
_OTHER = 500
_SIDE = 30  # thousandths: white at either side of a word, which its box leaves out
_BOLD_WIDER = 1.06


def _width(text: str) -> float:
    whole = 0
    for letter in text:
        width = _WIDTHS.get(letter)
        if width is None:
            width = _WIDTHS.get(unicodedata.normalize("NFD", letter)[0], _OTHER)
        whole += width
    return max(whole - _SIDE, 150) / 1000.0


def font_size(words: Sequence[Word], points: float) -> float:
    """The font size of words in points, by their widths; ``points`` is the length of a pixel."""
    sizes = [
        (word.box[2] - word.box[0]) * points / _width(word.text)
        for word in words
        if len(word.text) > 1 and any(map(str.isalpha, word.text))
    ]
    if not sizes:
        sizes = [1.35 * (word.box[3] - word.box[1]) * points for word in words]
    return min(max(median(sizes), 4.0), 60.0)


def stroke(mask: Mask, words: Sequence[Word], size: float) -> float:
    """The mean thickness of the strokes of words in a line, as a share of the font size; 0 where there is no ink.

    Args:
        mask: ink of the picture the words were found on.
        words: of one line.
        size: the font size in pixels.
    """
    area = edges = 0
    for word in words:
        x0, y0, x1, y1 = map(int, word.box)
        part = mask[y0:y1, x0:x1]
        area += int(part.sum())
        edges += int((part[:, 1:] != part[:, :-1]).sum()) + int((part[1:] != part[:-1]).sum())
    return 2.0 * area / max(edges, 1) / max(size, 1.0) if area else 0.0


def usual(values: Sequence[float]) -> float:
    """The thickness of ordinary print on the page: most of a page is not bold."""
    return float(np.percentile(values, 40)) if values else 0.0
