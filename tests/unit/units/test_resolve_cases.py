"""Phrases of our own and what they mean: precision and recall over a table that a clerk can read."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from nguon.core.text import fold
from nguon.units.directory import Directory

CASES = Path(__file__).with_name("cases.csv")
PRECISION, RECALL = 0.99, 0.97


@dataclass(frozen=True)
class Case:
    """One row: ids, or ``11*ubnd`` for so many of a kind; unresolved phrases separated by `` / ``."""

    line: int
    phrase: str
    province: str
    on: date
    expected: tuple[str, ...]
    unresolved: tuple[str, ...]


def read_cases() -> Iterator[Case]:
    with CASES.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            yield Case(
                line,
                row["phrase"],
                row["province"],
                date.fromisoformat(row["date"]),
                tuple(row["expected"].split()),
                tuple(u for u in row["unresolved"].split(" / ") if u),
            )


ALL = tuple(read_cases())


def score(case: Case) -> tuple[int, int, int]:
    """Bodies found and right, found and wrong, missed."""
    found = Directory.shipped().resolve(case.phrase, on=case.on, within=case.province or None).organisations
    ids = {e for e in case.expected if "*" not in e}
    kinds = Counter({e.split("*")[1]: int(e.split("*")[0]) for e in case.expected if "*" in e})
    right = sum(o.id in ids for o in found)
    others = Counter(o.kind for o in found if o.id not in ids)
    right += sum((others & kinds).values())
    return right, len(found) - right, len(ids) + sum(kinds.values()) - right


@pytest.mark.parametrize("case", ALL, ids=lambda c: f"line-{c.line}")
def test_phrase_means_the_bodies_of_the_table(case: Case) -> None:
    found = Directory.shipped().resolve(case.phrase, on=case.on, within=case.province or None)
    assert score(case)[1:] == (0, 0), [o.id for o in found.organisations][:40]
    assert [fold(u.phrase) for u in found.unresolved] == [fold(u) for u in case.unresolved]


def test_cases_are_many_and_of_many_provinces() -> None:
    assert len(ALL) >= 150
    assert len({fold(c.province) for c in ALL}) >= 20
    assert {c.on.year for c in ALL} == {2020, 2021, 2022, 2023, 2024, 2025, 2026}
    assert sum(not c.expected for c in ALL) >= 30


def test_precision_and_recall_reach_the_bars() -> None:
    """Counted twice: each body once, and each case once, so that a large collective cannot hide small errors."""
    scores = [score(case) for case in ALL]
    right, wrong, missed = (sum(s[i] for s in scores) for i in range(3))
    assert right / (right + wrong) >= PRECISION
    assert right / (right + missed) >= RECALL
    assert sum(s[1] == 0 for s in scores) / len(scores) >= PRECISION
    assert sum(s[2] == 0 for s in scores) / len(scores) >= RECALL
