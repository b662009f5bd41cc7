"""Rows of words that may reach over two columns, and the blocks that they make.

A row is told to reach over both columns by where its parts stand, never by how it was typed: in a borderless table,
with tab stops or with spaces.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from nguon.reading.page import Column
from nguon.reading.readers.drawn import Drawn
from nguon.reading.readers.pdf_lines import Piece, Row, row_words


class ColumnLine(NamedTuple):
    """A line of a block, and its column."""

    column: Column
    row: Row


class Block(NamedTuple):
    """Lines of two columns in reading order, from ``top`` to ``bottom`` (baselines in points)."""

    top: float
    bottom: float
    lines: list[ColumnLine]


def text_of(row: Row) -> str:
    """The words of a row, one space between them."""
    return " ".join([piece.text for piece in row])


def centre_of(row: Row) -> float:
    """x of the middle of a row, in points."""
    return (row[0].x0 + row[-1].x1) / 2


def gaps_in(words: Row) -> list[float]:
    """The spaces between neighbours in a row, in points."""
    return [max(b.x0 - a.x1, 0.0) for a, b in pairwise(words)]


def words_across(page: Drawn, row: Row, width: float) -> Row:
    """The words of a row that may reach over both columns; a row that stands in one half of the page as it is."""
    if len(row) == 1 and (row[0].x1 < 0.42 * width or row[0].x0 > 0.55 * width):
        return row
    return row_words(page, row)


def wide_cut(row: Row, width: float) -> tuple[Row, Row] | None:
    """The row cut at its widest space, where that is plainly a space between columns."""
    gaps = gaps_in(row)
    if not gaps:
        return None
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    left, right = row[: widest + 1], row[widest + 1 :]
    if gaps[widest] < 2.0 * row[0].size or centre_of(left) > 0.45 * width or centre_of(right) < 0.52 * width:
        return None
    return left, right


def is_full_line(row: Row, width: float) -> bool:
    """Whether a row is plainly a full line of text: one piece from margin to margin, of the length of its letters."""
    piece = row[0]
    if len(row) > 1 or len(piece.text) < 55:
        return False
    wide, letters = piece.x1 - piece.x0, len(" ".join(piece.text.split()))
    return letters >= 55 and wide > 0.6 * width and 0.3 < wide / (letters * piece.size) < 0.62


def block_of(first: Row, last: Row, lines: list[tuple[Column, Row]]) -> Block:
    """Lines put into reading order: the whole left column, then the whole right one."""
    ordered = [
        ColumnLine(column, row) for side in (Column.LEFT, Column.RIGHT) for column, row in lines if column is side
    ]
    return Block(min(p.base for p in first), max(p.base for p in last), ordered)


def around(block: Block, pieces: Iterable[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces above and below a block, in the order in which they were drawn."""
    taken = {piece.start for line in block.lines for piece in line.row}
    above: list[Piece] = []
    below: list[Piece] = []
    for piece in pieces:
        if piece.start not in taken:
            (above if piece.base < block.top else below).append(piece)
    return above, below
