"""Letterheads and closings whose two columns were typed side by side with spaces, tabs or bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from nguon.reading.page import Column
from nguon.reading.readers.signs import ADDRESSEES, AUTHORITY, DATE, MOTTO, RECIPIENTS, SUBJECT, bare

_WIDEST_ROW = 400
_HEAD_ROWS = 60
_MOST_BLANK_IN_HEAD = 2
_MOST_BLANK_IN_CLOSING = 8
_MOST_LOOSE_ROWS = 3
_LONGEST_ISSUER = 50
"""Letters of a line of the left column, white space not counted."""
_RULE = re.compile(r"[-_*=–—.]{1,60}")
_NUMBER = re.compile(r"s.{1,3}:?\d", re.I)
_TAB_BETWEEN = re.compile(r"(?<=\S)([ \u00a0]*+)\t")
_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{3,400}+|[ \u00a0]{0,400}+\|[ \u00a0]{0,400}+)(?=[^\s|])")


class Piece(NamedTuple):
    """One side of a row: ``rows[row][start:end]``."""

    row: int
    start: int
    end: int
    column: Column


class Block(NamedTuple):
    """Rows ``first`` to ``last`` (exclusive) in two columns; its pieces in reading order, the left ones first."""

    first: int
    last: int
    pieces: tuple[Piece, ...]


class _Split(NamedTuple):
    left_end: int
    right_start: int


def widen_tabs(row: str) -> str:
    """The row with tabs as spaces, so that a tab between two words is always a gap of three or more."""
    if "\t" not in row:
        return row
    return _TAB_BETWEEN.sub(lambda m: m[1] + "   \t", row).expandtabs(8)


def find_blocks(rows: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of two columns among the rows of a text, in order, never overlapping.

    A block needs a row with a gap of three spaces or a bar, and a sign of what it is: the country's or the Party's
    name, the motto, or a date at the right of a head; "Nơi nhận" at the left or an authority at the right of a closing.

    Args:
        rows: the printed lines, empty ones included, tabs widened.
    """
    splits = {n: split for n, row in enumerate(rows) if (split := _split(row)) is not None}
    blocks: list[Block] = []
    done = 0
    bars = _cells_between_bars(rows)
    if bars is not None:
        blocks.append(bars)
        done = bars.last
    seen = 0
    for n, row in enumerate(rows):
        seen += bool(row and not row.isspace())
        if n < done or n not in splits:
            continue
        left, right = _sides(rows[n], splits[n])
        if RECIPIENTS.match(left) or (AUTHORITY.match(right) and seen > 8):
            block = _grow(rows, splits, n, closing=True, floor=done)
        elif seen <= _HEAD_ROWS and _is_head(rows, splits, n):
            block = _grow(rows, splits, n, closing=False, floor=done)
        else:
            continue
        blocks.append(block)
        done = block.last
    return tuple(blocks)


def _sides(row: str, split: _Split) -> tuple[str, str]:
    return bare(row[: split.left_end]), bare(row[split.right_start :])


def _split(row: str) -> _Split | None:
    """Where the row falls into two, ``None`` where it does not: the widest gap that no number, date or list owns."""
    if len(row) > _WIDEST_ROW or ("   " not in row and "|" not in row and "\u00a0" not in row):
        return None
    best: _Split | None = None
    for gap in _GAP.finditer(row):
        left, right = row[: gap.start()].strip(), row[gap.end() :]
        if right[0].islower() or right[0].isdigit() or right[0] in "/,.;:)" or ADDRESSEES.match(bare(left)):
            continue
        if left.endswith(":") and not RECIPIENTS.match(bare(left)):
            continue
        if left.lower().endswith(("ngày", "tháng", "năm")) or (
            len(left) < 2 and left in "-–+*•" and not DATE.search(bare(right))
        ):
            continue
        if best is None or gap.end() - gap.start() > best.right_start - best.left_end:
            best = _Split(gap.start(), gap.end())
    return best


def _is_head(rows: Sequence[str], splits: dict[int, _Split], first: int) -> bool:
    for n in range(first, min(first + 8, len(rows))):
        if n in splits:
            right = _sides(rows[n], splits[n])[1]
            if MOTTO.search(right) or DATE.search(right):
                return True
    return False


