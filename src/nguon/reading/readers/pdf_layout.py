"""The lines of a PDF page: its pieces put into columns, table cells and the flow of the text, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from nguon.core.provenance import Box
from nguon.core.text import bare
from nguon.reading.page import Cell, Column, Glyphs, Line
from nguon.reading.readers.closing import closing
from nguon.reading.readers.column_rows import around
from nguon.reading.readers.drawn import Drawn
from nguon.reading.readers.fonts import Style, style_of
from nguon.reading.readers.letterhead import heading_in, letterhead
from nguon.reading.readers.pdf_lines import LineText, Piece, Row, flow
from nguon.reading.readers.pdf_tables import Grid, Square, cut_row, fill, grids, same_columns

_LEADING = 1.15  # of the font size: the distance of baselines in single spacing
_WIDE = 0.55  # of the page's width: pieces wider than this show where the margins are
_NOT_LEGACY = re.compile("[Ạ-ỹƠơƯư]")


class OpenTable(msgspec.Struct):
    """A table that reached the end of its page: its number, column edges, rows so far and the text of its head."""

    number: int
    xs: list[float]
    rows: int
    head: tuple[tuple[int, int, str], ...]


class Frame(msgspec.Struct):
    """What is carried from page to page: the margins of the text and the table that may go on.

    Attributes:
        left: left edge of the text in points, 0 while unknown.
        closing: x of the middle of the signature's column of a closing that the last page did not end, else 0.
        tables: number of tables so far.
        table: the table that ended the last page.
    """

    left: float = 0.0
    closing: float = 0.0
    tables: int = 0
    table: OpenTable | None = None
    headed: set[int] = msgspec.field(default_factory=set)


Runs = tuple[tuple[int, int, int], ...]
"""Of a line: offset in its text, and half-open range of the page's characters that stand there."""


