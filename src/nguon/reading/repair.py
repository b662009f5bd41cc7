"""A line as its writer meant it, with the way back to the characters that the file holds.

Repaired: legacy encodings, lost and added spaces, capitals that an old font only drew, look-alike letters, stray
combining marks, private-use symbols, soft hyphens, characters that cannot be seen. Kept: numbers, names, symbols,
punctuation, the place of tone marks, and every word that could have been meant in two ways.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from nguon.core.legacy import convert
from nguon.reading.characters import (
    SUSPECT_LETTER,
    capitals,
    composed,
    drawn_capitals,
    look_alikes,
    recased,
    visible,
)
from nguon.reading.draft import Draft, edited, spans
from nguon.reading.numbers import GLUED_ABBREVIATION, number_edits
from nguon.reading.spacing import mend
from nguon.reading.words import Kind, broken_across, kind

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
_ROUNDS = 6
"""A joined word may settle what its neighbours are; more than two rounds are rare, so the work stays linear."""

_known: set[str] = set()


def repair_line(text: str, *, encoding: str = "") -> Repaired:
    """Repair one line; a clean one comes back as it is, in a few microseconds.

    Args:
        text: one line as a reader gives it.
        encoding: a legacy encoding to convert from first (``nguon.core.legacy.ENCODINGS``); empty for Unicode.

    >>> repair_line("Sở đềnghị các đơn v ị").text
    'Sở đề nghị các đơn vị'
    >>> repair_line("Sở đềnghị").changes
    ((3, 10),)
    """
    if encoding and (not text.isascii() or encoding == "viqr"):
        return _repair(_converted(text, encoding), len(text))
    plain = text if text.isprintable() else text.translate(_PLAIN_SPACES)
    if plain.isprintable() and (_known.issuperset(plain.split()) or _is_clean(plain)):
        return Repaired(plain)
    return _repair(Draft(plain, list(range(len(plain))), bytearray(len(plain))), len(plain))


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
    if not token.isascii() and (not unicodedata.is_normalized("NFC", token) or SUSPECT_LETTER.search(token)):
        return False
    if _NUMBERED.search(token) and number_edits(token):
        return False
    for piece in _PIECES.findall(token):
        what = kind(piece)
        if what is Kind.SYLLABLE or what is Kind.LETTER:
            continue
        if what is Kind.APART:
            if not piece.isascii() and recased(piece):
                return False
            if GLUED_ABBREVIATION.fullmatch(piece):
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


def _converted(text: str, encoding: str) -> Draft:
    converted, origin = convert(text, encoding)
    if converted == text:
        return Draft(text, origin, bytearray(len(text)))
    changed = bytearray(len(converted))
    start, end = len(converted) - len(converted.lstrip()), len(converted.rstrip())
    changed[start:end] = b"\1" * (end - start)
    if encoding == "tcvn3":
        converted = drawn_capitals(converted)
    return Draft(converted, origin, changed)


def _repair(draft: Draft, size: int) -> Repaired:
    """All steps after conversion, each on what the one before left."""
    if not draft.text.isprintable():
        draft = visible(draft)
    if not draft.text.isascii():
        draft = composed(draft)
        draft = look_alikes(draft)
        draft = capitals(draft)
    for _ in range(_ROUNDS):
        before = draft.text
        draft = edited(draft, mend(before))
        draft = edited(draft, number_edits(draft.text))
        if draft.text == before:
            break
    text, origin = draft.text, draft.origin
    same = len(text) == size and origin == list(range(size))
    return Repaired(text, None if same else (*origin, size), spans(text, draft.changed))
