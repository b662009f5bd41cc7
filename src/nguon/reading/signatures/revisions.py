"""What was done to a PDF after it was signed: whether its pages still show what the signer saw.

The pages of the signed bytes and of the whole file are drawn without annotations and compared, so that a page replaced
in an update is found whatever way it was done. Numbers, days and seals that e-offices stamp on are annotations.
"""

from __future__ import annotations

import time
from typing import Final

import pypdfium2 as pdfium

from nguon.reading.readers.pdfium import LOCK

_MOST_PAGES: Final = 300
_SECONDS: Final = 6.0
_SIDE: Final = 400.0  # pixels of the longer side: one changed digit of 13 points still changes pixels


def changed_pages(data: bytes, end: int) -> tuple[int, ...] | None:
    """Pages, from 1, that differ between ``data[:end]`` and ``data``; ``None`` where it cannot be told in the time."""
    started = time.monotonic()
    with LOCK:
        try:
            before = pdfium.PdfDocument(data[:end])
        except pdfium.PdfiumError:
            return None
        try:
            after = pdfium.PdfDocument(data)
            try:
                return _compared(before, after, started)
            finally:
                after.close()
        except pdfium.PdfiumError:
            return None
        finally:
            before.close()


def _compared(before: pdfium.PdfDocument, after: pdfium.PdfDocument, started: float) -> tuple[int, ...] | None:
    count = max(len(before), len(after))
    if min(len(before), len(after)) > _MOST_PAGES:
        return None
    changed = list(range(min(len(before), len(after)) + 1, count + 1))[:_MOST_PAGES]
    for index in range(min(len(before), len(after))):
        if time.monotonic() - started > _SECONDS:
            return None
        if _look(before, index) != _look(after, index):
            changed.append(index + 1)
    return tuple(sorted(changed))


def _look(document: pdfium.PdfDocument, index: int) -> tuple[tuple[float, float], str, bytes] | None:
    """Size, text and picture of a page without its annotations; ``None`` where it cannot be drawn."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        size = page.get_size()
        text = page.get_textpage()
        words = text.get_text_range() if text.count_chars() else ""
        text.close()
        scale = _SIDE / max(*size, 1.0)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False)
        picture = bytes(bitmap.buffer)
        bitmap.close()
        return size, words, picture
    except (pdfium.PdfiumError, ValueError, MemoryError, UnicodeError):
        return None
    finally:
        page.close()
