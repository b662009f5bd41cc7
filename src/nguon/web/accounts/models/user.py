"""A person with an account."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class User(AbstractBaseUser):
    """A person. Rights come from memberships and programme roles, never from the account itself.

    ``administrator`` looks after accounts and settings and sees no content. ``totp_secret`` is set while a second
    step is being arranged; it is asked for at sign-in once ``totp_since`` is set. ``totp_used`` is the last counter
    that was accepted, so that a code counts once.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    administrator = models.BooleanField(default=False)
    totp_secret = models.CharField(max_length=64, blank=True)
    totp_since = models.DateTimeField(null=True)
    totp_used = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = BaseUserManager()

    def __str__(self) -> str:
        return self.name
