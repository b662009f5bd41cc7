"""The way of a dispatch, through the pages, without a browser."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nguon.web.audit.domain.chain import verify
from nguon.web.dispatches.models import Dispatch, Upload
from nguon.web.programme.models import Programme, Task
from tests.web.conftest import LETTER, person, signed_in, work


def picture() -> bytes:
    """A small JPEG that says where it was taken."""
    image = Image.new("RGB", (40, 30), "green")
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (21.0, 0.0, 0.0), 3: "E", 4: (107.0, 0.0, 0.0)}
    exif[0x010E] = "Sân trường"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_dispatch_goes_from_upload_to_done(coordinator, office):
    mai = signed_in(coordinator)
    answer = mai.post("/lam-viec/van-ban/nhan/", {"files": SimpleUploadedFile("cv.txt", LETTER.encode())})
    assert answer.status_code == 302
    assert 'hx-trigger="every 1s"' in mai.get("/lam-viec/van-ban/nhan/").content.decode()
    work()
    rows = mai.get("/lam-viec/van-ban/nhan/tien-do/").content.decode()
    assert "Đã đọc" in rows
    assert "3 nhiệm vụ" in rows
    assert "hx-trigger" not in rows
    dispatch = Dispatch.objects.get()
    assert (dispatch.number, f"{dispatch.date}") == ("417/UBND-VX", "2026-10-06")
    page = mai.get(f"/lam-viec/van-ban/{dispatch.pk}/kiem-tra/").content.decode()
    assert "Chỉ hiện nguyên văn" in page
    assert "20/12/2026" in page
    assert "“trước ngày 20/12/2026”: ngày cuối là 19/12" in page
    assert mai.get(f"/lam-viec/van-ban/{dispatch.pk}/giao/").status_code == 200
    answer = mai.post(f"/lam-viec/van-ban/{dispatch.pk}/ban-hanh/")
    programme = Programme.objects.get()
    assert answer["Location"] == f"/lam-viec/chuong-trinh/{programme.pk}/bang/"
    assert sorted(programme.tasks.values_list("body__name", "due")) == sorted(
        [(t.body.name, t.due) for t in Task.objects.select_related("body")]
    )
    assert programme.tasks.count() == 2, "the duty that is not tracked has no task"
    board = mai.get(answer["Location"]).content.decode()
    assert "Sở Y tế tỉnh Quảng Ninh" in board
    assert "Chỉ hiện nguyên văn" in board

    task = Task.objects.get(body__name__startswith="Sở Y tế")
    phu = signed_in(person("phu", body=task.body, role="editor"))
    address = f"/lam-viec/viec/{task.pk}/"
    assert "Xem, nhận" in phu.get("/lam-viec/viec/").content.decode()
    phu.post(address + "tra-loi/", {"act": "accept"})
    phu.post(address + "tra-loi/", {"act": "done", "words": ""})
    task.refresh_from_db()
    assert task.said_done_on is None, "done means shown"
    photo = SimpleUploadedFile("anh.jpg", picture(), "image/jpeg")
    phu.post(address + "minh-chung/", {"files": photo, "note": "Trồng cây"})
    evidence = task.evidence.get()
    stored = b"".join(phu.get(f"/lam-viec/minh-chung/{evidence.pk}/").streaming_content)
    assert not Image.open(io.BytesIO(stored)).getexif(), "where it was taken is gone"
    phu.post(address + "tra-loi/", {"act": "done", "words": "Đã xong"})
    assert "Chờ đầu mối" in phu.get(address).content.decode()
    mai.post(address + "tra-loi/", {"act": "checked", "words": ""})
    assert "Xong đúng hạn" in mai.get(address).content.decode()
    assert list(verify()) == []


def test_the_same_bytes_are_a_duplicate_and_the_same_number_is_pointed_out(coordinator, office, dispatch):
    mai = signed_in(coordinator)
    again = SimpleUploadedFile("lai.txt", LETTER.encode())
    other = SimpleUploadedFile("khac.txt", LETTER.replace("đầu xuân", "cuối năm").encode())
    mai.post("/lam-viec/van-ban/nhan/", {"files": [again, other]})
    work()
    assert list(Upload.objects.order_by("pk").values_list("state", flat=True)) == ["read", "duplicate", "read"]
    assert Dispatch.objects.last().same_as == dispatch


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("rong.pdf", b"", "empty_file"),
        ("la.bin", b"\x00\x01\x02\x03" * 50, "unknown_format"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do_and_is_wiped(coordinator, office, settings, name, data, code):
    mai = signed_in(coordinator)
    mai.post("/lam-viec/van-ban/nhan/", {"files": SimpleUploadedFile(name, data)})
    work()
    upload = Upload.objects.get()
    assert (upload.state, upload.code) == ("failed", code)
    assert f"[{code}]" in mai.get("/lam-viec/van-ban/nhan/").content.decode()
    assert list(settings.INCOMING.iterdir()) == []


def test_a_correction_keeps_what_was_read_and_can_be_taken_back(coordinator, dispatch):
    mai = signed_in(coordinator)
    page = f"/lam-viec/van-ban/{dispatch.pk}/kiem-tra/"
    mai.post(f"/lam-viec/van-ban/{dispatch.pk}/sua/", {"field": "i_1__point_a__duty_1.due", "value": "2212"})
    duty = next(one for one in _duties(dispatch) if one.deadline.due is not None)
    mai.post(f"/lam-viec/van-ban/{dispatch.pk}/sua/", {"field": f"{duty.id}.due", "value": "2212"})
    mai.post(f"/lam-viec/van-ban/{dispatch.pk}/sua/", {"field": "number", "value": "418"})
    dispatch.refresh_from_db()
    assert dispatch.number == "418/UBND-VX"
    assert f"{next(one for one in _duties(dispatch) if one.id == duty.id).deadline.due}" == "2026-12-22"
    assert "<s>417</s>" in mai.get(page).content.decode()
    row = dispatch.corrections.get(field="number")
    mai.post(f"/lam-viec/van-ban/{dispatch.pk}/sua/{row.pk}/bo/")
    dispatch.refresh_from_db()
    assert dispatch.number == "417/UBND-VX"


def test_a_phrase_is_settled_once_for_good(coordinator, office):
    from nguon.web.dispatches.domain.queries.meant import resolved

    mai = signed_in(coordinator)
    text = LETTER.replace("Sở Y tế", "Ban Cây xanh")
    for number in ("415", "416"):
        file = SimpleUploadedFile(f"{number}.txt", text.replace("417", number).encode())
        mai.post("/lam-viec/van-ban/nhan/", {"files": file})
    work()
    one, two = Dispatch.objects.order_by("pk")
    assert [p.phrase for p in resolved(one).phrases if p.is_open] == ["Ban Cây xanh"]
    mai.post(f"/lam-viec/van-ban/{one.pk}/ban-hanh/")
    assert not Programme.objects.exists(), "nothing is issued while a phrase is open"
    form = {"phrase": "Ban Cây xanh", "added": "Ban Cây xanh tỉnh", "remember": "yes"}
    mai.post(f"/lam-viec/van-ban/{one.pk}/giao/chon/", form)
    assert resolved(two).unresolved == 0
    mai.post(f"/lam-viec/van-ban/{two.pk}/ban-hanh/")
    assert Task.objects.filter(body__name="Ban Cây xanh tỉnh").count() == 1
    mai.post(f"/lam-viec/van-ban/{one.pk}/giao/bo/", {"phrase": "Ban Cây xanh"})
    assert resolved(one).unresolved == 1


def _duties(dispatch):
    from nguon.web.dispatches.domain.corrections import duties_of

    return duties_of(dispatch)
