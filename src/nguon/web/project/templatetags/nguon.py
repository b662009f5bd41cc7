"""Template tags: icons, days in words, form fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from nguon.core.calendar import weekday_name
from nguon.reading.document import Problem
from nguon.web.project.once import KEY_FIELD
from nguon.web.project.sentences import SENTENCES
from nguon.writing.entries import visible

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "icons"


@register.filter
def said(problem: Problem) -> str:
    """A problem of a document in the reader's language; as the library says it where there is no sentence."""
    return str(SENTENCES.get(f"see_{problem.code}", problem.message))


@cache
def _drawing(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of Lucide, hidden from readers: a word always stands beside it."""
    return mark_safe(f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{_drawing(name)}</svg>')


@register.simple_tag(takes_context=True)
def form_key(context: Context) -> SafeString:
    """The hidden field that makes a form count once."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, str(context["form_key"]))


@register.filter
def day(value: date | None) -> str:
    """25/11/2024, or nothing."""
    return f"{value:%d/%m/%Y}" if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """The name of the day of the week in the reader's language."""
    if value is None:
        return ""
    return f"{value:%A}" if get_language() == "en" else weekday_name(value)


@register.filter
def shown(value: object) -> str:
    """Text of a document: marks that turn the writing direction, and controls, replaced."""
    return visible(str(value))


@register.filter
def get(table: dict[Any, Any], key: Any) -> Any:
    """A row of a dictionary."""
    return table.get(key)


_UNITS = ("tỉnh", "thành", "phố", "huyện", "thị", "xã", "phường", "quận", "đặc", "khu", "trấn")


@register.filter
def place(name: str | None) -> str:
    """The name of a unit with its capitals: the words for what it is stay small."""
    words = (name or "").split()
    return " ".join(word if word in _UNITS else word.capitalize() for word in words)


@register.filter
def first_capital(text: object) -> str:
    """A subject as the head of a page: its first letter large, the others as they stand."""
    said = str(text)
    return said[:1].upper() + said[1:]


_BROWSERS = ("Edg", "OPR", "CocCoc", "coc_coc_browser", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
_SPOKEN = {"Edg": "Edge", "OPR": "Opera", "coc_coc_browser": "CocCoc", "Macintosh": "Mac"}


@register.filter
def device(agent: str) -> str:
    """A browser's own long name in two words, for who looks where they are signed in: "Chrome, Windows"."""
    named = (next((one for one in names if one in agent), "") for names in (_BROWSERS, _SYSTEMS))
    return ", ".join(_SPOKEN.get(one, one) for one in named if one) or agent[:60]


@register.simple_tag
def sprite(names: Iterable[str]) -> SafeString:
    """Drawings that a page uses many times, once; ``<use href="#i-NAME">`` shows one."""
    symbols = "".join(f'<symbol id="i-{name}" viewBox="0 0 24 24">{_drawing(name)}</symbol>' for name in names)
    return mark_safe(f'<svg class="vh" aria-hidden="true">{symbols}</svg>')


@register.filter
def unlocalized(value: float) -> str:
    """A number for a drawing: with a point in every language."""
    return f"{value:g}"


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str, otherwise: object = "", **same: object) -> object:
    """What somebody typed into a field before the form failed, else what stands there.

    Args:
        same: hidden fields that tell the forms of one page apart; a value is kept only for the form that was sent.
    """
    fields: dict[str, str] = context["kept"]
    fits = name in fields and all(fields.get(key) == str(value) for key, value in same.items())
    return fields[name] if fits else otherwise


@register.simple_tag(takes_context=True)
def kept_open(context: Context, **same: object) -> str:
    """`` open`` for the box of the form that failed."""
    fields: dict[str, str] = context["kept"]
    return " open" if same and all(fields.get(key) == str(value) for key, value in same.items()) else ""
