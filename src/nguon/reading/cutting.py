"""The letters of a few neighbouring words cut anew into syllables, at the least cost, where that is beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from nguon.core.syllables import common_syllables, common_words, syllables
from nguon.reading.draft import Edit
from nguon.reading.words import LONGEST_SYLLABLE, Kind, fits_case


class Word(NamedTuple):
    """A run of letters in the line, half-open."""

    start: int
    end: int
    kind: Kind


# Costs of a cutting. A syllable in use is cheap, one that only could be is dear, a word left unexplained dearest.
_SYLLABLE_COST = 1
_UNCOMMON = 4
_UNCOMMON_PIECE = 1
_UNEXPLAINED = 8
_WORD_BONUS = -2
_SPLIT_SYLLABLE = 4
_SPLIT_FRAGMENT = 1
_JOIN_SYLLABLES = 4
_JOIN_LETTER = 7
_WIDE_GAP = 3
_MARGIN = 2
_FAR = 1 << 30


class _Letters(NamedTuple):
    """The letters of a window without its spaces.

    Attributes:
        text: the letters.
        lower: the same in lower case.
        word: index of the word each letter belongs to.
        starts: where each word starts, and the end.
        words: the words.
        inner: for each place between letters the cost of a boundary there (0 where a space is printed).
        joined: for each place the cost of no boundary there (0 where none is printed), summed from the left.
    """

    text: str
    lower: str
    word: list[int]
    starts: list[int]
    words: list[Word]
    inner: list[int]
    joined: list[int]


def _letters(line: str, words: list[Word]) -> _Letters:
    text = "".join([line[w.start : w.end] for w in words])
    word = [i for i, w in enumerate(words) for _ in range(w.end - w.start)]
    inner = [0] * (len(text) + 1)
    joined = [0] * (len(text) + 1)
    starts = [0]
    for at in range(1, len(text)):
        cost = 0
        if word[at] == word[at - 1]:
            if not (text[at - 1].islower() and text[at].isupper()):
                what = words[word[at]].kind
                inner[at] = {Kind.SYLLABLE: _SPLIT_SYLLABLE, Kind.GLUED: 0}.get(what, _SPLIT_FRAGMENT)
        else:
            starts.append(at)
            cost = _join_cost(line, words, word[at])
        joined[at] = joined[at - 1] + cost
    if text:
        joined[-1] = joined[-2]
    return _Letters(text, text.lower(), word, [*starts, len(text)], words, inner, joined)


def _join_cost(line: str, words: list[Word], second: int) -> int:
    """What it costs to take away the space before a word of the window."""
    left, right = words[second - 1], words[second]
    cost = _WIDE_GAP if right.start - left.end > 1 else 0
    if left.kind is Kind.SYLLABLE and right.kind is Kind.SYLLABLE:
        return cost + _JOIN_SYLLABLES
    for whole, letter, beyond in ((left, right, second + 1), (right, left, second - 2)):
        torn = 0 <= beyond < len(words) and words[beyond].kind is not Kind.SYLLABLE
        if whole.kind is Kind.SYLLABLE and letter.end - letter.start == 1 and not torn:
            return cost + (_JOIN_LETTER if line[whole.start : whole.end].lower() in common_syllables() else 0)
    return cost


class _Piece(NamedTuple):
    """A possible syllable of the cutting, or a word left as printed."""

    start: int
    end: int
    cost: int
    common: bool


def _pieces(letters: _Letters) -> list[list[_Piece]]:
    """By their end, all pieces that the cutting may use."""
    known, common = syllables(), common_syllables()
    found: list[list[_Piece]] = [[] for _ in range(len(letters.text) + 1)]
    for start, end in pairwise(letters.starts):
        if letters.words[letters.word[start]].kind is not Kind.SYLLABLE:
            found[end].append(_Piece(start, end, _UNEXPLAINED, False))
    for end in range(1, len(letters.text) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            lower = letters.lower[start:end]
            if lower not in known or not fits_case(letters.text, start, end):
                continue
            cost = _SYLLABLE_COST + letters.inner[start] + letters.joined[end - 1] - letters.joined[start]
            if lower not in common:
                cost += _UNCOMMON_PIECE if _is_inside(letters, start, end) else _UNCOMMON
            found[end].append(_Piece(start, end, cost, lower in common))
    return found


def _is_inside(letters: _Letters, start: int, end: int) -> bool:
    """Whether the piece is a part of one word of more than three letters."""
    one = letters.word[start]
    if letters.word[end - 1] != one:
        return False
    return 3 < letters.words[one].end - letters.words[one].start != end - start


def cut(line: str, words: list[Word]) -> Iterator[Edit]:
    """The edits that cut a window as its cheapest cutting has it, where that is beyond doubt."""
    letters = _letters(line, words)
    by_end = _pieces(letters)
    path, sure, whole = _cheapest(letters, by_end)
    printed = set(letters.starts)
    left, open_cut = 0, False
    for piece in path:
        if not sure[piece.end]:
            open_cut = True
            continue
        if left and left not in printed:
            at = _place(letters, left)
            yield Edit(at, at, " ")
        for at in () if open_cut or piece.start not in whole else range(left + 1, piece.end):
            if at in printed:
                yield Edit(words[letters.word[at - 1]].end, words[letters.word[at]].start, "")
        left, open_cut = piece.end, False


def _place(letters: _Letters, at: int) -> int:
    """Index in the line of a letter of the window."""
    word = letters.word[at]
    return letters.words[word].start + at - letters.starts[word]


def _cheapest(letters: _Letters, by_end: list[list[_Piece]]) -> tuple[list[_Piece], list[bool], set[int]]:
    """The cheapest cutting, and what of it is beyond doubt: all cuttings that do otherwise cost clearly more.

    Returns:
        The pieces in order; for each place whether no near cutting runs across it; the starts of the pieces inside
        which no near cutting has a boundary.
    """
    size = len(letters.text)
    pairs = common_words()
    by_start: list[list[_Piece]] = [[] for _ in range(size + 1)]
    for row in by_end:
        for piece in row:
            by_start[piece.start].append(piece)

    def bonus(left: _Piece, right: _Piece) -> int:
        if not (left.common and right.common):
            return 0
        pair = letters.lower[left.start : left.end], letters.lower[right.start : right.end]
        return _WORD_BONUS if pair in pairs else 0

    ahead: dict[_Piece, int] = {}
    came: dict[_Piece, _Piece] = {}
    for row in by_end:
        for piece in row:
            best = 0 if piece.start == 0 else _FAR
            for left in by_end[piece.start]:
                cost = ahead[left] + bonus(left, piece)
                if cost < best:
                    best, came[piece] = cost, left
            ahead[piece] = best + piece.cost
    behind: dict[_Piece, int] = {}
    for start in range(size - 1, -1, -1):
        for piece in by_start[start]:
            rest = 0 if piece.end == size else _FAR
            for right in by_start[piece.end]:
                rest = min(rest, behind[right] + right.cost + bonus(piece, right))
            behind[piece] = rest
    last = min(by_end[size], key=lambda piece: ahead[piece])
    total = ahead[last]
    path = [last]
    while path[-1].start:
        path.append(came[path[-1]])
    printed = set(letters.starts)
    limit = total + _MARGIN
    sure = [True] * (size + 1)
    starts = [False] * (size + 1)
    for row in by_end:
        for piece in row:
            if ahead[piece] + behind[piece] < limit:
                starts[piece.start] = True
                for at in range(piece.start + 1, piece.end):
                    sure[at] = False
    doubtful = {letters.word[p.start] for p in path if not p.common and _is_inside(letters, p.start, p.end)}
    for at in range(1, size):
        if at not in printed and letters.word[at] in doubtful:
            sure[at] = False
    whole = {piece.start for piece in path if not any(starts[piece.start + 1 : piece.end])}
    return path[::-1], sure, whole
