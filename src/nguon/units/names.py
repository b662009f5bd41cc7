"""Names as ids and as words: what is compared when a clerk's spelling meets the directory's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Generic, NamedTuple, TypeVar

from nguon.core.text import bare, fold, nfc
from nguon.core.vocabulary import read_table

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TOKEN = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+|[,;:()/&+\n\-–—]")
_SIR = re.compile(r"[Ôô]ng\s?\(\s?[Bb]à\s?\)")
_DOTTED = {"P": "phường", "H": "huyện", "Q": "quận", "X": "xã", "TX": "thị xã", "TP": "thành phố", "TT": "thị trấn"}
_AFTER_DOT = re.compile(r"\.\s?([^\W_]{1,2})")
_SHORT = re.compile(r"[A-ZĐƯ]{1,6}")

SOFT = frozenset({",", "và", "-", "/", "&"})
"""Marks that stand inside a name as well as between two."""
HARD = frozenset({";", ":", "(", ")", "\n"})
"""Marks that no name goes across."""


def slug(name: str) -> str:
    """The name as part of an id: lower-case ASCII words joined by hyphens, ``đ`` as ``dd``.

    >>> slug("Đắk Lắk"), slug("Bà Rịa - Vũng Tàu"), slug("Thới An Đông")
    ('ddak-lak', 'ba-ria-vung-tau', 'thoi-an-ddong')
    """
    return _NOT_WORD.sub("-", bare(fold(name).replace("đ", "dd"))).strip("-")


class Token(NamedTuple):
    """A word or mark of a phrase, with the half-open range of its code points in the phrase."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def _word(raw: str) -> str:
    word = fold(raw).replace("'", "")
    if word.isdigit():
        return word.lstrip("0") or "0"
    return "đắk" if word in {"đak", "đắc"} else word.replace("ăk", "ắk")


def spelled(text: str) -> tuple[str, ...]:
    """Words of a rule in the spelling in which phrases are compared.

    >>> spelled("trên địa bàn toàn") == tuple(t.word for t in tokenize("trên địa bàn toàn"))
    True
    """
    return tuple(_word(w) for w in text.split())


@cache
def _abbreviations() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    table: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for short, words, after in read_table("units/abbreviations.csv"):
        table.setdefault(_word(short), []).append((spelled(words), frozenset(after.split("|") if after else ())))
    return table


@cache
def _always() -> dict[str, tuple[str, ...]]:
    """Abbreviations that are written out in one way wherever they stand."""
    return {
        short: expansions[0][0]
        for short, expansions in _abbreviations().items()
        if len(expansions) == 1 and (not expansions[0][1] or "*" in expansions[0][1])
    }


def _raw(phrase: str) -> Iterator[Token]:
    """Words and marks as they stand, abbreviations written GD&ĐT, PT-TH or T.Ư put together."""
    found = [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(phrase)]
    capitals = phrase.isupper()
    i = 0
    while i < len(found):
        word, start, end = found[i]
        while (
            not capitals
            and i + 2 < len(found)
            and found[i + 1].word in "&-"
            and _SHORT.fullmatch(word[-6:])
            and _SHORT.fullmatch(found[i + 2].word)
            and found[i + 2].end - end <= 10
        ):
            i += 2
            word, end = word + found[i].word, found[i].end
        if word in {"T", "t"} and i + 1 < len(found) and found[i + 1].word in {"Ư", "ư", "W", "w"}:
            i += 1
            word, end = "TW", found[i].end
        yield Token(word, start, end)
        i += 1


