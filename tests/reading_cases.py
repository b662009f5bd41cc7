"""Cases of reading that a clerk can check: files of ``tests/cases/reading`` with a text and what must be read from it.

A case is a line ``== title``, the document, a line ``-->`` and the expected values, one a line as ``name: value``.
Names that may stand several times (``issuer``, ``addressee``, ``recipient`` …) are lists in order; ``-`` is nothing.
Parts of a value stand between bars: ``recipient: name | purpose``, ``citation: type | number | symbol | date |
issuer``.
Only the names given are checked, each of them whole. Lines that begin with ``#`` before the first case are notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from nguon.reading.document import Document, Node, Value

FOLDER = Path(__file__).parent / "cases" / "reading"


class Case(NamedTuple):
    """A document and the lines that are expected of it, by name."""

    id: str
    text: str
    expected: dict[str, list[str]]


def cases(name: str) -> Iterator[Case]:
    """The cases of ``FOLDER/NAME.txt``."""
    title, at, inside = "", 0, False
    text: list[str] = []
    expected: dict[str, list[str]] = {}
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, "== "], start=1):
        if line.startswith("== "):
            if title:
                assert expected, f"{name}.txt:{at} expects nothing"
                yield Case(f"{name}:{at} {title}", "\n".join(text), expected)
            title, at, inside, text, expected = line[3:].strip(), number, False, [], {}
        elif line == "-->":
            inside = True
        elif inside and line.strip():
            key, colon, value = line.partition(":")
            assert colon, f"{name}.txt:{number} is no name: value"
            assert key in READ, f"{name}.txt:{number} names {key!r}"
            expected.setdefault(key, []).append(value.strip())
        elif not inside and title:
            text.append(line)


def read_values(document: Document, names: Iterator[str] | dict[str, list[str]]) -> dict[str, list[str]]:
    """The named values of a document in the words of the case files."""
    return {name: list(READ[name](document)) or ["-"] for name in names}


def _one(value: Value[object] | None) -> list[str]:
    return [str(value.value)] if value else []


def _words(values: tuple[Value[str], ...]) -> list[str]:
    return [value.value for value in values]


def _bars(*parts: object) -> str:
    words = [str(part) if part else "-" for part in parts]
    while len(words) > 1 and words[-1] == "-":
        words.pop()
    return " | ".join(words)


def _outline(nodes: tuple[Node, ...], depth: int = 0) -> Iterator[str]:
    for node in nodes:
        words = " ".join(filter(None, (node.label and node.label.value, node.text and node.text.value)))
        yield "." * depth + (words or node.kind)
        if node.kind != "table":
            yield from _outline(node.children, depth + 1)


def _signature(name: str) -> Callable[[Document], list[str]]:
    return lambda document: _one(getattr(document.closing.signature, name))


def _letterhead(name: str) -> Callable[[Document], list[str]]:
    return lambda document: _one(getattr(document.letterhead, name))


READ: dict[str, Callable[[Document], list[str]]] = {
    **{
        name: _letterhead(name)
        for name in ("body", "type", "number", "symbol", "place", "date", "subject", "urgency", "secrecy")
    },
    "issuer": lambda d: _words(d.letterhead.issuer),
    "addressee": lambda d: _words(d.addressees),
    "basis": lambda d: _words(d.legal_bases),
    "recipient": lambda d: [_bars(one.value.name, one.value.purpose) for one in d.closing.recipients],
    "filed": lambda d: _words(d.closing.filed),
    "authority": _signature("authority"),
    "for": _signature("acting_for"),
    "title": _signature("title"),
    "name": _signature("name"),
    "other_signature": lambda d: [
        _bars(*(value and value.value for value in (s.authority, s.acting_for, s.title, s.name)))
        for s in d.closing.other_signatures
    ],
    "citation": lambda d: [
        _bars(c.value.type, c.value.number, c.value.symbol, c.value.date, c.value.issuer) for c in d.citations
    ],
    "tree": lambda d: list(_outline(d.body)),
    "ids": lambda d: [node.id for node in d.walk() if node.kind not in {"paragraph", "row"}],
    "annex": lambda d: [_bars(a.label and a.label.value, a.title and a.title.value) for a in d.annexes],
    "annex_tree": lambda d: [line for annex in d.annexes for line in _outline(annex.body)],
}
