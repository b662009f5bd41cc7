"""Pages: a fixed number of queries whatever the size, headers, errors, words of both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

import nguon.web
from nguon.web.activities.domain.planning import plan_activity
from nguon.web.activities.models import Activity
from nguon.web.directory.models import Body, Entry
from nguon.web.dispatches.models import Dispatch
from nguon.web.programme.models import Duty, Outlet, Task, Theme
from nguon.web.project.errors import server_error
from nguon.web.project.sentences import SENTENCES
from nguon.web.register.domain.registering import register, written
from nguon.web.register.models import Book, Incoming, Slip
from tests.web.conftest import plan, signed_in

WEB = Path(nguon.web.__file__).parent
QUERIES = {
    "/lam-viec/van-ban/": 8,
    "/lam-viec/van-ban/nhan/": 8,
    "/lam-viec/chuong-trinh/": 7,
    "/lam-viec/chuong-trinh/{programme}/bang/": 16,
    "/lam-viec/chuong-trinh/{programme}/hoat-dong/": 8,
    "/lam-viec/hoat-dong/": 7,
    "/lam-viec/hoat-dong/{activity}/": 15,
    "/lam-viec/kenh/": 6,
    "/lam-viec/chuong-trinh/{programme}/viec/": 8,
    "/lam-viec/viec/": 6,
    "/lam-viec/viec/{task}/": 13,
    "/lam-viec/van-ban/{dispatch}/kiem-tra/": 14,
    "/lam-viec/van-ban/{later}/thay-doi/?ct={programme}&loai=replaces": 15,
    "/lam-viec/chuong-trinh/{programme}/them-viec/": 8,
    "/lam-viec/chuong-trinh/{programme}/ket-thuc/": 10,
    "/lam-viec/co-quan/nguoi/": 7,
    "/lam-viec/co-quan/nguoi/moi-nhieu/": 7,
    "/lam-viec/chuong-trinh/{programme}/nguoi/": 7,
    "/lam-viec/co-quan/": 8,
    "/lam-viec/co-quan/nap/": 6,
    "/lam-viec/so-den/": 11,
    "/lam-viec/thong-bao/": 7,
    "/lam-viec/chuong-trinh/{programme}/phieu/": 10,
}
"""Address → queries, session and account among them, with one body and with three hundred."""


def _grow(programme, count, by, mine=None):
    """More bodies and duties, each body with every duty."""
    duties = [Duty(programme=programme, ref=f"x{n}", number=100 + n, quote=f"Nhiệm vụ {n}") for n in range(9)]
    Duty.objects.bulk_create(duties)
    bodies = Body.objects.bulk_create([Body(ref=f"own:{n}", name=f"Xã số {n}") for n in range(count)])
    Task.objects.bulk_create(
        [Task(programme=programme, duty=duty, body=body) for body in bodies for duty in duties]
        + ([Task(programme=programme, duty=duty, body=mine) for duty in duties] if mine else [])
    )
    Entry.objects.bulk_create([Entry(ref=f"an-hai/{n}", name=f"Trạm số {n}", kind="tram") for n in range(count)])
    book = Book.objects.get(office=programme.office)
    numbers = range(book.last + 1, book.last + 1 + count)
    day = timezone.localdate()
    made = [Incoming(book=book, number=n, received_on=day, sender="x", subject="y", by=by) for n in numbers]
    Slip.objects.bulk_create(
        [Slip(entry=one, note="x", unit="y", noted_on=day, by=by) for one in Incoming.objects.bulk_create(made)]
    )


def _act(programme, by, count):
    """Activities of every body with a theme each, and outlets."""
    for task in list(programme.tasks.all())[:12]:
        plan_activity(by, task, plan())
    model = Activity.objects.first()
    rows = [Activity(**{f.attname: getattr(model, f.attname) for f in Activity._meta.concrete_fields if f.name != "id"})
            for _ in range(count)]  # fmt: skip
    Activity.objects.bulk_create(rows)
    themes = Theme.objects.bulk_create(
        [Theme(programme=programme, duty=model.task.duty, number=n, text=f"Nội dung {n}") for n in range(1, 8)]
    )
    for theme in themes[:6]:
        theme.activities.set(list(Activity.objects.all())[: 10 * theme.number])
    Outlet.objects.bulk_create([Outlet(body=model.task.body, host=f"bao{n}.vn", by=by) for n in range(30)])


@pytest.mark.parametrize("address", QUERIES)
def test_queries_do_not_grow_with_the_number_of_bodies(
    address, programme, task, coordinator, clerk, activity, dispatch
):
    of_body = ("/lam-viec/viec/", "/lam-viec/hoat-dong/", "/lam-viec/kenh/", "/lam-viec/hoat-dong/{activity}/")
    client = signed_in(clerk if address in of_body else coordinator)
    plan_activity(clerk, task, plan())
    register(coordinator, programme.office, written({"sender": "Sở Nội vụ", "subject": "Rà soát"}))
    later = Dispatch.objects.get(pk=dispatch.pk)
    later.pk, later.sha256 = None, "e" * 64
    later.save()
    path = address.format(
        programme=programme.pk, task=task.pk, dispatch=dispatch.pk, later=later.pk, activity=activity.pk
    )
    client.get(path)
    counts, sizes = [], []
    for count in (1, 300):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(path)
        assert answer.status_code == 200
        counts.append(len(queries))
        sizes.append(len(answer.content))
        if count == 1:
            _grow(programme, 300, coordinator, task.body)
            _act(programme, clerk, 300)
    assert counts == [QUERIES[address]] * 2
    assert max(sizes) < 150_000


def test_headers(client, db):
    answer = client.get("/dang-nhap/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (answer["X-Content-Type-Options"], answer["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", page), "nothing inline"


def test_nothing_inline_in_any_template():
    for path in WEB.rglob("*.html"):
        assert not re.search(r"<script(?![^>]*src=)|\son[a-z]+=|\sstyle=|javascript:", path.read_text("utf-8")), (
            path.name
        )


def test_health(client, db):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["database"] is True


def test_our_own_mistake_shows_a_code_and_no_detail(rf: RequestFactory):
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert re.search(r"mã [0-9A-F]{4} ", answer.content.decode())


def test_every_page_speaks_english_under_en(programme, task, coordinator, clerk):
    mai = signed_in(coordinator)
    for path in (
        f"/en/lam-viec/chuong-trinh/{programme.pk}/bang/",
        f"/en/lam-viec/viec/{task.pk}/",
        "/en/lam-viec/van-ban/nhan/",
    ):
        page = mai.get(path).content.decode()
        assert '<html lang="en">' in page
        assert "Sign out" in page
        assert "Đăng xuất" not in page


def test_hostile_words_of_a_document_are_text(programme, task, clerk):
    words = "<script>alert(1)</script> \u202egnuốn"
    Duty.objects.filter(pk=task.duty_id).update(quote=words)
    page = signed_in(clerk).get(f"/lam-viec/viec/{task.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_vietnamese_is_complete():
    catalogue = (WEB / "locale" / "vi" / "LC_MESSAGES" / "django.po").read_text("utf-8")
    assert "fuzzy" not in catalogue.split("\n\n", 1)[1]
    assert not re.findall(r'^msgid ".+"\nmsgstr ""\n(?!")', catalogue, re.MULTILINE)
    assert (WEB / "locale" / "vi" / "LC_MESSAGES" / "django.mo").exists()
    known = set(re.findall(r'^msgid "(.*)"$', catalogue, re.MULTILINE))
    used = set()
    for path in WEB.rglob("*.html"):
        used |= {a or b for a, b in re.findall(r"""translate "([^"]+)"|translate '([^']+)'""", path.read_text("utf-8"))}
    assert sorted(used - known) == []