class Layout:
    """The lines of one page, put together from its pieces.

    Args:
        page: where the characters stand.
        characters: all of the page's characters, by index.
        frame: what is carried from page to page; changed by ``lines``.
        rules: the straight rules that the page draws, as thin boxes.
        glyphs: gives the boxes of a line's characters.
        first: the page is the first of the document.
    """

    def __init__(
        self,
        page: Drawn,
        characters: str,
        frame: Frame,
        rules: Iterable[Box],
        glyphs: Callable[[Runs], Glyphs],
        *,
        first: bool,
    ) -> None:
        self.page, self.characters, self.frame = page, characters, frame
        self.rules, self.glyphs, self.is_first = rules, glyphs, first
        self.left = self.right = self.first = 0.0
        self.out: list[Line] = []
        self.styles: dict[int, Style] = {}  # by font, whose key is good while the page is open

    def lines(self, pieces: list[Piece], plain: str) -> list[Line]:
        """The lines in reading order; ``plain`` is the page's text in NFC."""
        self._margins(pieces)
        tables: list[tuple[Grid, list[tuple[Square, list[Row]]]]] = []
        for grid in grids(self.rules):
            filled, outside = fill(self.page, grid, pieces)
            if len(filled) > 1:
                tables.append((grid, filled))
                pieces = outside
        recipients = "ơi nhận" in plain or "ƠI NHẬN" in plain
        head = self.is_first or heading_in(plain)
        before = self.frame.table
        self.frame.table = None
        for number, (grid, filled) in enumerate(tables):
            top = grid.ys[0]
            above = [piece for piece in pieces if piece.base <= top]
            pieces = [piece for piece in pieces if piece.base > top]
            if above:
                self._text(above, head, recipients, last=False)
            goes_on = number == 0 and not self.out
            self._table(grid, filled, before if goes_on else None)
        if pieces:
            self._text(pieces, head, recipients, last=True)
            self.frame.table = None
        return self.out

    def _margins(self, pieces: list[Piece]) -> None:
        width = self.page.width
        wide = [piece for piece in pieces if piece.x1 - piece.x0 > _WIDE * width]
        starts = sorted(piece.x0 for piece in wide)
        left = next((a for a, b in pairwise(starts) if b - a < 1.5), starts[0] if starts else 0.0)
        known = self.frame.left
        for above, piece in pairwise(pieces):  # the last line of a paragraph stands at the margin, however short
            follows = piece.x0 < left - 8.0 and 0.0 < piece.base - above.base < 2.0 * piece.size
            if follows and above.x1 - above.x0 > _WIDE * width:
                left = piece.x0
        if not left or (known and 8.0 < left - known < 70.0):
            left = known or min(piece.x0 for piece in pieces) if pieces else known
        if wide and left:
            self.frame.left = left if not known else min(known, left) if abs(known - left) < 70 else left
        self.left = left
        self.right = max((piece.x1 for piece in wide), default=width - left)
        firsts = sorted(piece.x0 for piece in wide if piece.x0 > left + 8)
        self.first = next((a - left for a, b in pairwise(firsts) if b - a < 1.0), 0.0)

    def _text(self, pieces: list[Piece], head: bool, recipients: bool, last: bool) -> None:
        if head and not self.out:
            block = letterhead(self.page, pieces, self.is_first, self.left)
        elif head:
            block = letterhead(self.page, pieces, False, self.left)
        else:
            block = None
        if block:
            above, pieces = around(block, pieces)
            self._flow(above)
            self._columns(block.lines)
        if not pieces:
            return
        goes_on = self.frame.closing if not self.out else 0.0
        self.frame.closing = 0.0
        if recipients or last or goes_on:
            block, self.frame.closing = closing(self.page, pieces, self.left, recipients, goes_on)
        else:
            block = None
        if block:
            above, below = around(block, pieces)
            self._flow(above)
            self._columns(block.lines)
            self._flow(below)
        else:
            self._flow(pieces)

    def _flow(self, pieces: Sequence[Piece]) -> None:
        previous: Piece | None = None
        left, right = self.left, self.right
        middle = (left + right) / 2
        for row in flow(pieces) if pieces else ():
            first, x1 = row[0], row[-1].x1
            indent = first.x0 - left
            off = abs((first.x0 + x1) / 2 - middle)
            centred = indent > 10.0 and right - x1 > 10.0 and off < 6.0
            if centred and abs(indent - self.first) < 2.0:
                centred = off < 1.0  # an indented line whose end happens to leave as much
            self._add(row, Column.WHOLE, previous, indent, centred, None, False)
            previous = first

    def _columns(self, lines: Sequence[tuple[Column, Row]]) -> None:
        for side in (Column.LEFT, Column.RIGHT):
            rows = [row for column, row in lines if column is side]
            if not rows:
                continue
            left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
            middle = median((row[0].x0 + row[-1].x1) / 2 for row in rows)
            previous: Piece | None = None
            for row in rows:
                off = abs((row[0].x0 + row[-1].x1) / 2 - middle)
                centred = off < 6.0 and (row[0].x0 - left > 3.0 or right - row[-1].x1 < 3.0)
                self._add(row, side, previous, row[0].x0 - left, centred, None, previous is None)
                previous = row[0]

    def _table(self, grid: Grid, filled: list[tuple[Square, list[Row]]], before: OpenTable | None) -> None:
        frame = self.frame
        head_rows = max((square.rows for square in grid.squares if square.row == 0), default=1)
        head = tuple(
            (square.row, square.column, bare(" ".join(piece.text for row in rows for piece in row)))
            for square, rows in filled
            if square.row < head_rows
        )
        repeated, cut = False, -1
        if before and same_columns(before.xs, grid.xs):
            number, offset = before.number, before.rows
            repeated = head == before.head and len(head) > 1
            if repeated:
                frame.headed.add(number)
            cut = cut_row(filled, head_rows if repeated else 0)
            table = OpenTable(number, grid.xs, offset + len(grid.ys) - 1 - (cut >= 0), before.head)
        else:
            number, offset = frame.tables, 0
            frame.tables += 1
            table = OpenTable(number, grid.xs, len(grid.ys) - 1, head)
        frame.table = table
        for square, rows in filled:
            header = repeated and square.row < head_rows
            goes_on = square.row == cut
            at = offset - 1 if goes_on else offset + square.row - (square.row > cut >= 0)
            cell = Cell(number, at, square.column, square.rows, square.columns, header=header, ruled=True)
            previous: Piece | None = None
            left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
            for row in rows:
                off = (row[0].x0 + row[-1].x1 - square.box[0] - square.box[2]) / 2
                centred = abs(off) < 2.0 and right - left < 0.9 * (square.box[2] - square.box[0])
                starts = previous is None and not goes_on
                self._add(row, Column.WHOLE, previous, row[0].x0 - left, centred, cell, starts)
                previous = row[0]

    def _add(
        self,
        row: Row,
        column: Column,
        previous: Piece | None,
        indent: float,
        centred: bool,
        cell: Cell | None,
        paragraph: bool,
    ) -> None:
        text = LineText(row, self.characters)
        first, last = row[0], row[-1]
        style = self._style(first.start)
        middle = row[len(row) // 2]
        between = (middle.start + middle.end) // 2
        if self.characters[between] == " ":
            between += 1
        if style != self._style(last.end - 1) or (between < middle.end and style != self._style(between)):
            style = self._mixed(row)
        size = first.size if len(row) == 1 else _usual_size(row)
        gap = 0.0
        if previous is not None:
            gap = (first.base - previous.base) / (_LEADING * size) - 1.0
        encoding = style.encoding
        if encoding and _NOT_LEGACY.search(text.text):
            encoding = ""
        self.out.append(
            Line(
                text=text.text,
                box=self.page.as_shown(text.box),
                size=round(size, 2),
                bold=style.bold,
                italic=style.italic,
                column=column,
                paragraph=paragraph,
                centred=centred,
                indent=round(indent, 1) if indent > 0.05 else 0.0,
                gap=round(gap, 2) if gap > 0.005 else 0.0,
                cell=cell,
                encoding=encoding,
                glyphs=self.glyphs(text.runs),
            )
        )

    def _style(self, index: int) -> Style:
        font = self.page.font_key(index)
        style = self.styles.get(font)
        if style is None:
            style = style_of(self.page.font(index))
            if font:
                self.styles[font] = style
        return style

    def _mixed(self, row: Row) -> Style:
        """The style of most of a row's letters."""
        weights: dict[Style, int] = {}
        for piece in row:
            for match in re.finditer(r"\S+", piece.text):
                style = self._style(piece.start + match.start())
                weights[style] = weights.get(style, 0) + len(match[0])
        bold = sum(weight for style, weight in weights.items() if style.bold)
        italic = sum(weight for style, weight in weights.items() if style.italic)
        whole = sum(weights.values())
        encoding = max(weights, key=weights.__getitem__).encoding
        return Style(2 * bold > whole, 2 * italic > whole, encoding)


def _usual_size(row: Row) -> float:
    size = row[0].size
    if all(piece.size == size for piece in row):
        return size
    weights: dict[float, int] = {}
    for piece in row:
        weights[piece.size] = weights.get(piece.size, 0) + len(piece.text)
    return max(weights, key=weights.__getitem__)
