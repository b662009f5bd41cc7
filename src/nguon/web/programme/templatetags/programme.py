"""Template tags of programmes."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from nguon.web.programme.domain.queries.board import Line

register = template.Library()


def days(count: int) -> str:
    """How many days, in the narrow cell of the board: its drawing and hidden words say that they are past."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


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
        words = escape(state.words)
        look = f' class="{state.look}"' if state.look else ""
        said = f'<span class="vh">{words}</span>'
        if state.key == "qua-han":
            said += f'<span aria-hidden="true">{days(state.days)}</span>'
        drawing = f'<svg class="i" aria-hidden="true"><use href="#i-{state.icon}"/></svg>'
        parts.append(f'<td><a href="{base}{task.pk}/"{look}>{drawing}{said}</a></td>')
    return mark_safe("".join(parts))
