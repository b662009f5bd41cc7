"""An invitation is one duty: to attend, for the bodies that it lists, on the day of the meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from nguon.duties.context import Context
from nguon.duties.draft import Draft
from nguon.duties.duty import Phrase
from nguon.duties.source import INVITES, Source, span_of
from nguon.reading.document import Node

_GUESTS = re.compile(
    r"[-+*\s]*(?:\d+\.\s*)?(?:(?:thành phần|đại biểu|khách mời)(?:\s+(?:mời|tham dự|dự|họp|mời dự|tham gia))*"
    r"|(?:kính\s+)?mời(?:\s+(?:dự|tham dự|họp))?)\s*(?::|\Z)",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"tổ chức\s+(?:cuộc họp|họp|hội nghị|buổi làm việc|buổi họp|phiên họp|lễ|hội thảo|tọa đàm)", re.IGNORECASE
)


def invitation(source: Source, body: Sequence[Node], drafts: tuple[Draft, ...], context: Context) -> tuple[Draft, ...]:
    """The drafts of an invitation with the guests as those who attend; other documents' drafts as they are."""
    if source.kind != "giay_moi":
        return drafts
    guests = _guests(source, body)
    kept: list[Draft] = []
    invited = False
    for draft in drafts:
        words = source.words(draft.span)
        if _GUESTS.match(words):
            continue
        if not invited and (INVITES.search(words) or _HOLDS.search(words)):
            invited = True
            names_guests = INVITES.search(words) is not None and bool(draft.who)
            who = draft.who if names_guests else guests or source.addressees
            draft = msgspec.structs.replace(draft, who=who, context=context)
        kept.append(draft)
    return tuple(kept)


def _guests(source: Source, nodes: Sequence[Node]) -> tuple[Phrase, ...]:
    """The list after "Thành phần mời dự:": the items below it, or those that follow it."""
    for position, node in enumerate(nodes):
        span = span_of(node)
        if span is not None and _GUESTS.match(source.text, *span):
            listed = list(node.children)
            if not listed:
                for after in nodes[position + 1 :]:
                    if after.kind != "dash":
                        break
                    listed.append(after)
            found = tuple(_phrase(one) for one in listed if one.text is not None)
            if found:
                return found
        below = _guests(source, node.children)
        if below:
            return below
    return ()


def _phrase(node: Node) -> Phrase:
    assert node.text is not None
    return Phrase(text=node.text.text.strip(" .;,"), sources=node.text.sources)
