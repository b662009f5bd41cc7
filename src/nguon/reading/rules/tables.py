"""Tables of the body and of annexes, as a grid: merged cells carried down and across, heads over each column."""

from __future__ import annotations

import re
from collections import defaultdict

from nguon.core.text import fold
from nguon.reading.document import Node, Value
from nguon.reading.layout import TableBlock
from nguon.reading.page import Cell
from nguon.reading.sheet import Row, Sheet, Span

_HEAD_WORDS = re.compile(
    r"^(?:tt|stt|số tt|nội dung|nhiệm vụ|công việc|hoạt động|tên|đơn vị|cơ quan|chủ trì|phối hợp|trách nhiệm"
    r"|thời gian|thời hạn|tiến độ|hoàn thành"
    r"|sản phẩm|kết quả|ghi chú|địa điểm|kinh phí|số lượng|lãnh đạo|người|họ|chức vụ|phân công|thực hiện|theo dõi"
    r"|ngày|mục tiêu|chỉ tiêu|thành phần|hình thức)"
)
_MAX_SQUARES = 200_000


def read_table(sheet: Sheet, block: TableBlock) -> Node:
    """The table that stands in the block's rows, as a node with its rows as children (ids are given by the body)."""
    cells: dict[tuple[int, int], Cell] = {}
    spans: dict[tuple[int, int], list[Span]] = defaultdict(list)
    bold: dict[tuple[int, int], bool] = {}
    for row in sheet.rows[block.first : block.last + 1]:
        cell = row.line.cell
        assert cell is not None
        key = (cell.row, cell.column)
        cells.setdefault(key, cell)
        bold.setdefault(key, row.line.bold)
        if spans[key] and not _between(sheet, spans[key][-1][1], row):
            spans[key][-1] = (spans[key][-1][0], row.end)
        else:
            spans[key].append((row.start, row.end))
    height = max(cell.row for cell in cells.values()) + 1
    width = max(cell.column + cell.columns for cell in cells.values())
    values = {key: _value(sheet, spans[key]) for key in cells}
    grid: dict[int, dict[int, Value[str]]] = defaultdict(dict)
    squares = 0
    for (top, left), cell in cells.items():
        for r in range(top, min(top + cell.rows, height)):
            for c in range(left, left + cell.columns):
                squares += 1
                if squares > _MAX_SQUARES:
                    break
                grid[r].setdefault(c, values[top, left])
    used = sorted(grid)
    heads = _head_rows(used, grid, cells, bold)
    head = tuple(_over(column, heads, grid) for column in range(width))
    rows = tuple(
        Node(
            kind="row",
            id=str(number),
            cells=tuple(grid[r].get(c) for c in range(width)),
            header=r in heads,
        )
        for number, r in enumerate(used, start=1)
    )
    return Node(kind="table", id="", children=rows, head=head)


def _between(sheet: Sheet, end: int, row: Row) -> bool:
    return bool(sheet.text[end : row.start].strip())


def _value(sheet: Sheet, spans: list[Span]) -> Value[str]:
    value = sheet.value("", *spans)
    return Value(value=value.text, text=value.text, sure=value.sure, sources=value.sources, printed=value.printed)


def _head_rows(
    used: list[int],
    grid: dict[int, dict[int, Value[str]]],
    cells: dict[tuple[int, int], Cell],
    bold: dict[tuple[int, int], bool],
) -> set[int]:
    """The rows that are the table's head: marked by the file, or the first ones by their words."""
    marked = {r for (r, _), cell in cells.items() if cell.header}
    if marked:
        first = {r for r in used if r <= max(marked) and r in marked}
        return first or marked
    heads: set[int] = set()
    width = max(cell.column + cell.columns for cell in cells.values())
    for r in used[:3]:
        if heads and any(top == r and cell.columns * 2 > width for (top, _), cell in cells.items()):
            break  # a row that names a group of rows ("I. Thư viện số"), not a column
        texts = [fold(value.text) for value in grid[r].values()]
        wordy = sum(bool(_HEAD_WORDS.match(text)) for text in texts)
        short = all(len(text) <= 60 for text in texts)
        if short and wordy * 2 >= len(texts) and len(texts) > 1:
            heads.add(r)
            for (top, _), cell in cells.items():
                if top == r:
                    heads.update(range(r, min(r + cell.rows, r + 3)) if cell.rows > 1 else ())
        elif heads and short and re.fullmatch(r"[\d\s()\[\]=x+*/.a-z-]*", " ".join(texts)):
            heads.add(r)
        else:
            break
    return {r for r in heads if r in grid}


def _over(column: int, heads: set[int], grid: dict[int, dict[int, Value[str]]]) -> str | None:
    """The words over a column: those of each head row, outer first, each once."""
    words: list[str] = []
    for r in sorted(heads):
        value = grid[r].get(column)
        if value and value.text not in words and not re.fullmatch(r"[\d()\s]+", value.text):
            words.append(value.text)
    return " ".join(words) or None
