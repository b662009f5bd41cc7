"""Pages of our own PDFs as scans with known truth, and how far a reading is from it; for tests and ``tests.bench``."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
from PIL import Image

from nguon.reading.document import Document
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Column
from nguon.reading.readers.pdf import open_pdf

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))
CELLS = sorted((ROOT / "tests" / "material" / "cells").glob("*.pdf"))
MISREAD = 0.04  # a line of the other column is more than that of any cell
_RULE = re.compile(r"_{3,}|-{3,}|\*{2,}")  # rules and ornaments that were typed
_STAMPS = frozenset(("KHẨN", "HỎA TỐC", "THƯỢNG KHẨN"))


class TruePage(NamedTuple):
    """A page and what it says.

    Attributes:
        name: of the file and the page.
        path, number: where the page is, its index.
        lines: its lines.
        cells: what each column of its letterhead and closing says.
    """

    name: str
    path: Path
    number: int
    lines: tuple[str, ...]
    cells: tuple[str, ...]


@cache
def make_scans() -> ModuleType:
    """The script that makes scans."""
    spec = importlib.util.spec_from_file_location("make_scans", ROOT / "scripts" / "make_scans.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_scans"] = module
    spec.loader.exec_module(module)
    return module


def true_pages(paths: Iterable[Path]) -> Iterator[TruePage]:
    """The pages of PDFs with their lines by the text layer; the cells of ``CELLS`` are those that were typed."""
    typed = json.loads((ROOT / "tests" / "material" / "cells" / "truth.json").read_text("utf-8"))
    for path in paths:
        with open_pdf(path.read_bytes(), ReadingOptions(ocr="off")) as source:
            for page in source.pages:
                texts = (" ".join(_RULE.sub("", line.text).split()) for line in page.lines)
                lines = tuple(text for text in texts if text)
                if path.stem in typed:
                    cells = [cell for side in ("head", "close") for cell in typed[path.stem][side]]
                else:
                    cells = [
                        " ".join(line.text for line in block if line.text not in _STAMPS)
                        for (column, alone), block in groupby(page.lines, key=lambda line: (line.column, not line.cell))
                        if column is not Column.WHOLE and alone
                    ]
                shown = " ".join(set_apart(lines))
                here = tuple(plain for cell in cells if exact([plain := " ".join(_RULE.sub("", cell).split())], shown))
                yield TruePage(f"{path.stem}-{page.number}", path, page.number - 1, lines, here)


def set_apart(lines: Iterable[str]) -> list[str]:
    """Lines without those that are stamps: a reader gives them by themselves, wherever they stand."""
    return [line for line in lines if line not in _STAMPS]


@cache
def drawn(path: Path, number: int, dpi: int) -> Image.Image:
    """A page of a PDF as a picture."""
    image: Image.Image = list(make_scans().pages(path, dpi))[number]
    return image


def scanned(page: TruePage, kind: str, dpi: int, seed: str = "") -> bytes:
    """A page with one class of damage, as a JPEG; the same each time for the same seed."""
    image = make_scans().damaged(drawn(page.path, page.number, dpi), kind, dpi, seed + page.name)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, dpi=(dpi, dpi))
    return buffer.getvalue()


def errors(lines: Iterable[str], text: str) -> int:
    """How many characters of lines are wrong, each held against the part of a text that is most like it.

    An edit distance whose ends in the text are free; white space counts as one space, and the order of lines does not
    count: columns that are read across are told by ``whole``.
    """
    codes = np.array([ord(letter) for letter in " ".join(text.split())], dtype=np.int32)
    places = np.arange(len(codes) + 1, dtype=np.int32)
    total = 0
    for line in lines:
        row = np.zeros(len(codes) + 1, dtype=np.int32)
        for letter in line:
            step = row + 1
            step[1:] = np.minimum(step[1:], row[:-1] + (codes != ord(letter)))
            row = np.minimum.accumulate(step - places) + places
        total += int(row.min())
    return total


def whole(cells: Iterable[str], text: str) -> int:
    """How many cells stand in a text in one piece: a few of their characters may be misread, but nothing that stands
    beside them may stand between.
    """
    return sum(errors([cell], text) <= max(MISREAD * len(cell), 2) for cell in cells)


def sure_values(document: Document, truth: Document) -> tuple[int, int]:
    """How many values of a document are sure ("printed", nothing doubtful in them), and how many of those are true."""
    doubtful = [(source.start, source.end) for value in document.doubtful for source in value.sources]
    known = {" ".join(value.text.split()) for value in truth.values()}
    whole_text = f" {' '.join(truth.text.split())} "  # a page's first and last paragraph may be parts of one
    sure = right = 0
    for value in document.values():
        if value.sure == "printed" and not any(
            start < source.end and source.start < end for source in value.sources for start, end in doubtful
        ):
            sure += 1
            text = " ".join(value.text.split())
            right += text in known or f" {text} " in whole_text
    return sure, right


def exact(cells: Iterable[str], text: str) -> int:
    """How many cells stand in a text letter by letter."""
    flat = f" {' '.join(text.split())} "
    return sum(f" {cell} " in flat for cell in cells)
