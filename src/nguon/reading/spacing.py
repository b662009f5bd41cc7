"""Spaces between syllables: those that a file lost, and those that it put inside a word.

A line is cut into words (runs of letters). Words that are no syllable ("tr", "đềnghị", the letters of "h ọ c") open a
window over their neighbours; the window's letters are cut anew into syllables at the least cost, and a boundary is only
moved where every other cutting costs clearly more. A word that fits nothing stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from nguon.core.syllables import ONSETS, common_syllables, common_words, syllables


class Kind(IntEnum):
    """What a word is to its neighbours."""

    SYLLABLE = 0
    FRAGMENT = 1  # a piece of a syllable: "tr", a single consonant, "ệp" (a syllable, but none in use)
    LETTER = 2  # a single vowel: a syllable or a piece of one
    GLUED = 3  # several common syllables in one
    APART = 4  # an abbreviation, a foreign word, a code: nothing is joined to it


_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = frozenset("aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ")
_VOWELS = _LETTERS - frozenset("bcdđghklmnpqrstvx")
_CLUSTERS = frozenset(ONSETS) | {"ng", "nh", "ch"}
_UNMARKED = frozenset("abcdđeghiklmnopqrstuvxyươ")
_LONGEST_SYLLABLE = 7
_LONGEST_WORD = 60
_LONGEST_FRAGMENT = 8
_LONGEST_WINDOW = 400
_MEMO = 30_000

_LABELS = frozenset(
    (
        *(
            "điểm",
            "khoản",
            "mục",
            "tiểu",
            "nhóm",
            "loại",
            "khối",
            "lớp",
            "hạng",
            "tổ",
            "đội",
            "khu",
            "lô",
            "nhà",
            "dãy",
        ),
        *("bảng", "biểu", "phần", "án", "câu", "ý", "gan", "mẫu", "đoạn", "cột", "hàng", "phòng"),
    )
)
"""Words after which a single letter is a label."""

_ONE_WORD = frozenset(
    (
        *(
            "ôtô",
            "môtô",
            "rađa",
            "rađiô",
            "rôbốt",
            "vắcxin",
            "ôxy",
            "ôxi",
            "điôxin",
            "axít",
            "bazơ",
            "cácbon",
            "bêtông",
        ),
        *(
            "ximăng",
            "panô",
            "ápphích",
            "càphê",
            "căngtin",
            "amiăng",
            "vitamin",
            "xêri",
            "sơmi",
            "êkíp",
            "lôgô",
            "cátxét",
        ),
    )
)
"""Loans that some write in one word: no space was lost in them."""

_kinds: dict[str, Kind] = {}


def kind(word: str) -> Kind:
    """What a run of letters is by itself; the answers for the last 30,000 different words are kept."""
    found = _kinds.get(word)
    if found is None:
        if len(_kinds) >= _MEMO:
            _kinds.clear()
        found = _kind(word)
        if len(word) <= _LONGEST_WORD:
            _kinds[word] = found
    return found


def _kind(word: str) -> Kind:
    if len(word) > _LONGEST_WORD:
        return Kind.APART
    lower = word.lower()
    regular = _regular(word)
    if len(lower) == 1:
        return Kind.APART if lower not in _LETTERS else Kind.LETTER if lower in _VOWELS else Kind.FRAGMENT
    if lower in syllables():
        if lower[0] in _VOWELS and not lower.isascii() and lower not in common_syllables():
            return Kind.FRAGMENT if regular else Kind.APART
        return Kind.SYLLABLE if regular else Kind.APART
    if lower in _CLUSTERS:
        return Kind.FRAGMENT if regular and not word[1:].isupper() else Kind.APART
    if not _LETTERS.issuperset(lower) or _VOWELS.isdisjoint(lower):
        return Kind.APART
    if lower.isascii() or (_UNMARKED.issuperset(lower) and not word[1:].islower()):
        return Kind.APART
    if lower in _ONE_WORD:
        return Kind.APART
    if pieces := _cut_alone(word):
        known = any(pair in common_words() for pair in pairwise(pieces))
        sure = known or word.islower() or not regular or len(word) >= (5 if word.isupper() else _LONGEST_FRAGMENT)
        return Kind.GLUED if sure else Kind.APART
    return Kind.FRAGMENT if regular and len(word) <= _LONGEST_FRAGMENT else Kind.APART


def _regular(word: str) -> bool:
    """All lower, all capitals, or a capital first."""
    return word.islower() or word.isupper() or word[1:].islower()


def _cut_alone(word: str) -> list[str]:
    """The word cut into common syllables, each regular in case; empty where it is something else.

    A name in one word (Cơtu, Chămpa) may look like that too, so of short capitalised words only known ones count.
    """
    common, lower = common_syllables(), word.lower()
    cuts: list[list[str]] = [[], *([] for _ in word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            if (start == 0 or cuts[start]) and lower[start:end] in common and _fits_case(word, start, end):
                cuts[end] = [*cuts[start], lower[start:end]]
                break
    return cuts[-1]


def _fits_case(text: str, start: int, end: int) -> bool:
    """A syllable's letters are of one case but for a capital first; after a capital no lower-case syllable starts."""
    piece = text[start:end]
    return _regular(piece) and not (start > 0 and len(piece) == 1 and piece.isupper() and text[start - 1].islower())


