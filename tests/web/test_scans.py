"""Scans on the web: read, looked at by a person, stored; or refused with nothing left."""

from __future__ import annotations

import io
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from nguon.reading.scan import is_installed
from nguon.web.audit.domain.chain import verify
from nguon.web.audit.models import LogEntry
from nguon.web.dispatches.domain.receiving import sweep
from nguon.web.dispatches.models import Dispatch, Upload
from nguon.web.jobs.models import Job
from tests.web.conftest import person, signed_in, work
from tests.web.test_secret import everything

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf"
pytestmark = [
    pytest.mark.skipif(not is_installed(), reason="nguon[ocr] is not installed"),
    pytest.mark.skipif(not Path(FONT).exists(), reason="Liberation fonts are not installed"),
]


def scan(*, stamp="", slant=0.0, kind="ordinary", dpi=200, black=False, pages=1) -> bytes:
    """The first pages of a sample as an office scanner would give them, as a PDF of pictures."""
    from make_scans import damaged, stamped
    from make_scans import pages as drawn

    pictures = []
    for number, image in enumerate(drawn(ROOT / "samples" / "public-health.pdf", dpi)):
        if number == pages:
            break
        if stamp and number == 0:
            image = stamped(image, dpi, stamp, FONT, slant, (20, 20, 20) if black else (200, 30, 40))
        pictures.append(damaged(image, kind, dpi, f"web-{number}") if kind else image)
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def send(client, data, name="quet.pdf"):
    client.post("/lam-viec/van-ban/nhan/", {"files": SimpleUploadedFile(name, data)})
    work()
    return Upload.objects.latest("pk")


