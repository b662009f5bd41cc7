"""Whether a file that is no dispatch bears a stamp of secrecy: evidence is looked at before it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from nguon.web.dispatches.domain.holding import hold, wipe
from nguon.web.dispatches.domain.reading import in_child

SECONDS: Final = 10.0
OCR_SECONDS: Final = 5.0
"""Limits of the look: somebody waits for the page. The first page, which bears the stamp, is read first."""


def bears_stamp(chunks: Iterable[bytes], name: str) -> bool:
    """Whether the text or a recognised page of a file bears MẬT, TỐI MẬT or TUYỆT MẬT; it is wiped afterwards.

    A file that cannot be read in its time is not said to bear one: what is evidence and what not is judged elsewhere.
    Called before a transaction is begun, since it may take seconds.
    """
    held = hold(chunks)
    try:
        return "secret" in in_child(held, name, 0, SECONDS, OCR_SECONDS, lambda said: None)
    finally:
        wipe(held)
