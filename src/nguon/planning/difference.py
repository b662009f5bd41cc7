"""Two plans compared: what a correcting dispatch adds, takes away and changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final, Literal

import msgspec

from nguon.core.text import fold
from nguon.duties.duty import Duty
from nguon.planning.task import Plan, Task

ALIKE: Final = 0.6
"""Least overlap (F1 over words) of two instructions that are taken for the same one."""

Field = Literal["text", "points", "role", "due", "report_due", "deadline", "report_to", "tracked"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One task that both plans hold, with differences.

    Attributes:
        old, new: the task in either plan.
        fields: what differs. ``deadline`` and ``report_to`` are the words as printed.
    """

    old: Task
    new: Task
    fields: tuple[Field, ...]


SCHEMA: Final = "nguon/difference/1"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What the new plan adds, changes, takes away; each in the order of its plan."""

    schema: Literal["nguon/difference/1"] = SCHEMA
    added: tuple[Task, ...] = ()
    removed: tuple[Task, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0


def word_overlap(one: str, other: str) -> float:
    """F1 over the folded words of two texts, counted with repetition; 1.0 for the same words, 0.0 for none.

    >>> word_overlap("Báo cáo kết quả", "báo cáo  KẾT quả")
    1.0
    """
    first, second = _words(one), _words(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _words(text: str) -> Counter[str]:
    return Counter(word for word in (w.strip(".,;:()\"'/-") for w in fold(text).split()) if word)


def compare(old: Plan, new: Plan) -> Difference:
    """The tasks of two plans side by side.

    The same id with like words is the same task. Then, because an inserted item moves the ids below it, like words for
    the same body (and role, where possible). Last the same id whatever its words: an instruction that was rewritten. A
    duty that moves from one body to another is a task taken away and one added.
    """
    pairs = _pair(old.tasks, new.tasks)
    old_duties = {duty.id: duty for duty in old.duties}
    new_duties = {duty.id: duty for duty in new.duties}
    partner = {id(b): a for a, b in pairs}
    kept = {id(a) for a, _ in pairs}
    changed: list[Change] = []
    for task in new.tasks:
        before = partner.get(id(task))
        if before is None:
            continue
        fields = _fields(before, task, old_duties.get(before.duty), new_duties.get(task.duty))
        if fields:
            changed.append(Change(old=before, new=task, fields=fields))
    return Difference(
        added=tuple(task for task in new.tasks if id(task) not in partner),
        removed=tuple(task for task in old.tasks if id(task) not in kept),
        changed=tuple(changed),
        unchanged=len(pairs) - len(changed),
    )


def _pair(old: Iterable[Task], new: Iterable[Task]) -> list[tuple[Task, Task]]:
    overlap = cache(word_overlap)
    left, right = list(old), list(new)
    pairs: list[tuple[Task, Task]] = []

    def settle(key: Callable[[Task], object], likeness: float) -> None:
        groups: defaultdict[object, list[Task]] = defaultdict(list)
        for task in left:
            groups[key(task)].append(task)
        candidates: list[tuple[float, int, int, Task, Task]] = []
        for place, task in enumerate(right):
            for rank, other in enumerate(groups.get(key(task), ())):
                score = 1.0 if other.text == task.text else overlap(other.text, task.text)
                if score >= likeness:
                    candidates.append((-score, place, rank, other, task))
        taken: set[int] = set()
        for *_, other, task in sorted(candidates, key=lambda c: c[:3]):
            if id(other) not in taken and id(task) not in taken:
                taken |= {id(other), id(task)}
                pairs.append((other, task))
        left[:] = [task for task in left if id(task) not in taken]
        right[:] = [task for task in right if id(task) not in taken]

    settle(lambda task: task.id, ALIKE)
    settle(lambda task: (task.organisation.id, task.role), ALIKE)
    settle(lambda task: task.organisation.id, ALIKE)
    settle(lambda task: task.id, 0.0)
    return pairs


def _fields(old: Task, new: Task, before: Duty | None, after: Duty | None) -> tuple[Field, ...]:
    found: list[Field] = []
    if fold(old.text) != fold(new.text):
        found.append("text")
    if before and after and [fold(p.text) for p in before.points] != [fold(p.text) for p in after.points]:
        found.append("points")
    if old.role != new.role:
        found.append("role")
    if old.due != new.due:
        found.append("due")
    if old.report_due != new.report_due:
        found.append("report_due")
    if before and after and old.due == new.due and not _same(before.deadline.printed, after.deadline.printed):
        found.append("deadline")
    if before and after and not _same(_report_to(before), _report_to(after)):
        found.append("report_to")
    if old.tracked != new.tracked:
        found.append("tracked")
    return tuple(found)


def _report_to(duty: Duty) -> str | None:
    return duty.report.to or "" if duty.report else None


def _same(one: str | None, other: str | None) -> bool:
    return (None if one is None else fold(one)) == (None if other is None else fold(other))
