"""Pictures of a PDF's pages, drawn by PDFium as they are shown, stamps and signatures included."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2 as pdfium

from nguon.reading.readers.pdfium import LOCK
from nguon.reading.scan.image import DPI, Picture, scaling
from nguon.reading.scan.pages import Draw

_LONGEST = 1300.0  # points: A3 has 1191; a longer page was made from a picture without its density
_A4 = 842.0
_MOST_PIXELS = 40_000_000


@contextmanager
def pdf_pictures(data: bytes) -> Iterator[Draw]:
    """Gives the picture of a page by its index, until the context ends."""
    with LOCK:
        document = pdfium.PdfDocument(data)

    def draw(index: int) -> Picture | None:
        with LOCK:
            try:
                page = document[index]
            except pdfium.PdfiumError:
                return None
            try:
                width, height = page.get_size()
                longest = max(width, height)
                scale = DPI / 72.0
                if longest > _LONGEST:
                    scale *= _A4 / longest
                if width * scale < 16 or height * scale < 16 or width * height * scale * scale > _MOST_PIXELS:
                    return None
                bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pdfium.raw.FPDFBitmap_BGRx)
                try:
                    colours = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
                finally:
                    bitmap.close()
            except (pdfium.PdfiumError, ValueError, MemoryError):
                return None
            finally:
                page.close()
        return Picture(colours, float(DPI), scaling(1.0 / scale))

    try:
        yield draw
    finally:
        with LOCK:
            document.close()
