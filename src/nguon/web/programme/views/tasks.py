"""The tasks of one's bodies, in the order in which they press."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nguon.core.text import bare
from nguon.web.accounts.requests import SignedRequest
from nguon.web.programme.domain.queries.tasks import own_tasks
from nguon.web.programme.domain.states import state_of

GROUPS: Final[tuple[tuple[str, Promise, tuple[str, ...]], ...]] = (
    ("late", _("Late"), ("qua-han",)),
    ("new", _("New"), ("chua-nhan",)),
    ("soon", _("Due soon"), ("sap-den",)),
    ("later", _("Later"), ("trong-han", "gia-han", "khong-han")),
    ("waiting", _("Waiting for an answer"), ("cho", "tra-lai")),
    ("done", _("Done"), ("xong", "xong-muon")),
)
"""Groups of the list: key, heading, states."""
OPEN: Final = ("late", "new", "soon", "later", "waiting")


@login_required
@require_safe
def mine(request: SignedRequest) -> HttpResponse:
    """What is late, new, due, later; done ones on request."""
    today = timezone.localdate()
    shown = request.GET.get("hien", "con")
    search = bare(request.GET.get("tim", "").strip()[:100])
    place = {state: order for order, (_, _, states) in enumerate(GROUPS) for state in states}
    rows = []
    for task in own_tasks(request.user):
        state = state_of(task, today)
        group = GROUPS[place[state.key]]
        if (group[0] in OPEN) != (shown != "xong") or (search and search not in bare(task.duty.quote)):
            continue
        rows.append((place[state.key], state.due is None, state.due or today, task.pk, task, state))
    rows.sort(key=lambda row: row[:4])
    page = Paginator(rows, 60).get_page(request.GET.get("trang"))
    groups: list[tuple[Promise, str, list[tuple[object, object]]]] = []
    for order, _none, _due, _pk, task, state in page:
        key, heading, _states = GROUPS[order]
        if not groups or groups[-1][1] != key:
            groups.append((heading, key, []))
        groups[-1][2].append((task, state))
    context = {
        "groups": groups,
        "page": page,
        "count": len(rows),
        "shown": shown,
        "search": request.GET.get("tim", ""),
        "today": today,
    }
    return render(request, "programme/mine.html", context)
