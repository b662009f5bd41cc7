"""Duties that get no tool: about what others say or post, or moving people to post.

Such a duty is read and shown with its quote; nothing accepts, reminds, counts or reports it.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from nguon.core.text import nfc
from nguon.core.vocabulary import table

MAX_SEARCHED = 4000
"""Characters of an instruction that are looked at: the patterns look far ahead, and no order is longer."""


class _Row(msgspec.Struct, frozen=True):
    """A row of the table, ready for use: one of ``words`` must stand in the instruction before the pattern is tried."""

    name: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(row["name"], tuple(nfc(row["words"]).split("|")), re.compile(nfc(row["pattern"])))
        for row in table("untracked")
    )


def untracked_reason(instruction: str) -> str:
    """The name of the row of ``data/untracked.csv`` that the instruction falls under; empty where it is tracked."""
    words = instruction[:MAX_SEARCHED].lower()
    for row in _rows():
        if any(word in words for word in row.words) and row.pattern.search(words):
            return row.name
    return ""
