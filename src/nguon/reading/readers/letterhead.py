"""Letterheads of two columns, taken apart however they were typed.

The issuer, the number and, of a công văn, the subject stand on the left, the heading, the place and the date on the
right (Decree 30/2020/NĐ-CP, Annex I, Part IV; the Party's and the mass organisations' layouts are alike), at heights
that need not agree. The heading gives the middle of the right column; a row that reaches over both columns is cut at
the space where its parts come nearest to the middles of the two.
"""

from __future__ import annotations

import re
from statistics import median

from nguon.core.text import bare, nfc
from nguon.reading.page import Column
from nguon.reading.readers.column_rows import (
    Block,
    block_of,
    centre_of,
    gaps_in,
    is_full_line,
    text_of,
    wide_cut,
    words_across,
)
from nguon.reading.readers.drawn import Drawn
from nguon.reading.readers.pdf_lines import Piece, Row, row_words, rows_of

_MOST_ROWS = 20  # of a letterhead
_HEADING = re.compile(
    "|".join(
        r"\s*+".join(phrase).replace("Đ", "[ĐÐ]")
        for phrase in (
            "CỘNGHÒAXÃHỘI",
            "CỘNGHOÀXÃHỘI",
            "ĐẢNGCỘNGSẢNVIỆTNAM",
            "ĐOÀNTNCSHỒCHÍMINH",
            "ĐOÀNTHANHNIÊNCỘNGSẢNHỒCHÍMINH",
        )
    )
    + r"|Độc\s*+lập\s*+[-–—−]?\s*+Tự\s*+do\s*+[-–—−]?\s*+Hạnh\s*+phúc"
)
_DATE = re.compile(r", *ngày\b|\bngày\b.{0,20}\btháng\b.{0,20}\bnăm\b")
_NOT_HEAD = re.compile(r"(?:-\s*)?(?:kính\s+(?:g[ửở]i|trình)|căn\s+cứ)\b", re.IGNORECASE)
_TYPES = re.compile(
    r"(?:nghi quyet|quyet dinh|chi thi|quy che|quy dinh|thong cao|thong bao|huong dan|chuong trinh|ke hoach|phuong an"
    r"|de an|du an|bao cao|bien ban|to trinh|hop dong|cong dien|ban ghi nho|ban thoa thuan|giay [umg]\w*|giay nghi phep"
    r"|phieu [gcb]\w*|thong tu|nghi dinh|luat|ket luan|thong tri|tuyen bo|loi keu goi|chien luoc|cuong linh|dieu le"
    r"|lenh|phap lenh|sao y|sao luc|trich sao|phu luc|danh sach)\b"
)
_NUMBER = re.compile(r"so\b|v/v\b|ve viec\b")


def heading_in(text: str) -> bool:
    """Whether a page's text (NFC) may hold the heading of a letterhead."""
    return bool(_HEADING.search(text))


def _heading_at(words: Row) -> int | None:
    """Where in a row the heading of the right column starts: the number of its first word."""
    found = _HEADING.search(nfc(text_of(words)))
    if not found:
        return None
    offset = 0
    for index, word in enumerate(words):
        if offset + len(nfc(word.text)) > found.start():
            return index
        offset += len(nfc(word.text)) + 1
    return None


