"""What a run of letters is: a syllable, a piece of one, several in one, or something to be left alone."""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import pairwise

from nguon.core.syllables import ONSETS, common_syllables, common_words, syllables


class Kind(IntEnum):
    """What a word is to its neighbours."""

    SYLLABLE = 0
    FRAGMENT = 1  # a piece of a syllable: "tr", a single consonant, "ệp" (a syllable, but none in use)
    LETTER = 2  # a single vowel: a syllable or a piece of one
    GLUED = 3  # several common syllables in one
    APART = 4  # an abbreviation, a foreign word, a code: nothing is joined to it


_LETTERS = frozenset("aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ")
_VOWELS = _LETTERS - frozenset("bcdđghklmnpqrstvx")
_CLUSTERS = frozenset(ONSETS) | {"ng", "nh", "ch"}
UNMARKED = frozenset("abcdđeghiklmnopqrstuvxyươ")
LONGEST_SYLLABLE = 7
_LONGEST_WORD = 60
_LONGEST_FRAGMENT = 8
_MEMO = 30_000

LABELS = frozenset(
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
    if lower.isascii() or (UNMARKED.issuperset(lower) and not word[1:].islower()):
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
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            if (start == 0 or cuts[start]) and lower[start:end] in common and fits_case(word, start, end):
                cuts[end] = [*cuts[start], lower[start:end]]
                break
    return cuts[-1]


def fits_case(text: str, start: int, end: int) -> bool:
    """A syllable's letters are of one case but for a capital first; after a capital no lower-case syllable starts."""
    piece = text[start:end]
    return _regular(piece) and not (start > 0 and len(piece) == 1 and piece.isupper() and text[start - 1].islower())


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
    if len(first) == 1 and (first.isupper() or (left["before"] or "").lower() in LABELS):
        return False
    if len(first) == 1 and second.lower() in common_syllables():
        return False
    return Kind.FRAGMENT in (kind(first), kind(second))


_LAST = re.compile(r"(?:^|[\s(“\"])(?:(?P<before>[^\W\d_]{1,20})\s{1,3})??(?P<last>[^\W\d_]{1,8})\s*$")
_FIRST = re.compile(r"\s*+([^\W\d_]{1,8})(?![^\W_])")
