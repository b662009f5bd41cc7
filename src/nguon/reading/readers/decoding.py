"""Bytes of a text file → characters, and the legacy encoding that they still have to be converted from."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from nguon.core.legacy import detect
from nguon.core.syllables import syllables
from nguon.core.text import nfc
from nguon.reading.readers.sniff import utf16_without_mark

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_BROKEN = 0.02
_NO_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


_ONLY_UNICODE = re.compile(
    "[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0102\u0103\u0110\u0111\u0300\u0301\u0303\u0309\u0323]"
)
_VIQR_SIGN = re.compile(r"[aeo]\^|[ou]\+|a\(|dd", re.I)
_ENOUGH_CHARACTERS = 4_000


class Decoded(NamedTuple):
    """A text and what it still has to be converted from.

    Attributes:
        text: its characters; those of a legacy encoding one to one as Windows-1252 (VISCII: Latin-1) has them.
        legacy: ``"tcvn3"``, ``"vni"``, ``"viscii"``, ``"viqr"`` or empty.
        charset: the Python codec that the bytes were read with.
    """

    text: str
    legacy: str
    charset: str


def decode(data: bytes, declared: str = "") -> Decoded:
    """Read the bytes as text; never fails, a byte that fits nowhere becomes U+FFFD.

    Order: byte order mark, UTF-16 without one, UTF-8, the declared code page, then by the Vietnamese that comes out:
    TCVN3, VNI, VISCII, Windows-1258, else Windows-1252.

    >>> decode("Số: 12".encode("utf-16-le")).text
    'Số: 12'
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :].decode(charset, "replace"), charset)
    if wide := utf16_without_mark(data):
        return _whole(data.decode(wide, "replace"), wide)
    try:
        return _whole(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(3, _MOST_BROKEN * _wide(text)) and _wide(text) > 3 * text.count("\ufffd"):
        return _whole(text, "utf-8")
    return _one_byte(data, declared)


def legacy_encoding(text: str) -> str:
    """``nguon.core.legacy.detect`` behind two quick looks that settle nearly every text.

    A text where one letter in fifty is one that only Unicode has is Unicode; one in ASCII without a sign of VIQR is
    plain.
    """
    sample = text[:_ENOUGH_CHARACTERS]
    if sample.isascii():
        return detect(sample) if _VIQR_SIGN.search(sample) else ""
    if any(len(_ONLY_UNICODE.findall(part)) * 50 > len(part) for part in (sample[:500], sample)):
        return ""
    return detect(sample[:1_000]) or detect(sample)


def _wide(text: str) -> int:
    """How many characters are beyond ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _whole(text: str, charset: str) -> Decoded:
    return Decoded(text, legacy_encoding(text), charset)


def _one_byte(data: bytes, declared: str) -> Decoded:
    plain = data.decode("latin-1")
    windows = data.decode("cp1252", "replace") if not any(b in data for b in b"\x81\x8d\x8f\x90\x9d") else None
    if windows is None:
        windows = "".join(c if not "\x80" <= c <= "\x9f" else _windows(c) for c in plain)
    legacy = legacy_encoding(plain)
    if legacy:
        return Decoded(plain if legacy == "viscii" else windows, legacy, "latin-1")
    vietnamese = data.decode("cp1258", "replace")
    if _vietnamese_words(vietnamese) >= 3 and "\ufffd" not in vietnamese:
        return Decoded(vietnamese, "", "cp1258")
    if declared and _known(declared):
        return Decoded(data.decode(declared, "replace").translate(_NO_SURROGATES), "", declared)
    return Decoded(windows, "", "cp1252")


def _vietnamese_words(text: str) -> int:
    """How many words are Vietnamese syllables with a mark; tells Windows-1258 from other code pages."""
    known = syllables()
    words = re.findall(r"\w{2,8}", nfc(text[:_ENOUGH_CHARACTERS]).lower())
    return sum(word in known for word in words if not word.isascii())


def _windows(char: str) -> str:
    """A control character of Latin-1 as Windows-1252 has it; five of them are undefined there and stay."""
    try:
        return char.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return char


def _known(charset: str) -> bool:
    try:
        return codecs.lookup(charset)._is_text_encoding
    except (LookupError, ValueError):
        return False
