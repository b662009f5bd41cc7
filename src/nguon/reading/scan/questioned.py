"""Words that were read surely and may be wrong all the same: the language knows another with the same letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from nguon.core.text import bare
from nguon.reading.scan.clean import lines_of
from nguon.reading.scan.mend import meant
from nguon.reading.scan.recognise import Word

_DOUBTFUL = 0.8
_NAME = range(2, 6)  # words


def questioned(words: Sequence[Word]) -> list[Word]:
    """The words; those are doubtful that would make a known word with a neighbour, or a surname, with other marks.

    None is changed: "chỉ bộ" may be meant as "chi bộ", and "Đỉnh" is a name few bear, but only the page can tell.

    Args:
        words: line by line.
    """
    kept: list[Word] = []
    for line in lines_of(words):
        name = len(line) in _NAME and all(word.text.istitle() and word.text.isalpha() for word in line)
        for place, word in enumerate(line):
            if meant(line, place, names=True) or (name and not place and _is_near_surname(word.text)):
                word = word._replace(sureness=min(word.sureness, _DOUBTFUL))
            kept.append(word)
    return kept


def _is_near_surname(text: str) -> bool:
    return text not in _surnames() and bare(text) in _bare_surnames()


@cache
def _surnames() -> frozenset[str]:
    text = files("nguon").joinpath("data", "surnames.txt").read_text("utf-8")
    return frozenset(name for line in text.splitlines() if not line.startswith("#") for name in line.split())


@cache
def _bare_surnames() -> frozenset[str]:
    return frozenset(map(bare, _surnames()))
