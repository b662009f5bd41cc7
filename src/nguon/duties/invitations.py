"""An invitation is one duty: to attend, for the bodies that it lists, on the day of the meeting.

Who must report there has a duty of his own on that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from nguon.duties.context import Context
from nguon.duties.deadlines import find_deadlines
from nguon.duties.draft import Draft
from nguon.duties.duty import Phrase
from nguon.duties.sentences import sentences
from nguon.duties.source import INVITES, Source, invites, span_of, within
from nguon.duties.times import Time
from nguon.reading.document import Node

_GUESTS = re.compile(
    r"[-+*\s]*(?:\d+\.\s*)?(?:(?:thành phần|đại biểu|khách mời)(?:\s+(?:mời|tham dự|dự|họp|mời dự|tham gia))*"
    r"|(?:kính\s+)?mời(?:\s+(?:dự|tham dự|họp))?|[^:]{0,160}?(?:kính|trân trọng)\s+mời)\s*(?::|\Z)",
    re.IGNORECASE,
)
_TIME = re.compile(r"thời gian(?:\s+[^\W\d_]+){0,3}\s*:", re.IGNORECASE)
_ASKING = re.compile(r"\A\s*(?:(?:kính|trân trọng)\s+)?mời\s+", re.IGNORECASE)
_ASKS = re.compile(r"(?:kính|trân trọng)\s+mời\b", re.IGNORECASE)
_COME = re.compile(r"(?:đề nghị|mong)\s[^.;]{0,80}?\b(?:đến|về|tới|tham)?\s*dự\b", re.IGNORECASE)
_HOLDS = re.compile(
    r"tổ chức\s+(?:cuộc họp|họp|hội nghị|buổi làm việc|buổi họp|phiên họp|lễ|hội thảo|tọa đàm)", re.IGNORECASE
)


def invitation(source: Source, body: Sequence[Node], drafts: tuple[Draft, ...], context: Context) -> tuple[Draft, ...]:
    """The drafts of an invitation with the guests as those who attend; a summons by another name gets its own."""
    if source.kind != "giay_moi":
        summoned = _summoned(source, body, drafts, context) if source.summons else ()
        return (*summoned, *(one for one in drafts if not any(_overlap(one, each) for each in summoned)))
    guests = _guests(source, body)
    kept: list[Draft] = []
    day: Time | None = None
    attended = any(INVITES.search(source.words(draft.span)) for draft in drafts)
    invited = False
    if not attended and not any(_HOLDS.search(source.words(draft.span)) for draft in drafts):
        asking = _asking(source, body)
        if asking is not None:
            invited = True
            day = (context.time, context.time_at) if context.time is not None else _time_within(source, body)
            asking = msgspec.structs.replace(asking, who=guests or source.addressees, context=context)
            kept.append(msgspec.structs.replace(asking, time=day[0], time_at=day[1]) if day else asking)
            drafts = tuple(draft for draft in drafts if not _COME.search(source.words(draft.span)))
    for draft in drafts:
        words = source.words(draft.span)
        if _GUESTS.match(words):
            continue
        asks = INVITES.search(words) if attended else _HOLDS.search(words)
        if asks and not invited:
            invited = True
            day = _day(source, draft, context)
            who = draft.who if attended and draft.who else guests or source.addressees
            draft = msgspec.structs.replace(draft, who=who, context=context)
        elif day is not None and draft.time is None:
            draft = msgspec.structs.replace(draft, time=day[0], time_at=day[1])
        kept.append(draft)
    return tuple(kept)


def _summoned(source: Source, body: Sequence[Node], drafts: tuple[Draft, ...], context: Context) -> tuple[Draft, ...]:
    """To attend, for those listed, where a summons says who meets and when but no sentence of it orders to come."""
    guests = _guests(source, body)
    if not guests or context.time is None or any(invites(source.words(draft.span)) for draft in drafts):
        return ()
    for node in (one for top in body for one in top.walk()):
        span = span_of(node)
        for start, end in sentences(source.text, *span) if span else ():
            if _HOLDS.search(source.text, start, end):
                time, at = context.time, context.time_at
                return (Draft(node=node, span=(start, end), who=guests, context=context, time=time, time_at=at),)
    return ()


def _overlap(one: Draft, other: Draft) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _asking(source: Source, nodes: Sequence[Node]) -> Draft | None:
    """The words that invite, where no instruction has been read in them ("… trân trọng kính mời:")."""
    for top in nodes:
        for node in top.walk():
            span = span_of(node)
            if span is not None and _ASKS.search(source.text, *span):
                return Draft(node=node, span=span)
    return None


def _day(source: Source, draft: Draft, context: Context) -> Time | None:
    """The day of the meeting: in the invitation's own words, else of its time item."""
    start, end = draft.span
    for limit in find_deadlines(source.text[start:end], issued=source.issued):
        if limit.day is not None:
            return limit, within(draft.node, start + limit.start, start + limit.end)
    return (context.time, context.time_at) if context.time is not None else None


def _time_within(source: Source, nodes: Sequence[Node]) -> Time | None:
    """The day after "Thời gian:" inside a paragraph."""
    for top in nodes:
        for node in top.walk():
            span = span_of(node)
            named = _TIME.search(source.text, *span) if span else None
            if span is None or named is None:
                continue
            for limit in find_deadlines(source.text[named.end() : span[1]], issued=source.issued):
                if limit.day is not None:
                    return limit, within(node, named.end() + limit.start, named.end() + limit.end)
    return None


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
            found = tuple(phrase for one in listed for phrase in _phrase(one))
            if found:
                return found
        below = _guests(source, node.children)
        if below:
            return below
    return ()


def _phrase(node: Node) -> tuple[Phrase, ...]:
    if node.text is None:
        return ()
    name = _ASKING.sub("", node.text.text).strip(" .;,")
    return (Phrase(text=name, sources=node.text.sources),) if name else ()
