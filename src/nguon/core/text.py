"""One spelling of Vietnamese for comparing, and none of its marks for searching."""

from __future__ import annotations

import re
import unicodedata

_OPEN_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_CLOSED_TONES = {old: new for new, old in _OPEN_TONES.items()}
_TONE = re.compile(
    rf"(?P<open>(?<!q)(?:{'|'.join(_OPEN_TONES)})(?![^\W\d_]))|(?:{'|'.join(_CLOSED_TONES)})(?=[^\W\d_])|(?<=q)[ùúủũụ]y"
)
"""A mark on the second vowel at the end of a syllable (hoà), or on the first one inside it (hòan) or after q (qúy)."""
_LIKE = str.maketrans(
    {"Ð": "Đ", "ð": "đ", "“": '"', "”": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u00ad": None, "\u200b": None}
    | dict.fromkeys("‐‑‒–—―−", "-")
)

_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
LOWER = "a-z" + _MARKED
"""Vietnamese small letters, for the brackets of a pattern (NFC; ranges of code points would mix the cases)."""
UPPER = "A-Z" + _MARKED.upper()
"""Vietnamese capital letters, for use inside the brackets of a pattern."""


def cased(pattern: str) -> str:
    """A pattern with ``{UPPER}`` and ``{LOWER}`` written out as Vietnamese letters of that case.

    >>> re.fullmatch(cased("[{UPPER}][{LOWER}]+"), "Đảng") is not None
    True
    """
    return pattern.replace("{UPPER}", UPPER).replace("{LOWER}", LOWER)


def nfc(text: str) -> str:
    """The text in Unicode Normalization Form C; the same object where it already is."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """The text with each run of white space as one space, and none at the ends.

    >>> squeeze("  Ủy ban\\n nhân dân ")
    'Ủy ban nhân dân'
    """
    return " ".join(text.split())


def fold(text: str) -> str:
    """One spelling of strings that a Vietnamese reader calls the same, marks kept.

    Folds case, Unicode form, the place of the tone mark (hoà/hòa, uỷ/ủy), look-alike letters (Ð U+00D0 for Đ),
    dashes, quotes and white space. Never for printing: what is printed stays as it was written.

    >>> fold("UỶ  BAN Hoà Bình – Ðảng") == fold("Ủy ban Hòa Bình - Đảng")
    True
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = nfc(text).translate(_LIKE).casefold()
    return " ".join(_TONE.sub(_moved, text).split())


def _moved(found: re.Match[str]) -> str:
    return _OPEN_TONES[found[0]] if found.lastgroup else _CLOSED_TONES[found[0]]


_BARE: dict[int, str | None] = {}
for _code in [*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)]:
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base != chr(_code):
        _BARE[_code] = _base
_BARE |= {ord("đ"): "d", ord("Đ"): "D", ord("Ð"): "D", ord("ð"): "d"}
_BARE |= dict.fromkeys(range(768, 880))
_BARE_LIKE = _LIKE | _BARE


def bare(text: str) -> str:
    """The text folded and without any mark, for searching as people type: ``"uy ban"`` for ``"Ủy ban"``.

    >>> bare("Đắk Lắk")
    'dak lak'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(nfc(text).translate(_BARE_LIKE).casefold().split())
