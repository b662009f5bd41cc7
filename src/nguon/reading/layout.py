"""Rows → paragraphs and tables: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from nguon.reading.labels import Label, label_of
from nguon.reading.sheet import Row, Sheet

_BASIS = re.compile(r"(?:[-–+]\s*)?(?:Căn\s+cứ|Xét)\b")
"""A legal basis, which may end with a comma."""

_TERMINAL = (".", ";", ":", "!", "?", "…", "./.")
_CLOSED = re.compile(r"[.;:!?…]['\"”’)]?\s*$")
ENACTS = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|THÔNG BÁO|CHỈ THỊ)\s*:?\s*$")
"""The words that enact, on a row of their own below the legal bases."""
_NAME_BEFORE = re.compile(
    r"(?:Lao động|Dân số|Giáo dục|Khoa học|Văn hóa|Kinh tế|kinh tế|chính trị|Kế hoạch|Phát thanh|Tổ chức)\Z"
)
_NAME_AFTER = re.compile(
    r"[-–]\s*(?:Thương binh|Kế hoạch|Đào tạo|Công nghệ|Xã hội|xã hội|Tài chính|Truyền hình|Hành chính)(?!\w)"
)
"""Names of bodies with a dash of their own, which the end of a line may cut ("Lao động / - Thương binh và Xã hội")."""

_LONG_ROW = 150
"""Characters; a text with rows longer than that is not hard-wrapped there."""


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph: rows that belong together.

    Attributes:
        first, last: indices of its rows, inclusive.
        start, end: its range in the text.
        label: the label that it begins with.
        bold, centred: of its first row.
    """

    first: int
    last: int
    start: int
    end: int
    label: Label | None
    bold: bool
    centred: bool

    def text(self, sheet: Sheet) -> str:
        """Its words, line ends included."""
        return sheet.text[self.start : self.end]


class TableBlock(msgspec.Struct, frozen=True):
    """The rows of one table."""

    first: int
    last: int
    start: int
    end: int


Block = Paragraph | TableBlock


def blocks(sheet: Sheet, start: int, end: int, *, from_offset: int | None = None) -> list[Block]:
    """The paragraphs and tables of ``sheet.rows[start:end]``, in order.

    Args:
        from_offset: where the first row's words begin, if not at its start.
    """
    rows = sheet.rows[start:end]
    if not rows:
        return []
    sheet_look = _Look(_wrap_width(rows), _margin(rows))
    out: list[Block] = []
    begin = 0
    starts_label = label_of(_row_text(sheet, rows[0], from_offset))
    for position in range(1, len(rows) + 1):
        if position < len(rows):
            a, b = rows[position - 1], rows[position]
            if b.line.cell is not None and a.line.cell is not None and b.line.cell.table == a.line.cell.table:
                continue
            label = label_of(b.text)
            if b.line.cell is None and a.line.cell is None and not _parts(rows[begin], a, b, label, sheet_look):
                continue
        else:
            label = None
        head, last = rows[begin], rows[position - 1]
        offset = from_offset if begin == 0 and from_offset is not None else head.start
        if head.line.cell is not None:
            out.append(TableBlock(head.index, last.index, offset, last.end))
        else:
            out.append(
                Paragraph(head.index, last.index, offset, last.end, starts_label, head.line.bold, head.line.centred)
            )
        begin, starts_label = position, label
    return out


def _row_text(sheet: Sheet, row: Row, from_offset: int | None) -> str:
    return sheet.text[from_offset : row.end] if from_offset is not None else row.text


class _Look(NamedTuple):
    """How rows were typed: the width at which they break, and the indent of rows that go on (points; -1 unknown)."""

    width: float
    margin: float


def _margin(rows: Sequence[Row]) -> float:
    """The smallest indent that many rows of a typed text have: that of lines which go on."""
    indents = [row.line.indent for row in rows if row.line.box is None and not row.line.flowing and len(row.text) > 40]
    if len(indents) < 4:
        return -1.0
    return min((indent for indent, count in Counter(indents).items() if count * 5 >= len(indents)), default=-1.0)


def _wrap_width(rows: Sequence[Row]) -> float:
    """The width at which lines were broken: points for PDF, characters for text; 0 where they were not."""
    boxed = [row.line.box[2] for row in rows if row.line.box is not None and row.line.cell is None]
    if boxed:
        return sorted(boxed)[int(len(boxed) * 0.9) if len(boxed) > 9 else -1]
    if not any(_goes_over(a, b) for a, b in pairwise(rows)):
        return 0.0
    lengths = sorted(len(row.text) for row in rows if not row.line.flowing)
    widest = lengths[int(len(lengths) * 0.9) if len(lengths) > 9 else -1]
    return float(widest) if widest < _LONG_ROW else 0.0


