"""The metadata of an Akoma Ntoso file: its addresses by FRBR level, and whom and what it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from lxml import etree

from nguon.core.text import bare
from nguon.reading.document import Document
from nguon.writing.plan_words import xml_text

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

UNKNOWN_DAY: Final = "0001-01-01"
"""The schema demands a date of the work; this one, under the name ``unknown``, stands for none."""

_NOT_SLUG = re.compile("[^a-z0-9]+")


def qualified(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, qualified(tag), {key.rstrip("_"): xml_text(v) for key, v in attributes.items()})
    if text is not None:
        element.text = xml_text(text)
    return element


def slug(text: str) -> str:
    return _NOT_SLUG.sub("-", bare(text)).strip("-") or "unknown"


def type_of(document: Document) -> str:
    kind = document.letterhead.type
    return slug(kind.value).replace("-", "_") if kind else "doc"


def number_of(document: Document) -> str:
    head = document.letterhead
    return "/".join(part.value for part in (head.number, head.symbol) if part)


def address(kind: str, day: date | None, number: str) -> str:
    """The address of a work in the manner of the AKN naming convention: country, kind, day, number."""
    return "/".join(["/akn/vn/doc", slug(kind).replace("-", "_"), *([day.isoformat()] if day else []), slug(number)])


def metadata(main: etree._Element, document: Document, component: str, cited: Mapping[str, str]) -> None:
    head = document.letterhead
    day = head.date.value if head.date else None
    number = number_of(document)
    work = address(type_of(document), day, number or document.file.sha256[:16])
    identification = add(add(main, "meta"), "identification", source="#nguon")
    levels = (
        ("FRBRWork", work, f"{work}/!{component}", "#issuer" if head.issuer else "#nguon"),
        ("FRBRExpression", f"{work}/vie@", f"{work}/vie@/!{component}", "#issuer" if head.issuer else "#nguon"),
        ("FRBRManifestation", f"{work}/vie@.akn", f"{work}/vie@/!{component}.akn", "#nguon"),
    )
    for level, uri, this, author in levels:
        element = add(identification, level)
        add(element, "FRBRthis", value=this)
        add(element, "FRBRuri", value=uri)
        add(element, "FRBRdate", date=day.isoformat() if day else UNKNOWN_DAY, name="issued" if day else "unknown")
        add(element, "FRBRauthor", href=author)
        if level == "FRBRWork":
            add(element, "FRBRcountry", value="vn")
            if head.type:
                add(element, "FRBRsubtype", value=type_of(document))
            if number:
                add(element, "FRBRnumber", value=number)
            if head.subject:
                add(element, "FRBRname", value=head.subject.value)
        elif level == "FRBRExpression":
            add(element, "FRBRlanguage", language="vie")
        else:
            add(element, "FRBRformat", value="application/akn+xml")
    if component == "main":
        _references(identification.getparent(), document, cited)


def _references(meta: etree._Element | None, document: Document, cited: Mapping[str, str]) -> None:
    assert meta is not None
    references = add(meta, "references", source="#nguon")
    for number, (text, target) in enumerate(cited.items(), 1):
        add(references, "activeRef", eId=f"cited_{number}", href=target, showAs=text)
    add(references, "TLCOrganization", eId="nguon", href="/ontology/organization/nguon", showAs="Nguồn")
    if document.letterhead.issuer:
        name = document.letterhead.issuer[-1].value
        add(references, "TLCOrganization", eId="issuer", href=f"/ontology/organization/vn/{slug(name)}", showAs=name)
    if document.letterhead.place:
        place = document.letterhead.place.value
        add(references, "TLCLocation", eId="place", href=f"/ontology/location/vn/{slug(place)}", showAs=place)
    signature = document.closing.signature
    if signature.title:
        title = signature.title.value
        add(references, "TLCRole", eId="signer_role", href=f"/ontology/role/vn/{slug(title)}", showAs=title)
    if signature.name:
        name = signature.name.value
        add(references, "TLCPerson", eId="signer", href=f"/ontology/person/vn/{slug(name)}", showAs=name)
