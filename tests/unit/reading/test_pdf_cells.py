"""Every column of every letterhead and closing comes out whole, however it was typed and by whatever program."""

from __future__ import annotations

import json
import re
import resource
from itertools import groupby
from pathlib import Path

import pypdfium2
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


@pytest.mark.parametrize("name", sorted(TRUTH)[::4])
def test_every_word_stands_in_its_box(name: str) -> None:
    """Asked for the text inside the box, PDFium gives the word: the slow, independent way back."""
    data = (CELLS / f"{name}.pdf").read_bytes()
    document = pypdfium2.PdfDocument(data)
    with open_pdf(data, ReadingOptions()) as source:
        for page in source.pages:
            text_page = document[page.number - 1].get_textpage()
            for line in page.lines:
                for word in re.finditer(r"\w{2,}", line.text):
                    assert line.glyphs
                    box = line.glyphs.box(*word.span())
                    assert box
                    x0, y0, x1, y1 = box
                    found = text_page.get_text_bounded(
                        x0 - 0.2, page.height - y1 - 0.2, x1 + 0.2, page.height - y0 + 0.2
                    )
                    assert word[0] in found
    document.close()


def test_nothing_is_kept_of_a_file_once_read() -> None:
    """Peak memory does not grow with the number of files."""
    data = max(CELLS.glob("*.pdf"), key=lambda path: path.stat().st_size).read_bytes()

    def read(times: int) -> int:
        for _ in range(times):
            with open_pdf(data, ReadingOptions()) as source:
                assert source.pages
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = read(30)
    assert read(300) - before < 4_000  # kB; a kept page would make it more than 20 000
