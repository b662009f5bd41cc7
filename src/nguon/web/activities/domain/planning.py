"""Planning an activity, changing it, calling it off; each act in one transaction with its event and row of the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from nguon.core.errors import NguonError, UsageError
from nguon.core.text import bare, nfc, squeeze
from nguon.web.accounts.models import User
from nguon.web.activities.domain.kinds import KINDS
from nguon.web.activities.models import Activity, ActivityEvent, ActivityEventKind, Step
from nguon.web.audit.domain.chain import record
from nguon.web.programme.domain.acts import DoesNotFit
from nguon.web.programme.models import Event, EventKind, Programme, Task, Theme

MAX_SUMMARY: Final = 4000


class EndsBefore(NguonError):
    """An activity that ends before it begins."""

    code = "ends_before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What somebody wrote about an activity.

    Attributes:
        starts, ends: with their zone; ``ends`` is later.
        audience: people expected; ``None`` where nobody said.
        themes: ids of themes of the programme; others are left out.
    """

    kind: str
    title: str
    starts: datetime
    ends: datetime
    place: str = ""
    organisers: str = ""
    summary: str = ""
    audience: int | None = None
    public: bool = False
    themes: Sequence[int] = ()


@transaction.atomic
def plan_activity(by: User, task: Task, plan: Plan) -> Activity:
    """Plan an activity from a task, with the steps of its kind.

    Raises:
        EndsBefore; UsageError: title or kind is missing; DoesNotFit: the programme is closed or the task is done.
    """
    held = Task.objects.select_for_update(of=("self",)).select_related("programme").get(pk=task.pk)
    if held.done_at is not None or held.returned_at is not None or hasattr(held, "withdrawal"):
        raise DoesNotFit("The task is done or sent back", hint="Load the page again")
    _need_open(held.programme)
    activity = Activity(task=held, programme=held.programme, by=by)
    _write(activity, plan)
    activity.save()
    activity.themes.set(_themes(held.programme, plan.themes))
    _add_steps(activity)
    ActivityEvent.objects.create(activity=activity, kind=ActivityEventKind.PLANNED, by=by)
    Event.objects.create(task=held, kind=EventKind.ACTIVITY, by=by, words=activity.title)
    record(by, "activity_planned", "activity", activity.pk, {"task": held.pk, "kind": activity.kind})
    return activity


@transaction.atomic
def change_activity(by: User, activity: Activity, plan: Plan) -> bool:
    """Write a plan over an activity; the values before are kept. False where nothing differs.

    Raises:
        EndsBefore; UsageError; DoesNotFit: it was called off, or the programme is closed.
    """
    held = _held(activity)
    if held.called_off_at is not None:
        raise DoesNotFit("The activity was called off", hint="Take it up again first")
    before = _values(held)
    kind = held.kind
    _write(held, plan)
    held.save()
    held.themes.set(_themes(held.programme, plan.themes))
    after = _values(held)
    changed = {key: value for key, value in before.items() if after[key] != value}
    if not changed:
        return False
    if held.kind != kind:
        _add_steps(held)
    ActivityEvent.objects.create(activity=held, kind=ActivityEventKind.CHANGED, by=by, before=changed)
    record(by, "activity_changed", "activity", held.pk, {"fields": ", ".join(sorted(changed))})
    return True


@transaction.atomic
def undo_change(by: User, activity: Activity) -> None:
    """Give back the values before the last change that was not taken back.

    Raises:
        DoesNotFit: there is none.
    """
    held = _held(activity)
    last = held.events.filter(kind=ActivityEventKind.CHANGED, before__isnull=False).last()
    if last is None or last.before is None:
        raise DoesNotFit("Nothing was changed", hint="Load the page again")
    values = dict(last.before)
    themes = values.pop("themes", None)
    for key, value in values.items():
        setattr(held, key, parse_datetime(value) if key in ("starts", "ends") else value)
    held.place_key = bare(held.place)[:200]
    held.save()
    if themes is not None:
        held.themes.set(_themes(held.programme, themes))
    last.before = None
    last.save(update_fields=["before"])
    words = ", ".join(sorted(last_key for last_key in (*values, *(["themes"] if themes is not None else []))))
    ActivityEvent.objects.create(activity=held, kind=ActivityEventKind.CHANGE_UNDONE, by=by)
    record(by, "activity_change_undone", "activity", held.pk, {"fields": words})


