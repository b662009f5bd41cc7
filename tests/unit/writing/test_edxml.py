"""Exchange files: what is written is read back, and hostile ones are refused or bounded."""

from __future__ import annotations

import base64
import io
import time
import zipfile
from datetime import date

import msgspec
import pytest

from nguon.core.errors import DamagedFile, TooLarge, UsageError
from nguon.reading.document import Document, Letterhead
from nguon.reading.options import ReadingOptions
from nguon.reading.readers.edxml import (
    MEDIA_TYPE,
    NAMESPACE,
    Attachment,
    EdxmlHeader,
    read_edxml,
    readable,
    recognises_edxml,
)
from nguon.writing.edxml import to_edxml

OPTIONS = ReadingOptions()
PDF = Attachment(name="735.pdf", media_type="application/pdf", data=b"%PDF-1.7\n" + bytes(range(256)))
NOTE = Attachment(name="ghi chú.txt", media_type="text/plain", data="Ghi chú kèm theo".encode())


def envelope(header: str = "", encoded: str = "", name: str = "a.pdf") -> bytes:
    attachment = (
        f"<AttachmentEncoded><Attachment><AttachmentName>{name}</AttachmentName>"
        f"<e:ContentTransferEncoded>{encoded}</e:ContentTransferEncoded></Attachment></AttachmentEncoded>"
        if encoded
        else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NAMESPACE}" xmlns:e="{NAMESPACE}"><e:edXMLEnvelope>'
        f"<e:edXMLHeader><e:MessageHeader>{header}</e:MessageHeader></e:edXMLHeader></e:edXMLEnvelope>"
        f"{attachment}</edXML>"
    ).encode()


def test_what_is_written_is_read_back(dispatch: Document) -> None:
    data = to_edxml(dispatch, [PDF, NOTE], sender_id="H99.12", due=date(2024, 10, 31))
    exchange = read_edxml(data, OPTIONS)
    assert exchange.attachments == (PDF, NOTE)
    assert exchange.remarks == ()
    assert exchange.header == EdxmlHeader(
        sender="ỦY BAN NHÂN DÂN TỈNH SÔNG TRĂNG",
        sender_id="H99.12",
        receivers=("Sở Văn hóa và Du lịch", "Ủy ban nhân dân các huyện"),
        number="735",
        symbol="UBND-KGVX",
        place="Sông Trăng",
        issued=date(2024, 9, 3),
        type_name="Công văn",
        subject="tổ chức Tuần lễ Đọc sách",
        content="tổ chức Tuần lễ Đọc sách",
        authority="KT. CHỦ TỊCH",
        position="PHÓ CHỦ TỊCH",
        signer="Trần Văn Mẫu",
        due=date(2024, 10, 31),
        recipients=("Như trên", "Thường trực Tỉnh ủy"),
        priority=3,
        document_id="H99.12,2024/09/03,735/UBND-KGVX",
    )


def test_written_file_has_the_prefixes_of_the_axis(dispatch: Document) -> None:
    text = to_edxml(dispatch, [NOTE]).decode()
    assert f'<edXML xmlns="{NAMESPACE}"><edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}"><edXML:edXMLHeader>' in text
    assert "</edXML:edXMLEnvelope><AttachmentEncoded><Attachment><ContentId>" in text
    assert text == to_edxml(dispatch, [NOTE]).decode()


def test_document_that_shows_nothing_is_written(dispatch: Document) -> None:
    bare = Document(file=dispatch.file, text="", letterhead=Letterhead())
    assert read_edxml(to_edxml(bare, []), OPTIONS).header == EdxmlHeader(priority=0)


def test_state_secret_is_not_written(dispatch: Document) -> None:
    head = msgspec.structs.replace(dispatch.letterhead, secrecy=dispatch.letterhead.urgency)
    with pytest.raises(UsageError, match="state secret"):
        to_edxml(msgspec.structs.replace(dispatch, letterhead=head), [])


def test_older_soap_envelope() -> None:
    data = (
        b'<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"'
        b' xmlns:edXML="http://www.e-doc.vn/Schema/"><SOAP-ENV:Header><edXML:MessageHeader>'
        b"<edXML:From><edXML:OrganName>S\xe1\xbb\x9f Y</edXML:OrganName></edXML:From>"
        b"<edXML:Code><edXML:CodeNumber>12</edXML:CodeNumber><edXML:CodeNotation>12/SY-VP</edXML:CodeNotation>"
        b"</edXML:Code><edXML:PromulgationInfo><edXML:PromulgationDate>05/01/2015</edXML:PromulgationDate>"
        b"</edXML:PromulgationInfo></edXML:MessageHeader></SOAP-ENV:Header><SOAP-ENV:Body/></SOAP-ENV:Envelope>"
    )
    assert recognises_edxml(data, ".xml")
    header = read_edxml(data, OPTIONS).header
    assert header == EdxmlHeader(
        sender="Sở Y", number="12", symbol="SY-VP", issued=date(2015, 1, 5), version="soap"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "symbol", "read"),
    [
        ("735", "UBND-KT", ("735", "UBND-KT")),
        ("735", "735/UBND-KT", ("735", "UBND-KT")),
        ("", "735/UBND-KT", ("735", "UBND-KT")),
        ("735/UBND-KT", "", ("735", "UBND-KT")),
        ("735/UBND-KT", "UBND-KT", ("735", "UBND-KT")),
        ("12", "2024/QĐ-UBND", ("12", "2024/QĐ-UBND")),
        ("", "", (None, None)),
    ],
)
def test_number_and_symbol_are_told_apart(number: str, symbol: str, read: tuple[str | None, str | None]) -> None:
    code = f"<Code><CodeNumber>{number}</CodeNumber><CodeNotation>{symbol}</CodeNotation></Code>"
    header = read_edxml(envelope(code), OPTIONS).header
    assert (header.number, header.symbol) == read


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2024/10/05", date(2024, 10, 5)),
        ("2024-10-05T07:00:00", date(2024, 10, 5)),
        ("05/10/2024", date(2024, 10, 5)),
        ("2024/13/40", None),
        ("hôm nay", None),
    ],
)
def test_days(printed: str, day: date | None) -> None:
    assert read_edxml(envelope(f"<DueDate>{printed}</DueDate>"), OPTIONS).header.due == day


