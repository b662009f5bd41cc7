"""The elements of an HTML page → its visible lines and tables, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from lxml import etree

from nguon.reading.page import Line
from nguon.reading.readers.docx_paragraph import legacy_of
from nguon.reading.readers.grid import Grid, GridCell, texts
from nguon.reading.readers.html_frames import Frames
from nguon.reading.readers.html_lists import OpenList, opened_list, word_mark
from nguon.reading.readers.html_look import Declarations, Look, StyleSheet, draws_rules, is_hidden, look_of

_NEVER_SHOWN_TAGS = (
    "script style head title noscript template iframe object embed applet svg canvas audio video map select option"
    " datalist button input textarea nav dialog menu del xml"
)
_NEVER_SHOWN = frozenset(_NEVER_SHOWN_TAGS.split())
_BLOCK_TAGS = (
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote section article main center form pre hr address fieldset"
    " figure figcaption header footer aside caption legend body html details summary table tr td th tbody thead tfoot"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_CELLS = ("td", "th")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_OWN_MARK = re.compile(r"\s*(?:[-–+*•]|\d{1,3}[.)/]|[a-zđ]\))")
_LETTERS = re.compile(r"[^\W\d_]")
_LARGEST_SPAN = 200
_DEEPEST_TABLES = 40
_HARD = "\u2028"
_TAB = "\u2029"
"""A tab of Word's, until spaces are folded."""


class _Piece(NamedTuple):
    text: str
    look: Look


class _Table(msgspec.Struct):
    """An open ``table``: its finished cells, where the next one goes and which squares are taken from above."""

    cells: list[GridCell]
    said: bool | None
    row: int = -1
    column: int = 0
    head: bool = False
    drawn: int = 0
    taken: dict[int, int] = {}


class _Open(msgspec.Struct):
    """An element that was entered and not yet left."""

    element: etree._Element
    children: Iterator[etree._Element]
    look: Look
    block: bool
    cell: tuple[int, int, int, int, bool] | None = None
    table: bool = False
    listed: bool = False


