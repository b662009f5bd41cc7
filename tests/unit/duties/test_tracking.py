"""Which duties get no tool: each row of the table by its example, and a list that a clerk can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nguon.core.text import nfc
from nguon.core.vocabulary import table
from nguon.duties.tracking import untracked_reason

_LINES = (Path(__file__).parents[2] / "cases" / "duties" / "tracking.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("row", table("untracked"), ids=lambda row: row["name"])
def test_every_row_catches_its_own_example_and_gives_a_reason(row: dict[str, str]) -> None:
    example = nfc(row["example"]).lower()
    assert re.search(nfc(row["pattern"]), example)
    assert any(word in example for word in nfc(row["words"]).split("|"))
    assert len(row["reason"]) > 20


@pytest.mark.parametrize("line", [line[2:] for line in _LINES if line.startswith("+ ")])
def test_ordinary_instructions_stay_tracked(line: str) -> None:
    assert untracked_reason(line) == ""


@pytest.mark.parametrize("line", [line[2:] for line in _LINES if line.startswith("- ")])
def test_duties_about_what_others_say_or_post_are_not_tracked(line: str) -> None:
    assert untracked_reason(line) != ""
