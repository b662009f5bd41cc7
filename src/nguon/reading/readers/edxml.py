"""The e-office's exchange format edXML: header values and the files that travel with them.

Source: QCVN 102:2016/BTTTT with amendment 1:2022 (Circular 01/2022/TT-BTTTT). The older form, a SOAP envelope with the
namespace ``http://www.e-doc.vn/Schema/``, has the same names; elements are found by name, whatever their namespace.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
import zlib
from datetime import date
from typing import Final

import msgspec
from lxml import etree

from nguon.core.errors import DamagedFile, TooLarge
from nguon.core.text import nfc, squeeze
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import Remark

NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
MEDIA_TYPE: Final = "application/edxml+xml"
"""Not registered with IANA: no type is."""

MAX_ATTACHMENTS: Final = 100
MAX_TAGS: Final = 200_000
"""A header with its attachments cut out has some hundred tags."""

LOOKED_AT: Final = 4_096
"""Bytes at the start of a file that show whether it is edXML."""

JUNK: Final = 16
"""Bytes before the XML that are passed over: files of the axis' own kit have a few digits there."""

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(edXML|edXMLEnvelope|Envelope)[\s>]")
_BEFORE = re.compile(rb"(?:\s|<\?[^>]{0,500}\?>|<!--(?:(?!-->).){0,2000}-->){0,20}", re.DOTALL)
_ENCODED = re.compile(rb"<((?:[A-Za-z_][\w.-]{0,40}:)?ContentTransferEncoded)(?:\s[^<>]{0,1000})?>")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_PLACEHOLDER = re.compile(r"nguon-attachment-(\d{1,9})")


class EdxmlHeader(msgspec.Struct, frozen=True, kw_only=True):
    """The values of ``MessageHeader``; ``None`` where the file gives none.

    Attributes:
        sender, sender_id: name and electronic identification code (mã định danh) of the sending body.
        receivers: names of the bodies that it is sent to.
        number, symbol: CodeNumber and CodeNotation, without what the one repeats of the other.
        place, issued: place and day of issue.
        type_name: document type in words (``Công văn``).
        subject, content: trích yếu, and a summary.
        authority, position, signer: competence (``KT. CHỦ TỊCH``), post and name of the signer.
        due: the day by which an answer is wanted.
        recipients: the "Nơi nhận" places.
        priority: 0 ordinary, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ.
        document_id: identification of the document on the exchange axis.
        version: ``"edxml"``, or ``"soap"`` for the older envelope.
    """

    sender: str | None = None
    sender_id: str | None = None
    receivers: tuple[str, ...] = ()
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    issued: date | None = None
    type_name: str | None = None
    subject: str | None = None
    content: str | None = None
    authority: str | None = None
    position: str | None = None
    signer: str | None = None
    due: date | None = None
    recipients: tuple[str, ...] = ()
    priority: int | None = None
    document_id: str | None = None
    version: str = "edxml"


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that travels in an exchange file: its name without folders, its media type by content, its bytes."""

    name: str
    media_type: str
    data: bytes


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """An exchange file: header, attachments in order, and what was met on the way."""

    header: EdxmlHeader
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()


def recognises_edxml(data: bytes, suffix: str) -> bool:
    """Whether the bytes are an exchange file: XML whose root is ``edXML``, or a SOAP envelope that names edXML."""
    start = data[:LOOKED_AT]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", "replace").encode()
    junk = start.find(b"<")
    if junk > 0 and start[:junk].strip(b"\xef\xbb\xbf \t\r\n") and (suffix != ".edxml" or junk > JUNK):
        return False
    root = _ROOT.match(start, _BEFORE.match(start, max(junk, 0)).end())  # type: ignore[union-attr]
    if root is None:
        return False
    return root[1] != b"Envelope" or any(sign in start for sign in (b"edXML", b"e-doc.vn", NAMESPACE.encode()))


def read_edxml(data: bytes, options: ReadingOptions) -> Exchange:
    """Read an exchange file.

    An attachment that is itself an exchange file is given as it is; nobody opens it (see ``readable``). Attachments
    that the sending program packed into a ZIP of one file are unpacked: the axis' own kit packs them so.

    Raises:
        DamagedFile: not XML, with a document type declaration, or without ``MessageHeader``.
        TooLarge: past ``max_bytes``, or nested deeper than ``max_depth``.
    """
    if len(data) > options.max_bytes:
        raise TooLarge(f"The file has {len(data)} bytes, more than {options.max_bytes}", hint="Raise max_bytes")
    bare, encoded = _without_attachments(_plain(data))
    root = _parse(bare, options)
    header = next((e for e in root.iter() if _local(e) == "messageheader"), None)
    if header is None:
        raise DamagedFile("The exchange file has no MessageHeader", hint="Ask the sender to export it again")
    soap = _local(root) == "envelope"
    attachments, remarks = _attachments(root, encoded, options)
    return Exchange(header=_header(header, "soap" if soap else "edxml"), attachments=attachments, remarks=remarks)


def readable(exchange: Exchange) -> tuple[Attachment, ...]:
    """The attachments that may be read in turn: all but exchange files, which are not opened inside one another."""
    return tuple(one for one in exchange.attachments if one.media_type != MEDIA_TYPE)


def _plain(data: bytes) -> bytes:
    """The XML in an encoding that holds ASCII as it is, from its first tag on."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
        data = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text.lstrip("\ufeff"), count=1).encode()
    return data[max(data.find(b"<", 0, LOOKED_AT), 0) :]


