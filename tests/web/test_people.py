"""People: leaving and handing over, roles in a programme, invitations by mail and for many."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client

from nguon.web.accounts.domain import inviting, leaving, programme_roles
from nguon.web.accounts.models import Invitation, Membership, User
from nguon.web.audit.models import LogEntry
from nguon.web.directory.models import Body
from nguon.web.dispatches.models import Upload
from nguon.web.notices.models import Letter
from nguon.web.programme.domain import acts
from nguon.web.programme.models import ProgrammeRole, Task
from tests.web.conftest import person, signed_in

PASSWORD = "mot cau du dai va la"
PEOPLE = "/lam-viec/co-quan/nguoi/"


@pytest.fixture
def heir(office):
    """A second person of the office."""
    return person("lan", body=office, role="editor")


@pytest.fixture
def mail_on(settings):
    """Mail is set up; nothing is handed over before the worker runs."""
    settings.ADDRESS = "https://nguon.example.vn"
    settings.MAIL = settings.MAIL | {"host": "mail.example.vn", "from": "nguon@example.vn"}


def leave(client, user, **form):
    return client.post(f"{PEOPLE}{user.memberships.get().pk}/thoi/", form)


def test_the_last_manager_is_told_and_must_name_one(coordinator, programme, heir):
    client = signed_in(coordinator)
    page = client.get(f"{PEOPLE}{coordinator.memberships.get().pk}/thoi/").content.decode()
    assert "người phụ trách cuối cùng" in page
    leave(client, coordinator, successor=heir.pk)
    assert coordinator.memberships.exists(), "nothing happened"
    leave(client, coordinator, successor=heir.pk, make_manager="yes")
    assert heir.memberships.get().role == "manager"
    coordinator.refresh_from_db()
    assert not coordinator.is_active


def test_what_is_open_passes_on_and_history_keeps_the_name(coordinator, programme, heir):
    other = Client()
    other.post("/dang-nhap/", {"email": coordinator.email, "password": "mat-khau-dai-1"})
    assert other.get("/lam-viec/viec/").status_code == 200
    leave(signed_in(coordinator), coordinator, successor=heir.pk, make_manager="yes")
    role = ProgrammeRole.objects.get()
    assert (role.user, role.role) == (heir, "coordinator")
    assert Upload.objects.get().by == heir
    assert other.get("/lam-viec/viec/").status_code == 302, "every session ended"
    assert Client().post("/dang-nhap/", {"email": coordinator.email, "password": "mat-khau-dai-1"}).status_code == 422
    assert LogEntry.objects.filter(act="plan_issued", actor_name=coordinator.name).exists()
    assert signed_in(heir).get(f"/lam-viec/chuong-trinh/{programme.pk}/bang/").status_code == 200


def test_a_task_passes_on_and_an_open_question_stays_with_the_body(task, clerk, coordinator):
    heir = person("thay", body=task.body, role="editor")
    acts.ask(clerk, task, "Hỏi ai?")
    Task.objects.filter(pk=task.pk).update(assignee=clerk)
    means = leaving.what_leaving_means(clerk.memberships.get())
    assert means.questions == 1
    leave(signed_in(clerk), clerk, successor=heir.pk)
    assert Task.objects.get(pk=task.pk).assignee == heir
    assert clerk.name in signed_in(heir).get(f"/lam-viec/viec/{task.pk}/").content.decode()


def test_a_successor_of_another_body_is_refused(coordinator, heir):
    stranger = person("khac", body=Body.objects.create(ref="own:x", name="X"), role="manager")
    with pytest.raises(leaving.NoSuccessor):
        leaving.leave(coordinator, heir.memberships.get(), stranger.pk)


def test_who_has_another_role_keeps_the_account_and_an_administrator_opens_a_closed_one(coordinator, heir):
    second = Body.objects.create(ref="own:y", name="Y")
    membership = heir.memberships.get()
    Membership.objects.create(user=heir, body=second, role="reader")
    assert leaving.leave(coordinator, membership, None) is False
    assert leaving.leave(coordinator, heir.memberships.get(), None) is True
    admin = signed_in(person("quan-tri", administrator=True))
    assert heir.name in admin.get(PEOPLE).content.decode()
    admin.post(f"{PEOPLE}{heir.pk}/mo-lai/")
    heir.refresh_from_db()
    assert heir.is_active
    assert not heir.memberships.exists()


def test_a_manager_cannot_end_people_of_another_body(coordinator, clerk):
    assert leave(signed_in(coordinator), clerk).status_code == 404
    assert clerk.memberships.exists()


def test_an_observer_by_name_and_one_by_link_see_the_programme_and_change_nothing(coordinator, programme):
    address = f"/lam-viec/chuong-trinh/{programme.pk}/nguoi/"
    board = f"/lam-viec/chuong-trinh/{programme.pk}/bang/"
    mai, known = signed_in(coordinator), person("quan-sat")
    assert signed_in(known).get(board).status_code == 404
    mai.post(address, {"email": known.email.upper(), "role": "observer"})
    assert signed_in(known).get(board).status_code == 200
    assert (
        signed_in(known).post(f"/lam-viec/chuong-trinh/{programme.pk}/ket-thuc/", {"act": "close"}).status_code == 404
    )
    assert signed_in(known).get(address).status_code == 404, "an observer gives no roles"
    page = mai.post(address, {"email": "moi@example.vn", "role": "observer", "invite": "on"}).content.decode()
    link = re.findall(r"/moi/[\w-]+/", page)[0]
    client = Client()
    assert programme.title in client.get(link).content.decode()
    client.post(link, {"name": "Mới", "email": "moi@example.vn", "new_password": PASSWORD})
    made = User.objects.get(email="moi@example.vn")
    assert not made.administrator
    assert client.get(board).status_code == 200
    role = programme.roles.get(user=made)
    mai.post(f"{address}{role.pk}/thoi/")
    assert client.get(board).status_code == 404


def test_a_given_coordinator_gives_no_roles(coordinator, programme):
    given = person("duoc-giao")
    programme_roles.give(coordinator, programme, given.email, "coordinator")
    assert signed_in(given).get(f"/lam-viec/chuong-trinh/{programme.pk}/nguoi/").status_code == 404


def test_an_unknown_address_gets_no_role(coordinator, programme):
    with pytest.raises(programme_roles.NoAccount):
        programme_roles.give(coordinator, programme, "khong-co@example.vn", "observer")


def test_a_new_first_link_leaves_links_of_programmes_alone(coordinator, programme):
    secret = inviting.invite_to_programme(coordinator, programme, "observer")
    inviting.first_link()
    assert inviting.open_invitation(secret).programme == programme


@pytest.mark.usefixtures("mail_on")
def test_a_link_goes_out_by_mail(coordinator, office):
    form = {"body": office.name, "role": "reader", "email": "phu@example.vn"}
    page = signed_in(coordinator).post(PEOPLE + "moi/", form).content.decode()
    link = re.findall(r"/moi/[\w-]+/", page)[-1]
    letter = Letter.objects.get()
    assert letter.to == "phu@example.vn"
    assert link in letter.words
    assert "Đã gửi liên kết" in page
    assert Invitation.objects.get().email == "phu@example.vn"


@pytest.mark.usefixtures("mail_on")
def test_bodies_without_an_account_are_invited_at_once(programme):
    admin = signed_in(person("quan-tri", administrator=True))
    address = PEOPLE + "moi-nhieu/"
    bodies = list(Body.objects.filter(tasks__isnull=False).distinct().order_by("name"))
    assert len(bodies) == 2
    page = admin.get(address).content.decode()
    assert all(body.name in page for body in bodies)
    assert programme.office.name not in re.sub(r"<header.*?</header>", "", page, flags=re.S), "it has people"
    wrong = admin.post(address, {f"email_{bodies[0].pk}": "không phải"})
    assert wrong.status_code == 422
    assert not Invitation.objects.exists()
    page = admin.post(address, {"body": [bodies[1].pk], f"email_{bodies[0].pk}": "a@example.vn"}).content.decode()
    assert len(set(re.findall(r"/moi/[\w-]{20,}/", page))) == 2
    assert Letter.objects.get().to == "a@example.vn"
    assert bodies[0].name not in admin.get(address).content.decode(), "a link is open"


def test_a_manager_invites_many_only_below(programme, coordinator, task):
    page = signed_in(coordinator).get(PEOPLE + "moi-nhieu/").content.decode()
    assert task.body.name not in page
    top = Body.objects.create(ref="quang-ninh/ubnd", name="UBND tỉnh Quảng Ninh")
    chief = signed_in(person("chu-tich", body=top, role="manager"))
    assert task.body.name in chief.get(PEOPLE + "moi-nhieu/").content.decode()


def test_roles_and_leaving_are_in_the_log(coordinator, heir, programme):
    with transaction.atomic():
        programme_roles.give(coordinator, programme, heir.email, "observer")
    leaving.leave(coordinator, heir.memberships.get(), None)
    found = set(LogEntry.objects.values_list("act", flat=True))
    assert {"programme_role_given", "role_ended", "handed_over", "account_closed"} <= found