@pytest.mark.parametrize(("stamp", "slant"), [("MẬT", 0), ("TỐI MẬT", 12), ("TUYỆT MẬT", -25)])
@pytest.mark.usefixtures("live")
def test_a_scan_with_a_stamp_at_any_slant_is_refused_and_nothing_of_it_stays(coordinator, office, stamp, slant, capfd):
    mai = signed_in(coordinator)
    data = scan(stamp=stamp, slant=slant)
    probe = data[len(data) // 2 : len(data) // 2 + 400]
    mai.post("/lam-viec/van-ban/nhan/", {"files": SimpleUploadedFile("quet.pdf", data)})
    assert probe in everything(), "it is held while it is read, or the test would see nothing"
    work()
    assert (Upload.objects.get().state, Upload.objects.get().code, Upload.objects.get().page) == (
        "refused",
        "secret",
        1,
    )
    left = everything()
    assert probe not in left
    assert "Trung tâm Y tế".encode() not in left, "no recognised word either"
    assert "Y tế" not in "".join(capfd.readouterr())
    assert list(settings.INCOMING.iterdir()) == []
    assert list(settings.FILES.iterdir()) == []


@pytest.mark.usefixtures("live")
def test_a_stamp_that_the_machine_missed_is_seen_by_the_person_and_nothing_stays(coordinator, office):
    mai = signed_in(coordinator)
    data = scan(stamp="MẬT", kind="fax", slant=12)
    probe = data[len(data) // 2 : len(data) // 2 + 400]
    upload = send(mai, data)
    assert (upload.state, [page for page, _ in upload.see]) == ("held", [1])
    assert probe in everything()
    assert list(settings.FILES.iterdir()) == [], "nothing is stored before a person has looked"
    mai.post(f"/lam-viec/van-ban/nhan/{upload.pk}/xoa/", {"secret": "yes"})
    upload.refresh_from_db()
    assert (upload.state, upload.code) == ("refused", "secret_seen")
    assert probe not in everything()
    assert list(settings.INCOMING.iterdir()) == []
    assert not Dispatch.objects.exists()


@pytest.mark.usefixtures("live")
def test_a_scan_waits_for_eyes_and_is_stored_when_signed(coordinator, office):
    mai = signed_in(coordinator)
    upload = send(mai, scan())
    assert (upload.state, upload.see) == ("held", [[1, "first_scan"]])
    assert "Cần anh chị xem" in mai.get("/lam-viec/van-ban/nhan/").content.decode()
    address = f"/lam-viec/van-ban/nhan/{upload.pk}/xem/"
    page = mai.get(address).content.decode()
    assert "không có dấu MẬT" in page
    picture = mai.get(f"{address}1.png")
    assert picture["Cache-Control"] == "no-store"
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")
    assert mai.get(f"{address}2.png").status_code == 404
    refused = mai.post(address, {})
    assert "[not_seen]" in refused.content.decode()
    assert not Dispatch.objects.exists()
    answer = mai.post(address, {"page": "1"})
    dispatch = Dispatch.objects.get()
    assert answer["Location"] == f"/lam-viec/van-ban/{dispatch.pk}/kiem-tra/"
    review = mai.get(answer["Location"]).content.decode()
    assert coordinator.name in review
    assert "không có dấu MẬT" in review, "who signed what stands beside the dispatch"
    assert LogEntry.objects.filter(act="pages_declared").count() == 1
    assert list(verify()) == []
    assert list(settings.INCOMING.iterdir()) == []
    assert dispatch.duty_count > 0


def test_only_who_chose_the_file_sees_its_pages(coordinator, office):
    upload = send(signed_in(coordinator), scan())
    other = signed_in(person("khac", body=office, role="manager"))
    for client, code in ((other, 404), (Client(), 302)):
        assert client.get(f"/lam-viec/van-ban/nhan/{upload.pk}/xem/").status_code == code
        assert client.get(f"/lam-viec/van-ban/nhan/{upload.pk}/xem/1.png").status_code == code
        assert client.post(f"/lam-viec/van-ban/nhan/{upload.pk}/xoa/").status_code == code


def test_a_page_that_was_read_badly_is_looked_at_too(coordinator, office):
    from make_scans import pages as drawn

    first, *_ = drawn(ROOT / "samples" / "public-health.pdf", 150)
    dark = Image.eval(first, lambda value: value // 3)
    out = io.BytesIO()
    first.save(out, "PDF", resolution=150, save_all=True, append_images=[dark, Image.new("RGB", first.size, "white")])
    upload = send(signed_in(coordinator), out.getvalue())
    assert upload.state == "held"
    assert dict(map(tuple, upload.see)) == {1: "first_scan", 2: "page_dark", 3: "no_words"}


def test_a_scan_with_a_text_layer_is_a_scan(coordinator, office):
    """Scanners that recognise text write it under the picture; a stamp is on the picture alone."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    def layered(stamp):
        import pypdfium2 as pdfium

        picture = pdfium.PdfDocument(scan(stamp=stamp))[0].render(scale=200 / 72).to_pil()
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(595, 842))
        for n in range(30):
            canvas.drawString(
                60, 800 - 20 * n, "Kinh gui: cac don vi truc thuoc; de nghi bao cao truoc ngay 20/12/2026"
            )
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.save()
        return out.getvalue()

    mai = signed_in(coordinator)
    assert send(mai, layered("MẬT")).code == "secret"
    assert send(mai, layered("")).state == "held"


def test_a_stamp_pasted_as_a_picture_on_a_page_with_text_is_seen(coordinator, office):
    import pypdfium2 as pdfium
    from make_scans import stamped

    def pasted(words):
        stamp = stamped(Image.new("RGB", (1654, 2339), "white"), 200, words, FONT, 0, (200, 30, 40))
        jpeg = io.BytesIO()
        stamp.crop((30, 270, 480, 420)).save(jpeg, "JPEG", quality=95)
        document = pdfium.PdfDocument(ROOT / "samples" / "plan-with-table.pdf")
        page, thing = document[0], pdfium.PdfImage.new(document)
        thing.load_jpeg(jpeg)
        thing.set_matrix(pdfium.PdfMatrix().scale(162, 54).translate(40, 690))
        page.insert_obj(thing)
        page.gen_content()
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    mai = signed_in(coordinator)
    assert send(mai, pasted("TỐI MẬT")).code == "secret"
    assert send(mai, pasted("HỎA TỐC")).state == "read", "other pictures ask for no eyes"


def test_progress_says_which_page(coordinator, office, monkeypatch):
    from nguon.web.dispatches.domain import reading

    said = []
    store = Upload.objects.filter

    class Watched:
        """Rows as they are, writing down what the progress says."""

        def __init__(self, rows):
            self.rows = rows

        def update(self, **values):
            said.append((values.get("at_page"), values.get("of_pages")))
            return self.rows.update(**values)

        def __getattr__(self, name):
            return getattr(self.rows, name)

    monkeypatch.setattr(reading.Upload.objects, "filter", lambda *a, **k: Watched(store(*a, **k)))
    send(signed_in(coordinator), scan(pages=2))
    assert (2, 2) in said
    Upload.objects.update(state="reading", at_page=2, of_pages=4)
    assert "trang 2 trên 4" in signed_in(coordinator).get("/lam-viec/van-ban/nhan/tien-do/").content.decode()


def test_a_held_file_is_wiped_after_its_time(coordinator, office):
    upload = send(signed_in(coordinator), scan())
    job = Job.objects.get(kind="forget_held")
    assert job.not_before - timezone.now() > timedelta(hours=settings.HELD_HOURS - 1)
    assert sweep() == 0, "a start of the server leaves it"
    Job.objects.update(not_before=timezone.now())
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.code) == ("failed", "held_too_long")
    assert list(settings.INCOMING.iterdir()) == []


def test_unclear_words_are_loud_on_the_review_page(coordinator, office):
    mai = signed_in(coordinator)
    upload = send(mai, scan(kind="jpeg", dpi=110))
    mai.post(f"/lam-viec/van-ban/nhan/{upload.pk}/xem/", {"page": [page for page, _ in upload.see]})
    dispatch = Dispatch.objects.get()
    from nguon.web.dispatches.domain.corrections import document_of
    from nguon.web.dispatches.domain.queries.review import review

    unsure = document_of(dispatch).doubtful
    assert unsure, "or the test would see nothing"
    found = review(dispatch)
    loud = [row for row in found.rows if row.misread or row.kind == "word"]
    assert loud
    assert all(row.doubtful for row in loud)
    page = mai.get(f"/lam-viec/van-ban/{dispatch.pk}/kiem-tra/").content.decode()
    assert "không rõ trên bản quét" in page