def _without_attachments(data: bytes) -> tuple[bytes, list[bytes]]:
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


def _parse(data: bytes, options: ReadingOptions) -> etree._Element:
    # Entities are the way to blow a small file up or to read another one; the format has no use for a DTD.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DamagedFile("The exchange file declares a document type", hint="Ask the sender for a plain edXML file")
    if data.count(b"<") > MAX_TAGS:
        raise TooLarge(f"The exchange file has more than {MAX_TAGS} tags", hint="Ask the sender for a plain edXML file")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(f"The exchange file is not well-formed XML: {error}") from error
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > options.max_depth:
            raise TooLarge(f"The exchange file is nested deeper than {options.max_depth}", hint="Raise max_depth")
    return root


def _local(element: etree._Element) -> str:
    """The element's name without namespace, lower case; empty for comments and instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    return next((e for e in parent if _local(e) == name), None) if parent is not None else None


def _children(parent: etree._Element | None, name: str) -> list[etree._Element]:
    return [e for e in parent if _local(e) == name] if parent is not None else []


def _text(parent: etree._Element | None, name: str) -> str | None:
    element = _child(parent, name)
    return (squeeze(nfc(_held(element))) or None) if element is not None else None


def _held(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _header(header: etree._Element, version: str) -> EdxmlHeader:
    sender, code = _child(header, "from"), _child(header, "code")
    issue, kind, signer = (
        _child(header, "promulgationinfo"),
        _child(header, "documenttype"),
        _child(header, "signerinfo"),
    )
    number, symbol = _number(_text(code, "codenumber"), _text(code, "codenotation"))
    priority = _text(_child(header, "otherinfo"), "priority") or ""
    names = (_text(to, "organname") for to in _children(header, "to"))
    return EdxmlHeader(
        sender=_text(sender, "organname"),
        sender_id=_text(sender, "organid"),
        receivers=tuple(name for name in names if name),
        number=number,
        symbol=symbol,
        place=_text(issue, "place"),
        issued=_day(_text(issue, "promulgationdate")),
        type_name=_text(kind, "typename") or _text(kind, "name"),
        subject=_text(header, "subject"),
        content=_text(header, "content"),
        authority=_text(signer, "competence"),
        position=_text(signer, "position"),
        signer=_text(signer, "fullname"),
        due=_day(_text(header, "duedate")),
        recipients=tuple(
            name for place in _children(_child(header, "toplaces"), "place") if (name := squeeze(nfc(_held(place))))
        ),
        priority=int(priority) if priority.isascii() and priority.isdigit() and len(priority) < 3 else None,
        document_id=_text(header, "documentid"),
        version=version,
    )


def _number(number: str | None, symbol: str | None) -> tuple[str | None, str | None]:
    """Number and symbol apart, also where a program wrote both into one of them: ``735/UBND-KT``."""
    if symbol and "/" in symbol:
        head, _, tail = symbol.partition("/")
        if head == number or (number is None and head.isdigit()):
            return head, tail or None
    if number and symbol is None and "/" in number:
        head, _, tail = number.partition("/")
        return head or None, tail or None
    if number and symbol and number.endswith(f"/{symbol}"):
        return number[: -len(symbol) - 1] or None, symbol
    return number, symbol


def _day(text: str | None) -> date | None:
    """A day written year first (as the regulation has it) or day first; ``None`` for anything else."""
    match = _DAY.match(text or "")
    if match is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _attachments(
    root: etree._Element, encoded: list[bytes], options: ReadingOptions
) -> tuple[tuple[Attachment, ...], tuple[Remark, ...]]:
    found: list[Attachment] = []
    remarks: list[Remark] = []
    left = options.max_unpacked
    elements = [e for e in root.iter() if _local(e) == "contenttransferencoded"]
    if len(elements) > MAX_ATTACHMENTS:
        remarks.append(
            Remark(code="too_many_attachments", what=f"Only the first {MAX_ATTACHMENTS} attachments were taken")
        )
    for ordinal, element in enumerate(elements[:MAX_ATTACHMENTS], 1):
        name = _text(element.getparent(), "attachmentname") or f"attachment-{ordinal}"
        name = re.split(r"[/\\]", name)[-1] or f"attachment-{ordinal}"
        held = _held(element)
        mark = _PLACEHOLDER.fullmatch(held.strip())
        raw = encoded[int(mark[1])] if mark and int(mark[1]) < len(encoded) else held.encode()
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
