"""One's own account: password, second step, where one is signed in."""

from __future__ import annotations

import io

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.web.accounts.domain import signing, totp
from nguon.web.accounts.domain.queries.people import own_sign_in_or_404, own_sign_ins
from nguon.web.accounts.forms import ChangePassword, CodeForm
from nguon.web.accounts.requests import SignedRequest


@login_required
@require_safe
def profile(request: SignedRequest) -> HttpResponse:
    """Who one is, one's roles, one's sessions."""
    return render(
        request,
        "accounts/profile.html",
        {"sign_ins": own_sign_ins(request.user), "here": request.session.session_key},
    )


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SignedRequest) -> HttpResponse:
    """Change one's password; every other session ends."""
    form = ChangePassword(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        signing.change_password(request.user, form.cleaned_data["new_password"], request.session.session_key or "")
        old = request.session.session_key or ""
        update_session_auth_hash(request, request.user)
        request.session.save()
        signing.moved(old, request.session.session_key or "")
        messages.success(request, _("The password was changed; other devices are signed out."))
        return HttpResponseRedirect(reverse("accounts:profile"))
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def two_steps(request: SignedRequest) -> HttpResponse:
    """Turn the second step on with a first code, or off with a code."""
    user = request.user
    on = user.totp_since is not None
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if signing.is_locked(user.email, ""):
            form.add_error(None, _("Too many wrong attempts. Wait 15 minutes, or ask an administrator."))
        elif not user.totp_secret or not signing.check_code(user, form.cleaned_data["code"], ""):
            form.add_error("code", _("This code is wrong or was used. Wait for the next one."))
        else:
            signing.turn_off_second_step(user) if on else signing.turn_on_second_step(user)
            return HttpResponseRedirect(reverse("accounts:profile"))
    context = {"form": form, "on": on}
    if not on:
        secret = signing.arrange_second_step(user)
        context |= {"secret": secret, "picture": _picture(totp.address(secret, user.email))}
    return render(request, "accounts/two_steps.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end(request: SignedRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    signing.end_session(request.user, own_sign_in_or_404(request.user, pk))
    return HttpResponseRedirect(reverse("accounts:profile"))


def _picture(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="svg", scale=5, xmldecl=False, svgns=True, light="white")
    return mark_safe(out.getvalue().decode())
