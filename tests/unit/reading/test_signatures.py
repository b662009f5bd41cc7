"""Digital signatures: who, for whom, when, over what, altered since, by whose authority. Nothing leaves the machine."""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("pyhanko", reason="nguon[signatures] is not installed")

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.unit.reading.signing import NOW, authority, body, identity, person, sign
from tests.unit.reading.tiny_pdf import Put, Sheet, make

from nguon.reading import signatures
from nguon.reading.document import DigitalSignature, Document
from nguon.reading.options import ReadingOptions
from nguon.reading.read import read
from nguon.writing.summary import summary
from nguon.writing.viewer import write_html

WORDS = [
    "Kính gửi: Ủy ban nhân dân các xã.",
    "Đề nghị các xã báo cáo kết quả tiêm phòng trước ngày 15/9/2026.",
    "Sở Nông nghiệp và Môi trường tổng hợp, trình Ủy ban nhân dân tỉnh.",
]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A dispatch that nobody has signed."""
    return make([Sheet([Put(text, 85, 700 - 20 * row) for row, text in enumerate(WORDS)])] * 2)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A trust store with the throw-away authority."""
    (tmp_path / "goc.pem").write_bytes(authority().pem)
    (tmp_path / "ghi-chu.txt").write_text("không phải chứng thư", encoding="utf-8")
    return str(tmp_path)


def of(data: bytes, trust: str = "") -> Document:
    """The document, read without recognition."""
    return read(data, ReadingOptions(ocr="off", trust_store=trust))


def only(document: Document) -> DigitalSignature:
    """Its one signature."""
    (found,) = document.file.digital_signatures
    return found


def codes(document: Document) -> list[str]:
    """The codes of its problems."""
    return [problem.code for problem in document.problems]


