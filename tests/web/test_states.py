"""States: the first rule that fits counts; waiting for the other side never makes a task late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nguon.web.programme.domain.states import WORDS, state_of, working_days

NOON = datetime(2024, 11, 1, 12)


@dataclass
class Facts:
    due: date | None = date(2024, 11, 22)
    extended_to: date | None = None
    accepted_at: datetime | None = None
    returned_at: datetime | None = None
    waiting_since: date | None = None
    waited: int = 0
    said_done_on: date | None = None
    done_at: datetime | None = None


TODAY = date(2024, 11, 19)  # a Tuesday


@pytest.mark.parametrize(
    ("facts", "key", "days"),
    [
        (Facts(), "chua-nhan", 3),
        (Facts(accepted_at=NOON), "sap-den", 3),
        (Facts(accepted_at=NOON, due=date(2024, 11, 26)), "trong-han", 5),
        (Facts(accepted_at=NOON, due=None), "khong-han", 0),
        (Facts(due=None), "chua-nhan", 0),
        (Facts(due=date(2024, 11, 18)), "qua-han", 1),
        (Facts(due=date(2024, 11, 14), accepted_at=NOON), "qua-han", 3),
        (Facts(due=date(2024, 11, 14), extended_to=date(2024, 11, 29), accepted_at=NOON), "gia-han", 8),
        (Facts(due=date(2024, 11, 14), extended_to=date(2024, 11, 20), accepted_at=NOON), "sap-den", 1),
        (Facts(due=date(2024, 11, 14), waiting_since=date(2024, 11, 12)), "cho", 0),
        (Facts(due=date(2024, 11, 14), waited=3, accepted_at=NOON), "sap-den", 0),
        (Facts(due=date(2024, 11, 14), returned_at=NOON), "tra-lai", 0),
        (Facts(due=date(2024, 11, 14), done_at=NOON, said_done_on=date(2024, 11, 14)), "xong", 0),
        (Facts(due=date(2024, 11, 14), done_at=NOON, said_done_on=date(2024, 11, 15)), "xong-muon", 1),
        (Facts(due=date(2024, 11, 14), waited=1, done_at=NOON, said_done_on=date(2024, 11, 15)), "xong", 0),
        (Facts(due=None, done_at=NOON, said_done_on=date(2024, 11, 15)), "xong", 0),
    ],
)
def test_state(facts, key, days):
    state = state_of(facts, TODAY)
    assert (state.key, state.days) == (key, days)
    assert key in WORDS
    assert state.words


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(days, days, st.integers(0, 40))
def test_a_day_of_waiting_moves_the_day_in_force_by_a_working_day(due, today, waited):
    """Decision 42/2014 counts time from the assignment; the side that waits is not charged for it."""
    before = state_of(Facts(due=due, waited=waited, accepted_at=NOON), today).due
    after = state_of(Facts(due=due, waited=waited + 1, accepted_at=NOON), today).due
    assert working_days(before, after) == 1


@given(days, days, days)
def test_while_waiting_nothing_is_late(due, since, today):
    assert state_of(Facts(due=due, waiting_since=since), today).key == "cho"
