"""No file crashes or hangs a reader: it is read in part, or refused with a code (DOCX, HTML, text, LibreOffice)."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile

import pytest
from tests.docx_files import cell, docx, p, packed, row, table, unpacked

from nguon.core.errors import DamagedFile, EmptyFile, EncryptedFile, ReadingError, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import sniff
from nguon.reading.readers.docx import open_docx
from nguon.reading.readers.html import open_html
from nguon.reading.readers.plain import open_plain

_OPTIONS = ReadingOptions()
_ENTITY = '<!DOCTYPE w:document [<!ENTITY a "{value}">{more}]>'


def docx_texts(data: bytes, options: ReadingOptions = _OPTIONS) -> list[str]:
    with open_docx(data, options) as source:
        return [line.text for line in source.pages[0].lines]


def html_texts(data: bytes, options: ReadingOptions = _OPTIONS) -> list[str]:
    with open_html(data, options) as source:
        return [line.text for line in source.pages[0].lines]


def plain_texts(data: bytes, options: ReadingOptions = _OPTIONS) -> list[str]:
    with open_plain(data, options) as source:
        return [line.text for line in source.pages[0].lines]


def with_entities(value: str, more: str = "", use: str = "&a;") -> bytes:
    files = {name: part.decode() for name, part in unpacked(docx(p("x"))).items()}
    document = files["word/document.xml"].replace(">x<", f">{use}<")
    files["word/document.xml"] = _ENTITY.format(value=value, more=more) + document
    return packed(files)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = packed({"word/document.xml": b"<a/>", "word/media/big.bin": bytes(120_000_000)})
    assert len(data) < 200_000
    with pytest.raises(TooLarge):
        docx_texts(data)


def test_a_hundred_megabytes_of_empty_paragraphs_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(100):
            part.write(b"<w:p/>" * 170_000)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        docx_texts(target.getvalue())
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_a_part_with_too_many_elements_is_refused_though_it_packs_badly() -> None:
    options = ReadingOptions(max_unpacked=5_000_000)
    with pytest.raises(TooLarge):
        docx_texts(docx("<w:p/>" * 900_000), options)


def test_a_size_that_lies_does_not_help() -> None:
    data = docx(p("x" * 50_000))
    body = bytearray(data)
    at = body.find(b"PK\x01\x02")
    while at >= 0:
        body[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = body.find(b"PK\x01\x02", at + 4)
    with pytest.raises(ReadingError):
        docx_texts(bytes(body))


@pytest.mark.parametrize("keep", [30, 200, 0.5, 0.9, -30])
def test_a_docx_cut_short_is_damaged(keep: float) -> None:
    data = docx(p("Kính gửi: Sở Y tế") * 50)
    cut = data[: int(keep * len(data)) if 0 < keep < 1 else int(keep)]
    with pytest.raises(DamagedFile):
        docx_texts(cut)


def test_a_docx_without_its_main_part_is_damaged() -> None:
    data = packed({"word/styles.xml": "<w/>", "[Content_Types].xml": "<Types/>"})
    assert sniff.media_type(data, ".docx") == sniff.DOCX
    with pytest.raises(DamagedFile):
        docx_texts(data)


def test_a_main_part_that_is_no_xml_is_damaged_and_a_side_part_left_out() -> None:
    with pytest.raises(DamagedFile):
        docx_texts(packed({"word/document.xml": b"\x00\xff<<<"}))
    with open_docx(docx(p("Nội dung"), styles="<broken"), _OPTIONS) as source:
        assert [line.text for line in source.pages[0].lines] == ["Nội dung"]
        assert [remark.code for remark in source.remarks] == ["damaged_part"]


def test_a_docx_with_a_password_is_told() -> None:
    with pytest.raises(EncryptedFile):
        docx_texts(sniff.OLE2 + bytes(512) + "EncryptedPackage".encode("utf-16-le"))


def test_entities_from_outside_and_inside_are_refused(tmp_path: object) -> None:
    outside = '<!ENTITY b SYSTEM "file:///etc/passwd">'
    with pytest.raises(DamagedFile):
        docx_texts(with_entities("x", outside, "&b;"))
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(DamagedFile):
        docx_texts(with_entities("lol" * 100, bomb, "&i;"))
    page = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>a&b;c</p></html>'
    assert not any("root:" in text for text in html_texts(page))


def test_tables_nested_too_deeply_are_refused_in_docx() -> None:
    body = p("x")
    for _ in range(90):
        body = table(row(cell(body)))
    with pytest.raises(TooLarge):
        docx_texts(docx(body))
    with pytest.raises(TooLarge):
        docx_texts(docx(table(row(cell(table(row(cell(p("x")))))))), ReadingOptions(max_depth=2))


@pytest.mark.parametrize(
    "opening",
    [b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<table>", b"<blockquote><p>", b"<font size=2>"],
)
def test_deeply_nested_html_is_read(opening: bytes) -> None:
    before = time.process_time()
    with open_html("<p>mở đầu</p>".encode() + opening * 30_000 + "sâu".encode(), _OPTIONS) as source:
        assert source.pages[0].lines[0].text == "mở đầu"
        assert source.pages[0].lines[-1].text.endswith("sâu") or [r.code for r in source.remarks] == [
            "nested_too_deeply"
        ]
    assert html_texts(opening * 600 + "sâu".encode())[-1].endswith("sâu")
    assert time.process_time() - before < 20


def test_a_saved_page_nested_without_end_is_empty() -> None:
    parts = b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000))
    with pytest.raises(EmptyFile):
        html_texts(b"MIME-Version: 1.0\n" + parts)


def test_html_with_too_many_tags_is_refused() -> None:
    with pytest.raises(TooLarge):
        html_texts(b"<br>" * 3_000_001)


def test_spans_and_list_numbers_beyond_reason_are_bounded() -> None:
    page = (
        "<table border=1><tr><td rowspan=99999999 colspan=99999999>a<td>b</tr><tr><td>c<td>d</tr></table>"
        "<ol start=99999999999999999999><li value=-99999999999>e</ol>"
    )
    assert html_texts(page.encode())[:2] == ["a", "b"]


def test_a_flood_of_spaces_is_neither_copied_nor_kept() -> None:
    data = b" " * 150_000_000
    tracemalloc.start()
    for read in (plain_texts, html_texts):
        with pytest.raises(ReadingError):
            read(data)
    assert tracemalloc.get_traced_memory()[1] < 400_000_000
    tracemalloc.stop()
    with pytest.raises(TooLarge):
        plain_texts(data, ReadingOptions(max_bytes=1_000_000))


def test_spaces_before_and_in_lines_take_linear_time() -> None:
    row_of_gaps = ("A" + " " * 50) * 20_000
    before = time.process_time()
    assert len(plain_texts((" " * 900_000 + "x\n" + row_of_gaps).encode())) == 2
    assert plain_texts(("|\t " * 300_000 + "x").encode())
    assert plain_texts(("A   B\n" * 100_000).encode())
    assert plain_texts((("Nơi nhận:     TM. A\n" + "- x\n") * 20_000).encode())
    assert time.process_time() - before < 20


def test_odd_characters_come_through_or_are_replaced() -> None:
    text = "Số\u200f: 12\u202e/KH\x00-UBND"
    assert plain_texts(text.encode()) == [text]
    lone = "Ủy ban nhân dân".encode("utf-16-le") + b"\x00\xd8" + "tỉnh".encode("utf-16-le")
    assert plain_texts(b"\xff\xfe" + lone) == ["Ủy ban nhân dân\ufffdtỉnh"]
    assert html_texts("<p>a\x00b&#0;&#xD800;c\u202e</p>".encode())
    for read in (plain_texts, html_texts):
        for found in read(b"<p>\xed\xa0\x80 \xff\xfe\x80 abc</p>"):
            found.encode()


def test_every_kind_of_line_end_ends_a_line() -> None:
    assert plain_texts("a\rb\r\nc\n\rd\u2028e\u0085f\x0cg".encode()) == list("abcdefg")


def test_a_huge_line_is_one_line() -> None:
    assert [len(text) for text in plain_texts(b"x" * 3_000_000)] == [3_000_000]


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\xd0\xcf\x11\xe0"])
def test_next_to_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError):
        docx_texts(data)


def test_an_empty_docx_body_is_empty() -> None:
    with pytest.raises(EmptyFile):
        docx_texts(docx(""))
