"""The units to which a task can be handed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nguon.core.text import bare
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.models import Body
from nguon.web.programme.domain.handing import is_below
from nguon.web.programme.models import Task

MOST: Final = 60
_SEEN: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit below: ``has_it`` where the duty was given to it before."""

    ref: str
    name: str
    has_it: bool


def units_below(task: Task, search: str) -> tuple[Unit, ...]:
    """Units below the body of a task: those that were used before; with words, those of the directory too.

    They are as of the day of the programme. Three queries.
    """
    area = task.body.ref.rsplit("/", 1)[0] + "/" if "/" in task.body.ref else ""
    directory, wanted = current(), bare(search)
    found: dict[str, str] = {}
    for body in Body.objects.filter(ref__startswith=f"own:below:{task.body_id}:")[:_SEEN]:
        if wanted in bare(body.name):
            found[body.ref] = body.name
    if area:
        for body in Body.objects.filter(ref__startswith=area)[:_SEEN]:
            one = directory.get(body.ref)
            if one is not None and wanted in bare(one.name) and is_below(one, task.body):
                found[body.ref] = body.name
        if search and directory.knows(area.rstrip("/")):
            for one in directory.search(search, within=area.rstrip("/"), limit=_SEEN):
                if is_below(one, task.body) and one.exists(task.programme.on):
                    found[one.id] = one.name
    given = set(Task.objects.filter(duty=task.duty_id, body__ref__in=list(found)).values_list("body__ref", flat=True))
    rows = sorted(found.items(), key=lambda row: bare(row[1]))[:MOST]
    return tuple(Unit(ref=ref, name=name, has_it=ref in given) for ref, name in rows)
