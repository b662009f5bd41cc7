"""Web pages in one file (MHT, "Single File Web Page" of Word and browsers): the page inside, without its pictures."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from itertools import islice

_START = re.compile(rb"\s*(?:[A-Za-z-]{1,40}:[^\n]{0,998}\n\s*){0,12}?Content-Type:\s*multipart/related", re.I)
_MOST_PARTS = 200


def is_mht(data: bytes) -> bool:
    """Whether the bytes are a message of related parts, as a saved page is."""
    return _START.match(data[:4096]) is not None


def page_inside(data: bytes) -> tuple[bytes, str]:
    """The bytes of the first HTML part and the charset that its head names; empty where there is none."""
    try:
        for part in islice(message_from_bytes(data).walk(), _MOST_PARTS):
            if part.get_content_type() == "text/html":
                return _payload(part), part.get_content_charset("") or ""
    except (RecursionError, ValueError, LookupError):
        pass  # parts nested without end, or a head that is none
    return b"", ""


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
