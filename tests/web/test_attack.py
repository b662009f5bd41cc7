"""What a hostile person tries: forms that name others' things, odd digits, links that read two ways, old rights."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import RequestFactory

from nguon.core.errors import UsageError
from nguon.web.accounts.domain import inviting, leaving, totp
from nguon.web.accounts.models import Membership
from nguon.web.accounts.views.signing import _address
from nguon.web.audit.models import LogEntry
from nguon.web.chain.domain.adding import NobodyMeant, bodies_meant
from nguon.web.chain.domain.ending import close
from nguon.web.directory.domain.settle import settle
from nguon.web.directory.models import Body
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.dispatches.models import Upload
from nguon.web.notices.domain import mail
from nguon.web.notices.domain.mail import send
from nguon.web.notices.models import Letter, LetterKind, LetterState
from nguon.web.programme.domain import evidence, outlets
from nguon.web.programme.domain.acts import DoesNotFit
from tests.web.conftest import person, signed_in
from tests.web.test_way import picture

TASK = "/lam-viec/viec/"


@pytest.mark.parametrize("digits", ["²", "①", "9" * 5000, "٣", "-1", "1\x00"])
def test_digits_of_no_keyboard_are_no_mistake_of_the_server(coordinator, clerk, programme, task, activity, digits):
    office, body = signed_in(coordinator), signed_in(clerk)
    board = f"/lam-viec/chuong-trinh/{programme.pk}/"
    asked = [
        (office, f"{board}bang/", {"trang": digits}),
        (office, f"{board}viec/", {"cq": digits}),
        (office, f"{board}viec/", {"nv": digits}),
        (office, f"{board}hoat-dong/", {"nd": digits, "cq": digits}),
        (office, f"/lam-viec/van-ban/{programme.dispatch_id}/thay-doi/", {"ct": digits}),
        (office, "/lam-viec/so-den/", {"nam": digits, "so": digits, "tim": digits[:9]}),
        (body, "/lam-viec/hoat-dong/", {"viec": digits}),
    ]
    sent = [
        (office, "/lam-viec/van-ban/nhan/", {"office": digits}),
        (office, f"/lam-viec/van-ban/{programme.dispatch_id}/chuoi/", {"higher": digits}),
        (
            office,
            f"/lam-viec/van-ban/{programme.dispatch_id}/thay-doi/",
            {"ct": str(programme.pk), f"due_{digits}": "1"},
        ),
        (body, f"{TASK}{task.pk}/tra-loi/", {"act": "assign", "chosen": digits}),
        (body, f"{TASK}{task.pk}/minh-chung/", {"number": digits}),
        (body, f"/lam-viec/hoat-dong/{activity.pk}/buoc/", {"what": "done", "step": digits}),
        (body, f"/lam-viec/hoat-dong/{activity.pk}/buoc/", {"what": "add", "words": "x", "days": digits}),
    ]
    answers = [client.get(address, query).status_code for client, address, query in asked]
    answers += [client.post(address, form).status_code for client, address, form in sent]
    assert max(answers) < 500, answers
    assert "\0" in digits or answers.count(404) < len(answers) // 2, answers


def test_a_nul_in_a_field_is_refused_with_a_sentence(clerk, task):
    answer = signed_in(clerk).post(f"{TASK}{task.pk}/tra-loi/", {"act": "ask", "words": "a\0b"})
    assert answer.status_code == 400
    assert "không làm được" in answer.content.decode().lower()


def test_too_many_fields_are_refused_with_a_sentence(clerk, task):
    answer = signed_in(clerk).post(f"{TASK}{task.pk}/tra-loi/", {"chosen": [str(n) for n in range(10_000)]})
    assert answer.status_code == 400
    assert "<html" in answer.content.decode()


def test_an_error_never_sends_to_another_server(clerk, task):
    client = signed_in(clerk)
    form = {"act": "ask", "words": ""}
    for back in ("//evil.example/x", "/\\evil.example", "///evil.example"):
        answer = client.post(f"{TASK}{task.pk}/tra-loi/", form, HTTP_REFERER=f"http://testserver{back}")
        assert answer.status_code == 302
        assert not answer["Location"].startswith(("//", "/\\", "http")), answer["Location"]


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example\\@baoquangninh.vn/x", "https://baoquangninh.vn@evil.example/", "javascript:alert(1)",
        "https://evil.example\t.baoquangninh.vn/", "https://evil.example\\.baoquangninh.vn", "data:text/html,x",
        "https://a:b@baoquangninh.vn/", "JavaScript://baoquangninh.vn/%0aalert(1)", "//baoquangninh.vn",
    ],
)  # fmt: skip
def test_a_link_that_browsers_read_otherwise_is_no_evidence(clerk, task, link):
    outlets.register(clerk, task.body, "baoquangninh.vn")
    with pytest.raises(outlets.OutletUnknown):
        outlets.check_link(task.body, link)
    outlets.check_link(task.body, "https://www.baoquangninh.vn/tin/@nguoi/1.html?a=b@c")


def test_a_code_in_other_digits_is_wrong_and_no_mistake():
    assert totp.accepted_counter(totp.new_secret(), "１２３４５６", 1e9, 0) is None


def test_who_no_longer_works_there_signs_no_held_page(coordinator, office):
    held = Upload.objects.create(
        office=office, by=coordinator, name="quet.pdf", size=1, state="held", see=[[1, "first_scan"]], held="f" * 32
    )
    client = signed_in(coordinator)
    assert client.get(f"/lam-viec/van-ban/nhan/{held.pk}/xem/").status_code == 200
    Membership.objects.filter(user=coordinator).update(role="reader")
    assert client.get(f"/lam-viec/van-ban/nhan/{held.pk}/xem/").status_code == 404
    assert client.post(f"/lam-viec/van-ban/nhan/{held.pk}/xem/", {"page": "1"}).status_code == 404
    assert "quet.pdf" not in client.get("/lam-viec/van-ban/nhan/tien-do/").content.decode()


def test_links_of_somebody_who_left_lead_nowhere(coordinator, office, programme):
    person("lan", body=office, role="manager")
    links = [inviting.invite(coordinator, office, "manager")]
    links.append(inviting.invite_to_programme(coordinator, programme, "coordinator"))
    leaving.leave(coordinator, coordinator.memberships.get(), None)
    for secret in links:
        with pytest.raises(inviting.InvitationOver):
            inviting.open_invitation(secret)
    assert LogEntry.objects.filter(act="links_ended").exists()


def test_each_role_that_passes_on_stands_in_the_log(coordinator, office, programme):
    heir = person("lan", body=office, role="manager")
    leaving.leave(coordinator, coordinator.memberships.get(), heir.pk)
    acts = list(LogEntry.objects.filter(kind="programme").values_list("act", flat=True))
    assert "programme_role_given" in acts
    assert "programme_role_ended" in acts


def test_evidence_of_a_closed_programme_stays_as_it_is(clerk, coordinator, programme, task):
    made = evidence.attach(clerk, task, "photo", file=SimpleUploadedFile("a.jpg", picture()))
    evidence.check_evidence(coordinator, made)
    with pytest.raises(DoesNotFit):
        evidence.take_evidence_back(clerk, made)
    evidence.take_check_back(coordinator, made)
    close(coordinator, programme)
    for act in (evidence.take_evidence_back, evidence.take_check_back):
        with pytest.raises(DoesNotFit):
            act(clerk, made)
    with pytest.raises(DoesNotFit):
        evidence.check_evidence(coordinator, made)
    made.refresh_from_db()
    assert made.taken_back_at is None


def test_a_unit_that_another_office_added_is_meant_by_no_words(coordinator, dispatch, programme):
    hidden = Body.objects.create(ref="own:below:999:phong-x", name="Phòng Kiểm lâm số 7")
    with pytest.raises(NobodyMeant):
        bodies_meant(programme, hidden.name)
    with pytest.raises(UsageError):
        settle(coordinator, dispatch, "Phòng Kiểm lâm", [hidden.ref], remember=False)


def test_behind_a_proxy_each_caller_is_counted_alone(settings):
    settings.SECURE_PROXY_SSL_HEADER = None
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1")
    assert _address(request) == "10.0.0.1", "nobody but a proxy is believed"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="forged, 192.0.2.7")
    assert _address(request) == "192.0.2.7"


def test_an_address_that_no_mail_can_hold_stops_no_other_mail(settings, db):
    settings.ADDRESS = "https://nguon.example.vn"
    settings.MAIL = settings.MAIL | {"host": "mail.example.vn", "from": "nguon@example.vn"}
    bad = send("a", "x\ny@example.vn", LetterKind.WORDS, title="Thư\nBcc: z@example.vn", words="một")
    good = send("b", "y@example.vn", LetterKind.WORDS, title="Thư\r\nBcc: z@example.vn", words="hai")
    taken = []

    class Server:
        def send_message(self, message, *_addresses, **_options):
            taken.append(message)
            return {}

    for letter in (bad, good):
        mail._hand_over(letter, Server())
    assert [message["To"] for message in taken] == ["y@example.vn"]
    assert taken[0]["Bcc"] is None
    assert Letter.objects.get(pk=bad.pk).state == LetterState.FAILED


def test_a_secret_by_its_name_is_no_evidence_and_leaves_no_name(clerk, coordinator, office, task):
    file = SimpleUploadedFile("MẬT - kế hoạch.jpg", picture())
    signed_in(clerk).post(f"{TASK}{task.pk}/minh-chung/", {"files": file})
    assert not task.evidence.exists()
    with transaction.atomic():
        [row] = receive(coordinator, office, [SimpleUploadedFile("MẬT - kế hoạch.pdf", b"%PDF-1.4")])
    assert row.state == "refused"
    signed_in(coordinator).post(f"/lam-viec/van-ban/nhan/{row.pk}/bo/")
    row.refresh_from_db()
    assert (row.put_away, row.name) == (True, "")


def test_a_book_in_a_field_is_refused_with_a_sentence(coordinator, programme):
    client, address = signed_in(coordinator), f"/lam-viec/chuong-trinh/{programme.pk}/them-viec/"
    answer = client.post(address, {"who": "Sở Y tế; " * 20_000})
    assert answer.status_code == 400
    assert "[words_too_long]" in answer.content.decode()
    assert client.post(address, {"who": "a" * 90_000, "words": "x", "line": "x"}).status_code < 500


def test_a_name_is_looked_up_once_however_often_it_is_written(programme, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert len(bodies_meant(programme, "Sở Y tế; " * 5000)) == 1
    with pytest.raises(NobodyMeant):
        bodies_meant(programme, "; ".join(f"Đơn vị {n}" for n in range(201)))
