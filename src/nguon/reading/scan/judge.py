"""What is wrong with a scanned page, in words a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterator

from nguon.reading.page import Page
from nguon.reading.readers import Remark
from nguon.reading.readers.text_layer import is_garbled
from nguon.reading.scan.read_page import Recognised
from nguon.reading.scan.recognise import Word

_UNCLEAR = 0.72  # mean sureness by letters; a fair scan has more than 0.9
_FEWEST = 40  # letters: fewer say nothing about a page
_EDGE = 0.012  # inches
_CUT = 5  # lines that run into the edge
_DARK = 110  # grey level of the paper


def mean_sureness(words: list[Word]) -> float:
    """How sure the words are, weighed by their letters; 0 for none."""
    letters = sum(len(word.text) for word in words)
    return sum(word.sureness * len(word.text) for word in words) / letters if letters else 0.0


def remarks_on(page: Page, found: Recognised) -> Iterator[Remark]:
    """What a person should know about a recognised page."""
    number, words = page.number, found.words
    if found.turned:
        what = f"Page {number} was scanned lying on its side or upside down and was turned"
        yield Remark(code="page_turned", what=what, page=number, hint="Check its boxes; scan it upright next time")
    if any(mark.kind == "handwriting" for mark in page.marks):
        what = f"A number or a day on page {number} is written by hand and was not read"
        yield Remark(code="handwriting", what=what, page=number, hint="Read it from the page and fill it in")
    if found.paper < _DARK:
        what = f"Page {number} is very dark"
        yield Remark(code="page_dark", what=what, page=number, hint="Scan it again, brighter")
    letters = sum(len(word.text) for word in words)
    if letters < _FEWEST:
        return
    if mean_sureness(words) < _UNCLEAR:
        what = f"Page {number} was read unsurely: much of it may be wrong"
        yield Remark(code="page_unclear", what=what, page=number, hint="Scan it again at 300 dpi, or check every value")
    elif is_garbled("\n".join(line.text for line in page.lines)):
        what = f"What page {number} shows is not Vietnamese"
        yield Remark(code="not_vietnamese", what=what, page=number, hint="Check that it is the right file")
    if _cut_lines(words, found) >= _CUT:
        what = f"Lines of page {number} run into its edge: a part of it is missing"
        yield Remark(code="page_cut", what=what, page=number, hint="Scan it again, the whole page on the glass")


def _cut_lines(words: list[Word], found: Recognised) -> int:
    edge, width = _EDGE * found.dpi, found.mask.shape[1]
    return len({word.line for word in words if word.box[0] <= edge or word.box[2] >= width - edge})
