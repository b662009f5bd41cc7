"""A line as its writer meant it, with the way back to the characters that the file holds.

Repaired: legacy encodings, lost and added spaces, capitals that an old font only drew, look-alike letters, stray
combining marks, private-use symbols, soft hyphens, characters that cannot be seen. Kept: numbers, names, symbols,
punctuation, the place of tone marks, and every word that could have been meant in two ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import msgspec

from nguon.core.legacy import convert
from nguon.core.syllables import common_syllables, syllables
from nguon.reading.spacing import Edit, Kind, broken_across, kind, mend

__all__ = ["Repaired", "broken_across", "repair_line"]


class Repaired(msgspec.Struct, frozen=True):
    """A line after repair.

    Attributes:
        text: NFC; each white-space character is a space.
        origin: for each character of ``text`` the index in the given line of what it stands for, and at the end the
            line's length, so ``len(text) + 1`` entries that never fall; ``None`` where all offsets are the same.
        changes: half-open spans of ``text``, whole words, in order and apart, that read otherwise than printed.
            Composition to NFC and other white space are no changes.
    """

    text: str
    origin: tuple[int, ...] | None = None
    changes: tuple[tuple[int, int], ...] = ()


_MEMO = 60_000
_LONGEST_TOKEN = 40
_known: set[str] = set()


def repair_line(text: str, *, encoding: str = "") -> Repaired:
    """Repair one line; a clean one comes back as it is, in a few microseconds.

    Args:
        text: one line as a reader gives it.
        encoding: a legacy encoding to convert from first (``nguon.core.legacy.ENCODINGS``); empty for Unicode.

    >>> repair_line("Sở đềnghị các đơn v ị").text
    'Sở đề nghị các đơn vị'
    >>> repair_line("Sở đềnghị").changes
    ((3, 9),)
    """
    if encoding and (not text.isascii() or encoding == "viqr"):
        return _repair(_converted(text, encoding), len(text))
    plain = text if text.isprintable() else text.translate(_PLAIN_SPACES)
    if plain.isprintable() and (_known.issuperset(plain.split()) or _is_clean(plain)):
        return Repaired(plain)
    return _repair(_Draft(plain, list(range(len(plain))), bytearray(len(plain))), len(plain))


_PLAIN_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"), " ")
_PLAIN_SPACES |= dict.fromkeys(range(0x2000, 0x200B), " ")


def _is_clean(text: str) -> bool:
    """Whether no token of the line asks for a closer look; those that never do are remembered."""
    for token in text.split():
        if token not in _known:
            if not _is_good(token):
                return False
            if len(token) <= _LONGEST_TOKEN:
                if len(_known) >= _MEMO:
                    _known.clear()
                _known.add(token)
    return True


_NUMBERED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
_PIECES = re.compile(r"[^\W\d_]+")


def _is_good(token: str) -> bool:
    """Whether the token cannot be damaged, whatever stands beside it."""
    if not token.isascii() and (not unicodedata.is_normalized("NFC", token) or _SUSPECT_LETTER.search(token)):
        return False
    if _NUMBERED.search(token) and _number_edits(token):
        return False
    for piece in _PIECES.findall(token):
        what = kind(piece)
        if what is Kind.SYLLABLE or what is Kind.LETTER:
            continue
        if what is Kind.APART:
            if not piece.isascii() and _recased(piece):
                return False
            if _GLUED_ABBREVIATION.fullmatch(piece):
                return False
        elif len(piece) > 1 or not _is_mark_of_a_list(token, piece):
            return False
    return True


def _is_mark_of_a_list(token: str, letter: str) -> bool:
    """Whether the letter is a label ("a)", "b.") or stands in a short form ("V/v", "đ/c", "7h30", "13°C")."""
    label = token[0] == letter and token[1:] in (")", ".", "/")
    return label or _SHORT_FORM.fullmatch(token) is not None or _UNIT.search(token) is not None


_SHORT_FORM = re.compile(r"[(“\"]?[^\W\d_](?:[/.-][^\W\d_])+[.:;,)]{0,3}")
_UNIT = re.compile(r"[\d°]")
_SUSPECT_LETTER = re.compile(r"[\u00d0\u00f0\u0300-\u036f\u0370-\u052f]")


class _Draft(msgspec.Struct):
    """A line on its way: its text, where each character came from, and which characters were changed (1)."""

    text: str
    origin: list[int]
    changed: bytearray


def _edited(draft: _Draft, edits: Iterable[Edit], *, silent: bool = False) -> _Draft:
    """The draft with the edits made; they come in order and do not overlap."""
    text, origin, changed = draft.text, draft.origin, draft.changed
    parts: list[str] = []
    places: list[int] = []
    marks = bytearray()
    last = 0
    pending = False
    for start, end, new in edits:
        parts += text[last:start], new
        places += origin[last:start]
        marks += changed[last:start]
        if pending and start > last:
            marks[len(marks) - (start - last)] |= _markable(text[last])
        pending = False
        stop = end if end > start else start
        here = origin[start] if start < len(origin) else (origin[-1] + 1 if origin else 0)
        places += [origin[min(start + k, stop - 1)] if stop > start else here for k in range(len(new))]
        was = 1 if not silent or any(changed[start:end]) else 0
        marks += bytes([was]) * len(new)
        if was and not new:
            if marks and not (parts and _tail(parts).isspace()):
                marks[-1] = 1
            else:
                pending = True
        last = end
    parts.append(text[last:])
    places += origin[last:]
    marks += changed[last:]
    if pending and last < len(text):
        marks[len(marks) - (len(text) - last)] |= _markable(text[last])
    return _Draft("".join(parts), places, marks)


def _tail(parts: list[str]) -> str:
    return next((part[-1] for part in reversed(parts) if part), " ")


def _markable(character: str) -> int:
    return 0 if character.isspace() else 1


def _repair(draft: _Draft, size: int) -> Repaired:
    """All steps after conversion, each on what the one before left."""
    if not draft.text.isprintable():
        draft = _visible(draft)
    if not draft.text.isascii():
        draft = _composed(draft)
        draft = _look_alikes(draft)
        draft = _capitals(draft)
    draft = _edited(draft, mend(draft.text))
    draft = _edited(draft, _number_edits(draft.text))
    text, origin = draft.text, draft.origin
    same = len(text) == size and origin == list(range(size))
    return Repaired(text, None if same else (*origin, size), _spans(text, draft.changed))


def _spans(text: str, changed: bytearray) -> tuple[tuple[int, int], ...]:
    """The changed characters, each run widened to whole words."""
    spans: list[tuple[int, int]] = []
    at = changed.find(1)
    while at >= 0:
        start = end = at
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        if text[at].isspace():
            start = _word_start(text, at)
            end = at + 1
        while end < len(text) and (not text[end].isspace() or changed[end]):
            end += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        if end > start:
            spans.append((start, end))
        at = changed.find(1, max(end, at + 1))
    return tuple(spans)


def _word_start(text: str, at: int) -> int:
    """Where the word before the white space at ``at`` starts."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


