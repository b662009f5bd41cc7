"""Kinds of activities and the steps that each is prepared by.

Source of the kinds: the usual forms of commemorating named in plans and guidance (Decree 145/2013/NĐ-CP and Decree
111/2018/NĐ-CP on anniversaries; yearly guidance on information work).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of activity.

    Attributes:
        name: its words.
        steps: step → days before the first day on which it is to be done; negative: days after.
    """

    name: Promise
    steps: tuple[tuple[str, int], ...]


STEPS: Final[dict[str, Promise]] = {
    "plan": _("Plan signed"),
    "permission": _("Permission or notice to the authority"),
    "budget": _("Budget approved"),
    "guests": _("Guests chosen and invited"),
    "witnesses": _("Elderly guests fetched, doctor at hand"),
    "content": _("Contents chosen, sources checked"),
    "script": _("Script, speeches"),
    "speaker": _("Speaker asked and confirmed"),
    "papers": _("Papers collected and read"),
    "hall": _("Hall, sound, picture"),
    "exhibits": _("Exhibits borrowed, handed over in writing"),
    "consent": _("Consent of the people recorded"),
    "gifts": _("Gifts bought, families told"),
    "safety": _("Order, traffic, fire safety, medical aid"),
    "route": _("Route walked, buses, guide"),
    "rehearsal": _("Rehearsal"),
    "record": _("Recorded, edited, heard through"),
    "approval": _("Text read and approved"),
    "schedule": _("Time of broadcast or posting fixed"),
    "design": _("Wording and design approved"),
    "press": _("Press told"),
    "minutes": _("Minutes and photographs"),
    "report": _("Report"),
}
"""Step → its words."""


def _kind(name: Promise, *steps: tuple[str, int]) -> Kind:
    return Kind(name=name, steps=(*steps, ("minutes", 0), ("report", -3)))


_MEETING: Final = (("plan", 21), ("budget", 14), ("guests", 10), ("hall", 3))
KINDS: Final[dict[str, Kind]] = {
    "le-ky-niem": _kind(
        _("Commemoration ceremony"), ("plan", 30), ("permission", 21), ("budget", 21), ("guests", 14), ("script", 10),
        ("press", 5), ("hall", 3), ("safety", 3), ("rehearsal", 1),
    ),
    "mit-tinh": _kind(
        _("Rally"), ("plan", 21), ("permission", 14), ("budget", 14), ("script", 7), ("press", 5), ("hall", 2),
        ("safety", 2),
    ),
    "hoi-thao": _kind(
        _("Seminar"), ("plan", 45), ("permission", 30), ("budget", 30), ("papers", 14), ("guests", 14), ("script", 5),
        ("hall", 2), ("press", 2),
    ),
    "toa-dam": _kind(_("Round table"), *_MEETING, ("script", 5), ("press", 2)),
    "trien-lam": _kind(
        _("Exhibition"), ("plan", 45), ("permission", 30), ("budget", 30), ("content", 21), ("exhibits", 7),
        ("press", 5), ("hall", 2), ("safety", 2),
    ),
    "noi-chuyen": _kind(
        _("Talk by a speaker"), ("plan", 14), ("speaker", 10), ("content", 7), ("guests", 5), ("hall", 1),
    ),
    "sinh-hoat": _kind(_("Meeting on a theme"), ("content", 7), ("script", 3), ("hall", 1)),
    "gap-mat": _kind(
        _("Meeting with witnesses"), *_MEETING, ("script", 5), ("consent", 3), ("witnesses", 2), ("press", 2)
    ),
    "dang-huong": _kind(_("Offering of incense"), ("plan", 10), ("guests", 7), ("safety", 2), ("press", 2)),
    "tham-tang-qua": _kind(_("Visit with gifts"), ("plan", 10), ("budget", 10), ("guests", 7), ("gifts", 3)),
    "phat-song": _kind(
        _("Radio or television programme"), ("content", 14), ("script", 10), ("consent", 7), ("record", 3),
        ("approval", 2), ("schedule", 2),
    ),
    "cau-truyen-hinh": _kind(
        _("Television bridge"), ("plan", 60), ("permission", 45), ("budget", 45), ("script", 21), ("guests", 14),
        ("hall", 3), ("safety", 3), ("rehearsal", 1),
    ),
    "xuat-ban": _kind(_("Publication on the portal or in print"), ("content", 7), ("approval", 2), ("schedule", 1)),
    "chieu-phim": _kind(_("Film show"), ("permission", 10), ("content", 7), ("press", 3), ("hall", 1), ("safety", 1)),
    "hoi-thi": _kind(
        _("Contest"), ("plan", 30), ("budget", 21), ("content", 14), ("guests", 7), ("hall", 2), ("safety", 2)
    ),
    "tour": _kind(
        _("Tour to historical places"), ("plan", 21), ("budget", 14), ("route", 7), ("speaker", 7), ("guests", 5),
        ("safety", 2),
    ),
    "co-dong": _kind(_("Posters, banners, panels"), ("design", 14), ("permission", 10), ("budget", 10)),
    "khac": _kind(_("Another kind"), ("plan", 14), ("budget", 10), ("hall", 2)),
}  # fmt: skip
"""Kind → name and steps; the keys stand in addresses and in the database and never change."""


def kind_words(key: str) -> str:
    """The words of a kind; the key itself for one that a later version knows."""
    return str(KINDS[key].name) if key in KINDS else key


def step_words(key: str) -> str:
    """The words of a step."""
    return str(STEPS.get(key, key))
