"""The files that travel in an exchange file (edXML): cut out, decoded, unpacked, within limits."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
import zlib
from typing import Final

import msgspec
from lxml import etree

from nguon.reading.options import ReadingOptions
from nguon.reading.readers import Remark
from nguon.reading.readers.edxml_shape import LOOKED_AT, MEDIA_TYPE, held, local, recognises_edxml, text

MAX_ATTACHMENTS: Final = 100

_ENCODED = re.compile(rb"<((?:[A-Za-z_][\w.-]{0,40}:)?ContentTransferEncoded)(?:\s[^<>]{0,1000})?>")
_PLACEHOLDER = re.compile(r"nguon-attachment-(\d{1,9})")


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that travels in an exchange file: its name without folders, its media type by content, its bytes."""

    name: str
    media_type: str
    data: bytes


def without_attachments(data: bytes) -> tuple[bytes, list[bytes]]:
    """The file with a short mark in the place of each attachment, and the attachments' base64.

    Scans of many pages pass the 10 MB that the parser takes as one text, so they are cut out before it sees them.
    """
    kept: list[bytes] = []
    encoded: list[bytes] = []
    end = 0
    for match in _ENCODED.finditer(data):
        close = data.find(b"<", match.end())
        if not data.startswith(b"</" + match[1], close):
            continue  # elements or CDATA inside: the parser sees it as it is
        kept.append(data[end : match.end()])
        kept.append(b"nguon-attachment-%d" % len(encoded))
        encoded.append(data[match.end() : close])
        end = close
    kept.append(data[end:])
    return b"".join(kept), encoded


def read_attachments(
    root: etree._Element, encoded: list[bytes], options: ReadingOptions
) -> tuple[tuple[Attachment, ...], tuple[Remark, ...]]:
    found: list[Attachment] = []
    remarks: list[Remark] = []
    left = options.max_unpacked
    elements = [e for e in root.iter() if local(e) == "contenttransferencoded"]
    if len(elements) > MAX_ATTACHMENTS:
        remarks.append(
            Remark(code="too_many_attachments", what=f"Only the first {MAX_ATTACHMENTS} attachments were taken")
        )
    for ordinal, element in enumerate(elements[:MAX_ATTACHMENTS], 1):
        name = text(element.getparent(), "attachmentname") or f"attachment-{ordinal}"
        name = re.split(r"[/\\]", name)[-1] or f"attachment-{ordinal}"
        packed = held(element)
        mark = _PLACEHOLDER.fullmatch(packed.strip())
        raw = encoded[int(mark[1])] if mark and int(mark[1]) < len(encoded) else packed.encode()
        if len(raw) * 3 // 4 > left:
            remarks.append(Remark(code="attachment_too_large", what=f"The attachment {name} was left out: too large"))
            continue
        data = _decode(raw)
        if not data:
            remarks.append(
                Remark(
                    code="damaged_attachment",
                    what=f"The attachment {name} is not valid base64",
                    hint="Ask the sender to send it again",
                )
            )
            continue
        data = _unpacked(data, name, left)
        left -= len(data)
        found.append(Attachment(name=name, media_type=_media_type(data, name), data=data))
    return tuple(found), tuple(remarks)


def _decode(raw: bytes) -> bytes:
    """The bytes of base64, whatever its line breaks and padding; empty where it is not base64."""
    packed = b"".join(raw.split()).rstrip(b"=")
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except binascii.Error:
        return b""


def _unpacked(data: bytes, name: str, limit: int) -> bytes:
    """The one file of a ZIP that the sending program made around it; anything else as it is.

    A DOCX is a ZIP as well, and a ZIP sent on purpose keeps its name: only a ZIP of exactly one file whose attachment
    has another name is taken apart.
    """
    if not data.startswith(b"PK\x03\x04") or name.lower().endswith(".zip"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) != 1 or entries[0].is_dir() or entries[0].file_size > limit:
                return data
            with archive.open(entries[0]) as file:
                held = file.read(limit + 1)
            return held if 0 < len(held) <= limit else data
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        return data


def _media_type(data: bytes, name: str) -> str:
    start = data[:LOOKED_AT]
    if b"%PDF-" in start[:1_024]:
        return "application/pdf"
    if start.startswith(b"PK\x03\x04"):
        if b"word/" in data[:200_000] or name.lower().endswith(".docx"):
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return "application/zip"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "application/msword"
    if start.startswith(b"{\\rtf"):
        return "application/rtf"
    if recognises_edxml(data, ""):
        return MEDIA_TYPE
    if re.search(rb"<(?:!doctype )?html", start, re.IGNORECASE):
        return "text/html"
    return "text/plain" if b"\x00" not in start else "application/octet-stream"