def letterhead(page: Drawn, pieces: list[Piece], first_page: bool, margin: float) -> Block | None:
    """The two columns at the head of a page, ``None`` where there are none.

    Args:
        page: the page, open.
        pieces: its pieces outside of ruled tables.
        first_page: a letterhead without its heading is looked for too.
        margin: x of the left edge of the text, in points.
    """
    width = page.width
    raw = rows_of(pieces)
    head = next(
        (n for n, row in enumerate(raw[:_MOST_ROWS] if first_page else raw) if _heading_at(row) is not None), None
    )
    if head is None and not first_page:
        return None
    top = 0 if first_page or head is None else _first_row(raw, head, width)
    rows: list[Row] = []
    for number, row in enumerate(raw[top : top + _MOST_ROWS], top):
        if _NOT_HEAD.match(nfc(text_of(row))):
            break
        words = row_words(page, row) if number == head else words_across(page, row, width)
        if number != head and is_full_line(row, width) and not _DATE.search(nfc(text_of(row))):
            gaps = gaps_in(words)
            if not gaps or max(gaps) < max(1.2 * words[0].size, 2 * median(gaps)):
                break  # a full line of the body
        rows.append(words)
    if head is not None and head < top + len(rows):
        head -= top
        at = _heading_at(rows[head]) or 0
        right = rows[head][at:]
        if at == 0 and abs(centre_of(right) - width / 2) < 0.06 * width:
            return None  # the heading stands alone in the middle: one column
        if centre_of(right) < 0.45 * width:
            return None
        edge, middle = right[0].x0, centre_of(right)
    else:
        found = [cut for row in rows if (cut := wide_cut(row, width))]
        told = any(_DATE.search(nfc(text_of(row))) or _NUMBER.match(bare(text_of(row))) for row in rows)
        if not found or not told or all(wide_cut(row, width) is None for row in rows[:4]):
            return None
        edge = min(right[0].x0 for _, right in found)
        middle = median(centre_of(right) for _, right in found)
        head = at = 0
    left_middle = _left_middle(rows, head, at, edge)
    lines: list[tuple[Column, Row]] = []
    last = 0
    seen = False
    for index, row in enumerate(rows):
        if index > head and _is_type(row, width):
            break
        left, right = _cut(row, edge, left_middle, middle, _heading_at(row))
        if index > head and not (left and right) and _is_in_the_middle(row, width, edge):
            break
        if not right and row[0].x0 < edge and row[-1].x1 > middle and row[-1].x1 - row[0].x0 > 0.5 * width:
            break  # a line of the body: it reaches over both columns
        if left:
            lines.append((Column.LEFT, left))
        if right:
            lines.append((Column.RIGHT, right))
            seen = True
        last = index
    return block_of(rows[0], rows[last], lines) if seen else None


def _first_row(rows: list[Row], head: int, width: float) -> int:
    """The first row of a letterhead further down: rows above the heading belong to it if they stand in one column."""
    top = head
    while top and head - top < 4:
        row = rows[top - 1]
        if row[-1].x1 - row[0].x0 > 0.5 * width or abs(centre_of(row) - width / 2) < 0.08 * width:
            break
        if rows[top][0].base - row[0].base > 3 * row[0].size:
            break
        top -= 1
    return top


def _left_middle(rows: list[Row], head: int, at: int, edge: float) -> float:
    """x of the middle of the left column."""
    if at:
        return centre_of(rows[head][:at])
    middles = [centre_of(row) for row in rows[:8] if row[-1].x1 <= edge]
    if middles:
        return median(middles)
    left = min(row[0].x0 for row in rows)
    return (left + edge) / 2


def _is_type(row: Row, width: float) -> bool:
    """Whether a row is the type of a document, in capitals in the middle of the page."""
    text = text_of(row)
    return text[:3].isupper() and abs(centre_of(row) - width / 2) < 0.07 * width and bool(_TYPES.match(bare(text)))


def _is_in_the_middle(row: Row, width: float, edge: float) -> bool:
    """Whether a row of one part belongs to neither column: it stands in the middle of the page."""
    if abs(centre_of(row) - width / 2) > 0.07 * width or row[0].x0 >= edge:
        return False
    one_part = max(gaps_in(row), default=0.0) < 2.0 * row[0].size
    return one_part and row[-1].x1 - row[0].x0 < 0.9 * width and not _NUMBER.match(bare(text_of(row)))


def _cut(row: Row, edge: float, left_middle: float, middle: float, heading: int | None) -> tuple[Row, Row]:
    """A row of a letterhead cut into what stands in the left and in the right column; either may be empty."""
    if heading is not None:
        return row[:heading], row[heading:]
    whole = centre_of(row)
    to_left, to_right = abs(whole - left_middle), abs(whole - middle)
    best, place = min(to_left, to_right), 0
    dated = bool(_DATE.search(nfc(text_of(row))))
    for index, gap in enumerate(gaps_in(row), 1):
        size = row[index].size
        left, right = row[:index], row[index:]
        narrow = gap < 0.55 * size
        if centre_of(left) > edge or centre_of(right) < edge or (narrow and not dated):
            continue
        cost = abs(centre_of(left) - left_middle) + abs(centre_of(right) - middle) - min(0.5 * gap, 2 * size)
        if narrow:  # one space between the columns: only where the right part is a place and a date
            cost += 2.0 * size
        if cost < best:
            best, place = cost, index
    if place:
        return row[:place], row[place:]
    return ([], row) if to_right < to_left else (row, [])
