"""How often what a scan's reader is sure of is right: counts by kind of word and sureness.

    python scripts/calibrate_scans.py [OUT]        (default tests/material/sureness.csv)

Pages of the samples ("tuned") and of ``tests/material/cells`` ("held out": other words, other makers of PDF, other
seeds) are made into scans with each class of damage in turn and read. A word is right if the page has it, counted as
often as the page has it. The thresholds of ``nguon.reading.scan.sureness`` are set on the first and judged on the
second; ``tests/unit/reading/test_sureness.py`` holds both to what they promise.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.scan_pages import CELLS, SAMPLES, TruePage, make_scans, scanned, true_pages

from nguon.core.syllables import syllables
from nguon.reading.scan.mend import plain_syllable
from nguon.reading.scan.photographs import picture_of
from nguon.reading.scan.read_page import recognise_picture

OUT = Path("tests/material/sureness.csv")
STEP = 0.02
SECONDS = 60.0


class Row(NamedTuple):
    """Words of one kind and one step of sureness, and how many of them are right."""

    part: str
    kind: str
    sureness: float
    words: int
    right: int


def kind_of(text: str) -> str:
    """The kind that has a threshold of its own."""
    if any(map(str.isdigit, text)):
        return "number"
    return "syllable" if plain_syllable(text) in syllables() else "other"


def words_read(page: TruePage, kind: str, seed: str) -> Iterator[tuple[str, float, bool]]:
    """The words recognised on a damaged page: text, sureness, and whether the page has it."""
    picture = picture_of(Image.open(io.BytesIO(scanned(page, kind, 200, seed))))
    found = recognise_picture(picture, SECONDS, first=page.number == 0)
    left = Counter(word for line in page.lines for word in line.split())
    words = found.words if found else []
    beside = Counter(word.line for word in words)
    for word in words:
        if any(map(str.isalnum, word.text)) and not (word.text.isdigit() and beside[word.line] == 1):  # a page's number
            yield word.text, word.sureness, left[word.text] > 0
            left[word.text] -= 1


def counted(part: str, pages: Sequence[TruePage], seed: str) -> list[Row]:
    """The rows of one part, each page with another class of damage."""
    kinds = [kind for kind in make_scans().CLASSES if kind not in ("clean", "cut")]
    words: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for number, page in enumerate(pages):
        for kind in (kinds[number % len(kinds)], kinds[(number + 3) % len(kinds)]):
            for text, sureness, right in words_read(page, kind, seed):
                cell = words[kind_of(text), int(sureness / STEP)]
                cell[0] += 1
                cell[1] += right
    return [
        Row(part, kind, round(step * STEP, 2), count, right) for (kind, step), (count, right) in sorted(words.items())
    ]


def main(out: Path) -> None:
    """Write the table."""
    rows = counted("tuned", list(true_pages(SAMPLES)), "")
    rows += counted("held out", list(true_pages(CELLS))[::5], "held out ")
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
