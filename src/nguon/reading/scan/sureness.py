"""How sure a recognised word is, as a share of such words that are right; below ``SURE`` a person should look.

The engine's own figure is no probability: of its words at 0.9 nearly all are right when they are syllables, many are
wrong when they are not. The thresholds were set on the counts that ``scripts/calibrate_scans.py`` takes from pages of
our samples, and are judged on pages of other words and other makers; ``tests/unit/reading/test_sureness.py`` holds
them to what they promise: of values in which nothing is doubtful 99 in 100 are right.
"""

from __future__ import annotations

from nguon.core.syllables import syllables
from nguon.reading.scan.mend import plain_syllable
from nguon.reading.scan.recognise import Word

SYLLABLE_FROM = 0.92
"""From here on a word that is a Vietnamese syllable counts as sure."""
NUMBER_FROM = 0.88
"""From here on digits do: a number is worth a second look by a person sooner than a word."""
OTHER_FROM = 0.94
"""From here on anything else does: abbreviations, symbols of documents, foreign names."""


def is_doubtful(word: Word) -> bool:
    """Whether a word should be checked against the page.

    A mended word is as sure as its evidence, which the mending has put into ``sureness``.
    """
    text = word.text
    if not any(map(str.isalnum, text)):
        return False
    if any(map(str.isdigit, text)):
        return word.sureness < NUMBER_FROM
    if plain_syllable(text) in syllables():
        return word.sureness < SYLLABLE_FROM
    return word.sureness < OTHER_FROM
