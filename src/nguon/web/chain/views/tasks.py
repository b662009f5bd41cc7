"""Adding a task after issuing, withdrawing one, giving it again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nguon.web.accounts.requests import SignedRequest
from nguon.web.chain.domain import adding, withdrawing
from nguon.web.directory.models import Body
from nguon.web.programme.domain.queries.tasks import coordinated_or_404, task_or_404
from nguon.web.programme.models import Duty, Programme
from nguon.web.project.days import parse_day
from nguon.web.project.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedRequest, pk: int) -> HttpResponse:
    """The form of a late task."""
    programme = coordinated_or_404(request.user, pk)
    bodies = Body.objects.filter(tasks__programme=programme).distinct()
    duties = Duty.objects.filter(programme=programme, tracked=True)

    def act() -> str:
        duty = adding.add(
            request.user, programme, _chosen(request, programme, list(bodies)), request.POST.get("words", ""),
            _source(request, list(duties)), due=parse_day(request.POST["due"]) if request.POST.get("due") else None,
        )  # fmt: skip
        messages.success(request, _("Added. The bodies see it among their tasks."))
        return reverse("programme:programme_tasks", args=[pk]) + f"?nv={duty.number}"

    if request.method == "POST":
        return once(request, act)
    context = {"programme": programme, "bodies": bodies, "duties": duties, "today": timezone.localdate()}
    return render(request, "chain/add.html", context)


def _chosen(request: SignedRequest, programme: Programme, bodies: list[Body]) -> list[Body]:
    ticked = set(request.POST.getlist("body"))
    chosen = [one for one in bodies if str(one.pk) in ticked or request.POST.get("all") == "yes"]
    known = {one.pk for one in chosen}
    named = adding.bodies_meant(programme, request.POST.get("who", ""))
    return chosen + [one for one in named if one.pk not in known]


def _source(request: SignedRequest, duties: list[Duty]) -> adding.Source:
    under = next((one for one in duties if str(one.pk) == request.POST.get("under")), None)
    said_on = request.POST.get("said_on", "").strip()
    word_of = request.POST.get("word_of", "")
    return adding.Source(
        under=under,
        line=request.POST.get("line", ""),
        word_of=word_of,
        said_on=parse_day(said_on) if said_on and word_of.strip() else None,
    )


@login_required
@require_POST
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """Withdraw a task with a reason."""
    task = task_or_404(request.user, pk)
    coordinated_or_404(request.user, task.programme_id)

    def act() -> str:
        withdrawing.withdraw(request.user, task, request.POST.get("words", ""))
        messages.success(request, _("Withdrawn. It stays to be read and counts nowhere."))
        return reverse("programme:task", args=[pk])

    return once(request, act)


@login_required
@require_POST
def restore(request: SignedRequest, pk: int) -> HttpResponse:
    """Give a withdrawn task again."""
    task = task_or_404(request.user, pk)
    coordinated_or_404(request.user, task.programme_id)

    def act() -> str:
        withdrawing.restore(request.user, task, request.POST.get("words", ""))
        return reverse("programme:task", args=[pk])

    return once(request, act)
