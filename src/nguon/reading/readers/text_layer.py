"""Whether a page's text can be used: stamps of digital signatures taken out, the rest judged for being Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from nguon.core.text import nfc
from nguon.reading.readers.drawn import Drawn
from nguon.reading.readers.pdf_lines import Piece, words_of

_STAMP_OWN = re.compile(
    r"(?:(?:đã |được )?(?:ký bởi|ký số bởi|người ký|chữ ký số|thời gian ký|ngày ký|giờ ký|ngày giờ ký) *:"
    r"|(?:digitally )?signed (?:by|with)\b|signature (?:is )?(?:not )?v(?:alid|erified)\b|signing (?:time|date)\b)",
    re.IGNORECASE,
)
_STAMP_LABEL = re.compile(
    r"(?:dn|cn|date|reason|location|e-?mail|thư điện tử|cơ quan|tổ chức|đơn vị|chức vụ|chức danh|lý do|nơi ký"
    r"|ký ngày|signer|contact) *:|(?:cn|ou|o|c|l|s|st) *=",
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
_MOST_PIECES = 3_000  # on a page: a stamp's other lines are not looked for among more
FEW_LETTERS = 80
"""A picture with less text than this over it (a stamp, a number written into a scan) has no text layer."""
_FEW_WORDS = 12  # on a page: too few to judge
_SYLLABLES_NEEDED = 0.55  # of the words; Vietnamese with numbers and abbreviations has more than 0.8
_MARKED_NEEDED = 0.12  # of the words; Vietnamese has more than 0.6

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?[aăâeêioôơuưy]{{1,3}}(?:ng|nh|ch|c|m|n|p|t)?")
_TONES = {0x300: None, 0x301: None, 0x303: None, 0x309: None, 0x323: None}


def is_register_line(text: str) -> bool:
    """Whether it is the line that a document system printed: number, date and time of day."""
    return bool(_REGISTER.fullmatch(text.strip()))


def without_stamps(page: Drawn, pieces: Sequence[Piece]) -> tuple[list[Piece], int]:
    """The pieces that are not text of a digital signature's stamp, and how many stamps there were.

    A stamp is known by a line such as "Ký bởi: …" or "Thời gian ký: …" in letters smaller than the page's; its other
    lines stand next to it. PDFium may run it into the line over which it stands.
    """
    parts = [part for piece in pieces for part in _apart(page, piece)]
    marks = [piece for piece in parts if _STAMP_OWN.match(nfc(piece.text))]
    usual = _usual_size(parts)
    smaller = [mark for mark in marks if mark.size <= usual - 0.9]
    taken = _grown(parts, smaller or marks)
    rest = _kept(part for part in parts if id(part) not in taken)
    if smaller or sum(len(part.text) for part in rest) < FEW_LETTERS:
        return rest, _stamps(smaller or marks)
    return _kept(parts), 0  # lines of the text that begin like a stamp's


def _usual_size(pieces: Sequence[Piece]) -> float:
    """The size of most of the letters outside of stamp lines."""
    sizes: dict[float, int] = {}
    for piece in pieces:
        size = round(piece.size, 1)
        sizes[size] = sizes.get(size, 0) + len(piece.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _kept(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not is_register_line(nfc(piece.text))]


def _grown(pieces: Sequence[Piece], marks: Sequence[Piece]) -> set[int]:
    """Marks and the pieces that belong to them, by identity."""
    taken = set(map(id, marks))
    found = list(marks)
    if len(pieces) > _MOST_PIECES:
        return taken
    near = sorted(pieces, key=lambda piece: piece.base)
    grown = True
    while grown:
        grown = False
        for piece in near:
            if id(piece) not in taken and any(_belongs(piece, mark) for mark in found[-40:]):
                taken.add(id(piece))
                found.append(piece)
                grown = True
    return taken


def _apart(page: Drawn, piece: Piece) -> list[Piece]:
    """A piece that holds a stamp's label among letters of another size, cut where the size changes."""
    label = _STAMP_OWN.search(piece.text) or _REGISTER.search(piece.text)
    if not label or (not label.start() and page.one_size(piece.start, piece.end - 1)):
        return [piece]
    parts: list[list[Piece]] = []
    for word in words_of(page, piece):
        size = page.size(word.start)
        word.size = size
        if parts and abs(parts[-1][-1].size - size) < 0.3 and word.x0 - parts[-1][-1].x1 < 2 * size:
            parts[-1].append(word)
        else:
            parts.append([word])
    if len(parts) == 1:
        return [piece]
    offset = piece.start
    return [
        Piece(
            part[0].start,
            part[-1].end,
            piece.text[part[0].start - offset : part[-1].end - offset],
            part[0].x0,
            part[-1].x1,
            part[0].base,
            part[0].size,
        )
        for part in parts
    ]


def _belongs(piece: Piece, mark: Piece) -> bool:
    apart = abs(piece.base - mark.base)
    size = max(piece.size, mark.size)
    if apart > 1.8 * size or piece.x0 > mark.x1 + 2 * size or piece.x1 < mark.x0 - 2 * size:
        return False
    text = nfc(piece.text)
    if _STAMP_OWN.match(text) or _STAMP_LABEL.match(text) or _STAMP_REST.fullmatch(text):
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
