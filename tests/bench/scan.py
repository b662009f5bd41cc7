"""Reading of scans beside the bare engine, on the same pictures with known truth, in one run.

The bare engine is Tesseract as anyone would call it: the same wheel and the same model, the picture as it is, its own
segmentation. Character errors, whole cells of letterheads and closings, CPU of a whole ``read``, the gain of a second
core, and memory.

    python -m tests.bench.scan [--quick]
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from nguon import read
from nguon.reading.options import ReadingOptions
from tests.scan_pages import CELLS, SAMPLES, TruePage, errors, exact, make_scans, scanned, true_pages, whole

ONE = ReadingOptions(ocr_threads=1)
LONG = 30  # pages of the long scan

_CHILD = """
import os, sys, time
os.sched_setaffinity(0, {{{cores}}})
from nguon import read
import nguon.reading.scan.photographs
started = time.perf_counter()
read({path!r})
seconds = time.perf_counter() - started
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(seconds, peak / 1024)
"""


class Figures(NamedTuple):
    """Of some pages: characters, those wrong; cells, whole ones, those right to the letter; seconds of CPU."""

    characters: int
    wrong: int
    cells: int
    whole: int
    exact: int
    seconds: float


@cache
def _engine() -> Any:
    from tesserocr import PyTessBaseAPI

    with as_file(files("nguon").joinpath("data", "tessdata")) as folder:
        return PyTessBaseAPI(path=f"{folder}{os.sep}", lang="vie")


def bare(data: bytes) -> str:
    """What the bare engine makes of a picture."""
    engine = _engine()
    engine.SetImage(Image.open(io.BytesIO(data)))
    text: str = engine.GetUTF8Text()
    return text


def ours(data: bytes) -> str:
    """What ``read`` makes of it, on one thread."""
    return read(data, ONE).text


def measured(pages: Iterable[TruePage], kind: str, dpi: int) -> tuple[Figures, Figures]:
    """The bare engine's figures and ours on the same pictures."""
    return _figures(pages, kind, dpi, bare), _figures(pages, kind, dpi, ours)


def _figures(pages: Iterable[TruePage], kind: str, dpi: int, engine: Callable[[bytes], str]) -> Figures:
    characters = wrong = cells = intact = right = 0
    seconds = 0.0
    for page in pages:
        data = scanned(page, kind, dpi)
        started = time.process_time()
        text = engine(data)
        seconds += time.process_time() - started
        characters += sum(map(len, page.lines))
        wrong += errors(page.lines, text)
        cells += len(page.cells)
        intact += whole(page.cells, text)
        right += exact(page.cells, text)
    return Figures(characters, wrong, cells, intact, right, seconds)


def accuracy(quick: bool) -> None:
    """A row a class of damage: character errors, whole cells and CPU, the bare engine's and ours."""
    samples = list(true_pages(SAMPLES))
    cells = list(true_pages(CELLS))
    rows: list[tuple[str, int, Sequence[TruePage]]] = [
        ("ordinary", 300, samples + cells[::6]),
        ("ordinary", 200, samples + cells[::6]),
    ]
    kinds = [kind for kind in make_scans().CLASSES if kind != "ordinary"]
    rows += [(kind, 200, samples[:4] + cells[1::12]) for kind in (kinds[:2] if quick else kinds)]
    print("                     characters wrong   cells whole (to the letter)")
    print(
        f"{'damage':10} {'dpi':>4} {'chars':>6} {'bare':>7} {'ours':>7} {'bare':>11} {'ours':>11} {'all':>4} {'CPU':>5}"
    )
    for kind, dpi, pages in rows:
        one, two = measured(pages, kind, dpi)
        print(
            f"{kind:10} {dpi:4} {one.characters:6} {one.wrong / one.characters:7.2%} "
            f"{two.wrong / two.characters:7.2%} {one.whole:5} ({one.exact:3}) {two.whole:5} ({two.exact:3}) "
            f"{one.cells:4} {two.seconds / one.seconds:5.2f}",
            flush=True,
        )


def cores() -> None:
    """Wall time of a long scan on one core and on two, and the peak of memory."""
    can = sorted(os.sched_getaffinity(0))
    if len(can) < 2:
        print("one core only: the gain of a second was not measured")
        return
    pages = list(true_pages(SAMPLES))
    images = [Image.open(io.BytesIO(scanned(page, "ordinary", 200))) for page in pages]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "long.pdf")
        long = [images[number % len(images)] for number in range(LONG)]
        long[0].save(path, "PDF", resolution=200.0, save_all=True, append_images=long[1:])
        best, peak = [float("inf")] * 2, [0.0] * 2
        for _ in range(2):  # turn about, so that what else the machine does meets both
            for number, chosen in enumerate((can[:1], can[:2])):
                child = _CHILD.format(cores=", ".join(map(str, chosen)), path=path)
                out = subprocess.run([sys.executable, "-c", child], check=True, capture_output=True, text=True).stdout
                seconds, memory = map(float, out.split())
                best[number], peak[number] = min(best[number], seconds), max(peak[number], memory)
    print(
        f"{LONG} pages: one core {best[0]:.1f} s, two {best[1]:.1f} s; ratio {best[0] / best[1]:.2f}; "
        f"peak memory {peak[0]:.0f} and {peak[1]:.0f} MB"
    )


def main(arguments: Sequence[str] = ()) -> None:
    """All of it; ``--quick`` with two classes of damage only."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args(arguments)
    accuracy(chosen.quick)
    cores()


if __name__ == "__main__":
    main(sys.argv[1:])
