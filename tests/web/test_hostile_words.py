"""Hostile strings in every field, file name and dispatch: each page shows them as words, and nothing of them runs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from nguon.web.accounts.domain.inviting import invite
from nguon.web.activities.domain import planning, steps
from nguon.web.directory.domain.settle import settle
from nguon.web.directory.domain.sheets import look_at
from nguon.web.dispatches.domain.corrections import correct
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.dispatches.models import Dispatch
from nguon.web.programme.domain import acts, evidence, handing, outlets
from nguon.web.programme.domain.issuing import issue
from nguon.web.register.domain.registering import amend, pass_on, register, strike, written
from tests.web.browser import CHROMIUM, in_a_browser
from tests.web.conftest import LETTER, person, plan, signed_in, work
from tests.web.test_way import picture

sync_playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").sync_playwright
pytestmark = in_a_browser

STRINGS = [
    *(
        f"<{tag} {handler}=alert(1) class=zz>"
        for tag in ("img src=x", "svg", "body", "input autofocus", "details open", "video src=x", "marquee")
        for handler in ("onerror", "onload", "onfocus", "ontoggle", "onstart")
    ),
    "<script class=zz>alert(1)</script>", "</script><script class=zz>alert(1)</script>", "</title><b class=zz>",
    "</textarea><b class=zz>", "</style><b class=zz>", "--><b class=zz>", "]]><b class=zz>", "\"><b class=zz>",
    "'><b class=zz>", "\" onmouseover=alert(1) x=\"", "' onfocus=alert(1) autofocus x='", "javascript:alert(1)",
    "<a href=javascript:alert(1) class=zz>x</a>", "<iframe srcdoc='<b>' class=zz>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>", "<object data=x class=zz>", "<math><mi class=zz>",
    "{{7*7}}", "{% load x %}", "${alert(1)}", "%(alert)s", "%s%s%n", "&lt;b class=zz&gt;", "&#60;b class=zz&#62;",
    "\u202e<b class=zz>\u202c",
    "＜b class=zz＞", "<b\tclass=zz>", "<<b class=zz>", "<b class=zz", "=1+1", "`alert(1)`",
    "<form action=//evil.example class=zz>", "<link rel=stylesheet href=//evil.example/x.css>", "<style>*{color:red}",
]  # fmt: skip


@pytest.fixture
def hostile(db, office, coordinator):
    """A world in which every word is hostile; the addresses of its pages by who opens them."""
    take = cycle(STRINGS)
    letter = LETTER.replace("Rà soát khuôn viên", f"Rà soát {next(take)} khuôn viên {next(take)}")
    letter = letter.replace("V/v trồng cây đầu xuân", f"V/v trồng cây {next(take)}")
    with transaction.atomic():
        receive(coordinator, office, [SimpleUploadedFile("<img src=x onerror=alert(1)>.txt", letter.encode())])
    work()
    dispatch = Dispatch.objects.get()
    correct(coordinator, dispatch, "subject", " ".join(STRINGS[:20]))
    settle(coordinator, dispatch, next(take), [], remember=True, added=next(take))
    issued = issue(coordinator, dispatch, next(take))
    task = issued.tasks.select_related("body").get(body__name__startswith="Sở Y tế")
    clerk = person("phu", body=task.body, role="manager")
    administrator = person("quan-tri", administrator=True)
    for user in (clerk, coordinator, administrator):
        user.name = next(take)
        user.save()
    outlets.register(clerk, task.body, "baoquangninh.vn", next(take))
    evidence.attach(clerk, task, "photo", file=SimpleUploadedFile(next(take) + ".jpg", picture()), note=next(take))
    evidence.attach(clerk, task, "link", link='https://baoquangninh.vn/"><b/class=zz>', note=next(take))
    acts.ask(clerk, task, "\n".join(STRINGS))
    acts.answer(coordinator, task, "\n".join(STRINGS))
    child = handing.hand_on(clerk, task, added=next(take), words=next(take))
    activity = planning.plan_activity(
        clerk, task, plan(title=next(take), place=next(take), organisers=next(take), summary=" ".join(STRINGS))
    )
    planning.plan_activity(clerk, task, plan(title=next(take), place=activity.place, public=True))
    steps.add_step(clerk, activity, next(take))
    form = {name: next(take) for name in ("sender", "symbol", "kind", "addressed_to", "note")}
    entry = register(coordinator, office, written(form | {"subject": " ".join(STRINGS)}), book=next(take))
    amend(coordinator, entry, written(form | {"subject": next(take), "sender": next(take)}), next(take))
    pass_on(coordinator, entry, {"leader": next(take), "note": next(take), "unit": next(take), "together": next(take)})
    struck = register(coordinator, office, written({"sender": next(take), "subject": next(take)}))
    strike(coordinator, struck, next(take))
    invite(coordinator, office, "reader", next(take))
    quoted = [one.replace('"', '""') for one in STRINGS]
    rows = "Tên,Loại,Cấp,Trực thuộc\n" + "".join(f'"{one}",so-y-te,tỉnh,x\n' for one in quoted)
    sheet = look_at(administrator, None, next(take) + ".csv", rows.encode())
    board, paper = f"/lam-viec/chuong-trinh/{issued.pk}/", f"/lam-viec/van-ban/{dispatch.pk}/"
    search = "?tim=%22%3E%3Cb+class%3Dzz%3E&cq=%3Cb&tt=%3Cb+class%3Dzz%3E&hien=%22%3E%3Cb"
    return (
        (coordinator, [
            "/lam-viec/van-ban/", "/lam-viec/van-ban/nhan/", f"{paper}kiem-tra/", f"{paper}giao/{search}",
            "/lam-viec/chuong-trinh/" + search, f"{board}bang/{search}", f"{board}viec/{search}",
            f"{board}hoat-dong/{search}", f"{board}them-viec/", f"{board}ket-thuc/", f"{board}nguoi/",
            f"/lam-viec/viec/{task.pk}/", f"/lam-viec/viec/{child.pk}/", f"/lam-viec/so-den/{search}",
            f"/lam-viec/so-den/{entry.pk}/", f"/lam-viec/so-den/{struck.pk}/", f"/lam-viec/so-den/{entry.pk}/phieu/",
            "/lam-viec/so-den/in/", "/lam-viec/co-quan/nguoi/", "/lam-viec/ho-so/", "/lam-viec/thong-bao/" + search,
        ]),
        (clerk, [
            "/lam-viec/viec/" + search, f"/lam-viec/viec/{task.pk}/", f"/lam-viec/viec/{task.pk}/giao-xuong/{search}",
            f"/lam-viec/viec/{task.pk}/hoat-dong/moi/", "/lam-viec/hoat-dong/" + search,
            f"/lam-viec/hoat-dong/{activity.pk}/", "/lam-viec/kenh/", f"{paper}kiem-tra/",
        ]),
        (administrator, [
            f"/lam-viec/co-quan/nap/{sheet.pk}/", "/lam-viec/co-quan/nap/", "/lam-viec/co-quan/" + search,
            "/lam-viec/co-quan/nguoi/", "/dang-nhap/?next=//evil.example/%22%3E%3Cb+class%3Dzz%3E",
        ]),
    )  # fmt: skip


MADE = (
    ".zz, [onerror], [onload], [onmouseover], [onfocus], iframe, object, base, math, marquee, meta[http-equiv], "
    "a[href^='javascript' i], a[href^='//'], a[href^='http'][href*='evil.example']"
)
"""What would stand in a page if a word had become an element."""


def test_no_word_becomes_an_element_or_runs(hostile):
    wrong, pages = [], {}
    for number, (user, addresses) in enumerate(hostile):
        client = signed_in(user)
        for address in addresses:
            got = client.get(address)
            pages[f"{number}.test{address}"] = (dict(got.headers), got.content)
            if got.status_code != 200:
                wrong.append(f"{address}: {got.status_code}")
    with ThreadPoolExecutor(1) as thread:  # a browser's loop and the database do not share one
        wrong += thread.submit(_look, pages).result()
    assert wrong == []
    assert sum(b"onerror" in body for _headers, body in pages.values()) > 20, "the hostile words stand on the pages"


def _look(pages):
    """What goes wrong when Chromium opens them: dialogs, breaches of the policy, foreign servers asked, elements."""
    wrong, static = [], Client()

    def answer(route):
        asked = urlsplit(route.request.url)
        known = pages.get(f"{asked.hostname}{asked.path}" + (f"?{asked.query}" if asked.query else ""))
        if known is not None:
            return route.fulfill(status=200, headers=known[0], body=known[1])
        if not (asked.hostname or "").endswith(".test"):
            wrong.append(f"asked {route.request.url}")
        if not asked.path.startswith("/static/"):
            return route.fulfill(status=404)
        got = static.get(asked.path)
        body = b"".join(got.streaming_content) if got.streaming else got.content
        return route.fulfill(status=got.status_code, content_type=got["Content-Type"], body=body)

    def dialog(shown):
        wrong.append(f"dialog {shown.message}")
        shown.dismiss()

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = opened.new_page()
        page.route("**/*", answer)
        page.on("dialog", dialog)
        page.on("console", lambda said: "Content Security" in said.text and wrong.append(said.text[:200]))
        for address in pages:
            page.goto(f"http://{address}")
            found = page.eval_on_selector_all(MADE, "all => all.map(e => e.outerHTML)")
            wrong.extend(f"{address}: {one[:200]}" for one in found)
        opened.close()
    return wrong
