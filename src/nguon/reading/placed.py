"""Every word of a page with its box: what writes a scan back with its text needs."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from nguon.core.provenance import Box
from nguon.reading.page import Page
from nguon.reading.sheet import Row, Sheet

_WORD = re.compile(r"\S+")


class PlacedWord(msgspec.Struct, frozen=True):
    """A word as it stands in ``Document.text``, with its box in points on the page as shown."""

    text: str
    box: Box


class PlacedPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page.

    Attributes:
        number: 1-based.
        width, height: in points as shown.
        recognised: its words were read from its picture.
        text_layer: it has usable text of its own.
        reason: as of ``page.Page``: why it has none.
        lines: of a recognised page, in reading order; of others none.
    """

    number: int
    width: float
    height: float
    recognised: bool
    text_layer: bool
    reason: str
    lines: tuple[tuple[PlacedWord, ...], ...] = ()


def placed_pages(sheet: Sheet, pages: Iterable[Page]) -> tuple[PlacedPage, ...]:
    """The pages with the words that were recognised on them."""
    rows: dict[int, list[tuple[PlacedWord, ...]]] = {}
    pages = tuple(pages)
    wanted = {page.number for page in pages if page.recognised}
    for row in sheet.rows:
        if row.page in wanted and (words := _words(sheet, row)):
            rows.setdefault(row.page, []).append(words)
    return tuple(
        PlacedPage(
            number=page.number,
            width=page.width,
            height=page.height,
            recognised=page.recognised,
            text_layer=page.text_layer,
            reason=page.reason,
            lines=tuple(rows.get(page.number, ())),
        )
        for page in pages
    )


def _words(sheet: Sheet, row: Row) -> tuple[PlacedWord, ...]:
    """The words of a row; where only the whole has a box (a stamp), they share it by their letters."""
    found = []
    for match in _WORD.finditer(row.text):
        start, end = match.span()
        box = row.line.box
        if row.line.glyphs is not None:
            sources = sheet.sources([(row.start + start, row.start + end)])
            box = sources[0].box if sources else None
        elif box is not None:
            step = (box[2] - box[0]) / max(len(row.text), 1)
            box = (box[0] + start * step, box[1], box[0] + end * step, box[3])
        if box is not None:
            found.append(PlacedWord(match[0], box))
    return tuple(found)
