"""Signing in in one step or two, out, and by a link."""

from __future__ import annotations

import time
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nguon.web.accounts.domain import inviting, signing
from nguon.web.accounts.forms import CodeForm, NewAccount, NewPassword, SignInForm
from nguon.web.accounts.models import User

HALF_SECONDS: Final = 300
_BACKEND: Final = "nguon.web.accounts.backend.ByNumber"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Address and password; then the second step where there is one."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, password, address = form.cleaned_data["email"], form.cleaned_data["password"], _address(request)
        if signing.is_locked(email, address):
            form.add_error(None, _("Too many wrong attempts. Wait 15 minutes, or ask an administrator."))
            return _form(request, form, 429)
        user = signing.check_password(email, password, address)
        if user is None:
            form.add_error(None, _("E-mail or password is wrong. Check both; capitals count in the password."))
        elif user.totp_since:
            request.session["half"] = {"user": user.pk, "at": time.time()}
            return HttpResponseRedirect(f"{reverse('accounts:second_step')}?next={quote(_next(request))}")
        else:
            return _enter(request, user)
    return _form(request, form, 422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code of the phone, within five minutes of the password."""
    half = request.session.get("half") or {}
    user = User.objects.filter(pk=half.get("user", 0), is_active=True).first()
    if user is None or time.time() - half["at"] > HALF_SECONDS:
        return HttpResponseRedirect(reverse("accounts:sign_in"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if signing.is_locked(user.email, _address(request)):
            form.add_error(None, _("Too many wrong attempts. Wait 15 minutes, or ask an administrator."))
        elif signing.check_code(user, form.cleaned_data["code"], _address(request)):
            return _enter(request, user)
        else:
            form.add_error("code", _("This code is wrong or was used. Wait for the next one."))
    return _form(request, form, 422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    signing.signed_out(request.session.session_key or "")
    logout(request)
    return HttpResponseRedirect(reverse("accounts:sign_in"))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, secret: str) -> HttpResponse:
    """Make the account that a link is for, or give it to who is signed in."""
    invitation = inviting.open_invitation(secret)
    if request.user.is_authenticated:
        if request.method == "POST":
            inviting.accept_as(secret, request.user)
            return HttpResponseRedirect(reverse("home"))
        return render(request, "accounts/invited.html", {"invitation": invitation})
    if invitation.renews is not None:
        return _renew(request, secret, invitation.renews)
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = inviting.accept_as_new(secret, data["name"], data["email"], data["new_password"])
        except inviting.EmailTaken:
            form.add_error("email", _("There is an account with this address. Sign in, then open the link again."))
        else:
            return _enter(request, user)
    status = 422 if form.errors else 200
    return render(request, "accounts/invited.html", {"invitation": invitation, "form": form}, status=status)


def _renew(request: HttpRequest, secret: str, user: User) -> HttpResponse:
    form = NewPassword(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        return _enter(request, inviting.renew_password(secret, form.cleaned_data["new_password"]))
    return render(request, "accounts/invited.html", {"renews": user, "form": form}, status=422 if form.errors else 200)


def _form(request: HttpRequest, form: SignInForm | CodeForm, status: int) -> HttpResponse:
    return render(request, "accounts/sign_in.html", {"form": form, "next": _next(request)}, status=status)


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    request.session.pop("half", None)
    login(request, user, backend=_BACKEND)
    request.session["seen"] = time.time()
    request.session.save()
    signing.signed_in(user, request.session.session_key or "", request.headers.get("User-Agent", "")[:120])
    target = _next(request)
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if target and safe else resolve_url("home"))


def _next(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""


def _address(request: HttpRequest) -> str:
    """Whence a request comes; behind a proxy what the proxy wrote last, which no caller can write."""
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.SECURE_PROXY_SSL_HEADER:
        return nearest
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:64] or nearest
