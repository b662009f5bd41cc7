"""Mail against a real SMTP server: taken, refused, down, slow, encrypted; each letter once."""

from __future__ import annotations

import logging
import socket
import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from nguon.web.jobs.models import Job
from nguon.web.notices.domain import mail, smtp
from nguon.web.notices.domain.mail_settings import mail_settings
from nguon.web.notices.models import Choice, Letter, LetterKind, Mode, Notice
from nguon.web.programme.domain import acts
from tests.web.conftest import person, signed_in, work
from tests.web.mail_server import Mailbox, certificate, free_port, listening
from tests.web.processes import start, wait_until

# of the test server: it asks for a password on an open line, which the tests want
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")


@pytest.fixture
def box():
    return Mailbox()


@pytest.fixture
def set_mail(settings):
    """Set the mail settings of a test."""

    def put(port, **more):
        settings.ADDRESS = "https://nguon.example.vn"
        settings.MAIL = settings.MAIL | {
            "host": "localhost", "port": port, "tls": "none", "from": "nguon@office.example.vn", "seconds": 2, **more,
        }  # fmt: skip

    return put


@pytest.fixture
def server(box, set_mail):
    """A server that takes everything."""
    with listening(box) as controller:
        set_mail(controller.port)
        yield controller


def words(key="a", to="ai@example.vn"):
    with transaction.atomic():
        return mail.send(key, to, LetterKind.WORDS, title="Chào\r\nBcc: x@example.vn", words="Một.\n\nHai.")


def due():
    """All letters that wait are due, and the job that sends them."""
    Letter.objects.filter(state="waiting").update(next_at=timezone.now())
    Job.objects.filter(state="waiting").update(not_before=timezone.now())


def test_a_letter_is_sent_once_in_two_forms_and_its_words_are_not_kept(db, server, box):
    letter = words()
    assert words() is None, "the same key is the same letter"
    work()
    (message,) = box.messages
    assert message["To"] == "ai@example.vn"
    assert message["Subject"] == "Chào Bcc: x@example.vn"
    assert message["Bcc"] is None
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Hai." in message.get_body(("plain",)).get_content()
    assert "<p>Hai.</p>" in message.get_body(("html",)).get_content()
    letter.refresh_from_db()
    assert (letter.state, letter.title, letter.words) == ("sent", "", "")


def test_without_settings_nothing_is_stored(db):
    assert words() is None
    assert not Letter.objects.exists()


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_an_encrypted_line_and_a_certificate_that_does_not_fit(db, box, set_mail, tmp_path, tls):
    files = certificate(tmp_path)
    with listening(box, tls=tls, files=files, password="dung-mat-khau") as controller:
        set_mail(controller.port, tls=tls, user="nguon", password="dung-mat-khau", ca_file=str(files[0]))
        words()
        work()
        assert len(box.messages) == 1
        set_mail(controller.port, tls=tls, user="nguon", password="dung-mat-khau", ca_file="")
        with pytest.raises(smtp.MailTls), smtp.connected(mail_settings()):
            pass


def test_a_password_never_goes_over_an_open_line(db, server, set_mail):
    set_mail(server.port, host="127.0.0.2", user="nguon", password="x")
    server_elsewhere = pytest.raises((smtp.MailTls, smtp.MailDown))
    with server_elsewhere, smtp.connected(mail_settings()):
        pass


def test_each_refusal_is_named(db, box, set_mail):
    with listening(box, password="dung") as controller:
        set_mail(controller.port, user="nguon", password="sai")
        with pytest.raises(smtp.MailLogin, match="refused") as caught, smtp.connected(mail_settings()):
            pass
        assert caught.value.said.startswith("535 ")
        assert "sai" not in f"{caught.value}{caught.value.said}{mail_settings()}"
        set_mail(controller.port, tls="starttls")
        with pytest.raises(smtp.MailTls), smtp.connected(mail_settings()):
            pass
        set_mail(controller.port, tls="tls")
        with pytest.raises(smtp.MailFault), smtp.connected(mail_settings()):
            pass
    set_mail(free_port())
    with pytest.raises(smtp.MailDown), smtp.connected(mail_settings()):
        pass
    set_mail(25, host="khong-co.invalid")
    with pytest.raises(smtp.MailDown), smtp.connected(mail_settings()):
        pass


