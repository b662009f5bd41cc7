"""Letterheads and closings of two columns, taken apart however they were typed.

A letterhead has the issuer, the number and, of a công văn, the subject on the left, the heading, the place and the date
on the right (Decree 30/2020/NĐ-CP, Annex I, Part IV; the Party's and the mass organisations' layouts are alike). A
closing has the recipients (Nơi nhận) on the left and the signature on the right; minutes have two signatures. Typed in
a borderless table, with tab stops or with spaces, their two columns stand at heights that need not agree. Here the
columns are told apart by where they stand: a row that reaches over both is cut at the space where its parts come
nearest to the middles of the two columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from nguon.core.text import bare, nfc
from nguon.reading.page import Column
from nguon.reading.readers.pdf_lines import Piece, Row, row_words, rows_of
from nguon.reading.readers.pdfium import PdfPage

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
_NOT_HEAD = re.compile(r"(?:- *)?(?:kinh gui|kinh trinh|can cu)\b")
_TYPES = re.compile(
    r"(?:nghi quyet|quyet dinh|chi thi|quy che|quy dinh|thong cao|thong bao|huong dan|chuong trinh|ke hoach|phuong an"
    r"|de an|du an|bao cao|bien ban|to trinh|hop dong|cong dien|ban ghi nho|ban thoa thuan|giay [umg]\w*|giay nghi phep"
    r"|phieu [gcb]\w*|thong tu|nghi dinh|luat|ket luan|thong tri|tuyen bo|loi keu goi|chien luoc|cuong linh|dieu le"
    r"|lenh|phap lenh|sao y|sao luc|trich sao|phu luc|danh sach)\b"
)
_LABEL = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)/-]")
_OFF_MIDDLE = 16.0  # points: as far as a typist's spaces miss the middle of a column
_NUMBER = re.compile(r"so\b|v/v\b|ve viec\b")
_RECIPIENTS = re.compile(r"noi nhan(?: *[:;.]| *$| {2,}| [a-z])")
_FILING = re.compile(r"-? *luu\b")
_ANNEX = re.compile(r"(?:phu luc|bieu mau|mau so)\b")


class ColumnLine(NamedTuple):
    """A line of a block, and its column."""

    column: Column
    row: Row


class Block(NamedTuple):
    """Lines of two columns in reading order, from ``top`` to ``bottom`` (baselines in points)."""

    top: float
    bottom: float
    lines: list[ColumnLine]


def _text(row: Row) -> str:
    return " ".join([piece.text for piece in row])


def _centre(row: Row) -> float:
    return (row[0].x0 + row[-1].x1) / 2


def _gaps(words: Row) -> list[float]:
    return [max(b.x0 - a.x1, 0.0) for a, b in pairwise(words)]


def heading_in(text: str) -> bool:
    """Whether a page's text (NFC) may hold the heading of a letterhead."""
    return bool(_HEADING.search(text))


def _heading_at(words: Row) -> int | None:
    """Where in a row the heading of the right column starts: the number of its first word."""
    found = _HEADING.search(nfc(_text(words)))
    if not found:
        return None
    offset = 0
    for index, word in enumerate(words):
        if offset + len(nfc(word.text)) > found.start():
            return index
        offset += len(nfc(word.text)) + 1
    return None


def letterhead(page: PdfPage, pieces: list[Piece], first_page: bool, margin: float) -> Block | None:
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
        if _NOT_HEAD.match(bare(_text(row))):
            break
        words = row_words(page, row)
        if number != head and _is_ordinary(row, width) and not _DATE.search(nfc(_text(row))):
            gaps = _gaps(words)
            if not gaps or max(gaps) < max(1.2 * words[0].size, 2 * median(gaps)):
                break  # a full line of the body
        rows.append(words)
    if head is not None and head < top + len(rows):
        head -= top
        at = _heading_at(rows[head]) or 0
        right = rows[head][at:]
        if at == 0 and abs(_centre(right) - width / 2) < 0.06 * width:
            return None  # the heading stands alone in the middle: one column
        if _centre(right) < 0.45 * width:
            return None
        edge, middle = right[0].x0, _centre(right)
    else:
        found = [cut for row in rows if (cut := _wide_cut(row, width))]
        if not found:
            return None
        edge = min(right[0].x0 for _, right in found)
        middle = median(_centre(right) for _, right in found)
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
    return _block(rows[0], rows[last], lines) if seen else None


def _block(first: Row, last: Row, lines: list[tuple[Column, Row]]) -> Block:
    ordered = [
        ColumnLine(column, row) for side in (Column.LEFT, Column.RIGHT) for column, row in lines if column is side
    ]
    return Block(min(p.base for p in first), max(p.base for p in last), ordered)


def _first_row(rows: list[Row], head: int, width: float) -> int:
    """The first row of a letterhead further down: rows above the heading belong to it if they stand in one column."""
    top = head
    while top and head - top < 4:
        row = rows[top - 1]
        if row[-1].x1 - row[0].x0 > 0.5 * width or abs(_centre(row) - width / 2) < 0.08 * width:
            break
        if rows[top][0].base - row[0].base > 3 * row[0].size:
            break
        top -= 1
    return top


