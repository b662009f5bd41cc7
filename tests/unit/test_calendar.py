"""Days off, working days, ends of periods and lunar days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nguon.core import calendar
from nguon.core.calendar import (
    Calendar,
    Correction,
    add_months,
    day_or_none,
    half_end,
    load_corrections,
    lunar_to_solar,
    next_lunar,
    quarter_end,
    state_calendar,
    weekday_name,
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2024, 10, 25), True, id="Friday"),
        pytest.param(date(2024, 10, 26), False, id="Saturday"),
        pytest.param(date(2024, 9, 2), False, id="National Day"),
        pytest.param(date(2025, 1, 29), False, id="Tet"),
        pytest.param(date(2024, 4, 18), False, id="Hung Kings' Day"),
        pytest.param(date(2024, 4, 29), False, id="Monday moved to a Saturday"),
        pytest.param(date(2024, 5, 4), True, id="Saturday worked in its place"),
        pytest.param(date(2026, 1, 2), False, id="own table: day off"),
        pytest.param(date(2026, 1, 10), True, id="own table: worked Saturday"),
        pytest.param(date(2026, 11, 24), True, id="own table: no holiday by law"),
        pytest.param(date(2026, 8, 22), True, id="worked Saturday of August"),
        pytest.param(date(1999, 9, 25), True, id="Saturday before the five-day week"),
        pytest.param(date(1999, 10, 9), False, id="Saturday of the five-day week"),
        pytest.param(date(2150, 1, 4), False, id="Sunday beyond the package"),
    ],
)
def test_is_working_day(day: date, expected: bool) -> None:
    assert state_calendar().is_working_day(day) is expected


def test_no_holiday_of_the_package_lies_outside_the_seasons() -> None:
    """The package is asked only inside the seasons; so nothing it knows may lie outside them."""
    days = [day for year in range(1980, 2100) for known in calendar._announced(year) for day in known]
    assert [day for day in days if not calendar._near_a_holiday(day)] == []


def test_corrections_have_a_source_each_and_win_over_the_package() -> None:
    rows = load_corrections()
    assert all(row.source and row.name for row in rows.values())
    off = Correction(day=date(2024, 10, 25), status="off", name="", source="")
    assert not Calendar({off.day: off}).is_working_day(off.day)


def test_working_days_are_counted_over_tet() -> None:
    days = Calendar()
    assert days.add_working_days(date(2025, 1, 24), 1) == date(2025, 2, 3)
    assert days.add_working_days(date(2025, 2, 3), -1) == date(2025, 1, 24)
    assert days.next_working_day(date(2025, 1, 25)) == date(2025, 2, 3)
    assert days.previous_working_day(date(2025, 2, 2)) == date(2025, 1, 24)


def test_is_estimate_after_the_last_notice() -> None:
    assert [Calendar().is_estimate(date(year, 2, 1)) for year in (2026, 2027)] == [False, True]


def test_a_calendar_without_working_days_is_a_broken_promise() -> None:
    start = date(2024, 10, 1)
    days = {
        day: Correction(day=day, status="off", name="", source="") for n in range(60) if (day := start + timedelta(n))
    }
    with pytest.raises(AssertionError, match="no working day"):
        Calendar(days).next_working_day(start)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="shorter month"),
        pytest.param(date(2024, 11, 30), 3, date(2025, 2, 28), id="over a year"),
        pytest.param(date(2024, 3, 31), -1, date(2024, 2, 29), id="back"),
    ],
)
def test_add_months(start: date, count: int, expected: date) -> None:
    assert add_months(start, count) == expected


def test_ends_of_periods() -> None:
    assert [quarter_end(2025, n) for n in (1, 2, 3, 4)] == [
        date(2025, 3, 31),
        date(2025, 6, 30),
        date(2025, 9, 30),
        date(2025, 12, 31),
    ]
    assert [half_end(2025, n) for n in (1, 2)] == [date(2025, 6, 30), date(2025, 12, 31)]


def test_weekday_name() -> None:
    assert [weekday_name(date(2024, 10, 21) + timedelta(n)) for n in (0, 5, 6)] == ["thứ Hai", "thứ Bảy", "Chủ nhật"]


def test_day_or_none_for_days_that_are_none() -> None:
    assert [day_or_none(*day) for day in ((2024, 4, 31), (2023, 2, 29), (1054, 1, 1), (2024, 13, 1))] == [None] * 4


@pytest.mark.parametrize(
    ("lunar", "expected"),
    [
        pytest.param((1968, 1, 1), date(1968, 1, 29), id="Tet 1968, a day before China's"),
        pytest.param((1985, 1, 1), date(1985, 1, 21), id="Tet 1985, a month before China's"),
        pytest.param((2007, 1, 1), date(2007, 2, 17), id="Tet 2007"),
        pytest.param((2030, 1, 1), date(2030, 2, 2), id="Tet 2030"),
        pytest.param((2025, 3, 10), date(2025, 4, 7), id="Hung Kings' Day 2025"),
        pytest.param((2025, 12, 30), None, id="a month of 29 days"),
        pytest.param((2500, 1, 1), None, id="beyond the tables"),
    ],
)
def test_lunar_to_solar(lunar: tuple[int, int, int], expected: date | None) -> None:
    assert lunar_to_solar(*lunar) == expected


def test_next_lunar_is_on_or_after() -> None:
    assert next_lunar(3, 10, date(2025, 4, 7)) == date(2025, 4, 7)
    assert next_lunar(3, 10, date(2025, 4, 8)) == date(2026, 4, 26)
