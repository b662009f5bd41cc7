"""Akoma Ntoso files are valid by the OASIS schema and hold the tree of the Document."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from nguon.reading.document import Closing, Document, Letterhead, Node, Signature
from nguon.writing.akoma_ntoso import NAMESPACE, to_akoma_ntoso

SCHEMA = Path(__file__).parents[2] / "schemas" / "akomantoso30.xsd"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def valid(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    schema().assertValid(root)
    return root


def found(root: etree._Element, path: str) -> list[str]:
    hits = root.xpath(path, namespaces={"a": NAMESPACE})
    assert isinstance(hits, list)
    return ["".join(hit.itertext()) if isinstance(hit, etree._Element) else str(hit) for hit in hits]


def test_document_is_valid_and_addressed(dispatch: Document) -> None:
    root = valid(to_akoma_ntoso(dispatch))
    assert found(root, "/a:akomaNtoso/a:doc/@name") == ["cong_van"]
    work = "a:doc/a:meta/a:identification/a:FRBRWork"
    assert found(root, f"{work}/a:FRBRuri/@value") == ["/akn/vn/doc/cong_van/2024-09-03/735-ubnd-kgvx"]
    assert found(root, f"{work}/a:FRBRnumber/@value") == ["735/UBND-KGVX"]
    assert found(root, f"{work}/a:FRBRdate/@date") == ["2024-09-03"]


def test_head_and_end(dispatch: Document) -> None:
    root = valid(to_akoma_ntoso(dispatch))
    assert found(root, "//a:preface/a:p") == [
        "ỦY BAN NHÂN DÂN TỈNH SÔNG TRĂNG",
        "735/UBND-KGVX",
        "Sông Trăng, ngày 03 tháng 9 năm 2024",
        "tổ chức Tuần lễ Đọc sách",
        "HỎA TỐC",
    ]
    assert found(root, "//a:container[@name='addressees']/a:p") == [
        "Sở Văn hóa và Du lịch",
        "Ủy ban nhân dân các huyện",
    ]
    assert found(root, "//a:preamble//a:citation") == ["Căn cứ Luật Thư viện"]
    assert found(root, "//a:signature") == ["KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Mẫu "]
    assert found(root, "//a:container[@name='recipients']/a:p") == ["Như trên", "Thường trực Tỉnh ủy (để b/c)"]


def test_tree_keeps_ids_numbers_and_tables(dispatch: Document) -> None:
    root = valid(to_akoma_ntoso(dispatch))
    assert found(root, "//a:chapter/a:num") == ["Chương I"]
    assert found(root, "//a:chapter/a:article[@eId='art_1']/a:heading") == ["Giao việc"]
    assert found(root, "//a:article/a:clause/a:point/@eId") == ["art_1__cl_1__point_a", "art_1__cl_1__point_b"]
    assert found(root, "//a:clause/a:hcontainer/@name") == ["dash"]
    assert found(root, "//a:table/a:tr/*") == ["Việc", "Hạn", "Treo băng rôn", "05/10/2024"]
    assert found(root, "//a:attachment/a:heading") == ["DANH MỤC SÁCH"]


def test_citations_are_references(dispatch: Document) -> None:
    root = valid(to_akoma_ntoso(dispatch))
    target = "/akn/vn/doc/cong_van/2024-08-20/12-bvh-tv"
    assert found(root, "//a:ref") == ["Công văn số 12/BVH-TV"]
    assert found(root, "//a:ref/@href") == [target]
    assert found(root, "//a:activeRef/@href") == [target]
    assert found(root, "//a:hcontainer[@eId='para_1']") == [
        "Thực hiện Công văn số 12/BVH-TV ngày 20/8/2024 của Bộ Văn hóa, Ủy ban nhân dân tỉnh yêu cầu:"
    ]


def test_all_words_of_the_body_are_there_once(dispatch: Document) -> None:
    root = valid(to_akoma_ntoso(dispatch))
    for node in dispatch.walk():
        if node.text:
            assert sum(text == node.text.text for text in found(root, "//a:p | //a:heading")) == 1


def test_document_of_nothing_is_valid(dispatch: Document) -> None:
    bare = Document(file=dispatch.file, text="", letterhead=Letterhead())
    root = valid(to_akoma_ntoso(bare))
    assert found(root, "a:doc/a:meta/a:identification/a:FRBRWork/a:FRBRdate/@name") == ["unknown"]


@pytest.mark.parametrize("letterhead", ["number", "date", "type", "subject", "place", "issuer"])
def test_document_without_a_value_is_valid(dispatch: Document, letterhead: str) -> None:
    empty = () if letterhead == "issuer" else None
    head = msgspec.structs.replace(dispatch.letterhead, **{letterhead: empty})
    valid(to_akoma_ntoso(msgspec.structs.replace(dispatch, letterhead=head)))


def test_hostile_values_stay_text(dispatch: Document) -> None:
    text = msgspec.structs.replace(dispatch.body[0].text, text="<b>&\x00\ud800]]>")  # type: ignore[type-var]
    odd = (
        msgspec.structs.replace(dispatch.body[0], text=text),
        Node(kind="table", id="table_9"),
        Node(kind="table", id="table_10", children=(Node(kind="row", id="table_10__row_1"),)),
        Node(kind="article", id="art_9"),
    )
    signature = Signature(name=dispatch.closing.signature.name)
    closing = Closing(other_signatures=(dispatch.closing.signature, signature))
    root = valid(to_akoma_ntoso(msgspec.structs.replace(dispatch, body=odd, closing=closing)))
    assert found(root, "//a:hcontainer[@eId='para_1']") == ["<b>&]]>"]


def test_same_document_same_bytes(dispatch: Document) -> None:
    assert to_akoma_ntoso(dispatch) == to_akoma_ntoso(dispatch)
