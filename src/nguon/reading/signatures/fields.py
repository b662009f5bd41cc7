"""The signatures that a PDF holds, as PDFium finds them: their bytes, what they cover, the day written beside them.

PDFium parses the file, so that a hostile one meets the parser that the whole reading already trusts, and no second one.
"""

from __future__ import annotations

import ctypes
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from nguon.reading.readers.pdfium import LOCK

MOST: Final = 32
"""Signatures looked at in one file; dispatches carry two to six."""
_LARGEST: Final = 4_000_000  # bytes of one signature; with its revocation lists a real one has some hundred thousand
_BLANK: Final = b" \t\r\n\f\0"


class SignedPart(NamedTuple):
    """A signature as it stands in the file.

    Attributes:
        contents: DER of the CMS, zero bytes of its padding after it.
        start, stop: bytes of the file that are left out for it; both 0 where the ranges are not two.
        end: the byte after the last that is signed; 0 likewise.
        form: the PDF's name for the form of the signature (``adbe.pkcs7.detached``).
        time: day and time written beside it, if any.
    """

    contents: bytes
    start: int
    stop: int
    end: int
    form: str
    time: datetime | None

    def leaves_out_itself_only(self, data: bytes) -> bool:
        """Whether the bytes left out are the signature's own and nothing else."""
        hole = data[self.start : self.stop]
        if not (hole.startswith(b"<") and hole.endswith(b">")):
            return False
        try:
            return bytes.fromhex(hole[1:-1].decode("ascii")) == self.contents
        except ValueError:
            return False

    def reaches_the_end(self, data: bytes) -> bool:
        """Whether nothing but white space follows the last signed byte."""
        return self.end > 0 and len(data) - self.end < 64 and not data[self.end :].strip(_BLANK)


def signed_parts(data: bytes) -> list[SignedPart]:
    """The signatures of a PDF, at most ``MOST``, in the order in which they were put on."""
    with LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return []
        try:
            count = min(max(raw.FPDF_GetSignatureCount(document.raw), 0), 4 * MOST)
            found = [part for index in range(count) if (part := _part(document, index, len(data)))]
        finally:
            document.close()
    return sorted(found, key=lambda part: part.end)[:MOST]


def _part(document: pdfium.PdfDocument, index: int, size: int) -> SignedPart | None:
    """One signature; ``None`` for a field that nobody has signed."""
    signature = raw.FPDF_GetSignatureObject(document.raw, index)
    if not signature:
        return None
    contents = _bytes(raw.FPDFSignatureObj_GetContents, signature, _LARGEST)
    ranges = (ctypes.c_int * 4)()
    count = raw.FPDFSignatureObj_GetByteRange(signature, ranges, 4)
    if not contents and not count:
        return None
    first, length, second, rest = ranges
    end = second + rest
    if count != 4 or first != 0 or not 0 < length < second or rest < 0 or end > size:
        length = second = end = 0
    form = _bytes(raw.FPDFSignatureObj_GetSubFilter, signature, 200).rstrip(b"\0").decode("latin-1")
    written = _bytes(raw.FPDFSignatureObj_GetTime, signature, 200).rstrip(b"\0").decode("latin-1")
    return SignedPart(contents, length, second, end, form, pdf_time(written))


def _bytes(call: Any, signature: Any, most: int) -> bytes:
    """What a call of PDFium gives that tells its length first; nothing where it is longer than ``most``."""
    length = call(signature, None, 0)
    if not 0 < length <= most:
        return b""
    buffer = ctypes.create_string_buffer(length)
    call(signature, buffer, length)
    return buffer.raw


_TIME = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?")


def pdf_time(text: str) -> datetime | None:
    """A time as PDF writes it (ISO 32000-1, 7.9.4), ``D:20260115083000+07'00'``; without a zone it is taken as UTC.

    >>> pdf_time("D:20260115083000+07'00'").isoformat()
    '2026-01-15T08:30:00+07:00'
    """
    match = _TIME.match(text)
    if not match:
        return None
    sign, hours, minutes = match[7], int(match[8] or 0), int(match[9] or 0)
    try:
        offset = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
        zone = timezone(offset) if offset else UTC
        return datetime(*(int(match[group]) for group in range(1, 7)), tzinfo=zone)  # type: ignore[misc,arg-type]
    except ValueError:
        return None
