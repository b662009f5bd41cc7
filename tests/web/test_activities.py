"""Activities: planning, preparing, states, clashes, who sees them, the way back of each act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from nguon.core.errors import UsageError
from nguon.web.activities.domain import planning, steps
from nguon.web.activities.domain.kinds import KINDS, STEPS
from nguon.web.activities.domain.queries.activities import clashes, visible_activities
from nguon.web.activities.domain.queries.keys import with_states
from nguon.web.activities.models import Activity
from nguon.web.audit.models import LogEntry
from nguon.web.programme.domain import acts
from nguon.web.programme.domain.evidence import attach
from tests.web.conftest import person, plan, signed_in


def key(activity, now=None):
    """Its state."""
    return with_states(Activity.objects.filter(pk=activity.pk), now or timezone.now()).get().key


def form(**more):
    """The form as a clerk fills it in."""
    return {
        "kind": "gap-mat", "title": "Gặp mặt người trồng rừng", "day": "12/12/2026", "begins": "8h", "ends": "10:30",
        "place": "Nhà văn hóa phường Hà Tu", "audience": "1.200",
    } | more  # fmt: skip


@pytest.fixture
def neighbour(programme):
    """A clerk of the other body of the programme."""
    return person("lan", body=programme.tasks.get(body__name__startswith="Sở Giáo dục").body, role="editor")


def test_every_step_of_every_kind_has_words_and_the_day_comes_last():
    for kind in KINDS.values():
        assert {step for step, _ in kind.steps} <= set(STEPS)
        assert kind.steps[-2:] == (("minutes", 0), ("report", -3))


def test_states_follow_from_steps_time_and_evidence(clerk, task, activity):
    after = activity.ends + timedelta(minutes=1)
    assert key(activity) == "du-kien"
    before = [step for step in activity.steps.all() if step.days > 0]
    steps.set_step(clerk, before[0], "done")
    assert key(activity) == "chuan-bi"
    for step in before[1:]:
        steps.set_step(clerk, step, "waive")
    assert key(activity) == "san-sang"
    assert key(activity, after) == "cho-minh-chung"
    attach(clerk, task, "headcount", number=80, activity=activity)
    assert key(activity, after) == "da-lam"
    planning.call_off(clerk, activity, "Mưa bão")
    assert key(activity, after) == "huy"
    planning.take_up(clerk, activity)
    assert key(activity, after) == "da-lam"


def test_a_step_says_who_ticked_it_and_opens_again(clerk, activity):
    step = activity.steps.first()
    steps.set_step(clerk, step, "done")
    with pytest.raises(acts.DoesNotFit):
        steps.set_step(clerk, step, "done")
    step.refresh_from_db()
    assert step.done_by == clerk
    assert f"{step.due}" == "2026-11-21", "three weeks before"
    steps.set_step(clerk, step, "open")
    step.refresh_from_db()
    assert (step.done_by, step.done_at) == (None, None)
    with pytest.raises(UsageError):
        steps.add_step(clerk, activity, " ")
    assert str(steps.add_step(clerk, activity, "Mượn ghế", 3)) == "Mượn ghế"


def test_a_change_keeps_the_values_before_and_can_be_taken_back(clerk, activity, themes):
    planning.change_activity(clerk, activity, plan(place="Sân vận động", kind="mit-tinh", themes=[themes[0].pk]))
    activity.refresh_from_db()
    assert (activity.place, activity.place_key, activity.kind) == ("Sân vận động", "san van dong", "mit-tinh")
    assert activity.steps.filter(key="permission").exists(), "the steps of the new kind were added"
    assert (
        planning.change_activity(clerk, activity, plan(place="Sân vận động", kind="mit-tinh", themes=[themes[0].pk]))
        is False
    )
    planning.undo_change(clerk, activity)
    activity.refresh_from_db()
    assert (activity.place, activity.kind, activity.themes.count()) == ("Nhà văn hóa phường Hà Tu", "gap-mat", 0)
    with pytest.raises(acts.DoesNotFit):
        planning.undo_change(clerk, activity)


@pytest.mark.parametrize(
    ("values", "error"),
    [({"title": " "}, UsageError), ({"kind": "x"}, UsageError), ({"ends": None}, planning.EndsBefore)],
    ids=["no title", "no such kind", "ends as it begins"],
)
def test_what_is_missing_is_refused(clerk, task, values, error):
    if "ends" in values:
        values["ends"] = plan().starts
    with pytest.raises(error):
        planning.plan_activity(clerk, task, plan(**values))
    assert not Activity.objects.exists()


def test_themes_of_another_programme_are_left_out(clerk, task, themes):
    made = planning.plan_activity(clerk, task, plan(themes=[themes[1].pk, 999_999]))
    assert list(made.themes.all()) == [themes[1]]


def test_a_clash_is_shown_and_bars_nothing(clerk, task, activity, programme, neighbour):
    other = programme.tasks.get(body__name__startswith="Sở Giáo dục")
    late = plan().starts + timedelta(hours=1)
    twin = planning.plan_activity(neighbour, other, plan(place="nhà văn hoá phường Hà Tu ", starts=late))
    planning.plan_activity(neighbour, other, plan(starts=plan().ends, ends=plan().ends + timedelta(hours=1)))
    planning.plan_activity(neighbour, other, plan(place="Chỗ khác"))
    assert list(clashes(activity)) == [twin]
    page = signed_in(clerk).get(f"/lam-viec/hoat-dong/{activity.pk}/").content.decode()
    assert "trùng nơi và giờ này" in page
    assert "Sở Giáo dục và Đào tạo" in page
    assert f"/hoat-dong/{twin.pk}/" not in page, "what is internal is not opened"
    planning.call_off(neighbour, twin, "Đổi lịch")
    assert not clashes(activity).exists()


def test_internal_activities_of_other_bodies_are_not_found_public_ones_are_seen_without_their_inside(
    clerk, task, activity, neighbour, coordinator
):
    lan, address = signed_in(neighbour), f"/lam-viec/hoat-dong/{activity.pk}/"
    assert lan.get(address).status_code == 404
    assert set(visible_activities(coordinator)) == {activity}
    attach(clerk, task, "headcount", number=12, note="Đếm ghế", activity=activity)
    planning.change_activity(clerk, activity, plan(public=True))
    page = lan.get(address).content.decode()
    assert "Gặp mặt người trồng rừng" in page
    for inside in ("Đếm ghế", "Việc chuẩn bị", 'action="/lam-viec/hoat-dong', f"/viec/{task.pk}/"):
        assert inside not in page
    assert lan.post(address + "huy/", {"words": "x"}).status_code == 404
    assert "Kế hoạch đã ký" in signed_in(coordinator).get(address).content.decode()


def test_the_form_takes_days_and_hours_as_typed_and_loses_nothing(clerk, task, themes):
    phu, address = signed_in(clerk), f"/lam-viec/viec/{task.pk}/hoat-dong/moi/"
    wrong = phu.post(address, form(day="31/11/2026", ends="7g", organisers="Hội Cựu chiến binh", themes=[themes[0].pk]))
    page = wrong.content.decode()
    assert wrong.status_code == 422
    for kept in ("Hội Cựu chiến binh", "31/11/2026", "Tháng 11 có 30 ngày", 'value="1.200"', "checked"):
        assert kept in page
    assert "sớm hơn giờ bắt đầu" in phu.post(address, form(ends="7g")).content.decode()
    answer = phu.post(address, form(themes=[themes[0].pk]))
    made = Activity.objects.get()
    assert answer["Location"] == f"/lam-viec/hoat-dong/{made.pk}/"
    assert (f"{timezone.localtime(made.starts):%d/%m/%Y %H:%M}", made.audience) == ("12/12/2026 08:00", 1200)
    phu.post(f"/lam-viec/hoat-dong/{made.pk}/sua/", form(title="Tên khác"))
    phu.post(f"/lam-viec/hoat-dong/{made.pk}/hoan-tac/")
    made.refresh_from_db()
    assert made.title == "Gặp mặt người trồng rừng"
    assert list(made.themes.all()) == [themes[0]]
    said = list(LogEntry.objects.filter(kind="activity").values_list("act", flat=True))
    assert said == ["activity_planned", "activity_changed", "activity_change_undone"]


def test_the_figure_of_a_theme_leads_to_its_activities_and_the_empty_one_is_loud(
    coordinator, clerk, task, themes, programme
):
    planning.plan_activity(clerk, task, plan(themes=[themes[1].pk]))
    mai = signed_in(coordinator)
    board = mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/bang/").content.decode()
    assert board.index("Cây cho bóng mát") < board.index("Cây bản địa"), "the empty one stands at the end"
    assert board.count("chưa ai làm") == 1
    listed = mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/hoat-dong/?nd=2").content.decode()
    assert "Gặp mặt người trồng rừng" in listed
    assert "Cây cho bóng mát" in listed
    empty = mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/hoat-dong/?nd=1").content.decode()
    assert "Không có hoạt động nào khớp" in empty
    acts.choose_themes(clerk, task, [themes[0].pk])
    assert "chưa ai làm" not in mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/bang/").content.decode()


def test_nothing_is_planned_in_a_closed_programme_or_from_a_task_that_is_done(clerk, coordinator, task, programme):
    from nguon.web.chain.domain import ending

    ending.close(coordinator, programme)
    with pytest.raises(acts.DoesNotFit):
        planning.plan_activity(clerk, task, plan())
    ending.open_again(coordinator, programme)
    acts.tick(coordinator, task, timezone.localdate(), "Báo cáo giấy")
    with pytest.raises(acts.DoesNotFit):
        planning.plan_activity(clerk, task, plan())


def test_a_duty_that_is_not_tracked_has_no_themes_and_no_activities(programme):
    duty = programme.duties.get(tracked=False)
    assert not duty.themes.exists()
    with pytest.raises(ObjectDoesNotExist):
        duty.tasks.get()
