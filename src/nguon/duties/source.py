"""A document as the finding of duties sees it: one line of text, and what the whole document says about each duty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from nguon.core.provenance import Provenance
from nguon.duties.duty import Phrase
from nguon.duties.names import cut_names
from nguon.duties.quotes import quotations
from nguon.reading.document import Document, Node, Value

Span = tuple[int, int]

INVITES = re.compile(
    r"(?:kính mời|trân trọng mời|mời)\s[^.;:]{3,240}?\s(?:dự|tham dự|về dự|tới dự|đến dự|họp|tham gia)\b", re.IGNORECASE
)
"""Words that ask somebody to a meeting."""
_SUMMONS = re.compile(r"(?<![^\W\d_])triệu tập\s[^;:.]{0,60}?(?:dự|họp|hội nghị|tập huấn|lớp)|\Amời\s", re.IGNORECASE)
_ASKING = re.compile("mời", re.IGNORECASE)
_YOU = re.compile(r"quý\s+(?:cơ quan|đơn vị|đồng chí|vị|ông)", re.IGNORECASE)


def invites(words: str) -> bool:
    """Whether the words ask somebody to a meeting."""
    return _ASKING.search(words) is not None and INVITES.search(words) is not None


class Source(msgspec.Struct, frozen=True):
    """What every step needs of the document.

    Attributes:
        text: the document's text with spaces for line breaks: the same offsets.
        issued: its day.
        addressees: whom it is sent to.
        kind: its type (``cong_van`` …).
        issuers: the names of its issuing bodies, lower case.
        invites: it asks to a meeting, so that a time set beside an instruction may be the meeting's.
        summons: its subject calls somebody to a meeting although its type does not say so ("Thông tri triệu tập …").
        quoted: the provisions that it quotes.
    """

    text: str
    issued: date | None
    addressees: tuple[Phrase, ...]
    kind: str | None
    issuers: tuple[str, ...]
    invites: bool
    summons: bool = False
    quoted: tuple[Span, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Source:
        """The source of a document."""
        head = document.letterhead
        text = document.text.replace("\n", " ")
        kind = head.type.value if head.type else None
        summons = kind != "giay_moi" and head.subject is not None and _SUMMONS.search(head.subject.value) is not None
        return cls(
            text=text,
            issued=head.date.value if head.date else None,
            addressees=tuple(Phrase(text=one.text, sources=one.sources) for one in document.addressees),
            kind=kind,
            issuers=tuple(
                one.value.casefold().replace("uỷ", "ủy").replace("ubnd", "ủy ban nhân dân") for one in head.issuer
            ),
            invites=kind == "giay_moi" or summons or invites(text),
            summons=summons,
            quoted=quotations(text, document.body),
        )

    def quotes(self, start: int) -> bool:
        """Whether what begins there is quoted."""
        return any(a <= start < b for a, b in self.quoted)

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]

    def phrases(self, spans: Iterable[Span], node: Node) -> tuple[Phrase, ...]:
        """The words of spans of a node, each with its place; "quý cơ quan" stands for the addressees."""
        found = []
        for start, end in spans:
            text = " ".join(self.text[start:end].split())
            if self.addressees and _YOU.match(text):
                return self.addressees
            found.append(Phrase(text=text, sources=within(node, start, end)))
        return tuple(found)


def span_of(node: Node) -> Span | None:
    """Where the node's own words stand; ``None`` where it has none."""
    if node.text is None or not node.text.sources:
        return None
    return node.text.sources[0].start, node.text.sources[-1].end


def within(node: Node, start: int, end: int) -> tuple[Provenance, ...]:
    """The parts of the node's sources that hold ``start:end`` of the document's text."""
    if node.text is None:
        return ()
    return tuple(
        Provenance(page=s.page, start=max(s.start, start), end=min(s.end, end), box=s.box)
        for s in node.text.sources
        if s.start < end and s.end > start
    )


def cell_phrases(value: Value[str] | None) -> tuple[Phrase, ...]:
    """The bodies that a cell of a table names, each with the cell as its source."""
    if value is None:
        return ()
    text = value.text
    return tuple(Phrase(text=text[a:b], sources=value.sources) for a, b in cut_names(text, 0, len(text)))
