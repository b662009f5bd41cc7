"""One sentence, several duties: parts joined by ";" that have times or subjects of their own.

Source: practice of telegrams and conclusions ("…, trình trước 18/9; …, ban hành chậm nhất 25/9").
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from nguon.duties.clauses import parse_clause
from nguon.duties.deadline import Deadline, strongest
from nguon.duties.deadlines import find_deadlines
from nguon.duties.draft import Draft
from nguon.duties.source import Source, Span

_SEMICOLON = re.compile(r";(?=\s)")
_CLOSES = re.compile(
    r"(?:hoàn thành|xong|kết thúc|khắc phục xong|ban hành|trình|đợt|thông báo|niêm yết|lấy|và|thời gian|thời hạn)"
    r"(?![^\W\d_])"
)
_LETTERS = re.compile(r"[^\W_]")
_EACH = re.compile(r"(?:mỗi|từng)\s", re.IGNORECASE)
"""How many of those just named ("mỗi đơn vị 02 đại biểu"): nobody new."""
_SHORT = 24
"""Characters; a shorter part belongs to the one before it."""


def split_parts(source: Source, draft: Draft) -> tuple[Draft, ...]:
    """The draft, or one draft a group of parts where parts have times or subjects of their own."""
    start, end = draft.span
    cuts = [found.start() for found in _SEMICOLON.finditer(source.text, start, end)]
    parts = [span for span in pairwise([start, *(cut + 1 for cut in cuts), end]) if _LETTERS.search(source.text, *span)]
    if len(parts) < 2:
        return (draft,)
    limits = [_limit(source, span) for span in parts]
    subjects = [_subject(source, span) for span in parts]
    groups: list[list[int]] = [[0]]
    before = limits[0]
    for i in range(1, len(parts)):
        named = subjects[groups[-1][0]]
        if _own_time(source, parts[i], before, limits[i]) or (subjects[i] and named and subjects[i] != named):
            groups.append([i])
            before = limits[i]
        else:
            groups[-1].append(i)
            before = limits[i] or before
    if len(groups) == 1:
        return (_with_later_subject(source, draft, subjects),)
    pieces = []
    for number, group in enumerate(groups):
        a, b = parts[group[0]][0], parts[group[-1]][1]
        while source.text[a] in " ;":
            a += 1
        who = source.phrases(subjects[group[0]], draft.node) if number and subjects[group[0]] else draft.who
        pieces.append(msgspec.structs.replace(draft, span=(a, b), who=who, points=()))
    return tuple(pieces)


def _own_time(source: Source, part: Span, before: Deadline | None, limit: Deadline | None) -> bool:
    words = source.words(part).strip()
    if before is None:
        return False
    if before.day is None:
        return limit is not None and limit.kind == "within"
    if limit is not None:
        return not words.startswith("đợt")
    return (
        before.kind in {"day", "before", "within"}
        and not _CLOSES.match(words)
        and len(words) > _SHORT
        and _opens(source, part)
    )


def _limit(source: Source, span: Span) -> Deadline | None:
    found = find_deadlines(source.words(span), issued=source.issued)
    return strongest(tuple(limit for limit in found if not limit.weak))


def _trimmed(source: Source, span: Span) -> Span:
    start, end = span
    while start < end and source.text[start] in " ;":
        start += 1
    return start, end


def _opens(source: Source, span: Span) -> bool:
    start, end = _trimmed(source, span)
    return parse_clause(source.text, start, end, addressed=True).kind != "none"


def _subject(source: Source, span: Span) -> tuple[Span, ...]:
    """The bodies that a part begins with, if a verb follows them."""
    start, end = _trimmed(source, span)
    if _EACH.match(source.text, start, end):
        return ()
    clause = parse_clause(source.text, start, end, addressed=True)
    return clause.who if clause.kind == "subject" else ()


def _with_later_subject(source: Source, draft: Draft, subjects: list[tuple[Span, ...]]) -> Draft:
    """The draft for the bodies that a later part names, where nobody else is responsible."""
    if draft.who:
        return draft
    later = next((names for names in subjects if names), ())
    return msgspec.structs.replace(draft, who=source.phrases(later, draft.node)) if later else draft
