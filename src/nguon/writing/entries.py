"""The values of a Document as one list to look at: what pages and summaries show, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Literal

import msgspec

from nguon.core.provenance import Provenance
from nguon.duties.duty import Duty, When
from nguon.reading.document import Annex, Citation, Document, Node, Problem, Recipient, Signature, Sure, Value
from nguon.writing.words import TYPES, Language, has, say

Kind = Literal["head", "who", "cite", "body", "duty"]
Group = Literal[
    "letterhead", "addressees", "legal_bases", "duties", "body", "citations", "closing", "annexes"
]  # fmt: skip


AnyValue = Value[Any]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list.

    Attributes:
        group: the part of the document.
        kind: how its place is outlined.
        label: what it is, in the reader's language, or the label printed in the document.
        shown: the value as a person writes it; empty where the document does not have it.
        notes: further lines (what the file held, from what it was inferred, by when).
        sure: how sure; ``None`` for a value that is not there.
        sources: where it stands.
        depth: depth in the tree of the body, from 0.
        tracked: ``False`` for a duty that is only shown.
    """

    group: Group
    kind: Kind
    label: str
    shown: str
    notes: tuple[str, ...] = ()
    sure: Sure | None = "printed"
    sources: tuple[Provenance, ...] = ()
    depth: int = 0
    tracked: bool = True


_UNSEEN = dict.fromkeys(
    [
        *range(9),
        *range(11, 32),
        *range(127, 160),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    ],
    "\ufffd",
)


def visible(text: str) -> str:
    """Text safe for a terminal or a page: controls, marks that turn the writing direction and lone surrogates replaced.

    A file must not move the cursor or show its words in another order than it holds them.
    """
    return text.translate(_UNSEEN)


def day(value: date) -> str:
    """A day as it is written in Vietnam, dd/mm/yyyy."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def entries(document: Document, duties: Sequence[Duty] = (), language: Language = "vi") -> Iterator[Entry]:
    """Every value of a document and every duty, in the order in which a clerk reads them."""
    yield from _letterhead(document, language)
    for number, one in enumerate(document.addressees, 1):
        yield _entry("addressees", "who", str(number), one, language)
    for number, one in enumerate(document.legal_bases, 1):
        yield _entry("legal_bases", "cite", str(number), one, language)
    for duty in duties:
        yield _duty(duty, language)
    for node in document.body:
        yield from _nodes(node, "body", 0, language)
    for number, citation in enumerate(document.citations, 1):
        yield _entry("citations", "cite", str(number), citation, language)
    yield from _closing(document, language)
    for annex in document.annexes:
        yield from _annex(annex, language)


def _letterhead(document: Document, language: Language) -> Iterator[Entry]:
    head = document.letterhead
    fields: list[tuple[str, tuple[AnyValue, ...] | AnyValue | None, bool]] = [
        ("body", head.body, False),
        ("issuer", head.issuer, True),
        ("number", head.number, True),
        ("symbol", head.symbol, True),
        ("place", head.place, True),
        ("date", head.date, True),
        ("type", head.type, False),
        ("subject", head.subject, True),
        ("urgency", head.urgency, False),
        ("secrecy", head.secrecy, False),
    ]
    for name, value, expected in fields:
        label = say(f"field.{name}", language)
        if value is None or value == ():
            if expected:
                yield Entry(group="letterhead", kind="head", label=label, shown="", sure=None)
        elif isinstance(value, tuple):
            for one in value:
                yield _entry("letterhead", "head", label, one, language)
        else:
            yield _entry("letterhead", "head", label, value, language, name)


def _closing(document: Document, language: Language) -> Iterator[Entry]:
    closing = document.closing
    for one in closing.recipients:
        yield _entry("closing", "who", say("field.recipient", language), one, language)
    for filed in closing.filed:
        yield _entry("closing", "who", say("field.filed", language), filed, language)
    for signature in (closing.signature, *closing.other_signatures):
        yield from _signature(signature, language)


def _signature(signature: Signature, language: Language) -> Iterator[Entry]:
    parts = [
        ("authority", signature.authority),
        ("for", signature.acting_for),
        ("title", signature.title),
        ("name", signature.name),
    ]
    for name, value in parts:
        if value is not None:
            yield _entry("closing", "head", say(f"field.{name}", language), value, language)


def _annex(annex: Annex, language: Language) -> Iterator[Entry]:
    if annex.label is not None:
        yield _entry("annexes", "head", say("field.annex", language), annex.label, language)
    if annex.title is not None:
        yield _entry("annexes", "head", say("field.annex_title", language), annex.title, language)
    for node in annex.body:
        yield from _nodes(node, "annexes", 0, language)


def _nodes(top: Node, group: Group, depth: int, language: Language) -> Iterator[Entry]:
    stack = [(top, depth)]
    while stack:
        node, level = stack.pop()
        found = _node(node, group, level, language)
        if found is not None:
            yield found
        stack.extend((child, level + 1) for child in reversed(node.children))


def _node(node: Node, group: Group, depth: int, language: Language) -> Entry | None:
    cells = [cell for cell in node.cells if cell is not None]
    values = [value for value in (node.label, node.text, *cells) if value is not None]
    if not values:
        return None
    words = (
        " │ ".join(text for text, _ in groupby(cell.text for cell in cells))
        if cells
        else node.text.text
        if node.text
        else ""
    )
    if node.label is not None:
        label = node.label.text
    else:
        label = say(
            "field.table" if node.header else "field.row" if node.kind == "row" else "field.paragraph", language
        )
    sources = tuple(dict.fromkeys(source for value in values for source in value.sources))
    notes = [note for value in values for note in _notes(value, language)]
    sure: Sure = next((value.sure for value in values if value.sure != "printed"), "printed")
    return Entry(
        group=group, kind="body", label=label, shown=words, notes=tuple(dict.fromkeys(notes)), sure=sure,
        sources=sources, depth=depth,
    )  # fmt: skip


def _duty(duty: Duty, language: Language) -> Entry:
    notes = []
    if duty.cooperating:
        notes.append(f"{say('duty.with', language)}: {'; '.join(one.text for one in duty.cooperating)}")
    if duty.points:
        notes.append(f"{say('duty.points', language)}: {'; '.join(one.text for one in duty.points)}")
    notes.append(f"{say('duty.due', language)}: {when(duty.deadline, language)}")
    if duty.report is not None:
        to = f"{duty.report.to}, " if duty.report.to else ""
        notes.append(f"{say('duty.report', language)}: {to}{when(duty.report.deadline, language)}")
    if not duty.tracked:
        notes.append(say("duty.untracked", language))
    who = "; ".join(one.text for one in duty.who) or say("duty.nobody", language)
    return Entry(
        group="duties", kind="duty", label=who, shown=duty.instruction, notes=tuple(notes), sources=duty.sources,
        tracked=duty.tracked,
    )  # fmt: skip


def when(deadline: When, language: Language = "vi") -> str:
    """A deadline in the document's words, with the last safe day beside them where the words do not name it."""
    if deadline.printed is None:
        return say("duty.no_deadline", language)
    last = deadline.due or deadline.day
    if last is None or (last == deadline.day and day(last) in deadline.printed):
        return deadline.printed
    return f"{deadline.printed} ({say('duty.last_safe', language, day=day(last))})"


