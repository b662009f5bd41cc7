"""Annexes (phụ lục), and regulations issued with a decision (kèm theo).

Source: Decree 30/2020/NĐ-CP, Annex I, Part III.
"""

from __future__ import annotations

import re

from nguon.reading.document import Annex
from nguon.reading.layout import blocks
from nguon.reading.rules import heads
from nguon.reading.rules.body import Taken, read_body
from nguon.reading.rules.closing import opens_annex
from nguon.reading.rules.landmarks import KINH_GUI
from nguon.reading.sheet import Sheet, Span

_LABEL = re.compile(
    r"(?P<label>(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU|Biểu mẫu|MẪU SỐ|Mẫu số|BIỂU SỐ|Biểu số)(?:\s+(?:SỐ"
    r"|số))?(?:\s*:?\s*(?:[IVX]{1,5}|\d{1,3}[a-z]?|[A-Z])(?![^\W_]))?)\s*[:.\-–]?\s*"
)
_BRACKET = re.compile(r"\(|[Kk]èm theo|Ban hành kèm")
_HEADING = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|ĐIỀU|[IVX]{1,4}[.\-]|[A-H][.\-]\s|1[.\-])")


def read_annexes(sheet: Sheet, start: int, taken: Taken) -> tuple[Annex, ...]:
    """The annexes in ``sheet.rows[start:]``."""
    rows = sheet.rows
    openings: list[int] = []
    for row in rows[start:]:
        if row.index == start or (opens_annex(rows, row, after=0) and not _is_title(sheet, openings[-1], row.index)):
            openings.append(row.index)
    annexes = []
    for number, first in enumerate(openings, start=1):
        last = openings[number] if number < len(openings) else len(rows)
        annexes.append(_annex(sheet, first, last, number, taken))
    return tuple(annexes)


def _is_title(sheet: Sheet, opening: int, index: int) -> bool:
    """Whether the row is still the title of the annex that was opened just before ("PHỤ LỤC I / DANH SÁCH …")."""
    if not _LABEL.match(sheet.rows[opening].text) or _LABEL.match(sheet.rows[index].text):
        return False
    return index - opening < 5 and all(heads.upper_share(row.text) > 0.85 for row in sheet.rows[opening + 1 : index])


def _annex(sheet: Sheet, first: int, last: int, number: int, taken: Taken) -> Annex:
    rows = sheet.rows
    found = _LABEL.match(rows[first].text)
    label = None
    spans: list[Span] = []
    at = first
    if found:
        label = sheet.read(rows[first].start, rows[first].start + found.end("label"))
        rest = sheet.trim(rows[first].start + found.end(), rows[first].end)
        if rest:
            spans.append(rest)
        at += 1
    body = at
    while body < last and body - at < 12:
        row = rows[body]
        if row.line.cell is not None or _HEADING.match(row.text) or KINH_GUI.match(row.text):
            break
        aside = heads.is_rule(row.text) or _BRACKET.match(row.text) or heads.nation(row.text) or heads.motto(row.text)
        titled = row.line.centred or heads.upper_share(row.text) > 0.85 or (row.line.bold and not spans)
        bracketed = any(r.text.startswith("(") and ")" not in r.text for r in rows[body - 1 : body])
        if not (aside or titled or bracketed):
            break
        if titled and not aside and not bracketed and row.line.column == 0:
            spans.append((row.start, row.end))
        body += 1
    title = (
        sheet.read(spans[0][0], spans[-1][1])
        if spans and not sheet.text[spans[0][1] : spans[-1][0]].strip("\n ")
        else None
    )
    if spans and title is None:
        title = sheet.read(*spans[0])
    prefix = f"annex_{number}__"
    tree = read_body(sheet, blocks(sheet, body, last), prefix=prefix, taken=taken)
    return Annex(label=label, title=title, body=tree)