def test_a_server_that_says_nothing_is_slow(db, set_mail):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        set_mail(silent.getsockname()[1], host="127.0.0.1", seconds=1)
        with pytest.raises(smtp.MailSlow), smtp.connected(mail_settings()):
            pass


def test_a_server_that_is_down_is_tried_again_with_growing_pauses_and_given_up_visibly(db, set_mail, box):
    set_mail(free_port())
    letter = words()
    pauses = []
    for _ in range(len(mail.PAUSES)):
        before = timezone.now()
        work()
        letter.refresh_from_db()
        pauses.append(round((letter.next_at - before).total_seconds() / 60))
        due()
    assert pauses == [1, 5, 15, 60, 240, 720, 1440]
    assert (letter.state, letter.code) == ("waiting", "mail_down")
    work()
    letter.refresh_from_db()
    assert (letter.state, letter.words) == ("failed", "")
    administrator = signed_in(person("quan-tri", administrator=True))
    page = administrator.get("/lam-viec/quan-tri/thiet-lap/").content.decode()
    assert "ai@example.vn" in page
    assert "[mail_down]" in page


def test_a_server_that_comes_back_gets_the_letter(db, set_mail, box):
    port = free_port()
    set_mail(port)
    words()
    work()
    with listening(box, port=port):
        due()
        work()
    assert len(box.messages) == 1


def test_one_wrong_address_stops_nobody_else(db, server, box):
    box.refuse["sai@example.vn"] = "550 5.1.1 no such user"
    box.refuse["day@example.vn"] = "452 4.2.2 mailbox full"
    wrong, full, right = words("1", "sai@example.vn"), words("2", "day@example.vn"), words("3")
    work()
    for letter in (wrong, full, right):
        letter.refresh_from_db()
    assert (wrong.state, wrong.code, wrong.said) == ("failed", "mail_recipient", "550 5.1.1 no such user")
    assert (full.state, full.attempt) == ("waiting", 1)
    assert right.state == "sent"
    box.refuse.clear()
    due()
    work()
    assert sorted(message["To"] for message in box.messages) == ["ai@example.vn", "day@example.vn"]


def test_a_sender_that_is_refused_holds_all_letters(db, server, box):
    box.refuse["nguon@office.example.vn"] = "553 5.7.1 not yours"
    words("1")
    words("2")
    work()
    assert (
        list(Letter.objects.order_by("pk").values_list("state", "attempt", "code"))
        == [("waiting", 1, "mail_sender")] * 2
    )


def test_a_letter_put_off_by_a_wrong_clock_is_sent(db, server, box):
    words()
    Letter.objects.update(next_at=timezone.now() + timedelta(365))
    Job.objects.update(not_before=timezone.now() + timedelta(365))
    mail.look_for_letters()
    work()
    assert len(box.messages) == 1


def test_nothing_of_a_letter_is_logged(db, server, box, caplog):
    caplog.set_level(logging.DEBUG)
    box.refuse["sai@example.vn"] = "550 5.1.1 sai@example.vn unknown"
    words("1")
    words("2", "sai@example.vn")
    work()
    said = "\n".join(f"{one.getMessage()} {vars(one)}" for one in caplog.records if one.name.startswith("nguon"))
    assert "letter_sent" in said
    assert "letter_not_sent" in said
    assert not any(word in said for word in ("Hai.", "Chào", "example.vn"))


