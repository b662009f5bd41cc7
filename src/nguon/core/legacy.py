"""Vietnamese encodings from before Unicode: TCVN3 (ABC), VNI, VISCII and the typewriter way VIQR, to NFC text.

The text comes as a program without knowledge of them shows it: bytes read as Windows-1252 or Latin-1, or the
characters of a page set in an old font (``.VnTime``, ``VNI-Times``). The tests check the tables against iconv and
viparse.

Sources: TCVN 5712:1993 (VN3), RFC 1456 (VISCII, VIQR), the VNI for Windows code page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from nguon.core.syllables import syllables

Mapped = tuple[str, list[int]]
"""The converted text and, for each of its characters, the index in the given text of what it stands for."""

_TCVN3 = dict(
    zip(
        range(0xA1, 0xFF),
        "ĂÂÊÔƠƯĐăâêôơưđẰ\xb0\xb1\xb2\xb3\xb4àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)

_VISCII = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"} | dict(
    zip(
        range(0x80, 0x100),
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
        "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        strict=True,
    )
)

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_PAIRS = {"a": dict(_TONES), "e": dict(_TONES), "o": dict(_TONES), "u": dict(_TONES), "y": dict(_TONES)}
_VNI_PAIRS |= {"ô": dict(_TONES), "ö": dict(_TONES)}
_VNI_ROOF = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_VNI_BREVE = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_PAIRS["a"] |= _VNI_ROOF | _VNI_BREVE
_VNI_PAIRS["e"] |= _VNI_ROOF
_VNI_PAIRS["o"] |= _VNI_ROOF
_VNI_ALONE = {"ö": "ư", "ô": "ơ", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}


def _vni_table() -> dict[str, str]:
    """Sequences of one or two characters, both cases (a capital base takes marks of either case)."""
    table = dict(_VNI_ALONE)
    for base, marks in _VNI_PAIRS.items():
        letter = _VNI_ALONE.get(base, base)
        table |= {base + mark: unicodedata.normalize("NFC", letter + tone) for mark, tone in marks.items()}
    upper = {key.upper(): value.upper() for key, value in table.items()}
    mixed = {key[0].upper() + key[1]: value.upper() for key, value in table.items() if len(key) == 2}
    return table | mixed | upper


def _both_readings(table: dict[int, str]) -> dict[str, str]:
    """The table keyed by character, for bytes read as Latin-1 and as Windows-1252."""
    found = {chr(code): letter for code, letter in table.items()}
    for code in range(0x80, 0xA0):
        if code in table:
            found[bytes([code]).decode("cp1252", "ignore") or chr(code)] = table[code]
    return found


_SINGLE = {"tcvn3": _both_readings(_TCVN3), "viscii": _both_readings(_VISCII)}
_VNI = _vni_table()
_VNI_TOKEN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VIQR_TOKEN = re.compile(
    r"(?P<escape>\\[\^(+'`?~.dD\\])"
    r"|(?P<dd>dd|DD|Dd|d-|D-)"
    r"|(?P<base>[aAeEiIoOuUyY])(?P<shape>[\^(+*]?)(?P<tone>['`?~.]?)"
)
_VIQR_SHAPES = {"^": ("\u0302", "aeo"), "(": ("\u0306", "a"), "+": ("\u031b", "ou"), "*": ("\u031b", "ou")}
_VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}


def _by_letter(text: str, table: dict[str, str]) -> Mapped:
    return "".join([table.get(c, c) for c in text]), list(range(len(text)))


def _from_vni(text: str) -> Mapped:
    out: list[str] = []
    origin: list[int] = []
    last = 0
    for match in _VNI_TOKEN.finditer(text):
        out.append(text[last : match.start()] + _VNI[match[0]])
        origin.extend(range(last, match.start() + 1))
        last = match.end()
    return "".join([*out, text[last:]]), [*origin, *range(last, len(text))]


def _from_viqr(text: str) -> Mapped:
    out: list[str] = []
    origin: list[int] = []
    last = 0
    for match in _VIQR_TOKEN.finditer(text):
        if match["escape"]:
            letter, end = match[0][1], match.end()
        elif match["dd"]:
            letter, end = ("đ" if match[0][0] == "d" else "Đ"), match.end()
        else:
            letter, end = _viqr_vowel(match, text)
        out.append(text[last : match.start()] + letter)
        origin.extend(range(last, match.start() + 1))
        last = end
    return "".join([*out, text[last:]]), [*origin, *range(last, len(text))]


def _viqr_vowel(match: re.Match[str], text: str) -> tuple[str, int]:
    """The vowel with its marks, and where it ends; a point or question mark that closes a sentence is left alone."""
    base, shape, tone = match["base"], match["shape"], match["tone"]
    if shape and base.lower() not in _VIQR_SHAPES[shape][1]:
        return base, match.start() + 1
    closes = tone == "." or (tone == "?" and not shape)
    if closes and not text[match.end() : match.end() + 1].isalpha():
        after = text[match.end() : match.end() + 8].lstrip(" ")[:1]
        tone = tone if after.islower() else ""
    marks = (_VIQR_SHAPES[shape][0] if shape else "") + (_VIQR_TONES[tone] if tone else "")
    return unicodedata.normalize("NFC", base + marks), match.start() + 1 + len(shape) + len(tone)


_CONVERTERS: dict[str, Callable[[str], Mapped]] = {
    "tcvn3": lambda text: _by_letter(text, _SINGLE["tcvn3"]),
    "viscii": lambda text: _by_letter(text, _SINGLE["viscii"]),
    "vni": _from_vni,
    "viqr": _from_viqr,
}
ENCODINGS = tuple(_CONVERTERS)
"""Names of the encodings known here."""


def convert(text: str, encoding: str) -> Mapped:
    """Convert text of a legacy encoding to Unicode, with the index each character came from.

    TCVN3 has no capital letters with tone marks (fonts whose name ends in H draw them): capitals are not guessed here.

    Args:
        text: as a program shows it that takes the bytes for Windows-1252 or Latin-1.
        encoding: one of ``ENCODINGS``; anything else raises ``ValueError``.

    >>> convert("ViÖt Nam", "tcvn3")[0], convert("Vieät Nam", "vni")[0], convert("Vie^.t Nam", "viqr")[0]
    ('Việt Nam', 'Việt Nam', 'Việt Nam')
    """
    if encoding not in _CONVERTERS:
        raise ValueError(f"Unknown legacy encoding {encoding!r}; known are {', '.join(ENCODINGS)}")
    return _CONVERTERS[encoding](text)


_TOKEN = re.compile(r"[^\s\d,;:/()\[\]\"“”]{1,24}")
_SAMPLE = 4_000
_LEAST = 3


def detect(text: str) -> str:
    """The legacy encoding that most surely explains the text, empty where it is Unicode or too little is there.

    The first 4,000 characters count. An encoding is told when at least three words with letters outside ASCII (for
    VIQR: words with its marks) become Vietnamese syllables in it, three in four of all such words do, and more of
    them than in any other reading.

    >>> detect("Céng hßa x· héi chñ nghÜa ViÖt Nam"), detect("Cộng hòa xã hội"), detect("Café déjà vu")
    ('tcvn3', '', '')
    """
    words = [w.strip("-–.'!?") for w in _TOKEN.findall(text[:_SAMPLE])]
    marked = [w for w in words if not w.isascii()]
    best, most = "", _readable(marked)
    if len(marked) >= _LEAST:
        for encoding in ("tcvn3", "vni", "viscii"):
            found = _readable([convert(w, encoding)[0] for w in marked])
            if found >= _LEAST and found > most and found * 4 >= len(marked) * 3:
                best, most = encoding, found
    elif words:
        telex = [w for w in _TOKEN.findall(text[:_SAMPLE]) if _VIQR_SIGN.search(w)]
        found = _readable([convert(w, "viqr")[0].strip(".?'!-") for w in telex])
        if found >= _LEAST and found * 4 >= len(telex) * 3 and len(telex) * 8 >= len(words):
            best = "viqr"
    return best


_VIQR_SIGN = re.compile(r"[aeo]\^|[ou]\+|a\(|dd|[aeiouy]['`?~.](?=[a-z])", re.IGNORECASE)


def _readable(words: list[str]) -> int:
    """How many of the words are Vietnamese syllables with a mark."""
    known = syllables()
    return sum(1 for w in words if not w.isascii() and w.lower() in known)
