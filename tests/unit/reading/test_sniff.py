"""What a file is, is decided by its bytes."""

from __future__ import annotations

import pytest
from tests.docx_files import docx, p, packed

from nguon.reading.readers import sniff

_OLE = sniff.OLE2 + bytes(600)


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        (b"%PDF-1.7\n", ".docx", sniff.PDF),
        (b"rubbish before\n" * 20 + b"%PDF-1.4", "", sniff.PDF),
        (docx(p("x")), ".doc", sniff.DOCX),
        (docx(p("x"))[:-60], ".docx", sniff.DOCX),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), ".docx", sniff.ODT),
        (packed({"readme.txt": "x"}), ".docx", "application/zip"),
        (_OLE + "WordDocument".encode("utf-16-le"), ".docx", sniff.DOC),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", sniff.DOCX),
        (_OLE + "Workbook".encode("utf-16-le"), ".doc", "application/vnd.ms-excel"),
        (b"{\\rtf1\\ansi Kinh gui}", ".doc", sniff.RTF),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), ".pdf", "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(30), "", "image/jpeg"),
        (b"II*\x00" + bytes(30), "", "image/tiff"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(30), "", "image/heic"),
        (b"<!DOCTYPE html><title>x", ".txt", sniff.HTML),
        ("\ufeff  <html><body>Số".encode(), ".txt", sniff.HTML),
        ("<p>Số</p><p>ngày</p><p>x</p>".encode("utf-16"), "", sniff.HTML),
        (b"<!-- saved --><html>", ".doc", sniff.HTML),
        (b"<p>mot doan</p>", ".html", sniff.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', ".xml", sniff.HTML),
        (b'<?xml version="1.0"?><edXML:edXML xmlns:edXML="http://x">', ".txt", sniff.XML),
        (b"<edXML:edXML xmlns:edXML='http://x'>", "", sniff.XML),
        ("Số: 12/KH-UBND".encode(), ".pdf", sniff.TEXT),
        ("Số: 12/KH-UBND, ngày".encode("utf-16-le"), "", sniff.TEXT),
        ("Số: 12/KH-UBND, ngày".encode("utf-16-be"), "", sniff.TEXT),
        ("C«ng v¨n sè 3".encode("latin-1"), ".html", sniff.TEXT),
        ("a < b và c > d, <x> không phải thẻ".encode(), ".txt", sniff.TEXT),
        (bytes(range(1, 32)) * 20, ".txt", None),
        (b"", ".docx", None),
    ],
)
def test_media_type(data: bytes, suffix: str, expected: str | None) -> None:
    assert sniff.media_type(data, suffix) == expected


def test_utf16_without_a_mark_is_not_seen_in_other_bytes() -> None:
    assert sniff.utf16_without_mark("Ủy ban nhân dân tỉnh".encode()) == ""
    assert sniff.utf16_without_mark(bytes(200)) == ""
    assert sniff.utf16_without_mark("Ủy ban nhân dân tỉnh".encode("utf-16-be")) == "utf-16-be"
