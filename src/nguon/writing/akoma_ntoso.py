"""A Document as Akoma Ntoso 3.0 (OASIS LegalDocML, 2018), for exchange with legal document systems.

The document is a ``doc`` named after its type. Điều is ``article``, khoản ``clause``, điểm ``point``; numbered items,
dash items and plain paragraphs, which the vocabulary has no element for, are ``hcontainer`` with their kind as name.
The ids of the Document's nodes are the ``eId`` s. Only what was read is written: a date, number or type that the
document does not show is left out, except the date of the identification, which the schema demands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from lxml import etree

from nguon.reading.document import Annex, Citation, Document, Node, Value
from nguon.writing.akoma_ntoso_meta import NAMESPACE, add, address, metadata, number_of, qualified, type_of
from nguon.writing.plan_words import xml_text

ELEMENTS: Final = {
    "part": "part",
    "chapter": "chapter",
    "section": "section",
    "subsection": "subsection",
    "article": "article",
    "clause": "clause",
    "point": "point",
}
HEADED: Final = frozenset({"part", "chapter", "section", "subsection"})


class _Links(msgspec.Struct, frozen=True):
    """Where the words of a citation lead to."""

    pattern: re.Pattern[str] | None
    targets: dict[str, str]


def to_akoma_ntoso(document: Document) -> bytes:
    """The document as an Akoma Ntoso 3.0 file, UTF-8, valid by ``akomantoso30.xsd``."""
    root = etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')
    main = add(root, "doc", name=type_of(document), contains="originalVersion")
    links = _links(document.citations)
    metadata(main, document, "main", links.targets)
    _preface(main, document)
    if document.legal_bases:
        bases = add(add(main, "preamble"), "citations", eId="legal_bases")
        for number, base in enumerate(document.legal_bases, 1):
            _paragraph(add(bases, "citation", eId=f"legal_bases__{number}"), base.text, links)
    _main_body(main, document.body, links)
    _conclusions(main, document)
    if document.annexes:
        attachments = add(main, "attachments")
        for number, annex in enumerate(document.annexes, 1):
            _annex(attachments, document, annex, number, links)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _preface(main: etree._Element, document: Document) -> None:
    head = document.letterhead
    preface = etree.Element(qualified("preface"))
    for issuer in head.issuer:
        add(add(preface, "p"), "docAuthority", issuer.text)
    if head.number or head.symbol:
        add(add(preface, "p"), "docNumber", number_of(document))
    if head.place or head.date:
        line = add(preface, "p")
        if head.place:
            add(line, "location", head.place.text, refersTo="#place").tail = ", " if head.date else None
        if head.date:
            add(line, "docDate", head.date.text, date=head.date.value.isoformat())
    if head.type and head.type.sure != "inferred":
        add(add(preface, "p"), "docType", head.type.text)
    if head.subject:
        add(add(preface, "p"), "docTitle", head.subject.text)
    for stamp, name in ((head.urgency, "urgency"), (head.secrecy, "secrecy")):
        if stamp:
            add(add(preface, "p"), "inline", stamp.text, name=name)
    if document.addressees:
        container = add(preface, "container", eId="addressees", name="addressees")
        for addressee in document.addressees:
            add(container, "p", addressee.text)
    if len(preface):
        main.append(preface)


def _links(citations: Iterable[Value[Citation]]) -> _Links:
    targets: dict[str, str] = {}
    for citation in citations:
        cited = citation.value
        number = "/".join(part for part in (cited.number, cited.symbol) if part)
        targets.setdefault(xml_text(citation.text), address(cited.type or "doc", cited.date, number))
    targets.pop("", None)
    longest_first = sorted(targets, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first))) if targets else None
    return _Links(pattern, targets)


def _paragraph(parent: etree._Element, text: str, links: _Links) -> None:
    """A ``p`` whose citations are ``ref`` s."""
    text = xml_text(text)
    paragraph, last, end = add(parent, "p"), None, 0
    for match in links.pattern.finditer(text) if links.pattern else ():
        before, end = text[end : match.start()], match.end()
        if last is None:
            paragraph.text = before
        else:
            last.tail = before
        last = add(paragraph, "ref", match[0], href=links.targets[match[0]])
    if last is None:
        paragraph.text = text
    else:
        last.tail = text[end:]


def _main_body(main: etree._Element, nodes: Sequence[Node], links: _Links) -> None:
    body = add(main, "mainBody")
    for node in nodes:
        _node(body, node, links)
    if not len(body):
        add(body, "p")


def _node(parent: etree._Element, node: Node, links: _Links) -> None:
    element = (
        add(parent, ELEMENTS[node.kind], eId=node.id)
        if node.kind in ELEMENTS
        else add(parent, "hcontainer", eId=node.id, name=node.kind)
    )
    if node.label:
        add(element, "num", node.label.text)
    if node.kind == "table":
        _table(add(element, "content", eId=f"{node.id}__content"), node, links)
        return
    headed = node.kind in HEADED or (node.kind == "article" and bool(node.children) and _is_title(node))
    if node.text and headed:
        add(element, "heading", node.text.text)
    elif node.text and node.children:
        _paragraph(add(element, "intro", eId=f"{node.id}__intro"), node.text.text, links)
    elif node.text:
        _paragraph(add(element, "content", eId=f"{node.id}__content"), node.text.text, links)
    for child in node.children:
        _node(element, child, links)


def _is_title(node: Node) -> bool:
    """An article's words are its title unless they end as a sentence does."""
    return node.text is not None and not node.text.text.endswith((".", ":", ";", ",", "./."))


def _table(content: etree._Element, node: Node, links: _Links) -> None:
    rows = [row for row in node.children if row.kind == "row" and row.cells]
    if not rows:
        add(content, "p", node.text.text if node.text else None)
        return
    table = add(content, "table", eId=f"{node.id}__table")
    for row in rows:
        line = add(table, "tr", eId=row.id)
        for cell in row.cells:
            square = add(line, "th" if row.header else "td")
            _paragraph(square, cell.text if cell else "", links)


def _conclusions(main: etree._Element, document: Document) -> None:
    closing = document.closing
    conclusions = etree.Element(qualified("conclusions"))
    for number, signature in enumerate((closing.signature, *closing.other_signatures)):
        parts = (signature.authority, signature.acting_for, signature.title, signature.name)
        if not any(parts):
            continue
        block = add(add(conclusions, "p"), "signature")
        for part, name in zip(parts, ("authority", "for", "title", "name"), strict=True):
            if part is None:
                continue
            if number == 0 and name == "title":
                inline = add(block, "role", part.text, refersTo="#signer_role")
            elif number == 0 and name == "name":
                inline = add(block, "person", part.text, refersTo="#signer")
            else:
                inline = add(block, "inline", part.text, name=name)
            inline.tail = " "
    if closing.recipients:
        container = add(conclusions, "container", eId="recipients", name="recipients")
        for recipient in closing.recipients:
            add(container, "p", recipient.text)
    if closing.filed:
        container = add(conclusions, "container", eId="filed", name="filed")
        for unit in closing.filed:
            add(container, "p", unit.text)
    if len(conclusions):
        main.append(conclusions)


def _annex(parent: etree._Element, document: Document, annex: Annex, number: int, links: _Links) -> None:
    attachment = add(parent, "attachment", eId=f"att_{number}")
    if annex.label:
        add(attachment, "num", annex.label.text)
    if annex.title:
        add(attachment, "heading", annex.title.text)
    inner = add(attachment, "doc", name="annex", contains="originalVersion")
    metadata(inner, document, f"annex_{number}", links.targets)
    _main_body(inner, annex.body, links)
