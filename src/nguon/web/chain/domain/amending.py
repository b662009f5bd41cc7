"""Applying a later dispatch to a programme, and taking that back on its day while nobody has answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from nguon.core.errors import NguonError
from nguon.units.directory import Directory
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import Detail, record
from nguon.web.chain.domain.adding import make_tasks, next_number
from nguon.web.chain.domain.queries.difference import Step, difference, standing_tasks
from nguon.web.chain.domain.withdrawing import open_programme, restore, withdraw
from nguon.web.chain.models import Addition, Amendment, AmendmentKind, Change, ChangeKind, Withdrawal
from nguon.web.directory.domain.settle import take_into_use
from nguon.web.dispatches.domain.queries.review import review
from nguon.web.dispatches.models import Dispatch
from nguon.web.programme.domain.acts import DoesNotFit
from nguon.web.programme.domain.issuing import NotReady
from nguon.web.programme.domain.states import day_in_force
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
    found = difference(held, dispatch, kind)
    steps = [one for one in found.steps if one.key in keys]
    if not steps and not days:
        raise NothingChosen("Nothing was chosen", hint="Tick a line or write a new day")
    if found.unresolved and any(one.what == "added" for one in steps):
        raise NotReady(f"{found.unresolved} phrases are unresolved", hint="Choose a body or “Nobody”")
    made = Amendment.objects.create(programme=held, dispatch=dispatch, kind=kind, by=by)
    words = str(dispatch)
    _add(by, held, dispatch, made, [one for one in steps if one.what == "added"])
    for step in steps:
        for task, new in step.pairs:
            if task is None:
                continue
            if new is None:
                withdraw(by, task, words, amendment=made)
                continue
            if step.due_changes and step.new_due:
                set_day(by, task, step.new_due, words, made)
            if step.new_report and step.new_report != task.report_due:
                _set_report(by, task, step.new_report, words, made)
            if step.words_change:
                Change.objects.create(
                    task=task, kind=ChangeKind.WORDS, old=step.old_words, new=step.new_words, words=words, by=by,
                    amendment=made,
                )  # fmt: skip
    if days:
        for task in standing_tasks(held):
            if task.duty.number in days and task.done_at is None:
                set_day(by, task, days[task.duty.number], words, made)
    detail: Detail = {"dispatch": dispatch.pk, "kind": str(kind), "changes": made.changes.count()}
    record(by, "plan_amended", "programme", held.pk, detail)
    return made


def set_day(by: User, task: Task, day: date, words: str, amendment: Amendment | None = None) -> None:
    """Set another day in force; the first date and the days of waiting until now are kept in the note."""
    held = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    before = day_in_force(held)
    Change.objects.create(
        task=held, kind=ChangeKind.DUE, old=before.isoformat() if before else "", new=day.isoformat(), words=words,
        extended_to=held.extended_to, waited=held.waited, amendment=amendment, by=by,
    )  # fmt: skip
    held.extended_to, held.waited = day, 0
    held.in_force = day_in_force(held)
    held.save(update_fields=["extended_to", "waited", "in_force"])


def _set_report(by: User, task: Task, day: date, words: str, amendment: Amendment) -> None:
    old = task.report_due.isoformat() if task.report_due else ""
    Change.objects.create(
        task=task, kind=ChangeKind.REPORT_DUE, old=old, new=day.isoformat(), words=words, amendment=amendment, by=by
    )
    Task.objects.filter(pk=task.pk).update(report_due=day)


def _add(by: User, programme: Programme, dispatch: Dispatch, amendment: Amendment, steps: Iterable[Step]) -> None:
    rows = {row.duty.id: row for row in review(dispatch).duties}
    duties: dict[str, Duty] = {}
    number = next_number(programme)
    wanted = [(step, new) for step in steps for _old, new in step.pairs if new is not None]
    bodies = take_into_use((new.organisation.id for _step, new in wanted), Directory.shipped())
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
    held = (
        Amendment.objects.select_for_update(of=("self",)).select_related("programme", "dispatch").get(pk=amendment.pk)
    )
    open_programme(held.programme)
    if held.undone_at is not None:
        raise DoesNotFit("It was taken back before", hint="Load the page again")
    if not may_undo(held):
        raise AnsweredAlready("Somebody has answered, or the day is over", hint="Change the tasks one by one")
    words = str(held.dispatch)
    for row in held.changes.select_related("task").order_by("-pk"):
        task = Task.objects.select_for_update(of=("self",)).get(pk=row.task_id)
        if row.kind == ChangeKind.DUE:
            Change.objects.create(
                task=task, kind=ChangeKind.DUE, old=row.new, new=row.old, words=words, by=by,
                extended_to=task.extended_to, waited=task.waited,
            )  # fmt: skip
            task.extended_to, task.waited = row.extended_to, row.waited
            task.in_force = day_in_force(task)
        elif row.kind == ChangeKind.REPORT_DUE:
            Change.objects.create(task=task, kind=row.kind, old=row.new, new=row.old, words=words, by=by)
            task.report_due = date.fromisoformat(row.old) if row.old else None
        elif row.kind == ChangeKind.WORDS:
            Change.objects.create(task=task, kind=row.kind, old=row.new, new=row.old, words=words, by=by)
        elif row.kind == ChangeKind.WITHDRAWN and Withdrawal.objects.filter(task=task).exists():
            restore(by, task, words)
        elif row.kind == ChangeKind.ADDED and not Withdrawal.objects.filter(task=task).exists():
            withdraw(by, task, words)
        task.save()
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    record(by, "amendment_undone", "programme", held.programme_id, {"dispatch": held.dispatch_id})


def may_undo(amendment: Amendment) -> bool:
    """Whether it is of today, and nobody has acted on its tasks since."""
    if timezone.localdate(amendment.at) != timezone.localdate():
        return False
    tasks = Change.objects.filter(amendment=amendment).values("task")
    later = Event.objects.filter(task__in=tasks, at__gt=amendment.at).exclude(kind=EventKind.ISSUED)
    return not later.exists()
