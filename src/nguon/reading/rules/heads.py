"""What the rows of a letterhead are: national heading, motto, rule, stamp, issuer, title.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, items 1-5 and 10; for the Party 36-HD/VPTW.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nguon.core.text import bare, fold
from nguon.core.vocabulary import table
from nguon.reading.rules.doctypes import TITLES

_NATION = re.compile(r"c\s?o\s?n\s?g\s+h\s?o\s?a\s+x\s?a\s+h\s?o\s?i\s+(?:c\s?h\s?u\s+n|c)")
_MOTTO = re.compile(r"doc\s?lap\s*[-–—~.]*\s*tu\s?do\s*[-–—~.]*\s*hanh\s?phuc")
_PARTY = re.compile(r"\bdang\s+cong\s+san\s+viet\s+nam\b")
_YOUTH = re.compile(r"^doan\s+(?:tncs|thanh nien cong san)\s+ho chi minh$")
RULE = re.compile(r"[-_=*~.–—―─━‾¯·•+xX\s]{2,}|\*")
"""A row that only draws a rule."""

_URGENCY = re.compile(
    r"(?:Đ(?:Ộ|ộ)\s+(?:KHẨN|khẩn)\s*:\s*)?(?P<stamp>(?:HỎA|HOẢ)\s+TỐC(?:\s+HẸN\s+GIỜ.{0,40})?|THƯỢNG\s+KHẨN|KHẨN)"
)
_SECRECY = re.compile(r"(?:Đ(?:Ộ|ộ)\s+(?:MẬT|mật)\s*:\s*)?(?P<stamp>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)")
_AROUND_STAMP = " .:!*[](){}|\"'“”"
TITLE = re.compile(
    rf"(?P<type>{TITLES})(?P<kind>\s+(?:liên tịch|liên ngành|phối hợp|hợp nhất|hành động)(?=\s*$))?"
    r"(?=\s*$|\s*[:.,]|\s+\S)",
    re.IGNORECASE,
)
"""A row that begins with the name of a type that bears a title."""

ISSUER_WORDS = tuple(
    sorted(((fold(row["word"]), row["family"]) for row in table("issuer_words")), key=lambda w: -len(w[0]))
)
_ISSUER = re.compile("|".join(re.escape(word) + r"(?=\s|$|[,.:])" for word, _ in ISSUER_WORDS))
ANY_ISSUER = "|".join(re.escape(word).replace("ủy", "(?:ủy|uỷ)").replace("òa", "(?:òa|oà)") for word, _ in ISSUER_WORDS)
"""Alternatives for every word for a kind of body, for case-insensitive patterns."""
_FAMILY = dict(ISSUER_WORDS)


_bare = lru_cache(maxsize=1024)(bare)


@lru_cache(maxsize=4096)
def upper_share(text: str) -> float:
    """Share of the letters that are capitals; 0 for a text without letters."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0


def nation(text: str) -> tuple[int, int] | None:
    """The span of "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in a row, if it is that heading and no sentence."""
    plain = _bare(text)
    found = _NATION.search(plain)
    if not found:
        return None
    if len(plain) != len(text):
        return (0, len(text)) if upper_share(text) > 0.8 else None
    end = plain.find("viet nam", found.end())
    span = (found.start(), end + 8 if end >= 0 else len(text))
    return span if upper_share(text[span[0] : span[1]]) > 0.8 else None


def motto(text: str) -> tuple[int, int] | None:
    """The span of "Độc lập - Tự do - Hạnh phúc" in a row."""
    plain = _bare(text)
    found = _MOTTO.search(plain)
    if not found:
        return None
    return found.span() if len(plain) == len(text) else (0, len(text))


def party_heading(text: str) -> bool:
    """Whether the row is "ĐẢNG CỘNG SẢN VIỆT NAM"."""
    return len(text) < 60 and upper_share(text) > 0.8 and bool(_PARTY.search(_bare(text)))


def youth_heading(text: str) -> bool:
    """Whether the row is the Youth Union's right-hand heading "ĐOÀN TNCS HỒ CHÍ MINH"."""
    return len(text) < 60 and upper_share(text) > 0.8 and bool(_YOUTH.match(_bare(text).strip(" *-_")))


def is_rule(text: str) -> bool:
    """Whether the row only draws a rule."""
    return RULE.fullmatch(text) is not None


def urgency(text: str) -> tuple[int, int] | None:
    """The span of an urgency stamp that is the whole row."""
    return _stamp(_URGENCY, text)


def secrecy(text: str) -> tuple[int, int] | None:
    """The span of a secrecy stamp that is the whole row."""
    return _stamp(_SECRECY, text)


def _stamp(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    if len(text) > 80:
        return None
    inner = text.strip(_AROUND_STAMP)
    found = pattern.fullmatch(inner)
    if not found:
        return None
    lead = text.find(inner)
    return lead + found.start("stamp"), lead + found.end("stamp")


def issuer_word(text: str) -> str | None:
    """The word for a kind of body that the row begins with, folded; ``None`` where it begins otherwise."""
    found = _ISSUER.match(fold(text))
    return found[0] if found else None


def family(word: str) -> str:
    """The layout family that bodies of that kind use; empty where several do."""
    return _FAMILY[word]
