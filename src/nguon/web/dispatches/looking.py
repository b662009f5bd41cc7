"""Which pages a person must look at before a file may be stored: those on which a stamp of secrecy can be missed.

What the scan reader finds as a stamp is refused. What it does not find proves little: of stamps put on generated scans
it found 54 of 60 on office scans and 4 of 30 on black-and-white faxes. A stamp stands on the first page (Decree
30/2020/NĐ-CP, Annex I, Part II, item 10), so a person looks at the first page of every scan, and at each page that was
not read well.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

import pypdfium2 as pdfium

from nguon.reading.document import Document
from nguon.reading.scan import is_installed

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
STAMP_PT: Final = 24
"""Points: a picture that is wider, and higher than a third of that, may be a stamp (the smallest is 20 × 8 mm)."""
MOST_PICTURES: Final = 5_000
LOOK_SECONDS: Final = 30.0
MOST_LOOKED_AT: Final = 3
"""Pages with text of which the picture is looked at for a stamp: about a second each."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Pages of a PDF by what pictures are on them, numbered from 1.

    Attributes:
        whole: one picture is the page, as scanners with recognition write them.
        stamp_sized: a picture stands in the upper half, where a stamp would be.
    """

    whole: tuple[int, ...] = ()
    stamp_sized: tuple[int, ...] = ()


def pictures_in(data: bytes, limit: int) -> Pictures:
    """Which pages of a PDF hold pictures that a text layer says nothing about."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return Pictures()
    whole, stamp_sized = [], []
    try:
        for index in range(min(limit, len(document))):
            found = _pictures_on(document, index)
            if found == "whole":
                whole.append(index + 1)
            elif found:
                stamp_sized.append(index + 1)
    finally:
        document.close()
    return Pictures(whole=tuple(whole), stamp_sized=tuple(stamp_sized))


def _pictures_on(document: pdfium.PdfDocument, index: int) -> Literal["whole", "stamp", ""]:
    found: Literal["stamp", ""] = ""
    try:
        page = document[index]
        try:
            width, height = page.get_size()
            things = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
            for thing in islice(things, MOST_PICTURES):
                left, bottom, right, top = thing.get_bounds()
                across, up = min(right, width) - max(left, 0), min(top, height) - max(bottom, 0)
                if across > 0 and up > 0 and across * up > COVERED * width * height:
                    return "whole"
                if across > STAMP_PT and up > STAMP_PT / 3 and top > height / 2:
                    found = "stamp"
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError):
        return "whole"  # what cannot be judged is looked at
    return found


def stamp_on(data: bytes, pages: Sequence[int]) -> tuple[str, int] | None:
    """The degree of secrecy stamped on pages that have text; ``None`` where there is none, or no ``nguon[ocr]``."""
    if not pages or not is_installed():
        return None
    from nguon.reading.scan.draw import pdf_pictures
    from nguon.reading.scan.read_page import recognise_picture

    with pdf_pictures(data) as draw:
        for page in pages[:MOST_LOOKED_AT]:
            picture = draw(page - 1)
            found = recognise_picture(picture, LOOK_SECONDS) if picture else None
            for kind, text, _box in found.marks if found else ():
                if kind == "secrecy":
                    return text, page
    return None


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
