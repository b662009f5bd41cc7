"""What is true of every repair, on clean text, damaged text and noise."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from nguon.core.legacy import ENCODINGS
from nguon.core.syllables import common_syllables
from nguon.reading.repair import broken_across, repair_line

words = st.sampled_from(sorted(s for s in common_syllables() if len(s) > 1))
clean_lines = st.lists(words, min_size=1, max_size=14).map(" ".join)
vietnamese = st.text(
    "aăâeêioôơuưyàáảãạấầẩẫậđbcghknmtrpvx  .,;:/-0123456789ĐÐAB\u0300\u0301\u0302\u0323\u00a0\u00ad\u200b\uf0b7"
)
lines = st.one_of(st.text(max_size=80), vietnamese, clean_lines)


@st.composite
def damaged_lines(draw):
    """A clean line with spaces taken out and put in at random."""
    out = []
    for c in draw(clean_lines):
        act = draw(st.sampled_from(["", "", "", "", "", "take", "put"]))
        out.append("" if c == " " and act == "take" else c + " " if act == "put" else c)
    return "".join(out)


def check(text, encoding=""):
    got = repair_line(text, encoding=encoding)
    assert unicodedata.is_normalized("NFC", got.text)
    if got.origin is None:
        assert len(got.text) == len(text)
    else:
        assert len(got.origin) == len(got.text) + 1
        assert list(got.origin) == sorted(got.origin)
        assert all(0 <= at <= len(text) for at in got.origin)
        assert all(at < len(text) for at in got.origin[:-1])
        assert got.origin[-1] == len(text)
    ends = [at for span in got.changes for at in span]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(got.text) for start, end in got.changes)
    return got


@given(lines, st.sampled_from(["", *ENCODINGS]))
def test_offsets_point_into_the_printed_line(text, encoding):
    check(text, encoding)


@given(damaged_lines())
def test_a_repair_of_damage_keeps_the_letters(text):
    got = check(text)
    assert got.text.replace(" ", "") == text.replace(" ", "")
    if got.text != text:
        assert got.changes != ()


@given(st.one_of(lines, damaged_lines()))
def test_repairing_twice_changes_nothing_more(text):
    once = repair_line(text).text
    again = repair_line(once)
    assert (again.text, again.changes) == (once, ())


@given(clean_lines)
def test_clean_text_is_untouched(text):
    got = repair_line(text)
    assert (got.text, got.origin, got.changes) == (text, None, ())


@given(lines)
def test_an_unchanged_span_reads_as_printed(text):
    """Outside the changes every character is the printed one, but for composition and white space."""
    got = check(text)
    origin = got.origin or range(len(text) + 1)
    composed = unicodedata.is_normalized("NFC", text) and not any(map(unicodedata.combining, text))
    touched = {i for start, end in got.changes for i in range(start, end)}
    for i, c in enumerate(got.text):
        if i not in touched and composed and not c.isspace():
            assert text[origin[i]] == c


@given(st.text(max_size=40), st.text(max_size=40))
def test_broken_across_answers_for_any_two_lines(before, after):
    assert broken_across(before, after) in (True, False)