class Page:
    """Walks one page; ``flow()`` gives what is visible, at most ``characters`` of it."""

    def __init__(self, root: etree._Element, characters: int) -> None:
        self._root = root
        self._left = characters
        self.cut = False
        styles = "\n".join(style.text or "" for style in root.iter("style"))
        self._sheet = StyleSheet(styles)
        self._frames = Frames(root)
        self._flows: list[list[Line | Grid]] = [[]]
        self._tables: list[_Table] = []
        self._lists: list[OpenList] = []
        self._pieces: list[_Piece] = []
        self._mark = ""
        self._empty = 0
        self._starts = True

    def flow(self) -> list[Line | Grid]:
        """The lines and tables of the page, in order."""
        stack: list[_Open] = []
        self._enter(self._root, Look(), stack)
        while stack:
            top = stack[-1]
            child = next(top.children, None)
            if child is None:
                stack.pop()
                self._leave(top)
                tail, look = top.element.tail, stack[-1].look if stack else Look()
                if tail and stack:
                    self._pieces.append(_Piece(tail, look))
            elif (not isinstance(child.tag, str) or not self._enter(child, top.look, stack)) and child.tail:
                self._pieces.append(_Piece(child.tail, top.look))
        self._flush()
        return self._flows[0]

    def _enter(self, element: etree._Element, above: Look, stack: list[_Open]) -> bool:
        """Go into an element; ``False`` where nothing of it is to be read."""
        tag = element.tag
        if tag == "br":
            self._pieces.append(_Piece(_HARD, above))
            return False
        declared = self._sheet.of(element)
        if tag in _NEVER_SHOWN or is_hidden(element, declared) or self._frames.hide(element):
            return False
        if "mso-tab-count" in declared:
            self._pieces.append(_Piece(_TAB, above))
            return False
        if declared.get("mso-list", "").startswith("ignore"):
            self._mark = word_mark(element, above.font)
            return False
        block = tag in _BLOCKS or declared.get("display") == "block"
        if block:
            self._flush()
            self._starts = True
        opened = _Open(element, iter(element), look_of(element, declared, above), block)
        if tag == "table" and len(self._tables) < _DEEPEST_TABLES:
            opened.table = True
            self._tables.append(_Table([], draws_rules(element, declared), taken={}))
            opened.look = opened.look._replace(centred=False, indent=0.0)
        elif tag == "tr" and self._tables:
            table = self._tables[-1]
            table.row, table.column = table.row + 1, 0
        elif tag == "thead" and self._tables:
            self._tables[-1].head = True
        elif tag in _CELLS and self._tables and stack and stack[-1].element.tag == "tr":
            opened.cell = self._place(element, declared)
            self._flows.append([])
        elif tag in ("ol", "ul"):
            opened.listed = True
            self._lists.append(opened_list(element, declared))
        elif tag == "li":
            self._mark = self._lists[-1].mark(element) if self._lists else ""
        stack.append(opened)
        if element.text:
            self._pieces.append(_Piece(element.text, opened.look))
        return True

    def _leave(self, opened: _Open) -> None:
        if opened.block:
            self._flush(ends_block=True)
            self._starts = True
        if opened.listed:
            self._lists.pop()
        elif opened.element.tag == "thead" and self._tables:
            self._tables[-1].head = False
        elif opened.cell is not None:
            row, column, rows, columns, header = opened.cell
            flow = tuple(self._flows.pop())
            self._tables[-1].cells.append(
                GridCell(row=row, column=column, rows=rows, columns=columns, header=header, flow=flow)
            )
        elif opened.table:
            table = self._tables.pop()
            said = True if table.cells and table.drawn * 2 > len(table.cells) else table.said
            if any(True for _ in texts([Grid(cells=tuple(table.cells))])):
                self._flows[-1].append(Grid(cells=tuple(table.cells), ruled=said))
                self._empty = 0
            self._starts = True

    def _place(self, element: etree._Element, declared: Declarations) -> tuple[int, int, int, int, bool]:
        """Row, column, rows, columns and head of a cell, after the squares that cells above it take."""
        table = self._tables[-1]
        rows, columns = _span(element, "rowspan"), _span(element, "colspan")
        while table.taken.get(table.column, 0) > table.row:
            table.column += 1
        column = table.column
        if rows > 1:
            for taken in range(column, column + columns):
                table.taken[taken] = table.row + rows
        table.column += columns
        table.drawn += bool(draws_rules(element, declared))
        return table.row, column, rows, columns, table.head or element.tag == "th"

    def _flush(self, ends_block: bool = False) -> None:
        """Turn what was collected into lines, one for each piece between forced breaks."""
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        rows: list[list[_Piece]] = [[]]
        for text, look in pieces:
            if look.kept_space and "\n" in text:
                text = text.replace("\r\n", "\n").replace("\n", _HARD)
            for n, part in enumerate(text.split(_HARD)):
                if n:
                    rows.append([])
                if part:
                    rows[-1].append(_Piece(part, look))
        if len(rows) == 1 and not any(piece.text.strip(" \t\r\n\f") for piece in rows[0]):
            return
        blank = 0
        for n, row in enumerate(rows):
            text = _folded(row)
            if not text.strip():
                blank += n < len(rows) - 1 or not ends_block
                continue
            self._add(row, text, starts=self._starts or blank > 0, gap=self._empty + blank)
            blank = 0
        self._empty = self._empty + (1 if blank or not any(_folded(row).strip() for row in rows) else 0)

    def _add(self, row: list[_Piece], text: str, *, starts: bool, gap: int) -> None:
        if self._left <= 0:
            self.cut = True
            return
        text = text[: self._left]
        self._left -= len(text)
        mark = self._mark if not _OWN_MARK.match(text) else ""
        self._mark = ""
        self._starts, self._empty = False, 0
        letters = bold = italic = 0
        sizes: dict[float, int] = {}
        legacy = ""
        for part, look in row:
            count = len(_LETTERS.findall(part))
            letters, bold, italic = letters + count, bold + count * look.bold, italic + count * look.italic
            sizes[look.size] = sizes.get(look.size, 0) + count
            legacy = legacy or (legacy_of(look.font) if not part.isascii() else "")
        first = row[0].look
        self._flows[-1].append(
            Line(
                text=mark + text,
                size=max(sizes, key=lambda size: sizes[size]),
                bold=bold * 2 > letters,
                italic=italic * 2 > letters,
                paragraph=starts,
                flowing=True,
                centred=first.centred,
                indent=first.indent,
                gap=float(gap),
                automatic=len(mark),
                encoding=legacy if all(c <= "\u00ff" for c in text) else "",
            )
        )


def _folded(row: list[_Piece]) -> str:
    if any(piece.look.kept_space for piece in row):
        return "".join(piece.text for piece in row).replace("\r", " ").replace("\f", " ").rstrip()
    return _SPACES.sub(_space, "".join(piece.text for piece in row)).replace(_TAB, "\t").strip(" \t")


def _space(run: re.Match[str]) -> str:
    """White space as one space, or as a tab where somebody typed a gap: a browser folds it, but it parts columns.

    A gap is a tab or four spaces inside a line of the source, or three spaces before its end; the indent after a line
    end is none.
    """
    before, newline, _ = run[0].partition("\n")
    if newline:
        return "\t" if len(before) >= 3 else " "
    return "\t" if len(before) >= 4 or "\t" in before else " "


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return max(1, min(int(value), _LARGEST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 7 else 1