@transaction.atomic
def call_off(by: User, activity: Activity, words: str) -> None:
    """Call an activity off, with the reason; it stays in the list.

    Raises:
        UsageError: no reason; DoesNotFit.
    """
    if not words.strip():
        raise UsageError("A reason is missing", hint="Write one sentence")
    held = _held(activity)
    if held.called_off_at is not None:
        raise DoesNotFit("The activity was called off before", hint="Load the page again")
    held.called_off_at = timezone.now()
    held.save(update_fields=["called_off_at"])
    said = nfc(words.strip())[:MAX_SUMMARY]
    ActivityEvent.objects.create(activity=held, kind=ActivityEventKind.CALLED_OFF, by=by, words=said)
    record(by, "activity_called_off", "activity", held.pk)


@transaction.atomic
def take_up(by: User, activity: Activity) -> None:
    """Take an activity up again that was called off."""
    held = _held(activity)
    if held.called_off_at is None:
        raise DoesNotFit("The activity was not called off", hint="Load the page again")
    held.called_off_at = None
    held.save(update_fields=["called_off_at"])
    ActivityEvent.objects.create(activity=held, kind=ActivityEventKind.TAKEN_UP, by=by)
    record(by, "activity_taken_up", "activity", held.pk)


def _held(activity: Activity) -> Activity:
    held = Activity.objects.select_for_update(of=("self",)).select_related("programme").get(pk=activity.pk)
    _need_open(held.programme)
    return held


def _need_open(programme: Programme) -> None:
    if programme.closed_at is not None:
        raise DoesNotFit("The programme is closed", hint="Ask the coordinator to open it again")


def _write(activity: Activity, plan: Plan) -> None:
    if plan.kind not in KINDS:
        raise UsageError("There is no such kind of activity", hint="Choose one of the list")
    title = squeeze(nfc(plan.title))[:200]
    if not title:
        raise UsageError("The title is missing", hint="Write a few words")
    if plan.ends <= plan.starts:
        raise EndsBefore("The activity ends before it begins", hint="Choose a later end")
    activity.kind, activity.title = plan.kind, title
    activity.starts, activity.ends = plan.starts, plan.ends
    activity.place = squeeze(nfc(plan.place))[:200]
    activity.place_key = bare(activity.place)[:200]
    activity.organisers = squeeze(nfc(plan.organisers))[:300]
    activity.summary = nfc(plan.summary.strip())[:MAX_SUMMARY]
    activity.audience, activity.public = plan.audience, plan.public


def _values(activity: Activity) -> dict[str, object]:
    """What a change can replace, as JSON holds it."""
    return {
        "kind": activity.kind,
        "title": activity.title,
        "starts": activity.starts.astimezone(UTC).isoformat(),
        "ends": activity.ends.astimezone(UTC).isoformat(),
        "place": activity.place,
        "organisers": activity.organisers,
        "summary": activity.summary,
        "audience": activity.audience,
        "public": activity.public,
        "themes": sorted(activity.themes.values_list("pk", flat=True)),
    }


def _themes(programme: Programme, wanted: Sequence[int]) -> list[Theme]:
    return list(Theme.objects.filter(programme=programme, pk__in=list(wanted)))


def _add_steps(activity: Activity) -> None:
    """The steps of its kind that it does not have yet; nothing that was ticked is lost."""
    known = list(activity.steps.values_list("key", "number"))
    keys, number = {key for key, _ in known}, max((one for _, one in known), default=0)
    fresh = [(key, days) for key, days in KINDS[activity.kind].steps if key not in keys]
    Step.objects.bulk_create(
        Step(activity=activity, key=key, days=days, number=number + place) for place, (key, days) in enumerate(fresh, 1)
    )
