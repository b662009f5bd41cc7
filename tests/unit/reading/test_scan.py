"""Scans made from the samples by ``scripts/make_scans.py``: what they say is known, and reading is held to it."""

from __future__ import annotations

import io
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from nguon.core.errors import DamagedFile, ProgramMissing, TooLarge
from nguon.core.provenance import Box
from nguon.reading import scan
from nguon.reading.document import Document, Value
from nguon.reading.options import ReadingOptions
from nguon.reading.read import read

pytest.importorskip("tesserocr", reason="nguon[ocr] is not installed")
from PIL import Image, ImageDraw
from tests.scan_pages import CELLS, ROOT, errors, make_scans, scanned, true_pages

T = TypeVar("T")
FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf"
BOX_TOLERANCE_PT = 3.0


@cache
def page(sample: str, number: int = 0, dpi: int = 200) -> Image.Image:
    """A page of a sample as a picture."""
    return list(make_scans().pages(ROOT / "samples" / f"{sample}.pdf", dpi))[number]


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """The picture as the bytes of a JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, dpi=(200, 200))
    return buffer.getvalue()


def scanned_pdf(*images: Image.Image) -> bytes:
    """A PDF of pictures alone."""
    buffer = io.BytesIO()
    images[0].save(buffer, "PDF", resolution=200.0, save_all=True, append_images=list(images[1:]))
    return buffer.getvalue()


@cache
def truth(sample: str) -> Document:
    """What the sample says, by its text layer."""
    return read(ROOT / "samples" / f"{sample}.pdf")


def shares(document: Document, sample: str) -> float:
    """The share of the sample's words that the document has."""
    words, got = Counter(truth(sample).text.split()), Counter(document.text.split())
    return sum((words & got).values()) / sum(words.values())


def _value(value: Value[T] | None) -> T | None:
    return value.value if value else None


def _box(value: Value[str] | None) -> Box:
    assert value is not None
    box = value.sources[0].box
    assert box is not None
    return box


@pytest.mark.parametrize("kind", ["clean", "ordinary", "skew3", "shadow", "seal", "jpeg", "photograph"])
def test_a_letterhead_is_read_from_a_scan(kind: str) -> None:
    image = make_scans().damaged(page("union-notice"), kind, 200, "union-notice-1")
    head = read(jpeg(image)).letterhead
    want = truth("union-notice").letterhead
    assert _value(head.number) == _value(want.number) is not None
    assert _value(head.date) == _value(want.date) is not None
    assert [one.value for one in head.issuer] == [one.value for one in want.issuer]


def test_a_scanned_pdf_reads_as_its_text_layer_does() -> None:
    images = [page("public-health", 0), page("public-health", 1)]
    document = read(scanned_pdf(*images))
    want = truth("public-health")
    assert shares(document, "public-health") > 0.98
    assert document.file.text_layer is False
    assert [one.value for one in document.addressees] == [one.value for one in want.addressees]
    assert [one.value for one in document.closing.recipients] == [one.value for one in want.closing.recipients]
    assert _value(document.closing.signature.name) == _value(want.closing.signature.name) is not None


def test_a_table_is_read_by_its_ruling_lines() -> None:
    document = read(scanned_pdf(page("plan-with-table", 2)))
    tables = [node for node in document.walk() if node.kind == "table"]
    rows = [node for node in document.walk() if node.kind == "row"]
    assert len(tables) == 1
    assert len(rows) >= 6


def test_boxes_are_those_of_the_page_as_it_was_scanned() -> None:
    want = _box(truth("union-notice").letterhead.number)
    assert _box(read(jpeg(page("union-notice"))).letterhead.number) == pytest.approx(want, abs=BOX_TOLERANCE_PT)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_and_said(angle: int) -> None:
    document = read(jpeg(page("union-notice").rotate(angle, expand=True)))
    assert _value(document.letterhead.number) == "58"
    assert "page_turned" in [problem.code for problem in document.problems]


def test_a_folder_of_photographs_is_one_document_in_natural_order(tmp_path: Path) -> None:
    (tmp_path / "p10.jpg").write_bytes(jpeg(page("public-health", 1)))
    (tmp_path / "p9.jpg").write_bytes(jpeg(page("public-health", 0)))
    (tmp_path / "notes.txt").write_text("not a picture")
    document = read(tmp_path)
    assert document.file.pages == 2
    assert shares(document, "public-health") > 0.98


def test_a_tiff_of_several_pages_is_one_document() -> None:
    buffer = io.BytesIO()
    page("public-health", 0).copy().save(buffer, "TIFF", save_all=True, append_images=[page("public-health", 1).copy()])
    document = read(buffer.getvalue())
    assert document.file.pages == 2
    assert document.closing.recipients


