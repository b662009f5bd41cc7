"""Scans written back as PDF: what a viewer finds is what was read, in its place; the pictures are as they were."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("tesserocr", reason="nguon[ocr] is not installed")
pytest.importorskip("pikepdf", reason="nguon[ocr] is not installed")

import pikepdf
import pypdfium2 as pdfium
from PIL import Image
from tests.unit.reading.test_scan import jpeg, page, scanned_pdf
from tests.unit.reading.tiny_pdf import Put, Sheet, make

from nguon.cli import words
from nguon.cli.main import run
from nguon.core.errors import DamagedFile, UsageError
from nguon.core.provenance import Box
from nguon.reading.document import Document
from nguon.reading.placed import PlacedPage, PlacedWord
from nguon.reading.read import read_placed
from nguon.writing.searchable.blanked import Blank
from nguon.writing.searchable.layer import Space, text_layer
from nguon.writing.searchable.write import write_searchable

BOX_TOLERANCE_PT = 3.0
LARGER = 1.3
SAMPLES = Path(__file__).resolve().parents[3] / "samples"
SAMPLE = "public-health"

Copy = tuple[Document, tuple[PlacedPage, ...], bytes]


def copy_of(data: bytes) -> Copy:
    """What was read of a file, and its copy."""
    document, pages = read_placed(data)
    return document, pages, write_searchable(document, pages, [data])


@cache
def plain() -> bytes:
    """A scanned PDF of one page."""
    return scanned_pdf(page(SAMPLE))


@cache
def plain_copy() -> Copy:
    """Its copy."""
    return copy_of(plain())


def found(data: bytes, number: int = 1) -> str:
    """The words that PDFium finds on a page, joined by one space."""
    text = pdfium.PdfDocument(data)[number - 1].get_textpage()
    return " ".join(text.get_text_range().split()) if text.count_chars() else ""


def box_of(data: bytes, start: int, end: int, number: int = 1) -> Box:
    """The box on the page as shown of some of the characters that PDFium finds, for a page that is not turned."""
    sheet = pdfium.PdfDocument(data)[number - 1]
    text = sheet.get_textpage()
    left, _, _, top = sheet.get_bbox()
    boxes = [text.get_charbox(index, loose=True) for index in range(start, end)]
    return (
        min(box[0] for box in boxes) - left, top - max(box[3] for box in boxes),
        max(box[2] for box in boxes) - left, top - min(box[1] for box in boxes),
    )  # fmt: skip


def drawn(data: bytes, number: int = 1) -> bytes:
    """How a page looks."""
    document = pdfium.PdfDocument(data)
    document.init_forms()  # else the stamps of signatures are not drawn
    return bytes(document[number - 1].render(scale=1, grayscale=True).buffer)


def test_what_a_viewer_finds_is_the_text_that_was_read() -> None:
    document, _, copy = plain_copy()
    assert found(copy) == " ".join(document.text.split())
    assert len(document.text) > 800


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_finds_the_same(tmp_path: Path) -> None:
    document, _, copy = plain_copy()
    (tmp_path / "a.pdf").write_bytes(copy)
    out = subprocess.run(["pdftotext", "-raw", tmp_path / "a.pdf", "-"], capture_output=True, check=True).stdout
    assert out.decode().split() == document.text.split()


def test_every_word_stands_on_its_place() -> None:
    _, pages, copy = plain_copy()
    raw = pdfium.PdfDocument(copy)[0].get_textpage().get_text_range()
    at = 0
    for word in (word for line in pages[0].lines for word in line):
        at = raw.index(word.text, at)
        got = box_of(copy, at, at + len(word.text))
        assert max(abs(a - b) for a, b in zip(got, word.box, strict=True)) < BOX_TOLERANCE_PT
        at += len(word.text)


def test_the_page_looks_as_before_and_is_not_much_larger() -> None:
    _, _, copy = plain_copy()
    assert drawn(copy) == drawn(plain())
    assert len(copy) < LARGER * len(plain())


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_with_a_rotation_flag_and_a_crop_box(turn: int) -> None:
    with pikepdf.open(io.BytesIO(plain())) as pdf:
        sheet = pdf.pages[0]
        sheet.rotate(turn, relative=False)
        x0, y0, x1, y1 = (float(value) for value in sheet.mediabox)
        sheet.cropbox = [x0 + 10, y0 + 15, x1 - 5, y1 - 8]
        out = io.BytesIO()
        pdf.save(out)
    document, _, copy = copy_of(out.getvalue())
    assert sorted(found(copy).split()) == sorted(document.text.split())
    assert drawn(copy) == drawn(out.getvalue())


def test_a_page_that_lies_on_its_side_is_searched_along_its_lines() -> None:
    document, _, copy = copy_of(scanned_pdf(page(SAMPLE).rotate(90, expand=True)))
    assert found(copy) == " ".join(document.text.split())


GOOD = [
    "Kính gửi: Ủy ban nhân dân các xã.",
    "Đề nghị các xã báo cáo kết quả trước ngày 15/9/2026.",
    "Sở Y tế tổng hợp, trình Ủy ban nhân dân tỉnh.",
]


def test_of_a_mixed_file_pages_with_text_stay_as_they_are() -> None:
    with pikepdf.open(io.BytesIO(make([Sheet([Put(text, 85, 700 - 20 * n) for n, text in enumerate(GOOD)])]))) as pdf:
        with pikepdf.open(io.BytesIO(plain())) as scan:
            pdf.pages.extend(scan.pages)
        out = io.BytesIO()
        pdf.save(out)
    _, _, copy = copy_of(out.getvalue())
    assert found(copy, 1) == " ".join(GOOD)
    assert found(copy, 2).startswith(found(plain_copy()[2])[:40])
    with pikepdf.open(io.BytesIO(copy)) as after, pikepdf.open(io.BytesIO(out.getvalue())) as before:
        assert after.pages[0].Contents.read_bytes() == before.pages[0].Contents.read_bytes()


GARBAGE = "^sZd:kZAdzZ dnBZ<NZlkp Z43 d:kZAdzZ dnBZ<NZ 4dZ:84Z PO WcWw iA AWWy li Z0 Zm6WmZ4 TSZ6A Z6 7w"


@pytest.mark.parametrize("mode", [3, 0], ids=["unseen", "seen"])
def test_a_broken_text_layer_is_not_found_beside_the_new_one(mode: int) -> None:
    bad = make([Sheet([Put(GARBAGE[n * 12 : n * 12 + 40], 60, 700 - 30 * n, 9) for n in range(4)])])
    with pikepdf.open(io.BytesIO(plain())) as pdf, pikepdf.open(io.BytesIO(bad)) as layer:
        other = pdf.copy_foreign(layer.pages[0].obj)
        sheet = pdf.pages[0]
        resources = sheet.resources
        resources.Font = other.Resources.Font
        data = other.Contents.read_bytes()
        sheet.contents_add((b"1 1 1 rg %d Tr\n" % mode) + data)  # white: recognition does not see it
        out = io.BytesIO()
        pdf.save(out)
    assert "kZAdz" in found(out.getvalue())
    document, pages, copy = copy_of(out.getvalue())
    assert pages[0].recognised
    assert "kZAdz" not in found(copy).replace(" ", "")
    assert found(copy) == " ".join(document.text.split())


def test_silenced_text_is_drawn_as_before() -> None:
    data = (SAMPLES / f"{SAMPLE}.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        Blank(pdf).page(pdf.pages[0])
        out = io.BytesIO()
        pdf.save(out)
    assert found(data)
    assert found(out.getvalue()) == ""
    assert drawn(out.getvalue()) == drawn(data)
    assert found(out.getvalue(), 2) == found(data, 2)


def test_black_and_white_tiff_of_several_pages_stays_fax() -> None:
    first, second = (page(SAMPLE, number).convert("1") for number in (0, 1))
    buffer = io.BytesIO()
    first.save(buffer, "TIFF", compression="group4", dpi=(200, 200), save_all=True, append_images=[second])
    data = buffer.getvalue()
    document, _, copy = copy_of(data)
    assert " ".join((found(copy, 1), found(copy, 2))) == " ".join(document.text.split())
    assert len(copy) < LARGER * len(data)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        for number, before in enumerate((first, second)):
            (image,) = pdf.pages[number].get_images().values()
            assert image.Filter == pikepdf.Name.CCITTFaxDecode
            assert pikepdf.PdfImage(image).as_pil_image().convert("1").tobytes() == before.tobytes()


def test_jpeg_stays_byte_for_byte() -> None:
    data = jpeg(page(SAMPLE))
    document, _, copy = copy_of(data)
    assert found(copy) == " ".join(document.text.split())
    assert len(copy) < LARGER * len(data)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == data


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_lies_as_its_camera_says(orientation: int) -> None:
    from nguon.reading.scan.photographs import frames
    from nguon.writing.searchable.pictures import pdf_of_pictures

    image = Image.new("RGB", (300, 200), "white")
    image.paste((200, 0, 0), (0, 0, 60, 40))
    image.paste((0, 0, 200), (240, 0, 300, 40))
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(buffer, "JPEG", exif=exif, quality=95)
    with pdf_of_pictures([buffer.getvalue()]) as pdf:
        out = io.BytesIO()
        pdf.save(out)
    (shown,) = frames(buffer.getvalue())
    got = pdfium.PdfDocument(out.getvalue())[0].render(scale=1).to_pil().convert("RGB").resize(shown.size)
    for x in (20, shown.width - 20):
        for y in (15, shown.height - 15):
            assert max(abs(a - b) for a, b in zip(shown.getpixel((x, y)), got.getpixel((x, y)), strict=True)) < 40


@pytest.mark.parametrize("mode", ["L", "RGB", "P", "RGBA", "1", "CMYK", "I;16", "LA"])
def test_pictures_of_every_mode_look_the_same(mode: str) -> None:
    from nguon.reading.scan.photographs import frames
    from nguon.writing.searchable.pictures import pdf_of_pictures

    image = page(SAMPLE).resize((413, 585))
    image = image.convert("L").convert(mode) if mode in {"I;16", "1", "LA"} else image.convert(mode)
    buffer = io.BytesIO()
    image.save(buffer, "TIFF" if mode == "CMYK" else "PNG")
    with pdf_of_pictures([buffer.getvalue()]) as pdf:
        out = io.BytesIO()
        pdf.save(out)
    (shown,) = frames(buffer.getvalue())
    got = pdfium.PdfDocument(out.getvalue())[0].render(scale=1).to_pil().convert("L").resize((40, 56))
    if mode != "I;16":  # which Pillow itself shows as all white
        small = shown.convert("L").resize((40, 56))
        assert max(abs(a - b) for a, b in zip(small.tobytes(), got.tobytes(), strict=True)) < 40


def test_only_scans_are_written_back() -> None:
    data = "CÔNG VĂN\nKính gửi: Ủy ban nhân dân các xã.\n".encode()
    document, pages = read_placed(data, name="a.txt")
    with pytest.raises(UsageError):
        write_searchable(document, pages, [data])


@pytest.mark.parametrize("turn", range(4))
def test_words_keep_their_boxes_however_the_page_is_turned(turn: int) -> None:
    box = (100.0, 50.0, 160.0, 62.0)
    content = text_layer([[PlacedWord("Điều", box)]], Space(10, 20, 605, 862, turn)).split(b"\n")[1].split()
    a, b, _, _, e, f = map(float, content[:6])
    width = 4 * 0.5 * (abs(a) + abs(b))
    assert width == pytest.approx(60, abs=0.1)
    left, bottom, right, top = 10, 20, 605, 862
    x, y = [
        (e - left, top - f), (f - bottom, e - left), (right - e, f - bottom), (top - f, right - e)
    ][turn]  # fmt: skip
    assert (x, y) == pytest.approx((100, 62 - 0.2 * 12), abs=0.01)


@pytest.fixture
def _vietnamese() -> None:
    words.choose("vi")


@pytest.mark.usefixtures("_vietnamese")
class TestCommand:
    """``nguon read FILE --searchable OUT.pdf``."""

    def test_writes_beside_and_never_over(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        scan, out = tmp_path / "quet.pdf", tmp_path / "ra.pdf"
        scan.write_bytes(plain())
        assert run(["read", str(scan), "--searchable", str(out), "--lang", "vi"]) == 0
        assert found(out.read_bytes()) == found(plain_copy()[2])
        link = tmp_path / "lien-ket.pdf"
        link.symlink_to(scan)
        capfd.readouterr()
        for place in (scan, link):
            assert run(["read", str(scan), "--searchable", str(place), "--lang", "vi"]) == 1
            assert "Không ghi đè lên tệp đang đọc" in capfd.readouterr().err
        assert scan.read_bytes() == plain()
        assert sorted(file.name for file in tmp_path.iterdir()) == ["lien-ket.pdf", "quet.pdf", "ra.pdf"]

    def test_a_folder_of_photographs(self, tmp_path: Path) -> None:
        folder = tmp_path / "anh"
        folder.mkdir()
        (folder / "2.jpg").write_bytes(jpeg(page(SAMPLE, 1)))
        (folder / "1.jpg").write_bytes(jpeg(page(SAMPLE, 0)))
        out = tmp_path / "ra.pdf"
        assert run(["read", str(folder), "--searchable", str(out)]) == 0
        assert len(pdfium.PdfDocument(out.read_bytes())) == 2
        assert found(out.read_bytes(), 1)[:30] == found(plain_copy()[2])[:30]

    def test_of_a_signed_scan_the_copy_says_that_it_is_not(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        pytest.importorskip("pyhanko")
        from tests.unit.reading.signing import person, sign

        scan, out = tmp_path / "ky.pdf", tmp_path / "ra.pdf"
        scan.write_bytes(sign(plain(), person()))
        before = scan.read_bytes()
        assert run(["read", str(scan), "--searchable", str(out), "--lang", "vi"]) == 0
        assert "chữ ký không có giá trị với bản sao này" in capfd.readouterr().err
        assert scan.read_bytes() == before
        with pikepdf.open(out) as pdf:
            assert "chữ ký số của bản gốc không có giá trị" in str(pdf.docinfo.Subject)
        document, _ = read_placed(out.read_bytes())
        assert document.file.signatures == 0
        assert drawn(out.read_bytes()) == drawn(before)


@pytest.mark.parametrize("entry", ["/Annots", "/Resources", "/Contents"])
def test_a_page_with_nonsense_in_it_gives_an_error_of_ours_or_a_copy(entry: str) -> None:
    with pikepdf.open(io.BytesIO(plain())) as pdf:
        pdf.pages[0].obj[entry] = 7
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=3)
        out = io.BytesIO()
        pdf.save(out)
    data = out.getvalue() + b"%/ByteRange"
    document, pages = plain_copy()[:2]
    with contextlib.suppress(DamagedFile):
        assert write_searchable(document, pages, [data])