def test_attachment_packed_by_the_sending_program_is_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("0f0f.bin", PDF.data)
    packed = base64.b64encode(buffer.getvalue()).decode()
    assert read_edxml(envelope(encoded=packed, name="735.pdf"), OPTIONS).attachments == (PDF,)
    [kept] = read_edxml(envelope(encoded=packed, name="735.zip"), OPTIONS).attachments
    assert kept.data == buffer.getvalue()


def test_large_attachment_passes_the_parser() -> None:
    data = b"%PDF-" + bytes(12_000_000)
    [one] = read_edxml(envelope(encoded=base64.encodebytes(data).decode()), OPTIONS).attachments
    assert one.data == data


def test_exchange_file_inside_is_not_opened() -> None:
    inner = base64.b64encode(envelope()).decode()
    exchange = read_edxml(envelope(encoded=inner, name="b.edxml"), OPTIONS)
    assert [one.media_type for one in exchange.attachments] == [MEDIA_TYPE]
    assert readable(exchange) == ()


def test_folders_in_names_are_dropped() -> None:
    [one] = read_edxml(envelope(encoded="QQ==", name="..\\../etc/passwd"), OPTIONS).attachments
    assert one.name == "passwd"


def test_damaged_and_oversized_attachments_are_remarked() -> None:
    assert [r.code for r in read_edxml(envelope(encoded="không phải"), OPTIONS).remarks] == ["damaged_attachment"]
    small = ReadingOptions(max_unpacked=10)
    exchange = read_edxml(envelope(encoded=base64.b64encode(bytes(100)).decode()), small)
    assert (exchange.attachments, [r.code for r in exchange.remarks]) == ((), ["attachment_too_large"])


def test_zip_bomb_inside_stays_packed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(5_000_000))
    small = ReadingOptions(max_unpacked=100_000)
    [one] = read_edxml(envelope(encoded=base64.b64encode(buffer.getvalue()).decode()), small).attachments
    assert one.data == buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE edXML [<!ENTITY a "b">]><edXML>&a;</edXML>',
        b'<!DOCTYPE edXML SYSTEM "file:///etc/passwd"><edXML/>',
        b"<edXML><MessageHeader></edXML>",
        b"<edXML/>",
        b"<edXML><MessageHeader>\x00</MessageHeader></edXML>",
        b"<edXML>" * 3_000,
        b"",
    ],
    ids=["entity", "external", "not-closed", "no-header", "control", "deep", "empty"],
)
def test_hostile_files_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read_edxml(data, OPTIONS)


def test_limits() -> None:
    with pytest.raises(TooLarge):
        read_edxml(envelope(), ReadingOptions(max_bytes=10))
    with pytest.raises(TooLarge):
        read_edxml(envelope("<a>" * 50 + "</a>" * 50), ReadingOptions(max_depth=20))
    with pytest.raises(TooLarge):
        read_edxml(envelope("<a/>" * 300_000), OPTIONS)


@pytest.mark.parametrize("piece", [b"<ContentTransferEncoded>", b"<ContentTransferEncoded>A</", b"<", b"<!--"])
def test_hostile_files_take_linear_time(piece: bytes) -> None:
    def seconds(count: int) -> float:
        data = b"<edXML>" + piece * count
        started = time.process_time()
        recognises_edxml(data, ".edxml")
        with pytest.raises((DamagedFile, TooLarge)):
            read_edxml(data, OPTIONS)
        return time.process_time() - started

    assert seconds(160_000) < 1.0 + 12 * seconds(20_000)


@pytest.mark.parametrize(
    ("data", "suffix", "recognised"),
    [
        (envelope(), "", True),
        (b"\xef\xbb\xbf" + envelope(), "", True),
        (b"1212" + envelope(), ".edxml", True),
        (b"1212" + envelope(), ".txt", False),
        (envelope().decode().replace("UTF-8", "UTF-16").encode("utf-16"), "", True),
        (b"<!-- x --><edXML>", "", True),
        (b"<edXMLs>", "", False),
        (b"<html><edXML>", ".edxml", False),
        (b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>", "", False),
        ("Mẫu <edXML> của trục".encode(), ".txt", False),
        (b"", ".edxml", False),
        (b"%PDF-1.7", ".edxml", False),
    ],
)
def test_recognises(data: bytes, suffix: str, recognised: bool) -> None:
    assert recognises_edxml(data, suffix) is recognised
    if recognised and b"MessageHeader" in data:
        read_edxml(data, OPTIONS)


def test_utf_16_is_read() -> None:
    text = envelope("<Subject>Đọc sách</Subject>").decode().replace("UTF-8", "UTF-16")
    assert read_edxml(text.encode("utf-16"), OPTIONS).header.subject == "Đọc sách"
