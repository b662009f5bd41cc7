"""Words that are no print, and the dashes of lists: what an engine makes of dust, strokes and short lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median

from nguon.core.syllables import syllables
from nguon.reading.scan.recognise import Word

_SIGNS = frozenset("-–—+*•./")
_DASH = re.compile(r"[~_¬=—–−•-]{1,2}")
_GLUED_DASH = re.compile(r"([~_¬=—–])(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]")
_ORNAMENTS = frozenset(("*", "**", "***"))  # under the issuer of the Party and the Youth Union
_NUMERAL = re.compile(r"[IVX]{1,3}\.?")
_DOT = 0.12  # of the height of a line: a dash is longer
_UNSURE = 0.35
_FAINT = 0.75


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words line by line, each from left to right."""
    return [
        sorted(line, key=lambda word: word.box[0]) for _, line in groupby(words, key=lambda word: word.line)
    ]  # fmt: skip


def cleaned(words: Sequence[Word], dpi: float) -> list[Word]:
    """The words without dust, the dashes at the starts of lines as dashes.

    Args:
        words: line by line.
        dpi: pixels an inch of their boxes.
    """
    heights = [word.box[3] - word.box[1] for word in words if len(word.text) > 2 and word.sureness > 0.8]
    usual = median(heights) if heights else 0.14 * dpi
    kept: list[Word] = []
    for line in lines_of(words):
        left = _dashed([word for word in line if not _is_dust(word, usual)])
        if all(word.sureness < _UNSURE for word in left):
            continue
        if any(_WORD.search(word.text) or word.text in _ORNAMENTS for word in left):
            kept += left
    return kept


def _is_dust(word: Word, usual: float) -> bool:
    """Whether what was read is a spot or a stroke: no letters and unsure, of a wrong size, or not sure at all."""
    text, height = word.text, word.box[3] - word.box[1]
    if not text.strip("_") or (_DASH.fullmatch(text) and word.box[2] - word.box[0] < _DOT * usual):
        return True
    if not _WORD.search(text):
        return word.sureness < 0.85 and not set(text) <= _SIGNS and not _DASH.fullmatch(text)
    if height < 0.3 * usual or height > 3.2 * usual:
        return word.sureness < 0.9
    if word.sureness < _UNSURE and len(text) <= 2 and not text.isdigit() and not _NUMERAL.fullmatch(text):
        return len(text) < 2 or text.lower() not in syllables()
    return word.sureness < 0.02 and len(text) < 4 and not any(map(str.isdigit, text))


def _dashed(line: list[Word]) -> list[Word]:
    while len(line) > 1 and _is_stray(line[0], line[1]):
        line = line[1:]
    if len(line) < 2 and not (line and _GLUED_DASH.match(line[0].text)):
        return line
    first = line[0]
    if _DASH.fullmatch(first.text) and first.text != "-":
        return [first._replace(text="-", read=first.text), *line[1:]]
    if glued := _GLUED_DASH.match(first.text):
        x0, y0, x1, y1 = first.box
        at = x0 + (x1 - x0) * 0.6 / (len(first.text) + 0.6)
        dash = first._replace(text="-", read=glued[1], box=(x0, y0, at, y1))
        return [dash, first._replace(text=first.text[1:], box=(at, y0, x1, y1)), *line[1:]]
    return line


def _is_stray(first: Word, second: Word) -> bool:
    """Whether a line's first word is a stroke beside a list or a paragraph: before a dash, or a sign not sure."""
    if _DASH.fullmatch(first.text):
        return bool(_DASH.fullmatch(second.text)) and first.sureness < second.sureness
    if len(first.text) > 2 or first.text.isdigit():
        return False
    if _DASH.fullmatch(second.text):
        return True
    return first.sureness < _FAINT and not _WORD.search(first.text)
