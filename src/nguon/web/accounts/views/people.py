"""People of the bodies that one looks after, and invitations."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.core.validators import validate_email
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.web.accounts.domain import inviting, leaving
from nguon.web.accounts.domain.queries.people import (
    bodies_without_people,
    closed_accounts,
    closed_or_404,
    managed_bodies,
    may_invite,
    members_seen_by,
    membership_to_leave_or_404,
    open_invitations,
    person_or_404,
)
from nguon.web.accounts.forms import InviteForm
from nguon.web.accounts.models import User
from nguon.web.accounts.requests import SignedRequest
from nguon.web.directory.domain.queries.current import current
from nguon.web.project.once import once

MANY = 50
"""Bodies of one page of invitations."""


@login_required
@require_safe
def people(request: SignedRequest) -> HttpResponse:
    """Who is in the bodies that one looks after."""
    if not may_invite(request.user):
        raise Http404
    context = {
        "members": members_seen_by(request.user),
        "invitations": open_invitations(request.user),
        "closed": closed_accounts(request.user),
    }
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
            found = [(one.id, one.name) for one in current().search(words, limit=12)]
        context["found"] = found
        ref = request.POST.get("ref") or (found[0][0] if len(found) == 1 else "")
        if request.method == "POST" and ref:
            if ref not in {one for one, _name in found}:
                raise PermissionDenied
            email = form.cleaned_data["email"]
            secret = inviting.invite_to(request.user, ref, form.cleaned_data["role"], form.cleaned_data["note"], email)
            context["link"] = link = link_of(request, secret)
            name = next(name for one, name in found if one == ref)
            context["mailed"] = bool(email) and inviting.send_link(email, name, link)
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
    link = link_of(request, inviting.renewal_link(request.user, user))
    return render(request, "accounts/renewed.html", {"person": user, "link": link})


@login_required
@require_POST
def open_again(request: SignedRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    user = closed_or_404(request.user, pk)

    def act() -> str:
        leaving.open_again(request.user, user)
        return reverse("accounts:people")

    return once(request, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: SignedRequest) -> HttpResponse:
    """Links for many bodies without an account; by mail where an address is written."""
    if not may_invite(request.user):
        raise Http404
    bodies = bodies_without_people(request.user)
    page = Paginator(bodies, MANY).get_page(request.GET.get("trang"))
    sent, wrong = [], {}
    if request.method == "POST":
        chosen = set(request.POST.getlist("body"))
        wanted = []
        for body in page:
            email = request.POST.get(f"email_{body.pk}", "").strip()[:254]
            if str(body.pk) not in chosen and not email:
                continue
            if email and not _is_email(email):
                wrong[body.pk] = email
            wanted.append((body, email))
        if wanted and not wrong:
            sent = inviting.invite_many(request.user, wanted, lambda secret: link_of(request, secret))
    context = {
        "page": page,
        "count": len(bodies),
        "wrong": wrong,
        "sent": [(one, link_of(request, one.secret)) for one in sent],
        "empty": request.method == "POST" and not sent,
    }
    return render(request, "accounts/many.html", context, status=422 if wrong else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedRequest, pk: int) -> HttpResponse:
    """Look at what a person holds, then end the role and hand it over."""
    membership = membership_to_leave_or_404(request.user, pk)
    if request.method != "POST":
        means = leaving.what_leaving_means(membership)
        return render(request, "accounts/leave.html", {"one": membership, "means": means})
    chosen = request.POST.get("successor", "")

    def act() -> str:
        closed = leaving.leave(
            request.user,
            membership,
            int(chosen) if chosen.isdecimal() and len(chosen) < 18 else None,
            make_manager=request.POST.get("make_manager") == "yes",
            without=request.POST.get("without") == "yes",
        )
        if membership.user_id == request.user.pk:
            return reverse("home")
        messages.success(request, _("The account is closed.") if closed else _("The role is ended."))
        return reverse("accounts:people")

    answer = once(request, act)
    if not User.objects.filter(pk=request.user.pk, is_active=True).exists():
        logout(request)  # one's own account: its session is gone
    return answer


def link_of(request: SignedRequest, secret: str) -> str:
    """The whole address of an invitation."""
    start = settings.ADDRESS or f"{request.scheme}://{request.get_host()}"
    return start + reverse("accounts:invited", args=[secret])


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