@pytest.mark.usefixtures("live")
def test_a_worker_killed_while_it_hands_over_sends_the_same_message_id(coordinator, box):
    box.stall = 3.0
    with listening(box) as controller:
        more = {
            "NGUON_LEASE_SECONDS": "1", "NGUON_ADDRESS": "https://n.example.vn", "NGUON_MAIL_HOST": "127.0.0.1",
            "NGUON_MAIL_PORT": str(controller.port), "NGUON_MAIL_TLS": "none", "NGUON_MAIL_FROM": "n@example.vn",
        }  # fmt: skip
        Letter.objects.create(key="k", kind=LetterKind.WORDS, to="ai@example.vn", title="t", words="w")
        with transaction.atomic():
            from nguon.web.jobs.domain.queue import ask

            ask("send_letters", "all", None)
        killed = start("-m", "nguon.web.jobs", **more)
        try:
            wait_until(lambda: box.messages, what="handing over")
        finally:
            killed.kill()
            killed.wait()
        assert Letter.objects.get().state == "waiting"
        box.stall = 0.0
        wait_until(lambda: not Job.objects.filter(leased_until__gt=timezone.now()).exists(), what="the lease's end")
        due()
        second = start("-m", "nguon.web.jobs", **more)
        try:
            wait_until(lambda: Letter.objects.get().state == "sent", what="handing over again")
        finally:
            second.terminate()
            second.wait(timeout=20)
    assert (len(box.messages), len(set(box.ids()))) == (2, 1)


@pytest.mark.usefixtures("live")
def test_four_workers_at_once_send_each_letter_once(coordinator, server, box):
    from django.db import connection

    for number in range(30):
        words(str(number), f"n{number}@example.vn")

    def run():
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work()
    assert (len(box.messages), len(set(box.ids()))) == (30, 30)


def test_the_administrator_tests_and_reads_the_fault(db, set_mail, box):
    user = person("quan-tri", administrator=True)
    client = signed_in(user)
    address = "/lam-viec/quan-tri/thiet-lap/"
    page = client.get(address).content.decode()
    assert "chưa cài đặt" in page
    assert "[mail_off]" in client.post(address + "thu/", follow=True).content.decode()
    with listening(box, password="dung-het-roi") as controller:
        set_mail(controller.port, user="nguon", password="sai-mat-roi")
        page = client.post(address + "thu/", {"form_key": "1"}, follow=True).content.decode()
        assert "mail_password" in page
        assert "535" in page
        assert "sai-mat-roi" not in page
        set_mail(controller.port, user="nguon", password="dung-het-roi")
        for _ in range(2):
            page = client.post(address + "thu/", {"form_key": "2"}, follow=True).content.decode()
        assert "đã nhận thư gửi" in page
    assert [message["To"] for message in box.messages] == [user.email], "a form that is sent twice sends once"


def test_a_mail_at_once_has_the_quote_the_link_and_a_way_out_that_works_once(coordinator, clerk, task, server, box):
    Choice.objects.create(user=clerk, answers=Mode.NOW, language="en")
    acts.ask(clerk, task, "Gồm cả trạm y tế?")
    acts.answer(coordinator, task, "Gồm cả <trạm>")
    work()
    (message,) = [one for one in box.messages if one["To"] == clerk.email]
    text = message.get_body(("plain",)).get_content()
    assert "Your question was answered" in message["Subject"]
    assert task.duty.quote.split(";")[0][:30] in text
    assert "Gồm cả <trạm>" in text
    assert "&lt;trạm&gt;" in message.get_body(("html",)).get_content()
    assert f"https://nguon.example.vn/en/lam-viec/viec/{task.pk}/" in text
    link = message["List-Unsubscribe"].strip("<>").removeprefix("https://nguon.example.vn")
    from django.test import Client

    anyone = Client()
    assert "End the mails?" in anyone.get(link).content.decode()
    assert Choice.objects.get(user=clerk).answers == Mode.NOW, "looking ends nothing"
    assert anyone.post(link).status_code == 200
    assert Choice.objects.get(user=clerk).answers == Mode.NONE
    assert anyone.post(link).status_code == 404
    assert anyone.get(link).status_code == 404
    assert anyone.get(link[:-2] + "x/").status_code == 404


def test_a_letter_about_what_one_may_no_longer_see_is_dropped(coordinator, clerk, task, server, box):
    Choice.objects.create(user=clerk, answers=Mode.NOW)
    acts.ask(clerk, task, "Gồm cả trạm y tế?")
    acts.answer(coordinator, task, "Có")
    clerk.memberships.all().delete()
    work()
    assert [one for one in box.messages if one["To"] == clerk.email] == []
    assert Letter.objects.get(person=clerk).state == "dropped"
    assert Notice.objects.filter(user=clerk).exists()
    assert "Chưa có thông báo" in signed_in(clerk).get("/lam-viec/thong-bao/?hien=het").content.decode()
