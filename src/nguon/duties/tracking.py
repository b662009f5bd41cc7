"""Duties that get no tool: about what others say or post, or moving people to post.

Such a duty is read and shown with its quote; nothing accepts, reminds, counts or reports it.
"""

from __future__ import annotations

import re
from functools import cache

from nguon.core.text import nfc
from nguon.core.vocabulary import table

MAX_SEARCHED = 4000
"""Characters of an instruction that are looked at: the patterns look far ahead, and no order is longer."""


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["name"], re.compile(nfc(row["pattern"]), re.IGNORECASE)) for row in table("untracked"))


def untracked_reason(instruction: str) -> str:
    """The name of the row of ``data/untracked.csv`` that the instruction falls under; empty where it is tracked."""
    return next((name for name, pattern in _rows() if pattern.search(instruction, 0, MAX_SEARCHED)), "")