def tokenize(phrase: str) -> list[Token]:
    """The words of a phrase folded and written out, its marks kept; ranges count code points of ``phrase`` (NFC).

    >>> [t.word for t in tokenize("Sở GD&ĐT, UBND TP.HCM")]
    ['sở', 'giáo', 'dục', 'đào', 'tạo', ',', 'ủy', 'ban', 'nhân', 'dân', 'tp', 'hồ', 'chí', 'minh']
    """
    table = _abbreviations()
    phrase = _SIR.sub(lambda m: "ông".ljust(len(m[0])), nfc(phrase))
    tokens: list[Token] = []
    before, field = "", ""
    for raw, start, end in _raw(phrase):
        word = _word(raw)
        if raw in _DOTTED and (after_dot := _AFTER_DOT.match(phrase, end)):
            word = "phòng" if raw == "P" and after_dot[1][1:2].isupper() else _DOTTED[raw]
            tokens += [Token(w, start, end) for w in word.split()]
            before, field = word, ""
            continue
        if word in HARD or word in SOFT or word in "–—+":
            tokens.append(Token("-" if word in "–—" else "&" if word == "+" else word, start, end))
            continue
        words: tuple[str, ...] = (word,)
        if word in table and (raw.isupper() or not raw[1:].isupper()):
            for expansion, after in table[word]:
                listed = bool(tokens) and (tokens[-1].word in SOFT or tokens[-1].word in HARD)
                if not after or "*" in after or before in after or (listed and field in after):
                    words = expansion
                    field = (before if before in after or not field else field) if after else ""
                    if after and "*" in after and not field:
                        field = before
                    break
            else:
                field = ""
        else:
            field = ""
        before = words[-1]
        tokens.extend(Token(w, start, end) for w in words)
    return tokens


def words(name: str) -> tuple[str, ...]:
    """What a name is looked up by: its words folded and written out, joining words and marks left out.

    >>> words("Sở GD-ĐT") == words("SỞ GIÁO DỤC & ĐÀO TẠO") == words("Sở Giáo dục và Đào tạo")
    True
    """
    plain = name.replace(",", " ").split()
    if "".join(plain).isalnum():  # most names: nothing to write out, nothing to put together
        found: list[str] = []
        for raw in plain:
            word = _word(raw)
            if word in _abbreviations():
                if word not in _always() or not (raw.isupper() or not raw[1:].isupper()):
                    break
                found += _always()[word]
            elif word != "và":
                found.append(word)
        else:
            return tuple(found)
    return tuple(t.word for t in tokenize(name) if t.word not in SOFT and t.word not in HARD)


Payload = TypeVar("Payload")


class Match(NamedTuple, Generic[Payload]):
    """A name found in a phrase: where it ends (index of a token), what it is, the marks inside it."""

    end: int
    found: list[Payload]
    across: frozenset[str]


class NameTree(Generic[Payload]):
    """Many names at once, found at a place of a phrase by their words.

    >>> tree = NameTree[int]()
    >>> tree.add(words("Sở Y tế"), 1)
    >>> [(m.end, m.found) for m in tree.matches(tokenize("sở y tế, sở nội vụ"), 0)]
    [(3, [1])]
    """

    def __init__(self, names: Iterable[tuple[tuple[str, ...], Payload]] = ()) -> None:
        self._root: dict[str, object] = {}
        for name, payload in names:
            self.add(name, payload)

    def add(self, name: tuple[str, ...], payload: Payload) -> None:
        """Add one name; several things may bear it. A name without words is left out."""
        if not name:
            return
        node: dict[str, object] = self._root
        for word in name:
            node = node.setdefault(word, {})  # type: ignore[assignment]
        here: list[Payload] = node.setdefault("", [])  # type: ignore[assignment]
        if payload not in here:
            here.append(payload)

    def matches(self, tokens: list[Token], at: int) -> list[Match[Payload]]:
        """Every name that begins at token ``at``, the longest first."""
        node: dict[str, object] = self._root
        found: list[Match[Payload]] = []
        across: frozenset[str] = frozenset()
        i = at
        while i < len(tokens):
            word = tokens[i].word
            nearer = node.get(word)
            if nearer is None:
                if word in SOFT and i > at:
                    across |= {word}
                    i += 1
                    continue
                break
            node = nearer  # type: ignore[assignment]
            i += 1
            if "" in node:
                found.append(Match(i, node[""], across))  # type: ignore[arg-type]
        return found[::-1]
