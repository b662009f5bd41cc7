"""What a page carries at its edges without being part of the text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from nguon.core.text import bare
from nguon.reading.page import Column, Page
from nguon.reading.readers.pdf_lines import Piece

_NUMBER = re.compile(
    r"(?:[-–—~] ?)?(?:(?:trang|page|tr\.?) *(?:số *)?:? *)?"
    r"(?:\d{1,4}|[ivx]{1,6})(?: *(?:/|of|trên) *\d{1,4})?(?: ?[-–—~])?",
    re.IGNORECASE,
)
_EDGE = 0.12  # of the page's height
_APART = 0.4  # of the font size: a baseline nearer than this is the same row
_DIGITS = re.compile(r"\d+")
_LINES_LOOKED_AT = 3  # at either edge
_SAME_HEIGHT = 4.0  # points


def without_page_numbers(pieces: list[Piece], height: float) -> list[Piece]:
    """The pieces without a page number that stands alone in the margin, above or below all else."""
    if not pieces:
        return pieces
    top, second, bottom, last = _ends(pieces)
    return [
        piece
        for piece in pieces
        if not (
            (piece is top and second - piece.base > _APART * piece.size and piece.base < _EDGE * height)
            or (piece is bottom and piece.base - last > _APART * piece.size and piece.base > (1 - _EDGE) * height)
        )
        or len(piece.text) > 16
        or not _NUMBER.fullmatch(piece.text)
    ]


def _ends(pieces: list[Piece]) -> tuple[Piece, float, Piece, float]:
    """The topmost piece, the next baseline under it, the lowest piece and the next baseline over it."""
    top = min(pieces, key=lambda piece: piece.base)
    bottom = max(pieces, key=lambda piece: piece.base)
    second = min((piece.base for piece in pieces if piece is not top), default=float("inf"))
    last = max((piece.base for piece in pieces if piece is not bottom), default=float("-inf"))
    return top, second, bottom, last


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines that most of them repeat at the same height near the top or bottom edge.

    Numbers in them may differ. The first page keeps its letterhead, and on it a line goes only where it does on the
    others. Two pages are too few to tell.
    """
    read = [page for page in pages if page.lines]
    if len(read) < 3:
        return list(pages)
    seen: Counter[tuple[str, bool]] = Counter()
    heights: dict[tuple[str, bool], list[float]] = {}
    for page in read:
        for key, base in {(_key(page, i), round(_base(page, i), 1)) for i in _edge_lines(page)}:
            seen[key] += 1
            heights.setdefault(key, []).append(base)
    needed = max(3, -(-6 * (len(read) - 1) // 10))
    repeated = {
        key
        for key, count in seen.items()
        if count >= needed and max(heights[key]) - min(heights[key]) < _SAME_HEIGHT and key[0]
    }
    if not repeated:
        return list(pages)
    kept = []
    for page in pages:
        drop = {i for i in _edge_lines(page) if _key(page, i) in repeated}
        if drop:
            page = msgspec.structs.replace(page, lines=tuple(x for i, x in enumerate(page.lines) if i not in drop))
        kept.append(page)
    return kept


def _edge_lines(page: Page) -> list[int]:
    lines = page.lines
    count = len(lines)
    looked = [*range(min(_LINES_LOOKED_AT, count)), *range(max(count - _LINES_LOOKED_AT, 0), count)]
    found = []
    for i in dict.fromkeys(looked):
        line = lines[i]
        if line.box is None or line.cell is not None:
            continue
        if page.number == 1 and line.column is not Column.WHOLE:
            continue
        if line.box[3] < _EDGE * page.height or line.box[1] > (1 - _EDGE) * page.height:
            found.append(i)
    return found


def _base(page: Page, i: int) -> float:
    box = page.lines[i].box
    assert box is not None
    return box[3]


def _key(page: Page, i: int) -> tuple[str, bool]:
    return _DIGITS.sub("#", bare(page.lines[i].text)), _base(page, i) < page.height / 2