class Word(NamedTuple):
    """A run of letters in the line, half-open."""

    start: int
    end: int
    kind: Kind


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``new``."""

    start: int
    end: int
    new: str


def mend(text: str) -> list[Edit]:
    """The spaces to take out and to put in, in order.

    >>> [tuple(edit) for edit in mend("tổchức h ọ c")]
    [(2, 2, ' '), (8, 9, ''), (10, 11, '')]
    """
    edits: list[Edit] = []
    for run in _runs(text):
        for window in _windows(run, text):
            edits.extend(_cut(text, window))
    return edits


def _runs(text: str) -> Iterator[list[Word]]:
    """Words with nothing but one to three spaces between them."""
    run: list[Word] = []
    protected = _protected(text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        if run and not (0 < start - run[-1].end <= 3 and text[run[-1].end : start].isspace()):
            yield run
            run = []
        what = kind(match[0])
        if what in (Kind.FRAGMENT, Kind.LETTER, Kind.GLUED) and _touches_code(text, start, end, protected):
            what = Kind.APART
        run.append(Word(start, end, what))
    if run:
        yield run


_ADDRESS = re.compile(r"\S{0,200}(?:@|://|www\.)\S{0,500}")


def _protected(text: str) -> list[tuple[int, int]]:
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text[:20_000])]


def _touches_code(text: str, start: int, end: int, protected: list[tuple[int, int]]) -> bool:
    """Whether the word stands in an address, or is a short piece of a code ("b/c", "3-d", "15h")."""
    if any(a <= start < b for a, b in protected):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start > 3:
        return before in ("@", "_") or after in ("@", "_")
    opens = before == "" or before.isspace() or before in "([{<\"'“‘«-–:;,"
    return not opens or (before in ("-", ",") and end - start == 1) or (after != "" and after in "/-_@&=")


def _windows(run: list[Word], text: str) -> Iterator[list[Word]]:
    """The stretches to cut anew: suspicious words with one syllable on either side, near ones together."""
    count = len(run)
    hard = [i for i in range(count) if _is_hard(run, i, text)]
    at = done = 0
    while at < len(hard):
        first = last = hard[at]
        limit = min(count, first + _LONGEST_WINDOW)
        while True:
            while last + 1 < limit and run[last + 1].kind in (Kind.LETTER, Kind.FRAGMENT, Kind.GLUED):
                last += 1
            if last + 2 < limit and run[last + 1].kind is Kind.SYLLABLE and run[last + 2].kind in _SUSPICIOUS:
                last += 2
                continue
            break
        while first > done and run[first - 1].kind is Kind.LETTER:
            first -= 1
        while at < len(hard) and hard[at] <= last:
            at += 1
        if not _is_row_of_labels(run[first : last + 1], text):
            if first > done and run[first - 1].kind is Kind.SYLLABLE:
                first -= 1
            if last + 1 < count and run[last + 1].kind is Kind.SYLLABLE:
                last += 1
            done = last + 1
            yield run[first : last + 1]


_SUSPICIOUS = (Kind.FRAGMENT, Kind.GLUED)


def _is_hard(run: list[Word], i: int, text: str) -> bool:
    """Whether the word surely is damaged; a lone letter that may be a label or a unit is not."""
    word = run[i]
    if word.kind not in _SUSPICIOUS:
        return _is_capital_letter(word, text) and i + 1 < len(run) and _is_capital_letter(run[i + 1], text)
    if word.end - word.start > 1:
        return True
    if i > 0 and text[run[i - 1].start : run[i - 1].end].lower() in _LABELS:
        return False
    if i == 0 and text[: word.start].rstrip(" ")[-1:].isdigit():
        return False
    if text[word.start].isupper():
        after = run[i + 1] if i + 1 < len(run) else None
        before = run[i - 1] if i else None
        alone = after is None or not _is_piece(after, text)
        return not alone or (before is not None and before.kind is Kind.FRAGMENT)
    return True


def _is_capital_letter(word: Word, text: str) -> bool:
    return word.end - word.start == 1 and text[word.start].isupper()


def _is_piece(word: Word, text: str) -> bool:
    """A word that is no syllable in use: a fragment, or a single vowel that is no word ("ề", "ử")."""
    if word.kind is Kind.LETTER:
        return text[word.start : word.end].lower() not in common_syllables()
    return word.kind is Kind.FRAGMENT


def _is_row_of_labels(words: list[Word], text: str) -> bool:
    """Single capitals without marks, fewer than five: heads of columns, initials, or an abbreviation."""
    letters = "".join(text[w.start : w.end] for w in words)
    return len(words) < 5 and len(letters) == len(words) and letters.isupper() and _UNMARKED.issuperset(letters.lower())


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
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            lower = letters.lower[start:end]
            if lower not in known or not _fits_case(letters.text, start, end):
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


def _cut(line: str, words: list[Word]) -> Iterator[Edit]:
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


def broken_across(before: str, after: str) -> bool:
    """Whether a word was cut at the end of one line and goes on at the start of the next, without a hyphen.

    True only where what stands at the end or at the start is no syllable and both together are one in use.

    >>> broken_across("trước khi hoàn th", "ành"), broken_across("các đơn vị", "trực thuộc")
    (True, False)
    """
    left, right = _LAST.search(before[-80:]), _FIRST.match(after[:80])
    if left is None or right is None:
        return False
    first, second = left["last"], right[1]
    joined = (first + second).lower()
    if (
        joined not in common_syllables()
        or not _regular(first + second)
        or (second[0].isupper() and not first.isupper())
    ):
        return False
    if len(first) == 1 and (first.isupper() or (left["before"] or "").lower() in _LABELS):
        return False
    if len(first) == 1 and second.lower() in common_syllables():
        return False
    return Kind.FRAGMENT in (kind(first), kind(second))


_LAST = re.compile(r"(?:^|[\s(“\"])(?:(?P<before>[^\W\d_]{1,20})\s{1,3})??(?P<last>[^\W\d_]{1,8})\s*$")
_FIRST = re.compile(r"\s*+([^\W\d_]{1,8})(?![^\W_])")
