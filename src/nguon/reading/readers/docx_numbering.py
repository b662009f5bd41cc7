"""Automatic numbering of a DOCX as Word prints it: "I.", "1.2.", "a)", "Điều 3."."""

from __future__ import annotations

import re

import msgspec
from lxml import etree

from nguon.reading.readers.docx_package import W
from nguon.reading.readers.docx_styles import ParagraphLook, Styles, on, paragraph_look, run_look
from nguon.reading.readers.docx_styles import number as numeric

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "marlett", "courier")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """One level of a list as ``w:lvl`` defines it.

    Attributes:
        restart: this level begins anew after a level with a lower index than this; 0 for never.
        legal: all places of ``pattern`` are printed in Arabic figures (``w:isLgl``).
        style: the paragraph style that stands for this level; empty for none.
        symbol: the bullet is a glyph of a symbol font.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int = LEVELS
    legal: bool = False
    style: str = ""
    symbol: bool = False
    look: ParagraphLook = ParagraphLook()


class _List(msgspec.Struct, frozen=True):
    """One ``w:num``: the abstract list whose counters it shares, its levels and where it starts anew."""

    abstract: str
    levels: tuple[Level, ...]
    starts: dict[int, int]


class Numbering:
    """The lists of ``numbering.xml`` and how far they have counted; one object for one reading of a document."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        for element in root.iterchildren(W + "abstractNum"):
            self._abstract[element.get(W + "abstractNumId") or ""] = element
        elements = {element.get(W + "numId") or "": element for element in root.iterchildren(W + "num")}
        for name, element in elements.items():
            self._lists[name] = self._list(element, elements, styles)

    def level(self, name: str, level: int | None, style: str) -> tuple[int, Level] | None:
        """The level of a paragraph in list ``name``: as the paragraph says, else the one that its style stands for."""
        found = self._lists.get(name)
        if found is None:
            return None
        if level is None:
            level = next((n for n, one in enumerate(found.levels) if style and one.style == style), 0)
        return (level, found.levels[level]) if level < len(found.levels) else None

    def advance(self, name: str, level: int) -> str:
        """Count one paragraph of list ``name`` at ``level`` (from 0); its number as printed, without a space."""
        found = self._lists[name]
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        current = counts[level]
        anew = level in found.starts and (name, level) not in self._started
        if current is None or anew:
            counts[level] = found.starts.get(level, found.levels[level].start)
        else:
            counts[level] = current + 1
        self._started.add((name, level))
        for deeper in range(level + 1, len(found.levels)):
            if level < found.levels[deeper].restart:
                counts[deeper] = None
        return self._printed(found, level, counts)

    def _printed(self, found: _List, level: int, counts: list[int | None]) -> str:
        here = found.levels[level]
        if here.form == "bullet":
            return "-" if here.symbol or _PRIVATE.search(here.pattern) else here.pattern.strip()

        def place(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            if other >= len(found.levels):
                return ""
            value = counts[other]
            form = found.levels[other].form
            return printed_number(
                found.levels[other].start if value is None else value, "decimal" if here.legal else form
            )

        return _PLACE.sub(place, here.pattern).strip()

    def _list(self, element: etree._Element, lists: dict[str, etree._Element], styles: Styles) -> _List:
        abstract = _value(element, "abstractNumId")
        source = self._abstract.get(abstract)
        for _ in range(4):  # a list may only point at the list of a numbering style
            link = _value(source, "numStyleLink") if source is not None else ""
            other = lists.get(styles.number_of(link) or "") if link else None
            if other is None:
                break
            abstract = _value(other, "abstractNumId")
            source = self._abstract.get(abstract)
        levels = {n: Level(pattern="") for n in range(LEVELS)}
        if source is not None:
            levels |= {_index(one): _level(one) for one in source.iterchildren(W + "lvl")}
        starts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            own = override.find(W + "lvl")
            if own is not None:
                levels[_index(override)] = _level(own)
            start = numeric(override.find(W + "startOverride"))
            if start is not None:
                starts[_index(override)] = int(start)
        return _List(abstract, tuple(levels[n] for n in range(LEVELS)), starts)


def printed_number(value: int, form: str) -> str:
    """A number in one of Word's forms (``w:numFmt``); forms that we do not know come out in Arabic figures.

    >>> printed_number(4, "upperRoman"), printed_number(28, "lowerLetter"), printed_number(15, "vietnameseCounting")
    ('IV', 'bb', 'mười lăm')
    """
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < value < 26 * 50:
        # Word counts a … z, aa, bb …, without the Vietnamese đ.
        letters = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if form == "upperLetter" else letters.lower()
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("none", "bullet"):
        return ""
    if form == "vietnameseCounting" and 0 < value < 100:
        return _counted(value)
    return str(value)


def _roman(value: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (value // worth)
        value %= worth
    return letters


def _counted(value: int) -> str:
    tens, units = divmod(value, 10)
    if not tens:
        return _UNITS[units]
    unit = "lăm" if units == 5 else "mốt" if units == 1 and tens > 1 else _UNITS[units]
    return " ".join(filter(None, ("mười" if tens == 1 else f"{_UNITS[tens]} mươi", unit)))


def _value(element: etree._Element | None, name: str) -> str:
    child = element.find(W + name) if element is not None else None
    return (child.get(W + "val") or "") if child is not None else ""


def _index(element: etree._Element) -> int:
    index = numeric(element, "ilvl")
    return int(index) if index is not None and 0 <= index < LEVELS else 0


def _level(element: etree._Element) -> Level:
    start, restart = numeric(element.find(W + "start")), numeric(element.find(W + "lvlRestart"))
    font = (run_look(element.find(W + "rPr")).font or "").lower()
    return Level(
        start=1 if start is None else int(start),
        form=_value(element, "numFmt") or "decimal",
        pattern=_value(element, "lvlText"),
        restart=LEVELS if restart is None else int(restart),
        legal=bool(on(element.find(W + "isLgl"))),
        style=_value(element, "pStyle"),
        symbol=font.startswith(_SYMBOL_FONTS),
        look=paragraph_look(element.find(W + "pPr")),
    )
