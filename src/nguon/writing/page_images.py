"""The pages of a PDF as small PNG pictures, without an imaging library."""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Final

import msgspec
import pypdfium2 as pdfium

from nguon.core.errors import NguonError
from nguon.reading.scan import is_installed

SCALE: Final = 1.5
"""Pixels a point: 108 dpi, enough to read on a screen."""
MAX_PIXELS: Final = 4_000_000
"""Pixels of one picture: an A3 page has 2.2 million; a page of 200,000 points is drawn smaller."""


class PageImage(msgspec.Struct, frozen=True, kw_only=True):
    """One page: its number from 1, its size in points as shown, its picture; ``None`` where it cannot be drawn."""

    number: int
    width: float
    height: float
    png: bytes | None


def page_images(data: bytes, limit: int) -> Iterator[PageImage]:
    """The first ``limit`` pages of a PDF; none where the file does not open."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return
    try:
        document.init_forms()  # else the numbers, days and seals that digital signatures stamp on are not drawn
        for index in range(min(limit, len(document))):
            yield _page(document, index)
    finally:
        document.close()


PICTURES = ("image/png", "image/jpeg", "image/tiff", "image/heic")
"""Media types of documents whose pages are pictures already."""


def picture_images(data: bytes, limit: int) -> Iterator[PageImage]:
    """The first ``limit`` pages of a file of pictures; none without ``nguon[ocr]``, which opens them."""
    if not is_installed():
        return
    from nguon.reading.scan.photographs import frames, page_size

    try:
        for number, image in enumerate(islice(frames(data), limit), 1):
            width, height = page_size(image)
            scale = min(SCALE * width / image.width, 1.0)
            small = image.resize((max(round(image.width * scale), 1), max(round(image.height * scale), 1)))
            buffer = io.BytesIO()
            small.save(buffer, "PNG", optimize=True)
            yield PageImage(number=number, width=width, height=height, png=buffer.getvalue())
    except NguonError:
        return


def _page(document: pdfium.PdfDocument, index: int) -> PageImage:
    width, height = 595.0, 842.0
    try:
        page = document[index]
        width, height = page.get_size()
        scale = min(SCALE, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
        bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pdfium.raw.FPDFBitmap_BGRx)
        try:
            picture = _png(bitmap)
        finally:
            bitmap.close()
            page.close()
    except (pdfium.PdfiumError, ValueError, MemoryError):
        return PageImage(number=index + 1, width=width, height=height, png=None)
    return PageImage(number=index + 1, width=width, height=height, png=picture)


_GREYS = bytes(min(255, (value * 15 + 127) // 255 * 17) for value in range(256))
"""Sixteen greys: they halve the size of a scan and nobody sees it."""


def _png(bitmap: pdfium.PdfBitmap) -> bytes:
    """PNG of a bitmap of four bytes a pixel: grey where no pixel has a colour, else RGB."""
    pixels = bytes(bitmap.buffer)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    if stride != width * 4:
        pixels = b"".join(pixels[row * stride : row * stride + width * 4] for row in range(height))
    red, green, blue = pixels[0::4], pixels[1::4], pixels[2::4]
    if red == green == blue:
        flat, samples, kind = green.translate(_GREYS), 1, 0
    else:
        colour = bytearray(width * height * 3)
        for offset, plane in enumerate((red, green, blue)):
            colour[offset::3] = plane.translate(_GREYS)
        flat, samples, kind = bytes(colour), 3, 2
    line = width * samples
    rows = b"".join(b"\0" + flat[start : start + line] for start in range(0, len(flat), line))
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
