"""A Document as values alone, in the keys in which clerks annotate documents; what ``nguon read --flat`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from nguon.duties.duty import Duty
from nguon.reading.document import Annex, Document, Node, Signature, Value

Flat = dict[str, Any]

OUTLINE_CHARACTERS: Final = 80
"""Characters of an outline entry's text that are kept."""

_OUTLINE_KINDS = {"part", "chapter", "section", "subsection", "article", "clause", "point", "item"}
_KEYS = (
    "body", "type", "issuer", "number", "symbol", "place", "date", "subject", "urgency", "secrecy", "addressees",
    "citations", "outline", "duties", "recipients", "filed", "signature",
)  # fmt: skip
_LISTS = {"issuer", "addressees", "citations", "outline", "duties", "recipients", "filed"}
_LABEL_PUNCTUATION = " \t.,:;)/(-–—"


def flatten(document: Document, duties: Sequence[Duty] = ()) -> Flat:
    """The values of a document without their sources, ready for JSON.

    Args:
        document: the document.
        duties: what ``extract_duties`` found in it, in reading order.

    Returns:
        One flat object: ``id`` (the file's name without suffix), ``file``, ``source`` (always ``None``: where the file
        came from is not in the file), then the values. A value that the document does not show is ``None``, or an empty
        list. ``scan`` is there, and true, only for a file without a usable text layer.
    """
    head, closing = document.letterhead, document.closing
    flat = _empty(document.file.name)
    if not document.file.text_layer:
        flat["scan"] = True
    flat |= {
        "body": _of(head.body),
        "type": _of(head.type),
        "issuer": [one.value for one in head.issuer],
        "number": _of(head.number),
        "symbol": _of(head.symbol),
        "place": _of(head.place),
        "date": head.date.value.isoformat() if head.date else None,
        "subject": _of(head.subject),
        "urgency": _of(head.urgency),
        "secrecy": _of(head.secrecy),
        "addressees": [one.value for one in document.addressees],
        "citations": [
            {
                "text": one.text,
                "number": one.value.number,
                "symbol": one.value.symbol,
                "date": one.value.date.isoformat() if one.value.date else None,
                "issuer": one.value.issuer,
            }
            for one in document.citations
        ],
        "outline": list(_outline(document)),
        "duties": [_duty(one) for one in duties],
        "recipients": [{"name": one.value.name, "purpose": one.value.purpose} for one in closing.recipients],
        "filed": [one.value for one in closing.filed],
        "signature": _signature(closing.signature),
    }
    return flat


def flatten_unread(name: str | None) -> Flat:
    """The flat object of a file that could not be read: every value null or empty, so that lines equal files."""
    return _empty(name)


def _empty(name: str | None) -> Flat:
    flat: Flat = {"id": name.rsplit(".", 1)[0] if name else None, "file": name, "source": None}
    flat |= {key: [] if key in _LISTS else None for key in _KEYS}
    flat["signature"] = _signature(Signature())
    return flat


def _of(value: Value[str] | Value[Any] | None) -> str | None:
    return None if value is None else str(value.value)


def _signature(one: Signature) -> Flat:
    return {
        "authority": _of(one.authority),
        "for": _of(one.acting_for),
        "title": _of(one.title),
        "name": _of(one.name),
    }


def _outline(document: Document) -> Iterator[Flat]:
    """Labelled headings and items, those of a regulation issued with the document included, of annexes not."""
    issued: list[Annex] = [annex for annex in document.annexes if annex.label is None]
    for nodes in (document.body, *(annex.body for annex in issued)):
        for top in nodes:
            for node in top.walk():
                if node.kind in _OUTLINE_KINDS and node.label is not None:
                    yield {"label": _label(node.label), "text": _beginning(node)}


def _label(label: Value[str]) -> str:
    return label.value.strip(_LABEL_PUNCTUATION)


def _beginning(node: Node) -> str:
    return node.text.text[:OUTLINE_CHARACTERS] if node.text else ""


def _duty(duty: Duty) -> Flat:
    deadline = duty.deadline
    if deadline.kind == "none" and duty.report is not None:
        deadline = duty.report.deadline
    return {
        "who": [one.text for one in duty.who],
        "with": [one.text for one in duty.cooperating],
        "quote": duty.instruction,
        "due": deadline.day.isoformat() if deadline.day else deadline.printed,
        "report": duty.report is not None,
    }
