"""Which pages a person must look at before a file may be stored: those on which a stamp of secrecy can be missed.

What the scan reader finds as a stamp is refused. What it does not find proves little: of stamps put on generated scans
it found 54 of 60 on office scans and 4 of 30 on black-and-white faxes. A stamp stands on the first page (Decree
30/2020/NĐ-CP, Annex I, Part II, item 10), so a person looks at the first page of every scan, and at each page that was
not read well.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium

from nguon.reading.document import Document

PDF: Final = "application/pdf"
UNSEEN: Final = frozenset({
    "no_text_layer", "only_signature_stamp", "garbled_text_layer", "ocr_too_slow", "page_dark", "page_unclear",
    "page_cut", "not_vietnamese", "damaged_page", "unreadable_text",
})  # fmt: skip
"""Problems of a page on which a stamp may stand that nobody saw."""
LEFT_OUT: Final = {"too_many_pages": "too_large", "too_much_text": "too_large", "too_slow": "too_slow"}
"""Problems of a file of which a part was left unread, with the code under which it is not stored."""
COVERED: Final = 0.4
"""Share of a page: a picture that covers more is the page itself, and its text layer somebody's recognition of it."""


def page_count(data: bytes, media_type: str) -> int:
    """How many pages will be read, for the progress; 1 where that is not known."""
    try:
        if media_type == PDF:
            document = pdfium.PdfDocument(data)
            try:
                return len(document)
            finally:
                document.close()
        if media_type == "image/tiff":
            from PIL import Image

            return int(getattr(Image.open(io.BytesIO(data)), "n_frames", 1))
    except (pdfium.PdfiumError, OSError, ValueError, ImportError):
        return 1
    return 1


def pictured_pages(data: bytes, limit: int) -> Iterator[int]:
    """Pages of a PDF that are one picture under a text layer, as scanners with recognition write them."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return
    try:
        for index in range(min(limit, len(document))):
            if _is_pictured(document, index):
                yield index + 1
    finally:
        document.close()


def _is_pictured(document: pdfium.PdfDocument, index: int) -> bool:
    try:
        page = document[index]
        try:
            width, height = page.get_size()
            for thing in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
                left, bottom, right, top = thing.get_bounds()
                across, up = min(right, width) - max(left, 0), min(top, height) - max(bottom, 0)
                if across > 0 and up > 0 and across * up > COVERED * width * height:
                    return True
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError):
        return True  # what cannot be judged is looked at
    return False


def left_out(document: Document) -> str:
    """The code under which a file is not stored because a part was left unread; empty where all was read."""
    return next((LEFT_OUT[one.code] for one in document.problems if one.code in LEFT_OUT), "")


def pages_to_see(document: Document, scanned: dict[int, int]) -> dict[int, str]:
    """Pages that a person must look at, each with the reason: a problem's code, ``no_words`` or ``first_scan``.

    Args:
        document: as read.
        scanned: pages that are pictures → words that were recognised on each.
    """
    found = {one.where.page: one.code for one in document.problems if one.code in UNSEEN and one.where}
    for page, words in scanned.items():
        if not words:
            found.setdefault(page, "no_words")
    if scanned:
        found.setdefault(min(scanned), "first_scan")
    return dict(sorted(found.items()))
