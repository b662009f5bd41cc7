"""The number and the day that a clerk writes by hand into a letterhead: found, and left out rather than guessed.

"Số: 11 /CT-UBND" with a pen gives "Số:⁄44 /CT-UBND" or "Số: đ@ /CT-UBND": the engine knows print. What stands in the
place of a number or a day and is not surely print is taken out and kept as a mark, so that the symbol, the place, the
month and the year are read, and the number and the date stay empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from nguon.core.provenance import Box, union
from nguon.reading.scan.clean import lines_of
from nguon.reading.scan.recognise import Word

Again = Callable[[Box], Iterable[Sequence[Word]]]
"""Reads a line of the picture again at other sizes; gives its words each time."""

_NUMBER_LINE = re.compile(
    r"(?P<label>[^\w]{0,3}S[ốôóồổỗỐÔ]\s?[:;.]?)(?P<filled>.{0,14}?)\s?"
    r"(?P<symbol>(?:(?<=\d)|(?<=\s)|(?<=[^\w\s])|(?<=\w))(?:/|-\s?)[A-ZĐ][\wĐ&.]{0,12}(?:[-/&.–][\wĐ&()]{1,15}){0,4})"
    r"(?P<rest>\s.*)?"
)
_DATE_LINE = re.compile(
    r"\W{0,3}(?P<place>[A-ZĐÀ-Ỹ][^\d,.;]{1,36}[,.;]?)\s?(?P<ngay>ng[àaáâ]y?)(?P<day>.{0,8}?)\s?(?P<thang>th[áa]ng)(?P<month>.{0,6}?)\s?"
    r"(?P<nam>n[ăãaâ]m)\s?(?P<year>\d{4})\W{0,2}$"
)


class _Form(NamedTuple):
    """A line with blanks: its pattern, the groups that are filled in, and what print looks like in them."""

    pattern: re.Pattern[str]
    filled: tuple[str, ...]
    printed: re.Pattern[str]


_NUMBER = _Form(_NUMBER_LINE, ("filled",), re.compile(r"\d{1,6}[a-zA-Z]?(?:-\d{1,2})?"))
_DATE = _Form(_DATE_LINE, ("day", "month"), re.compile(r"\d{1,2}"))
_LOOSE = " .,_-"
_PRINTED = 0.85  # as sure as this the engine is of printed digits, hardly ever of a pen's
_SETTLED = 3  # readings that are sure of the same digits
_DOUBTED = 0.6  # from here on a second, larger reading decides


def without_handwriting(words: Sequence[Word], height: float, again: Again) -> tuple[list[Word], list[Box]]:
    """The words with what was filled in by hand taken out of the letterhead, and the boxes of what was.

    Args:
        words: of a document's first page, in pixels.
        height: of the page, in pixels.
        again: reads a part a second time.
    """
    kept: list[Word] = []
    boxes: list[Box] = []
    for line in lines_of(words):
        if line[0].box[1] > 0.42 * height:
            kept += line
            continue
        whole = " ".join(word.text for word in line)
        form = _NUMBER if _NUMBER.pattern.match(whole) else _DATE
        found = form.pattern.match(whole)
        if not found:
            kept += line
            continue
        spans = []
        for name in form.filled:
            if not found[name].strip(_LOOSE) or _is_print(line, form, found, name, again):
                continue
            if settled := _settled(line, form, found, name, again):
                line = settled
            else:
                spans.append(found.span(name))
        if not spans:
            kept += line
            continue
        whole = " ".join(word.text for word in line)
        for start, end in spans:
            boxes.append(_box(line, start, end))
        kept += _without(line, whole, spans)
    return kept, boxes


def _starts(line: Sequence[Word]) -> list[int]:
    starts, at = [], 0
    for word in line:
        starts.append(at)
        at += len(word.text) + 1
    return starts


def _touched(line: Sequence[Word], start: int, end: int) -> list[Word]:
    return [
        word for word, at in zip(line, _starts(line), strict=True) if at < end and at + len(word.text) > start
    ]  # fmt: skip


def _is_print(line: Sequence[Word], form: _Form, found: re.Match[str], name: str, again: Again) -> bool:
    """Whether digits were printed: the engine is sure of them, or reads the same from a larger picture of the line."""
    text = found[name].strip(_LOOSE)
    if not form.printed.fullmatch(text):
        return False
    sureness = min(word.sureness for word in _touched(line, *found.span(name)))
    if sureness >= _PRINTED:
        return True
    if sureness < _DOUBTED:
        return False
    readings = again(_box(line, 0, len(found.string)))
    return any(read == text for read, _ in _filled(readings, form, name))


def _filled(readings: Iterable[Sequence[Word]], form: _Form, name: str) -> Iterator[tuple[str, float]]:
    """What each reading of a line has in a blank, and how sure it is of it."""
    for words in readings:
        found = form.pattern.match(" ".join(word.text for word in words))
        if found and found[name].strip(_LOOSE):
            yield found[name].strip(_LOOSE), min(word.sureness for word in _touched(words, *found.span(name)))


def _settled(line: Sequence[Word], form: _Form, found: re.Match[str], name: str, again: Again) -> list[Word] | None:
    """The line with the digits that nearly all readings of other sizes are sure of; ``None`` where they are not.

    Print that one size blurs is plain at the next; a pen's digits read differently at each. What was settled so is as
    long as what it stands for, and counts as doubtful.
    """
    own = _touched(line, *found.span(name))
    if len(own) != 1 or not form.printed.fullmatch(own[0].text):
        return None
    sure = Counter(
        text
        for text, sureness in _filled(again(_box(line, 0, len(found.string))), form, name)
        if sureness >= _PRINTED and form.printed.fullmatch(text)
    )
    if len(sure) != 1 or ((text := next(iter(sure))) and sure[text] < _SETTLED):
        return None
    if len(text) != len(own[0].text):
        return None
    word = own[0]._replace(text=text, sureness=_DOUBTED, read=own[0].read or own[0].text)
    return [word if other is own[0] else other for other in line]


def _box(line: Sequence[Word], start: int, end: int) -> Box:
    """The box of a part of a line; within a word letters share its width."""
    found: Box | None = None
    for word, at in zip(line, _starts(line), strict=True):
        a, b = max(start - at, 0), min(end - at, len(word.text))
        if a < b:
            x0, y0, x1, y1 = word.box
            step = (x1 - x0) / len(word.text)
            part = (x0 + a * step, y0, x0 + b * step, y1)
            found = union(found, part) if found else part
    assert found, "the part holds characters of words"
    return found


def _without(line: Sequence[Word], whole: str, spans: Sequence[tuple[int, int]]) -> list[Word]:
    """The line with some spans taken out; what is left of a word keeps its own part of the word's box."""
    kept: list[Word] = []
    for word, at in zip(line, _starts(line), strict=True):
        parts: list[tuple[int, int]] = []
        begin = at
        for start, end in sorted(spans):
            if start > begin:
                parts.append((begin, min(start, at + len(word.text))))
            begin = max(begin, end)
        parts.append((begin, at + len(word.text)))
        for start, end in parts:
            text = whole[start:end].strip()
            if start < end and text:
                box = _box(line, start, end)
                read = word.text if len(text) != len(word.text) else ""
                kept.append(word._replace(text=text, box=box, read=read))
    return [_restored(word) for word in kept]


_NGAY = re.compile(r"ng[àaáâ]y?")


def _restored(word: Word) -> Word:
    """ "ngà" that lost its last letter to the pen beside it is "ngày"."""
    if _NGAY.fullmatch(word.text) and word.text != "ngày":
        return word._replace(text="ngày", read=word.read or word.text)
    return word