def _grow(rows: Sequence[str], splits: dict[int, _Split], seed: int, *, closing: bool, floor: int) -> Block:
    """The block around its first split row: rows go left or right by where they stand, until one fits neither."""
    wall = splits[seed].right_start
    sides: dict[int, Column] = {}
    last = seed + 1
    blank = 0
    subject = False
    loose = 0
    barred = "|" in rows[seed][splits[seed].left_end : wall]
    # A text pasted from a web page may have an empty line after each line.
    usual = int(seed + 2 < len(rows) and not bare(rows[seed + 1]) and bool(bare(rows[seed + 2])))
    n = seed + 1
    while n < len(rows) and blank <= (_MOST_BLANK_IN_CLOSING if closing else _MOST_BLANK_IN_HEAD):
        row = rows[n]
        found = bare(row)
        if not found:
            blank += 1
            n += 1
            continue
        side = _side_of_bar(row) if barred else _side(row, wall)
        if side is None and not closing and not barred and len(found) <= _LONGEST_ISSUER:
            side = Column.LEFT  # where tabs part the columns, a long issuer reaches past the wall
        near = blank <= usual and not loose
        if n in splits and (closing or not RECIPIENTS.match(found)):
            wall, last, blank, loose = min(wall, splits[n].right_start), n + 1, 0, 0
        elif n in splits or ADDRESSEES.match(found):
            break
        elif barred:
            if side is None:
                break  # of a table pasted with bars every row has one
            sides[n], last, blank = side, n + 1, 0
        elif not closing and near and (SUBJECT.match(found) or (subject and not blank)) and len(found) <= 60:
            # The subject of a letter stands under its number and may reach past the wall.
            subject, sides[n], last, blank = True, Column.LEFT, n + 1, 0
        elif closing and found[0] in "-–+" and side is not Column.RIGHT:
            sides[n], last, blank = Column.LEFT, n + 1, 0
        elif side is None or loose > _MOST_LOOSE_ROWS:
            break
        else:
            sides[n] = side
            if _belongs(found, side, closing=closing, next_to=near):
                last, loose = n + 1, 0
            else:
                loose += 1
            blank = 0
        n += 1
    first = seed if barred else _grow_up(rows, sides, seed, wall, closing=closing, floor=floor)
    left: list[Piece] = []
    right: list[Piece] = []
    for n in range(first, last):
        if n in splits:
            left.append(Piece(n, 0, splits[n].left_end, Column.LEFT))
            right.append(Piece(n, splits[n].right_start, len(rows[n]), Column.RIGHT))
        elif n in sides:
            (left if sides[n] is Column.LEFT else right).append(Piece(n, 0, len(rows[n]), sides[n]))
    return Block(first, last, (*left, *right))


def _grow_up(rows: Sequence[str], sides: dict[int, Column], seed: int, wall: int, *, closing: bool, floor: int) -> int:
    """The first row of the block: the rows just above that stand on one side."""
    n = seed
    while n - 1 >= max(floor, seed - 3) and rows[n - 1] and not rows[n - 1].isspace():
        side = _side(rows[n - 1], wall)
        if side is None or (side is Column.LEFT and (closing or not rows[n - 1].isupper())):
            break
        n -= 1
        sides[n] = side
    return n


def _belongs(found: str, side: Column, *, closing: bool, next_to: bool) -> bool:
    """Whether a row on one side is part of the block though no row of two sides may follow it."""
    if closing:
        return side is Column.RIGHT or next_to
    if side is Column.RIGHT:
        return bool(MOTTO.search(found) or DATE.search(found)) or (next_to and _RULE.fullmatch(found) is not None)
    return next_to and bool(_RULE.fullmatch(found) or _NUMBER.match(found))


def _side(row: str, wall: int) -> Column | None:
    """Left of the wall, right of it (a centred column starts up to 12 places before), or neither."""
    if len(row) > _WIDEST_ROW:
        return None
    start = len(row) - len(row.lstrip())
    if start >= max(wall - 12, 12):
        return Column.RIGHT
    return Column.LEFT if len(row.rstrip()) <= wall + 2 else None


def _side_of_bar(row: str) -> Column | None:
    """The side of the only filled cell of a row with a bar."""
    left, bar, right = row.partition("|")
    if not bar:
        return None
    return Column.LEFT if left.strip() else Column.RIGHT if right.strip(" |") else None


def _cells_between_bars(rows: Sequence[str]) -> Block | None:
    """Two cells pasted one below the other, each closed by a row with only a bar: a letterhead table of a web page."""
    bars = [n for n, row in enumerate(rows[: 2 * _HEAD_ROWS]) if row.strip() == "|"][:2]
    if len(bars) < 2:
        return None
    first = bars[0]
    while first > 0 and rows[first - 1].strip() and len(rows[first - 1]) < 120:
        first -= 1
    if first == bars[0] or not any(sign.search(bare(" ".join(rows[bars[0] : bars[1]]))) for sign in (MOTTO, DATE)):
        return None
    pieces = [Piece(n, 0, len(rows[n]), Column.LEFT) for n in range(first, bars[0])]
    pieces += [Piece(n, 0, len(rows[n]), Column.RIGHT) for n in range(bars[0] + 1, bars[1]) if rows[n].strip()]
    return Block(first, bars[1] + 1, tuple(pieces))
