"""Fixtures of the web application: a database, people with roles, a dispatch that was read, an issued plan."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("django", reason="the web part is not installed")

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import django

django.setup()

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone, translation

from nguon.web.accounts.models import Membership, User
from nguon.web.activities.domain.planning import Plan, plan_activity
from nguon.web.audit.guards import put_guards
from nguon.web.directory.models import Body
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.dispatches.models import Dispatch
from nguon.web.jobs.worker import WorkerProcess
from nguon.web.programme.domain.issuing import issue
from nguon.web.programme.models import Theme
from tests.web.browser import CHROMIUM, Server

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"

LETTER = """\
ỦY BAN NHÂN DÂN
TỈNH QUẢNG NINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 417/UBND-VX
V/v trồng cây đầu xuân
Quảng Ninh, ngày 06 tháng 10 năm 2026

Kính gửi:
- Sở Y tế;
- Sở Giáo dục và Đào tạo.

Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Y tế
a) Rà soát khuôn viên các đơn vị trực thuộc, hoàn thành trước ngày 20/12/2026.
b) Theo dõi thông tin trên mạng xã hội; kịp thời phát hiện, xử lý các thông tin sai sự thật.
2. Sở Giáo dục và Đào tạo
Tổ chức trồng cây trong các trường học chậm nhất ngày 30/12/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Phạm Văn Lâm
"""
"""A letter of an invented wording: two bodies, two duties that are tracked, one that is only shown."""


@pytest.fixture(autouse=True)
def _clean_folders():
    """Folders of held and stored files are empty before each test, and the language is that of the server."""
    translation.activate("vi")
    for folder in (settings.INCOMING, settings.FILES):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)


def person(email, *, body=None, role="", administrator=False):
    """A person with a role; the password is ``mat-khau-dai-1``."""
    user = User(email=f"{email}@example.vn", name=email.title(), administrator=administrator)
    user.set_password("mat-khau-dai-1")
    user.save()
    if body is not None:
        Membership.objects.create(user=user, body=body, role=role)
    return user


def signed_in(user):
    """A client of a signed-in person."""
    client = Client()
    client.force_login(user)
    return client


def work():
    """Carry out all jobs that wait."""
    worker = WorkerProcess()
    while worker.once():
        pass


def unguard():
    """Take the triggers of the action log off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_logentry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")


def guard():
    """Put them on again."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_logentry ENABLE TRIGGER USER")
    else:
        unguard()
        with connection.schema_editor() as editor:
            put_guards(None, editor)


@pytest.fixture
def live(transactional_db):
    """A database that other processes and threads see; the log can be emptied only after the test."""
    guard()
    yield
    unguard()


@pytest.fixture
def office(db):
    """The office that receives dispatches."""
    return Body.objects.create(ref="own:office", name="Văn phòng UBND tỉnh", place="tỉnh Quảng Ninh")


@pytest.fixture
def coordinator(office):
    """A manager of the office."""
    return person("mai", body=office, role="manager")


@pytest.fixture
def dispatch(coordinator, office):
    """The letter, received and read."""
    with transaction.atomic():
        receive(coordinator, office, [SimpleUploadedFile("trong-cay.txt", LETTER.encode())])
    work()
    return Dispatch.objects.get()


@pytest.fixture
def programme(coordinator, dispatch):
    """Its plan, issued."""
    return issue(coordinator, dispatch)


@pytest.fixture
def task(programme):
    """The task of the health department."""
    return programme.tasks.select_related("body").get(body__name__startswith="Sở Y tế")


@pytest.fixture
def clerk(task):
    """An editor of the health department."""
    return person("phu", body=task.body, role="editor")


def plan(**more):
    """A plan of an activity: one morning in a hall."""
    day = timezone.make_aware(datetime(2026, 12, 12, 8))
    values = {"kind": "gap-mat", "title": "Gặp mặt người trồng rừng", "place": "Nhà văn hóa phường Hà Tu"}
    return Plan(**({"starts": day, "ends": day + timedelta(hours=2)} | values | more))


@pytest.fixture
def activity(task, clerk):
    """An activity of the health department."""
    return plan_activity(clerk, task, plan())


@pytest.fixture
def themes(programme, task):
    """Two points listed under the duty of the health department."""
    return [Theme.objects.create(programme=programme, duty=task.duty, number=n, text=t)
            for n, t in enumerate(("Cây bản địa", "Cây cho bóng mát"), 1)]  # fmt: skip


@pytest.fixture
def folder():
    """A folder of its own for a server process."""
    path = Path(tempfile.mkdtemp(prefix="nguon-serve-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The demo, served; one for all tests in a browser."""
    started = Server(tmp_path_factory.mktemp("serve"))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield opened
        opened.close()