def _left_middle(rows: list[Row], head: int, at: int, edge: float) -> float:
    """x of the middle of the left column."""
    if at:
        return _centre(rows[head][:at])
    middles = [_centre(row) for row in rows[:8] if row[-1].x1 <= edge]
    if middles:
        return median(middles)
    left = min(row[0].x0 for row in rows)
    return (left + edge) / 2


def _wide_cut(row: Row, width: float) -> tuple[Row, Row] | None:
    """The row cut at its widest space, where that is plainly a space between columns."""
    gaps = _gaps(row)
    if not gaps:
        return None
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    left, right = row[: widest + 1], row[widest + 1 :]
    if gaps[widest] < 2.0 * row[0].size or _centre(left) > 0.45 * width or _centre(right) < 0.52 * width:
        return None
    return left, right


def _is_type(row: Row, width: float) -> bool:
    """Whether a row is the type of a document, in capitals in the middle of the page."""
    text = _text(row)
    return text[:3].isupper() and abs(_centre(row) - width / 2) < 0.07 * width and bool(_TYPES.match(bare(text)))


def _is_in_the_middle(row: Row, width: float, edge: float) -> bool:
    """Whether a row of one part belongs to neither column: it stands in the middle of the page."""
    if abs(_centre(row) - width / 2) > 0.07 * width or row[0].x0 >= edge:
        return False
    one_part = max(_gaps(row), default=0.0) < 2.0 * row[0].size
    return one_part and row[-1].x1 - row[0].x0 < 0.9 * width and not _NUMBER.match(bare(_text(row)))


def _cut(row: Row, edge: float, left_middle: float, middle: float, heading: int | None) -> tuple[Row, Row]:
    """A row of a letterhead cut into what stands in the left and in the right column; either may be empty."""
    if heading is not None:
        return row[:heading], row[heading:]
    whole = _centre(row)
    to_left, to_right = abs(whole - left_middle), abs(whole - middle)
    best, place = min(to_left, to_right), 0
    dated = bool(_DATE.search(nfc(_text(row))))
    for index, gap in enumerate(_gaps(row), 1):
        size = row[index].size
        left, right = row[:index], row[index:]
        narrow = gap < 0.55 * size
        if _centre(left) > edge or _centre(right) < edge or (narrow and not dated):
            continue
        cost = abs(_centre(left) - left_middle) + abs(_centre(right) - middle) - min(0.5 * gap, 2 * size)
        if narrow:  # one space between the columns: only where the right part is a place and a date
            cost += 2.0 * size
        if cost < best:
            best, place = cost, index
    if place:
        return row[:place], row[place:]
    return ([], row) if to_right < to_left else (row, [])


def closing(
    page: PdfPage, pieces: list[Piece], margin: float, recipients: bool, goes_on: float = 0.0
) -> tuple[Block | None, float]:
    """The two columns at the end of a document, ``None`` where the page has none.

    Args:
        page: the page, open.
        pieces: its pieces outside of ruled tables, page number left out.
        margin: x of the left edge of the text, in points.
        recipients: the page's text may hold "Nơi nhận".
        goes_on: x of the middle of the signature's column of a closing that the page before did not end; 0 if none.

    Returns:
        The block, and the same x for the next page if the block reaches the end of this one without a filing line.
    """
    rows = rows_of(pieces)
    width = page.width
    start = None
    if goes_on:
        start = 0
    elif recipients:
        for number in range(len(rows) - 1, -1, -1):
            if any(_RECIPIENTS.match(bare(p.text)) and p.x0 < 0.5 * width for p in rows[number]):
                start = number
                break
    trailing = _trailing(page, rows, width, start)
    if start is None and trailing is None:
        return None, 0.0
    first = trailing if trailing is not None and (start is None or trailing < start) else start
    assert first is not None
    worded = [row_words(page, row) for row in rows[first:]]
    if start is None:
        first, worded = _with_signers_above(page, rows, first, worded, margin, width)
    return _close(worded, margin, width, goes_on, anchored=start is not None)


def _with_signers_above(
    page: PdfPage, rows: list[Row], first: int, worded: list[Row], margin: float, width: float
) -> tuple[int, list[Row]]:
    """The rows of two signers, with those above that stand in the middles of their columns less far apart.

    That is the left one's post where it stands higher than the right one's, or two long posts in one row.
    """
    cuts = [cut for row in worded if (cut := _wide_cut(row, width))]
    if not cuts:
        return first, worded
    left, right = (median(_centre(cut[side]) for cut in cuts) for side in (0, 1))
    while first:
        row = rows[first - 1]
        text = _text(row)
        if row[0].x0 < margin + 5.0 or not text[:2].isupper() or _LABEL.match(text):
            break
        if abs(_centre(row) - left) >= _OFF_MIDDLE:
            words = row_words(page, row)
            if not any(
                gap > 0.8 * words[0].size
                and abs(_centre(words[:at]) - left) < _OFF_MIDDLE
                and abs(_centre(words[at:]) - right) < _OFF_MIDDLE
                for at, gap in enumerate(_gaps(words), 1)
            ):
                break
        first -= 1
        worded = [row_words(page, row), *worded]
    return first, worded


