"""Characters that are not what the reader saw: bullets of symbol fonts, torn marks, look-alikes, small capitals."""

from __future__ import annotations

import re
import unicodedata

from nguon.core.syllables import syllables
from nguon.reading.draft import Draft, Edit, edited
from nguon.reading.words import Kind, kind

_PIECES = re.compile(r"[^\W\d_]+")
SUSPECT_LETTER = re.compile(r"[\u00d0\u00f0\u0300-\u036f\u0370-\u052f]")
"""Letters that do not stand in Vietnamese text in NFC: eth, marks of their own, Greek, Cyrillic."""

_BULLETS = {
    0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0x76: "❖", 0xFC: "✓", 0x2D: "-", 0xBE: "-", 0xA8: "□", 0xFE: "☑", 0x6F: "□",
    0xE0: "→", 0xAE: "→", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB1: "±", 0xB0: "°",
}  # fmt: skip
"""What the codes of Symbol and Wingdings show that Word writes as U+F000 + code."""

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\ufff9-\ufffb\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+"
)
_ODD = re.compile(
    r"(?P<space>[^\S ])|(?P<gone>"
    + _INVISIBLE.pattern
    + r")|(?P<lost>[\x00\ud800-\udfff])|(?P<private>[\uf020-\uf0ff])"
)


def visible(draft: Draft) -> Draft:
    """White space as spaces; what cannot be seen removed; private-use symbols as what the font shows."""
    text = "".join([" " if c.isspace() else c for c in draft.text])
    draft = Draft(text, draft.origin, draft.changed)
    symbols = sum(1 for c in text if "\uf041" <= c <= "\uf07a")
    return edited(draft, [edit for match in _ODD.finditer(text) if (edit := _odd(match, symbols > 2)) is not None])


def _odd(match: re.Match[str], spelt: bool) -> Edit | None:
    start, end = match.span()
    if match["gone"]:
        return Edit(start, end, "")
    if match["lost"]:
        return Edit(start, end, "\ufffd")
    code = ord(match[0]) - 0xF000
    if spelt and code < 0x7F:
        return Edit(start, end, chr(code))
    return Edit(start, end, _BULLETS[code]) if code in _BULLETS else None


_MARKS = "\u0300-\u036f"
_STRAY = re.compile(r"(?<=[aeiouyAEIOUYâăêôơưÂĂÊÔƠƯ]) (?=[\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b])")
_CLUSTER = re.compile(rf"[^{_MARKS}][{_MARKS}]+|[^\x00-\u036f\u1e00-\u1eff\s]+")
_SHAPES = "\u0302\u0306\u031b"
_MOST_MARKS = 30


def composed(draft: Draft) -> Draft:
    """NFC; marks that a space tore off go back; a vowel's shape (ê, ơ) composes before its tone, whatever the order.

    No more than 30 marks stay on a letter (the stream-safe limit of UAX #15).
    """
    draft = edited(draft, [Edit(m.start(), m.end(), "") for m in _STRAY.finditer(draft.text)])
    if unicodedata.is_normalized("NFC", draft.text) and not _LOOSE_SHAPE.search(draft.text):
        return draft
    draft = edited(draft, _surplus_marks(draft.text))
    edits = []
    for match in _CLUSTER.finditer(draft.text):
        new = _compose(match[0])
        if new != match[0]:
            edits.append(Edit(match.start(), match.end(), new))
    draft = edited(draft, edits, silent=True)
    whole = unicodedata.normalize("NFC", draft.text)
    if whole == draft.text:
        return draft
    return edited(draft, [Edit(0, len(draft.text), whole)], silent=True)


_LOOSE_SHAPE = re.compile(rf"[^\W\d_][{_SHAPES}]")


def _surplus_marks(text: str) -> list[Edit]:
    """Takes out all marks after the thirtieth on one letter; sorting them would take quadratic time."""
    edits: list[Edit] = []
    first = -1
    for at, c in enumerate(text):
        if not unicodedata.combining(c):
            if 0 <= first < at - _MOST_MARKS:
                edits.append(Edit(first + _MOST_MARKS, at, ""))
            first = -1
        elif first < 0:
            first = at
    if 0 <= first < len(text) - _MOST_MARKS:
        edits.append(Edit(first + _MOST_MARKS, len(text), ""))
    return edits


