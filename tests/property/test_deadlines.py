"""What holds for every deadline and every text."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nguon.core.calendar import state_calendar
from nguon.duties.deadlines import Deadline, due, find_deadlines, flat_due, strongest

days = st.dates(date(1946, 1, 1), date(2098, 12, 31))
WORDS = [
    *[
        "trước ngày",
        "chậm nhất",
        "đến hết",
        "từ",
        "đến",
        "ngày",
        "tháng",
        "quý",
        "năm",
        "trước",
        "trong",
        "cuối",
        "hạn:",
    ],
    *["20/10/2024", "31/4", "20/10", "15 giờ 00", "17h30'", "II/2025", "2025", "5", "6 tháng đầu năm", "thứ Sáu"],
    *["hằng tháng", "định kỳ", "lần/tháng", "mùng 1", "rằm", "tháng giêng", "âm lịch", "Thời gian:", "khi có yêu cầu"],
    *[
        "trong vòng 05",
        "(năm)",
        "ngày làm việc",
        "kể từ ngày ký",
        "nhận được",
        "số",
        "12/UBND",
        "Luật",
        "của",
        "và",
        "cuối",
    ],
    *["cuối", "thường xuyên", ",", ";", "-", "/", "\n", "İ", "Ð"],
]
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=14).map(" ".join)


@given(texts, st.none() | days)
@example("trước ngày 29/2", date(2096, 3, 1))
@settings(deadline=None, max_examples=300)
def test_every_deadline_is_traceable_and_none_overlap(text: str, issued: date | None) -> None:
    """The range in the text holds exactly the words printed; deadlines stand in reading order."""
    found = find_deadlines(text, issued=issued)
    assert [text[one.start : one.end] for one in found] == [one.printed for one in found]
    assert all(one.printed for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert (strongest(found) is None) == (not found)


@given(texts, days)
@settings(deadline=None, max_examples=300)
def test_a_limit_is_never_before_the_document(text: str, issued: date) -> None:
    """A day that was over when the document was signed is weak; the last safe day is that day or the one before."""
    for one in find_deadlines(text, issued=issued):
        safe = due(one, issued=issued)
        if one.day is None:
            assert safe is None
            assert flat_due(one) in (None, one.printed)
        else:
            assert safe in (one.day, one.day - timedelta(1))
            assert one.weak or one.day >= issued or one.kind in ("relative", "within")


FORMS = [
    "{d:%d/%m/%Y}",
    "{d.day}/{d.month}/{d.year}",
    "{d.day}-{d.month}-{d.year}",
    "{d:%d.%m.%Y}",
    "{d:%d} tháng {d:%m} năm {d.year}",
    "{d.day} tháng{d.month}năm {d.year}",
]


@given(days, st.sampled_from(FORMS))
@settings(deadline=None)
def test_a_printed_day_is_read_back_and_is_safe_the_day_before(day: date, form: str) -> None:
    """Before day D: D as printed, and D-1 the last safe day, in every way of writing D."""
    (found,) = find_deadlines(f"Gửi báo cáo về Sở trước ngày {form.format(d=day)} để tổng hợp.", issued=None)
    assert (found.kind, found.day, found.weak) == ("before", day, False)
    assert due(found, issued=None) == day - timedelta(1)


@given(days, st.integers(0, 800))
@settings(deadline=None)
def test_a_day_without_a_year_is_the_first_on_or_after_the_document(issued: date, ahead: int) -> None:
    other = issued + timedelta(ahead)
    (found,) = find_deadlines(f"trước ngày {other.day}/{other.month}", issued=issued)
    slow = issued
    while (slow.day, slow.month) != (other.day, other.month):
        slow += timedelta(1)
    assert found.day == slow


@given(days, st.integers(1, 60), st.booleans())
@settings(deadline=None)
def test_a_counted_period_ends_on_a_working_day(received: date, count: int, working: bool) -> None:
    """Civil Code 2015, Articles 147.2 and 148.5: the day of the event is not counted; an end on a day off moves on."""
    words = f"trong vòng {count} ngày {'làm việc ' if working else ''}kể từ ngày nhận được văn bản này"
    (found,) = find_deadlines(words, issued=None)
    end = due(found, issued=None, received=received)
    calendar = state_calendar()
    assert end is not None
    assert calendar.is_working_day(end)
    assert end >= received + timedelta(count)
    if working:
        between = [received + timedelta(n + 1) for n in range((end - received).days)]
        assert sum(map(calendar.is_working_day, between)) == count


HOSTILE = [
    *["trước ", "trước ngày ", "20/10 ", "20/10/2024 - ", "từ ngày 1 ", "1, ", "ngày 1, 2, ", "thời gian a b c "],
    *["trong vòng 5 ngày kể từ ", "hằng tháng, ", "hằng tháng trước ", "trước ngày a b c ", "từ tháng 4, ", "quý ii, "],
    *[
        "06 giờ, ",
        " ",
        "\n",
        "1",
        "(",
        "mùng 1 tết ",
        "ngày 20/12/2024 ",
        "số 1",
        "Luật ",
        "trước khi a b ",
        "một lần/",
    ],
]
ALL_FORMS = "1/1 - 2/1 từ 1 giờ, trong tháng 2 hằng mùng 1 ngày trước quý ii, trước ngày khi có nhất "


def cost(unit: str, length: int) -> float:
    text = ALL_FORMS + (unit * (length // len(unit) + 1))[:length]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        find_deadlines(text, issued=date(2024, 1, 1))
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_search_is_linear_on_hostile_input(unit: str) -> None:
    """Twice the text costs about twice the time: a search of square cost would take four times."""
    assert cost(unit, 24_000) < 3.2 * cost(unit, 12_000) + 0.004


def test_a_weak_deadline_never_beats_one_with_a_limit_word() -> None:
    weak = Deadline(kind="day", printed="ngày 1/2/2024", start=9, end=20, day=date(2024, 2, 1), weak=True)
    strong = Deadline(kind="recurring", printed="hằng tháng trước ngày 5", start=0, end=8)
    assert strongest((strong, weak)) is strong
