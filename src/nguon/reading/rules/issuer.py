"""The issuing bodies (tên cơ quan, tổ chức ban hành văn bản), outermost first.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from nguon.core.text import cased, fold
from nguon.reading.document import Value
from nguon.reading.page import Column
from nguon.reading.rules import heads
from nguon.reading.sheet import Row, Sheet, Span

_NOISE = " \t*-_–—=~.:;,|"
_PAGE = re.compile(cased(r"Trang\s+\d{1,3}(?=\s*[{UPPER}]{2})"))
_GOES_ON = re.compile(
    r"(?:tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|việt nam|trung ương|khu vực|nhà nước"
    r"|nhân dân|và|về|các|của|cho"
    r"|tại|trực thuộc|thuộc|cấp|vùng|miền|quốc gia|hồ chí minh|năm|lần thứ|khóa|ngành)(?=\s|$|[.,])"
)
_STARTS_ANYWAY = re.compile(
    r"(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|đoàn|bộ)(?=\s|$)|trung ương (?:đoàn|hội)(?=\s|$)"
)
_POST_ALONE = re.compile(r"(?:phó )?(?:chủ tịch|bộ trưởng|tổng giám đốc|giám đốc|cục trưởng|viện trưởng|chánh án)")
"""A post that issues, whose body stands in the row below (Decree 30/2020/NĐ-CP, Annex I.II.2)."""
_OPEN_PLACE = re.compile(r"\b(?:tỉnh|thành phố|huyện|xã|phường|quận)\s*$")
"""A name that ends so goes on with a place, or is whole ("LIÊN ĐOÀN LAO ĐỘNG TỈNH")."""
_ALSO_IN_PLACES = {"vụ", "hội", "đoàn", "viện", "báo", "đài", "phòng", "ban", "bộ", "quỹ"}
"""Words for bodies that also begin names of places (Vụ Bản, Hội An, Đoàn Kết)."""
_OPEN = re.compile(
    r"(?:[,\-–&]|\b(?:và|của|các|về|cho|thuộc|tỉnh|thành phố|huyện|xã|phường|quận|ban|hội đồng|phòng, chống))\s*$"
)


def read_issuer(sheet: Sheet, rows: Sequence[Row], taken: Sequence[Span]) -> tuple[Value[str], ...]:
    """The bodies in the letterhead's rows.

    Args:
        rows: candidates in order: the rows over and left of the number.
        taken: spans that are something else (heading, motto, number, date, stamp).
    """
    lines: list[tuple[Row, Span]] = []
    for row in rows:
        for start, end in _rest(row, taken):
            span = sheet.trim(start, end, _NOISE)
            if span and _is_name(sheet.text[span[0] : span[1]], row, bool(lines)):
                lines.append((row, span))
    groups: list[list[tuple[Row, Span]]] = []
    for row, span in lines:
        if groups and _continues(sheet, groups[-1], row, span):
            groups[-1].append((row, span))
        elif (
            groups
            or heads.issuer_word(sheet.text[span[0] : span[1]])
            or row.line.column == Column.LEFT
            or row.line.bold
        ):
            groups.append([(row, span)])
    values = []
    for group in groups:
        spans = [span for _, span in group]
        value = sheet.value("", *_joined(spans, sheet))
        values.append(_named(value))
    return tuple(values)


def _named(value: Value[str]) -> Value[str]:
    return msgspec.structs.replace(value, value=value.text)


def _joined(spans: list[Span], sheet: Sheet) -> list[Span]:
    """Neighbouring rows as one span, so that a name has one place where it can."""
    out: list[Span] = []
    for start, end in spans:
        if out and not sheet.text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _rest(row: Row, taken: Sequence[Span]) -> list[Span]:
    """What is left of a row beside the spans that are taken."""
    marker = _PAGE.match(row.text)
    pieces, at = [], row.start + (marker.end() if marker else 0)
    for start, end in sorted(taken):
        if end <= row.start or start >= row.end:
            continue
        if start > at:
            pieces.append((at, start))
        at = max(at, end)
    if at < row.end:
        pieces.append((at, row.end))
    return pieces


def _is_name(text: str, row: Row, begun: bool) -> bool:
    if len(text) > 140 or heads.is_rule(text) or sum(c.isalpha() for c in text) < 2:
        return False
    if row.line.column == Column.RIGHT and not begun:
        return False
    if heads.upper_share(text) < 0.7:
        return False
    if heads.urgency(text) or heads.secrecy(text):
        return False
    return begun or heads.issuer_word(text) is not None or row.line.column == Column.LEFT


def _continues(sheet: Sheet, group: list[tuple[Row, Span]], row: Row, span: Span) -> bool:
    """Whether the row goes on with the name of the group before it."""
    before_row, before_span = group[-1]
    text = fold(sheet.text[span[0] : span[1]])
    before = fold(sheet.text[before_span[0] : before_span[1]])
    if _STARTS_ANYWAY.match(text) and not _OPEN.search(before):
        return False
    if _OPEN.search(before):
        word = heads.issuer_word(text)
        return not (word and word not in _ALSO_IN_PLACES and _OPEN_PLACE.search(before))
    if before_row.line.bold != row.line.bold and heads.issuer_word(text):
        return False
    if _GOES_ON.match(text) and before not in {"đảng bộ", "chi bộ"}:
        return True
    if before in {"tỉnh", "thành", "huyện", "quận", "thị"} or _POST_ALONE.fullmatch(before):
        return True
    return heads.issuer_word(text) is None