def _compose(cluster: str) -> str:
    marks = unicodedata.normalize("NFD", cluster)
    if marks[1:2] in _SHAPES or not any(shape in marks for shape in _SHAPES):
        return unicodedata.normalize("NFC", cluster)
    shaped = (
        marks[0] + "".join(c for c in marks[1:] if c in _SHAPES) + "".join(c for c in marks[1:] if c not in _SHAPES)
    )
    return unicodedata.normalize("NFC", shaped)


_SAME_SHAPE = str.maketrans(
    "АВСЕНІЈКМОРЅТХУасеіјорѕхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινÐð", "ABCEHIJKMOPSTXYaceijopsxyABEZHIKMNOPTYXoivĐđ"
)


def look_alikes(draft: Draft) -> Draft:
    """Ð (eth) for Đ, and Cyrillic or Greek letters within Latin words."""
    edits = []
    for match in _PIECES.finditer(draft.text):
        word = match[0]
        if word.isascii() or not SUSPECT_LETTER.search(word):
            continue
        new = word.translate(_SAME_SHAPE)
        if new == word or SUSPECT_LETTER.search(new) or not _LATIN.search(word):
            continue
        if new.isupper() or len(new) < 5 or kind(new) in (Kind.SYLLABLE, Kind.GLUED):
            edits.append(Edit(match.start(), match.end(), new))
    return edited(draft, edits)


_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def capitals(draft: Draft) -> Draft:
    """Words of capitals whose marked vowels an old encoding left small: CộNG HòA Xã HộI."""
    words = list(_PIECES.finditer(draft.text))
    found = {match.start(): new for match in words if not match[0].isascii() and (new := recased(match[0]))}
    if found:
        for left, match, right in zip(words, words[1:], words[2:], strict=False):
            word = match[0]
            if word[0].isupper() and not word[1:].isascii() and _all_marked_small(word[1:]):
                sides = [found.get(side.start(), side[0]) for side in (left, right)]
                if all(side.isupper() and len(side) > 1 for side in sides):
                    found[match.start()] = word.upper()
    return edited(draft, [Edit(start, start + len(new), new) for start, new in sorted(found.items())])


def _all_marked_small(letters: str) -> bool:
    return all(c.islower() and not c.isascii() for c in letters)


def recased(word: str) -> str:
    """The word in capitals if it is a syllable whose plain letters, at least two, are capitals and the others small."""
    if not 3 <= len(word) <= 7 or word.isupper() or word[1:].islower():
        return ""
    if any(c.islower() and c.isascii() for c in word) or sum(c.isupper() for c in word) < 2:
        return ""
    return word.upper() if word.lower() in syllables() else ""


_SEGMENT = re.compile(r"(?:(?! {3})[^\d\t])+")
_TONELESS_CAPITALS = frozenset("ĂÂÊÔƠƯĐ")


def drawn_capitals(text: str) -> str:
    """TCVN3 has no capital vowels with tones: fonts for headings draw the small letters as capitals.

    A word whose other letters are capitals is of capitals; one with a single other letter, or none, follows the
    nearest syllables whose case is sure, where those on both sides agree, up to a number or a wide gap.
    """
    return _SEGMENT.sub(lambda match: _one_case(match[0]), text)


def _one_case(text: str) -> str:
    words = [(match.span(), _case(match[0])) for match in _PIECES.finditer(text)]
    letters = list(text)
    ahead = ["open"] * (len(words) + 1)
    for i in range(len(words) - 1, -1, -1):
        ahead[i] = ahead[i + 1] if words[i][1] in ("open", "code") else words[i][1]
    before = "open"
    for i, ((start, end), case) in enumerate(words):
        around = {before, ahead[i + 1]} - {"open"}
        if case == "upper" or (case == "open" and around == {"upper"}):
            letters[start:end] = text[start:end].upper()
        before = before if case in ("open", "code") else case
    return "".join(letters)


def _case(word: str) -> str:
    """ "upper" or "lower" where letters whose case the encoding keeps say so, "open" with less than two capitals.

    An abbreviation ("code") says nothing about its neighbours.
    """
    sure = [c for c in word if c.isascii() or c in _TONELESS_CAPITALS or c in "ăâêôơưđ"]
    if not all(c.isupper() for c in sure):
        return "lower"
    if len(sure) < 2:
        return "open"
    return "upper" if word.lower() in syllables() else "code"
