"""The tables of ``nguon/data``: rows of packaged CSV files, each with its source in a column of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/NAME.csv``, in order, by column name; the same object every time.

    Raises ``FileNotFoundError`` for a table that is not shipped.

    >>> table("document_types")[0]["code"]
    'nghi_quyet'
    """
    return tuple(csv.DictReader(io.StringIO(_text(f"{name}.csv"), newline="")))


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """All rows of ``data/NAME`` (UTF-8 CSV), without the header.

    >>> read_table("units/groups.csv")[0][0]
    'các tổ chức chính trị - xã hội'
    """
    return tuple(map(tuple, read_rows(name)))


def read_rows(name: str) -> Sequence[list[str]]:
    """Like ``read_table`` for a large table that the caller keeps itself: read again at each call."""
    rows = csv.reader(io.StringIO(_text(name), newline=""))
    next(rows)
    return list(rows)


def _text(name: str) -> str:
    return files("nguon").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
