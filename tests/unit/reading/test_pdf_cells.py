"""Every column of every letterhead and closing comes out whole, however it was typed and by whatever program."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import pytest

from nguon.reading.options import ReadingOptions
from nguon.reading.page import Column
from nguon.reading.readers.pdf import open_pdf

CELLS = Path(__file__).parents[2] / "material" / "cells"
TRUTH = json.loads((CELLS / "truth.json").read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_columns_are_whole(name: str) -> None:
    truth = TRUTH[name]
    with open_pdf((CELLS / f"{name}.pdf").read_bytes(), ReadingOptions()) as source:
        lines = [(line.column, line.text) for page in source.pages for line in page.lines]
    read = [
        (column, squeezed(" ".join(text for _, text in group))) for column, group in groupby(lines, key=lambda x: x[0])
    ]
    assert read == [
        (Column.LEFT, truth["head"][0]),
        (Column.RIGHT, truth["head"][1]),
        (Column.WHOLE, f"{truth['middle']} {truth['body']}"),
        (Column.LEFT, truth["close"][0]),
        (Column.RIGHT, truth["close"][1]),
    ]


def test_there_are_enough_cells() -> None:
    assert len(TRUTH) >= 36
