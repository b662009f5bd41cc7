"""What happened to a task, its acts and its changes in one list; and what was changed in a programme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from nguon.web.accounts.models import User
from nguon.web.chain.models import Addition, Amendment, Change, ChangeKind, Closing, Withdrawal
from nguon.web.programme.domain.queries.tasks import coordinated
from nguon.web.programme.models import Event, Programme, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line: when, who, what, the day or the words that belong to it; ``old`` is what held before."""

    at: datetime
    who: str
    what: str
    words: str = ""
    day: date | None = None
    old_day: date | None = None
    old_words: str = ""
    new_words: str = ""


def changes_of(task: Task) -> list[Change]:
    """The changes of a task, the oldest first: one query."""
    rows = task.changes.select_related("by", "amendment__dispatch").order_by("pk")
    return list(rows.defer("amendment__dispatch__document", "amendment__dispatch__duties"))


def happened(events: Iterable[Event], changes: Iterable[Change]) -> list[Happened]:
    """Newest first."""
    found = [
        Happened(at=one.at, who=one.by.name, what=one.get_kind_display(), words=one.words, day=one.day)
        for one in events
    ]
    for row in changes:
        days = row.kind in (ChangeKind.DUE, ChangeKind.REPORT_DUE)
        found.append(
            Happened(
                at=row.at, who=row.by.name, what=row.get_kind_display(), words=row.words,
                day=date.fromisoformat(row.new) if days and row.new else None,
                old_day=date.fromisoformat(row.old) if days and row.old else None,
                old_words="" if days else row.old, new_words="" if days else row.new,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: one.at, reverse=True)


def words_in_force(changes: Iterable[Change]) -> Change | None:
    """The last change of a task's words that holds."""
    last = next((one for one in reversed(list(changes)) if one.kind == ChangeKind.WORDS), None)
    return last if last is not None and last.amendment_id is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What was changed in a programme since it was issued."""

    amendments: tuple[Amendment, ...]
    withdrawn: int
    added: int
    closings: tuple[Closing, ...]

    def __bool__(self) -> bool:
        return bool(self.amendments or self.withdrawn or self.added or self.closings)


def changed(programme: Programme) -> Changed:
    """For the board: four queries."""
    rows = Amendment.objects.filter(programme=programme, undone_at=None).select_related("dispatch", "by")
    count = Count("changes", filter=Q(changes__task__isnull=False))
    return Changed(
        amendments=tuple(rows.defer("dispatch__document", "dispatch__duties").annotate(n=count).order_by("-pk")[:20]),
        withdrawn=Withdrawal.objects.filter(task__programme=programme, task__parent=None).count(),
        added=Addition.objects.filter(duty__programme=programme, amendment=None).count(),
        closings=tuple(Closing.objects.filter(programme=programme).select_related("by")[:5]),
    )


def amendment_or_404(programme: Programme, pk: int) -> Amendment:
    """A standing amendment of a programme."""
    found = Amendment.objects.filter(pk=pk, programme=programme, undone_at=None).select_related("programme").first()
    if found is None:
        raise Http404
    return found


def amendable(user: User) -> QuerySet[Programme]:
    """The last open programmes that a person coordinates, for saying which one a dispatch changes."""
    rows = coordinated(user).filter(closed_at=None).select_related("dispatch")
    return rows.defer("dispatch__document", "dispatch__duties").order_by("-pk")
