"""How paragraphs and runs of a DOCX look, through styles and their basedOn chains."""

from __future__ import annotations

import msgspec
from lxml import etree

from nguon.reading.readers.docx_package import W

_DEEPEST_CHAIN = 20
_NO = ("0", "false", "off", "none")
_EDGES = ("top", "left", "bottom", "right", "start", "end", "insideH", "insideV")


class RunLook(msgspec.Struct, frozen=True):
    """Look of characters; ``None`` where not said. ``size`` in points, ``font`` as named in the file."""

    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    font: str | None = None
    hidden: bool | None = None
    capitals: bool | None = None

    def over(self, below: RunLook) -> RunLook:
        """This look where it says something, ``below`` else."""
        if below is PLAIN_RUN:
            return self
        return RunLook(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.size if self.size is None else self.size,
            below.font if self.font is None else self.font,
            below.hidden if self.hidden is None else self.hidden,
            below.capitals if self.capitals is None else self.capitals,
        )


class ParagraphLook(msgspec.Struct, frozen=True):
    """Look of a paragraph; ``None`` where not said. ``left`` and ``first`` in points; ``number`` "" switches off."""

    align: str | None = None
    left: float | None = None
    first: float | None = None
    number: str | None = None
    level: int | None = None

    def over(self, below: ParagraphLook) -> ParagraphLook:
        """This look where it says something, ``below`` else."""
        return ParagraphLook(
            self.align or below.align,
            below.left if self.left is None else self.left,
            below.first if self.first is None else self.first,
            below.number if self.number is None else self.number,
            below.level if self.level is None else self.level,
        )


class Style(msgspec.Struct, frozen=True):
    """A style with everything that it is based on worked in; ``borders`` by edge, ``None`` where not said."""

    run: RunLook = RunLook()
    paragraph: ParagraphLook = ParagraphLook()
    borders: dict[str, bool] = {}


PLAIN_RUN = RunLook()
_PLAIN = Style()


class Styles:
    """The styles of ``styles.xml``; unknown ids give the defaults."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._done: dict[str, Style] = {}
        self.default = ""
        defaults = _PLAIN
        if root is not None:
            for element in root.iterchildren(W + "style"):
                name = element.get(W + "styleId") or ""
                self._elements[name] = element
                if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                    self.default = name
            run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
            defaults = Style(run_look(run), paragraph_look(paragraph))
        self.base = defaults

    def paragraph(self, name: str | None) -> Style:
        """A paragraph style over the document's defaults; ``None`` for the default style."""
        style = self._get(name if name in self._elements else self.default)
        return Style(style.run.over(self.base.run), style.paragraph.over(self.base.paragraph))

    def character(self, name: str) -> RunLook:
        """A character style, without the document's defaults."""
        return self._get(name).run

    def borders(self, name: str) -> dict[str, bool]:
        """Which edges a table style draws."""
        return self._get(name).borders

    def knows(self, name: str) -> bool:
        """Whether the file defines the style."""
        return name in self._elements

    def number_of(self, name: str) -> str | None:
        """The list (numId) that a numbering style links to."""
        return self._get(name).paragraph.number

    def _get(self, name: str | None, depth: int = 0) -> Style:
        if not name or name not in self._elements or depth > _DEEPEST_CHAIN:
            return _PLAIN
        if name not in self._done:
            element = self._elements[name]
            parent = element.find(W + "basedOn")
            below = self._get(parent.get(W + "val"), depth + 1) if parent is not None else _PLAIN
            table = element.find(f"{W}tblPr/{W}tblBorders")
            self._done[name] = Style(
                run_look(element.find(W + "rPr")).over(below.run),
                paragraph_look(element.find(W + "pPr")).over(below.paragraph),
                below.borders | edges(table),
            )
        return self._done[name]


def on(element: etree._Element | None) -> bool | None:
    """What a switch (``w:b``) says: ``None`` where it is missing."""
    return None if element is None else element.get(W + "val") not in _NO


def number(element: etree._Element | None, name: str = "val") -> float | None:
    """A numeric attribute; ``None`` where it is missing or no number."""
    if element is None:
        return None
    try:
        value = float((element.get(W + name) or "").removesuffix("pt"))
    except ValueError:
        return None
    return value if -1e6 < value < 1e6 else None


def run_look(properties: etree._Element | None) -> RunLook:
    """The look that a ``w:rPr`` says itself."""
    if properties is None or not len(properties):
        return PLAIN_RUN
    bold = italic = hidden = capitals = font = None
    size: float | None = None
    for element in properties:
        tag = element.tag
        if tag == W + "b":
            bold = on(element)
        elif tag == W + "i":
            italic = on(element)
        elif tag == W + "sz":
            half = number(element)
            size = half / 2 if half else None
        elif tag == W + "rFonts":
            font = element.get(W + "ascii") or element.get(W + "hAnsi")
        elif tag == W + "vanish":
            hidden = on(element)
        elif tag == W + "caps":
            capitals = on(element)
    return RunLook(bold, italic, size, font, hidden, capitals)


def paragraph_look(properties: etree._Element | None) -> ParagraphLook:
    """The look that a ``w:pPr`` says itself; twentieths of a point become points."""
    if properties is None:
        return ParagraphLook()
    align = properties.find(W + "jc")
    indent = properties.find(W + "ind")
    left = number(indent, "left")
    left = number(indent, "start") if left is None else left
    hanging, first = number(indent, "hanging"), number(indent, "firstLine")
    first = -hanging if hanging else first
    listed = properties.find(W + "numPr")
    name = level = None
    if listed is not None:
        identifier = listed.find(W + "numId")
        name = identifier.get(W + "val") if identifier is not None else None
        name = "" if name == "0" else name
        depth = number(listed.find(W + "ilvl"))
        level = int(depth) if depth is not None and 0 <= depth <= 8 else None
    return ParagraphLook(
        align.get(W + "val") if align is not None else None,
        None if left is None else left / 20,
        None if first is None else first / 20,
        name,
        level,
    )


def edges(borders: etree._Element | None) -> dict[str, bool]:
    """Which edges a ``w:tblBorders`` or ``w:tcBorders`` draws, by name."""
    if borders is None:
        return {}
    found: dict[str, bool] = {}
    for name in _EDGES:
        edge = borders.find(W + name)
        if edge is not None:
            found[name] = edge.get(W + "val") not in ("nil", "none", None)
    return found
