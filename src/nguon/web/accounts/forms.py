"""Forms of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from nguon.web.accounts.models import Role, User


class SignInForm(forms.Form):
    """Address and password."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"), max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class CodeForm(forms.Form):
    """The code of the second step."""

    code = forms.CharField(
        label=_("Six digits from the phone"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class NewPassword(forms.Form):
    """A password of one's own choice."""

    new_password = forms.CharField(
        label=_("New password"),
        max_length=500,
        help_text=_("At least 10 characters; a sentence is easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        """Hold it against the rules."""
        password: str = self.cleaned_data["new_password"]
        cleaned = self.cleaned_data
        validate_password(password, self.user or User(email=cleaned.get("email", ""), name=cleaned.get("name", "")))
        return password


class ChangePassword(NewPassword):
    """A new password, after the old one."""

    old_password = forms.CharField(
        label=_("Present password"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old_password", "new_password")

    def clean_old_password(self) -> str:
        """Only the owner changes it."""
        password: str = self.cleaned_data["old_password"]
        if self.user is None or not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your present password."))
        return password


class NewAccount(NewPassword):
    """Who one is."""

    name = forms.CharField(label=_("Full name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    field_order = ("name", "email", "new_password")


class InviteForm(forms.Form):
    """Whom to invite to which body."""

    body = forms.CharField(
        label=_("Organisation"),
        max_length=300,
        help_text=_("Type its name, with or without diacritics, and its province: So Y te Soc Trang"),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.MANAGER)
    note = forms.CharField(label=_("For whom (only you see this)"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("Send the link to this e-mail"),
        required=False,
        help_text=_("Empty: the link is only shown, to be sent by whatever way you have."),
    )


class StaffForm(forms.Form):
    """Whom to give which role in a programme."""

    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("observer", _("observer: looks at everything")), ("coordinator", _("coordinator: runs it"))],
    )
    invite = forms.BooleanField(label=_("The person has no account yet: make a link"), required=False)
