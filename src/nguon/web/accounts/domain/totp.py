"""Second step of signing in: time-based codes (RFC 6238, SHA-1, 30 s, six digits) as phones make them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from typing import Final
from urllib.parse import quote

STEP: Final = 30
"""Seconds a code holds."""
DRIFT: Final = 1
"""Steps by which the phone's clock may be off."""


def new_secret() -> str:
    """A secret of 160 bits, in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, counter: int) -> str:
    """The code of one step.

    >>> code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1)
    '287082'
    """
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def accepted_counter(secret: str, code: str, now: float, used: int) -> int | None:
    """The step whose code this is, later than the last that was used; ``None`` where the code is wrong or old."""
    typed = "".join(code.split()).encode()
    for counter in range(int(now) // STEP - DRIFT, int(now) // STEP + DRIFT + 1):
        if counter > used and hmac.compare_digest(code_at(secret, counter).encode(), typed):
            return counter
    return None


def address(secret: str, email: str) -> str:
    """What the picture that a phone scans holds."""
    return f"otpauth://totp/{quote('Nguồn')}:{quote(email)}?secret={secret}&issuer={quote('Nguồn')}"
