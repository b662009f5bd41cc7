"""The coordinator's board: progress by body × duty, themes, what needs a person. Five queries, whatever the size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from nguon.core.text import bare
from nguon.web.programme.domain.queries.keys import state_key
from nguon.web.programme.domain.queries.tasks import tasks_of_programme
from nguon.web.programme.domain.states import DONE, WORDS, State, state_of, working_days
from nguon.web.programme.models import Duty, Programme, Task, Theme

CELLS: Final = 400
"""Cells of one page of the table: keeps it light."""
NEEDS: Final = 20
"""Tasks that wait for the coordinator, shown on the board; the figure leads to all."""
SILENT: Final = 5
"""Working days after which a body that accepted nothing is called silent."""
_GROUPS: Final = {
    "xong": ("xong", "xong-muon"),
    "trong-han": ("trong-han", "gia-han", "khong-han", "sap-den"),
}
"""Figures of the board that sum several states."""
_FACTS: Final = (
    "due", "extended_to", "accepted_at", "returned_at", "waiting_since", "waited", "said_done_on", "done_at",
)  # fmt: skip
"""What the state of a cell follows from: hundreds of whole tasks would cost more than their query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A body: its cells (id of the task, its state) in the order of the columns, how many are done."""

    name: str
    pk: int
    cells: tuple[tuple[int, State] | None, ...]
    done: int
    total: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that waits for the coordinator: ``what`` is silent, returned, answer, more_time or check."""

    what: str
    body: str
    body_pk: int
    task: Task | None = None
    count: int = 1
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A theme: how many activities serve it, how many tasks; ``share`` of the most served one, in percent."""

    theme: Theme
    activities: int
    tasks: int
    share: int

    @property
    def is_empty(self) -> bool:
        """Whether nobody does anything about it."""
        return not self.activities and not self.tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything the page shows."""

    counts: dict[str, int]
    total: int
    bodies: int
    duties: tuple[Duty, ...]
    untracked: tuple[Duty, ...]
    lines: tuple[Line, ...]
    needs: tuple[Need, ...]
    themes: tuple[Coverage, ...]
    page: int
    pages: int

    @property
    def done(self) -> int:
        """Done, in time or late."""
        return self.counts["xong"] + self.counts["xong-muon"]

    @property
    def in_time(self) -> int:
        """Accepted, the day not past."""
        return sum(self.counts[key] for key in _GROUPS["trong-han"])


def board(programme: Programme, today: date, *, search: str = "", late_first: bool = True, page: int = 1) -> Board:
    """The board of a programme on a day: five queries."""
    rows = Task.objects.filter(programme=programme, parent=None, withdrawal=None)
    tasks = rows.annotate(key=state_key(today)).order_by()
    given = Exists(rows.filter(duty=OuterRef("pk")))
    duties = list(Duty.objects.filter(programme=programme).select_related("addition").annotate(given=given))
    columns = [duty for duty in duties if duty.given]
    counts, bodies = _count(tasks)
    wanted = bare(search)
    shown = [one for one in bodies if not wanted or wanted in bare(one.name)]
    shown.sort(key=lambda one: (-one.late if late_first else 0, bare(one.name)))
    size = max(10, CELLS // max(len(columns), 1))
    pages = max(1, -(-len(shown) // size))
    page = min(max(page, 1), pages)
    shown = shown[(page - 1) * size : page * size]
    return Board(
        counts=counts,
        total=sum(counts.values()),
        bodies=len(bodies),
        duties=tuple(columns),
        untracked=tuple(duty for duty in duties if not duty.tracked),
        lines=tuple(_lines(tasks, shown, columns, today)),
        needs=tuple(_needs(programme, bodies, today)),
        themes=coverage(programme),
        page=page,
        pages=pages,
    )


def coverage(programme: Programme) -> tuple[Coverage, ...]:
    """How the themes are covered, the most served first; the empty ones stand at the end: one query."""
    links = Theme.activities.through.objects.filter(theme=OuterRef("pk"), activity__called_off_at=None)
    served = Task.themes.through.objects.filter(theme=OuterRef("pk"), task__parent=None, task__withdrawal=None)
    rows = list(
        Theme.objects.filter(programme=programme).annotate(n_activities=_count_of(links), n_tasks=_count_of(served))
    )
    most = max((row.n_activities for row in rows), default=0) or 1
    rows.sort(key=lambda row: (-row.n_activities, -row.n_tasks, row.number))
    return tuple(
        Coverage(theme=row, activities=row.n_activities, tasks=row.n_tasks, share=100 * row.n_activities // most)
        for row in rows
    )


def _count_of(links: QuerySet[Any, Any]) -> Coalesce:
    counted = links.order_by().values("theme").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def states_of_figure(figure: str) -> tuple[str, ...]:
    """The states that a figure of the board sums."""
    return _GROUPS.get(figure, (figure,))


@dataclass(slots=True)
class _Counted:
    """A body while its tasks are counted."""

    pk: int
    name: str
    total: int = 0
    left: int = 0
    late: int = 0
    spoke: int = 0


def _count(tasks: QuerySet[Task, Any]) -> tuple[dict[str, int], list[_Counted]]:
    """How many tasks are in each state, and of each body: one query, a row a body and state."""
    spoke = Count("pk", filter=~Q(accepted_at=None) | ~Q(returned_at=None) | ~Q(waiting_since=None))
    counts = dict.fromkeys(WORDS, 0)
    bodies: dict[int, _Counted] = {}
    rows = tasks.values("body", "body__name", state=F("key")).annotate(n=Count("pk"), spoke=spoke)
    for row in rows:
        pk, key, n = row["body"], row["state"], row["n"]
        counts[key] += n
        one = bodies.setdefault(pk, _Counted(pk, row["body__name"]))
        one.total, one.spoke = one.total + n, one.spoke + row["spoke"]
        one.left += n if key not in DONE else 0
        one.late += n if key == "qua-han" else 0
    return counts, list(bodies.values())


def _lines(
    tasks: QuerySet[Task, Any], shown: Sequence[_Counted], columns: Sequence[Duty], today: date
) -> Iterator[Line]:
    place = {duty.pk: position for position, duty in enumerate(columns)}
    cells: dict[int, list[tuple[int, State] | None]] = {one.pk: [None] * len(columns) for one in shown}
    for task in tasks.filter(body__in=list(cells)).values_list("pk", "body_id", "duty_id", *_FACTS, named=True):
        cells[task.body_id][place[task.duty_id]] = (task.pk, state_of(task, today))
    for one in shown:
        yield Line(
            name=one.name, pk=one.pk, cells=tuple(cells[one.pk]), done=one.total - one.left,
            total=one.total, late=one.late,
        )  # fmt: skip


def _needs(programme: Programme, bodies: Sequence[_Counted], today: date) -> Iterator[Need]:
    """What waits for the coordinator: answers first, then bodies that have said nothing for days."""
    waiting = ~Q(waiting_since=None) | ~Q(returned_at=None)
    for task in tasks_of_programme(programme).filter(waiting)[:NEEDS]:
        what = task.waiting_for if task.waiting_since else "returned"
        yield Need(what=what, body=task.body.name, body_pk=task.body_id, task=task)
    days = working_days(timezone.localdate(programme.issued_at), today)
    if days >= SILENT:
        for one in bodies:
            if not one.spoke and one.left:
                yield Need(
                    what="silent", body=one.name, body_pk=one.pk, count=one.left, days=days
                )  # fmt: skip