# ---- legacy encodings


def _converted(text: str, encoding: str) -> _Draft:
    converted, origin = convert(text, encoding)
    if converted == text:
        return _Draft(text, origin, bytearray(len(text)))
    changed = bytearray(len(converted))
    start, end = len(converted) - len(converted.lstrip()), len(converted.rstrip())
    changed[start:end] = b"\1" * (end - start)
    if encoding == "tcvn3":
        converted = _drawn_capitals(converted)
    return _Draft(converted, origin, changed)


_SEGMENT = re.compile(r"(?:(?! {3})[^\d\t])+")
_TONELESS_CAPITALS = frozenset("ĂÂÊÔƠƯĐ")


def _drawn_capitals(text: str) -> str:
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


# ---- characters

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


def _visible(draft: _Draft) -> _Draft:
    """White space as spaces; what cannot be seen removed; private-use symbols as what the font shows."""
    text = "".join([" " if c.isspace() else c for c in draft.text])
    draft = _Draft(text, draft.origin, draft.changed)
    symbols = sum(1 for c in text if "\uf041" <= c <= "\uf07a")
    return _edited(draft, [edit for match in _ODD.finditer(text) if (edit := _odd(match, symbols > 2)) is not None])


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


def _composed(draft: _Draft) -> _Draft:
    """NFC; marks that a space tore off go back; a vowel's shape (ê, ơ) composes before its tone, whatever the order.

    No more than 30 marks stay on a letter (the stream-safe limit of UAX #15).
    """
    draft = _edited(draft, [Edit(m.start(), m.end(), "") for m in _STRAY.finditer(draft.text)])
    if unicodedata.is_normalized("NFC", draft.text) and not _LOOSE_SHAPE.search(draft.text):
        return draft
    draft = _edited(draft, _surplus_marks(draft.text))
    edits = []
    for match in _CLUSTER.finditer(draft.text):
        new = _compose(match[0])
        if new != match[0]:
            edits.append(Edit(match.start(), match.end(), new))
    draft = _edited(draft, edits, silent=True)
    whole = unicodedata.normalize("NFC", draft.text)
    if whole == draft.text:
        return draft
    return _edited(draft, [Edit(0, len(draft.text), whole)], silent=True)


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


