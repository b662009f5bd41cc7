"""Spaces between syllables: those that a file lost, and those that it put inside a word.

A line is cut into words (runs of letters). Words that are no syllable ("tr", "đềnghị", the letters of "h ọ c") open a
window over their neighbours; the window's letters are cut anew into syllables at the least cost, and a boundary is only
moved where every other cutting costs clearly more. A word that fits nothing stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nguon.core.syllables import common_syllables
from nguon.reading.cutting import Word, cut
from nguon.reading.draft import Edit
from nguon.reading.words import LABELS, UNMARKED, Kind, kind

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_WINDOW = 400


def mend(text: str) -> list[Edit]:
    """The spaces to take out and to put in, in order.

    >>> [tuple(edit) for edit in mend("tổchức h ọ c")]
    [(2, 2, ' '), (8, 9, ''), (10, 11, '')]
    """
    edits: list[Edit] = []
    for run in _runs(text):
        for window in _windows(run, text):
            edits.extend(cut(text, window))
    return edits


def _runs(text: str) -> Iterator[list[Word]]:
    """Words with nothing but one to three spaces between them."""
    run: list[Word] = []
    protected = _protected(text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        if run and not (0 < start - run[-1].end <= 3 and text[run[-1].end : start].isspace()):
            yield run
            run = []
        what = kind(match[0])
        if what in (Kind.FRAGMENT, Kind.LETTER, Kind.GLUED) and _touches_code(text, start, end, protected):
            what = Kind.APART
        run.append(Word(start, end, what))
    if run:
        yield run


_ADDRESS = re.compile(r"\S{0,200}(?:@|://|www\.)\S{0,500}")


def _protected(text: str) -> list[tuple[int, int]]:
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text[:20_000])]


def _touches_code(text: str, start: int, end: int, protected: list[tuple[int, int]]) -> bool:
    """Whether the word stands in an address, or is a short piece of a code ("b/c", "3-d", "15h")."""
    if any(a <= start < b for a, b in protected):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start > 3:
        return before in ("@", "_") or after in ("@", "_")
    opens = before == "" or before.isspace() or before in "([{<\"'“‘«-–:;,"
    return not opens or (before in ("-", ",") and end - start == 1) or (after != "" and after in "/-_@&=")


def _windows(run: list[Word], text: str) -> Iterator[list[Word]]:
    """The stretches to cut anew: suspicious words with one syllable on either side, near ones together."""
    count = len(run)
    hard = [i for i in range(count) if _is_hard(run, i, text)]
    at = done = 0
    while at < len(hard):
        first = last = hard[at]
        limit = min(count, first + _LONGEST_WINDOW)
        while True:
            while last + 1 < limit and run[last + 1].kind in (Kind.LETTER, Kind.FRAGMENT, Kind.GLUED):
                last += 1
            if last + 2 < limit and run[last + 1].kind is Kind.SYLLABLE and run[last + 2].kind in _SUSPICIOUS:
                last += 2
                continue
            break
        while first > done and run[first - 1].kind is Kind.LETTER:
            first -= 1
        while at < len(hard) and hard[at] <= last:
            at += 1
        if not _is_row_of_labels(run[first : last + 1], text):
            if first > done and run[first - 1].kind is Kind.SYLLABLE:
                first -= 1
            if last + 1 < count and run[last + 1].kind is Kind.SYLLABLE:
                last += 1
            done = last + 1
            yield run[first : last + 1]


_SUSPICIOUS = (Kind.FRAGMENT, Kind.GLUED)


def _is_hard(run: list[Word], i: int, text: str) -> bool:
    """Whether the word surely is damaged; a lone letter that may be a label or a unit is not."""
    word = run[i]
    if word.kind not in _SUSPICIOUS:
        return _is_capital_letter(word, text) and i + 1 < len(run) and _is_capital_letter(run[i + 1], text)
    if word.end - word.start > 1:
        return True
    if i > 0 and text[run[i - 1].start : run[i - 1].end].lower() in LABELS:
        return False
    if i == 0 and text[: word.start].rstrip(" ")[-1:].isdigit():
        return False
    if text[word.start].isupper():
        after = run[i + 1] if i + 1 < len(run) else None
        before = run[i - 1] if i else None
        alone = after is None or not _is_piece(after, text)
        return not alone or (before is not None and before.kind is Kind.FRAGMENT)
    return True


def _is_capital_letter(word: Word, text: str) -> bool:
    return word.end - word.start == 1 and text[word.start].isupper()


def _is_piece(word: Word, text: str) -> bool:
    """A word that is no syllable in use: a fragment, or a single vowel that is no word ("ề", "ử")."""
    if word.kind is Kind.LETTER:
        return text[word.start : word.end].lower() not in common_syllables()
    return word.kind is Kind.FRAGMENT


def _is_row_of_labels(words: list[Word], text: str) -> bool:
    """Single capitals without marks, fewer than five: heads of columns, initials, or an abbreviation."""
    letters = "".join(text[w.start : w.end] for w in words)
    return len(words) < 5 and len(letters) == len(words) and letters.isupper() and UNMARKED.issuperset(letters.lower())