def problem_words(problem: Problem, language: Language) -> str:
    """What happened, where, what to do; in English as the library says it where there are no words for the code."""
    if language == "en" or not has(f"problem.{problem.code}"):
        what, hint = problem.message, problem.hint
    else:
        what = say(f"problem.{problem.code}", language)
        hint = say(f"hint.{problem.code}", language) if has(f"hint.{problem.code}") else problem.hint
    place = f"{say('page.page', language, n=problem.where.page)}: " if problem.where else ""
    return f"{place}{what} {hint} [{problem.code}]".replace("  ", " ")


def _entry(
    group: Group, kind: Kind, label: str, value: AnyValue, language: Language, field: str = ""
) -> Entry:  # fmt: skip
    return Entry(
        group=group, kind=kind, label=label, shown=_shown(value.value, field, language), sure=value.sure,
        notes=tuple(_notes(value, language)), sources=value.sources,
    )  # fmt: skip


def _shown(value: object, field: str, language: Language) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Recipient):
        return f"{value.name} ({value.purpose})" if value.purpose else value.name
    if isinstance(value, Citation):
        symbol = f"{value.number}/{value.symbol}" if "/" not in value.symbol else f"{value.number}-{value.symbol}"
        parts = [f"{value.type} số {symbol}" if value.type else symbol]
        if value.date:
            parts.append(f"ngày {day(value.date)}")
        if value.issuer:
            parts.append(f"của {value.issuer}")
        return " ".join(parts)
    if field == "type":
        return TYPES.get(str(value), str(value))
    if field == "body":
        return say(f"body.{value}", language)
    return str(value)


def _notes(value: AnyValue, language: Language) -> Iterator[str]:
    if value.sure == "repaired" and isinstance(value.printed, str):
        yield say("sure.repaired.was", language, printed=value.printed)
    elif value.sure == "inferred":
        yield (
            say("sure.inferred.from", language, text=value.text)
            if value.text
            else say("sure.inferred.nothing", language)
        )
