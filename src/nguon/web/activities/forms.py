"""The form of an activity: days and hours as clerks type them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nguon.web.activities.domain.kinds import KINDS
from nguon.web.activities.domain.planning import MAX_SUMMARY, Plan
from nguon.web.activities.models import Activity
from nguon.web.programme.models import Theme
from nguon.web.project.days import BadDay, parse_day
from nguon.web.project.sentences import sentence

_HOUR: Final = re.compile(r"(\d{1,2})(?:\s*(?:[:.hg]|giờ)\s*(\d{2})?)?")


class DayField(forms.CharField):
    """dd/mm/yyyy, or as short as ``2911``, ``mai``, ``thứ 6``."""

    def clean(self, value: Any) -> Any:
        """The day that was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_day(text, today=timezone.localdate())
        except BadDay as error:
            raise forms.ValidationError(sentence(error)) from error


class HourField(forms.CharField):
    """08:00, 8h30, 8 giờ."""

    def clean(self, value: Any) -> Any:
        """The hour that was typed."""
        text = super().clean(value).strip().lower()
        if not text:
            return None
        found = _HOUR.fullmatch(text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(_("There is no such hour. Write it as 08:00."))
        return time(hour, minute)


class CountField(forms.CharField):
    """1.200 or 1200."""

    def clean(self, value: Any) -> Any:
        """The number that was typed."""
        text = re.sub(r"[. ]", "", super().clean(value))
        if not text:
            return None
        if not text.isdecimal() or len(text) > 7:
            raise forms.ValidationError(_("This is no number of people. Write it as 120."))
        return int(text)


def _short(**more: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", **more})


class ActivityForm(forms.Form):
    """What is planned; ``plan`` gives it to the domain."""

    kind = forms.ChoiceField(label=_("Kind"))
    title = forms.CharField(label=_("Title"), max_length=200)
    day = DayField(label=_("Day"))
    begins = HourField(label=_("Begins at"), widget=_short(placeholder="08:00"))
    last_day = DayField(label=_("Last day, if another"), required=False)
    ends = HourField(label=_("Ends at"), widget=_short(placeholder="10:30"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    organisers = forms.CharField(label=_("Organised together with"), max_length=300, required=False)
    audience = CountField(label=_("People expected"), required=False, widget=_short(inputmode="numeric"))
    summary = forms.CharField(
        label=_("Summary"), max_length=MAX_SUMMARY, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    public = forms.BooleanField(label=_("Other bodies of the programme may see it"), required=False)
    themes = forms.TypedMultipleChoiceField(label=_("Themes that it serves"), coerce=int, required=False)

    def __init__(self, *args: Any, themes: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, chosen = self.fields["kind"], self.fields["themes"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(chosen, forms.TypedMultipleChoiceField)
        kind.choices = [(key, one.name) for key, one in KINDS.items()]
        chosen.choices = [(theme.pk, theme.text) for theme in themes]
        for name, field in self.fields.items():
            if self.is_bound and name in self.errors:
                field.widget.attrs["aria-invalid"] = "true"
                field.widget.attrs["aria-describedby"] = f"id_{name}_error"

    def clean(self) -> dict[str, Any]:
        """The end is later than the beginning."""
        data = super().clean() or self.cleaned_data
        if data.get("day") and data.get("begins") and data.get("ends") and "last_day" in data:
            last = data["last_day"] or data["day"]
            data["starts"], data["until"] = _moment(data["day"], data["begins"]), _moment(last, data["ends"])
            if data["until"] <= data["starts"]:
                self.add_error("ends", _("It ends before it begins. Choose a later hour, or the last day."))
        return data

    @property
    def chosen(self) -> set[int]:
        """The themes that are ticked, as stored or as typed."""
        return {int(one) for one in self["themes"].value() or () if str(one).isdecimal()}

    def plan(self) -> Plan:
        """What the domain takes."""
        data = self.cleaned_data
        return Plan(
            kind=data["kind"],
            title=data["title"],
            starts=data["starts"],
            ends=data["until"],
            place=data["place"],
            organisers=data["organisers"],
            summary=data["summary"],
            audience=data["audience"],
            public=data["public"],
            themes=data["themes"],
        )


def values_of(activity: Activity) -> dict[str, object]:
    """An activity as its form shows it."""
    starts, ends = timezone.localtime(activity.starts), timezone.localtime(activity.ends)
    return {
        "kind": activity.kind,
        "title": activity.title,
        "day": f"{starts:%d/%m/%Y}",
        "begins": f"{starts:%H:%M}",
        "last_day": f"{ends:%d/%m/%Y}" if ends.date() != starts.date() else "",
        "ends": f"{ends:%H:%M}",
        "place": activity.place,
        "organisers": activity.organisers,
        "summary": activity.summary,
        "audience": "" if activity.audience is None else activity.audience,
        "public": activity.public,
        "themes": list(activity.themes.values_list("pk", flat=True)),
    }


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
