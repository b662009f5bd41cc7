"""What holds for every text, page and DOCX: nothing printed is lost or doubled, and nothing crashes a reader."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.docx_files import cell, docx, p, row, table
from tests.fuzz import docx as fuzz

from nguon.core.errors import ReadingError
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Line
from nguon.reading.readers import sniff
from nguon.reading.readers.decoding import decode
from nguon.reading.readers.docx import open_docx
from nguon.reading.readers.html import open_html
from nguon.reading.readers.plain import open_plain

OPTIONS = ReadingOptions(max_characters=100_000)

_WORDS = (
    "Số: 12/KH-UBND|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Kính gửi:|- Sở Y tế;|Nơi nhận:"
    "|TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|ĐẢNG CỘNG SẢN VIỆT NAM|H, ngày 2 tháng 3 năm 2024|V/v rà soát|a) Giao Sở A|*"
    "|---|Trần Văn Mẫu|(Đã ký)|UBND XÃ B|1.|Đề nghị các đơn vị báo cáo trước ngày 05/6 để tổng hợp, trình cấp trên xem"
)
words = st.sampled_from(_WORDS.split("|"))
gaps = st.sampled_from([" ", "   ", "            ", "\t", "\t\t", "\u00a0\u00a0\u00a0\u00a0", " | ", ""])
rows = st.lists(st.tuples(gaps, words), min_size=0, max_size=4).map(lambda parts: "".join(map("".join, parts)))
texts = st.lists(rows, min_size=1, max_size=30).map("\n".join)


def characters(lines: Sequence[str]) -> Counter[str]:
    """How often each visible character stands in the lines, bars (they divide cells) aside."""
    return Counter(c for line in lines for c in line if not c.isspace() and c != "|")


def check(lines: Sequence[Line]) -> None:
    for line in lines:
        assert line.text
        assert line.text == line.text.strip()
        assert "\n" not in line.text
        assert line.gap >= 0
        assert 0 <= line.automatic <= len(line.text)


@given(texts)
def test_every_character_of_a_text_comes_out_once(text: str) -> None:
    try:
        with open_plain(text.encode(), OPTIONS) as source:
            check(source.pages[0].lines)
            assert characters([line.text for line in source.pages[0].lines]) == characters([text])
    except ReadingError:
        assert not characters([text])


@given(st.binary(max_size=400))
def test_no_bytes_crash_a_reader(data: bytes) -> None:
    assert sniff.media_type(data) is None or data
    for reader in (open_plain, open_html, open_docx):
        try:
            with reader(data, OPTIONS) as source:
                check(source.pages[0].lines)
                for line in source.pages[0].lines:
                    line.text.encode()
        except ReadingError:
            pass


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=200))
def test_utf8_is_never_read_as_anything_else(text: str) -> None:
    data = text.encode()
    if not sniff.utf16_without_mark(data):
        assert decode(data).text == text


@given(st.lists(words, min_size=3, max_size=8).map(" ".join), st.sampled_from(["utf-16-le", "utf-16-be", "utf-16"]))
def test_utf16_is_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


_TAGS = "p div span b table tr td th ul ol li br center font h1 pre blockquote section"
elements = st.recursive(
    words.map(html.escape),
    lambda inner: st.tuples(st.sampled_from(_TAGS.split()), st.lists(inner, max_size=4)).map(
        lambda e: f"<{e[0]}>" if e[0] == "br" else f"<{e[0]}>{''.join(e[1])}</{e[0]}>"
    ),
    max_leaves=25,
)


@given(st.lists(elements, min_size=1, max_size=6).map("".join))
def test_every_character_of_a_page_comes_out_once(page: str) -> None:
    try:
        with open_html(f"<html><body>{page}</body></html>".encode(), OPTIONS) as source:
            lines = source.pages[0].lines
    except ReadingError:
        lines = ()
    check(lines)
    shown = "".join(line.text[line.automatic :] for line in lines)
    assert characters([shown]) == characters([html.unescape(_without_tags(page))])


@given(st.text(alphabet='<>/="&; abtdrpolit\n\x00é', max_size=300))
def test_broken_pages_do_not_crash(page: str) -> None:
    try:
        with open_html(page.encode(), OPTIONS) as source:
            check(source.pages[0].lines)
    except ReadingError:
        pass


paragraphs = st.lists(words, min_size=0, max_size=3).map(lambda parts: "\t".join(parts))
blocks = st.recursive(
    paragraphs.map(p),
    lambda inner: st.tuples(
        st.lists(st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=3), min_size=1, max_size=3),
        st.booleans(),
    ).map(lambda t: table(*(row(*(cell(*c) for c in r)) for r in t[0]), ruled=t[1])),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(blocks, min_size=1, max_size=5).map("".join))
def test_every_character_of_a_docx_comes_out_once(body: str) -> None:
    try:
        with open_docx(docx(body), OPTIONS) as source:
            lines = source.pages[0].lines
    except ReadingError:
        lines = ()
    check(lines)
    assert characters([line.text for line in lines]) == characters([html.unescape(_without_tags(body))])


@given(st.binary(max_size=600))
def test_no_xml_of_words_elements_crashes_the_docx_reader(steps: bytes) -> None:
    fuzz.read(b"\x41" + steps)


def _without_tags(marked: str) -> str:
    kept, depth = [], 0
    for char in marked:
        depth += (char == "<") - (char == ">")
        if not depth and char != ">":
            kept.append(char)
    return "".join(kept)
