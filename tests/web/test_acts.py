"""What can be done with a task, and what not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from nguon.web.chain.domain import ending
from nguon.web.programme.domain import acts
from nguon.web.programme.domain.evidence import NotEvidence, attach
from nguon.web.programme.domain.states import state_of
from tests.web.conftest import person


@pytest.fixture
def now(task):
    """The state of the task as it is stored."""

    def look():
        task.refresh_from_db()
        return state_of(task, timezone.localdate()).key

    return look


def test_accepting_twice_does_not_fit(clerk, task, now):
    acts.accept(clerk, task)
    with pytest.raises(acts.DoesNotFit):
        acts.accept(clerk, task)
    acts.take_acceptance_back(clerk, task)
    assert now() == "chua-nhan"


def test_sent_back_and_given_again(clerk, coordinator, task, now):
    with pytest.raises(acts.WordsMissing):
        acts.send_back(clerk, task, " ")
    acts.send_back(clerk, task, "Không thuộc phạm vi")
    assert now() == "tra-lai"
    acts.give_again(coordinator, task, "Thuộc phạm vi, xem Quyết định phân công")
    assert now() == "chua-nhan"


def test_a_question_stops_the_clock_until_the_answer(clerk, coordinator, task, now):
    acts.ask(clerk, task, "Gồm cả trạm y tế?")
    assert now() == "cho"
    task.waiting_since -= timedelta(7)
    task.save()
    acts.answer(coordinator, task, "Có")
    task.refresh_from_db()
    assert now() == "chua-nhan"
    assert task.waited == 5


def test_more_time_keeps_the_first_date(clerk, coordinator, task, now):
    with pytest.raises(acts.NotLater):
        acts.ask_more_time(clerk, task, task.due, "Mưa")
    acts.ask_more_time(clerk, task, date(2026, 12, 31), "Mưa")
    first = task.due
    acts.give_more_time(coordinator, task, date(2026, 12, 31))
    assert now() == "gia-han"
    assert (task.due, task.extended_to) == (first, date(2026, 12, 31))


def test_refused_time_is_added_as_waiting(clerk, coordinator, task, now):
    acts.ask_more_time(clerk, task, date(2026, 12, 31), "Mưa")
    acts.refuse_more_time(coordinator, task, "Không kịp tổng kết")
    assert now() == "chua-nhan"
    assert task.extended_to is None


def test_who_said_done_does_not_check(clerk, task, now):
    with pytest.raises(acts.EvidenceMissing):
        acts.say_done(clerk, task)
    attach(clerk, task, "headcount", number=30)
    acts.say_done(clerk, task)
    with pytest.raises(acts.SamePerson):
        acts.check_done(clerk, task)
    second = person("ha", body=task.body, role="verifier")
    acts.not_done_yet(second, task, "Thiếu ảnh")
    assert now() == "trong-han" or now() == "sap-den"
    acts.say_done(clerk, task)
    acts.check_done(second, task)
    assert now() == "xong"


def test_the_coordinator_ticks_for_a_body_without_an_account(coordinator, task, now):
    with pytest.raises(acts.DoesNotFit):
        acts.tick(coordinator, task, timezone.localdate() + timedelta(1), "Điện thoại")
    acts.tick(coordinator, task, timezone.localdate(), "Báo cáo giấy số 12")
    assert now() == "xong"


def test_nothing_is_done_in_a_closed_programme(coordinator, clerk, task, programme):
    ending.close(coordinator, programme)
    with pytest.raises(acts.DoesNotFit):
        acts.accept(clerk, task)
    ending.open_again(coordinator, programme)
    acts.accept(clerk, task)


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"\xff\xd8\xff\xe0 no picture", b"GIF89a"])
def test_what_is_no_picture_is_no_evidence(clerk, task, data):
    from django.core.files.uploadedfile import SimpleUploadedFile

    with pytest.raises(NotEvidence):
        attach(clerk, task, "photo", file=SimpleUploadedFile("x.jpg", data))
    with pytest.raises(NotEvidence):
        attach(clerk, task, "minutes", file=SimpleUploadedFile("x.pdf", data))
