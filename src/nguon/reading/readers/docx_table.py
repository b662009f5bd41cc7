"""A table of a DOCX as a grid: merged cells, heads, and whether it shows rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from lxml import etree

from nguon.reading.page import Line
from nguon.reading.readers.docx_package import W
from nguon.reading.readers.docx_styles import Styles, edges, number, on
from nguon.reading.readers.grid import Grid, GridCell

TRANSPARENT = frozenset(W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag", "bdo", "dir"))
"""Elements around paragraphs, rows and cells that show nothing of their own."""

_MOST_COLUMNS = 200


def read_table(table: etree._Element, styles: Styles, flow: Callable[[etree._Element], list[Line | Grid]]) -> Grid:
    """The grid of a ``w:tbl``; ``flow`` reads what stands in a cell."""
    cells: list[GridCell] = []
    open_merges: dict[int, int] = {}
    drawn = bare = total = 0
    for n, row in enumerate(_rows(table)):
        properties = row.find(W + "trPr")
        before = number(properties.find(W + "gridBefore")) if properties is not None else None
        header = properties is not None and bool(on(properties.find(W + "tblHeader")))
        column = max(0, min(int(before or 0), _MOST_COLUMNS))
        for cell in _within(row, W + "tc"):
            look = cell.find(W + "tcPr")
            wide = number(look.find(W + "gridSpan")) if look is not None else None
            columns = max(1, min(int(wide or 1), _MOST_COLUMNS))
            merge = look.find(W + "vMerge") if look is not None else None
            borders = edges(look.find(W + "tcBorders")) if look is not None else {}
            total += 1
            drawn += any(borders.values())
            bare += bool(borders) and not any(borders.values())
            if merge is not None and merge.get(W + "val") != "restart" and column in open_merges:
                above = open_merges[column]
                cells[above] = msgspec.structs.replace(cells[above], rows=n - cells[above].row + 1)
            else:
                if merge is not None:
                    open_merges[column] = len(cells)
                else:
                    open_merges.pop(column, None)
                cells.append(GridCell(row=n, column=column, columns=columns, header=header, flow=tuple(flow(cell))))
            column += columns
    return Grid(cells=tuple(cells), ruled=_is_ruled(table, styles, drawn, bare, total))


def _is_ruled(table: etree._Element, styles: Styles, drawn: int, bare: int, total: int) -> bool:
    """Whether a table shows rules: its style's, its own, and those of its cells, the nearer one deciding."""
    properties = table.find(W + "tblPr")
    if properties is None:
        return drawn * 2 > total
    style = properties.find(W + "tblStyle")
    name = (style.get(W + "val") or "") if style is not None else ""
    borders = styles.borders(name)
    if not borders and not styles.knows(name) and "grid" in name.lower():
        borders = dict.fromkeys(("insideH", "insideV"), True)  # Word has the style built in
    borders = borders | edges(properties.find(W + "tblBorders"))
    return drawn * 2 > total or (sum(borders.values()) >= 2 and bare * 2 < max(total, 1))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that are not struck out, content controls opened."""
    for child in _within(table, W + "tr"):
        if child.find(f"{W}trPr/{W}del") is None:
            yield child


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    stack: list[Iterator[etree._Element]] = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == tag:
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            stack.append(iter(content if content is not None else ()))
        elif child.tag in TRANSPARENT:
            stack.append(iter(child))
