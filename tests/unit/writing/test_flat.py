import msgspec
import pytest

from nguon.reading.document import Letterhead
from nguon.writing.flat import flatten, flatten_unread

KEYS = [
    "id", "file", "source", "body", "type", "issuer", "number", "symbol", "place", "date", "subject", "urgency",
    "secrecy", "addressees", "citations", "outline", "duties", "recipients", "filed", "signature",
]  # fmt: skip


def test_flat_has_the_keys_of_the_corpus_and_plain_values(document, duty):
    flat = flatten(document, [duty])
    assert list(flat) == KEYS
    assert flat | {"outline": 0, "duties": 0, "citations": 0} == {
        "id": "mau",
        "file": "mau.txt",
        "source": None,
        "body": "state",
        "type": "cong_van",
        "issuer": ["SỞ Y TẾ"],
        "number": "12",
        "symbol": "SYT-NV",
        "place": "Huế",
        "date": "2026-03-05",
        "subject": "hiến máu <b>",
        "urgency": None,
        "secrecy": None,
        "addressees": ["Các bệnh viện"],
        "citations": 0,
        "outline": 0,
        "duties": 0,
        "recipients": [{"name": "Như trên", "purpose": "để t/h"}],
        "filed": ["VT"],
        "signature": {"authority": "KT.", "for": "GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC", "name": "Lê An"},
    }


def test_outline_holds_labelled_items_and_issued_regulations_not_dashes_nor_annexes(document):
    assert flatten(document)["outline"] == [
        {"label": "1", "text": "Các bệnh viện báo cáo trước ngày 10/3/2026"},
        {"label": "a", "text": "Lập danh sách"},
        {"label": "Điều 1", "text": "Phạm vi"},
    ]


def test_duties_and_citations_are_flat(document, duty):
    flat = flatten(document, [duty])
    assert flat["duties"] == [
        {"who": ["Các bệnh viện"], "with": [], "quote": duty.instruction, "due": "2026-03-10", "report": True}
    ]
    assert flat["citations"] == [
        {"text": "Kế hoạch số 7/KH-UBND", "number": "7", "symbol": "KH-UBND", "date": None, "issuer": None}
    ]


def test_a_document_that_shows_nothing_is_flat_nulls(document):
    bare = msgspec.structs.replace(document, letterhead=Letterhead(), addressees=(), body=(), annexes=())
    assert flatten(bare) | {"citations": [], "recipients": [], "filed": [], "signature": 0} == flatten_unread(
        "mau.txt"
    ) | {"signature": 0}


@pytest.mark.parametrize(("layer", "expected"), [(True, None), (False, True)])
def test_scan_is_said_only_where_there_is_no_text_layer(document, layer, expected):
    facts = msgspec.structs.replace(document.file, text_layer=layer)
    assert flatten(msgspec.structs.replace(document, file=facts)).get("scan") == expected
