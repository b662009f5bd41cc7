"""Planning an activity from a task."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.web.accounts.requests import SignedRequest
from nguon.web.activities.domain.planning import plan_activity
from nguon.web.activities.domain.queries.activities import clashes, themes_for
from nguon.web.activities.forms import ActivityForm
from nguon.web.programme.domain.queries.tasks import may, task_or_404
from nguon.web.project.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """The form; what is wrong stands beside its field, and nothing that was typed is lost."""
    task = task_or_404(request.user, pk)
    if not may(request.user, task).answer or task.done_at is not None or task.returned_at is not None:
        raise Http404
    themes = themes_for(task)
    initial = {"themes": [theme.pk for theme in themes if theme.pk in set(task.themes.values_list("pk", flat=True))]}
    form = ActivityForm(request.POST if request.method == "POST" else None, themes=themes, initial=initial)
    if request.method == "POST" and form.is_valid():

        def run() -> str:
            activity = plan_activity(request.user, task, form.plan())
            messages.success(request, _("Planned. The steps of its preparation stand beside it."))
            if clashes(activity).exists():
                messages.warning(request, _("Another activity of the programme takes this place at this time."))
            return reverse("activities:activity", args=[activity.pk])

        return once(request, run)
    context = {"task": task, "form": form, "themes": themes}
    return render(request, "activities/new.html", context, status=422 if form.errors else 200)
