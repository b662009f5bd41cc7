"""Template tags of programmes."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from nguon.web.programme.domain.queries.board import Line
from nguon.web.programme.domain.states import State

register = template.Library()


def days(count: int) -> str:
    """How many days, in the narrow cell of the board: its drawing and hidden words say that they are past."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


@lru_cache(maxsize=512)
def _inside(state: State, language: str | None) -> str:
    """The end of a cell's link: its look, its drawing, its words; few states fill hundreds of cells."""
    look = f' class="{state.look}"' if state.look else ""
    said = f'<span class="vh">{escape(state.words)}</span>'
    if state.key == "qua-han":
        said += f'<span aria-hidden="true">{days(state.days)}</span>'
    return f'{look}><svg class="i" aria-hidden="true"><use href="#i-{state.icon}"/></svg>{said}'


@register.simple_tag
def cells(line: Line) -> SafeString:
    """The cells of one body: a drawing and its words, each a link to the task. Built at once: there are hundreds."""
    base = reverse("programme:tasks")
    parts = []
    for cell in line.cells:
        if cell is None:
            parts.append("<td></td>")
            continue
        task, state = cell
        parts.append(f'<td><a href="{base}{task}/"{_inside(state, get_language())}</a></td>')
    return mark_safe("".join(parts))
