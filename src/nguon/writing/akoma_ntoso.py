"""A Document as Akoma Ntoso 3.0 (OASIS LegalDocML, 2018), for exchange with legal document systems.

The document is a ``doc`` named after its type. Điều is ``article``, khoản ``clause``, điểm ``point``; numbered items,
dash items and plain paragraphs, which the vocabulary has no element for, are ``hcontainer`` with their kind as name.
The ids of the Document's nodes are the ``eId`` s. Only what was read is written: a date, number or type that the
document does not show is left out, except the date of the identification, which the schema demands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec
from lxml import etree

from nguon.core.text import bare
from nguon.reading.document import Annex, Citation, Document, Node, Value
from nguon.writing.plan_words import xml_text

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

UNKNOWN_DAY: Final = "0001-01-01"
"""The schema demands a date of the work; this one, under the name ``unknown``, stands for none."""

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

_NOT_SLUG = re.compile("[^a-z0-9]+")


class _Links(msgspec.Struct, frozen=True):
    """Where the words of a citation lead to."""

    pattern: re.Pattern[str] | None
    targets: dict[str, str]


def to_akoma_ntoso(document: Document) -> bytes:
    """The document as an Akoma Ntoso 3.0 file, UTF-8, valid by ``akomantoso30.xsd``."""
    root = etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')
    main = _add(root, "doc", name=_type(document), contains="originalVersion")
    links = _links(document.citations)
    _meta(main, document, "main", links)
    _preface(main, document)
    if document.legal_bases:
        bases = _add(_add(main, "preamble"), "citations", eId="legal_bases")
        for number, base in enumerate(document.legal_bases, 1):
            _paragraph(_add(bases, "citation", eId=f"legal_bases__{number}"), base.text, links)
    _main_body(main, document.body, links)
    _conclusions(main, document)
    if document.annexes:
        attachments = _add(main, "attachments")
        for number, annex in enumerate(document.annexes, 1):
            _annex(attachments, document, annex, number, links)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _name(tag), {key.rstrip("_"): xml_text(v) for key, v in attributes.items()})
    if text is not None:
        element.text = xml_text(text)
    return element


def _slug(text: str) -> str:
    return _NOT_SLUG.sub("-", bare(text)).strip("-") or "unknown"


def _type(document: Document) -> str:
    kind = document.letterhead.type
    return _slug(kind.value).replace("-", "_") if kind else "doc"


def _number(document: Document) -> str:
    head = document.letterhead
    return "/".join(part.value for part in (head.number, head.symbol) if part)


def _address(kind: str, day: date | None, number: str) -> str:
    """The address of a work in the manner of the AKN naming convention: country, kind, day, number."""
    return "/".join(["/akn/vn/doc", _slug(kind).replace("-", "_"), *([day.isoformat()] if day else []), _slug(number)])


def _meta(main: etree._Element, document: Document, component: str, links: _Links) -> None:
    head = document.letterhead
    day = head.date.value if head.date else None
    number = _number(document)
    work = _address(_type(document), day, number or document.file.sha256[:16])
    identification = _add(_add(main, "meta"), "identification", source="#nguon")
    levels = (
        ("FRBRWork", work, f"{work}/!{component}", "#issuer" if head.issuer else "#nguon"),
        ("FRBRExpression", f"{work}/vie@", f"{work}/vie@/!{component}", "#issuer" if head.issuer else "#nguon"),
        ("FRBRManifestation", f"{work}/vie@.akn", f"{work}/vie@/!{component}.akn", "#nguon"),
    )
    for level, uri, this, author in levels:
        element = _add(identification, level)
        _add(element, "FRBRthis", value=this)
        _add(element, "FRBRuri", value=uri)
        _add(element, "FRBRdate", date=day.isoformat() if day else UNKNOWN_DAY, name="issued" if day else "unknown")
        _add(element, "FRBRauthor", href=author)
        if level == "FRBRWork":
            _add(element, "FRBRcountry", value="vn")
            if head.type:
                _add(element, "FRBRsubtype", value=_type(document))
            if number:
                _add(element, "FRBRnumber", value=number)
            if head.subject:
                _add(element, "FRBRname", value=head.subject.value)
        elif level == "FRBRExpression":
            _add(element, "FRBRlanguage", language="vie")
        else:
            _add(element, "FRBRformat", value="application/akn+xml")
    if component == "main":
        _references(identification.getparent(), document, links)


def _references(meta: etree._Element | None, document: Document, links: _Links) -> None:
    assert meta is not None
    references = _add(meta, "references", source="#nguon")
    for number, (text, target) in enumerate(links.targets.items(), 1):
        _add(references, "activeRef", eId=f"cited_{number}", href=target, showAs=text)
    _add(references, "TLCOrganization", eId="nguon", href="/ontology/organization/nguon", showAs="Nguồn")
    if document.letterhead.issuer:
        name = document.letterhead.issuer[-1].value
        _add(references, "TLCOrganization", eId="issuer", href=f"/ontology/organization/vn/{_slug(name)}", showAs=name)
    if document.letterhead.place:
        place = document.letterhead.place.value
        _add(references, "TLCLocation", eId="place", href=f"/ontology/location/vn/{_slug(place)}", showAs=place)
    signature = document.closing.signature
    if signature.title:
        title = signature.title.value
        _add(references, "TLCRole", eId="signer_role", href=f"/ontology/role/vn/{_slug(title)}", showAs=title)
    if signature.name:
        name = signature.name.value
        _add(references, "TLCPerson", eId="signer", href=f"/ontology/person/vn/{_slug(name)}", showAs=name)


def _preface(main: etree._Element, document: Document) -> None:
    head = document.letterhead
    preface = etree.Element(_name("preface"))
    for issuer in head.issuer:
        _add(_add(preface, "p"), "docAuthority", issuer.text)
    if head.number or head.symbol:
        _add(_add(preface, "p"), "docNumber", _number(document))
    if head.place or head.date:
        line = _add(preface, "p")
        if head.place:
            _add(line, "location", head.place.text, refersTo="#place").tail = ", " if head.date else None
        if head.date:
            _add(line, "docDate", head.date.text, date=head.date.value.isoformat())
    if head.type and head.type.sure != "inferred":
        _add(_add(preface, "p"), "docType", head.type.text)
    if head.subject:
        _add(_add(preface, "p"), "docTitle", head.subject.text)
    for stamp, name in ((head.urgency, "urgency"), (head.secrecy, "secrecy")):
        if stamp:
            _add(_add(preface, "p"), "inline", stamp.text, name=name)
    if document.addressees:
        container = _add(preface, "container", eId="addressees", name="addressees")
        for addressee in document.addressees:
            _add(container, "p", addressee.text)
    if len(preface):
        main.append(preface)


def _links(citations: Iterable[Value[Citation]]) -> _Links:
    targets: dict[str, str] = {}
    for citation in citations:
        cited = citation.value
        number = "/".join(part for part in (cited.number, cited.symbol) if part)
        targets.setdefault(xml_text(citation.text), _address(cited.type or "doc", cited.date, number))
    targets.pop("", None)
    longest_first = sorted(targets, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first))) if targets else None
    return _Links(pattern, targets)


def _paragraph(parent: etree._Element, text: str, links: _Links) -> None:
    """A ``p`` whose citations are ``ref`` s."""
    text = xml_text(text)
    paragraph, last, end = _add(parent, "p"), None, 0
    for match in links.pattern.finditer(text) if links.pattern else ():
        before, end = text[end : match.start()], match.end()
        if last is None:
            paragraph.text = before
        else:
            last.tail = before
        last = _add(paragraph, "ref", match[0], href=links.targets[match[0]])
    if last is None:
        paragraph.text = text
    else:
        last.tail = text[end:]


def _main_body(main: etree._Element, nodes: Sequence[Node], links: _Links) -> None:
    body = _add(main, "mainBody")
    for node in nodes:
        _node(body, node, links)
    if not len(body):
        _add(body, "p")


def _node(parent: etree._Element, node: Node, links: _Links) -> None:
    element = (
        _add(parent, ELEMENTS[node.kind], eId=node.id)
        if node.kind in ELEMENTS
        else _add(parent, "hcontainer", eId=node.id, name=node.kind)
    )
    if node.label:
        _add(element, "num", node.label.text)
    if node.kind == "table":
        _table(_add(element, "content", eId=f"{node.id}__content"), node, links)
        return
    headed = node.kind in HEADED or (node.kind == "article" and bool(node.children) and _is_title(node))
    if node.text and headed:
        _add(element, "heading", node.text.text)
    elif node.text and node.children:
        _paragraph(_add(element, "intro", eId=f"{node.id}__intro"), node.text.text, links)
    elif node.text:
        _paragraph(_add(element, "content", eId=f"{node.id}__content"), node.text.text, links)
    for child in node.children:
        _node(element, child, links)


def _is_title(node: Node) -> bool:
    """An article's words are its title unless they end as a sentence does."""
    return node.text is not None and not node.text.text.endswith((".", ":", ";", ",", "./."))


