"""Plain text as it circulates: UTF-8, UTF-16, Windows-1258 and the legacy encodings, hard-wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from nguon.core.errors import EmptyFile, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Cell, Column, Line, Page
from nguon.reading.readers import Remark, Source, sniff
from nguon.reading.readers.decoding import decode
from nguon.reading.readers.typed_columns import Block, find_blocks, widen_tabs
from nguon.reading.readers.typed_tables import find_tables

POINTS_A_SPACE = 5.0
"""Width of a typed space in points: half of a 10 to 11 point type, as in text typed for a fixed width."""

_SIGNS_OF_COLUMNS = ("\t", "|", "   ", "\u00a0\u00a0\u00a0")
_LINE_ENDS_OF_BYTES = re.compile(r"\r\n|\r|\n")
_EDGE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "|"
_LEAST_CENTRED_INDENT = 8


def recognises_plain(data: bytes, suffix: str) -> bool:
    """Whether the bytes are text without mark-up."""
    return sniff.media_type(data, suffix) == sniff.TEXT


@contextmanager
def open_plain(data: bytes, options: ReadingOptions) -> Iterator[Source]:
    """Read a text file into one page of its printed lines.

    A line's ``gap`` counts the empty lines above it, ``indent`` its leading spaces; ``paragraph`` is set after an empty
    line only, since whether a text is wrapped is layout's to say.

    Raises:
        EmptyFile: nothing but white space.
        TooLarge: more bytes than ``options.max_bytes``.
    """
    if len(data) > options.max_bytes:
        raise TooLarge(
            f"The file has {len(data)} bytes, more than {options.max_bytes}", hint="Raise max_bytes, or cut the file"
        )
    cut = data[: options.max_characters * 4]
    text, legacy, _ = decode(cut)
    remarks: tuple[Remark, ...] = ()
    if len(cut) < len(data) or len(text) > options.max_characters:
        text = text[: options.max_characters]
        remarks = (
            Remark(
                code="too_much_text",
                what=f"Only the first {options.max_characters} characters were read",
                hint="Raise max_characters to read the rest",
            ),
        )
    if not text or text.isspace():
        if remarks and not data.isspace():
            raise TooLarge(f"The first {options.max_characters} characters are white space", hint="Check the file")
        raise EmptyFile("The file holds no text", hint="Check that the right file was sent")
    yield Source(pages=(Page(number=1, lines=tuple(_lines(text, legacy))),), remarks=remarks)


def _lines(text: str, legacy: str) -> list[Line]:
    # U+0085 and U+001E are letters in VISCII: only the ends that every encoding shares.
    rows = _LINE_ENDS_OF_BYTES.split(text) if legacy == "viscii" else text.splitlines()
    if not any(sign in text for sign in _SIGNS_OF_COLUMNS):
        return _whole(rows, legacy, 0, len(rows), _middle(rows))
    raw, rows = rows, [widen_tabs(row) for row in rows]
    lines: list[Line] = []
    start = 0
    middle = _middle(rows)
    tables = count()
    for block in find_blocks(rows):
        lines += _between(raw, rows, legacy, start, block.first, middle, tables)
        lines += _in_columns(rows, legacy, block)
        start = block.last
    return lines + _between(raw, rows, legacy, start, len(rows), middle, tables)


def _in_columns(rows: list[str], legacy: str, block: Block) -> list[Line]:
    """The lines of a letterhead or closing, the left side before the right one."""
    lines: list[Line] = []
    empty = _empty_above(rows, block.first)
    column, previous = Column.WHOLE, -1
    for piece in block.pieces:
        if piece.column is not column:
            column, previous = piece.column, piece.row - 1 - empty
            empty = 0
        text = rows[piece.row][piece.start : piece.end].strip(_EDGE)
        if text:
            gap = piece.row - previous - 1
            lines.append(Line(text=text, column=column, paragraph=gap > 0, gap=float(gap), encoding=legacy))
        previous = piece.row
    return lines


def _between(
    raw: list[str], rows: list[str], legacy: str, first: int, last: int, middle: float, tables: Iterator[int]
) -> list[Line]:
    """The lines outside the blocks of two columns, those of pasted tables in their cells."""
    lines: list[Line] = []
    for table in find_tables(raw, first, last):
        lines += _whole(rows, legacy, first, table.first, middle)
        number = next(tables)
        lines += [
            Line(text=text, paragraph=True, encoding=legacy, cell=Cell(table=number, row=n, column=m))
            for n, row in enumerate(table.cells)
            for m, text in enumerate(row)
            if text
        ]
        first = table.last
    return lines + _whole(rows, legacy, first, last, middle)


def _whole(rows: list[str], legacy: str, first: int, last: int, middle: float) -> list[Line]:
    """The lines of full width among ``rows[first:last]``; ``middle`` is the middle of the page in characters."""
    lines: list[Line] = []
    empty = _empty_above(rows, first)
    for row in rows[first:last]:
        text = row.strip(_EDGE) if "|" in row else row.strip()
        if not text:
            empty += 1
            continue
        if row[0].isspace():
            lead = row.find(text[0])
            lines.append(
                Line(
                    text=text,
                    paragraph=empty > 0,
                    gap=float(empty),
                    encoding=legacy,
                    indent=lead * POINTS_A_SPACE,
                    centred=lead >= _LEAST_CENTRED_INDENT and abs(lead + len(text) / 2 - middle) <= 4,
                )
            )
        else:
            lines.append(Line(text=text, paragraph=empty > 0, gap=float(empty), encoding=legacy))
        empty = 0
    return lines


def _empty_above(rows: list[str], n: int) -> int:
    count = 0
    while n - count > 0 and not rows[n - count - 1].strip():
        count += 1
    return count


def _middle(rows: list[str]) -> float:
    """Half of the width that the lines of a wrapped text have, 40 where the text is not wrapped."""
    widths = sorted(len(row) for row in rows if 50 <= len(row) <= 130)
    return widths[len(widths) * 2 // 3] / 2 if len(widths) >= 5 else 40.0
