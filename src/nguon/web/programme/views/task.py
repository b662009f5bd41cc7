"""One task: the words of the dispatch, what can be done, what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nguon.web.accounts.models import User
from nguon.web.accounts.requests import SignedRequest
from nguon.web.chain.domain.queries.history import changes_of, happened, words_in_force
from nguon.web.programme.domain import acts
from nguon.web.programme.domain.handing import take_handing_back
from nguon.web.programme.domain.queries.tasks import (
    May,
    child_or_404,
    children_of,
    evidence_of,
    fellow_count,
    may,
    people_of,
    task_or_404,
    themes_of,
)
from nguon.web.programme.domain.states import state_of
from nguon.web.programme.models import Task
from nguon.web.project.days import parse_day
from nguon.web.project.kept import said
from nguon.web.project.once import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What was typed: a reason, a day, numbers of what was chosen."""

    words: str
    day: str
    chosen: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The chosen ones that are numbers."""
        return tuple(int(one) for one in self.chosen if one.isdecimal() and len(one) < 18)


Act = Callable[[User, Task, Form], None]

ANSWERS: Final[dict[str, Act]] = {
    "accept": lambda by, task, form: acts.accept(by, task),
    "take_back": lambda by, task, form: acts.take_acceptance_back(by, task),
    "send_back": lambda by, task, form: acts.send_back(by, task, form.words),
    "ask": lambda by, task, form: acts.ask(by, task, form.words),
    "more_time": lambda by, task, form: acts.ask_more_time(by, task, parse_day(form.day), form.words),
    "done": lambda by, task, form: acts.say_done(by, task, form.words),
    "assign": lambda by, task, form: acts.assign(by, task, form.numbers[0] if form.numbers else None),
    "themes": lambda by, task, form: acts.choose_themes(by, task, form.numbers),
    "hand_back": lambda by, task, form: take_handing_back(by, child_or_404(task, "".join(form.chosen[:1]))),
}
"""Acts of the body that has the task."""
DECISIONS: Final[dict[str, Act]] = {
    "answer": lambda by, task, form: acts.answer(by, task, form.words),
    "give_time": lambda by, task, form: acts.give_more_time(by, task, parse_day(form.day), form.words),
    "refuse_time": lambda by, task, form: acts.refuse_more_time(by, task, form.words),
    "give_again": lambda by, task, form: acts.give_again(by, task, form.words),
    "tick": lambda by, task, form: acts.tick(
        by, task, parse_day(form.day) if form.day else timezone.localdate(), form.words
    ),
}
"""Acts of the coordinator."""
CHECKS: Final[dict[str, Act]] = {
    "checked": lambda by, task, form: acts.check_done(by, task, form.words),
    "not_yet": lambda by, task, form: acts.not_done_yet(by, task, form.words),
}
"""Acts of whoever checks."""

SAID: Final[dict[str, Promise]] = {
    "take_back": gettext_lazy("The acceptance is taken back."),
    "send_back": gettext_lazy("The task is sent back; the coordinator decides."),
    "ask": gettext_lazy("The question is sent. Time of waiting does not count as late."),
    "more_time": gettext_lazy("The request is sent. Time of waiting does not count as late."),
    "done": gettext_lazy("Said: done. Somebody else checks it."),
    "answer": gettext_lazy("The answer is sent."),
    "give_time": gettext_lazy("The new day holds; the first is kept."),
    "refuse_time": gettext_lazy("The day stays; the body is told why."),
    "give_again": gettext_lazy("The task is given again."),
    "tick": gettext_lazy("Ticked as done."),
    "checked": gettext_lazy("Checked: done."),
    "not_yet": gettext_lazy("The work goes back to the body."),
}
"""What is said after each act."""


@login_required
@require_safe
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """The page of a task."""
    task = task_or_404(request.user, pk)
    today = timezone.localdate()
    rights = may(request.user, task)
    if hasattr(task, "withdrawal"):
        rights = May(answer=False, decide=rights.decide, check=False)
    events = list(task.events.select_related("by").order_by("-pk"))
    asked = next((one for one in events if one.kind == "more_time_asked"), None)
    children = children_of(task)
    changes = changes_of(task)
    context = {
        "task": task,
        "state": state_of(task, today),
        "may": rights,
        "happened": happened(events, changes),
        "new_words": words_in_force(changes),
        "asked": asked,
        "evidence": evidence_of(task),
        "children": [(child, state_of(child, today)) for child in children],
        "children_given": sum(not hasattr(child, "withdrawal") for child in children),
        "children_done": sum(child.done_at is not None for child in children if not hasattr(child, "withdrawal")),
        "people": people_of(task) if rights.answer else [],
        "themes": themes_of(task),
        "attach_to": reverse("programme:attach", args=[pk]),
        "fellows": fellow_count(task),
        "today": today,
        "undo": task.accepted_at is not None and timezone.localdate(task.accepted_at) == today,
    }
    return render(request, "programme/task.html", context)


@login_required
@require_POST
def act(request: SignedRequest, pk: int) -> HttpResponse:
    """Answer, decide or check, each by those who may."""
    task = task_or_404(request.user, pk)
    rights = may(request.user, task)
    name = request.POST.get("act", "")
    table = (ANSWERS if rights.answer else {}) | (DECISIONS if rights.decide else {}) | (CHECKS if rights.check else {})
    if name not in table:
        raise Http404
    form = Form(
        words=request.POST.get("words", ""),
        day=request.POST.get("day", ""),
        chosen=tuple(request.POST.getlist("chosen")[:200]),
    )

    def run() -> str:
        table[name](request.user, task, form)
        back = reverse("programme:act", args=[pk])
        if name == "accept":
            said(request, _("The task is accepted."), action=back, act="take_back")
        else:
            said(request, str(SAID.get(name, _("Saved."))))
        return reverse("programme:task", args=[pk])

    return once(request, run)
