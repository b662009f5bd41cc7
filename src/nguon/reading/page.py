"""What a reader gives: pages of lines, as the file holds them.

A line of a PDF or a plain text is a printed line; a line of a DOCX or HTML is a paragraph, or a piece of one between
forced breaks. Lines come in reading order: of a two-column letterhead or signature block first the whole left column,
then the whole right one.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, Protocol

import msgspec

from nguon.core.provenance import Box


class Column(IntEnum):
    """Where a line stands in a block of two columns (letterhead, closing)."""

    WHOLE = 0
    LEFT = 1
    RIGHT = 2


class Glyphs(Protocol):
    """The boxes of a line's characters, worked out only when asked for."""

    def box(self, start: int, end: int) -> Box | None:
        """The box of ``line.text[start:end]`` in points, ``None`` where nothing of it is visible."""


class Cell(msgspec.Struct, frozen=True):
    """The cell of a table that a line stands in.

    Attributes:
        table: ordinal of the table in the document, from 0; a table inside a table has its own.
        row, column: place of the cell's first square, from 0.
        rows, columns: how many squares it covers.
        header: the file says that this row is a head (HTML ``th``, DOCX ``tblHeader``).
        ruled: the table has visible rules; ``False``: it only serves layout; ``None``: the file does not say.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False
    ruled: bool | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line, as the file holds it.

    Attributes:
        text: the characters of the file, before any repair; no line feed. Automatic numbers of DOCX and HTML are part
            of it, followed by a space.
        box: in points on the page as shown; ``None`` where the format has no pages.
        size: font size in points; 0 where unknown.
        bold, italic: of the most of the line's letters.
        column: side of a two-column block.
        paragraph: a paragraph surely starts here (every line of flowing formats, but not one after a forced break).
        flowing: the format says where paragraphs end (DOCX, HTML): lines after this one are joined to it only if their
            ``paragraph`` is ``False``. For PDF and text, layout decides.
        centred: the file says that the line is centred (DOCX, HTML), or its box is centred between the margins.
        indent: first-line indent in points from the left margin of the text; 0 where unknown.
        gap: empty space above the line, in line heights for PDF, in empty lines for the others.
        cell: the table cell it stands in.
        footnote: it is a footnote's text.
        automatic: number of characters at the start of ``text`` that the file holds as automatic numbering.
        encoding: legacy encoding that ``text`` still has to be converted from (``"tcvn3"``, ``"vni"``, ``"viqr"``,
            ``"viscii"``); empty for Unicode.
        glyphs: the boxes of the characters; ``None`` where the format has no pages.
        mended: of a recognised line, ranges of ``text`` that were put right, with what was recognised there.
        doubtful: of a recognised line, ranges of ``text`` that may be wrong.
    """

    text: str
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    column: Column = Column.WHOLE
    paragraph: bool = False
    flowing: bool = False
    centred: bool = False
    indent: float = 0.0
    gap: float = 0.0
    cell: Cell | None = None
    footnote: bool = False
    automatic: int = 0
    encoding: str = ""
    glyphs: Glyphs | None = None
    mended: tuple[tuple[int, int, str], ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()


MarkKind = Literal["seal", "signature", "incoming", "urgency", "secrecy", "handwriting"]
"""A red seal; a signature in ink; the stamp of incoming mail (ĐẾN); stamps of urgency and secrecy; a number or a day
filled in by hand."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Something on a scan that is not print.

    Attributes:
        kind: what it is.
        page: 1-based.
        box: in points on the page as shown.
        text: its words where they are known (``HỎA TỐC``, ``ĐẾN``).
    """

    kind: MarkKind
    page: int
    box: Box
    text: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a document; formats without pages give one.

    Attributes:
        number: 1-based.
        width, height: in points as shown; 0 where the format has no pages.
        lines: in reading order; running heads, feet and page numbers are already left out.
        text_layer: the page has usable Vietnamese text. ``False`` for a picture, for a page whose only text is the
            stamp of a digital signature, and for a layer that is not Vietnamese.
        reason: why there is no text layer: ``"none"``, ``"stamp"``, ``"garbled"``; empty where there is one.
        recognised: the lines were read from the page's picture.
        marks: seals, stamps and handwriting on a picture.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    lines: tuple[Line, ...] = ()
    text_layer: bool = True
    reason: str = ""
    recognised: bool = False
    marks: tuple[Mark, ...] = ()
