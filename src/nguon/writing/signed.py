"""Digital signatures in words: one line a signature, for the page and the summary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Final

from nguon.reading.document import DigitalSignature, Document
from nguon.writing.words import Language, say

_VIETNAM: Final = timezone(timedelta(hours=7))


def signature_lines(document: Document, language: Language = "vi") -> Iterator[str]:
    """Who signed, for whom, when; whether the file is as it was signed; by whose authority."""
    for one in document.file.digital_signatures:
        yield " · ".join(_parts(one, language))


def _parts(one: DigitalSignature, language: Language) -> Iterator[str]:
    who = one.signer or say("signed.nobody", language)
    bodies = [body for body in one.body if body != one.signer]
    yield f"{who} ({', '.join(bodies)})" if bodies else who
    if one.kind == "timestamp":
        yield say("signed.timestamp", language)
    if one.stamped:
        yield say("signed.stamped", language, time=_when(one.stamped))
    elif one.time:
        yield say("signed.time", language, time=_when(one.time))
    yield say(f"signed.state.{one.state}", language)
    if one.state == "intact":
        yield say(f"signed.covers.{one.covers}", language)
        if one.covers == "revision":
            pages = ", ".join(map(str, one.changed_pages[:10]))
            yield say(f"signed.later.{one.later}", language, pages=pages)
    if one.signer:
        yield say(f"signed.chain.{one.chain}", language, issuer=one.issued_by or "?")


def _when(time: datetime) -> str:
    """A time as it is written in Vietnam, on Vietnam's clocks."""
    try:
        return time.astimezone(_VIETNAM).strftime("%d/%m/%Y %H:%M")
    except (OverflowError, ValueError):  # a clock in the year 9999
        return time.isoformat(" ", "minutes")