@pytest.mark.parametrize("colour", [(200, 30, 40), (20, 20, 20)], ids=["red", "black"])
@pytest.mark.parametrize("slant", [0, 12, -20])
@pytest.mark.parametrize("words", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secrecy_stamp_is_found(words: str, slant: int, colour: tuple[int, int, int]) -> None:
    image = make_scans().stamped(page("union-notice"), 200, words, FONT, slant, colour)
    assert _value(read(jpeg(image)).letterhead.secrecy) == words


@pytest.mark.parametrize("how", ["300 dpi", "turned", "crossed by a pen", "worn"])
@pytest.mark.parametrize("colour", [(200, 30, 40), (20, 20, 20)], ids=["red", "black"])
def test_a_secrecy_stamp_is_found_on_a_hard_page(how: str, colour: tuple[int, int, int]) -> None:
    dpi = 300 if how == "300 dpi" else 200
    image = make_scans().stamped(page("union-notice", 0, dpi), dpi, "TỐI MẬT", FONT, 9, colour)
    if how == "turned":
        image = image.rotate(90, expand=True)
    elif how == "crossed by a pen":
        x, y = 0.04 * image.width, 0.15 * image.height
        ImageDraw.Draw(image).line((x, y, x + 220, y - 12), (30, 40, 150), 3)
    elif how == "worn":
        image = make_scans().damaged(image, "ordinary", dpi, "worn")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85, dpi=(dpi, dpi))
    assert _value(read(buffer.getvalue()).letterhead.secrecy) == "TỐI MẬT"


@pytest.mark.parametrize("words", ["KHẨN", "BẢO MẬT", "MẬT ĐỘ"])
@pytest.mark.parametrize("slant", [0, 12])
def test_a_stamp_that_is_not_of_secrecy_raises_no_alarm(words: str, slant: int) -> None:
    image = make_scans().stamped(page("union-notice"), 200, words, FONT, slant, (200, 30, 40))
    head = read(jpeg(image)).letterhead
    assert head.secrecy is None
    assert _value(head.urgency) == ("KHẨN" if words == "KHẨN" else None)


def test_a_seal_is_a_mark_and_no_text() -> None:
    document = read(jpeg(make_scans().damaged(page("union-notice"), "seal", 200, "union-notice-1")))
    assert [mark.kind for mark in document.marks] == ["seal"]
    assert shares(document, "union-notice") > 0.8  # one page of two


def test_a_number_written_by_hand_is_left_empty_and_said() -> None:
    image = page("union-notice").copy()
    x0, y0, x1, y1 = (int(value * 200 / 72) for value in _box(read(jpeg(image)).letterhead.number))
    image.paste((255, 255, 255), (x0 - 2, y0 - 4, x1 + 2, y1 + 4))
    draw = ImageDraw.Draw(image)
    draw.line([(x0, y0), (x0 + 14, y1), (x0 + 18, y0 - 6), (x1, y1 + 4), (x1 - 8, y0)], (10, 10, 10), 4, "curve")
    document = read(jpeg(image))
    assert document.letterhead.number is None
    assert "handwriting" in [problem.code for problem in document.problems]
    assert "handwriting" in [mark.kind for mark in document.marks]


def test_every_source_points_at_its_own_text() -> None:
    image = make_scans().damaged(page("union-notice"), "ordinary", 200, "union-notice-1")
    document = read(jpeg(image))
    for value in document.values():
        assert " ".join(" ".join(document.text[s.start : s.end].split()) for s in value.sources) == value.text


def test_the_same_scan_reads_the_same_each_time() -> None:
    data = jpeg(make_scans().damaged(page("union-notice"), "ordinary", 200, "union-notice-1"))
    assert read(data) == read(data, ReadingOptions(ocr_threads=1))


def test_a_photograph_as_heic_is_read() -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    buffer = io.BytesIO()
    pillow_heif.from_pillow(page("union-notice")).save(buffer, quality=80)
    assert _value(read(buffer.getvalue()).letterhead.number) == "58"


def test_a_page_of_paragraphs_that_repeat_stays_upright() -> None:
    one = next(one for one in true_pages(CELLS) if one.name == "union_front-two_signers-tab-weasyprint-1")
    document = read(scanned(one, "photograph", 200))
    assert "page_turned" not in [problem.code for problem in document.problems]
    assert errors(one.lines, document.text) < 0.02 * sum(map(len, one.lines))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    with pytest.raises(TooLarge):
        read(data + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT")))


def test_a_picture_that_breaks_off_is_refused() -> None:
    data = jpeg(page("union-notice"))
    with pytest.raises(DamagedFile):
        read(data[: len(data) // 3])


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 60, b"\xff\xd8\xff\xe0 nothing", b"II*\0\x08\0\0\0"])
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(data)


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if ``nguon[ocr]`` were not installed."""
    monkeypatch.setattr(scan, "find_spec", lambda name: None)
    scan.is_installed.cache_clear()
    yield
    scan.is_installed.cache_clear()


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_a_scan_says_what_to_install() -> None:
    data = scanned_pdf(page("union-notice"))
    assert [problem.code for problem in read(data).problems] == ["no_text_layer"]
    with pytest.raises(ProgramMissing):
        read(jpeg(page("union-notice")))


def test_ocr_off_leaves_pictures_alone() -> None:
    document = read(scanned_pdf(page("union-notice")), ReadingOptions(ocr="off"))
    assert document.text == ""
    assert [problem.code for problem in document.problems] == ["no_text_layer"]
