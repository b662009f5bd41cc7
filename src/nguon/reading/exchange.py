"""A document that came in an exchange file (edXML): its attachment read, and what only the header says filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from nguon.core.errors import DamagedFile, ReadingError
from nguon.reading.document import Document, Letterhead, Problem, Signature, Value
from nguon.reading.options import ReadingOptions
from nguon.reading.readers.edxml import EdxmlHeader, read_edxml, readable
from nguon.reading.rules.doctypes import code_of_name

T = TypeVar("T")
ReadAttachment = Callable[[bytes, str], Document]


def read_exchange(data: bytes, options: ReadingOptions, read_attachment: ReadAttachment) -> Document:
    """The document of the first attachment that can be read, with the header's values where it has none of its own.

    A value that only the header has is ``inferred`` and has no sources: it stands nowhere in the document's text. The
    problem ``from_exchange_header`` names it. Where header and document differ, the document has the word.

    Args:
        data: the exchange file.
        options: limits.
        read_attachment: reads the bytes of an attachment with its name.

    Raises:
        ReadingError: the exchange file, or every attachment in it, cannot be read.
    """
    exchange = read_edxml(data, options)
    remarks = tuple(Problem(code=r.code, message=r.what, hint=r.hint) for r in exchange.remarks)
    failed: list[Problem] = []
    for attachment in readable(exchange):
        try:
            document = read_attachment(attachment.data, attachment.name)
        except ReadingError as error:
            failed.append(Problem(code=error.code, message=f"{attachment.name}: {error.what}", hint=error.hint))
            continue
        return _filled(document, exchange.header, remarks + tuple(failed))
    why = f" ({failed[0].message})" if failed else ""
    raise DamagedFile(
        f"The exchange file has no attachment that can be read{why}", hint="Ask the sender for the document itself"
    )


def _filled(document: Document, header: EdxmlHeader, problems: tuple[Problem, ...]) -> Document:
    filled: list[str] = []

    def fill(name: str, own: Value[T] | None, given: T | None) -> Value[T] | None:
        if own is not None or given is None or given == "":
            return own
        filled.append(name)
        return Value(value=given, text="", sure="inferred", sources=())

    old = document.letterhead
    letterhead: Letterhead = msgspec.structs.replace(
        old,
        issuer=old.issuer or _listed(fill("issuer", None, header.sender)),
        number=fill("number", old.number, header.number),
        symbol=fill("symbol", old.symbol, header.symbol),
        place=fill("place", old.place, header.place),
        date=fill("date", old.date, header.issued),
        type=fill("type", old.type, code_of_name(header.type_name) if header.type_name else None),
        subject=fill("subject", old.subject, header.subject),
    )
    signed = document.closing.signature
    signature = Signature(
        authority=fill("authority", signed.authority, header.authority),
        acting_for=signed.acting_for,
        title=fill("title", signed.title, header.position),
        name=fill("name", signed.name, header.signer),
    )
    if filled:
        names = ", ".join(filled)
        note = Problem(
            code="from_exchange_header",
            message=f"Only the exchange file's header says: {names}",
            hint="Check these values against the sender's document",
        )
        problems = (*problems, note)
    return msgspec.structs.replace(
        document,
        letterhead=letterhead,
        closing=msgspec.structs.replace(document.closing, signature=signature),
        problems=document.problems + problems,
    )


def _listed(value: Value[str] | None) -> tuple[Value[str], ...]:
    return (value,) if value is not None else ()
