"""Signing in and out: passwords, the second step, limits, sessions."""

from __future__ import annotations

import hashlib
import hmac
import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from nguon.web.accounts.domain import totp
from nguon.web.accounts.models import FailedSignIn, SignIn, User
from nguon.web.audit.domain.chain import record

WINDOW: Final = timedelta(minutes=15)
WRONG_PER_ACCOUNT: Final = 5
WRONG_PER_ADDRESS: Final = 50
"""Many people of one office share an address."""


def fold_email(email: str) -> str:
    """An address as it is compared."""
    return email.strip().lower()


def _key(what: str, value: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{what}:{value}".encode(), hashlib.sha256).hexdigest()


def is_locked(email: str, address: str) -> bool:
    """Whether too many attempts failed of late for this account or from this address; known account or not."""
    FailedSignIn.objects.filter(at__lt=timezone.now() - WINDOW).delete()
    limits = ((_key("account", fold_email(email)), WRONG_PER_ACCOUNT), (_key("address", address), WRONG_PER_ADDRESS))
    return any(FailedSignIn.objects.filter(key=key).count() >= limit for key, limit in limits)


def check_password(email: str, password: str, address: str) -> User | None:
    """The person whose password this is; a wrong one counts. Takes as long for an unknown account."""
    user = User.objects.filter(email=fold_email(email), is_active=True).first()
    if user is None:
        make_password(password)
    elif user.check_password(password):
        return user
    count_failure(email, address)
    return None


def check_code(user: User, code: str, address: str) -> bool:
    """Whether the second step was passed; each code counts once."""
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=user.pk)
        counter = totp.accepted_counter(held.totp_secret, code, time.time(), held.totp_used)
        if counter is not None:
            held.totp_used = counter
            held.save(update_fields=["totp_used"])
    if counter is None:
        count_failure(user.email, address)
    return counter is not None


def count_failure(email: str, address: str) -> None:
    """Count one wrong attempt."""
    for key in (_key("account", fold_email(email)), _key("address", address)):
        FailedSignIn.objects.create(key=key)


@transaction.atomic
def signed_in(user: User, session_key: str, device: str) -> None:
    """Keep where a person is signed in, and forget the wrong attempts."""
    FailedSignIn.objects.filter(key=_key("account", user.email)).delete()
    SignIn.objects.update_or_create(session_key=session_key, defaults={"user": user, "device": device[:120]})
    record(user, "signed_in", "user", user.pk)


def signed_out(session_key: str) -> None:
    """A session was ended by signing out."""
    SignIn.objects.filter(session_key=session_key).delete()


def seen(session_key: str) -> None:
    """The session was used."""
    SignIn.objects.filter(session_key=session_key).update(seen=timezone.now())


@transaction.atomic
def end_session(user: User, sign_in: SignIn) -> None:
    """End one of a person's own sessions: its next request is signed out."""
    Session.objects.filter(session_key=sign_in.session_key).delete()
    sign_in.delete()
    record(user, "session_ended", "user", user.pk)


@transaction.atomic
def arrange_second_step(user: User) -> str:
    """A new secret that is not asked for yet."""
    if not user.totp_secret or user.totp_since:
        user.totp_secret, user.totp_since, user.totp_used = totp.new_secret(), None, 0
        user.save(update_fields=["totp_secret", "totp_since", "totp_used"])
    return user.totp_secret


@transaction.atomic
def turn_on_second_step(user: User) -> None:
    """From now on a code is asked for."""
    user.totp_since = timezone.now()
    user.save(update_fields=["totp_since"])
    record(user, "second_step_on", "user", user.pk)


@transaction.atomic
def turn_off_second_step(user: User) -> None:
    """The password alone is enough again."""
    user.totp_secret, user.totp_since = "", None
    user.save(update_fields=["totp_secret", "totp_since"])
    record(user, "second_step_off", "user", user.pk)


@transaction.atomic
def change_password(user: User, password: str, keep: str = "") -> None:
    """Set a password and end every session but one."""
    user.set_password(password)
    user.save(update_fields=["password"])
    others = SignIn.objects.filter(user=user).exclude(session_key=keep)
    Session.objects.filter(session_key__in=others.values("session_key")).delete()
    others.delete()
    record(user, "password_changed", "user", user.pk)


def moved(old: str, new: str) -> None:
    """The session of a sign-in has a new key."""
    SignIn.objects.filter(session_key=old).update(session_key=new)
