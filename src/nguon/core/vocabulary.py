"""The tables of ``data/``: rows of a packaged CSV file, each with its source in a column of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """All rows of ``data/<name>`` (UTF-8 CSV), without the header.

    >>> read_table("units/groups.csv")[0][0]
    'các tổ chức chính trị - xã hội'
    """
    return tuple(map(tuple, read_rows(name)))


def read_rows(name: str) -> Sequence[list[str]]:
    """Like ``read_table`` for a large table that the caller keeps itself: read again at each call."""
    text = files("nguon").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    return list(rows)