def test_every_code_has_a_sentence_in_both_languages():
    for code, words in SENTENCES.items():
        with translation.override("vi"):
            vietnamese = str(words)
        with translation.override("en"):
            assert str(words) != vietnamese, code


def test_only_domain_writes():
    """Views, models and queries change nothing; sessions and forms that are sent once are the project's own."""
    writing = re.compile(r"^(save|create|update|delete|bulk_create|bulk_update|get_or_create|update_or_create|set)$")
    for path in WEB.rglob("*.py"):
        part = path.relative_to(WEB).as_posix()
        if ("/domain/" in part and "/queries/" not in part) or "/migrations/" in part or part.startswith("project/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and writing.match(node.func.attr):
                owner = ast.unparse(node.func.value)
                assert owner in {"request.session", "segno.make(text, micro=False)", "self.ending", "self._event"}, (
                    f"{part}:{node.lineno} {ast.unparse(node.func)}"
                )


def test_sign_in_locks_after_five_wrong_attempts_and_says_the_same_for_unknown_people(coordinator):
    client = Client()
    said = []
    for email in (coordinator.email, "ai-do@example.vn"):
        for _ in range(5):
            answer = client.post("/dang-nhap/", {"email": email, "password": "sai"})
            said.append(re.findall(r"Sai thư[^<]*", answer.content.decode())[0])
        locked = client.post("/dang-nhap/", {"email": email, "password": "mat-khau-dai-1"})
        assert locked.status_code == 429
    assert len(set(said)) == 1


def test_the_migrations_are_those_of_the_models(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
