from pathlib import Path

from nguon import read
from nguon.reading.options import ReadingOptions
from nguon.reading.readers.pdf import open_pdf

STAMPED = Path(__file__).parents[2] / "material" / "stamped.pdf"


def test_number_and_day_stamped_over_the_text_fill_its_blanks():
    letterhead = read(STAMPED).letterhead
    assert letterhead.number is not None
    assert letterhead.date is not None
    assert (letterhead.number.value, letterhead.date.value.isoformat()) == ("417", "2023-08-09")


def test_the_box_of_a_stamped_number_is_the_stamps():
    document = read(STAMPED)
    assert document.letterhead.number is not None
    number = document.letterhead.number.sources[0].box
    with open_pdf(STAMPED.read_bytes(), ReadingOptions()) as source:
        line = next(line for line in source.pages[0].lines if line.text.startswith("Số"))
        assert line.glyphs is not None
        colon = line.glyphs.box(2, 4)
        slash = line.glyphs.box(line.text.index("/"), line.text.index("/") + 1)
    assert number is not None
    assert colon is not None
    assert slash is not None
    assert colon[0] < number[0] < number[2] < slash[2]
