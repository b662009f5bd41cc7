"""Addressees (Kính gửi), and whom a telegram is sent to (… điện:).

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 9a.
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from nguon.core.text import cased
from nguon.reading.document import Value
from nguon.reading.page import Column
from nguon.reading.rules import heads
from nguon.reading.rules.subject import BODY_WORDS, is_sentence
from nguon.reading.sheet import Row, Sheet, Span

_OPENING = re.compile(
    r"\s*(?:k\s?í\s?n\s?h\s+(?:g\s?ử\s?i|g\s?ở\s?i|trình|chuyển)|(?P<telegram>[^\n:]{0,80}?\bđiện))\s*:?[ \t]*",
    re.IGNORECASE,
)
_DASH = re.compile(r"[-–—+*•▪·\uf0b7]\s*(?=\S)")
_LIST_LABEL = re.compile(r"(?:\d{1,2}[.)]|[a-zđ]\))\s+(?=\S)")
_END = ".;,:"
_NEW = re.compile(
    r"(?:các|những|quý|ông|bà|đồng chí|đ/c|chủ tịch|giám đốc|tổng giám đốc|hiệu trưởng|thủ trưởng|trưởng|bí thư|chánh"
    r"|bộ trưởng|cục trưởng|viện trưởng|thường trực|lãnh đạo|thành viên|như)(?!\w)",
    re.IGNORECASE,
)
"""Words that open an addressee which is no body."""
_NEXT_INLINE = re.compile(cased(r";\s+(?=[{UPPER}])"))
_STOP = " \t\n;,.-–—:"
_SENTENCE = re.compile(
    r"(?<=[^\s.,;]\.)\s+(?=(?:Căn cứ|Thực hiện|Theo|Xét|Để|Nhằm|Nhân dịp|Ngày)\s)|(?<=[\w)])\s+(?=Căn cứ\s(?:Luật"
    r"|Nghị|Thông|Quyết|Công))"
)


class Addressed(msgspec.Struct, frozen=True):
    """The addressees and the index of the first row after them; ``rest`` is what the last row holds beyond them."""

    values: tuple[Value[str], ...]
    end: int
    rest: Span | None = None


def read_addressees(sheet: Sheet, start: int) -> Addressed:
    """The list that begins at row ``start``; nothing where that row opens none."""
    if start >= len(sheet.rows):
        return Addressed((), start)
    first = sheet.rows[start]
    opening = _OPENING.match(first.text)
    if not opening or (opening["telegram"] and not first.text.rstrip().endswith(":")):
        return Addressed((), start)
    inline = first.text[opening.end() :]
    items: list[list[Span]] = []
    dashed = False
    rest: Span | None = None
    end = start + 1
    if inline.strip():
        at = first.start + opening.end()
        dash = _DASH.match(inline)
        dashed = dash is not None
        span = (at + (dash.end() if dash else 0), first.end)
        cut = _SENTENCE.search(sheet.text, span[0], span[1])
        if cut:
            return Addressed(_values(sheet, [[(span[0], cut.start())]]), end, (cut.end(), span[1]))
        if dashed:
            items.append([span])
        else:
            cuts = [m.end() for m in _NEXT_INLINE.finditer(sheet.text, *span)]
            items += ([part] for part in pairwise([span[0], *cuts, span[1]]))
    while end < len(sheet.rows) and end - start < 120:
        row = sheet.rows[end]
        dash = _DASH.match(row.text)
        if dash and items and BODY_WORDS.match(row.text, dash.end()):
            break
        if dash and (dashed or not items or _closed(sheet, items)):
            dashed = True
            span = (row.start + dash.end(), row.end)
            cut = _SENTENCE.search(sheet.text, *span)
            items.append([(span[0], cut.start() if cut else span[1])])
            if cut:
                rest = (cut.end(), span[1])
                end += 1
                break
        elif not items:
            items.append([(row.start, row.end)])
        elif _ends_list(sheet, items, row, first, dashed):
            break
        elif _closed(sheet, items) and not row.text[:1].islower() and not _wraps(sheet, items, row, dashed):
            items.append([(row.start, row.end)])
        else:
            items[-1].append((row.start, row.end))
        end += 1
    return Addressed(_values(sheet, items), end, rest)


def _closed(sheet: Sheet, items: list[list[Span]]) -> bool:
    """Whether the last item ends with the mark that closes an item."""
    last = sheet.text[items[-1][-1][0] : items[-1][-1][1]].rstrip()
    return last.endswith((";", ",", ":")) or last.endswith(".")


def _wraps(sheet: Sheet, items: list[list[Span]], row: Row, dashed: bool) -> bool:
    """Whether an item that ends with a comma goes on in ``row``: in a dash's item, or where no body begins there."""
    if not _open(sheet, items):
        return False
    return dashed or not (_NEW.match(row.text) or heads.issuer_word(row.text))


def _open(sheet: Sheet, items: list[list[Span]]) -> bool:
    """Whether a dash's item ends with a comma or colon: its own list goes on ("Các Bộ: Công an, …,")."""
    return sheet.text[items[-1][-1][0] : items[-1][-1][1]].rstrip().endswith((",", ":"))


def _ends_list(sheet: Sheet, items: list[list[Span]], row: Row, first: Row, dashed: bool) -> bool:
    """Whether ``row`` belongs to the body rather than to the list."""
    last = sheet.text[items[-1][-1][0] : items[-1][-1][1]].rstrip()
    if row.line.column == Column.RIGHT or row.line.cell != first.line.cell:
        return True
    if row.text[:1].islower() and not last.endswith((".", ";")):
        return False
    if last.endswith(".") and not last.endswith(("TP.", "Tp.", "T.")):
        return True
    if BODY_WORDS.match(row.text) and not last.endswith(("và", "của")):
        return True
    if row.line.box is None and is_sentence(row.text) and not last.endswith((";", "và", "của", "các")):
        return True
    if row.line.flowing and row.line.paragraph:
        return dashed or not last.endswith((";", ",")) or len(row.text) > 160
    if row.line.gap >= 1 and first.line.box is None:
        return not last.endswith((";", ",")) or dashed or len(row.text) > 160
    if dashed and last.endswith(";"):
        return True
    if row.line.box is not None and first.line.box is not None:
        item = sheet.rows_of(*items[-1][0])[0].line.box
        here = row.line.box
        left = item[0] if item and (dashed or item[0] > here[0]) else first.line.box[0]
        if here[0] < left - 30 and (row.line.gap > 0.4 or row.line.indent > 10):
            return True
    return bool(re.match(r"(?:[IVX]+\.|1\.|Điều\s+1)\s", row.text))


def _values(sheet: Sheet, items: list[list[Span]]) -> tuple[Value[str], ...]:
    values = []
    for spans in items:
        span = sheet.trim(spans[0][0], spans[-1][1], _STOP)
        if span is None:
            continue
        label = _LIST_LABEL.match(sheet.text, *span)
        if label:
            span = (label.end(), span[1])
        value = sheet.value("", span)
        values.append(msgspec.structs.replace(value, value=value.text))
    return tuple(values)
