"""CPU of the PDF reader against a bare loop over the characters, as a ratio in one run on the same files.

The bare loop opens the file and asks PDFium, through pypdfium2's own prototypes, for ``FPDFText_GetUnicode`` and
``FPDFText_GetCharBox`` of every character: what any reader that looks at each character pays at least.

    python -m tests.bench.pdf FILE.pdf …
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from ctypes import c_double
from pathlib import Path

import pypdfium2.raw as raw

from nguon.reading.options import ReadingOptions
from nguon.reading.readers.pdf import open_pdf

ROUNDS = 9
SECONDS = 0.05  # at least so long a round


def bare_loop(data: bytes) -> int:
    """Unicode and box of every character of every page; returns how many there were."""
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    total = 0
    for index in range(raw.FPDF_GetPageCount(document)):
        page = raw.FPDF_LoadPage(document, index)
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text)
        for number in range(count):
            raw.FPDFText_GetUnicode(text, number)
            raw.FPDFText_GetCharBox(text, number, left, right, bottom, top)
        total += count
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    raw.FPDF_CloseDocument(document)
    return total


def open_only(data: bytes) -> int:
    """Read with Nguồn's reader; returns the number of lines."""
    with open_pdf(data, ReadingOptions()) as source:
        return sum(len(page.lines) for page in source.pages)


def cpu(work: Callable[[bytes], int], data: bytes) -> float:
    """Seconds of CPU of one call: the best of several rounds."""
    work(data)
    started = time.process_time()
    work(data)
    once = max(time.process_time() - started, 1e-4)
    calls = max(int(SECONDS / once), 1)
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(calls):
            work(data)
        best = min(best, (time.process_time() - started) / calls)
    return best


def main(paths: list[str]) -> None:
    """Print a row a file, and the ratio of the sums."""
    bare_sum = ours_sum = 0.0
    print(f"{'file':44} {'pages':>5} {'chars':>7} {'bare ms':>8} {'ours ms':>8} {'ratio':>6}")
    for path in paths or sorted(map(str, Path("tests/material/cells").glob("*.pdf")))[:6]:
        data = Path(path).read_bytes()
        characters = bare_loop(data)
        if not characters:
            continue
        with open_pdf(data, ReadingOptions()) as source:
            pages = source.page_count
        bare, ours = cpu(bare_loop, data), cpu(open_only, data)
        bare_sum, ours_sum = bare_sum + bare, ours_sum + ours
        name = Path(path).name
        print(f"{name:44} {pages:5} {characters:7} {bare * 1e3:8.2f} {ours * 1e3:8.2f} {ours / bare:6.2f}")
    if bare_sum:
        print(f"{'all':44} {'':5} {'':7} {bare_sum * 1e3:8.2f} {ours_sum * 1e3:8.2f} {ours_sum / bare_sum:6.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
