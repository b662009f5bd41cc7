"""Tables of DOCX and HTML → lines: letterheads and closings become columns, layout goes, data keeps its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

import msgspec

from nguon.reading.page import Cell, Column, Line
from nguon.reading.readers.signs import ADDRESSEES, AUTHORITY, DATE, MOTTO, RECIPIENTS, bare
from nguon.reading.readers.typed_columns import find_blocks, widen_tabs

LONGEST_LINE_OF_A_HEAD = 250
"""A line with more characters is a paragraph of the body, not part of a letterhead or closing."""

_LONG_ENOUGH_FOR_BODY = 120
_MOST_ROWS_WITHOUT_SIGN = 8
_POINTS_A_SPACE = 5.0
_RIGHT_HALF = 150.0
"""A centred line with a larger indent, in points, stands in the right half of the page."""
_WALL = "·" * 500


class GridCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell with what stands in it, in order; see ``nguon.reading.page.Cell`` for the places."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False
    flow: tuple[Line | Grid, ...] = ()


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table as the file holds it, cells in row order.

    Attributes:
        cells: without those that a merged cell covers.
        ruled: visible rules; ``None`` where the file does not say.
    """

    cells: tuple[GridCell, ...]
    ruled: bool | None = None


Flow = Sequence[Line | Grid]
"""What stands below one another: lines and tables."""


def lay_out(flow: Flow) -> list[Line]:
    """The lines in reading order, two-column blocks marked, data tables with their cells."""
    return _split_typed(_lines(flow, count()))


def texts(flow: Flow) -> Iterator[str]:
    """The text of every line, tables included."""
    for item in flow:
        if isinstance(item, Line):
            yield item.text
        else:
            for cell in item.cells:
                yield from texts(cell.flow)


def _lines(flow: Flow, tables: Iterator[int]) -> list[Line]:
    lines: list[Line] = []
    bodies = [_is_body(item) for item in flow]
    last_body = max((n for n, body in enumerate(bodies) if body), default=-1)
    body_seen = False
    for n, item in enumerate(flow):
        if isinstance(item, Line):
            lines.append(item)
        else:
            lines += _grid_lines(item, tables, at_edge=not body_seen or n > last_body)
        body_seen = body_seen or bodies[n]
    return lines


def _is_body(item: Line | Grid) -> bool:
    return isinstance(item, Line) and len(item.text) > _LONG_ENOUGH_FOR_BODY


def _grid_lines(grid: Grid, tables: Iterator[int], *, at_edge: bool) -> list[Line]:
    cells = [cell for cell in grid.cells if any(text.strip() for text in texts(cell.flow))]
    tracks = sorted({cell.column for cell in cells})
    direct = {id(cell): [line.text for line in cell.flow if isinstance(line, Line) and line.text] for cell in cells}
    if len(tracks) < 2 and not (grid.ruled and len(cells) > 2):
        return _flattened(cells, tables)
    nested = any(_is_table_within(item) for cell in cells for item in cell.flow)
    is_body = nested or any(len(text) > LONGEST_LINE_OF_A_HEAD for found in direct.values() for text in found)
    header = any(cell.header for cell in cells)
    right = _right_track(cells, tracks, direct, ruled=grid.ruled is True)
    if right and not is_body:
        return _in_columns(cells, tracks, right, tables)
    if header or grid.ruled or (len(tracks) > 2 and not nested and cells[-1].row > 0):
        return _as_data(grid, cells, tables)
    if is_body or any(ADDRESSEES.match(bare(" ".join(direct[id(cell)]))) for cell in cells):
        return _flattened(cells, tables)
    labels = sum(found[-1].rstrip().endswith(":") for cell in cells if (found := direct[id(cell)]))
    if labels * 2 > len({cell.row for cell in cells}):
        return _flattened(cells, tables)
    if at_edge and _looks_like_a_block(cells, direct):
        return _in_columns(cells, tracks, tracks[1], tables)
    return _as_data(grid, cells, tables)


def _is_table_within(item: Line | Grid) -> bool:
    """A table with more than one cell in use; a box drawn round a stamp is a table of one."""
    return not isinstance(item, Line) and sum(any(t.strip() for t in texts(c.flow)) for c in item.cells) > 1


