import json
from pathlib import Path

import msgspec
import pytest

from nguon.cli.reading_job import found_duties
from nguon.reading.document import Document
from nguon.reading.read import read
from nguon.writing.flat import flatten

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.pdf"))

BOX_TOLERANCE_PT = 0.5
"""Versions of PDFium round a glyph's box differently."""


def without_boxes(thing):
    """JSON without its boxes, and the boxes in order."""
    boxes = []

    def strip(one):
        if isinstance(one, dict):
            if one.get("box"):
                boxes.append(one["box"])
            return {key: strip(value) for key, value in one.items() if key != "box"}
        return [strip(value) for value in one] if isinstance(one, list) else one

    return strip(thing), boxes


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_reads_as_it_was_reviewed(name):
    """Where this fails and the new reading is right: ``make golden``, and review the difference."""
    expected, places = without_boxes(json.loads((HERE / name / "document.json").read_bytes()))
    found, boxes = without_boxes(json.loads(msgspec.json.encode(read(SAMPLES / f"{name}.pdf"))))
    assert found == expected
    assert [pytest.approx(box, abs=BOX_TOLERANCE_PT) for box in places] == boxes


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_file_is_a_document(name):
    msgspec.json.decode((HERE / name / "document.json").read_bytes(), type=Document)


def test_every_golden_file_has_its_sample():
    assert sorted(path.parent.name for path in HERE.glob("*/document.json")) == NAMES


def values(name, suffix):
    """The flat values of a sample in one format, its file's name aside."""
    document = read(SAMPLES / f"{name}{suffix}")
    flat = flatten(document, found_duties(document))
    return {key: value for key, value in flat.items() if key not in ("id", "file")}


@pytest.mark.parametrize("suffix", [".docx", ".html", ".txt"])
@pytest.mark.parametrize("name", NAMES)
def test_every_format_of_a_sample_gives_the_same_values(name, suffix):
    """The four formats hold the same words; a text export has no cells, so not the tasks of its annex table."""
    pdf, other = values(name, ".pdf"), values(name, suffix)
    if (name, suffix) == ("plan-with-table", ".txt"):
        del pdf["duties"], other["duties"]
    assert other == pdf
