"""Two plans compared by id, then by words."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from nguon.core.provenance import Provenance
from nguon.duties.duty import Duty, Phrase, ReportDuty, When
from nguon.planning.difference import compare, word_overlap
from nguon.planning.task import Plan, PlannedDocument, Task, TaskOrganisation

HERE = (Provenance(page=1, start=0, end=1),)
CLEAN = "Tổ chức ra quân vệ sinh môi trường tại các khu dân cư"
PLANT = "Trồng mới hai nghìn cây xanh ven đê biển"


def task(duty: str, text: str, body: str = "a", **more: Any) -> Task:
    role = more.pop("role", "lead")
    return Task(
        id=f"{duty}__{body}__{role}",
        duty=duty,
        organisation=TaskOrganisation(id=body, name=body.upper()),
        role=role,
        tracked=more.pop("tracked", True),
        text=text,
        sources=HERE,
        **more,
    )


def plan(*tasks: Task, duties: tuple[Duty, ...] = ()) -> Plan:
    document = PlannedDocument(sha256="0" * 64, number=None, date=None)
    return Plan(document=document, on=date(2024, 9, 3), duties=duties, tasks=tasks)


def test_same_plan_has_no_difference() -> None:
    found = compare(plan(task("d1", CLEAN), task("d2", PLANT)), plan(task("d1", CLEAN), task("d2", PLANT)))
    assert (found.added, found.removed, found.changed, found.unchanged) == ((), (), (), 2)


def test_same_id_with_another_day_is_changed() -> None:
    old, new = task("d1", CLEAN, due=date(2024, 10, 1)), task("d1", CLEAN, due=date(2024, 10, 5))
    [change] = compare(plan(old), plan(new)).changed
    assert (change.old, change.new, change.fields) == (old, new, ("due",))


def test_inserted_item_moves_ids_and_nothing_else() -> None:
    """A correcting dispatch puts a new item first: the two old ones keep their words under new ids."""
    inserted = task("d1", "Niêm yết danh sách hộ nghèo tại nhà văn hóa")
    found = compare(
        plan(task("d1", CLEAN), task("d2", PLANT)),
        plan(inserted, task("d2", CLEAN), task("d3", PLANT)),
    )
    assert (found.added, found.removed, found.changed, found.unchanged) == ((inserted,), (), (), 2)


def test_same_id_rewritten_is_changed() -> None:
    [change] = compare(plan(task("d1", CLEAN)), plan(task("d1", PLANT))).changed
    assert change.fields == ("text",)


def test_role_changed() -> None:
    [change] = compare(plan(task("d1", CLEAN)), plan(task("d1", CLEAN, role="cooperating"))).changed
    assert change.fields == ("role",)


def test_body_exchanged_is_one_taken_away_and_one_added() -> None:
    old, new = task("d1", CLEAN, "a"), task("d1", CLEAN, "b")
    found = compare(plan(old), plan(new))
    assert (found.added, found.removed) == ((new,), (old,))


def test_fields_of_the_duty_count_too() -> None:
    def duty(points: tuple[str, ...], to: str, printed: str) -> Duty:
        return Duty(
            id="d1",
            instruction=CLEAN,
            points=tuple(Phrase(text=point, sources=HERE) for point in points),
            deadline=When(kind="relative", printed=printed),
            report=ReportDuty(to=to),
            sources=HERE,
        )

    old = plan(task("d1", CLEAN), duties=(duty(("Quét đường",), "Sở A", "sau lũ"),))
    new = plan(task("d1", CLEAN), duties=(duty(("Quét đường", "Tỉa cây"), "Sở B", "sau bão"),))
    [change] = compare(old, new).changed
    assert change.fields == ("points", "deadline", "report_to")


def test_spelling_of_tones_and_case_is_no_change() -> None:
    assert compare(plan(task("d1", "Uỷ ban  hoà giải")), plan(task("d1", "Ủy ban hòa giải"))).unchanged == 1


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [("a b c", "a b c", 1.0), ("a b", "c d", 0.0), ("a b c d", "a b", 2 * 2 / 6), ("", "", 1.0), ("a", "", 0.0)],
)
def test_word_overlap(one: str, other: str, overlap: float) -> None:
    assert word_overlap(one, other) == pytest.approx(overlap)


def test_large_plans_compare_quickly() -> None:
    def large(word: str) -> Plan:
        return plan(*(task(f"d{n}", f"{word} việc số {n} của đơn vị", f"b{m}") for n in range(60) for m in range(60)))

    started = time.process_time()
    compare(large("làm"), large("hoàn thành"))
    assert time.process_time() - started < 5
