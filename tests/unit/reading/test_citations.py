"""Citations are looked for only where a number meets a symbol: that finds what the plain search finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nguon.reading.rules import citations

PIECES = st.sampled_from(
    [
        "Công văn số ", "số ", "Số: ", "SỐ ", "12", "30/2020", "5a", "19-1", "/", "-", " - ", " / ", "QĐ-UBND", "NĐ-CP",
        "CV/BTGTU", "km", " ", ", ", ";", "ngày 05/3/2024", " của Sở A", "\n", "V/v", "A", "Đ", "1/500", "24/24",
    ]
)  # fmt: skip


def plainly(text: str) -> list[tuple[int, int]]:
    """The obvious way: each pattern over the whole text."""
    patterns = (citations._NUMBERED, citations._SO_CAPS, citations._NO_SYMBOL)
    return sorted(found.span() for pattern in patterns for found in pattern.finditer(text))


@given(st.lists(PIECES, max_size=25).map("".join))
def test_the_quick_search_finds_what_the_plain_one_finds(text: str) -> None:
    assert sorted(found.span() for found in citations._candidates(text, 0, len(text))) == plainly(text)
