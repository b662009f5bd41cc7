"""The state inside the database is the state of ``domain/states.py``."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.utils import timezone

from nguon.web.directory.models import Body
from nguon.web.programme.domain.queries.keys import state_key
from nguon.web.programme.domain.states import day_in_force, state_of
from nguon.web.programme.models import Task

TODAY = date(2026, 11, 24)


def test_a_thousand_random_tasks_have_the_same_state(programme, task):
    chance = random.Random(7)

    def day():
        return TODAY + timedelta(chance.randint(-20, 20))

    bodies = Body.objects.bulk_create([Body(ref=f"own:{n}", name=str(n)) for n in range(1000)])
    tasks = []
    for body in bodies:
        one = Task(programme=programme, duty=task.duty, body=body)
        one.due = chance.choice([None, day(), day()])
        one.extended_to = chance.choice([None, None, day()])
        one.waited = chance.choice([0, 0, 3])
        for name in ("accepted_at", "returned_at", "done_at"):
            setattr(one, name, chance.choice([None, None, timezone.now()]))
        one.waiting_since = chance.choice([None, None, None, day()])
        one.said_done_on = day() if one.done_at else None
        one.in_force = day_in_force(one)
        tasks.append(one)
    Task.objects.bulk_create(tasks)
    rows = list(Task.objects.filter(body__in=bodies).annotate(key=state_key(TODAY)))
    assert [row.key for row in rows] == [state_of(row, TODAY).key for row in rows]
    assert len({row.key for row in rows}) == 10, "every state is among them"