def _goes_over(a: Row, b: Row) -> bool:
    """Whether a sentence of plain text goes on from one row to the next: a sign that its lines were broken."""
    if a.line.flowing or a.line.cell is not None or b.line.cell is not None or b.line.gap >= 1:
        return False
    return b.text[0].islower() and not _CLOSED.search(a.text) and label_of(b.text) is None


def _parts(head: Row, a: Row, b: Row, label: Label | None, look: _Look) -> bool:
    """Whether a new paragraph begins with row ``b``, which follows ``a`` in the paragraph that begins with ``head``."""
    if b.glued or (
        label is not None and label.kind == "dash" and _NAME_BEFORE.search(a.text) and _NAME_AFTER.match(b.text)
    ):
        return False
    if ENACTS.match(b.text):
        return True
    if b.line.flowing:
        return _parts_flowing(a, b, label)
    if a.line.column != b.line.column or a.line.footnote != b.line.footnote:
        return True
    if b.line.box is not None and a.line.box is not None:
        return _parts_printed(head, a, b, label, look.width)
    return _parts_text(head, a, b, label, look)


def _parts_flowing(a: Row, b: Row, label: Label | None) -> bool:
    if b.line.paragraph:
        return True
    return label is not None or a.text.endswith(_TERMINAL)


def _parts_text(head: Row, a: Row, b: Row, label: Label | None, look: _Look) -> bool:
    width = look.width
    closed = bool(_CLOSED.search(a.text))
    goes_on = b.text[:1].islower() or b.text[:1] in "),.;:"
    alone = label_of(a.text)
    if alone is not None and alone.end == len(a.text) and a.index == head.index and label is None:
        return False
    if b.line.paragraph or b.line.gap >= 1:
        return not (goes_on and not closed and label is None and b.line.gap <= 1 and _wrapped(a, width))
    if width == 0.0:
        return label is not None or not a.text.endswith(",") or _BASIS.match(a.text) is not None
    short = len(a.text) + len(b.text.split(" ", 1)[0]) + 1 < width - 8
    if label is not None:
        if closed or short or b.line.indent > a.line.indent + 9 or a.text.endswith(","):
            return True
        after = b.text[label.end : label.end + 1]
        if label.kind in {"dash", "plus"}:
            return after.isupper()
        return label.kind in {"part", "chapter", "section", "article"} or (after.isupper() and label.kind != "roman")
    if b.line.centred != a.line.centred and (short or b.line.centred):
        return not goes_on
    if alone is not None and a.index == head.index and not closed and b.line.indent > a.line.indent:
        return b.text[:1].isupper()
    if closed and (short or b.line.indent > a.line.indent + 9):
        return True
    if alone is not None and a.index == head.index and 0 <= look.margin < min(a.line.indent, b.line.indent) - 9:
        return (
            b.text[:1].isupper() and b.line.indent <= a.line.indent
        )  # typed first-line indents: a heading, then words
    if short and not goes_on:
        return a.text.isupper() or (label_of(head.text) is not None and head.index == a.index and b.text[:1].isupper())
    return False


def _wrapped(a: Row, width: float) -> bool:
    return width > 0 and len(a.text) > width * 0.75


def _parts_printed(head: Row, a: Row, b: Row, label: Label | None, width: float) -> bool:
    """As a reader sees it: first-line indent, a short line before, more space above, another weight."""
    assert a.line.box is not None
    assert b.line.box is not None
    size = b.line.size or a.line.size or 13.0
    room = width - a.line.box[2]
    first_word = b.text.split(" ", 1)[0]
    short = room > len(first_word) * size * 0.5 + size
    closed = bool(_CLOSED.search(a.text))
    goes_on = b.text[:1].islower()
    indented = b.line.indent - a.line.indent
    hanging = label_of(head.text) is not None and head.index == a.index
    if b.line.centred != a.line.centred and (short or b.line.centred) and not goes_on:
        return True
    if a.line.centred and b.line.centred:
        return a.line.bold != b.line.bold or (b.line.gap > 0.9 and not goes_on) or label is not None
    if label is not None:
        after = b.text[label.end : label.end + 1]
        if closed or short or indented > 6 or label.kind in {"part", "chapter", "article"}:
            return True
        return (b.line.gap > 0.35 and b.page == a.page) or (
            label.kind in {"dash", "plus", "letter"} and after.isupper()
        )
    if goes_on and not (closed and (short or indented > 6)):
        return False
    if b.page == a.page and b.line.gap > 0.9 and (closed or short):
        return True
    if indented > 10 and not hanging:
        return True
    if hanging and indented > 10 and (closed and short):
        return True
    if a.line.bold != b.line.bold and short:
        return True
    return short and (closed or b.text[:1].isupper()) and (closed or room > size * 6)
