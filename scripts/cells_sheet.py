"""A document of ``make_cells.py``: its lines with their looks, and how a typist spaces two columns."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from cells_cases import Close, Head
from PIL import ImageFont

FONTS = "/usr/share/fonts/truetype/liberation2"
FAMILY = "Liberation Serif"
WIDTH = 453.0  # points between the margins of 85 and 57


class Text(NamedTuple):
    """A line with its look."""

    text: str
    size: float
    bold: bool
    italic: bool


class Sheet(NamedTuple):
    """A document to make."""

    name: str
    typing: str
    maker: str
    head: Head
    close: Close
    body: list[str]
    shares: tuple[float, float]
    flip: bool


def parse(line: str) -> Text | None:
    """A line of ``cells_cases.py``; an empty one gives ``None``."""
    if not line:
        return None
    look, text = line.split("|", 1)
    found = re.fullmatch(r"([bir]+)(\d+)", look)
    assert found
    return Text(text, float(found[2]), "b" in found[1], "i" in found[1])


def width(text: str, look: Text) -> float:
    """Points that a text takes."""
    style = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[look.bold, look.italic]
    font = ImageFont.truetype(f"{FONTS}/LiberationSerif-{style}.ttf", 100)
    return font.getlength(text) * look.size / 100


def rows(left: list[str], right: list[str]) -> list[tuple[Text | None, Text | None]]:
    """The two columns line by line."""
    return [(parse(a or ""), parse(b or "")) for a, b in zip_longest(left, right)]


def spaced(one: Text | None, two: Text | None, centred: bool, shares: tuple[float, float]) -> tuple[str, str]:
    """The runs of spaces that a typist puts before the left and before the right text."""
    before = max(shares[0] * WIDTH / 2 - width(one.text, one) / 2, 0) if one and centred else 0.0
    end = before + (width(one.text, one) if one else 0.0)
    start = (shares[0] + shares[1] / 2) * WIDTH - width(two.text, two) / 2 if two else 0.0
    first = round(before / (one.size * 0.25)) if one else 0
    second = max(round((start - end) / (two.size * 0.25)), 2) if two else 0
    return "\u00a0" * first, "\u00a0" * second


def has_signers(sheet: Sheet) -> bool:
    """Whether the closing has two signatures and no recipients."""
    return not any("Nơi nhận" in line for line in sheet.close.left)
