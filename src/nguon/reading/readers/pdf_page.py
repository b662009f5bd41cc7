"""One page of a PDF: its pieces put into columns, table cells and lines, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from nguon.core.text import bare, nfc
from nguon.reading.page import Cell, Column, Line, Page
from nguon.reading.readers.columns import around, closing, heading_in, letterhead
from nguon.reading.readers.pdf_lines import HYPHEN, LineGlyphs, LineText, Piece, Row, flow, pieces_of
from nguon.reading.readers.pdf_tables import FEWEST_RULES, Grid, Square, fill, grids, same_columns
from nguon.reading.readers.pdfium import Pdf, PdfPage
from nguon.reading.readers.running_heads import without_page_numbers
from nguon.reading.readers.text_layer import FEW_LETTERS, is_garbled, may_hold_stamp, without_stamps

_LEADING = 1.15  # of the font size: the distance of baselines in single spacing
_WIDE = 0.55  # of the page's width: pieces wider than this show where the margins are
_LEGACY = re.compile(rb"(?:[A-Z]{6}\+)?(?:\.?(Vn)(?=[A-Z3])|(VNI)[-_ ]?[A-Z])")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique", re.IGNORECASE)
_NOT_LEGACY = re.compile("[Ạ-ỹƠơƯư]")


class Style(msgspec.Struct, frozen=True):
    """What the name of a font says."""

    bold: bool
    italic: bool
    encoding: str


_styles: dict[bytes, Style] = {}


def style_of(name: bytes) -> Style:
    """Weight, slant and legacy encoding by a font's base name: PDFium's own weight says 400 for bold."""
    style = _styles.get(name)
    if style is None:
        legacy = _LEGACY.match(name)
        encoding = "" if not legacy else "tcvn3" if legacy[1] else "vni"
        style = Style(bool(_BOLD.search(name)), bool(_ITALIC.search(name)), encoding)
        if len(_styles) < 10_000:
            _styles[name] = style
    return style


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


class OpenTable(msgspec.Struct):
    """A table that reached the end of its page: its number, column edges, rows so far and the text of its head."""

    number: int
    xs: list[float]
    rows: int
    head: tuple[tuple[int, int, str], ...]


class PageText(msgspec.Struct, frozen=True):
    """A page as read.

    Attributes:
        page: its lines.
        characters: how many it has.
        stamps: stamps of digital signatures in its text.
        blank: the page draws nothing at all.
        unread: the page draws text, but none of it can be read.
        cut: it has more characters than were allowed.
    """

    page: Page
    characters: int
    stamps: int = 0
    blank: bool = False
    unread: bool = False
    cut: bool = False


def read_page(pdf: Pdf, index: int, frame: Frame, most: int) -> PageText:
    """Read one page, 0-based, and at most so many of its characters.

    Raises ``DamagedFile`` where PDFium cannot open the page.
    """
    page = pdf.page(index)
    cut = page.count > most
    page.count = min(page.count, most)
    raw = page.characters()
    plain = nfc(raw.replace(HYPHEN, "-\n") if HYPHEN in raw else raw)
    pieces = pieces_of(page, raw) if page.count else []
    stamps = 0
    if pieces and may_hold_stamp(plain):
        pieces, stamps = without_stamps(page, pieces)
        plain = "\n".join([nfc(piece.text) for piece in pieces])
    number, width, height = index + 1, page.shown_width, page.shown_height
    if len(pieces) < 20 and 0 < sum(len(piece.text) for piece in pieces) < FEW_LETTERS and page.is_picture():
        pieces = []
    if not pieces:
        frame.table, frame.closing = None, 0.0
        blank = page.is_blank()
        reason = "" if blank else "stamp" if stamps else "none"
        empty = Page(number=number, width=width, height=height, text_layer=blank, reason=reason)
        unread = not blank and not stamps and page.draws_text()
        return PageText(empty, page.count, stamps, blank, unread, cut)
    if is_garbled(plain) and not _is_legacy(page, pieces):
        frame.table, frame.closing = None, 0.0
        garbled = Page(number=number, width=width, height=height, text_layer=False, reason="garbled")
        return PageText(garbled, page.count, stamps, cut=cut)
    lines = _Layout(pdf, page, index, raw, frame).lines(without_page_numbers(pieces, page.height), plain)
    whole = Page(number=number, width=width, height=height, lines=tuple(lines))
    return PageText(whole, page.count, stamps, cut=cut)


def _is_legacy(page: PdfPage, pieces: Sequence[Piece]) -> bool:
    """Whether a page is set in fonts of an encoding before Unicode, by the font of a few of its pieces."""
    return any(style_of(page.font(piece.start)).encoding for piece in pieces[:: max(len(pieces) // 8, 1)])


class _Layout:
    """The lines of one page."""

    def __init__(self, pdf: Pdf, page: PdfPage, index: int, characters: str, frame: Frame) -> None:
        self.pdf, self.page, self.index, self.characters, self.frame = pdf, page, index, characters, frame
        self.left = self.right = self.first = 0.0
        self.out: list[Line] = []
        self.styles: dict[int, Style] = {}  # by PDFium's font, whose address is good while the page is open

    def lines(self, pieces: list[Piece], plain: str) -> list[Line]:
        self._margins(pieces)
        tables: list[tuple[Grid, list[tuple[Square, list[Row]]]]] = []
        for grid in grids(self.page.rules(FEWEST_RULES)):
            filled, outside = fill(self.page, grid, pieces)
            if len(filled) > 1:
                tables.append((grid, filled))
                pieces = outside
        recipients = "ơi nhận" in plain or "ƠI NHẬN" in plain
        head = self.index == 0 or heading_in(plain)
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
            block = letterhead(self.page, pieces, self.index == 0, self.left)
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
            cut = _cut_row(filled, head_rows if repeated else 0)
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
        key = self.page.font_key
        font = key(first.start)
        style = self._style(first.start, font) if font and font == key(last.end - 1) else self._mixed(row)
        size = first.size if len(first.text) * 2 >= len(text.text) else _usual_size(row)
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
                glyphs=LineGlyphs(self.pdf, self.index, text.runs),
            )
        )

    def _style(self, index: int, font: int) -> Style:
        style = self.styles.get(font)
        if style is None:
            style = self.styles[font] = style_of(self.page.font(index))
        return style

    def _mixed(self, row: Row) -> Style:
        """The style of most of a row's letters."""
        weights: dict[Style, int] = {}
        for piece in row:
            for match in re.finditer(r"\S+", piece.text):
                index = piece.start + match.start()
                style = self._style(index, self.page.font_key(index))
                weights[style] = weights.get(style, 0) + len(match[0])
        bold = sum(weight for style, weight in weights.items() if style.bold)
        italic = sum(weight for style, weight in weights.items() if style.italic)
        whole = sum(weights.values())
        encoding = max(weights, key=weights.__getitem__).encoding
        return Style(2 * bold > whole, 2 * italic > whole, encoding)


def _cut_row(filled: list[tuple[Square, list[Row]]], first: int) -> int:
    """The row, if any, in which the last row of the page before goes on: no number in it, and it starts in mid-sentence.

    Args:
        filled: the squares with text.
        first: the first row under a repeated head.

    Returns:
        Its number in the grid, -1 if there is none.
    """
    squares = [(square, rows) for square, rows in filled if square.row == first]
    if not squares or any(square.column == 0 for square, _ in squares):
        return -1
    starts = [rows[0][0].text for _, rows in squares]
    return first if any(text[0].islower() for text in starts) else -1


def _usual_size(row: Row) -> float:
    weights: dict[float, int] = {}
    for piece in row:
        weights[piece.size] = weights.get(piece.size, 0) + len(piece.text)
    return max(weights, key=weights.__getitem__)
