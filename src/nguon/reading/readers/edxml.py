"""The e-office's exchange format edXML: header values and the files that travel with them.

Source: QCVN 102:2016/BTTTT with amendment 1:2022 (Circular 01/2022/TT-BTTTT). The older form, a SOAP envelope with the
namespace ``http://www.e-doc.vn/Schema/``, has the same names; elements are found by name, whatever their namespace.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import msgspec
from lxml import etree

from nguon.core.errors import DamagedFile, TooLarge
from nguon.core.text import nfc, squeeze
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import Remark
from nguon.reading.readers.edxml_attachments import Attachment, read_attachments, without_attachments
from nguon.reading.readers.edxml_shape import (
    LOOKED_AT,
    MEDIA_TYPE,
    NAMESPACE,
    child,
    children,
    held,
    local,
    recognises_edxml,
    text,
)

__all__ = [
    "MEDIA_TYPE",
    "NAMESPACE",
    "Attachment",
    "EdxmlHeader",
    "Exchange",
    "read_edxml",
    "readable",
    "recognises_edxml",
]

MAX_TAGS: Final = 200_000
"""A header with its attachments cut out has some hundred tags."""

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


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


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """An exchange file: header, attachments in order, and what was met on the way."""

    header: EdxmlHeader
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()


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
    bare, encoded = without_attachments(_plain(data))
    root = _parse(bare, options)
    header = next((e for e in root.iter() if local(e) == "messageheader"), None)
    if header is None:
        raise DamagedFile("The exchange file has no MessageHeader", hint="Ask the sender to export it again")
    soap = local(root) == "envelope"
    attachments, remarks = read_attachments(root, encoded, options)
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


def _header(header: etree._Element, version: str) -> EdxmlHeader:
    sender, code = child(header, "from"), child(header, "code")
    issue, kind, signer = (
        child(header, "promulgationinfo"),
        child(header, "documenttype"),
        child(header, "signerinfo"),
    )
    number, symbol = _number(text(code, "codenumber"), text(code, "codenotation"))
    priority = text(child(header, "otherinfo"), "priority") or ""
    names = (text(to, "organname") for to in children(header, "to"))
    return EdxmlHeader(
        sender=text(sender, "organname"),
        sender_id=text(sender, "organid"),
        receivers=tuple(name for name in names if name),
        number=number,
        symbol=symbol,
        place=text(issue, "place"),
        issued=_day(text(issue, "promulgationdate")),
        type_name=text(kind, "typename") or text(kind, "name"),
        subject=text(header, "subject"),
        content=text(header, "content"),
        authority=text(signer, "competence"),
        position=text(signer, "position"),
        signer=text(signer, "fullname"),
        due=_day(text(header, "duedate")),
        recipients=tuple(
            name for place in children(child(header, "toplaces"), "place") if (name := squeeze(nfc(held(place))))
        ),
        priority=int(priority) if priority.isascii() and priority.isdigit() and len(priority) < 3 else None,
        document_id=text(header, "documentid"),
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
