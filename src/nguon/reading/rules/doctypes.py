"""Document types (tên loại): their names, symbols and codes.

Source: Decree 30/2020/NĐ-CP, Article 7 and Annex III; for the Party, Quy định 399-QĐ/TW.
"""

from __future__ import annotations

import re

from nguon.core.text import fold
from nguon.core.vocabulary import table

_ROWS = table("document_types")
_CODES = {fold(row["name"]): row["code"] for row in _ROWS}
_SYMBOLS = {
    s.casefold(): row["code"] for row in reversed(_ROWS) for s in row["symbols"].split("|") if s and row["code"]
}


def _spelled(name: str) -> str:
    """A pattern for the name in any case, with both spellings of its tone marks and any white space."""
    return r"\s+".join(re.escape(word) for word in name.split()).replace("ủy", "(?:ủy|uỷ)").replace("ỏa", "(?:ỏa|oả)")


_LONGEST = sorted(_ROWS, key=lambda row: -len(row["name"]))
ANY_TYPE = "|".join(_spelled(row["name"]) for row in _LONGEST)
"""Alternatives for every type's name, longest first, for case-insensitive patterns."""

TITLES = "|".join(_spelled(row["name"]) for row in _LONGEST if row["titled"] == "yes")
"""The same without the types that bear no title (công văn)."""


def code_of_name(name: str) -> str | None:
    """``"Kế hoạch"`` → ``"ke_hoach"``; ``None`` for what is no type."""
    return _CODES.get(fold(name)) or None


def code_of_symbol(symbol: str) -> str | None:
    """The type that a symbol names: ``"KH-UBND"`` → ``"ke_hoach"``, ``"CV/BTGTU"`` → ``"cong_van"``.

    A công văn of the state bears no type (``"UBND-KT"``): ``None``.
    """
    first = re.split(r"[-–/\s]", symbol.strip(), maxsplit=1)[0].strip(". ")
    code = _SYMBOLS.get(first.casefold())
    return code if code and (first[:1].isupper() or first.isupper()) else None
