"""The written cases of ``tests/cases/reading``: a dispatch as text, and what a careful clerk would take from it."""

from __future__ import annotations

import pytest
from tests.reading_cases import FOLDER, Case, cases, read_values

from nguon.reading.read import read

CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in cases(path.stem)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case_is_read_as_expected(case: Case) -> None:
    document = read(case.text.encode(), name="case.txt")
    assert read_values(document, case.expected) == case.expected
