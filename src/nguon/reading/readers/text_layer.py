"""Whether a page's text can be used: stamps of digital signatures taken out, the rest judged for being Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from nguon.core.text import nfc
from nguon.reading.readers.pdf_lines import Piece

_STAMP_LABEL = re.compile(
    r"(?:đã )?(?:ký bởi|người ký|ký số bởi|được ký bởi|chữ ký số|thời gian ký|ngày ký|giờ ký|ký ngày"
    r"|signed by|digitally signed|signature valid|signature not verified|signing (?:time|date)|signer)\b *:?"
    r"|(?:dn|cn|date|reason|location|email|e-mail|thư điện tử|cơ quan|tổ chức|đơn vị|chức vụ|chức danh|lý do|nơi ký) *:"
    r"|(?:cn|ou|o|c|l|s|st) *=",
    re.IGNORECASE,
)
_STAMP_OWN = re.compile(
    r"(?:đã )?(?:ký bởi|người ký|ký số bởi|được ký bởi|chữ ký số|thời gian ký|giờ ký|signed by|digitally signed"
    r"|signature (?:not )?v\w{4,7}|signing (?:time|date))\b",
    re.IGNORECASE,
)
_STAMP_REST = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?:\d{4}[./-]\d\d?[./-]\d\d?|\d\d?[./-]\d\d?[./-]\d{4})?[ T,;]*"
    r"\d\d?:\d\d(?::\d\d)? *(?:[AP]M)? *(?:[+-]\d\d'?:?\d\d'?|Z)?"
)
_SIGNS_OF_A_STAMP = ("ký bởi", "ký số", "gười ký", "gian ký", "giờ ký", "igned by", "ignature", "igning ")
_TIME_OF_DAY = re.compile(r"; *\d\d?:\d\d")
_REGISTER = re.compile(r"số *:? *[\w/.-]{1,40} *; *\d\d?[/.-]\d\d?[/.-]\d{4} *;? *\d\d?:\d\d(?::\d\d)?", re.IGNORECASE)
"""What the systems of the state print on an e-document: "Số: 9/TTr-SNV; 22/10/2024; 08:15:30" (Decree 30/2020/NĐ-CP,
Annex I, Part II: number, date and time of an annex kept in a file of its own)."""

_MARKED = re.compile("[À-ỹ]")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH_MARKS = 0.16  # of the letters: ordinary Vietnamese has 0.25 to 0.35
_TOO_MANY_ODD = 0.04  # of all characters
_FEW_WORDS = 12  # on a page: too few to judge
_SYLLABLES_NEEDED = 0.55  # of the words; Vietnamese with numbers and abbreviations has more than 0.8
_MARKED_NEEDED = 0.12  # of the words; Vietnamese has more than 0.6

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?[aăâeêioôơuưy]{{1,3}}(?:ng|nh|ch|c|m|n|p|t)?")
_TONES = {0x300: None, 0x301: None, 0x303: None, 0x309: None, 0x323: None}


def is_register_line(text: str) -> bool:
    """Whether it is the line that a document system printed: number, date and time of day."""
    return bool(_REGISTER.fullmatch(text.strip()))


def without_stamps(pieces: Sequence[Piece]) -> tuple[list[Piece], int]:
    """The pieces that are not text of a digital signature's stamp, and how many stamps there were.

    A stamp is known by a line such as "Ký bởi: …" or "Thời gian ký: …"; its other lines stand next to it, in its size.
    """
    marks = [piece for piece in pieces if _STAMP_OWN.match(nfc(piece.text))]
    if not marks:
        kept = [piece for piece in pieces if not is_register_line(nfc(piece.text))]
        return kept, 0
    taken = set(map(id, marks))
    found = list(marks)
    near = sorted(pieces, key=lambda piece: piece.base)
    grown = True
    while grown:
        grown = False
        for piece in near:
            if id(piece) in taken:
                continue
            if any(_belongs(piece, mark) for mark in found[-40:]):
                taken.add(id(piece))
                found.append(piece)
                grown = True
    kept = [piece for piece in pieces if id(piece) not in taken and not is_register_line(nfc(piece.text))]
    return kept, _stamps(marks)


def _belongs(piece: Piece, mark: Piece) -> bool:
    apart = abs(piece.base - mark.base)
    size = max(piece.size, mark.size)
    if apart > 1.8 * size or piece.x0 > mark.x1 + 2 * size or piece.x1 < mark.x0 - 2 * size:
        return False
    text = nfc(piece.text)
    if _STAMP_LABEL.match(text) or _STAMP_REST.fullmatch(text):
        return True
    # the label's text goes on in the next line: same small letters, same left edge
    return (
        piece.base > mark.base
        and piece.size <= 10.5
        and abs(piece.size - mark.size) < 0.3
        and (abs(piece.x0 - mark.x0) < 2.0 and apart < 1.45 * size)
    )


def _stamps(marks: Sequence[Piece]) -> int:
    """Groups of stamp lines that stand together."""
    count, last = 0, None
    for mark in sorted(marks, key=lambda piece: (piece.base, piece.x0)):
        if last is None or mark.base - last.base > 6 * mark.size or abs(mark.x0 - last.x0) > 12 * mark.size:
            count += 1
        last = mark
    return count


def is_garbled(text: str) -> bool:
    """Whether a text layer is not usable Vietnamese: wrong code points, or letters that lost their marks.

    Judged by letters first, which settles nearly every page, then by syllables. A page of a few words or of numbers
    is not called garbled.
    """
    text = nfc(text)
    if not _ODD.search(text):
        sample = text[:: max(len(text) // 700, 1)]
        letters = sum(map(str.isalpha, sample))
        if len(_MARKED.findall(sample)) > _ENOUGH_MARKS * letters > 0:
            return False
    odd = len(_ODD.findall(text))
    words = _LETTERS.findall(text)
    letters = sum(map(len, words))
    if odd > _TOO_MANY_ODD * max(len(text), 1) and odd > 20:
        return True
    if len(words) < _FEW_WORDS:
        dense = len(text) - text.count(" ") - text.count("\n") - text.count("\r")
        return letters < 0.25 * dense and dense > 200 and sum(c.isdigit() for c in text) < 0.3 * dense
    judged = [word for word in words if len(word) > 1 or _MARKED.match(word)]
    if len(judged) < _FEW_WORDS:
        return False
    marked = sum(1 for word in judged if _MARKED.search(word))
    syllables = sum(1 for word in judged if _is_syllable(word))
    return syllables < _SYLLABLES_NEEDED * len(judged) or marked < _MARKED_NEEDED * len(judged)


def _is_syllable(word: str) -> bool:
    plain = word.lower()
    if not plain.isascii():
        plain = nfc(unicodedata.normalize("NFD", plain).translate(_TONES))
    return bool(_SYLLABLE.fullmatch(plain))


def may_hold_stamp(text: str) -> bool:
    """Whether it is worth looking for the stamp of a signature in a page's text."""
    low = text.lower()
    return any(sign in low for sign in _SIGNS_OF_A_STAMP) or (":" in low and bool(_TIME_OF_DAY.search(low)))
