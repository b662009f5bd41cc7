"""Who coordinates and who observes one programme."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nguon.web.accounts.domain import inviting, programme_roles
from nguon.web.accounts.domain.queries.people import programme_to_staff_or_404
from nguon.web.accounts.forms import StaffForm
from nguon.web.accounts.requests import SignedRequest
from nguon.web.accounts.views.people import link_of
from nguon.web.project.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """The people of a programme; give a role to somebody with an account, or make a link for somebody without one."""
    programme = programme_to_staff_or_404(request.user, pk)
    form = StaffForm(request.POST or None)
    context: dict[str, object] = {"programme": programme, "form": form}
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        if not form.cleaned_data["invite"]:

            def act() -> str:
                programme_roles.give(request.user, programme, email, role)
                messages.success(request, _("Saved."))
                return reverse("accounts:programme_people", args=[pk])

            return once(request, act)
        secret = inviting.invite_to_programme(request.user, programme, role, email=email)
        context["link"] = link = link_of(request, secret)
        context["mailed"] = inviting.send_link(email, programme.title, link)
        context["email"] = email
    context["roles"] = programme.roles.select_related("user").order_by("role", "user__name")
    return render(request, "accounts/staff.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def take(request: SignedRequest, pk: int, role: int) -> HttpResponse:
    """Take a role away."""
    programme = programme_to_staff_or_404(request.user, pk)
    found = programme.roles.select_related("user").filter(pk=role).first()
    if found is None:
        raise Http404

    def act() -> str:
        programme_roles.take(request.user, found)
        return reverse("accounts:programme_people", args=[pk])

    return once(request, act)