def _is_right(row: Row, width: float) -> bool:
    x0, x1 = row[0].x0, row[-1].x1
    return x0 > 0.4 * width and (x0 + x1) / 2 > 0.57 * width and x1 - x0 < 0.5 * width


def _trailing(page: PdfPage, rows: list[Row], width: float, start: int | None) -> int | None:
    """The first of the rows, ending before ``start`` or at the end of the page, that stand in two columns.

    Where nothing says that a closing is near, rows of two short parts far apart, or on the right alone, make one.
    """
    number = len(rows) if start is None else start
    first, both = None, 0
    while number:
        row = rows[number - 1]
        if _is_right(row, width):
            first = number - 1
        elif _is_ordinary(row, width):
            break
        elif cut := _wide_cut(row_words(page, row), width):
            left, right = cut
            if right[-1].x1 - right[0].x0 > 0.5 * width or len(_text(left)) < 4:
                break
            first, both = number - 1, both + 1
        elif start is None and row[-1].x1 < 0.52 * width and row[0].x0 > 0.13 * width and len(rows) - number < 12:
            pass  # a signer's name on the left, lower than that on the right; counts only under a row of two parts
        else:
            break
        number -= 1
        if len(rows) - number > 40:
            return None
    return first


def _is_ordinary(row: Row, width: float) -> bool:
    """Whether a row is plainly a full line of text: one piece from margin to margin, of the length of its letters."""
    piece = row[0]
    if len(row) > 1 or len(piece.text) < 55:
        return False
    wide = piece.x1 - piece.x0
    return wide > 0.6 * width and 0.3 < wide / (len(piece.text) * piece.size) < 0.62


def _close(rows: list[Row], margin: float, width: float, goes_on: float, anchored: bool) -> tuple[Block | None, float]:
    rights = [_centre(row) for row in rows if _is_right(row, width)]
    wide = [cut for row in rows if (cut := _wide_cut(row, width))]
    middle = goes_on
    if rights:
        middle = median(rights)
    elif wide and not middle:
        middle = median(_centre(right) for _, right in wide)
    lines: list[tuple[Column, Row]] = []
    filed = False
    last = -1
    for index, row in enumerate(rows):
        left, right = (row, []) if not middle else _cut_closing(row, margin, middle, width)
        if left and _ends_closing(left, rows[index - 1] if index else None, lines, filed, width):
            break
        if goes_on and left and not filed and _is_body(left, margin, width):
            break
        if left:
            filed = filed or bool(_FILING.match(bare(_text(left)).lstrip()))
            lines.append((Column.LEFT, left))
        if right:
            lines.append((Column.RIGHT, right))
        last = index
    if not lines:
        return None, 0.0
    open_end = last == len(rows) - 1 and not filed and (anchored or bool(goes_on))
    return _block(rows[0], rows[last], lines), (middle or 0.72 * width) if open_end else 0.0


def _is_body(left: Row, margin: float, width: float) -> bool:
    """Whether a row at the head of a page is text rather than the rest of a closing."""
    return left[-1].x1 - left[0].x0 > 0.62 * width or left[0].x0 > margin + 0.06 * width


def _ends_closing(left: Row, above: Row | None, lines: list[tuple[Column, Row]], filed: bool, width: float) -> bool:
    """Whether a row on the left comes after the closing: an annex's head, or a line under the filing line."""
    text = _text(left)
    if _ANNEX.match(bare(text)) and text[:2].isupper():
        return True
    if not filed or above is None:
        return False
    items = [row for column, row in lines if column is Column.LEFT]
    before = items[-1] if items else above
    apart = left[0].base - before[0].base > 2.2 * before[0].size
    larger = left[0].size > before[0].size + 0.9
    return (apart or larger) and (left[-1].x1 > 0.6 * width or apart)


def _cut_closing(row: Row, margin: float, middle: float, width: float) -> tuple[Row, Row]:
    """A row of a closing cut into the recipients' side and the signature's; either may be empty."""
    if row[0].x0 > margin + 0.2 * width and _centre(row) > 0.5 * width:
        return [], row
    gaps = _gaps(row)
    usual = median(gaps) if gaps else 0.0
    best, place = 0.12 * width, 0
    for index, gap in enumerate(gaps, 1):
        size = row[index].size
        right = row[index:]
        if gap < 0.55 * size or (gap < 2.0 * usual and len(gaps) > 2) or right[0].x0 < 0.3 * width:
            continue
        cost = abs(_centre(right) - middle) - min(gap, 4 * size)
        if cost < best:
            best, place = cost, index
    return (row[:place], row[place:]) if place else (row, [])


def around(block: Block, pieces: Iterable[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces above and below a block, in the order in which they were drawn."""
    taken = {piece.start for line in block.lines for piece in line.row}
    above: list[Piece] = []
    below: list[Piece] = []
    for piece in pieces:
        if piece.start not in taken:
            (above if piece.base < block.top else below).append(piece)
    return above, below
