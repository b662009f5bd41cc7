"""What the reader of scans is sure of is right 99 times in 100, on pages that its thresholds were not set on."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from nguon.reading.read import read
from nguon.reading.scan import sureness

pytest.importorskip("tesserocr", reason="nguon[ocr] is not installed")

from tests.scan_pages import CELLS, ROOT, scanned, sure_values, true_pages

PROMISED = 0.99
FROM = {"syllable": sureness.SYLLABLE_FROM, "number": sureness.NUMBER_FROM, "other": sureness.OTHER_FROM}
HELD_OUT = [("ordinary", 3), ("jpeg", 9), ("grain", 16), ("shadow", 22), ("skew3", 30)]


@pytest.mark.parametrize("part", ["tuned", "held out"])
def test_thresholds_keep_their_promise_on_the_calibration(part: str) -> None:
    """``scripts/calibrate_scans.py`` writes the counts."""
    sure, right = Counter[str](), Counter[str]()
    with (ROOT / "tests" / "material" / "sureness.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["part"] == part and float(row["sureness"]) >= FROM[row["kind"]] - 1e-9:
                sure[row["kind"]] += int(row["words"])
                right[row["kind"]] += int(row["right"])
    assert set(sure) == set(FROM)
    assert right.total() / sure.total() >= PROMISED


def test_of_values_marked_sure_99_in_100_are_right() -> None:
    sure = right = 0
    pages = list(true_pages(CELLS))
    for kind, number in HELD_OUT:
        page = pages[number]
        with_truth = sure_values(read(scanned(page, kind, 200, "held out ")), read(page.path))
        sure, right = sure + with_truth[0], right + with_truth[1]
    assert sure >= 50
    assert right / sure >= PROMISED
