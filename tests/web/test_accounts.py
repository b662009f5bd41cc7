"""Signing in: second step, sessions, links, passwords."""

from __future__ import annotations

import re
import time

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.test import Client, override_settings

from nguon.web.accounts.domain import inviting, totp
from nguon.web.accounts.models import Membership, SignIn, User
from nguon.web.directory.models import Body
from nguon.web.project import settings as real
from tests.web.conftest import person, signed_in

PASSWORD = "mat-khau-dai-1"


def enter(client, email, password=PASSWORD):
    return client.post("/dang-nhap/", {"email": email, "password": password})


def test_codes_of_the_standard():
    """RFC 6238, Appendix B, SHA-1: the last six digits of its eight."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert [totp.code_at(secret, t // 30) for t in (59, 1111111109, 20000000000)] == ["287082", "081804", "353130"]


def test_the_second_step_is_asked_for_and_a_code_counts_once(coordinator):
    client = Client()
    enter(client, coordinator.email)
    page = client.get("/lam-viec/ho-so/ma-hai-buoc/").content.decode()
    assert "<svg" in page
    coordinator.refresh_from_db()
    code = totp.code_at(coordinator.totp_secret, int(time.time()) // 30)
    client.post("/lam-viec/ho-so/ma-hai-buoc/", {"code": code})
    coordinator.refresh_from_db()
    assert coordinator.totp_since is not None
    other = Client()
    assert enter(other, coordinator.email)["Location"].startswith("/dang-nhap/ma/")
    assert other.get("/lam-viec/van-ban/").status_code == 302, "half signed in is not signed in"
    assert other.post("/dang-nhap/ma/", {"code": code}).status_code == 422, "the code was used"
    later = totp.code_at(coordinator.totp_secret, int(time.time()) // 30 + 1)
    assert other.post("/dang-nhap/ma/", {"code": later}).status_code == 302
    assert other.get("/lam-viec/van-ban/").status_code == 200


def test_a_person_ends_another_session_of_their_own(coordinator):
    here, there = Client(), Client()
    enter(here, coordinator.email)
    enter(there, coordinator.email)
    other = SignIn.objects.exclude(session_key=here.session.session_key).get()
    here.post(f"/lam-viec/ho-so/phien/{other.pk}/ket-thuc/")
    assert there.get("/lam-viec/van-ban/").status_code == 302
    assert here.get("/lam-viec/van-ban/").status_code == 200


def test_a_changed_password_signs_the_others_out_and_keeps_this_one(coordinator):
    here, there = Client(), Client()
    enter(here, coordinator.email)
    enter(there, coordinator.email)
    form = {"old_password": PASSWORD, "new_password": "mot cau khac han, du dai"}
    assert here.post("/lam-viec/ho-so/mat-khau/", form).status_code == 302
    assert here.get("/lam-viec/ho-so/").status_code == 200
    assert there.get("/lam-viec/ho-so/").status_code == 302
    assert SignIn.objects.count() == 1


@pytest.mark.parametrize("weak", ["ngan", "password123", "1234567890", "mai@example.vn"])
def test_weak_passwords_are_refused(coordinator, weak):
    client = Client()
    enter(client, coordinator.email)
    answer = client.post("/lam-viec/ho-so/mat-khau/", {"old_password": PASSWORD, "new_password": weak})
    assert answer.status_code == 422


def test_the_first_link_makes_one_administrator_once(db):
    first, second = inviting.first_link(), inviting.first_link()
    with pytest.raises(inviting.InvitationOver):
        inviting.open_invitation(first)
    user = inviting.accept_as_new(second, "Quản trị", "QT@example.vn", PASSWORD)
    assert user.administrator
    assert inviting.first_link() is None
    with pytest.raises(inviting.InvitationOver):
        inviting.open_invitation(second)


def test_a_manager_invites_to_their_own_body_only(coordinator, office):
    foreign = Body.objects.create(ref="own:other", name="Chi cục Thủy lợi")
    mai = signed_in(coordinator)
    form = {"body": office.name, "role": "reader", "note": "anh Phú"}
    link = re.findall(r"/moi/[\w-]+/", mai.post("/lam-viec/co-quan/nguoi/moi/", form).content.decode())[0]
    refused = mai.post("/lam-viec/co-quan/nguoi/moi/", form | {"body": foreign.name, "ref": foreign.ref})
    assert "/moi/" not in re.sub(r"nguoi/moi/", "", refused.content.decode())
    client = Client()
    client.post(link, {"name": "Phú", "email": "phu@example.vn", "new_password": "mot cau du dai va la"})
    assert Membership.objects.get(user__email="phu@example.vn").role == "reader"
    assert Client().get(link).status_code == 400


def test_a_forgotten_password_is_renewed_by_an_administrators_link(coordinator):
    admin = signed_in(person("quan-tri", administrator=True))
    before = Client()
    enter(before, coordinator.email)
    page = admin.post(f"/lam-viec/co-quan/nguoi/{coordinator.pk}/mat-khau/").content.decode()
    link = re.findall(r"/moi/[\w-]+/", page)[0]
    client = Client()
    assert coordinator.email in client.get(link).content.decode()
    assert client.post(link, {"new_password": "mot cau du dai va la"}).status_code == 302
    assert client.get("/lam-viec/ho-so/").status_code == 200
    assert before.get("/lam-viec/ho-so/").status_code == 302
    assert not User.objects.get(pk=coordinator.pk).check_password(PASSWORD)


def test_passwords_are_kept_by_scrypt():
    with override_settings(PASSWORD_HASHERS=real.PASSWORD_HASHERS):
        kept = make_password("mot cau du dai")
        assert kept.startswith("scrypt$")
        assert check_password("mot cau du dai", kept)
