import re

import pytest

from nguon.cli.words import CATALOGUE
from nguon.core import errors
from nguon.writing.words import WORDS, say

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("code", CATALOGUE)
def test_both_languages_say_the_same_things(code):
    vi, en = CATALOGUE[code]
    assert vi.strip()
    assert en.strip()
    assert sorted(PLACEHOLDER.findall(vi)) == sorted(PLACEHOLDER.findall(en))


@pytest.mark.parametrize(
    "code",
    sorted(
        one.code
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.ReadingError)
    ),
)  # fmt: skip
def test_every_error_of_reading_says_what_and_what_to_do(code):
    assert f"problem.{code}" in WORDS
    assert f"hint.{code}" in WORDS


def test_say_fills_in_values():
    assert say("page.page_of", "en", n=2, total=3) == "Page 2 of 3"
