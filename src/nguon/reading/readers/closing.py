"""Closings of two columns: the recipients (Nơi nhận) on the left and the signature on the right, or two signatures.

The two stand at heights that need not agree, may be cut by the end of a page, and may be all that a page holds. Where
nothing names the recipients, a closing is what the page ends in: rows of two short parts far apart, or on the right.
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

_LABEL = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)/-]")
_OFF_MIDDLE = 16.0  # points: as far as a typist's spaces miss the middle of a column
_RECIPIENTS = re.compile(r"nơi\s+nhận(?:\s*[:;.]|\s*$|\s{2,}|\s\w)", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:thư ký|ch[ủu] t[ọo]a|ch[ủu] to[ạa]|chủ trì|chủ tịch|bí thư|giám đốc|trưởng|người|đại diện|ký)\b",
    re.IGNORECASE,
)
_FILING = re.compile(r"-?\s*lưu\b", re.IGNORECASE)
_ANNEX = re.compile(r"(?:phu luc|bieu mau|mau so)\b")


def closing(
    page: Drawn, pieces: list[Piece], margin: float, recipients: bool, goes_on: float = 0.0
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
            if any(_RECIPIENTS.match(nfc(p.text)) and p.x0 < 0.5 * width for p in rows[number]):
                start = number
                break
    trailing = _trailing(page, rows, width, start)
    if start is None and trailing is None:
        return None, 0.0
    first = trailing if trailing is not None and (start is None or trailing < start) else start
    assert first is not None
    worded = [words_across(page, row, width) for row in rows[first:]]
    if start is None and first and not any(_names_a_signer(row) for row in worded):
        return None, 0.0  # two parts far apart, but no post: a table without rules, or figures on the right
    if start is None:
        first, worded = _with_signers_above(page, rows, first, worded, margin, width)
    return _close(worded, margin, width, goes_on, anchored=start is not None)


def _names_a_signer(row: Row) -> bool:
    text = nfc(text_of(row))
    capitals = [word for word in text.split() if len(word) > 1 and word.isupper()]
    return len(capitals) > 1 or bool(_POST.search(text))


def _with_signers_above(
    page: Drawn, rows: list[Row], first: int, worded: list[Row], margin: float, width: float
) -> tuple[int, list[Row]]:
    """The rows of two signers, with those above that stand in the middles of their columns less far apart.

    That is the left one's post where it stands higher than the right one's, or two long posts in one row.
    """
    cuts = [cut for row in worded if (cut := wide_cut(row, width))]
    if not cuts:
        return first, worded
    left, right = (median(centre_of(cut[side]) for cut in cuts) for side in (0, 1))
    while first:
        row = rows[first - 1]
        text = text_of(row)
        if row[0].x0 < margin + 5.0 or not text[:2].isupper() or _LABEL.match(text):
            break
        if abs(centre_of(row) - left) >= _OFF_MIDDLE:
            words = row_words(page, row)
            if not any(
                gap > 0.8 * words[0].size
                and abs(centre_of(words[:at]) - left) < _OFF_MIDDLE
                and abs(centre_of(words[at:]) - right) < _OFF_MIDDLE
                for at, gap in enumerate(gaps_in(words), 1)
            ):
                break
        first -= 1
        worded = [row_words(page, row), *worded]
    return first, worded


def _is_right(row: Row, width: float) -> bool:
    x0, x1 = row[0].x0, row[-1].x1
    return x0 > 0.4 * width and (x0 + x1) / 2 > 0.57 * width and x1 - x0 < 0.5 * width


def _trailing(page: Drawn, rows: list[Row], width: float, start: int | None) -> int | None:
    """The first of the rows, ending before ``start`` or at the end of the page, that stand in two columns.

    Where nothing says that a closing is near, rows of two short parts far apart, or on the right alone, make one.
    """
    number = len(rows) if start is None else start
    first, both = None, 0
    while number:
        row = rows[number - 1]
        if _is_right(row, width):
            first = number - 1
        elif is_full_line(row, width):
            break
        elif cut := wide_cut(row_words(page, row), width):
            left, right = cut
            if right[-1].x1 - right[0].x0 > 0.5 * width or len(text_of(left)) < 4:
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


def _close(rows: list[Row], margin: float, width: float, goes_on: float, anchored: bool) -> tuple[Block | None, float]:
    rights = [centre_of(row) for row in rows if _is_right(row, width)]
    wide = [cut for row in rows if (cut := wide_cut(row, width))]
    middle = goes_on
    if rights:
        middle = median(rights)
    elif wide and not middle:
        middle = median(centre_of(right) for _, right in wide)
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
            filed = filed or bool(_FILING.match(nfc(text_of(left))))
            lines.append((Column.LEFT, left))
        if right:
            lines.append((Column.RIGHT, right))
        last = index
    if not lines:
        return None, 0.0
    open_end = last == len(rows) - 1 and not filed and (anchored or bool(goes_on))
    return block_of(rows[0], rows[last], lines), (middle or 0.72 * width) if open_end else 0.0


def _is_body(left: Row, margin: float, width: float) -> bool:
    """Whether a row at the head of a page is text rather than the rest of a closing."""
    return left[-1].x1 - left[0].x0 > 0.62 * width or left[0].x0 > margin + 0.06 * width


def _ends_closing(left: Row, above: Row | None, lines: list[tuple[Column, Row]], filed: bool, width: float) -> bool:
    """Whether a row on the left comes after the closing: an annex's head, or a line under the filing line."""
    text = text_of(left)
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
    if row[0].x0 > margin + 0.2 * width and centre_of(row) > 0.5 * width:
        return [], row
    gaps = gaps_in(row)
    usual = median(gaps) if gaps else 0.0
    best, place = 0.12 * width, 0
    for index, gap in enumerate(gaps, 1):
        size = row[index].size
        right = row[index:]
        if gap < 0.55 * size or (gap < 2.0 * usual and len(gaps) > 2) or right[0].x0 < 0.3 * width:
            continue
        cost = abs(centre_of(right) - middle) - min(gap, 4 * size)
        if cost < best:
            best, place = cost, index
    return (row[:place], row[place:]) if place else (row, [])
