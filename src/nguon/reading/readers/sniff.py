"""What kind of file some bytes are, decided by the bytes; the name only breaks a tie between HTML and plain text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from nguon.reading.readers.mht import is_mht

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
RTF = "application/rtf"
PDF = "application/pdf"
HTML = "text/html"
XML = "application/xml"
TEXT = "text/plain"

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
)
PICTURES = ("image/png", "image/jpeg", "image/tiff", "image/heic")
"""Media types of pictures that are read page by page."""
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1")
_HTML_START = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}+>\s*+)?(?:<!--.{0,2000}?-->\s*+)*+<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(
    r"<(?:p|div|table|tbody|tr|td|span|br|h[1-6]|meta|strong|b|em|i|ul|ol|li|center|font)\b[^<>]{0,500}+>", re.I
)
_NAMES_OF_HTML = (".html", ".htm", ".xhtml", ".aspx")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
_WORD_XML = ("schemas.microsoft.com/office/word/2003/wordml", "schemas.microsoft.com/office/2006/xmlPackage")
_HIGH_BYTES_OF_UTF16 = b"\x00\x01\x03\x1e\x20"


def media_type(data: bytes, suffix: str = "") -> str | None:
    """The IANA media type of the bytes, ``None`` where nothing that we know fits.

    Args:
        data: the whole file.
        suffix: the file's lower-case suffix (``".html"``) or empty; only asked where text holds a tag or two.

    >>> media_type(b"%PDF-1.7"), media_type("Kính gửi: Sở Y tế".encode())
    ('application/pdf', 'text/plain')
    """
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_type(data)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(OLE2):
        return _ole_type(data)
    if head.lstrip()[:5] == b"{\\rtf":
        return RTF
    for start, kind in _PICTURES:
        if head.startswith(start):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "image/heic"
    return _text_type(head, suffix)


def utf16_without_mark(data: bytes) -> str:
    """``"utf-16-le"`` or ``"utf-16-be"`` where the bytes look like Vietnamese in it, else the empty string.

    Every second byte of such text is one of few: 00 (Latin), 01 (ă đ ơ ư), 03 (combining), 1E (ạ…ỹ), 20 (dashes).
    """
    sample = data[:_HEAD]
    if len(sample) < 8 or sample.count(0) * 5 < len(sample):
        return ""
    for encoding, high, low in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        if len(high.translate(None, _HIGH_BYTES_OF_UTF16)) * 10 <= len(high) and low.count(0) * 20 <= len(low):
            return encoding
    return ""


def _zip_type(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()[:10_000]}
            opendocument = b""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    opendocument = stream.read(100).strip()
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, OSError, OverflowError, EOFError):
        # Cut short or damaged: the names in front of the parts still say what it was.
        return DOCX if b"word/" in data[:200_000] else "application/zip"
    if any(name.lower().startswith("word/") for name in names):
        return DOCX
    if opendocument.startswith(b"application/vnd.oasis.opendocument"):
        return opendocument.decode("ascii", "replace")
    if any(name.startswith("xl/") for name in names):
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if any(name.startswith("ppt/") for name in names):
        return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    return "application/zip"


def _ole_type(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return DOCX  # a DOCX with a password lies in an OLE2 container; its reader says so
    for name, kind in (
        ("WordDocument", DOC),
        ("Workbook", "application/vnd.ms-excel"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ):
        if name.encode("utf-16-le") in data:
            return kind
    return DOC


def _text_type(head: bytes, suffix: str) -> str | None:
    if not head:
        return None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) & ~1].decode("utf-16", "replace")
    elif wide := utf16_without_mark(head):
        text = head[: len(head) & ~1].decode(wide, "replace")
    else:
        if (len(head) - len(head.translate(None, _CONTROLS))) * 20 > len(head):
            return None
        text = head.decode("latin-1").removeprefix("ï»¿")
    start = text.lstrip()
    if is_mht(head):
        return HTML
    if _HTML_START.match(start):
        return HTML
    if start.startswith("<?xml") and any(name in start for name in _WORD_XML):
        return DOC  # Word in one XML file, of 2003 or flat; LibreOffice reads both
    if start.startswith("<?xml") or re.match(r"<(?:[\w.-]{1,40}+:)?edXML\b", start, re.I):
        return XML
    tags = len(_HTML_TAG.findall(text))
    if tags >= 3 or (tags and (start.startswith("<") or suffix in _NAMES_OF_HTML)):
        return HTML
    return TEXT
