"""A Document as one line of JSON, the same line for a file that could not be read, and the JSON Schema of both."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from nguon.reading.document import SCHEMA, Document, Problem

SCHEMA_ID: Final = "https://json-schema.org/draft/2020-12/schema"


class UnreadFile(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a file that could not be read; the rest is null."""

    name: str | None
    media_type: None = None
    sha256: str | None = None
    size: int | None = None
    pages: None = None
    text_layer: None = None
    signatures: None = None
    digital_signatures: None = None


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A file that could not be read: the keys of a Document, all null but ``schema``, ``file`` and ``problems``."""

    schema: Literal["nguon/document/1"] = SCHEMA
    file: UnreadFile
    text: None = None
    letterhead: None = None
    addressees: None = None
    legal_bases: None = None
    body: None = None
    citations: None = None
    closing: None = None
    annexes: None = None
    problems: tuple[Problem, ...]
    marks: None = None
    doubtful: None = None


def to_line(document: Document | Unread) -> bytes:
    """The document as JSON in UTF-8, without a line feed; the same bytes for the same document."""
    return msgspec.json.encode(document)


def indented(line: bytes) -> bytes:
    """The same JSON over several lines, for people."""
    return msgspec.json.format(line, indent=2)


def document_schema() -> dict[str, Any]:
    """The JSON Schema of a line: a ``Document``, or an ``Unread``."""
    refs, parts = msgspec.json.schema_components([Document, Unread], ref_template="#/$defs/{name}")
    schema = {
        "$schema": SCHEMA_ID,
        "title": f"{SCHEMA}: what Nguồn reads from an official document",
        "anyOf": list(refs),
        "$defs": dict(sorted(parts.items())),
    }
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(schema))
    return plain
