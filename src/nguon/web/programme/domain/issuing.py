"""Issuing a plan: the duties and tasks of a dispatch become a programme, in one transaction."""

from __future__ import annotations

from django.db import transaction

from nguon.core.errors import NguonError
from nguon.core.text import nfc, squeeze
from nguon.planning.task import Plan
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import Detail, record
from nguon.web.directory.domain.settle import take_into_use
from nguon.web.dispatches.domain.corrections import AlreadyIssued
from nguon.web.dispatches.domain.queries.meant import resolved
from nguon.web.dispatches.domain.queries.review import review
from nguon.web.dispatches.models import Dispatch
from nguon.web.jobs.domain.queue import ask
from nguon.web.programme.models import Duty, Event, EventKind, Programme, ProgrammeRole, Task, Theme

BATCH = 500


class NotReady(NguonError):
    """A plan that cannot be issued yet."""

    code = "not_ready"


class IsAnnex(NguonError):
    """An annex has no plan of its own: what it gives is added to that of the main text."""

    code = "is_annex"


class NothingToDo(NguonError):
    """A dispatch that gives no tasks."""

    code = "nothing_to_do"


@transaction.atomic
def issue(by: User, dispatch: Dispatch, title: str = "") -> Programme:
    """Make the programme of a dispatch.

    Raises:
        AlreadyIssued; NotReady: phrases are unresolved, or the dispatch bears no date; NothingToDo.
    """
    dispatch = Dispatch.objects.select_for_update(of=("self",)).select_related("office").get(pk=dispatch.pk)
    if Programme.objects.filter(dispatch=dispatch).exists():
        raise AlreadyIssued("The plan of this dispatch was issued", hint="Open its board")
    if dispatch.part_of_id is not None:
        raise IsAnnex("The file is an annex", hint="Issue the plan of the main text, then add what the annex gives")
    found = resolved(dispatch)
    if found.plan is None:
        raise NotReady("The dispatch bears no date", hint="Enter its date on the page where it is checked")
    if found.unresolved:
        raise NotReady(f"{found.unresolved} phrases are unresolved", hint="Choose a body or “Nobody”")
    if not any(task.tracked for task in found.plan.tasks):
        raise NothingToDo("No duty of this dispatch gives anybody a task", hint="Check the duties and who is meant")
    name = squeeze(nfc(title)) or dispatch.subject or dispatch.number or dispatch.file_name
    programme = Programme.objects.create(
        dispatch=dispatch, office=dispatch.office, title=name[:500], on=found.plan.on, issued_by=by
    )
    ProgrammeRole.objects.create(programme=programme, user=by, role=ProgrammeRole.COORDINATOR)
    tasks = _tasks(programme, dispatch, found.plan)
    Event.objects.bulk_create([Event(task=task, kind=EventKind.ISSUED, by=by) for task in tasks], batch_size=BATCH)
    ask("notices_of_plan", programme.pk, by)
    detail: Detail = {"dispatch": dispatch.pk, "tasks": len(tasks), "sha256": dispatch.sha256}
    record(by, "plan_issued", "programme", programme.pk, detail)
    return programme


def _tasks(programme: Programme, dispatch: Dispatch, plan: Plan) -> list[Task]:
    rows = {row.duty.id: row for row in review(dispatch).duties}
    duties = {}
    for number, duty in enumerate(plan.duties, 1):
        row = rows[duty.id]
        duties[duty.id] = Duty(
            programme=programme,
            ref=duty.id,
            number=number,
            row=row.quote.number,
            quote=duty.instruction,
            page=row.quote.page or 1,
            who=row.who,
            due_printed=duty.deadline.printed or "",
            due=duty.deadline.due,
            report_to=(duty.report.to or "") if duty.report else "",
            report_due=duty.report.deadline.due if duty.report else None,
            points=[point.text for point in duty.points],
            tracked=duty.tracked,
        )
    Duty.objects.bulk_create(duties.values(), batch_size=BATCH)
    points = [(duty, text) for duty in duties.values() if duty.tracked for text in duty.points]
    themes = [Theme(programme=programme, duty=duty, number=n, text=text) for n, (duty, text) in enumerate(points, 1)]
    Theme.objects.bulk_create(themes, batch_size=BATCH)
    tracked = [task for task in plan.tasks if task.tracked]
    bodies = take_into_use(task.organisation.id for task in tracked)
    made = [
        Task(
            programme=programme,
            duty=duties[task.duty],
            body=bodies[task.organisation.id],
            leads=task.role == "lead",
            due=task.due,
            in_force=task.due,
            report_due=task.report_due,
        )
        for task in tracked
    ]
    return Task.objects.bulk_create(made, batch_size=BATCH)
