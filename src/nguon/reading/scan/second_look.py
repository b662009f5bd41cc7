"""Lines that were read unsurely, read a second time from a larger picture: two readings that agree can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from nguon.core.provenance import Box, union
from nguon.core.syllables import common_words, syllables
from nguon.core.text import bare
from nguon.reading.scan.clean import lines_of
from nguon.reading.scan.mend import in_place, meant, plain_syllable
from nguon.reading.scan.recognise import Word

Again = Callable[[Box], list[Word]]
"""Reads a part of the picture once more, larger; boxes in pixels of the picture."""

_UNSURE = 0.8
_MOST_LINES = 8  # of a page: a bad page is bad all over, and a second reading costs as much as the first
_SURER = 0.03  # by so much a reading has to be surer than the other
_AGREED = 0.93
_MARKED = 0.8  # of a word whose marks come from the language: a person should look
_EDGES = ".,;:()"
_DISPUTED = 0.5  # the most a number may count on whose digits two readings differ


def second_look(words: Sequence[Word], again: Again) -> list[Word]:
    """The words, those of the least sure lines read twice.

    Where both readings agree the word is surer; where they differ the surer one stands, or the one that makes a known
    word with its neighbour. Digits that the two give differently stay, but count as unsure.

    Args:
        words: line by line.
        again: reads once more.
    """
    lines = lines_of(words)
    needs = sorted((need, number) for number, line in enumerate(lines) if (need := _need(line)) < 0)
    for _, number in needs[:_MOST_LINES]:
        line = lines[number]
        box = line[0].box
        for word in line[1:]:
            box = union(box, word.box)
        other = again(box)
        if other:
            lines[number] = _merged(line, [word._replace(line=line[0].line) for word in other])
    return [word for line in lines for word in line]


def _need(line: Sequence[Word]) -> float:
    """How much a line needs another look: less than 0 if it does, the lower the more."""
    need = 0.0
    for place, word in enumerate(line):
        if word.sureness < _UNSURE and any(map(str.isalnum, word.text)):
            need -= 1.0 + any(map(str.isdigit, word.text))
        elif meant(line, place, names=True):
            need -= 1.0
    return need


def _merged(one: Sequence[Word], two: Sequence[Word]) -> list[Word]:
    matcher = SequenceMatcher(None, [word.text for word in one], [word.text for word in two], autojunk=False)
    kept: list[Word] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            kept += [word._replace(sureness=max(word.sureness, _AGREED)) for word in one[a:b]]
        elif b - a == d - c:
            for step in range(b - a):
                kept.append(_chosen(one, two, a + step, c + step))
                if step and (pair := _common_pair(one[a + step - 1 : a + step + 1], two[c + step - 1 : c + step + 1])):
                    kept[-2:] = pair
        else:
            kept += _chosen_run(one[a:b], two[c:d])
    return kept


def _chosen(one: Sequence[Word], two: Sequence[Word], place: int, other: int) -> Word:
    first, second = one[place], two[other]
    if _digits(first.text) != _digits(second.text):
        if first.text.strip(_EDGES).isdigit() and not second.text.strip(_EDGES).isdigit():
            return first  # the second is no number at all
        surer = first if first.sureness >= second.sureness else second
        return surer._replace(sureness=min(surer.sureness, _DISPUTED), read=_read(first, surer))
    if meant(one, place, names=True) == plain_syllable(second.text) != "":
        return second._replace(read=_read(first, second), sureness=max(second.sureness, _AGREED))
    if (third := meant(one, place, names=True)) and bare(first.text) == bare(second.text):
        return _marked(first, third)  # both readings have the letters, and each other marks
    known = plain_syllable(first.text) in syllables(), plain_syllable(second.text) in syllables()
    if known[0] and not known[1]:
        return first
    if second.sureness > first.sureness + _SURER or (known[1] and not known[0]):
        return second._replace(read=_read(first, second))
    return first


def _common_pair(one: Sequence[Word], two: Sequence[Word]) -> list[Word] | None:
    """Two words whose marks both readings give differently, as the only known word that one reading of either is part
    of; ``None`` where there is none, several, or where it was read.
    """
    readings = [{plain_syllable(word.text) for word in words} for words in zip(one, two, strict=True)]
    if any("" in read or len(read) < 2 or len(set(map(bare, read))) > 1 for read in readings):
        return None
    first, second = (bare(next(iter(read))) for read in readings)
    known = [
        (left, right)
        for left, right in common_words()
        if (left in readings[0] or right in readings[1]) and bare(left) == first and bare(right) == second
    ]
    return [_marked(word, other) for word, other in zip(one, known[0], strict=True)] if len(known) == 1 else None


def _marked(word: Word, other: str) -> Word:
    """A word with the marks of a syllable that neither reading gave: right most likely, and for a person to see."""
    text = in_place(word.text, plain_syllable(word.text), other)
    return word._replace(text=text, sureness=min(word.sureness, _MARKED), read=word.read or word.text)


def _chosen_run(one: Sequence[Word], two: Sequence[Word]) -> list[Word]:
    """Of two readings with other word breaks the surer one; what only one of them has stays only if it is sure."""
    if not one:
        return [word for word in two if word.sureness > _AGREED and word.text.isalpha()]
    if not two:
        return [word for word in one if word.sureness > _DISPUTED or any(map(str.isdigit, word.text))]
    if "".join(map(_digits, (word.text for word in one))) != "".join(map(_digits, (word.text for word in two))):
        return [word._replace(sureness=min(word.sureness, _DISPUTED)) for word in one]
    return list(one) if _mean(one) + _SURER >= _mean(two) else list(two)


def _mean(words: Sequence[Word]) -> float:
    return sum(word.sureness * len(word.text) for word in words) / sum(len(word.text) for word in words)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _read(first: Word, chosen: Word) -> str:
    return "" if first.text == chosen.text else first.read or first.text
