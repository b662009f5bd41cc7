"""Forms of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from nguon.web.notices.models import Choice

if TYPE_CHECKING:
    Base = forms.ModelForm[Choice]
else:
    Base = forms.ModelForm


class ChoiceForm(Base):
    """What comes by mail, when, in which language."""

    class Meta:
        model = Choice
        fields = ("given", "answers", "asked", "dates", "hour", "language")
        widgets = {"hour": forms.Select(choices=[(hour, f"{hour:02}:00") for hour in range(6, 21)])}  # noqa: RUF012  # Django's Meta


class AddressForm(forms.Form):
    """The mail address of a body; empty takes it away."""

    email = forms.EmailField(label=_("E-mail of the body"), required=False)
