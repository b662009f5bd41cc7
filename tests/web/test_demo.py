"""The demo: whoever starts it on any day sees every state of a task."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from nguon.duties.extract import extract_duties
from nguon.reading.read import read
from nguon.web.audit.domain.chain import verify
from nguon.web.programme.domain.queries.board import board
from nguon.web.programme.domain.states import WORDS
from nguon.web.programme.models import Programme
from nguon.web.project.demo import fill
from nguon.web.project.demo_recent import BODIES, letter


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2027, 2, 27), date(2028, 1, 1)])
def test_its_dispatch_gives_one_duty_a_body_on_any_day(today):
    found = extract_duties(read(letter(today), name="x.txt")).duties
    assert len(found) == len(BODIES)
    assert [one.deadline.due is None for one in found].count(True) == 1


def test_its_board_shows_every_state(db):
    fill()
    counts = board(Programme.objects.latest("pk"), timezone.localdate()).counts
    assert {state for state, count in counts.items() if not count} == set(), dict.fromkeys(WORDS) | counts
    assert list(verify()) == []
