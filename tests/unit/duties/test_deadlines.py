"""Every line of ``deadlines.txt``, and what follows from a deadline once it is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nguon.core.calendar import Calendar
from nguon.duties.deadlines import Deadline, due, find_deadlines, flat_due, strongest

ISSUED = date(2024, 10, 25)
LINES = (Path(__file__).parent / "deadlines.txt").read_text(encoding="utf-8").splitlines()
CASES = [(n, *line.split(" => ")) for n, line in enumerate(LINES, 1) if line.strip() and not line.startswith("#")]


def written(found: Deadline) -> str:
    parts = [found.kind, found.day or "-", found.time or "-", due(found, issued=ISSUED) or "-", found.printed]
    return " | ".join(str(part) for part in parts) + (" | weak" if found.weak else "")


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case[1:], id=f"line {case[0]}") for case in CASES])
def test_find_deadlines_as_the_table_says(text: str, expected: str) -> None:
    found = find_deadlines(text, issued=ISSUED)
    assert (" ; ".join(map(written, found)) or "-") == expected
    assert [text[one.start : one.end] for one in found] == [one.printed for one in found]


def only(text: str, issued: date | None = ISSUED) -> Deadline:
    (found,) = find_deadlines(text, issued=issued)
    return found


def test_find_deadlines_gives_several_in_reading_order() -> None:
    text = "Gửi kế hoạch trước ngày 05/11/2024; sơ kết chậm nhất ngày 20/12/2024; báo cáo trước ngày 15 hằng tháng."
    assert [one.printed for one in find_deadlines(text, issued=ISSUED)] == [
        "trước ngày 05/11/2024",
        "chậm nhất ngày 20/12/2024",
        "trước ngày 15 hằng tháng",
    ]


def test_find_deadlines_without_the_documents_date_keeps_the_words() -> None:
    found = only("xong trước ngày 20/11", None)
    assert (found.day, flat_due(found)) == (None, "trước ngày 20/11")
    assert only("trước ngày 20/11/2024", None).day == date(2024, 11, 20)


def test_find_deadlines_reads_a_year_of_two_digits_near_the_document() -> None:
    assert only("trước ngày 30/9/78", date(1978, 7, 1)).day == date(1978, 9, 30)


def test_find_deadlines_says_how_a_period_is_counted() -> None:
    found = only("trong thời hạn 07 (bảy) ngày làm việc kể từ ngày nhận được đề nghị của đơn vị")
    assert (found.count, found.unit, found.working, found.start_from) == (7, "day", True, "receipt")


@pytest.mark.parametrize(
    ("words", "received", "expected"),
    [
        pytest.param("trong vòng 05 ngày kể từ ngày nhận được", date(2024, 11, 4), date(2024, 11, 11), id="saturday"),
        pytest.param("trong vòng 05 ngày làm việc kể từ ngày nhận được", date(2025, 4, 28), date(2025, 5, 8), id="tet"),
        pytest.param("trong vòng 24 giờ kể từ khi nhận được tin", date(2024, 11, 1), date(2024, 11, 2), id="hours"),
        pytest.param("trong vòng 01 tháng kể từ ngày nhận được", date(2024, 10, 31), date(2024, 12, 2), id="month"),
        pytest.param("trong vòng 2 tuần kể từ ngày nhận được", date(2024, 11, 4), date(2024, 11, 18), id="weeks"),
        pytest.param("trong vòng 05 ngày kể từ ngày nhận được", None, None, id="not registered"),
    ],
)
def test_due_of_a_counted_period(words: str, received: date | None, expected: date | None) -> None:
    """Civil Code 2015, Article 148.5: where the last day is a day off, the period ends with the next working day."""
    assert due(only(words), issued=ISSUED, received=received, calendar=Calendar()) == expected


def test_due_of_a_printed_day_off_does_not_move() -> None:
    assert due(only("chậm nhất ngày 27/10/2024"), issued=ISSUED) == date(2024, 10, 27)  # a Sunday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gửi Sở trước ngày 18/11/2024", "2024-11-18", id="day as printed"),
        pytest.param("báo cáo trước ngày 20 hằng tháng", "trước ngày 20 hằng tháng", id="words"),
        pytest.param("báo cáo khi có yêu cầu", None, id="no time"),
        pytest.param("tuyên truyền trước, trong và sau lễ hội", None, id="weak and relative"),
        pytest.param("Báo cáo hằng quý; tổng kết trước ngày 15/12/2024", "2024-12-15", id="a day before words"),
        pytest.param(
            "Tổ chức ngày 20/11/2024, báo cáo trước 22/11/2024, họp ngày 30/11/2024", "2024-11-22", id="limit"
        ),
        pytest.param("Nghiêm túc thực hiện", None, id="nothing"),
    ],
)
def test_flat_due_of_the_strongest(text: str, expected: str | None) -> None:
    assert flat_due(strongest(find_deadlines(text, issued=ISSUED))) == expected