def _table(content: etree._Element, node: Node, links: _Links) -> None:
    rows = [row for row in node.children if row.kind == "row" and row.cells]
    if not rows:
        _add(content, "p", node.text.text if node.text else None)
        return
    table = _add(content, "table", eId=f"{node.id}__table")
    for row in rows:
        line = _add(table, "tr", eId=row.id)
        for cell in row.cells:
            square = _add(line, "th" if row.header else "td")
            _paragraph(square, cell.text if cell else "", links)


def _conclusions(main: etree._Element, document: Document) -> None:
    closing = document.closing
    conclusions = etree.Element(_name("conclusions"))
    for number, signature in enumerate((closing.signature, *closing.other_signatures)):
        parts = (signature.authority, signature.acting_for, signature.title, signature.name)
        if not any(parts):
            continue
        block = _add(_add(conclusions, "p"), "signature")
        for part, name in zip(parts, ("authority", "for", "title", "name"), strict=True):
            if part is None:
                continue
            if number == 0 and name == "title":
                inline = _add(block, "role", part.text, refersTo="#signer_role")
            elif number == 0 and name == "name":
                inline = _add(block, "person", part.text, refersTo="#signer")
            else:
                inline = _add(block, "inline", part.text, name=name)
            inline.tail = " "
    if closing.recipients:
        container = _add(conclusions, "container", eId="recipients", name="recipients")
        for recipient in closing.recipients:
            _add(container, "p", recipient.text)
    if closing.filed:
        container = _add(conclusions, "container", eId="filed", name="filed")
        for unit in closing.filed:
            _add(container, "p", unit.text)
    if len(conclusions):
        main.append(conclusions)


def _annex(parent: etree._Element, document: Document, annex: Annex, number: int, links: _Links) -> None:
    attachment = _add(parent, "attachment", eId=f"att_{number}")
    if annex.label:
        _add(attachment, "num", annex.label.text)
    if annex.title:
        _add(attachment, "heading", annex.title.text)
    inner = _add(attachment, "doc", name="annex", contains="originalVersion")
    _meta(inner, document, f"annex_{number}", links)
    _main_body(inner, annex.body, links)
