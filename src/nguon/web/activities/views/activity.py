"""One activity: what is planned, its preparation, what shows it, what happened."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.activities.domain import planning, steps
from nguon.web.activities.domain.kinds import kind_words
from nguon.web.activities.domain.queries.activities import (
    activity_or_404,
    clashes,
    may,
    step_or_404,
    themes_for,
    visible_activities,
)
from nguon.web.activities.domain.states import state
from nguon.web.activities.forms import ActivityForm, values_of
from nguon.web.activities.models import Activity
from nguon.web.programme.domain.queries.tasks import may as may_task
from nguon.web.programme.domain.states import state_of
from nguon.web.programme.views.evidence import take
from nguon.web.project.kept import said
from nguon.web.project.once import once

MOST_CLASHES: Final = 5
"""Clashes shown on the page of an activity; the list of the programme has all."""


@login_required
@require_safe
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """The page of an activity."""
    return _shown(request, activity_or_404(request.user, pk, timezone.now()), None)


def _shown(request: SignedRequest, activity: Activity, form: ActivityForm | None) -> HttpResponse:
    rights = may(request.user, activity)
    themes = themes_for(activity.task)
    if form is None:
        form = ActivityForm(themes=themes, initial=values_of(activity))
    other = list(clashes(activity)[:MOST_CLASHES]) if activity.called_off_at is None else []
    seen = set(visible_activities(request.user).filter(pk__in=[one.pk for one in other]).values_list("pk", flat=True))
    rows = list(activity.steps.select_related("done_by")) if rights.look else []
    for row in rows:
        row.activity = activity
    today = timezone.localdate()
    evidence = activity.evidence.filter(taken_back_at=None).select_related("by", "checked_by").order_by("pk")
    events = list(activity.events.select_related("by").order_by("-pk")) if rights.look else []
    context = {
        "activity": activity,
        "task": activity.task,
        "task_state": state_of(activity.task, today),
        "may": rights,
        "may_task": may_task(request.user, activity.task),
        "state": state(getattr(activity, "key")),  # noqa: B009  # set by the query
        "kind": kind_words(activity.kind),
        "form": form,
        "themes": themes,
        "chosen": [theme for theme in themes if theme.pk in form.chosen],
        "clashes": [(one, one.pk in seen) for one in other],
        "steps": rows,
        "settled": sum(row.done_at is not None or row.waived for row in rows),
        "evidence": evidence if rights.look else (),
        "events": events,
        "can_undo": any(one.kind == "changed" and one.before is not None for one in events),
        "today": today,
        "attach_to": reverse("activities:attach", args=[activity.pk]),
    }
    return render(request, "activities/activity.html", context, status=422 if form.errors else 200)


def _mine(request: SignedRequest, pk: int) -> Activity:
    """An activity that the person may change."""
    activity = activity_or_404(request.user, pk, timezone.now())
    if not may(request.user, activity).work:
        raise Http404
    return activity


@login_required
@require_POST
def change(request: SignedRequest, pk: int) -> HttpResponse:
    """Write the form over it; the values before are kept."""
    activity = _mine(request, pk)
    form = ActivityForm(request.POST, themes=themes_for(activity.task))
    if not form.is_valid():
        return _shown(request, activity, form)

    def run() -> str:
        if planning.change_activity(request.user, activity, form.plan()):
            said(request, _("Saved."), action=reverse("activities:undo", args=[pk]))
        else:
            messages.info(request, _("Nothing was different."))
        return reverse("activities:activity", args=[pk])

    return once(request, run)


@login_required
@require_POST
def undo(request: SignedRequest, pk: int) -> HttpResponse:
    """Give back the values before the last change."""
    activity = _mine(request, pk)

    def run() -> str:
        planning.undo_change(request.user, activity)
        messages.success(request, _("The values before the last change are back."))
        return reverse("activities:activity", args=[pk])

    return once(request, run)


@login_required
@require_POST
def step(request: SignedRequest, pk: int) -> HttpResponse:
    """Tick a step, open it again, say that it is not needed; or add one."""
    activity = _mine(request, pk)
    what, chosen = request.POST.get("what", ""), request.POST.get("step", "")
    days = request.POST.get("days", "").strip()
    row = step_or_404(activity, chosen) if what != "add" else None

    def run() -> str:
        if row is None:
            words = request.POST.get("words", "")
            steps.add_step(request.user, activity, words, int(days) if days.isdecimal() and len(days) < 4 else 0)
        else:
            steps.set_step(request.user, row, what)
            if what != "open":
                back = reverse("activities:step", args=[pk])
                said(request, _("Ticked."), action=back, what="open", step=row.pk)
        return reverse("activities:activity", args=[pk]) + "#chuan-bi"

    return once(request, run)


@login_required
@require_POST
def call_off(request: SignedRequest, pk: int) -> HttpResponse:
    """Call it off with the reason, or take it up again."""
    activity = _mine(request, pk)

    def run() -> str:
        if request.POST.get("again"):
            planning.take_up(request.user, activity)
        else:
            planning.call_off(request.user, activity, request.POST.get("words", ""))
            said(request, _("Called off."), action=reverse("activities:call_off", args=[pk]), again="1")
        return reverse("activities:activity", args=[pk])

    return once(request, run)


@login_required
@require_POST
def attach(request: SignedRequest, pk: int) -> HttpResponse:
    """Attach evidence to the activity."""
    activity = activity_or_404(request.user, pk, timezone.now())
    if not may(request.user, activity).attach:
        raise Http404
    back = reverse("activities:activity", args=[pk]) + "#minh-chung"
    return take(request, activity.task, activity, back)
