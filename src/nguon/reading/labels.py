"""Labels of headings and items: Phần, Chương, Mục, Điều, I., 1., 1.1., a), -, +.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 6; Party offices write ``I-``, ``1-`` (36-HD/VPTW).
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from nguon.core.text import cased

LabelKind = Literal[
    "part", "chapter", "section", "subsection", "article", "upper", "roman", "arabic", "decimal", "letter", "paren",
    "dash", "plus",
]  # fmt: skip

RANK: dict[str, int] = {
    kind: rank
    for rank, kind in enumerate(
        [
            "part",
            "chapter",
            "section",
            "subsection",
            "article",
            "upper",
            "roman",
            "arabic",
            "decimal",
            "letter",
            "paren",
            "dash",
            "plus",
        ]
    )
}
"""How deep a kind of label stands; smaller is further out."""

_LABEL = re.compile(
    cased(
        r"(?P<part>(?:PHẦN|Phần)\s+(?:THỨ\s+[^\W\d_]{2,5}|thứ\s+[^\W\d_]{2,5}|[IVX]{1,5}|\d{1,2}|[A-Z])(?![^\W_]))\s*[.:\-–]?\s*"
        r"|(?P<chapter>(?:CHƯƠNG|Chương)\s+(?:[IVXLC]{1,6}|\d{1,2})(?![^\W_]))\s*[.:\-–]?\s*"
        r"|(?P<section>(?:MỤC|Mục)\s+(?:\d{1,2}|[IVX]{1,5})(?![^\W_]))\s*(?:[.:\-–]\s*|\s*$|\s+(?=[{UPPER}]))"
        r"|(?P<subsection>(?:TIỂU MỤC|Tiểu mục)\s+\d{1,2}(?![^\W_]))\s*[.:\-–]?\s*"
        r"|(?P<article>(?:ĐIỀU|Điều)\s+\d{1,3}[a-zđ]?)(?:\s*[.:]\s*[-–]\s+|\s*[.:/\-–]\s*|\s*$|\s+(?=[{UPPER}]))"
        r"|(?!V\s?/\s?[vV]\b)(?P<roman>[IVX]{1,5})(?:\s+(?=[{UPPER}]{2,8}\s[^{LOWER}\n]{2,90}$)(?!(?:NĂM|THÁNG|VÀ|CỦA)\s)|\s*[./)]\s*|\s*[-–]\s+|[-–](?=[{UPPER}])|\s*:\s*)(?=[^\W\d_]|[\"“(]|\s*$)"
        r"|(?P<upper>[A-HĐ])(?:[.)]\s+|\s*[-–]\s+)(?=[{UPPER}\"“])"
        r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)/]\s*|\s+|\s*:\s+)(?=[^\W\d_]|[\"“(]|\s*$)"
        r"|(?P<arabic>\d{1,2})(?:\s*[.)/]\s*(?=[^\d\s.,)/]|\s*$)|\s*[.)]\s+(?=\d{1,3}\s[^\W\d_])|\s*[-–]\s+(?=[{UPPER}\"“])|[-–](?=[{UPPER}][{LOWER}]))"
        r"|(?P<letter>[a-zđ]{1,2})(?:\s?\)\s*|\.\s+(?=[{UPPER}\"“(])|/\s*(?=[{UPPER}\"“])|\s?[-–]\s+(?=[{UPPER}\"“]))"
        r"|(?P<paren>\((?:\d{1,2}|[ivx]{1,5}|[a-zđ])\))\s*(?=\S)"
        r"|(?P<dash>[-–—•▪●○◦·*\uf0b7\uf02d]|o(?=\s{1,4}[{UPPER}]))\s*(?=[^\s\-–—*_=]|\s*$)"
        r"|(?P<plus>\+)\s*(?=[^\s+]|\s*$)"
    )
)
_CLEAN = " .):/-–—("


class Label(msgspec.Struct, frozen=True):
    """A label at the start of a paragraph.

    Attributes:
        kind: what it is.
        text: as printed, without its punctuation.
        end: characters of the paragraph that it takes, its punctuation and the space after it included.
        printed_end: characters up to the end of ``text``.
    """

    kind: LabelKind
    text: str
    end: int
    start: int
    printed_end: int


def label_of(text: str) -> Label | None:
    """The label that a paragraph begins with, ``None`` where it begins with words.

    >>> label_of("a) Rà soát")
    Label(kind='letter', text='a', end=3, start=0, printed_end=1)
    >>> label_of("Điều 5. Hiệu lực").text
    'Điều 5'
    >>> label_of("1.2. Tổ chức").text
    '1.2'
    >>> label_of("30/4 là ngày lễ") is None
    True
    """
    found = _LABEL.match(text)
    if not found or not found.lastgroup:
        return None
    kind = found.lastgroup
    start, end = found.span(kind)
    if kind == "paren":
        start, end = start + 1, end - 1
    if kind == "letter" and end - start == 2 and found[kind] not in {"aa", "bb", "dd", "đđ"}:
        return None
    printed = " ".join(text[start:end].split())
    return Label(kind, printed, found.end(), start, end)  # type: ignore[arg-type]
