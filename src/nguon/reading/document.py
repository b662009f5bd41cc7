"""The Document: what one official document says, each value with its place in the source and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, Generic, Literal, TypeVar

import msgspec

from nguon.core.provenance import Provenance
from nguon.reading.page import Mark

SCHEMA: Final = "nguon/document/1"

Sure = Literal["printed", "repaired", "inferred"]
"""``printed``: the file says so. ``repaired``: after mending the text (``printed`` then holds what the file has).
``inferred``: concluded from the sources given."""

Body = Literal["state", "party", "union", "other"]
"""Layout family: Decree 30/2020 (state), Party, mass organisation, or none of them."""

NodeKind = Literal[
    "part", "chapter", "section", "subsection", "article", "clause", "point",
    "item", "dash", "paragraph", "table", "row",
]  # fmt: skip

T = TypeVar("T")


class Value(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A value that was read.

    Attributes:
        value: the value itself, in its own type.
        text: the words as they stand in ``Document.text``, white space folded to one space.
        sure: how sure the value is.
        sources: where the words stand, in order; their slices of ``Document.text`` joined by one space equal ``text``.
        printed: what the file held before the repair; only on repaired values.
    """

    value: T
    text: str
    sure: Sure
    sources: tuple[Provenance, ...]
    printed: str | msgspec.UnsetType = msgspec.UNSET


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something about the file or its reading that a person should know.

    Attributes:
        code: stable name; the command line and the web translate by it.
        message: one English sentence.
        where: the place, where it has one.
        hint: what to do.
    """

    code: str
    message: str
    where: Provenance | None = None
    hint: str = ""


Holder = Literal["person", "body"]
"""Whose name a certificate bears, by its wording: a person's, or that of a body (its seal in digital form)."""

Later = Literal["nothing", "signed", "added", "changed", "unknown"]
"""What followed a signature. ``nothing``: it covers the whole file. ``signed``: the pages are the same, and a later
intact signature covers what was added. ``added``: the pages are the same, something was added that no signature covers
(a note, a stamp). ``changed``: pages differ from what was signed. ``unknown``: it could not be told."""


class DigitalSignature(msgspec.Struct, frozen=True, kw_only=True):
    """A digital signature in a PDF, checked without asking anybody: revocation is not looked at.

    Attributes:
        kind: a signature, or a time stamp over the file.
        state: ``intact``: the bytes are those that were signed. ``altered``: they are not. ``unreadable``: it is
            damaged, or of a form that is not known.
        covers: the whole ``file``; a ``revision``: the file as it was then, to which more was added; or only a
            ``part``, which leaves out more than the signature itself.
        later: what followed it.
        changed_pages: pages that differ from what was signed, from 1.
        signer: common name (CN) of the certificate.
        holder: whether that is a person or a body.
        body: the body for which was signed: O and OU of the certificate, outermost first, and the CN of a body's own.
        issued_by: common name of who issued the certificate.
        valid_from, valid_until: of the certificate.
        time: when it was signed, as the signer's computer says.
        stamped: when it was signed by the time stamp in it; ``None`` without one, or where that is broken.
        chain: ``trusted``: goes back to the administrator's trust store. ``unknown``: it does not, or there is none.
            ``expired``: it does, but a certificate was not valid when it was signed.
    """

    kind: Literal["signature", "timestamp"] = "signature"
    state: Literal["intact", "altered", "unreadable"]
    covers: Literal["file", "revision", "part"]
    later: Later = "nothing"
    changed_pages: tuple[int, ...] = ()
    signer: str | None = None
    holder: Holder | None = None
    body: tuple[str, ...] = ()
    issued_by: str | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    time: datetime | None = None
    stamped: datetime | None = None
    chain: Literal["trusted", "unknown", "expired"] = "unknown"


class FileFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Facts of the file itself.

    Attributes:
        name: file name without folders; ``None`` where only bytes were given.
        media_type: IANA media type, by content.
        sha256: hexadecimal digest of the bytes.
        size: in bytes.
        pages: number of pages; 1 for formats without pages.
        text_layer: every page that was read has usable text.
        signatures: number of digital signatures in the file, visible stamps of signatures included.
        digital_signatures: what can be said of each, in the order in which they were put on; empty where
            ``nguon[signatures]`` is not installed.
    """

    name: str | None
    media_type: str
    sha256: str
    size: int
    pages: int
    text_layer: bool
    signatures: int
    digital_signatures: tuple[DigitalSignature, ...] = ()


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """The head of the document (Decree 30/2020/NĐ-CP, Annex I, Part II, items 1-5, 10).

    Attributes:
        body: layout family, inferred.
        issuer: issuing bodies, outermost first, as printed.
        number, symbol: số, ký hiệu. ``Số: 735/UBND-KT`` gives ``735`` and ``UBND-KT``.
        place: place of issue as printed.
        date: day of issue.
        type: document type as an ASCII name (``cong_van``, ``ke_hoach`` …); inferred where no title shows it.
        subject: trích yếu, without ``V/v``.
        urgency, secrecy: stamps as printed.
    """

    body: Value[Body] | None = None
    issuer: tuple[Value[str], ...] = ()
    number: Value[str] | None = None
    symbol: Value[str] | None = None
    place: Value[str] | None = None
    date: Value[date] | None = None
    type: Value[str] | None = None
    subject: Value[str] | None = None
    urgency: Value[str] | None = None
    secrecy: Value[str] | None = None


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the body.

    Attributes:
        kind: what it is; ``item`` is a numbered or lettered heading or item outside articles.
        id: address in the tree, in the manner of Akoma Ntoso (``art_5__cl_2__point_a``), unique in the document.
        label: as printed, without its punctuation (``I``, ``1.2``, ``a``, ``Điều 5``, ``-``); ``None`` for paragraphs.
        text: its own words, without the label; ``None`` for tables, and for items whose words all stand below them.
        children: what belongs to it, in order.
        head: of a table: the words over each column, ``None`` where a column has none; merged heads are carried across.
        cells: of a row: one entry a column, merged cells carried down and across; ``None`` for an empty cell.
        header: of a row: it is (part of) the table's head.
    """

    kind: NodeKind
    id: str
    label: Value[str] | None = None
    text: Value[str] | None = None
    children: tuple[Node, ...] = ()
    head: tuple[str | None, ...] = ()
    cells: tuple[Value[str] | None, ...] = ()
    header: bool = False

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Another official document that the text names.

    Attributes:
        type: the word for its type as printed (``Công văn``); ``None`` where only its number stands.
        number, symbol: as in the letterhead.
        date: ``None`` where the text gives none, or an impossible one.
        issuer: as printed, after it ("của X") or before it ("đề nghị của X tại …", "X ban hành …"); ``None`` where the
            text does not say.
    """

    type: str | None
    number: str
    symbol: str
    date: date | None = None
    issuer: str | None = None


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """One line of "Nơi nhận" with its purpose (``để b/c``), as printed without brackets."""

    name: str
    purpose: str | None = None


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed and by what authority; of a chain the line nearest the signer.

    Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 7, and Article 13.

    Attributes:
        authority: ``TM.``, ``KT.``, ``TL.``, ``TUQ.``, ``Q.`` as printed; ``None`` where the head signs himself.
        acting_for: what follows the authority (JSON: ``for``).
        title: the signer's post.
        name: the signer's name.
    """

    authority: Value[str] | None = None
    acting_for: Value[str] | None = msgspec.field(default=None, name="for")
    title: Value[str] | None = None
    name: Value[str] | None = None


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """The end of the document: recipients, filing line, signature."""

    recipients: tuple[Value[Recipient], ...] = ()
    filed: tuple[Value[str], ...] = ()
    signature: Signature = Signature()
    other_signatures: tuple[Signature, ...] = ()


class Annex(msgspec.Struct, frozen=True, kw_only=True):
    """An annex, or a regulation issued with the document.

    Attributes:
        label: ``Phụ lục II`` as printed; ``None`` for a document issued with this one.
        title: its title.
        body: as ``Document.body``.
    """

    label: Value[str] | None = None
    title: Value[str] | None = None
    body: tuple[Node, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An official document.

    Attributes:
        schema: ``nguon/document/1``.
        file: facts of the file.
        text: NFC, repaired, in reading order; every offset counts code points of it.
        letterhead: the head.
        addressees: the "Kính gửi" list.
        legal_bases: each "Căn cứ …" line.
        body: the tree.
        citations: other documents named in the text, each once.
        closing: the end.
        annexes: what follows the signature.
        problems: what a person should know about this reading.
        marks: seals, signatures in ink, stamps and handwriting on scans.
        doubtful: words recognised on a picture that may be wrong: what a person should look at.
    """

    schema: Literal["nguon/document/1"] = SCHEMA
    file: FileFacts
    text: str
    letterhead: Letterhead
    addressees: tuple[Value[str], ...] = ()
    legal_bases: tuple[Value[str], ...] = ()
    body: tuple[Node, ...] = ()
    citations: tuple[Value[Citation], ...] = ()
    closing: Closing = Closing()
    annexes: tuple[Annex, ...] = ()
    problems: tuple[Problem, ...] = ()
    marks: tuple[Mark, ...] = ()
    doubtful: tuple[Value[str], ...] = ()

    def walk(self) -> Iterator[Node]:
        """Every node of the body, then of the annexes, in reading order."""
        for node in self.body:
            yield from node.walk()
        for annex in self.annexes:
            for node in annex.body:
                yield from node.walk()

    def values(self) -> Iterator[Value[object]]:
        """Every value of the document, in no particular order."""
        yield from _values(self)


def _values(thing: object) -> Iterator[Value[object]]:
    stack = [thing]
    while stack:
        one = stack.pop()
        if isinstance(one, Value):
            yield one
        elif isinstance(one, tuple):
            stack.extend(one)
        elif isinstance(one, msgspec.Struct) and not isinstance(one, Provenance):
            stack.extend(getattr(one, name) for name in one.__struct_fields__)
