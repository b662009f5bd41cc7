"""The tables of ``nguon/data``: closed lists of the field, each row with its source."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/NAME.csv``, in order, by column name; the same object every time.

    Raises ``FileNotFoundError`` for a table that is not shipped.
    """
    path = resources.files("nguon") / "data" / f"{name}.csv"
    with path.open("r", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))
