"""What an exchange file (edXML) looks like: its signs, and its elements found by name whatever their namespace."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from nguon.core.text import nfc, squeeze

NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
MEDIA_TYPE: Final = "application/edxml+xml"
"""Not registered with IANA: no type is."""

LOOKED_AT: Final = 4_096
"""Bytes at the start of a file that show whether it is edXML."""

JUNK: Final = 16
"""Bytes before the XML that are passed over: files of the axis' own kit have a few digits there."""

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(edXML|edXMLEnvelope|Envelope)[\s>]")
_BEFORE = re.compile(rb"(?:\s|<\?[^>]{0,500}\?>|<!--(?:(?!-->).){0,2000}-->){0,20}", re.DOTALL)


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


def local(element: etree._Element) -> str:
    """The element's name without namespace, lower case; empty for comments and instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next((e for e in parent if local(e) == name), None) if parent is not None else None


def children(parent: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of that name."""
    return [e for e in parent if local(e) == name] if parent is not None else []


def text(parent: etree._Element | None, name: str) -> str | None:
    """The words of the first child of that name; ``None`` where there are none."""
    element = child(parent, name)
    return (squeeze(nfc(held(element))) or None) if element is not None else None


def held(element: etree._Element) -> str:
    """All characters in an element."""
    return "".join(str(piece) for piece in element.itertext())
