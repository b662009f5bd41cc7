"""Health, the start page, the first day."""

from __future__ import annotations

import shutil
from datetime import date
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.core.calendar import state_calendar, weekday_name
from nguon.web.accounts.domain.queries.people import first_steps_done, home_of
from nguon.web.accounts.requests import SignedRequest
from nguon.web.jobs.domain.queries.state import workers_alive
from nguon.web.programme.domain.states import working_days
from nguon.web.project.days import BadDay, parse_day
from nguon.web.project.sentences import sentence

FAR_DAYS: Final = 400
"""Farther days are counted as they come: nobody knows the days off of later years."""


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether database, disk and a worker are there; says nothing of content. 503 where pages cannot be served."""
    state: dict[str, object] = {"database": True, "free_mb": shutil.disk_usage(settings.DATA).free // 1_000_000}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        state["workers"] = workers_alive()
    except DatabaseError:
        state["database"] = False
    return JsonResponse(state, status=200 if state["database"] else 503)


@login_required
@require_safe
def home(request: SignedRequest) -> HttpResponse:
    """The page on which this person's work begins."""
    return HttpResponseRedirect(reverse(home_of(request.user)))


@login_required
@require_safe
def first_steps(request: SignedRequest) -> HttpResponse:
    """Four steps to the first plan, until they are done."""
    free = shutil.disk_usage(settings.DATA).free // 1_000_000_000
    return render(request, "first.html", {"done": first_steps_done(request.user), "free_gb": free})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every key, and the button that does the same; a page of its own, which ``?`` shows over the others."""
    return render(request, "keys.html")


@login_required
@require_safe
def typed_day(request: SignedRequest) -> JsonResponse:
    """What a typed day means: itself, its weekday, the working days to it; or what is wrong.

    Query: ``go``, what was typed; ``sau``, the day (ISO) on or after which a day without a year lies.
    """
    try:
        after = date.fromisoformat(request.GET.get("sau", ""))
    except ValueError:
        after = None
    today = timezone.localdate()
    try:
        day = parse_day(request.GET.get("go", "")[:40], after=after, today=today)
    except BadDay as error:
        return JsonResponse({"error": sentence(error)})
    name = f"{day:%A}" if get_language() == "en" else weekday_name(day)
    return JsonResponse({"day": day.isoformat(), "shown": f"{day:%d/%m/%Y}", "words": f"{name}, {_away(day, today)}"})


def _away(day: date, today: date) -> str:
    """How far a day is, in working days where they can be counted."""
    if day == today:
        return _("today")
    if day < today:
        return _("past")
    if (day - today).days > FAR_DAYS:
        return ngettext("%(n)s day from now", "%(n)s days from now", (day - today).days) % {"n": (day - today).days}
    left = working_days(today, day)
    words = ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}
    return words if state_calendar().is_working_day(day) else words + ", " + _("a day off")
