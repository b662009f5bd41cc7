"""A line on its way through the repairs: its text, where each character came from, and what was changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``new``."""

    start: int
    end: int
    new: str


class Draft(msgspec.Struct):
    """A line on its way: its text, where each character came from, and which characters were changed (1)."""

    text: str
    origin: list[int]
    changed: bytearray


def edited(draft: Draft, edits: Iterable[Edit], *, silent: bool = False) -> Draft:
    """The draft with the edits made; they come in order and do not overlap."""
    text, origin, changed = draft.text, draft.origin, draft.changed
    parts: list[str] = []
    places: list[int] = []
    marks = bytearray()
    last = 0
    pending = False
    for start, end, new in edits:
        parts += text[last:start], new
        places += origin[last:start]
        marks += changed[last:start]
        if pending and start > last:
            marks[len(marks) - (start - last)] |= _markable(text[last])
        pending = False
        stop = end if end > start else start
        here = origin[start] if start < len(origin) else (origin[-1] + 1 if origin else 0)
        places += [origin[min(start + k, stop - 1)] if stop > start else here for k in range(len(new))]
        was = 1 if not silent or any(changed[start:end]) else 0
        marks += bytes([was]) * len(new)
        if was and not new:
            if marks and not (parts and _tail(parts).isspace()):
                marks[-1] = 1
            else:
                pending = True
        last = end
    parts.append(text[last:])
    places += origin[last:]
    marks += changed[last:]
    if pending and last < len(text):
        marks[len(marks) - (len(text) - last)] |= _markable(text[last])
    return Draft("".join(parts), places, marks)


def _tail(parts: list[str]) -> str:
    return next((part[-1] for part in reversed(parts) if part), " ")


def _markable(character: str) -> int:
    return 0 if character.isspace() else 1


def spans(text: str, changed: bytearray) -> tuple[tuple[int, int], ...]:
    """The changed characters, each run widened to whole words."""
    found: list[tuple[int, int]] = []
    at = changed.find(1)
    while at >= 0:
        start = end = at
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        if text[at].isspace():
            start = _word_start(text, at)
            end = at + 1
        while end < len(text) and (not text[end].isspace() or changed[end]):
            end += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        if end > start:
            found.append((start, end))
        at = changed.find(1, max(end, at + 1))
    return tuple(found)


def _word_start(text: str, at: int) -> int:
    """Where the word before the white space at ``at`` starts."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at
