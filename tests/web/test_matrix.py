"""Permissions: every address of the URL configuration × who × method, against the table in ``matrix.txt``."""

from __future__ import annotations

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nguon.web.accounts.domain.inviting import invite
from nguon.web.accounts.models import SignIn, User
from nguon.web.activities.domain.planning import plan_activity
from nguon.web.chain.models import Amendment, Link, Withdrawal
from nguon.web.directory.models import Body, Settlement, Sheet
from nguon.web.dispatches.domain.holding import held_picture
from nguon.web.dispatches.models import Correction, Dispatch, Upload
from nguon.web.notices.domain.letters import stop_token
from nguon.web.notices.models import Letter, LetterKind, Notice, NoticeKind
from nguon.web.programme.domain import outlets
from nguon.web.programme.domain.evidence import attach
from nguon.web.register.domain.registering import register, written
from nguon.web.storage.files import stored_picture
from tests.web.conftest import person, plan, signed_in
from tests.web.test_way import picture

WHO = ("anonymous", "other", "reader", "clerk", "coordinator", "administrator")


def views(patterns=None, space=""):
    """Names of every view with the names of their arguments."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield space + (one.name or "?"), tuple(one.pattern.converters)


def table():
    """(view, method) → what each gets."""
    rows = {}
    for line in Path(__file__).with_name("matrix.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            view, method, *cells = line.split()
            rows[view, method] = dict(zip(WHO, cells, strict=True))
    return rows


def test_every_view_is_in_the_matrix_and_nothing_else():
    wanted = {(name, method) for name, _ in views() for method in ("GET", "POST")}
    assert wanted == set(table())


@pytest.fixture
def world(programme, task, clerk, coordinator, dispatch, office):
    """One of everything, so that what should be hidden is there."""
    foreign = Body.objects.create(ref="own:foreign", name="Chi cục Thủy lợi", place="tỉnh Thái Bình")
    people = {
        "other": person("khac", body=foreign, role="manager"),
        "reader": person("xem", body=office, role="reader"),
        "clerk": clerk,
        "coordinator": coordinator,
        "administrator": person("quan-tri", administrator=True),
    }
    User.objects.filter(pk=person("cu").pk).update(is_active=False)
    clients = {name: signed_in(user) for name, user in people.items()} | {"anonymous": Client()}
    dispatch.drawn = 1
    dispatch.save()
    stored_picture(dispatch.sha256, 1).put([b"\x89PNG\r\n\x1a\n" + b"\0" * 30])
    evidence = attach(clerk, task, "photo", file=SimpleUploadedFile("a.jpg", picture()), note="x")
    with transaction.atomic():
        Correction.objects.create(dispatch=dispatch, field="number", read="417", value="418", by=coordinator)
        Settlement.objects.create(office=office, phrase="so y te", printed="Sở Y tế", by=coordinator)
    sign_in = SignIn.objects.create(
        user=coordinator, session_key=signed_in(coordinator).session.session_key, device="máy khác"
    )
    membership = coordinator.memberships.get()
    outlet = outlets.register(clerk, task.body, "baoquangninh.vn")
    activity = plan_activity(clerk, task, plan())
    sheet = Sheet.objects.create(by=people["administrator"], name="ds.csv")
    entry = register(coordinator, office, written({"sender": "Sở Nội vụ", "subject": "Rà soát"}))
    notice = Notice.objects.create(user=clerk, kind=NoticeKind.NEW, task=task, key="x")
    Letter.objects.create(key="x", kind=LetterKind.NOTICE, to=clerk.email, person=clerk)
    later = Dispatch.objects.create(
        office=office, sha256="e" * 64, file_name="sau.txt", media_type="text/plain", size=1, pages=1,
        document=dispatch.document, duties=dispatch.duties, received_by=coordinator, date=dispatch.date,
    )  # fmt: skip
    amendment = Amendment.objects.create(programme=programme, dispatch=later, kind="adds", by=coordinator)
    link = Link.objects.create(lower=dispatch, higher=later, by=coordinator)
    other_task = programme.tasks.exclude(pk=task.pk).first()
    Withdrawal.objects.create(task=other_task, reason="x", by=coordinator)
    upload = Upload.objects.get()
    held = Upload.objects.create(
        office=office, by=coordinator, name="quet.pdf", size=1, state="held", see=[[1, "first_scan"]], held="f" * 32
    )
    held_picture(held.held, 1).parent.mkdir()
    held_picture(held.held, 1).write_bytes(stored_picture(dispatch.sha256, 1).read_bytes())
    pk = {
        **{view: activity.pk for view, names in views() if view.startswith("activities:") and names},
        "activities:programme": programme.pk,
        "activities:new": task.pk,
        "programme:end_outlet": outlet.pk,
        "programme:check_evidence": evidence.pk,
        **{f"directory:{name}": sheet.pk for name in ("sheet", "apply", "undo")},
        **{f"register:{name}": entry.pk for name in ("entry", "slip", "pass_on", "amend", "strike", "restore")},
        "accounts:end_session": sign_in.pk,
        "accounts:leave": membership.pk,
        "accounts:open_again": User.objects.get(is_active=False).pk,
        "accounts:programme_people": programme.pk,
        "accounts:take_programme_role": programme.pk,
        "role": programme.roles.get().pk,
        "dispatches:put_away": upload.pk,
        "dispatches:look": held.pk,
        "dispatches:held_page": held.pk,
        "dispatches:discard": held.pk,
        "programme:board": programme.pk,
        "programme:programme_tasks": programme.pk,
        "chain:add": programme.pk,
        "chain:end": programme.pk,
        "chain:undo": programme.pk,
        "chain:restore": other_task.pk,
        "chain:withdraw": task.pk,
        "programme:evidence": evidence.pk,
        "notices:open": notice.pk,
        "notices:sheets": programme.pk,
        "notices:sheet": programme.pk,
        "notices:sheet_address": programme.pk,
        "notices:sheet_send": programme.pk,
        "programme:take_evidence_back": evidence.pk,
    }
    FORMS["chain:amend"] |= {"ct": programme.pk}
    FORMS["chain:link"] = {"higher": later.pk}
    ids = {"link": link.pk, "amendment": amendment.pk}
    return clients, pk | ids, task, dispatch


FORMS = {
    "programme:act": {"act": "accept"},
    "programme:attach": {"kind": "headcount", "number": "12"},
    "programme:hand_on": {"added": "Phòng Nghiệp vụ"},
    "programme:outlets": {"host": "nhandan.vn"},
    "activities:step": {"what": "add", "words": "Mượn ghế"},
    "activities:attach": {"number": "12"},
    "activities:call_off": {"words": "Mưa bão"},
    "chain:amend": {"loai": "adds", "due_1": "2512"},
    "chain:add": {"words": "x", "all": "yes", "line": "x"},
    "chain:end": {"act": "close"},
    "chain:withdraw": {"words": "x"},
    "dispatches:look": {"page": "1"},
    "dispatches:settle": {"phrase": "Sở Y tế", "body": "nobody"},
    "dispatches:unsettle": {"phrase": "so y te"},
    "accounts:leave": {"without": "yes"},
    "accounts:programme_people": {"email": "khac@example.vn", "role": "observer"},
    "register:new": {"sender": "x", "subject": "x"},
    "register:amend": {"sender": "y", "subject": "Rà soát", "reason": "x"},
    "register:strike": {"reason": "x"},
    "register:pass_on": {"note": "x", "unit": "y"},
    "dispatches:correct": {"field": "number", "value": "9"},
}


def test_everybody_gets_what_the_matrix_says(world):
    clients, pks, task, dispatch = world
    wrong = []
    cookies = {who: client.cookies.output(header="") for who, client in clients.items()}
    for (view, method), row in table().items():
        names = dict(views())[view]
        default = task.pk if view.startswith("programme:") else dispatch.pk
        values = {"pk": pks.get(view, default), "number": 1, "correction": Correction.objects.get().pk}
        values |= {
            "link": pks["link"],
            "amendment": pks["amendment"],
            "ref": "tw/bo-y-te",
            "role": pks["role"],
            "body": task.body_id,
        }
        if view == "chain:amend":
            values["pk"] = dispatch.pk
        for who, expected in row.items():
            clients[who].cookies = SimpleCookie(cookies[who].strip())  # signing out takes them away
            with transaction.atomic():
                values["secret"] = (
                    invite(None, None) if view == "accounts:invited" else stop_token(Letter.objects.get())
                )
                address = reverse(view, kwargs={name: values[name] for name in names})
                send = clients[who].get if method == "GET" else clients[who].post
                form = FORMS.get(view, {})
                answer = send(address, form if method == "POST" else {"ct": form["ct"]} if "ct" in form else None)
                if answer.streaming:
                    b"".join(answer.streaming_content)
                transaction.set_rollback(True)
            got = _sort(answer)
            if got != expected:
                wrong.append(f"{view} {method} {who}: {got} ({answer.status_code}), not {expected}")
    assert wrong == []


def _sort(answer) -> str:
    if answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/?next="):
        return "s"
    return {404: "-", 405: "m", 403: "-", 500: "500"}.get(answer.status_code, "+")


def test_one_form_of_the_coordinator_is_closed_to_the_body_and_the_other_way(world):
    clients, _, task, _ = world
    address = f"/lam-viec/viec/{task.pk}/tra-loi/"
    tried = {
        act: clients["clerk"].post(address, {"act": act, "words": "x"}).status_code
        for act in ("answer", "give_time", "refuse_time", "give_again", "tick", "checked", "not_yet", "nothing")
    }
    assert set(tried.values()) == {404}
    assert clients["coordinator"].post(address, {"act": "accept"}).status_code == 404
