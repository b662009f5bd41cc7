"""The calendar holds one all-day entry a due day, parses, and stays the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
from icalendar import Calendar

from nguon.planning.task import Plan
from nguon.reading.document import Document
from nguon.writing.icalendar import plan_calendar


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_every_due_day_has_one_entry(plan: Plan, dispatch: Document) -> None:
    found = events(plan_calendar(plan, dispatch))
    assert [event["dtstart"].dt for event in found] == [date(2024, 10, 14)] * 2 + [date(2024, 10, 31)] * 8
    first = found[0]
    assert str(first["uid"]) == "art_1__cl_1__duty_1__st-svh__lead-due-" + "ab" * 16 + "@nguon"
    assert str(first["summary"]).startswith("Hạn: Sở Văn hóa và Du lịch tỉnh Sông Trăng: Sở Văn hóa")
    assert first["dtend"].dt == date(2024, 10, 15)
    assert first["dtstart"].params["VALUE"] == "DATE"
    assert str(first["transp"]) == "TRANSPARENT"
    assert str(first["description"]).splitlines() == [
        "Sở Văn hóa và Du lịch tỉnh Sông Trăng (Chủ trì)",
        "",
        plan.duties[0].instruction,
        "- Giới thiệu sách về quê hương",
        "- Tặng sách cho trường học",
        "",
        "Thời hạn ghi trong văn bản: trước ngày 15/10/2024",
        "Thực hiện: 735/UBND-KGVX, 03/09/2024",
        f"Trích từ: Trang 1: “{plan.duties[0].instruction}”",
    ]


def test_reminders_ring_in_the_morning_days_before(plan: Plan) -> None:
    alarms = [alarm["trigger"].dt for alarm in events(plan_calendar(plan))[0].walk("VALARM")]
    assert alarms == [timedelta(days=-3, hours=8), timedelta(days=-1, hours=8)]


def test_report_due_on_another_day_has_an_entry_of_its_own(plan: Plan) -> None:
    task = msgspec.structs.replace(plan.tasks[0], report_due=date(2024, 10, 20))
    found = events(plan_calendar(msgspec.structs.replace(plan, tasks=(task,))))
    assert [str(e["summary"]).split(":")[0] for e in found] == ["Hạn", "Báo cáo"]
    same = msgspec.structs.replace(task, report_due=task.due)
    assert len(events(plan_calendar(msgspec.structs.replace(plan, tasks=(same,))))) == 1


def test_untracked_and_undated_tasks_have_no_entry(plan: Plan) -> None:
    tasks = tuple(task for task in plan.tasks if not task.tracked)
    undated = msgspec.structs.replace(plan.tasks[0], due=None)
    assert tasks
    assert events(plan_calendar(msgspec.structs.replace(plan, tasks=(*tasks, undated)))) == []


def test_ids_are_unique_and_the_bytes_stable(plan: Plan) -> None:
    data = plan_calendar(plan)
    ids = [str(event["uid"]) for event in events(data)]
    assert len(set(ids)) == len(ids)
    assert plan_calendar(plan) == data


def test_hostile_words_stay_in_their_property(plan: Plan) -> None:
    task = msgspec.structs.replace(plan.tasks[0], text="x\r\nEND:VEVENT\r\nBEGIN:VEVENT\x00;,\\ " + "ố" * 5_000)
    data = plan_calendar(msgspec.structs.replace(plan, duties=(), tasks=(task,)))
    assert len(events(data)) == 1
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\x00" not in data