def appended(data: bytes, *, words: bytes | None = None) -> bytes:
    """The PDF with an update after it: a note in its information, or other words on page 1."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    if words is None:
        writer.set_info(generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("x")}))
    else:
        page, _ = writer.find_page_for_modification(0)
        stream = generic.StreamObject(stream_data=words)
        page.get_object()["/Contents"] = writer.add_object(stream)
        writer.update_container(page.get_object())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_one_signature_over_the_whole_file(plain: bytes, store: str) -> None:
    document = of(sign(plain, person(), stamped=True), store)
    one = only(document)
    assert (one.kind, one.state, one.covers, one.later, one.chain) == (
        "signature", "intact", "file", "nothing", "trusted",
    )  # fmt: skip
    assert (one.signer, one.holder) == ("Lò Thị Bông", "person")
    assert one.body == ("UBND tỉnh Mường Tè", "Sở Nông nghiệp và Môi trường")
    assert one.issued_by == "Gốc thử nghiệm"
    assert one.time is not None
    assert one.stamped is not None
    assert abs(one.time - NOW) < timedelta(minutes=10)
    assert abs(one.stamped - NOW) < timedelta(minutes=10)
    assert document.file.signatures == 1
    assert codes(document) == []


def test_leader_then_body_sign_as_e_offices_do(plain: bytes, store: str) -> None:
    document = of(sign(sign(plain, person()), body(), "S2"), store)
    leader, seal = document.file.digital_signatures
    assert (leader.covers, leader.later, leader.changed_pages, leader.holder) == ("revision", "signed", (), "person")
    assert (seal.covers, seal.later, seal.holder) == ("file", "nothing", "body")
    assert seal.body == ("UBND tỉnh Mường Tè", "Sở Nông nghiệp và Môi trường")
    assert {leader.chain, seal.chain} == {"trusted"}
    assert codes(document) == []


def test_without_a_trust_store_every_chain_is_unknown(plain: bytes) -> None:
    one = only(of(sign(plain, person())))
    assert (one.state, one.chain, one.stamped) == ("intact", "unknown", None)


def test_a_self_signed_certificate_is_unknown(plain: bytes, store: str) -> None:
    one = only(of(sign(plain, identity("Ai đó", "Sở giả mạo")), store))
    assert (one.state, one.chain, one.signer) == ("intact", "unknown", "Ai đó")


def test_a_forger_who_names_the_authority_is_unknown(plain: bytes, store: str) -> None:
    forged = identity("Gốc thử nghiệm", "Cơ quan chứng thực thử nghiệm")
    one = only(of(sign(plain, identity("Lò Thị Bông", "UBND tỉnh", issuer=forged)), store))
    assert (one.state, one.chain) == ("intact", "unknown")


def test_a_certificate_out_of_date_when_it_signed(plain: bytes, store: str) -> None:
    old = identity("Lò Thị Bông", "UBND tỉnh", issuer=authority(), days=(-400, -40))
    one = only(of(sign(plain, old), store))
    assert (one.state, one.chain) == ("intact", "expired")
    assert one.valid_until == NOW - timedelta(days=40)


def test_a_byte_changed_afterwards(plain: bytes, store: str) -> None:
    data = bytearray(sign(plain, person()))
    data[data.index(b"/MediaBox") + 12] ^= 1
    document = of(bytes(data), store)
    assert only(document).state == "altered"
    assert codes(document) == ["signature_broken"]


def test_a_note_added_afterwards_leaves_the_pages_as_they_were(plain: bytes) -> None:
    document = of(appended(sign(plain, person())))
    one = only(document)
    assert (one.state, one.covers, one.later, one.changed_pages) == ("intact", "revision", "added", ())
    assert codes(document) == []


def test_a_page_replaced_afterwards_is_told_with_its_number(plain: bytes) -> None:
    document = of(appended(sign(plain, person()), words=b"0 0 100 100 re f"))
    one = only(document)
    assert (one.state, one.later, one.changed_pages) == ("intact", "changed", (1,))
    problem = next(one for one in document.problems if one.code == "changed_after_signing")
    assert problem.where is not None
    assert problem.where.page == 1


def test_a_page_replaced_before_the_body_signed_is_told_too(plain: bytes) -> None:
    changed = appended(sign(plain, person()), words=b"0 0 100 100 re f")
    leader, seal = of(sign(changed, body(), "S2")).file.digital_signatures
    assert (leader.later, leader.changed_pages, seal.later) == ("changed", (1,), "nothing")


def _contents(data: bytes) -> re.Match[bytes]:
    found = re.search(rb"/Contents\s*<([0-9a-fA-F]+)>", data)
    assert found is not None
    return found


@pytest.mark.parametrize("at", [0, 3, 40, -12, -60])
def test_a_broken_cms_is_unreadable_or_altered_and_never_an_error(plain: bytes, at: int) -> None:
    data = bytearray(sign(plain, person()))
    found = _contents(bytes(data))
    place = found.start(1) + 2 * at if at >= 0 else found.start(1) + len(found[1].rstrip(b"0")) // 2 * 2 + 2 * at
    data[place : place + 8] = b"ffffffff"
    document = of(bytes(data))
    assert only(document).state in {"unreadable", "altered"}
    assert set(codes(document)) <= {"signature_unreadable", "signature_broken"}
    assert codes(document)


def test_ranges_that_leave_out_more_than_the_signature(plain: bytes) -> None:
    data = sign(plain, person())
    found = re.search(rb"/ByteRange\s*\[0 (\d+) (\d+) (\d+)\s*\]", data)
    assert found is not None
    start, end = found.span(1)
    shorter = data[:start] + b"%0*d" % (end - start, int(found[1]) - 40) + data[end:]
    one = only(of(shorter))
    assert one.covers == "part"
    assert one.state != "intact"


def _hostile(signed: bytes) -> Iterator[bytes]:
    ranges = re.search(rb"/ByteRange\s*\[[^\]]*\]", signed)
    assert ranges is not None
    for made in (b"[0 1 2 999999999]", b"[-1 5 2 3]", b"[0 9 9]", b"[5 5 5 5]", b"[0 0 0 0]"):
        new = b"/ByteRange " + made
        yield signed.replace(ranges[0], new.ljust(len(ranges[0]))[: len(ranges[0])])
    contents = _contents(signed)
    yield signed.replace(contents[1], b"00" * (len(contents[1]) // 2))
    yield signed.replace(contents[1], (b"3080" * len(contents[1]))[: len(contents[1])])
    yield signed.replace(b"adbe.pkcs7.detached", b"adbe.pkcs7.detacheX")


def test_hostile_signatures_never_raise(plain: bytes) -> None:
    for data in _hostile(sign(plain, person())):
        for one in of(data).file.digital_signatures:
            assert one.state != "intact"


def test_a_stamp_that_is_only_drawn_is_no_signature() -> None:
    drawn = [Put("Người ký: Lò Thị Bông", 320, 160, 9), Put("Thời gian ký: 15.01.2026 08:30:00 +07:00", 320, 148, 9)]
    document = of(make([Sheet([*[Put(text, 85, 700 - 20 * row) for row, text in enumerate(WORDS)], *drawn])]))
    assert document.file.digital_signatures == ()


def test_without_the_extra_a_signed_file_says_that_nobody_looked(plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "is_installed", lambda: False)
    document = of(sign(plain, person()))
    assert document.file.signatures == 1
    assert document.file.digital_signatures == ()
    assert codes(document) == ["signatures_unchecked"]
    assert "nguon[signatures]" in document.problems[0].hint


def test_a_trust_store_that_is_not_there_is_said(plain: bytes, tmp_path: Path) -> None:
    document = of(sign(plain, person()), str(tmp_path / "khong-co"))
    assert codes(document) == ["trust_store"]
    assert only(document).chain == "unknown"


def test_the_file_is_not_touched(plain: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ky.pdf"
    path.write_bytes(sign(plain, person()))
    before = path.read_bytes(), path.stat().st_mtime_ns
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_page_and_summary_say_who_signed_and_what_followed(plain: bytes) -> None:
    data = appended(sign(plain, person()), words=b"0 0 100 100 re f")
    document = of(data)
    page = write_html(document, data, "application/pdf")
    shown = summary(document, language="en", width=400)
    assert "Lò Thị Bông (UBND tỉnh Mường Tè, Sở Nông nghiệp và Môi trường) · ký lúc" in page
    assert "SAU ĐÓ ĐÃ SỬA trang 1" in page
    assert "Digital signatures" in shown
    assert "CHANGED AFTERWARDS: page 1 · certificate not known to be trusted, issued by Gốc thử nghiệm" in shown


def test_a_name_in_a_certificate_is_shown_as_text_and_nothing_else(plain: bytes) -> None:
    data = sign(plain, identity("<b>Ai\u202e đó</b>"))
    page = write_html(of(data), data, "application/pdf")
    assert "&lt;b&gt;Ai\ufffd đó&lt;/b&gt;" in page
