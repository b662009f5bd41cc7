"""Words on a prepared picture, by Tesseract in this process: one thread, the model shipped with the package."""

from __future__ import annotations

import os
import threading
from importlib.resources import as_file, files
from typing import Any, NamedTuple

from nguon.core.provenance import Box
from nguon.core.text import nfc
from nguon.reading.scan.image import Grey

LANGUAGES = "vie"
"""The Vietnamese model reads the whole Latin alphabet; a second language makes it slower and no better."""
PAGE, BLOCK, LINE, SPARSE = 3, 6, 7, 11
"""Tesseract's ways of taking a picture apart (``PSM``): a page, one block, one line, words anywhere."""


class Word(NamedTuple):
    """A word as recognised.

    Attributes:
        text: NFC, without white space.
        box: in pixels of the picture.
        base: y of the baseline under its middle, in pixels.
        sureness: 0 to 1, as the engine has it.
        line: words of one number were found on one line.
        read: what the engine read, where ``text`` was mended; else empty.
    """

    text: str
    box: Box
    base: float
    sureness: float
    line: int
    read: str = ""


_local = threading.local()


def _engine() -> Any:
    """This thread's engine; made once, 40 MB and a tenth of a second each."""
    engine = getattr(_local, "engine", None)
    if engine is None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read when the library is loaded: its threads only cost time
        from tesserocr import LeptLogLevel, PyTessBaseAPI, set_leptonica_log_level

        set_leptonica_log_level(LeptLogLevel.NONE)  # it would write to standard error
        with as_file(files("nguon").joinpath("data", "tessdata")) as folder:
            engine = PyTessBaseAPI(path=f"{folder}{os.sep}", lang=LANGUAGES)
        _local.engine = engine
    return engine


def recognise(grey: Grey, dpi: float, seconds: float, way: int = PAGE) -> list[Word] | None:
    """The words of a picture, line by line; ``None`` where the time did not suffice.

    Args:
        grey: the picture, black on white.
        dpi: its pixels an inch.
        seconds: time allowed.
        way: how to take it apart.
    """
    if seconds <= 0:
        return None
    from tesserocr import RIL

    height, width = grey.shape
    engine = _engine()
    engine.SetPageSegMode(way)
    engine.SetImageBytes(grey.tobytes(), width, height, 1, width)
    engine.SetSourceResolution(round(dpi))
    try:
        if not engine.Recognize(max(int(seconds * 1000), 1)):
            return None
        found: list[Word] = []
        words = engine.GetIterator()
        line = -1
        if words is None or words.Empty(RIL.WORD):
            return found
        while True:
            if line < 0 or words.IsAtBeginningOf(RIL.TEXTLINE):
                line += 1
            word = _word(words, RIL, line)
            if word:
                found.append(word)
            if not words.Next(RIL.WORD):
                return found
    finally:
        engine.Clear()


def _word(words: Any, level: Any, line: int) -> Word | None:
    box = words.BoundingBox(level.WORD)
    if box is None:
        return None
    text = nfc("".join(words.GetUTF8Text(level.WORD).split()))
    if not text:
        return None
    x0, y0, x1, y1 = map(float, box)
    baseline = words.Baseline(level.TEXTLINE)
    base = y1
    if baseline:
        (ax, ay), (bx, by) = baseline
        base = ay + (by - ay) * ((x0 + x1) / 2 - ax) / (bx - ax) if bx > ax else float(ay)
        if not y0 - 2 <= base <= y1 + (y1 - y0):
            base = y1
    return Word(text, (x0, y0, x1, y1), base, words.Confidence(level.WORD) / 100.0, line)
