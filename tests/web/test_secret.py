"""A state secret leaves nothing behind: no byte in storage, folders, database or output."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from nguon.reading.scan import is_installed
from nguon.web.audit.models import LogEntry
from nguon.web.dispatches.models import Dispatch, Upload
from nguon.web.dispatches.secrecy import degree_in_name
from tests.web.conftest import LETTER, signed_in, work

MARK = "Kho lương thực Phượng Hoàng"
SECRET = LETTER.replace("Số: 417", "{stamp}\nSố: 417").replace("khuôn viên", MARK)


def everything() -> bytes:
    """All bytes of the data folder, and of the database where it is elsewhere."""
    data = b"".join(path.read_bytes() for path in Path(settings.DATA).rglob("*") if path.is_file())
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            data += repr(cursor.fetchall()).encode()
    return data


@pytest.mark.parametrize(
    "stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: MẬT".replace("Độ mật", "ĐỘ MẬT"), "M Ậ T", "(MẬT)"]
)
@pytest.mark.usefixtures("live")
def test_a_stamped_document_is_refused_and_nothing_of_it_stays(coordinator, office, stamp, capfd):
    mai = signed_in(coordinator)
    file = SimpleUploadedFile("cong-van.txt", SECRET.format(stamp=stamp).encode())
    mai.post("/lam-viec/van-ban/nhan/", {"files": file})
    assert MARK.encode() in everything(), "it is held while it is read, or the test would see nothing"
    work()
    assert (Upload.objects.get().state, Upload.objects.get().code) == ("refused", "secret")
    assert not Dispatch.objects.exists()
    assert "có dấu mật" in mai.get("/lam-viec/van-ban/nhan/").content.decode()
    assert MARK.encode() not in everything()
    assert MARK not in "".join(capfd.readouterr())


def test_a_name_that_says_so_is_refused_before_anything_is_written(coordinator, office, settings):
    mai = signed_in(coordinator)
    mai.post("/lam-viec/van-ban/nhan/", {"files": SimpleUploadedFile("KH_TỐI_MẬT_2026.pdf", SECRET.encode())})
    assert Upload.objects.get().code == "secret_name"
    assert list(settings.INCOMING.iterdir()) == []


def test_words_about_secrecy_are_no_stamp(coordinator, office):
    mai = signed_in(coordinator)
    text = LETTER.replace("khuôn viên", "công tác bảo mật, bí mật nhà nước và tài liệu MẬT")
    mai.post("/lam-viec/van-ban/nhan/", {"files": SimpleUploadedFile("bao-mat.txt", text.encode())})
    work()
    assert Upload.objects.get().state == "read"


@pytest.mark.parametrize(
    ("name", "degree"),
    [
        ("KH MẬT.pdf", "MẬT"),
        ("12_TUYỆT MẬT_a.docx", "TUYỆT MẬT"),
        ("TOI-MAT.pdf", "TOI-MAT"),
        ("Bảo mật thông tin.pdf", ""),
        ("QUY CHẾ BẢO MẬT.pdf", ""),
        ("MẬTĐỘ.pdf", ""),
    ],
)
def test_degree_in_name(name, degree):
    assert degree_in_name(name) == degree


def test_a_file_without_a_word_is_not_stored(coordinator, office, settings):
    out = io.BytesIO()
    Image.new("L", (600, 800), 230).save(out, "PDF")
    mai = signed_in(coordinator)
    mai.post("/lam-viec/van-ban/nhan/", {"files": SimpleUploadedFile("quet.pdf", out.getvalue())})
    work()
    code = "no_words" if is_installed() else "no_text_layer"
    assert (Upload.objects.get().state, Upload.objects.get().code) == ("failed", code)
    assert list(settings.INCOMING.iterdir()) == []
    assert list(settings.FILES.iterdir()) == []


def test_evidence_with_a_stamp_is_refused_and_nothing_of_it_stays(clerk, task, capfd):
    """Minutes as DOCX; what bears no stamp, in the same form, is attached."""
    bodies = {}
    for name, text in (("bien-ban.docx", SECRET.format(stamp="MẬT")), ("kem.docx", LETTER)):
        document, out = docx.Document(), io.BytesIO()
        for line in text.splitlines():
            document.add_paragraph(line)
        document.save(out)
        bodies[name] = out.getvalue()
    files = [SimpleUploadedFile(name, data) for name, data in bodies.items()]
    answer = signed_in(clerk).post(f"/lam-viec/viec/{task.pk}/minh-chung/", {"files": files}, follow=True)
    assert "máy độc lập" in answer.content.decode()
    assert [one.name for one in task.evidence.all()] == ["kem.docx"]
    assert LogEntry.objects.filter(act="secret_refused", kind="task", thing=str(task.pk)).count() == 1
    assert bodies["kem.docx"] in everything()
    assert bodies["bien-ban.docx"] not in everything()
    assert MARK not in "".join(capfd.readouterr())
