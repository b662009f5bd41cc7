"""People of the bodies that one looks after, and invitations."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.units.directory import Directory
from nguon.web.accounts.domain import inviting
from nguon.web.accounts.domain.queries.people import (
    managed_bodies,
    may_invite,
    member_or_404,
    members_seen_by,
    open_invitations,
    person_or_404,
)
from nguon.web.accounts.forms import InviteForm
from nguon.web.accounts.requests import SignedRequest


@login_required
@require_safe
def people(request: SignedRequest) -> HttpResponse:
    """Who is in the bodies that one looks after."""
    if not may_invite(request.user):
        raise Http404
    context = {"members": members_seen_by(request.user), "invitations": open_invitations(request.user)}
    return render(request, "accounts/people.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedRequest) -> HttpResponse:
    """Choose a body and a role; the link is shown once, to be sent by whatever way one has."""
    if not may_invite(request.user):
        raise Http404
    form = InviteForm(request.POST or request.GET or None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["body"]
        managed = list(managed_bodies(request.user))
        found = [(one.ref, one.name) for one in managed if one.name == words or one.ref == words]
        if request.user.administrator and not found:
            found = [(one.id, one.name) for one in Directory.shipped().search(words, limit=12)]
        context["found"] = found
        ref = request.POST.get("ref") or (found[0][0] if len(found) == 1 else "")
        if request.method == "POST" and ref:
            if not request.user.administrator and ref not in {one.ref for one in managed}:
                raise PermissionDenied
            secret = inviting.invite_to(request.user, ref, form.cleaned_data["role"], form.cleaned_data["note"])
            context["link"] = _link(request, secret)
        elif not found:
            form.add_error("body", _("No body has this name. Type fewer words, or the name as its seal has it."))
    elif not request.user.administrator and not form.is_bound:
        first = managed_bodies(request.user).first()
        context["form"] = InviteForm(initial={"body": first.name if first else ""})
    return render(request, "accounts/invite.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def renew(request: SignedRequest, pk: int) -> HttpResponse:
    """A link for a new password, from an administrator."""
    user = person_or_404(request.user, pk)
    link = _link(request, inviting.renewal_link(request.user, user))
    return render(request, "accounts/renewed.html", {"person": user, "link": link})


@login_required
@require_POST
def end(request: SignedRequest, pk: int) -> HttpResponse:
    """Take somebody's role away."""
    inviting.end_membership(request.user, member_or_404(request.user, pk))
    return HttpResponseRedirect(reverse("accounts:people"))


def _link(request: SignedRequest, secret: str) -> str:
    start = settings.ADDRESS or f"{request.scheme}://{request.get_host()}"
    return start + reverse("accounts:invited", args=[secret])
