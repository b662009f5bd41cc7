"""Tables drawn with rules: the grid that the rules make, and the cells that it has once squares without a rule join."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nguon.core.provenance import Box
from nguon.reading.readers.drawn import Drawn
from nguon.reading.readers.pdf_lines import Piece, Row, rows_of, words_of

_THIN = 3.0
_SNAP = 3.0  # points: rules nearer than this are one, and meet
_SHORTEST = 5.0  # points: shorter ones are corners and dots
_MOST_RULES = 800  # of one page, once those in one line are joined


class Square(NamedTuple):
    """A cell of a grid: its first row and column, how many of each it covers, and where it is."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class Grid(NamedTuple):
    """One ruled table on one page; ``xs`` and ``ys`` are the places of its rules in points, ascending."""

    xs: list[float]
    ys: list[float]
    squares: list[Square]
    at: dict[tuple[int, int], int]

    @property
    def box(self) -> Box:
        """The area inside its outermost rules."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def find(self, x: float, y: float) -> int | None:
        """The number of the square that holds a point."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, y) - 1
        column = min(max(column, 0), len(self.xs) - 2)
        row = min(max(row, 0), len(self.ys) - 2)
        return self.at.get((row, column))


class _Rule(NamedTuple):
    at: float
    start: float
    end: float


def grids(rules: Iterable[Box]) -> list[Grid]:
    """The ruled tables that rules make, from the top of the page down; a frame around one square is none."""
    across, down = [], []
    for x0, y0, x1, y1 in rules:
        if y1 - y0 <= _THIN and x1 - x0 >= _SHORTEST:
            across.append(_Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN and y1 - y0 >= _SHORTEST:
            down.append(_Rule((x0 + x1) / 2, y0, y1))
    across, down = _joined(across), _joined(down)
    if len(across) < 2 or not down or len(across) > _MOST_RULES or len(down) > _MOST_RULES:
        return []
    found = [grid for one, two in _connected(across, down) if (grid := _grid(one, two))]
    found.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    outer: list[Grid] = []
    for grid in found:
        if not any(_inside(grid.box, other.box) for other in outer):
            outer.append(grid)  # a table inside a cell is read as that cell's text
    return outer


def _inside(one: Box, two: Box) -> bool:
    return one[0] >= two[0] - 1 and one[1] >= two[1] - 1 and one[2] <= two[2] + 1 and one[3] <= two[3] + 1


def _joined(rules: list[_Rule]) -> list[_Rule]:
    """Rules in one line that touch, as one."""
    rules.sort(key=lambda rule: rule.at)
    lines: list[list[_Rule]] = []
    for rule in rules:
        if lines and rule.at - lines[-1][-1].at <= 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    found = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        line.sort(key=lambda rule: rule.start)
        start, end = line[0].start, line[0].end
        for rule in line[1:]:
            if rule.start <= end + _SNAP:
                end = max(end, rule.end)
            else:
                found.append(_Rule(at, start, end))
                start, end = rule.start, rule.end
        found.append(_Rule(at, start, end))
    return found


def _connected(across: list[_Rule], down: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Rules grouped by what meets what."""
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for h, one in enumerate(across):
        for v, two in enumerate(down, len(across)):
            if one.start - _SNAP <= two.at <= one.end + _SNAP and two.start - _SNAP <= one.at <= two.end + _SNAP:
                parent[root(h)] = root(v)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for h, one in enumerate(across):
        groups.setdefault(root(h), ([], []))[0].append(one)
    for v, two in enumerate(down, len(across)):
        groups.setdefault(root(v), ([], []))[1].append(two)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SNAP:
            places.append(value)
    return places


def _grid(across: list[_Rule], down: list[_Rule]) -> Grid | None:
    # a table may lack its outermost rules: the ends of the rules across show where it ends
    xs = _places([rule.at for rule in down] + [end for rule in across for end in (rule.start, rule.end)])
    ys = _places([rule.at for rule in across] + [end for rule in down for end in (rule.start, rule.end)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > 20_000:
        return None
    parent = list(range(rows * columns))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    walls = [[rule for rule in down if abs(rule.at - x) <= _SNAP] for x in xs]
    floors = [[rule for rule in across if abs(rule.at - y) <= _SNAP] for y in ys]
    for row in range(rows):
        y = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            x = (xs[column] + xs[column + 1]) / 2
            place = row * columns + column
            if column + 1 < columns and not any(rule.start <= y <= rule.end for rule in walls[column + 1]):
                parent[root(place)] = root(place + 1)
            if row + 1 < rows and not any(rule.start <= x <= rule.end for rule in floors[row + 1]):
                parent[root(place)] = root(place + columns)
    members: dict[int, list[int]] = {}
    for place in range(rows * columns):
        members.setdefault(root(place), []).append(place)
    if len(members) < 2:
        return None
    squares: list[Square] = []
    at: dict[tuple[int, int], int] = {}
    for places in sorted(members.values()):
        r = [place // columns for place in places]
        c = [place % columns for place in places]
        top, bottom, left, right = min(r), max(r), min(c), max(c)
        for place in places:
            at[place // columns, place % columns] = len(squares)
        box = (xs[left], ys[top], xs[right + 1], ys[bottom + 1])
        squares.append(Square(top, left, bottom - top + 1, right - left + 1, box))
    return Grid(xs, ys, squares, at)


def fill(page: Drawn, grid: Grid, pieces: Sequence[Piece]) -> tuple[list[tuple[Square, list[Row]]], list[Piece]]:
    """The rows of text in each square that has any, in the order of the squares, and the pieces outside the table."""
    x0, y0, x1, y1 = grid.box
    inside: dict[int, list[Piece]] = {}
    outside = []
    for piece in pieces:
        y = piece.base - 0.3 * piece.size
        if not (y0 <= y <= y1 and x0 - _SNAP <= piece.centre <= x1 + _SNAP):
            outside.append(piece)
            continue
        first, last = grid.find(piece.x0 + 1, y), grid.find(piece.x1 - 1, y)
        if first == last and first is not None:
            inside.setdefault(first, []).append(piece)
            continue
        for word in words_of(page, piece):
            square = grid.find(word.centre, word.base - 0.3 * word.size)
            if square is not None:
                inside.setdefault(square, []).append(word)
    return [(grid.squares[number], rows_of(inside[number])) for number in sorted(inside)], outside


def same_columns(one: Sequence[float], two: Sequence[float]) -> bool:
    """Whether two grids have the same column edges."""
    return len(one) == len(two) and all(abs(a - b) <= 2 * _SNAP for a, b in zip(one, two, strict=True))


def cut_row(filled: list[tuple[Square, list[Row]]], first: int) -> int:
    """The row in which the last row of the page before goes on: no number in it, and it starts in mid-sentence.

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
