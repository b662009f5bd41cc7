"""What the terminal is like: how wide, whether it shows colours, whether a person reads along."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Final

from nguon.writing.json_lines import indented

WIDEST: Final = 120
"""Longer lines are hard to read."""


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns to fill: the terminal's, 80 where the output goes elsewhere."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST) if is_terminal() else 80


def colours() -> bool:
    """Whether colours are wanted (no-color.org)."""
    return is_terminal() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def indented_for(line: bytes, *, alone: bool = True) -> str:
    """One JSON object: indented for a person who asked for one file, on one line for a program."""
    return (indented(line) if alone and is_terminal() else line).decode()
