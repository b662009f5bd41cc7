"""What the review page shows: every value with its place, what was read, what a person made of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.core.provenance import Provenance, union
from nguon.duties.duty import Duty
from nguon.reading.document import Document, Value
from nguon.web.dispatches.domain.corrections import FIELDS, corrected, document_of, duties_of, standing
from nguon.web.dispatches.models import Correction, Dispatch
from nguon.writing.entries import visible

LABELS = {
    "issuer": gettext_lazy("Issuer"),
    "number": gettext_lazy("Number"),
    "symbol": gettext_lazy("Symbol"),
    "place": gettext_lazy("Place"),
    "date": gettext_lazy("Date"),
    "subject": gettext_lazy("Subject"),
    "urgency": gettext_lazy("Urgency"),
}
WORDS = 120
"""Unsure words of a scan that are listed one by one."""
BESIDE_PT = 18
"""Boxes of one value nearer than this on one line are one outline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An outline on a page, in points."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value: ``number`` counts them in reading order; ``field`` names what can be corrected, else empty.

    ``kind`` is head, who, due, duty or word (of a scan, perhaps misread); ``sure`` as in the document; ``doubtful``
    asks a person to look; ``misread`` holds its words that were unsure on the scan.
    """

    number: int
    kind: str
    label: str
    value: str
    field: str = ""
    sure: str = "printed"
    doubtful: bool = False
    printed: str = ""
    note: str = ""
    boxes: tuple[Box, ...] = ()
    sources: tuple[Provenance, ...] = ()
    correction: Correction | None = None
    misread: str = ""

    @property
    def page(self) -> int:
        """The page on which it starts."""
        return self.sources[0].page if self.sources else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty with the rows that belong to it."""

    number: int
    duty: Duty
    who: str
    quote: Row
    due: Row
    report_due: Row | None
    corrections: tuple[Correction, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether its day or its words ask for a look."""
        return self.due.doubtful or self.quote.doubtful


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything of the page, found once."""

    document: Document
    head: tuple[Row, ...]
    addressees: tuple[Row, ...]
    duties: tuple[DutyRow, ...]
    corrections: tuple[Correction, ...]
    left_out: tuple[Correction, ...]
    words: tuple[Row, ...] = ()
    pieces: tuple[Piece, ...] = field(default=())

    @property
    def rows(self) -> Iterator[Row]:
        """Every row that has a place."""
        yield from self.head
        yield from self.addressees
        for duty in self.duties:
            yield duty.quote
            yield duty.due
        yield from self.words

    @property
    def doubtful(self) -> int:
        """How many values ask for a look."""
        return sum(row.doubtful for row in self.rows)

    @property
    def first_doubtful(self) -> int:
        """The number of the first of them, 0 for none."""
        return next((row.number for row in self.rows if row.doubtful), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of text between two ends of values; ``number`` of the innermost value, 0 for none."""

    text: str
    number: int = 0
    kind: str = ""
    first: bool = False


def review(dispatch: Dispatch) -> Review:
    """The review of a dispatch: one query."""
    rows = standing(dispatch)
    by_field = {row.field: row for row in rows}
    read = document_of(dispatch)
    maker = _Maker(by_field, read.doubtful)
    document = corrected(read, rows)
    head = tuple(maker.head(document))
    addressees = tuple(maker.value("who", str(n), one) for n, one in enumerate(document.addressees, 1))
    duties = tuple(maker.duty(n, duty) for n, duty in enumerate(duties_of(dispatch), 1))
    found = Review(
        document=document,
        head=head,
        addressees=addressees,
        duties=duties,
        words=tuple(maker.left_words()),
        corrections=tuple(rows),
        left_out=tuple(row for row in rows if row.field.endswith(".left_out") and row.value == "yes"),
    )
    if dispatch.drawn:
        return found
    return Review(
        document=document, head=head, addressees=addressees, duties=duties, corrections=found.corrections,
        words=found.words, left_out=found.left_out, pieces=tuple(_pieces(read.text, list(found.rows))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What a field holds at this moment, as its form shows it, and the correction that made it so."""

    label: str
    value: str
    correction: Correction | None = None


def value_now(dispatch: Dispatch, field_: str) -> Now:
    """The present value of one field, to see whether somebody else changed it: one query.

    An unknown field is empty; correcting it fails by itself.
    """
    found = review(dispatch)
    by_field = {row.field: row for row in found.corrections}
    for row in found.rows:
        if row.field == field_ and row.kind != "duty":
            return Now(label=row.label, value=row.value, correction=by_field.get(field_))
    for one in found.duties:
        label = f"{_('Duty')} {one.number}"
        if field_ == f"{one.duty.id}.who":
            return Now(label=label, value=one.who, correction=by_field.get(field_))
        if field_ == f"{one.duty.id}.instruction":
            return Now(label=label, value=visible(one.duty.instruction), correction=by_field.get(field_))
    return Now(label="", value="")


class _Maker:
    """Numbers rows in the order in which they are made."""

    def __init__(self, corrections: dict[str, Correction], unsure: tuple[Value[str], ...]) -> None:
        self.corrections, self.count = corrections, 0
        self.unsure = sorted((one for one in unsure if one.sources), key=lambda one: one.sources[0].start)
        self.starts = [one.sources[0].start for one in self.unsure]
        self.shown: set[int] = set()

    def row(self, kind: str, label: str, value: str, sources: tuple[Provenance, ...], **more: Any) -> Row:
        self.count += 1
        correction = self.corrections.get(more.get("field", ""))
        misread = " · ".join(self._misread(sources))
        if misread and correction is None:
            more["doubtful"] = True
        return Row(
            number=self.count, kind=kind, label=label, value=visible(value), sources=sources,
            boxes=tuple(_boxes(sources)), correction=correction, misread=misread, **more,
        )  # fmt: skip

    def _misread(self, sources: tuple[Provenance, ...]) -> Iterator[str]:
        """The words of a value that were unsure on the scan."""
        for source in sources:
            for place in range(bisect_left(self.starts, source.start), bisect_left(self.starts, source.end)):
                self.shown.add(place)
                yield visible(self.unsure[place].text)

    def left_words(self) -> Iterator[Row]:
        """Unsure words outside every value, at most ``WORDS``; those of no letters say nothing."""
        left = [one for place, one in enumerate(self.unsure) if place not in self.shown]
        for one in [one for one in left if any(map(str.isalnum, one.text))][:WORDS]:
            self.count += 1
            yield Row(
                number=self.count, kind="word", label=_("Word"), value=visible(one.text), doubtful=True,
                boxes=tuple(_boxes(one.sources)), sources=one.sources,
            )  # fmt: skip

    def value(self, kind: str, label: str, value: Value[Any], name: str = "") -> Row:
        shown = f"{value.value:%d/%m/%Y}" if isinstance(value.value, date) else str(value.value)
        printed = value.printed if isinstance(value.printed, str) else ""
        fixed = name in self.corrections
        return self.row(
            kind, label, shown, value.sources, field=name if name in FIELDS else "", sure=value.sure,
            doubtful=value.sure != "printed" and not fixed, printed=visible(printed),
        )  # fmt: skip

    def head(self, document: Document) -> Iterator[Row]:
        for name, label in LABELS.items():
            value = getattr(document.letterhead, name)
            if isinstance(value, tuple):
                for one in value:
                    yield self.value("head", str(label), one)
            elif value is not None:
                yield self.value("head", str(label), value, name)
            elif name in FIELDS:
                yield self.row("head", str(label), "", (), field=name, sure="missing", doubtful=name != "place")

    def duty(self, number: int, duty: Duty) -> DutyRow:
        quote = self.row("duty", str(number), duty.instruction, duty.sources, field=f"{duty.id}.instruction")
        when = duty.deadline
        shown = f"{when.due:%d/%m/%Y}" if when.due else ""
        note = ""
        if when.kind == "before" and when.due and when.day:
            note = _("“%(words)s”: the last day is %(day)s") % {
                "words": when.printed, "day": f"{when.day - timedelta(1):%d/%m}"}  # fmt: skip
        elif when.printed:
            note = f"“{when.printed}”"
        field_ = f"{duty.id}.due"
        doubtful = bool(duty.tracked and when.kind != "none" and when.due is None and field_ not in self.corrections)
        due = self.row("due", _("Due"), shown, when.sources, field=field_, note=note, doubtful=doubtful)
        report = None
        if duty.report is not None:
            last = duty.report.deadline.due
            report = Row(
                number=0, kind="due", label=_("Report"), value=f"{last:%d/%m/%Y}" if last else "",
                field=f"{duty.id}.report_due", note=duty.report.to or "",
                correction=self.corrections.get(f"{duty.id}.report_due"),
            )  # fmt: skip
        own = tuple(row for name, row in self.corrections.items() if name.rpartition(".")[0] == duty.id)
        who = "; ".join(visible(phrase.text) for phrase in duty.who)
        return DutyRow(number=number, duty=duty, who=who, quote=quote, due=due, report_due=report, corrections=own)


def _boxes(sources: Iterable[Provenance]) -> Iterator[Box]:
    """The outlines of a value: words beside each other on one line are one."""
    joined: list[Provenance] = []
    for one in sources:
        if one.box is None:
            continue
        last = joined[-1] if joined else None
        if last is not None and last.box and last.page == one.page and _beside(last.box, one.box):
            joined[-1] = Provenance(page=one.page, start=last.start, end=one.end, box=union(last.box, one.box))
        else:
            joined.append(one)
    for one in joined:
        assert one.box is not None
        x0, y0, x1, y1 = one.box
        yield Box(page=one.page, x=round(x0 - 1.5, 1), y=round(y0 - 1, 1), width=round(max(x1 - x0, 0) + 3, 1),
                  height=round(max(y1 - y0, 0) + 2, 1))  # fmt: skip


def _beside(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return min(one[3], other[3]) > max(one[1], other[1]) and abs(other[0] - one[2]) < BESIDE_PT


def _pieces(text: str, rows: list[Row]) -> Iterator[Piece]:
    """The text of a file without pages, cut where values start and end; of nested ones the shortest counts."""
    spans = sorted(
        (source.start, source.end, row.number, row.kind)
        for row in rows for source in row.sources if source.start < source.end
    )  # fmt: skip
    ends = sorted({0, len(text), *(b for span in spans for b in span[:2])})
    active: list[tuple[int, int, int, str]] = []
    seen: set[int] = set()
    upcoming = 0
    for start, end in pairwise(ends):
        active = [span for span in active if span[1] > start]
        while upcoming < len(spans) and spans[upcoming][0] <= start:
            active.append(spans[upcoming])
            upcoming += 1
        inner = min(active, key=lambda span: span[1] - span[0], default=None)
        words = visible(text[start:end])
        if inner is None:
            yield Piece(text=words)
        else:
            yield Piece(text=words, number=inner[2], kind=inner[3], first=inner[2] not in seen)
            seen.add(inner[2])
