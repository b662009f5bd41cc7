"""Tables pasted into a text file: cells divided by tabs, as Word copies them, or by bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_FEWEST_CELLS = 3
_MOST_CELLS = 30
_FEWEST_ROWS = 2
_WIDEST_ROW = 5_000
_RULE = re.compile(r"[\s|:=+-]*+")


class TypedTable(NamedTuple):
    """Rows ``first`` to ``last`` (exclusive) of the text; ``cells`` by row and column, white space stripped."""

    first: int
    last: int
    cells: tuple[tuple[str, ...], ...]


def find_tables(rows: Sequence[str], first: int, last: int) -> list[TypedTable]:
    """The tables among ``rows[first:last]``: two rows or more, one below the other, of as many cells, three or more.

    >>> find_tables(["TT\\tViệc\\tĐơn vị", "1\\tRà soát\\tSở A"], 0, 2)[0].cells[1]
    ('1', 'Rà soát', 'Sở A')
    """
    tables: list[TypedTable] = []
    n = first
    while n < last:
        head = _cells(rows[n])
        if head is None or sum(map(bool, head)) < _FEWEST_CELLS:
            n += 1
            continue
        cells = [head]
        end = n + 1
        while end < last:
            row = rows[end]
            found = _cells(row)
            if found is None or len(found) != len(head):
                if not ("|" in row and _RULE.fullmatch(row)):
                    break
            else:
                cells.append(found)
            end += 1
        if len(cells) >= _FEWEST_ROWS:
            tables.append(TypedTable(n, end, tuple(cells)))
        n = end
    return tables


def _cells(row: str) -> tuple[str, ...] | None:
    if len(row) > _WIDEST_ROW:
        return None
    if row.count("\t") >= _FEWEST_CELLS - 1:
        cells = row.split("\t")
    elif row.count("|") >= _FEWEST_CELLS - 1 and not _RULE.fullmatch(row):
        cells = row.strip().removeprefix("|").removesuffix("|").split("|")
    else:
        return None
    if not _FEWEST_CELLS <= len(cells) <= _MOST_CELLS:
        return None
    return tuple(cell.strip() for cell in cells)
