"""Broken, locked and oversized PDFs: an error with a code or a remark, never a crash or a hang."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.errors import DamagedFile, EmptyFile, EncryptedFile, ReadingError, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import Source
from nguon.reading.readers.pdf import open_pdf, recognises_pdf

from .tiny_pdf import Put, Sheet, grid, make

CELLS = Path(__file__).parents[2] / "material" / "cells"
TEXT = [Put("Thực hiện kế hoạch năm học, nhà trường đề nghị", 85, 700 - 18 * row) for row in range(8)]
ENCRYPT = f"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -44/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"


def read(data: bytes, options: ReadingOptions | None = None) -> Source:
    """Everything of it, the boxes too."""
    with open_pdf(data, options or ReadingOptions(ocr="off")) as source:
        for page in source.pages:
            for line in page.lines:
                line.text.encode()
                assert line.glyphs
                line.glyphs.box(0, len(line.text))
        return source


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b" \n\t" * 1000, EmptyFile),
        (b"%PDF-1.7\n", DamagedFile),
        (make([Sheet(TEXT)])[:300], DamagedFile),
        (make([]), DamagedFile),
        (b"PK\x03\x04 no PDF", DamagedFile),
        (make([Sheet(TEXT)], trailer=ENCRYPT), EncryptedFile),
    ],
    ids=["zero bytes", "spaces", "head only", "cut off", "no pages", "a ZIP", "locked"],
)
def test_files_that_cannot_be_read(data: bytes, error: type[ReadingError]) -> None:
    with pytest.raises(error) as caught:
        read(data)
    assert caught.value.hint or error is EmptyFile


def test_too_many_bytes() -> None:
    with pytest.raises(TooLarge):
        read(make([Sheet(TEXT)]), ReadingOptions(max_bytes=100))


@pytest.mark.parametrize(
    ("data", "suffix", "known"),
    [
        (b"%PDF-1.4 ...", "", True),
        (b"\n\n%PDF-1.4 ...", ".txt", True),
        (b"junk before %PDF-1.4", ".pdf", True),
        (b"junk before %PDF-1.4", ".txt", False),
        (b"\x00\x01\x02", ".pdf", True),
        (b"PK\x03\x04", ".pdf", False),
        (b"<html>", ".pdf", False),
        ("Kính gửi: Sở Y tế".encode(), ".pdf", False),
    ],
)
def test_content_decides_before_the_name(data: bytes, suffix: str, known: bool) -> None:
    assert recognises_pdf(data, suffix) is known


def test_pdfium_is_not_loaded_before_a_pdf_is_read() -> None:
    program = "import sys, nguon.reading.readers.pdf; sys.exit('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_ten_thousand_pages() -> None:
    pages = [Sheet(TEXT[:1])] * 10_000
    source = read(make(pages), ReadingOptions(max_pages=300, ocr="off"))
    assert (len(source.pages), source.page_count) == (300, 10_000)
    assert [remark.code for remark in source.remarks] == ["too_many_pages"]


def test_too_many_characters() -> None:
    count = sum(len(put.text) for put in TEXT)
    source = read(make([Sheet(TEXT)] * 5), ReadingOptions(max_characters=count + 10))
    assert [remark.code for remark in source.remarks] == ["too_much_text"]
    assert sum(len(line.text) for page in source.pages for line in page.lines) <= count + 10


def test_time_is_kept() -> None:
    source = read(make([Sheet(TEXT)] * 50), ReadingOptions(max_seconds=0.0))
    assert [remark.code for remark in source.remarks] == ["too_slow"]
    assert len(source.pages) < 50


def test_a_page_of_200_000_points() -> None:
    page = read(make([Sheet(TEXT, extra="/MediaBox[0 0 200000 200000]")])).pages[0]
    assert len(page.lines) == len(TEXT)


def test_a_page_whose_content_is_damaged_is_told() -> None:
    data = bytearray(make([Sheet([Put("Một trang", 85, 600)]), Sheet(TEXT)]))
    content = data.rindex(b"stream\n", 0, data.rindex(b"endstream", 0, data.index(b"/Type/Page/"))) + 7
    data[content : content + 8] = b"\xff" * 8
    source = read(bytes(data))
    assert [remark.code for remark in source.remarks] == ["empty_page"]


def test_many_rules_and_many_pieces_take_linear_time() -> None:
    rules = grid([float(x) for x in range(0, 590, 2)], [float(y) for y in range(0, 840, 2)])
    puts = [Put("Ký bởi: A", (n * 37) % 500, (n * 53) % 800, 3 + n % 5) for n in range(4_000)]
    started = time.process_time()
    read(make([Sheet(puts, raw=rules)]))
    assert time.process_time() - started < 15


def test_two_threads_read_at_once() -> None:
    data = sorted(CELLS.glob("*.pdf"))[0].read_bytes()
    expected = [line.text for page in read(data).pages for line in page.lines]
    wrong: list[object] = []

    def work() -> None:
        for _ in range(5):
            if [line.text for page in read(data).pages for line in page.lines] != expected:
                wrong.append(True)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def mutated(data: bytes, seed: int) -> bytes:
    """The bytes with a few changed, cut out, doubled or exchanged."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(out)), chance.randint(1, 40)
        what = chance.randrange(5)
        if what == 0:
            out[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del out[at : at + length]
        elif what == 2:
            out[at:at] = out[at : at + length]
        elif what == 3:
            out[at : at + length] = chance.randbytes(length)
        else:
            out[at : at + 3] = chance.choice([b"-1 ", b"0 0", b"9e9", b"<<>", b"R]R", b"999"])
        if not out:
            return b""
    return bytes(out)


def unpacked(data: bytes) -> bytes:
    """The file with its streams in clear, so that a changed byte changes what is drawn."""
    parts = data.split(b"stream\n")
    for number in range(1, len(parts)):
        try:
            body, rest = parts[number].rsplit(b"\nendstream", 1)
            parts[number] = zlib.decompress(body) + b"\nendstream" + rest
            parts[number - 1] = parts[number - 1].replace(b"/Filter/FlateDecode", b"")
        except (ValueError, zlib.error):
            continue
    return b"stream\n".join(parts)


SEEDS = [
    make([Sheet(TEXT, raw=grid([85, 200, 400], [600, 650, 700])), Sheet(TEXT, extra="/Rotate 90")]),
    unpacked(
        make([Sheet([*TEXT, Put("Nơi nhận:", 85, 300, 11), Put("GIÁM ĐỐC", 380, 300)], raw=grid([1, 9], [1, 9]))])
    ),
    min(CELLS.glob("*.pdf"), key=lambda path: path.stat().st_size).read_bytes(),
]


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 3_000, 500))
def test_mutated_files_are_read_or_refused(start: int) -> None:
    slowest, readable = 0.0, 0
    for seed in range(start, start + 500):
        data = mutated(SEEDS[seed % len(SEEDS)], seed)
        started = time.process_time()
        try:
            read(data, ReadingOptions(max_pages=20, ocr="off"))
            readable += 1
        except ReadingError:
            continue
        finally:
            slowest = max(slowest, time.process_time() - started)
    assert slowest < 5
    assert readable > 100, "nearly all were refused: the mutations no longer reach the reader"


PLACED = st.tuples(st.text(max_size=30), st.floats(-50, 650), st.floats(-50, 900), st.floats(0.1, 80))


@given(st.lists(PLACED, max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_text_anywhere_has_finite_boxes(puts: list[tuple[str, float, float, float]]) -> None:
    """Whatever stands on a page is read into stripped lines whose boxes are numbers."""
    clean = [("".join(c for c in text if c.isprintable() and ord(c) < 0xD800), x, y, size) for text, x, y, size in puts]
    with open_pdf(make([Sheet([Put(*put) for put in clean if put[0]])]), ReadingOptions()) as source:
        for line in source.pages[0].lines:
            assert line.glyphs
            assert line.text == line.text.strip()
            box = line.glyphs.box(0, len(line.text))
            assert box is None or all(abs(edge) < 1e5 for edge in box)