def _right_track(cells: Sequence[GridCell], tracks: Sequence[int], direct: dict[int, list[str]], *, ruled: bool) -> int:
    """The first grid column of the right side of a letterhead or closing, 0 where the table is neither."""
    right = []
    closing = []
    for cell in cells:
        found = [bare(text) for text in direct[id(cell)]]
        if not found:
            continue
        if cell.column > 0 and any(MOTTO.search(text) for text in (*found, "".join(found))):
            return cell.column
        if any(RECIPIENTS.match(text) for text in found[:2]) and (not ruled or any(":" in t for t in found[:2])):
            closing += [track for track in tracks if track >= cell.column + cell.columns][:1]
        if cell.column > 0 and not ruled and AUTHORITY.match(found[0]):
            right.append(cell.column)
        if cell.column == tracks[-1] > 0 and not ruled and len(tracks) == 2 and _is_dated(cells, cell, found):
            right.append(cell.column)
    if ruled:
        return closing[0] if closing and len(tracks) == 2 else 0
    return min(right or closing, default=0)


def _is_dated(cells: Sequence[GridCell], cell: GridCell, found: list[str]) -> bool:
    """Place and date at the end of a right cell of a small table."""
    return cells[-1].row < 4 and len(found[-1]) < 60 and DATE.search(found[-1]) is not None


def _looks_like_a_block(cells: Sequence[GridCell], direct: dict[int, list[str]]) -> bool:
    """A closing without recipients or authority: titles in capitals above names, or one row of two sides."""
    rows = {cell.row for cell in cells}
    top = [direct[id(cell)] for cell in cells if cell.row == cells[0].row]
    capitals = all(found and found[0].isupper() for found in top)
    return len(rows) < _MOST_ROWS_WITHOUT_SIGN and (len(rows) == 1 or capitals)


def _flattened(cells: Sequence[GridCell], tables: Iterator[int]) -> list[Line]:
    return [line for cell in cells for line in _lines(cell.flow, tables)]


def _in_columns(cells: Sequence[GridCell], tracks: Sequence[int], right: int, tables: Iterator[int]) -> list[Line]:
    """Rows of two sides: all left lines, then all right ones; a row across both, or of addressees, ends the block."""
    lines: list[Line] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    addressed = False
    for cell in cells:
        found = _lines(cell.flow, tables)
        first = bare(found[0].text) if found else ""
        addressed = (addressed or ADDRESSEES.match(first) is not None) and not RECIPIENTS.match(first)
        across = cell.column <= tracks[0] and cell.column + cell.columns > max(right, tracks[-1])
        if across or addressed:
            lines += [*sides[0], *sides[1], *found]
            sides = ([], [])
            continue
        column = Column.RIGHT if cell.column >= right else Column.LEFT
        sides[column - 1].extend(line if line.cell else msgspec.structs.replace(line, column=column) for line in found)
    return [*lines, *sides[0], *sides[1]]


def _as_data(grid: Grid, cells: Sequence[GridCell], tables: Iterator[int]) -> list[Line]:
    table = next(tables)
    lines: list[Line] = []
    for cell in cells:
        place = Cell(
            table=table,
            row=cell.row,
            column=cell.column,
            rows=cell.rows,
            columns=cell.columns,
            header=cell.header,
            ruled=grid.ruled,
        )
        for line in _lines(cell.flow, tables):
            lines.append(line if line.cell else msgspec.structs.replace(line, cell=place))
    return lines


def _split_typed(lines: list[Line]) -> list[Line]:
    """The lines with the two sides of letterheads and closings that were typed with tabs or spaces apart."""
    if not any("\t" in line.text or "   " in line.text or "\u00a0" in line.text for line in lines):
        return [_stripped(line) for line in lines]
    rows = [
        _WALL
        if line.cell or line.column or line.footnote or (line.centred and line.indent < _RIGHT_HALF)
        else " " * min(int(line.indent / _POINTS_A_SPACE), 200) + widen_tabs(line.text)
        for line in lines
    ]
    done: list[Line] = []
    start = 0
    for block in find_blocks(rows):
        done += [_stripped(line) for line in lines[start : block.first]]
        for piece in block.pieces:
            text = rows[piece.row][piece.start : piece.end].strip()
            line = lines[piece.row]
            done.append(msgspec.structs.replace(line, text=text, column=piece.column, automatic=0, indent=0.0))
        start = block.last
    return done + [_stripped(line) for line in lines[start:]]


def _stripped(line: Line) -> Line:
    text = line.text.strip()
    return line if text == line.text else msgspec.structs.replace(line, text=text)
