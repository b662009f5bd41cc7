"""The fixed words of a head by which its parts are found: headings, motto, rules, stamps, "Kính gửi", the title.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, items 1, 5, 9a and 10; for the Party 36-HD/VPTW.
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from nguon.reading.labels import label_of
from nguon.reading.page import Column
from nguon.reading.rules import heads
from nguon.reading.rules.recipients import NOI_NHAN
from nguon.reading.rules.signature import is_authority
from nguon.reading.rules.subject import BODY_WORDS
from nguon.reading.sheet import Row, Span

KINH_GUI = re.compile(r"\s*k\s?í\s?n\s?h\s+(?:g\s?ử\s?i|g\s?ở\s?i|trình|chuyển)\b", re.IGNORECASE)
_ABOUT_TITLE = re.compile(r"\s*(?:về việc|v/v)\b", re.IGNORECASE)
_LETTER_SUBJECT = re.compile(r"[\"“(]?\s*V\s?/\s?v\b", re.IGNORECASE)
"""The subject of a công văn: what bears a title below it is another document."""
_BASIS = re.compile(r"(?:[-–]\s*)?Căn cứ\s")
_OUTER_LABEL = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Điều|ĐIỀU)\s+(?:thứ\s|THỨ\s|[IVX]{1,5}\b|\d)")
"""Headings that no title stands under."""


class Landmarks(msgspec.Struct):
    """Rows and spans known by their fixed words.

    Attributes:
        spans, marked: what is heading, motto, stamp or rule: spans of the text, indices of whole rows.
        addressees: index of the row of "Kính gửi".
        letter: a national, Party or Youth Union heading was seen.
        limit: index of the first row that cannot belong to the letterhead.
    """

    spans: list[Span] = []
    marked: set[int] = set()
    addressees: int | None = None
    letter: bool = False
    limit: int = 0


def find_landmarks(rows: tuple[Row, ...]) -> Landmarks:
    """The fixed words of a head: national or Party heading, motto, rules, stamps, "Kính gửi"."""
    marks = Landmarks(limit=len(rows))
    begun: int | None = None
    for row in rows:
        text = row.text
        if KINH_GUI.match(text):
            marks.addressees = marks.limit = row.index
            break
        if _OUTER_LABEL.match(text) or NOI_NHAN.match(text) or is_authority(text):
            marks.limit = row.index
            break
        if begun is None and _opens_body(text):
            begun = row.index
        if len(text) > 200:
            continue
        for find in (heads.nation, heads.motto):
            span = find(text)
            if span:
                marks.spans.append((row.start + span[0], row.start + span[1]))
                marks.letter, begun = True, None
        if heads.party_heading(text) or heads.youth_heading(text):
            marks.spans.append((row.start, row.end))
            marks.marked.add(row.index)
            marks.letter, begun = True, None
        elif heads.urgency(text) or heads.secrecy(text) or heads.is_rule(text):
            marks.marked.add(row.index)
            marks.spans.append((row.start, row.end))
    heading = _broken_headings(rows[: marks.limit], marks)
    if (
        begun is not None
        and heading < begun
        and (marks.addressees is None or marks.letter or find_title(rows[:begun], marks) is not None)
    ):
        # A "Kính gửi" below the items of a body is that of a form in an annex.
        marks.limit, marks.addressees = begun, None
    return marks


def _opens_body(text: str) -> bool:
    """Whether a row is an item or basis of a body, which no letterhead goes on below (but a site's menu may be one)."""
    if _BASIS.match(text):
        return True
    label = label_of(text)
    if label is None or label.kind == "paren":
        return False
    return label.kind != "dash" or (text.endswith((";", ".")) and len(text.split()) > 3)


def _broken_headings(rows: tuple[Row, ...], marks: Landmarks) -> int:
    """A national heading that narrow columns of web pages break over two rows: the index of its last row, else -1."""
    last = -1
    for first, second in pairwise(rows):
        if len(first.text) > 60 or len(second.text) > 60 or heads.nation(first.text) or heads.nation(second.text):
            continue
        span = heads.nation(f"{first.text} {second.text}")
        if span and span[0] < len(first.text) < span[1]:
            marks.spans.append((first.start + span[0], first.end))
            marks.spans.append((second.start, second.start + span[1] - len(first.text) - 1))
            marks.letter = True
            last = second.index
    return last


def find_title(rows: tuple[Row, ...], marks: Landmarks) -> int | None:
    """The row of the title, if the document is of a type that bears one."""
    for row in rows:
        if _LETTER_SUBJECT.match(row.text):
            return None
        found = heads.TITLE.match(row.text)
        if not found or row.line.column == Column.LEFT:
            continue
        alone = found.end() == len(row.text.rstrip(" :.*"))
        if heads.upper_share(found["type"]) > 0.9 and (alone or _titled_rest(row.text[found.end() :])):
            return row.index
        early = not marks.letter and row.index < 5 and row.text[:1].isupper() and len(row.text) < 200
        closed = row.text.rstrip()[-1:] in ".;:," and not _ABOUT_TITLE.match(row.text[found.end() :])
        if early and not alone and not closed and not BODY_WORDS.match(row.text):
            return row.index
    return None


def _titled_rest(rest: str) -> bool:
    words = rest.strip(" :")
    return bool(words) and (words[0].isupper() or words.startswith(("về", "v/v")))
