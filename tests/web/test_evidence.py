"""Evidence: kinds by content, outlets, the place of taking, who checks; handing on and assigning."""

from __future__ import annotations

import io
import re
import struct
import wave

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nguon.core.errors import UsageError
from nguon.web.audit.domain.chain import verify
from nguon.web.directory.models import Body
from nguon.web.programme.domain import acts, handing, outlets
from nguon.web.programme.domain.evidence import (
    NotEvidence,
    attach,
    check_evidence,
    kind_of,
    take_check_back,
    take_evidence_back,
)
from nguon.web.programme.models import EventKind, Evidence, Task
from nguon.web.storage.files import stored
from tests.web.conftest import person, signed_in
from tests.web.test_way import picture


def heic() -> bytes:
    """A picture as an iPhone takes it, with the place."""
    from pillow_heif import from_pillow

    image = Image.new("RGB", (64, 48), "blue")
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (21.0, 0.0, 0.0), 3: "E", 4: (107.0, 0.0, 0.0)}
    image.info["exif"] = exif.tobytes()
    out = io.BytesIO()
    from_pillow(image).save(out)
    return out.getvalue()


def sound() -> bytes:
    """A tenth of a second of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 800)
    return out.getvalue()


def box(kind: bytes, body: bytes) -> bytes:
    """A box of an MP4."""
    return struct.pack(">I4s", 8 + len(body), kind) + body


def film() -> bytes:
    """The frame of an MP4 that says where it was taken, as phones write it."""
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+21.0285+105.8542/"))
    return (
        box(b"ftyp", b"isom\0\0\2\0isommp41") + box(b"moov", box(b"mvhd", bytes(100)) + place) + box(b"mdat", b"x" * 40)
    )


def file(name, data):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("anh.bin", picture(), "photo"), ("IMG_1.HEIC", heic(), "photo"), ("loi.txt", sound(), "recording"),
        ("phim.pdf", film(), "recording"), ("bien-ban.pdf", b"%PDF-1.4", "minutes"), ("x.jpg", b"<svg>", "minutes"),
    ],
    ids=["jpeg", "heic", "wav", "mp4", "pdf", "svg"],
)  # fmt: skip
def test_the_kind_of_a_file_follows_from_its_bytes(name, data, kind):
    assert kind_of(file(name, data)) == kind


def test_a_picture_of_an_iphone_is_stored_as_jpeg_without_its_place(clerk, task):
    made = attach(clerk, task, "photo", file=file("IMG_0001.HEIC", heic()))
    with Image.open(io.BytesIO(stored(made.sha256).read_bytes())) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (64, 48), {})


def test_the_place_is_taken_out_of_a_film_and_nothing_moves(clerk, task, monkeypatch):
    monkeypatch.setenv("PATH", "")  # a machine without ffprobe: the frame alone is looked at
    data = film()
    made = attach(clerk, task, "recording", file=file("phim.mp4", data))
    kept = stored(made.sha256).read_bytes()
    assert (len(kept), kept.index(b"mdat")) == (len(data), data.index(b"mdat"))
    assert b"+21.0285" not in kept
    assert made.media_type == "video/mp4"


def test_a_recording_that_is_none_or_too_large_is_refused(clerk, task, settings):
    with pytest.raises(NotEvidence):
        attach(clerk, task, "recording", file=file("x.mp3", b"khong phai"))
    settings.MAX_UPLOAD_BYTES = 1000
    with pytest.raises(NotEvidence):
        attach(clerk, task, "recording", file=file("x.wav", sound()))
    assert not list(settings.INCOMING.glob("evidence.*")), "nothing half written stays"


@pytest.mark.parametrize("link", ["https://www.baoquangninh.vn/a.html", "https://media.baoquangninh.vn/1"])
def test_a_link_to_a_registered_outlet_is_taken(clerk, task, link):
    outlets.register(clerk, task.body, "https://www.BaoQuangNinh.vn/chuyen-muc/", "Báo Quảng Ninh")
    assert attach(clerk, task, "link", link=link).link == link


@pytest.mark.parametrize(
    "link",
    ["https://baokhac.vn/a", "https://baoquangninh.vn.baokhac.vn/", "https://xbaoquangninh.vn/", "javascript:alert(1)",
     "https://baokhac.vn@127.0.0.1/", "https://[::1", "https://vn/"],
)  # fmt: skip
def test_a_link_elsewhere_is_refused(clerk, task, link):
    outlets.register(clerk, task.body, "baoquangninh.vn")
    with pytest.raises(outlets.OutletUnknown):
        attach(clerk, task, "link", link=link)


def test_the_refusal_of_a_link_says_how_to_register_and_keeps_what_was_typed(clerk, task):
    phu, page = signed_in(clerk), f"/lam-viec/viec/{task.pk}/"
    key = re.findall(r'name="form_key" value="([^"]+)"', phu.get(page).content.decode())[0]
    form = {"link": "https://baokhac.vn/a", "note": "Bài trang nhất", "form_key": key}
    shown = phu.post(page + "minh-chung/", form, follow=True).content.decode()
    assert "[outlet_unknown]" in shown
    assert "Kênh của cơ quan" in shown
    assert 'value="https://baokhac.vn/a"' in shown
    phu.post("/lam-viec/kenh/", {"host": "https://baokhac.vn/a", "name": "Báo Khác"})
    phu.post(page + "minh-chung/", form | {"form_key": ""})
    assert task.evidence.get().kind == "link"
    outlet = task.body.outlets.get()
    phu.post(f"/lam-viec/kenh/{outlet.pk}/thoi/")
    with pytest.raises(outlets.OutletUnknown):
        outlets.check_link(task.body, form["link"])


def test_one_form_brings_several_pieces_and_a_bad_one_keeps_none_of_the_others_out(clerk, task):
    phu, page = signed_in(clerk), f"/lam-viec/viec/{task.pk}/minh-chung/"
    files = [file("1.jpg", picture()), file("hong.jpg", b"\xff\xd8\xff hong"), file("loi.wav", sound())]
    answer = phu.post(page, {"files": files, "number": "1.250"}, follow=True).content.decode()
    assert sorted(task.evidence.values_list("kind", flat=True)) == ["headcount", "photo", "recording"]
    assert task.evidence.get(kind="headcount").number == 1250
    assert "hong.jpg: " in answer


def test_a_script_that_sends_again_after_a_lost_answer_attaches_once(clerk, task):
    phu, page = signed_in(clerk), f"/lam-viec/viec/{task.pk}/minh-chung/"
    said = [
        phu.post(page, {"files": file("1.jpg", picture()), "form_key": "k1"}, headers={"X-Requested-With": "fetch"})
        for _ in range(2)
    ]
    assert [(one.status_code, one.json()["refused"]) for one in said] == [(200, []), (200, [])]
    assert task.evidence.count() == 1
    bad = phu.post(page, {"files": file("1.jpg", b"\xff\xd8\xff")}, headers={"X-Requested-With": "fetch"})
    assert bad.status_code == 422
    assert "[not_evidence]" in bad.json()["refused"][0]


def test_a_second_person_checks_a_piece_and_can_take_that_back(clerk, coordinator, task):
    made = attach(clerk, task, "headcount", number=40)
    with pytest.raises(acts.SamePerson):
        check_evidence(clerk, made)
    check_evidence(coordinator, made)
    page = signed_in(clerk).get(f"/lam-viec/viec/{task.pk}/").content.decode()
    assert f"{coordinator.name} đã kiểm tra" in page
    take_check_back(coordinator, made)
    made.refresh_from_db()
    assert made.checked_by is None


def test_checking_the_task_checks_its_evidence_and_what_was_taken_back_stays_out(clerk, coordinator, task):
    kept, gone = (attach(clerk, task, "headcount", number=n) for n in (4, 40))
    take_evidence_back(clerk, gone)
    acts.say_done(clerk, task)
    acts.check_done(coordinator, task)
    assert list(Evidence.objects.exclude(checked_by=None)) == [kept]


def test_a_task_is_handed_on_and_the_parent_counts_its_children(clerk, coordinator, task):
    phu = signed_in(clerk)
    phu.post(f"/lam-viec/viec/{task.pk}/giao-xuong/", {"added": "Trung tâm Y tế Hạ Long", "words": "Trước 10/12"})
    child = task.children.get()
    below = person("binh", body=child.body, role="editor")
    assert signed_in(below).get(f"/lam-viec/viec/{child.pk}/").status_code == 200
    assert signed_in(below).get(f"/lam-viec/viec/{task.pk}/").status_code == 404
    acts.accept(below, child)
    attach(below, child, "headcount", number=9)
    acts.say_done(below, child)
    phu.post(f"/lam-viec/viec/{child.pk}/tra-loi/", {"act": "checked"})
    page = phu.get(f"/lam-viec/viec/{task.pk}/").content.decode()
    assert "1 trên 1 đơn vị đã xong" in page
    task.refresh_from_db()
    assert task.done_at is None, "done of the parent is the body's own statement"
    assert "1 trên 1 đơn vị xong" in phu.get("/lam-viec/viec/").content.decode()
    board = signed_in(coordinator).get(f"/lam-viec/chuong-trinh/{task.programme_id}/bang/").content.decode()
    assert "Trung tâm Y tế Hạ Long" not in board, "the board counts what the dispatch gave"
    with pytest.raises(acts.DoesNotFit):
        handing.take_handing_back(clerk, child)


def test_a_handing_on_is_taken_back_while_the_unit_has_not_begun(clerk, task):
    child = handing.hand_on(clerk, task, added="Phòng Nghiệp vụ")
    with pytest.raises(handing.HasItAlready):
        handing.hand_on(clerk, task, added="Phòng  nghiệp vụ")
    signed_in(clerk).post(f"/lam-viec/viec/{task.pk}/tra-loi/", {"act": "hand_back", "chosen": child.pk})
    assert not Task.objects.filter(pk=child.pk).exists()
    last = task.events.last()
    assert (last.kind, last.words) == (EventKind.HANDED_BACK, "Phòng Nghiệp vụ")
    assert list(verify()) == []


def test_only_units_below_are_offered_and_taken(clerk, programme, task):
    task.body.ref, task.body.level = "quang-ninh/ubnd", "province"
    task.body.save()
    page = signed_in(clerk).get(f"/lam-viec/viec/{task.pk}/giao-xuong/?tim=hạ long").content.decode()
    assert 'name="unit"' in page
    for ref in ("quang-ninh/ubnd", "nghe-an/so-y-te", "own:office", "khong-co"):
        Body.objects.filter(ref=ref).first()
        with pytest.raises((handing.NotBelow, handing.HasItAlready)):
            handing.hand_on(clerk, task, ref)
    with pytest.raises(UsageError):
        handing.hand_on(clerk, task)
    assert handing.hand_on(clerk, task, "quang-ninh/so-noi-vu").due == task.due


def test_a_task_is_given_to_a_person_of_the_body_and_taken_back(clerk, coordinator, task):
    acts.assign(clerk, task, clerk.pk)
    assert "Phu" in signed_in(clerk).get("/lam-viec/viec/").content.decode()
    with pytest.raises(UsageError):
        acts.assign(clerk, task, coordinator.pk)
    acts.assign(clerk, task, None)
    task.refresh_from_db()
    assert task.assignee is None
