"""Evidence: one form takes photographs, minutes, recordings, a link and a number at once; what is refused says why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nguon.core.errors import NguonError
from nguon.web.accounts.requests import SignedRequest
from nguon.web.activities.models import Activity
from nguon.web.programme.domain import evidence as domain
from nguon.web.programme.domain.queries.tasks import evidence_or_404, may, task_or_404
from nguon.web.programme.models import Evidence, EvidenceKind, Task
from nguon.web.project.kept import keep, said
from nguon.web.project.once import once
from nguon.web.project.sentences import sentence
from nguon.web.project.served import ServedFile
from nguon.web.storage.files import stored


@login_required
@require_POST
def attach(request: SignedRequest, pk: int) -> HttpResponse:
    """Attach evidence to a task."""
    task = task_or_404(request.user, pk)
    rights = may(request.user, task)
    if not (rights.answer or rights.decide):
        raise Http404
    return take(request, task, None, reverse("programme:task", args=[pk]) + "#minh-chung")


def take(request: SignedRequest, task: Task, activity: Activity | None, back: str) -> HttpResponse:
    """Attach everything that one form brought; a piece that is refused keeps none of the others out.

    A script that sends file by file (``X-Requested-With: fetch``) gets the refusals as JSON, with status 422.
    """
    refused: list[str] = []
    undo = may(request.user, task).answer
    secret = {number for number, file in enumerate(request.FILES.getlist("files")) if domain.is_secret(file)}

    def run() -> str:
        made: list[Evidence] = []
        for name, piece in _pieces(request, task, activity, secret):
            try:
                made.append(piece())
            except NguonError as error:
                refused.append(f"{name}: {sentence(error)}" if name else sentence(error))
        for words in refused:
            messages.error(request, words)
        if refused:
            keep(request, back)
        if made:
            words = ngettext("%(n)s piece of evidence attached.", "%(n)s pieces of evidence attached.", len(made))
            one = reverse("programme:take_evidence_back", args=[made[0].pk]) if undo and len(made) == 1 else ""
            said(request, words % {"n": len(made)}, action=one)
        elif not refused:
            messages.error(request, _("Nothing was chosen: a photograph, minutes, a recording, a link or a number."))
        return back

    if request.headers.get("X-Requested-With") != "fetch":
        return once(request, run)
    answer = once(request, run)
    list(messages.get_messages(request))  # shown by the script; the page says it no second time
    return JsonResponse({"refused": refused, "next": answer.headers["Location"]}, status=422 if refused else 200)


def _pieces(
    request: SignedRequest, task: Task, activity: Activity | None, secret: set[int]
) -> Iterator[tuple[str, Callable[[], Evidence]]]:
    """Each piece of a form: the name by which a refusal calls it, and its attaching."""
    by, note = request.user, request.POST.get("note", "")
    link, number = request.POST.get("link", "").strip(), request.POST.get("number", "").strip().replace(".", "")
    for place, file in enumerate(request.FILES.getlist("files")):
        if place in secret:
            yield "", partial(domain.refuse_secret, by, task)
            continue
        kind = domain.kind_of(file)
        yield file.name or "", partial(domain.attach, by, task, kind, file=file, note=note, activity=activity)
    if link:
        yield link[:80], lambda: domain.attach(by, task, EvidenceKind.LINK, link=link, note=note, activity=activity)
    if number:
        count = int(number) if number.isdecimal() and len(number) < 9 else None
        yield "", lambda: domain.attach(by, task, EvidenceKind.HEADCOUNT, number=count, note=note, activity=activity)


@login_required
@require_safe
def show(request: SignedRequest, pk: int) -> ServedFile:
    """A stored piece: pictures in place, other files as downloads."""
    found = evidence_or_404(request.user, pk)
    path = stored(found.sha256)
    if not found.sha256 or not path.exists():
        raise Http404
    picture = found.kind == EvidenceKind.PHOTO
    return ServedFile(
        path.open("rb"),
        as_attachment=not picture,
        filename=found.name if not picture else "",
        content_type="image/jpeg" if picture else "application/octet-stream",
    )


@login_required
@require_POST
def take_back(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a piece of evidence back, by the body that attached it, while the task is open."""
    found = evidence_or_404(request.user, pk)
    if not may(request.user, found.task).answer or found.task.done_at is not None:
        raise Http404

    def run() -> str:
        domain.take_evidence_back(request.user, found)
        return _page_of(found)

    return once(request, run)


@login_required
@require_POST
def check(request: SignedRequest, pk: int) -> HttpResponse:
    """Say that a piece shows what it should, or take that back: the coordinator, or a second person of the body."""
    found = evidence_or_404(request.user, pk)
    if not may(request.user, found.task).check:
        raise Http404

    def run() -> str:
        if request.POST.get("undo"):
            domain.take_check_back(request.user, found)
        else:
            domain.check_evidence(request.user, found)
        return _page_of(found)

    return once(request, run)


def _page_of(evidence: Evidence) -> str:
    if evidence.activity_id is not None:
        return reverse("activities:activity", args=[evidence.activity_id]) + "#minh-chung"
    return reverse("programme:task", args=[evidence.task_id]) + "#minh-chung"
