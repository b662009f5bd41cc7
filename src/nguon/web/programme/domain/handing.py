"""Handing a task on to a unit below: the unit gets a task of its own; done of the parent stays the body's statement."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from nguon.core.errors import NguonError, UsageError
from nguon.core.text import fold, nfc, squeeze
from nguon.units.organisation import Organisation
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.domain.settle import take_into_use
from nguon.web.directory.models import Body
from nguon.web.programme.domain.acts import DoesNotFit, acting
from nguon.web.programme.models import Event, EventKind, Task

_DEPTH = {"central": 0, "province": 1, "district": 2, "commune": 3}


class NotBelow(NguonError):
    """A body that does not stand below the one that hands on."""

    code = "not_below"


class HasItAlready(NguonError):
    """A unit that has the same duty already."""

    code = "has_it_already"


def is_below(unit: Organisation, body: Body) -> bool:
    """Whether a body of the directory stands below another: its parent, or in the same area on a lower level."""
    if unit.parent == body.ref:
        return True
    area = body.ref.rsplit("/", 1)[0] if "/" in body.ref else ""
    deeper = _DEPTH.get(unit.level, 9) > _DEPTH.get(body.level, 9)
    return bool(area) and deeper and unit.id.startswith(area + "/")


def hand_on(by: User, task: Task, ref: str = "", added: str = "", words: str = "") -> Task:
    """Give a unit below a task of its own, with the same duty and dates.

    Args:
        ref: its id in the directory, or of one that was added before.
        added: the name of a unit that the directory does not have, as a department of the body's own.

    Raises:
        NotBelow; HasItAlready; UsageError: neither was given; DoesNotFit: the task is done or sent back.
    """
    with acting(by, task, EventKind.HANDED_ON, words) as held:
        if held.done_at is not None or held.returned_at is not None:
            raise DoesNotFit("The task is done or sent back", hint="Load the page again")
        unit = _unit(by, held, ref, added)
        if Task.objects.filter(duty=held.duty_id, body=unit).exists():
            raise HasItAlready(f"{unit.name} has this duty already", hint="Open its task")
        held.accepted_at = held.accepted_at or timezone.now()
        child = Task.objects.create(
            programme=held.programme, duty_id=held.duty_id, body=unit, parent=held, due=held.extended_to or held.due,
            in_force=held.extended_to or held.due, report_due=held.report_due,
        )  # fmt: skip
        Event.objects.create(task=child, kind=EventKind.ISSUED, by=by, words=nfc(words.strip())[:4000])
        record(by, "task_given_below", "task", child.pk, {"parent": held.pk, "body": unit.name})
    return child


def take_handing_back(by: User, child: Task) -> None:
    """Undo a handing on while the unit has done nothing with it; the log and the parent's history keep it.

    Raises:
        DoesNotFit: the unit accepted, answered or planned something.
    """
    if child.parent is None:
        raise UsageError("The task was not handed on", hint="Load the page again")
    with acting(by, child.parent, EventKind.HANDED_BACK, child.body.name), transaction.atomic():
        held = Task.objects.select_for_update(of=("self",)).get(pk=child.pk)
        if held.events.exclude(kind=EventKind.ISSUED).exists() or held.children.exists():
            raise DoesNotFit("The unit has begun", hint="Ask it to send the task back")
        record(by, "task_taken_from_below", "task", held.pk, {"parent": child.parent.pk, "body": child.body.name})
        held.delete()


def _unit(by: User, task: Task, ref: str, added: str) -> Body:
    own = f"own:below:{task.body_id}:"
    if name := squeeze(nfc(added))[:300]:
        place = task.body.place
        unit, made = Body.objects.get_or_create(ref=f"{own}{fold(name)[:150]}", defaults={"name": name, "place": place})
        if made:
            record(by, "body_added", "body", unit.pk, {"name": name})
        return unit
    if not ref:
        raise UsageError("No unit was chosen", hint="Choose one of the list, or write its name")
    if ref.startswith(own):
        known = Body.objects.filter(ref=ref).first()
        if known is not None:
            return known
    unit_below = current().get(ref)
    if unit_below is None or not is_below(unit_below, task.body) or not unit_below.exists(task.programme.on):
        raise NotBelow("The body does not stand below yours", hint="Choose a unit of the list")
    return take_into_use([ref])[ref]
