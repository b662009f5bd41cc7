"""Health, the start page, the first day."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nguon.web.accounts.domain.queries.people import first_steps_done, home_of
from nguon.web.accounts.requests import SignedRequest
from nguon.web.jobs.domain.queries.state import workers_alive


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
