"""What a later dispatch changes in a programme: the plan as it stands beside the plan that the dispatch gives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from nguon.core.text import fold
from nguon.planning.difference import Difference, compare
from nguon.planning.task import Plan, PlannedDocument, TaskOrganisation
from nguon.planning.task import Task as Planned
from nguon.web.accounts.models import User
from nguon.web.chain.domain.queries.chain import higher_ones
from nguon.web.chain.models import Amendment, AmendmentKind
from nguon.web.dispatches.domain.queries.meant import resolved
from nguon.web.dispatches.models import Dispatch
from nguon.web.programme.domain.queries.tasks import coordinated
from nguon.web.programme.domain.states import day_in_force
from nguon.web.programme.models import Programme, Task

WORDS: Final = (
    ("đính chính", AmendmentKind.CORRECTS),
    ("thay thế", AmendmentKind.REPLACES),
    ("bổ sung", AmendmentKind.ADDS),
    ("sửa đổi", AmendmentKind.ADDS),
    ("điều chỉnh", AmendmentKind.ADDS),
)
"""Words of a subject → what such a dispatch does to the one that it cites; the first that fits counts."""

What = Literal["added", "changed", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the difference: the same thing for several bodies, taken or left as a whole.

    Attributes:
        key: stays the same as long as what the line says does.
        old_words, new_words: the instruction before and after; one of them empty where it is added or gone.
        old_due, new_due: the day in force before, and after; equal where it does not change.
        pairs: the task as it stands and as the dispatch gives it; one of them ``None`` where added or gone.
    """

    key: str
    what: What
    number: int
    old_words: str
    new_words: str
    old_due: date | None
    new_due: date | None
    new_report: date | None
    pairs: tuple[tuple[Task | None, Planned | None], ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """Whose tasks."""
        return tuple(sorted(old.body.name if old else new.organisation.name if new else "" for old, new in self.pairs))

    @property
    def words_change(self) -> bool:
        """Whether the instruction reads otherwise."""
        return self.what == "changed" and fold(self.old_words) != fold(self.new_words)

    @property
    def due_changes(self) -> bool:
        """Whether the day does; a day that the later dispatch does not name stays."""
        return self.what == "changed" and self.new_due is not None and self.new_due != self.old_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The page of a difference; ``unresolved`` phrases of the later dispatch are settled first."""

    steps: tuple[Step, ...]
    unchanged: int
    unresolved: int
    dated: bool


class _Line(NamedTuple):
    """What a line says; tasks for which it is the same stand together."""

    what: What
    duty: str
    old_words: str
    new_words: str
    old_due: date | None
    new_due: date | None
    new_report: date | None


def kind_of(dispatch: Dispatch) -> AmendmentKind | None:
    """What a dispatch does to an earlier one by the words of its subject; ``None`` where they say nothing."""
    subject = fold(dispatch.subject)
    return next((kind for words, kind in WORDS if words in subject), None)


def amended_by(user: User, dispatch: Dispatch) -> Programme | None:
    """The programme that a dispatch seems to change: of one that it cites, if the person coordinates it."""
    if kind_of(dispatch) is None and dispatch.part_of_id is None:
        return None
    wanted = [one.pk for one in higher_ones(user, dispatch)]
    if dispatch.part_of_id is not None:
        wanted.append(dispatch.part_of_id)
    if not wanted:
        return None
    applied = Amendment.objects.filter(dispatch=dispatch, undone_at=None).values("programme")
    rows = coordinated(user).filter(dispatch__in=wanted, closed_at=None).exclude(pk__in=applied)
    return rows.select_related("dispatch").defer("dispatch__document", "dispatch__duties").order_by("-pk").first()


def standing_tasks(programme: Programme) -> list[Task]:
    """The tasks of a programme that are to be done or were done: one query."""
    rows = Task.objects.filter(programme=programme, parent=None, withdrawal=None).select_related("duty", "body")
    return list(rows.order_by("duty__number", "body__name"))


def difference(programme: Programme, dispatch: Dispatch, kind: AmendmentKind) -> Found:
    """What the dispatch adds, changes and, where it replaces the earlier one, takes away."""
    found = resolved(dispatch)
    if found.plan is None:
        return Found(steps=(), unchanged=0, unresolved=0, dated=False)
    rows = standing_tasks(programme)
    by_id = {_id(row): row for row in rows}
    plan = Plan(
        document=found.plan.document, on=found.plan.on, duties=found.plan.duties, unresolved=(),
        tasks=tuple(task for task in found.plan.tasks if task.tracked),
    )  # fmt: skip
    compared = compare(_as_plan(programme, rows), plan)
    steps = tuple(_steps(compared, by_id, plan, kind))
    return Found(steps=steps, unchanged=compared.unchanged, unresolved=found.unresolved, dated=True)


def _id(row: Task) -> str:
    return f"{row.duty.ref}:{row.body.ref}:{'lead' if row.leads else 'cooperating'}"


def _as_plan(programme: Programme, rows: Sequence[Task]) -> Plan:
    """The programme as it stands, in the terms of the library."""
    tasks = tuple(
        Planned(
            id=_id(row), duty=row.duty.ref, organisation=TaskOrganisation(id=row.body.ref, name=row.body.name),
            role="lead" if row.leads else "cooperating", tracked=True, due=day_in_force(row),
            report_due=row.report_due, text=row.duty.quote, sources=(),
        )
        for row in rows
    )  # fmt: skip
    document = PlannedDocument(sha256="", number=None, date=None, subject=None, issuer=None)
    return Plan(document=document, on=programme.on, duties=(), unresolved=(), tasks=tasks)


def _steps(compared: Difference, by_id: dict[str, Task], plan: Plan, kind: AmendmentKind) -> Iterator[Step]:
    numbers = {duty.id: number for number, duty in enumerate(plan.duties, 1)}
    groups: dict[_Line, list[tuple[Task | None, Planned | None]]] = {}

    def put(line: _Line, old: Task | None, new: Planned | None) -> None:
        groups.setdefault(line, []).append((old, new))

    for task in compared.added:
        put(_Line("added", task.duty, "", task.text, None, task.due, task.report_due), None, task)
    for change in compared.changed:
        old, new = change.old, change.new
        due = new.due or old.due
        if due == old.due and not {"text", "report_due"} & set(change.fields):
            continue
        put(_Line("changed", old.duty, old.text, new.text, old.due, due, new.report_due), by_id[old.id], new)
    if kind == AmendmentKind.REPLACES:
        for task in compared.removed:
            row = by_id[task.id]
            if row.done_at is None:
                put(_Line("gone", task.duty, task.text, "", task.due, None, None), row, None)
    for line, pairs in groups.items():
        first = pairs[0][0]
        yield Step(
            key=hashlib.sha256(repr(line).encode()).hexdigest()[:16],
            what=line.what,
            number=first.duty.number if first else numbers.get(line.duty, 0),
            old_words=line.old_words,
            new_words=line.new_words,
            old_due=line.old_due,
            new_due=line.new_due,
            new_report=line.new_report,
            pairs=tuple(pairs),
        )
