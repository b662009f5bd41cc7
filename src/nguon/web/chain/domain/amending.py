"""Applying a later dispatch to a programme, and taking that back on its day while nobody has answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from nguon.core.errors import NguonError
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import Detail, record
from nguon.web.chain.domain.adding import make_tasks, next_number
from nguon.web.chain.domain.batch import Batch
from nguon.web.chain.domain.queries.difference import Step, difference, standing_tasks
from nguon.web.chain.domain.withdrawing import open_programme
from nguon.web.chain.models import Addition, Amendment, AmendmentKind, Change
from nguon.web.directory.domain.settle import take_into_use
from nguon.web.dispatches.domain.queries.review import review
from nguon.web.dispatches.models import Dispatch
from nguon.web.jobs.domain.queue import ask
from nguon.web.programme.domain.acts import DoesNotFit
from nguon.web.programme.domain.issuing import NotReady
from nguon.web.programme.models import Duty, Event, EventKind, Programme, Task


class NothingChosen(NguonError):
    """A difference of which nothing was taken."""

    code = "nothing_chosen"


class AnsweredAlready(NguonError):
    """Somebody has answered, or the day is over: it can no longer be taken back as a whole."""

    code = "answered_already"


@transaction.atomic
def apply(
    by: User, programme: Programme, dispatch: Dispatch, kind: AmendmentKind, keys: Collection[str],
    days: Mapping[int, date],
) -> Amendment:  # fmt: skip
    """Carry the chosen lines of a difference out.

    Args:
        keys: of the lines, as ``difference`` gives them now: a line that has changed since is not carried out.
        days: new days said by hand, for all open tasks of a duty (its number).

    Raises:
        NothingChosen; NotReady: phrases of the later dispatch are unresolved; DoesNotFit: the programme is closed, or
        the dispatch was applied before.
    """
    held = open_programme(programme)
    if Amendment.objects.filter(programme=held, dispatch=dispatch, undone_at=None).exists():
        raise DoesNotFit("This dispatch was applied before", hint="Open the board")
    _lock_tasks(held)
    found = difference(held, dispatch, kind)
    steps = [one for one in found.steps if one.key in keys]
    if not steps and not days:
        raise NothingChosen("Nothing was chosen", hint="Tick a line or write a new day")
    if found.unresolved and any(one.what == "added" for one in steps):
        raise NotReady(f"{found.unresolved} phrases are unresolved", hint="Choose a body or “Nobody”")
    made = Amendment.objects.create(programme=held, dispatch=dispatch, kind=kind, by=by)
    batch = Batch(by, str(dispatch), made)
    for step in steps:
        for task, new in step.pairs:
            if task is None:
                continue
            if new is None:
                batch.withdraw(task)
                continue
            if step.due_changes and step.new_due:
                batch.set_day(task, step.new_due)
            if step.new_report and step.new_report != task.report_due:
                batch.set_report(task, step.new_report)
            if step.words_change:
                batch.reword(task, step.old_words, step.new_words)
    for task in standing_tasks(held) if days else ():
        if task.duty.number in days and task.done_at is None and not batch.withdraws(task):
            batch.set_day(batch.tasks.get(task.pk, task), days[task.duty.number])
    batch.store()
    _add(by, held, dispatch, made, [one for one in steps if one.what == "added"])
    detail: Detail = {
        "dispatch": dispatch.pk, "kind": str(kind), "changes": made.changes.count(), "digest": changes_digest(made),
    }  # fmt: skip
    record(by, "plan_amended", "programme", held.pk, detail)
    ask("notices_of_plan", held.pk, by)
    return made


def changes_digest(amendment: Amendment) -> str:
    """SHA-256 over every change of an amendment: the row of the action log holds it, and so holds each of them."""
    columns = ("task", "kind", "old", "new", "extended_to", "waited")
    rows = [[str(value) for value in row] for row in amendment.changes.order_by("pk").values_list(*columns)]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def _lock_tasks(programme: Programme) -> None:
    """Nobody answers while the plan changes."""
    list(Task.objects.select_for_update().filter(programme=programme).values_list("pk"))


def _add(by: User, programme: Programme, dispatch: Dispatch, amendment: Amendment, steps: Iterable[Step]) -> None:
    rows = {row.duty.id: row for row in review(dispatch).duties}
    duties: dict[str, Duty] = {}
    number = next_number(programme)
    wanted = [(step, new) for step in steps for _old, new in step.pairs if new is not None]
    bodies = take_into_use(new.organisation.id for _step, new in wanted)
    tasks = []
    for _step, new in wanted:
        duty = duties.get(new.duty)
        if duty is None:
            row = rows[new.duty]
            duty = duties[new.duty] = Duty.objects.create(
                programme=programme, ref=f"sua{amendment.pk}:{new.duty}"[:200], number=number, row=row.quote.number,
                quote=row.duty.instruction, page=row.quote.page or 1, who=row.who,
                due_printed=row.duty.deadline.printed or "", due=row.duty.deadline.due,
                report_to=(row.duty.report.to or "") if row.duty.report else "",
                report_due=row.duty.report.deadline.due if row.duty.report else None,
                points=[point.text for point in row.duty.points],
            )  # fmt: skip
            Addition.objects.create(duty=duty, dispatch=dispatch, amendment=amendment, by=by)
            number += 1
        tasks.append(
            Task(programme=programme, duty=duty, body=bodies[new.organisation.id], leads=new.role == "lead",
                 due=new.due, in_force=new.due, report_due=new.report_due)
        )  # fmt: skip
    make_tasks(by, programme, tasks, amendment)


@transaction.atomic
def undo(by: User, amendment: Amendment) -> None:
    """Take an amendment back as a whole: days as before, withdrawn tasks given again, added ones withdrawn.

    Raises:
        AnsweredAlready: it is not of today, or somebody has acted on one of its tasks. DoesNotFit: it was taken back.
    """
    rows = Amendment.objects.select_for_update(of=("self",)).select_related("programme", "dispatch")
    held = rows.get(pk=amendment.pk)
    _lock_tasks(open_programme(held.programme))
    if held.undone_at is not None:
        raise DoesNotFit("It was taken back before", hint="Load the page again")
    if not may_undo(held):
        raise AnsweredAlready("Somebody has answered, or the day is over", hint="Change the tasks one by one")
    batch = Batch(by, str(held.dispatch), None)
    for row in held.changes.select_related("task__withdrawal").order_by("-pk"):
        batch.take_back(row)
    batch.store()
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    record(by, "amendment_undone", "programme", held.programme_id, {"dispatch": held.dispatch_id})
    ask("notices_of_plan", held.programme_id, by)


def may_undo(amendment: Amendment) -> bool:
    """Whether it is of today, and nobody has acted on its tasks since."""
    if timezone.localdate(amendment.at) != timezone.localdate():
        return False
    tasks = Change.objects.filter(amendment=amendment).values("task")
    later = Event.objects.filter(task__in=tasks, at__gt=amendment.at).exclude(kind=EventKind.ISSUED)
    return not later.exists()
