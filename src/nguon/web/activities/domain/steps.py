"""Ticking the steps of the preparation: by whom, when; each can be opened again."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from nguon.core.errors import UsageError
from nguon.core.text import nfc, squeeze
from nguon.web.accounts.models import User
from nguon.web.activities.models import Activity, ActivityEvent, ActivityEventKind, Step
from nguon.web.audit.domain.chain import record
from nguon.web.programme.domain.acts import DoesNotFit

MOST: Final = 40
"""Steps of one activity."""
_KINDS: Final = {
    "done": ActivityEventKind.STEP_DONE,
    "open": ActivityEventKind.STEP_OPEN,
    "waive": ActivityEventKind.STEP_WAIVED,
}


@transaction.atomic
def set_step(by: User, step: Step, what: str) -> None:
    """Tick a step (``done``), open it again (``open``), or say that it is not needed (``waive``).

    Raises:
        UsageError: another word; DoesNotFit: somebody was quicker, or the activity was called off.
    """
    if what not in _KINDS:
        raise UsageError("There is no such act", hint="Load the page again")
    held = Step.objects.select_for_update(of=("self",)).select_related("activity__programme").get(pk=step.pk)
    _need_live(held.activity)
    is_open = held.done_at is None and not held.waived
    if is_open == (what == "open"):
        raise DoesNotFit("The step has changed", hint="Load the page again")
    held.done_at, held.done_by = (None, None) if what == "open" else (timezone.now(), by)
    held.waived = what == "waive"
    held.save()
    ActivityEvent.objects.create(activity=held.activity, kind=_KINDS[what], by=by, words=held.key or held.words)
    record(by, f"activity_step_{what}", "activity", held.activity_id, {"step": held.pk, "key": held.key})


@transaction.atomic
def add_step(by: User, activity: Activity, words: str, days: int = 0) -> Step:
    """Add a step of one's own.

    Raises:
        UsageError: no words, or too many steps; DoesNotFit: the activity was called off.
    """
    said = squeeze(nfc(words))[:200]
    if not said:
        raise UsageError("The words of the step are missing", hint="Write a few words")
    held = Activity.objects.select_for_update(of=("self",)).select_related("programme").get(pk=activity.pk)
    _need_live(held)
    if held.steps.count() >= MOST:
        raise UsageError(f"An activity has at most {MOST} steps", hint="Say that one is not needed")
    number = (held.steps.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Step.objects.create(activity=held, words=said, days=max(-365, min(days, 365)), number=number)
    ActivityEvent.objects.create(activity=held, kind=ActivityEventKind.STEP_ADDED, by=by, words=said)
    record(by, "activity_step_added", "activity", held.pk, {"step": made.pk})
    return made


def _need_live(activity: Activity) -> None:
    if activity.called_off_at is not None or activity.programme.closed_at is not None:
        raise DoesNotFit("The activity was called off or its programme closed", hint="Load the page again")
