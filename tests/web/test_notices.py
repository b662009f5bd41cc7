"""Notices: who is told of what, once; days, digests, the schedule, a clock that jumps; task sheets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from nguon.web.accounts.models import Membership
from nguon.web.chain.domain.amending import apply
from nguon.web.chain.domain.ending import close
from nguon.web.chain.domain.withdrawing import restore, withdraw
from nguon.web.chain.models import AmendmentKind
from nguon.web.directory.models import Body
from nguon.web.jobs.domain import schedule
from nguon.web.jobs.models import Job, Slot
from nguon.web.notices.domain import digests
from nguon.web.notices.domain.queries.notices import unread
from nguon.web.notices.domain.sheets import send_sheet, set_address
from nguon.web.notices.domain.telling import tell_of_days
from nguon.web.notices.models import BodyAddress, Choice, Letter, Mode, Notice
from nguon.web.programme.domain import acts
from nguon.web.programme.domain.evidence import attach
from nguon.web.programme.domain.handing import hand_on
from nguon.web.programme.domain.issuing import issue
from nguon.web.programme.models import Duty, Programme, Task
from tests.web.conftest import person, signed_in, work
from tests.web.mail_server import Mailbox, listening
from tests.web.test_chain import LATER, received
from tests.web.test_mail import set_mail  # noqa: F401  # a fixture

TUESDAY = datetime(2026, 11, 24, 2, tzinfo=UTC)  # nine o'clock in Viet Nam


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of Django; moves it with ``clock(moment)``."""

    def put(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    put(TUESDAY)
    return put


@pytest.fixture
def box(set_mail):  # noqa: F811
    """A mail server that takes everything."""
    made = Mailbox()
    with listening(made) as controller:
        set_mail(controller.port)
        yield made


def kinds(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def hour():
    """What a worker does at the clock's time."""
    schedule.look()
    work()


def test_a_plan_tells_who_works_in_each_body_and_nobody_else(coordinator, dispatch):
    body = Body.objects.create(ref="vn:dept:health:quang-ninh:test", name="x")
    programme = issue(coordinator, dispatch)
    task = programme.tasks.select_related("body").first()
    people = {role: person(role, body=task.body, role=role) for role in ("manager", "editor", "verifier", "reader")}
    person("khac", body=body, role="manager")
    left = person("nghi", body=task.body, role="editor")
    left.is_active = False
    left.save()
    work()
    assert sorted(Notice.objects.values_list("user__name", "kind")) == [("Editor", "new"), ("Manager", "new")]
    Job.objects.update(state="waiting", attempt=0)
    work()
    assert Notice.objects.count() == 2, "the job ran twice"
    assert unread(people["editor"]) == 1


def test_a_task_added_changed_or_withdrawn_later_is_told(coordinator, clerk, task, programme):
    work()
    Notice.objects.all().delete()
    withdraw(coordinator, task, "Chuyển cơ quan khác")
    work()
    work()
    restore(coordinator, task)
    work()
    assert kinds(clerk) == ["new", "withdrawn", "changed"], "of the plan itself, whose notice was deleted, once more"


def test_both_sides_are_told_and_never_who_acted(coordinator, clerk, task):
    checker = person("ha", body=task.body, role="verifier")
    acts.ask(clerk, task, "Gồm cả trạm y tế?")
    acts.answer(coordinator, task, "Có")
    acts.ask_more_time(clerk, task, date(2026, 12, 31), "Mưa")
    acts.refuse_more_time(coordinator, task, "Không kịp")
    attach(clerk, task, "headcount", number=30)
    acts.say_done(clerk, task)
    acts.not_done_yet(checker, task, "Thiếu ảnh")
    acts.say_done(clerk, task)
    acts.check_done(coordinator, task)
    assert kinds(coordinator) == ["asked", "more_time_asked", "to_check", "to_check"]
    assert kinds(clerk) == ["answered", "more_time_refused", "not_yet", "checked"]
    assert kinds(checker) == ["to_check", "to_check"]
    assert unread(coordinator) == 0, "who acts on a task has read of it"
    assert unread(clerk) == 1


def test_returned_and_given_again(coordinator, clerk, task):
    acts.send_back(clerk, task, "Không thuộc phạm vi")
    acts.give_again(coordinator, task, "Thuộc")
    assert (kinds(coordinator), kinds(clerk)) == (["returned"], ["given_again"])


def test_where_no_coordinator_is_left_the_office_is_told(coordinator, clerk, task, office):
    second = person("hoa", body=office, role="editor")
    coordinator.is_active = False
    coordinator.save()
    acts.ask(clerk, task, "Ai trả lời?")
    assert (kinds(coordinator), kinds(second)) == ([], ["asked"])


@pytest.mark.parametrize("why", ["waiting", "sent back", "done", "closed", "untracked", "no date"])
def test_nobody_is_told_of_a_day_that_does_not_press(coordinator, clerk, task, why):
    Task.objects.exclude(pk=task.pk).delete()
    if why == "waiting":
        acts.ask(clerk, task, "?")
    elif why == "sent back":
        acts.send_back(clerk, task, "x")
    elif why == "done":
        acts.tick(coordinator, task, timezone.localdate(), "x")
    elif why == "closed":
        close(coordinator, task.programme)
    elif why == "untracked":
        Duty.objects.update(tracked=False)
    else:
        Task.objects.update(in_force=None)
    for day in (task.due, task.due + timedelta(30)):
        tell_of_days(day)
    assert not Notice.objects.filter(kind__in=["due_soon", "late"]).exists()


def test_each_day_in_force_is_told_once(clerk, task, coordinator):
    for day in (task.due - timedelta(2), task.due, task.due + timedelta(1), task.due + timedelta(9)):
        tell_of_days(day)
        tell_of_days(day)
    assert kinds(clerk) == ["due_soon", "late"]
    later = task.due + timedelta(60)
    acts.give_more_time(coordinator, task, later)
    tell_of_days(later + timedelta(3))
    assert kinds(clerk) == ["due_soon", "late", "more_time_given", "late"]


def test_the_list_opens_a_task_in_one_click_and_has_read_it(coordinator, clerk, task):
    acts.ask(clerk, task, "?")
    acts.answer(coordinator, task, "Có, cả trạm")
    phu = signed_in(clerk)
    page = phu.get("/lam-viec/thong-bao/").content.decode()
    assert "Câu hỏi đã được trả lời" in page
    assert "Có, cả trạm" in page
    assert '<b class="count">1' in page
    answer = phu.post(f"/lam-viec/thong-bao/{Notice.objects.get(user=clerk).pk}/mo/")
    assert answer["Location"] == f"/lam-viec/viec/{task.pk}/"
    assert 'class="count"' not in phu.get("/lam-viec/thong-bao/").content.decode()
    mai = signed_in(coordinator)
    mai.post("/lam-viec/thong-bao/da-doc/")
    assert unread(coordinator) == 0


@pytest.mark.usefixtures("clock")
def test_the_slots_of_the_schedule_are_worked_once(clock, db):
    for _ in range(3):
        schedule.look()
    hours = Slot.objects.filter(kind="notices_hour")
    assert (Job.objects.filter(kind="notices_hour").count(), hours.get().slot) == (1, "2026-11-24T02:00:00+00:00")
    clock(TUESDAY + timedelta(days=3))  # an outage: one slot is made up for, not seventy-two
    schedule.look()
    assert hours.count() == 2


def test_a_digest_comes_once_a_working_day_at_the_hour_chosen(clock, coordinator, clerk, task, box):
    Choice.objects.create(user=clerk, hour=10)
    Task.objects.filter(pk=task.pk).update(in_force=date(2026, 11, 20))
    acts.ask(clerk, task, "?")
    acts.answer(coordinator, task, "Có")
    Task.objects.filter(pk=task.pk).update(in_force=date(2026, 11, 20))
    hour()
    assert [one for one in box.messages if one["To"] == clerk.email] == [], "nine o'clock"
    clock(TUESDAY + timedelta(hours=1))
    hour()
    hour()
    clock(TUESDAY + timedelta(hours=2))
    hour()
    (message,) = [one for one in box.messages if one["To"] == clerk.email]
    text = message.get_body(("plain",)).get_content()
    assert message["Subject"] == "Việc ngày 24/11/2026: 1 quá hạn, 0 sắp đến hạn, 2 mới"
    assert "== Quá hạn ==" in text
    assert "== Mới ==" in text
    assert f"/lam-viec/viec/{task.pk}/" in text
    clock(datetime(2026, 11, 28, 4, tzinfo=UTC))  # a Saturday
    hour()
    assert len([one for one in box.messages if one["To"] == clerk.email]) == 1


def test_nothing_to_say_no_digest(clock, coordinator, clerk, task, box):
    work()
    Notice.objects.update(read_at=TUESDAY)
    hour()
    assert box.messages == []
    assert Choice.objects.get(user=clerk).digest_on == date(2026, 11, 24)
    acts.ask(clerk, task, "?")  # after the hour: tomorrow's
    clock(TUESDAY + timedelta(hours=1))
    hour()
    assert box.messages == []
    clock(TUESDAY + timedelta(days=1))
    hour()
    assert [one["To"] for one in box.messages] == [coordinator.email]


def test_who_wants_none_gets_none_and_at_once_is_not_said_again_in_a_digest(clock, coordinator, clerk, task, box):
    Choice.objects.create(user=clerk, given="none", answers="none", asked="none", dates="none")
    Choice.objects.create(user=coordinator, asked=Mode.NOW)
    Task.objects.update(in_force=date(2026, 11, 20))
    acts.ask(clerk, task, "?")
    work()
    hour()
    clock(TUESDAY + timedelta(days=1))
    hour()
    assert [one["To"] for one in box.messages] == [coordinator.email]


@pytest.mark.parametrize("jump", [timedelta(1), timedelta(-1), timedelta(365), timedelta(-365)], ids=str)
def test_a_clock_that_jumps_and_comes_back_loses_nothing_and_sends_nothing_twice(
    clock, coordinator, clerk, task, box, jump
):
    Task.objects.exclude(pk=task.pk).delete()
    Task.objects.filter(pk=task.pk).update(in_force=date(2026, 11, 30), accepted_at=TUESDAY)
    hour()
    clock(TUESDAY + jump)
    hour()
    for days in range(8):
        clock(TUESDAY + timedelta(days=days, minutes=5))
        hour()
        clock(TUESDAY + timedelta(days=days, hours=1))
        hour()
    assert sorted(kinds(clerk)) == ["due_soon", "late", "new"]
    subjects = [one["Subject"] for one in box.messages]
    assert len(subjects) == len(set(subjects)), "one digest a day"
    assert len({one["Message-ID"] for one in box.messages}) == len(box.messages)
    assert not Letter.objects.filter(state="waiting").exists()
    assert not Notice.objects.filter(letter=None, read_at=None).exists()


def test_a_job_asked_for_under_a_wrong_clock_is_pulled_forward(clock, db, box):
    clock(TUESDAY + timedelta(365))
    from nguon.web.jobs.domain.queue import ask

    ask("send_letters", "all", None)
    clock(TUESDAY)
    ask("send_letters", "all", None)
    assert Job.objects.get().not_before <= TUESDAY


def test_who_left_a_body_sees_nothing_of_it(coordinator, clerk, task):
    acts.ask(clerk, task, "?")
    acts.answer(coordinator, task, "Có")
    Membership.objects.filter(user=clerk).delete()
    assert unread(clerk) == 0
    assert signed_in(clerk).post(f"/lam-viec/thong-bao/{Notice.objects.get(user=clerk).pk}/mo/").status_code == 404


def test_choices_are_kept_and_logged(clerk):
    phu = signed_in(clerk)
    form = {"given": "now", "answers": "none", "asked": "digest", "dates": "digest", "hour": "8", "language": "en"}
    phu.post("/lam-viec/ho-so/thong-bao/", form)
    found = Choice.objects.get(user=clerk)
    assert (found.given, found.answers, found.hour, found.language) == ("now", "none", 8, "en")
    assert phu.post("/lam-viec/ho-so/thong-bao/", form | {"hour": "3:00"}).status_code == 422


def test_a_body_without_an_account_gets_its_sheet_by_mail_once(coordinator, dispatch, box):
    from nguon.web.dispatches.domain.queries.meant import resolved

    refs = sorted({task.organisation.id for task in resolved(dispatch).plan.tasks})
    body = Body.objects.create(ref=refs[0], name="Sở Y tế")
    BodyAddress.objects.create(body=body, email="so@example.vn", by=coordinator)
    programme = issue(coordinator, dispatch)
    work()
    (message,) = box.messages
    assert (message["To"], message["Reply-To"]) == ("so@example.vn", coordinator.email)
    text = message.get_body(("plain",)).get_content()
    assert programme.tasks.get(body=body).duty.quote[:20] in text
    assert "/lam-viec/" not in text, "it has no account"
    send_sheet(coordinator, programme, body, "k")
    send_sheet(coordinator, programme, body, "k")
    work()
    assert len(box.messages) == 2


def test_the_sheet_prints_quotes_days_and_how_to_answer(coordinator, programme, task):
    mai = signed_in(coordinator)
    page = mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/phieu/{task.body_id}/").content.decode()
    for words in ("PHIẾU GIAO VIỆC", task.body.name, task.duty.quote[:20], f"{task.in_force:%d/%m/%Y}", "Cách trả lời"):
        assert words in page
    shown_only = Duty.objects.get(tracked=False).quote
    assert shown_only[:30] not in page
    where = f"/lam-viec/chuong-trinh/{programme.pk}/phieu/"
    assert "Sở Y tế" in mai.get(where).content.decode()
    mai.post(f"{where}{task.body_id}/dia-chi/", {"email": "so@example.vn"})
    assert BodyAddress.objects.get().email == "so@example.vn"
    mai.post(f"{where}{task.body_id}/dia-chi/", {"email": "không phải"})
    assert BodyAddress.objects.get().email == "so@example.vn"
    set_address(coordinator, task.body, "")
    assert not BodyAddress.objects.exists()


def test_a_digest_does_not_need_many_queries_a_person(
    clock, coordinator, clerk, task, box, django_assert_max_num_queries
):
    for number in range(20):
        person(f"n{number}", body=task.body, role="editor")
    with django_assert_max_num_queries(5 + 22 * 13):
        digests.write_digests(date(2026, 11, 24), 9)
    assert Programme.objects.count() == 1


def test_who_is_given_a_task_is_told_of_everything_of_it(clock, coordinator, clerk, task):
    work()
    reader = person("doc", body=task.body, role="reader")
    acts.assign(clerk, task, reader.pk)
    acts.ask(clerk, task, "Gồm cả trạm y tế?")
    acts.answer(coordinator, task, "Có")
    clock(datetime(2026, 12, 18, 2, tzinfo=UTC))
    tell_of_days(date(2026, 12, 18))
    withdraw(coordinator, Task.objects.get(pk=task.pk), "Chuyển cơ quan khác")
    work()
    assert kinds(reader) == ["assigned", "answered", "due_soon", "withdrawn"]
    assert "assigned" not in kinds(clerk)
    acts_before = Notice.objects.count()
    restore(coordinator, task)
    Membership.objects.filter(user=reader).delete()
    work()
    assert "changed" not in kinds(reader), "who left the body is told no more"
    assert Notice.objects.count() == acts_before + 1


def test_a_task_handed_on_is_told_to_the_unit_and_its_questions_to_the_body_above(coordinator, clerk, task):
    second = person("hoa", body=task.body, role="editor")
    child = hand_on(clerk, task, added="Trung tâm Y tế Hạ Long")
    below = person("duoi", body=child.body, role="editor")
    assert kinds(second) == ["handed_on"]
    acts.ask(below, child, "Bao nhiêu cây?")
    assert kinds(second) == ["handed_on", "asked"]
    assert "asked" in kinds(clerk)
    assert "asked" not in kinds(coordinator)
    acts.answer(second, child, "Năm mươi")
    assert kinds(below) == ["answered"]
    withdraw(coordinator, task, "Chuyển cơ quan khác")
    work()
    assert kinds(below)[-1] == "withdrawn"


def test_a_changed_day_is_told(coordinator, clerk, task, programme, office):
    work()
    later = received(coordinator, office, LATER.format(what="đính chính"), "dinh-chinh.txt")
    apply(coordinator, programme, later, AmendmentKind.CORRECTS, (), {task.duty.number: date(2026, 12, 28)})
    work()
    assert kinds(clerk)[-1] == "changed"
