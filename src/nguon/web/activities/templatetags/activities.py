"""Template tags of activities."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.utils import timezone

from nguon.web.activities.domain.kinds import kind_words, step_words
from nguon.web.activities.domain.queries.activities import activities_of_task
from nguon.web.activities.domain.states import State, state
from nguon.web.activities.models import Activity
from nguon.web.programme.models import Task

register = template.Library()
MOST: Final = 20
"""Activities shown on the page of a task; its list has all."""


@register.simple_tag
def activities_of(task: Task) -> list[Any]:
    """The first activities that were planned from a task, one more than ``MOST`` where there are more: one query."""
    return list(activities_of_task(task, timezone.now())[: MOST + 1])


@register.filter
def activity_state(key: str) -> State:
    """The state of a key."""
    return state(key)


@register.filter
def kind_name(activity: Activity) -> str:
    """The words of an activity's kind."""
    return kind_words(activity.kind)


@register.filter
def step_name(key: str) -> str:
    """The words of a step, or the words that people wrote."""
    return step_words(key)


@register.filter
def span(activity: Activity) -> str:
    """16/11/2024, 08:00-10:30; both days where they differ."""
    starts, ends = timezone.localtime(activity.starts), timezone.localtime(activity.ends)
    if starts.date() == ends.date():
        return f"{starts:%d/%m/%Y, %H:%M}-{ends:%H:%M}"
    return f"{starts:%d/%m/%Y, %H:%M} - {ends:%d/%m/%Y, %H:%M}"
