"""The coordinator's board: progress by body × duty, and what needs a person. Two queries, whatever the size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from nguon.core.text import bare
from nguon.web.programme.domain.queries.tasks import tasks_of_programme
from nguon.web.programme.domain.states import State, count_states, state_of, working_days
from nguon.web.programme.models import Duty, Programme, Task

CELLS: Final = 700
"""Cells of one page of the table: keeps it under 150 KB."""
SILENT: Final = 5
"""Working days after which a body that accepted nothing is called silent."""
_GROUPS: Final = {
    "xong": ("xong", "xong-muon"),
    "trong-han": ("trong-han", "gia-han", "khong-han", "sap-den"),
}
"""Figures of the board that sum several states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A body: its cells in the order of the columns, how many are done."""

    name: str
    pk: int
    cells: tuple[tuple[Task, State] | None, ...]
    done: int
    total: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that waits for the coordinator: ``what`` is silent, returned, answer, more_time or check."""

    what: str
    body: str
    task: Task
    count: int = 1
    days: int = 0


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
    """The board of a programme on a day."""
    duties = list(Duty.objects.filter(programme=programme))
    pairs = [(task, state_of(task, today)) for task in tasks_of_programme(programme)]
    columns = [duty for duty in duties if duty.tracked and any(task.duty_id == duty.pk for task, _ in pairs)]
    lines = _lines(pairs, columns)
    if search:
        wanted = bare(search)
        lines = [line for line in lines if wanted in bare(line.name)]
    lines.sort(key=lambda line: (-line.late if late_first else 0, bare(line.name)))
    size = max(10, CELLS // max(len(columns), 1))
    pages = max(1, -(-len(lines) // size))
    page = min(max(page, 1), pages)
    return Board(
        counts=count_states(state for _, state in pairs),
        total=len(pairs),
        bodies=len({task.body_id for task, _ in pairs}),
        duties=tuple(columns),
        untracked=tuple(duty for duty in duties if not duty.tracked),
        lines=tuple(lines[(page - 1) * size : page * size]),
        needs=tuple(_needs(pairs, timezone.localdate(programme.issued_at), today)),
        page=page,
        pages=pages,
    )


def in_state(key: str, state: State) -> bool:
    """Whether a state belongs to a figure of the board."""
    return not key or state.key in _GROUPS.get(key, (key,))


def _lines(pairs: Iterable[tuple[Task, State]], columns: Sequence[Duty]) -> list[Line]:
    place = {duty.pk: position for position, duty in enumerate(columns)}
    names: dict[int, str] = {}
    cells: dict[int, list[tuple[Task, State] | None]] = {}
    for task, state in pairs:
        names[task.body_id] = task.body.name
        row = cells.setdefault(task.body_id, [None] * len(columns))
        row[place[task.duty_id]] = (task, state)
    return [
        Line(
            name=names[pk],
            pk=pk,
            cells=tuple(row),
            done=sum(cell is not None and not cell[1].is_open for cell in row),
            total=sum(cell is not None for cell in row),
            late=sum(cell is not None and cell[1].key == "qua-han" for cell in row),
        )
        for pk, row in cells.items()
    ]


def _needs(pairs: Sequence[tuple[Task, State]], issued: date, today: date) -> list[Need]:
    needs = []
    for task, state in pairs:
        if state.key == "cho":
            needs.append(Need(what=task.waiting_for, body=task.body.name, task=task))
        elif state.key == "tra-lai":
            needs.append(Need(what="returned", body=task.body.name, task=task))
    days = working_days(issued, today)
    if days >= SILENT:
        quiet: dict[int, list[Task]] = {}
        spoke = {task.body_id for task, _ in pairs if task.accepted_at or task.returned_at or task.waiting_since}
        for task, _ in pairs:
            if task.body_id not in spoke:
                quiet.setdefault(task.body_id, []).append(task)
        for tasks in quiet.values():
            needs.append(
                Need(what="silent", body=tasks[0].body.name, task=tasks[0], count=len(tasks), days=days)
            )  # fmt: skip
    return needs