def _look_alikes(draft: _Draft) -> _Draft:
    """Ð (eth) for Đ, and Cyrillic or Greek letters within Latin words."""
    edits = []
    for match in _PIECES.finditer(draft.text):
        word = match[0]
        if word.isascii() or not _SUSPECT_LETTER.search(word):
            continue
        new = word.translate(_SAME_SHAPE)
        if new == word or _SUSPECT_LETTER.search(new) or not _LATIN.search(word):
            continue
        if new.isupper() or len(new) < 5 or kind(new) in (Kind.SYLLABLE, Kind.GLUED):
            edits.append(Edit(match.start(), match.end(), new))
    return _edited(draft, edits)


_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def _capitals(draft: _Draft) -> _Draft:
    """Words of capitals whose marked vowels an old encoding left small: CộNG HòA Xã HộI."""
    words = list(_PIECES.finditer(draft.text))
    found = {match.start(): new for match in words if not match[0].isascii() and (new := _recased(match[0]))}
    if found:
        for left, match, right in zip(words, words[1:], words[2:], strict=False):
            word = match[0]
            if word[0].isupper() and not word[1:].isascii() and _all_marked_small(word[1:]):
                sides = [found.get(side.start(), side[0]) for side in (left, right)]
                if all(side.isupper() and len(side) > 1 for side in sides):
                    found[match.start()] = word.upper()
    return _edited(draft, [Edit(start, start + len(new), new) for start, new in sorted(found.items())])


def _all_marked_small(letters: str) -> bool:
    return all(c.islower() and not c.isascii() for c in letters)


def _recased(word: str) -> str:
    """The word in capitals if it is a syllable whose plain letters, at least two, are capitals and the others small."""
    if not 3 <= len(word) <= 7 or word.isupper() or word[1:].islower():
        return ""
    if any(c.islower() and c.isascii() for c in word) or sum(c.isupper() for c in word) < 2:
        return ""
    return word.upper() if word.lower() in syllables() else ""


# ---- numbers and abbreviations glued to words

_COUNTED = (
    "ngày|tháng|năm|quý|số|điều|khoản|điểm|mục|chương|phần|trang|lần|đợt|kỳ|quận|phường|tổ|khóa|khoá|tuần|tầng|"
    "từ|đến|trước|sau|là|được|gồm|trên|dưới|khoảng|hơn|lúc|vào|và|với|của"
)
_BEFORE_NUMBER = re.compile(rf"(?<![^\s(\[“\"–,;:])(?:{_COUNTED})(?=\d{{1,4}}(?![^\W\d_]|\w*[@_]))", re.IGNORECASE)
_DATE_WORD = re.compile(r"(?<![^\W\d_])(?:ngày|tháng|năm)(?![^\W\d_])", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"(?<![^\s(\[“\"–;])\d{1,4}(?=([^\W\d_]{2,7})(?![\w/@-]))")
_GLUED_ABBREVIATION = re.compile(r"([A-ZĐƯ]{3,10})([a-zà-ỹđ]{2,7})")
_BROKEN_SYMBOL = re.compile(
    r"(?<![^\W_])[BCDĐGHKLMNPQSTVWX](?: [BCDĐGHKLMNPQSTVWXbcdđghklmnpqstvwx]{1,2}){2,8}(?![^\W_])"
)


def _number_edits(text: str) -> list[Edit]:
    """Spaces between a word and its number ("ngày17", "05xã"), after an abbreviation, and within a torn symbol."""
    found: set[Edit] = set()
    for match in _BEFORE_NUMBER.finditer(text):
        found.add(Edit(match.end(), match.end(), " "))
    for match in _DATE_WORD.finditer(text):
        start, end = match.span()
        if start and text[start - 1].isdigit():
            found.add(Edit(start, start, " "))
        if text[end : end + 1].isdigit():
            found.add(Edit(end, end, " "))
    for match in _AFTER_NUMBER.finditer(text):
        word = match[1]
        if not word.isascii() and word.islower() and word in common_syllables():
            found.add(Edit(match.end(), match.end(), " "))
    for match in _GLUED_ABBREVIATION.finditer(text):
        if not match[2].isascii() and match[2] in common_syllables() and _stands_alone(text, *match.span()):
            found.add(Edit(match.end(1), match.end(1), " "))
    for match in _BROKEN_SYMBOL.finditer(text):
        if sum(c.isupper() for c in match[0]) > 1 and any(c.islower() for c in match[0]):
            found.update(Edit(match.start() + i, match.start() + i + 1, "") for i, c in enumerate(match[0]) if c == " ")
    return sorted(found)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum() if start else True
