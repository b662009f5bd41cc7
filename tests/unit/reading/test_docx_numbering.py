"""Automatic numbers come out as Word prints them."""

from __future__ import annotations

import pytest
from tests.docx_files import docx, level, lists, numbered, p

from nguon.reading.options import ReadingOptions
from nguon.reading.readers.docx import open_docx
from nguon.reading.readers.docx_numbering import printed_number

PARTS = (level(0, "%1.", "upperRoman"), level(1, "%2."), level(2, "%3)", "lowerLetter"))


def texts(data: bytes) -> list[str]:
    with open_docx(data, ReadingOptions()) as source:
        assert all(line.text[line.automatic - 1 : line.automatic] in ("", " ") for line in source.pages[0].lines)
        return [line.text for line in source.pages[0].lines]


def walked(numbering: str, *steps: int, name: int = 1) -> list[str]:
    body = "".join(numbered("x", name, step) for step in steps)
    return [text.removesuffix(" x") for text in texts(docx(body, numbering=numbering))]


def test_levels_count_and_begin_anew_below_a_higher_one() -> None:
    assert walked(lists(*PARTS), 0, 1, 2, 2, 1, 2, 0, 1) == ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]


def test_a_pattern_names_the_levels_above() -> None:
    numbering = lists(level(0, "Điều %1."), level(1, "%1.%2."), level(2, "%1.%2.%3"))
    assert walked(numbering, 0, 1, 2, 1, 0, 1) == ["Điều 1.", "1.1.", "1.1.1", "1.2.", "Điều 2.", "2.1."]


def test_legal_numbering_prints_all_places_in_figures() -> None:
    numbering = lists(level(0, "%1.", "upperRoman"), level(1, "%1.%2", "decimal", "<w:isLgl/>"))
    assert walked(numbering, 0, 0, 1) == ["I.", "II.", "2.1"]


def test_a_level_may_go_on_counting() -> None:
    numbering = lists(level(0, "%1."), level(1, "%2)", "decimal", '<w:lvlRestart w:val="0"/>'))
    assert walked(numbering, 0, 1, 1, 0, 1) == ["1.", "1)", "2)", "2.", "3)"]


def test_two_lists_of_one_kind_share_their_count_until_an_override_starts_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(numbered("x", name) for name in (1, 2, 3, 3))
    assert texts(docx(body, numbering=lists(level(0, "%1."), nums=nums))) == ["1. x", "2. x", "5. x", "6. x"]


def test_an_override_may_bring_its_own_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>'
    nums = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{own}</w:num>'
    assert walked(lists(level(0, "%1."), nums=nums), 0, 0) == ["a)", "b)"]


def test_numbers_come_through_a_style_and_the_one_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="0"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    numbering = lists(
        level(0, "%1.", "upperRoman", '<w:pStyle w:val="H1"/>'), level(1, "%2.", "decimal", '<w:pStyle w:val="H2"/>')
    )
    body = "".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in ("H1", "H2", "H2", "H3", "H1"))
    assert texts(docx(body, numbering=numbering, styles=styles)) == ["I. x", "1. x", "2. x", "x", "II. x"]


def test_a_list_may_link_to_a_numbering_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "%1/")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert texts(docx(numbered("x"), numbering=numbering, styles=styles)) == ["1/ x"]


@pytest.mark.parametrize(
    ("pattern", "font", "printed"),
    [("-", "", "-"), ("+", "", "+"), ("•", "", "•"), ("\uf0b7", "Symbol", "-"), ("o", "Courier New", "-")],
    ids=["dash", "plus", "bullet", "symbol", "circle"],
)
def test_a_bullet_is_its_character_or_a_dash(pattern: str, font: str, printed: str) -> None:
    look = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    numbering = lists(level(0, pattern, "bullet").replace("</w:lvl>", f"{look}</w:lvl>"))
    assert walked(numbering, 0) == [printed]


def test_a_list_that_is_not_there_prints_nothing() -> None:
    assert texts(docx(numbered("x", 9), numbering=lists(level(0, "%1.")))) == ["x"]


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (5, "lowerLetter", "e"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (10, "vietnameseCounting", "mười"),
        (3, "none", ""),
        (12, "chicago", "12"),
        (-3, "upperRoman", "-3"),
    ],
)
def test_printed_number(value: int, form: str, printed: str) -> None:
    assert printed_number(value, form) == printed
