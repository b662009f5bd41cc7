"""Why a recipient gets the document (để b/c, để p/h …): beside its name, or beside a brace that serves several names.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 9b, for the list; purposes and their short forms are practice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from nguon.core.text import fold
from nguon.reading.document import Recipient, Value
from nguon.reading.sheet import Sheet, Span

PURPOSE = re.compile(
    r"(?:để|b/?\s?c(?:áo)?|báo cáo|b/cáo|p/?\s?h|phối hợp|t/?\s?h|thực hiện|t/hiện|thay|biết|chỉ đạo|ch/đạo|đăng|đưa"
    r"|theo dõi|t/dõi|lưu|kiểm tra|phổ biến"
    r"|đ/?\s?b|đồng gửi|tham dự|dự|triển khai|tổ chức|cung cấp|giám sát|công bố|niêm yết|gửi|làm|xin|tuyên truyền"
    r"|chuyển|hướng dẫn|x/?\s?m)(?![^\W\d_])",
    re.IGNORECASE,
)
"""Words that open a purpose."""
_BRACKET = re.compile(r"\s*[,;]?\s*[(“\"\[]\s*(?P<words>[^()“”\"\[\]]{1,120}?)\s*[)”\"\]]?\s*[.;,]*\s*\Z")
_TAIL = re.compile(
    r"(?:\s*[,;]\s*|\s+[-–]\s*|\s+(?=để\s))(?P<words>(?:để|báo cáo|b/c|phối hợp|thực hiện|phổ biến|theo dõi"
    r"|chỉ đạo)\b[^()]{0,80}?)\s*[.;,]*\s*\Z",
    re.IGNORECASE,
)
_BRACES = "}⎫⎬⎭⎪│┤┐┘|⎞⎟⎠"
_SIDE = re.compile(rf"(?P<mark>\s*[{_BRACES}]|(?<=[;,])[ \t\u00a0]{{2,}}(?=\S))\s*(?P<words>[^{_BRACES}\n]{{0,120}})\Z")
_AROUND = ' \t\n;,.:-–—()[]“”"'
EDGE = " \t\n;,.:-–—"
"""Characters at the ends of an item that belong to the list."""


class Item(msgspec.Struct, frozen=True):
    """One recipient's words before its purpose is told apart.

    Attributes:
        name: the span without what stands at a brace.
        side: what stands at the right of a brace or a wide gap; ``None`` where the item has neither.
        brace: a brace or bar was printed, not only a gap.
    """

    name: Span
    side: Span | None = None
    brace: bool = False


def split_purpose(words: str) -> tuple[str, str | None]:
    """Name and purpose of one recipient.

    >>> split_purpose("Thường trực Tỉnh ủy (để b/c)")
    ('Thường trực Tỉnh ủy', 'để b/c')
    >>> split_purpose("Phòng Thương mại (VCCI)")
    ('Phòng Thương mại (VCCI)', None)
    """
    bracket = _BRACKET.search(words)
    if bracket and bracket.start() > 0 and PURPOSE.match(bracket["words"]):
        return words[: bracket.start()].strip(EDGE), bracket["words"].strip(EDGE)
    tail = _TAIL.search(words)
    if tail and tail.start() > 0:
        return words[: tail.start()].strip(EDGE), tail["words"].strip(EDGE)
    return words.strip(EDGE), None


def read_items(sheet: Sheet, spans: Sequence[Span]) -> list[Value[Recipient]]:
    """The recipients that stand in ``spans``, one each; a purpose at a brace goes to every item of its group."""
    items = [_item(sheet, span) for span in spans]
    found: list[Value[Recipient]] = []
    at = 0
    while at < len(items):
        if items[at].side is None:
            found += _alone(sheet, items[at].name)
            at += 1
            continue
        end = at + 1
        while end < len(items) and items[end].side is not None:
            end += 1
        group = items[at:end]
        sides = [item.side for item in group if item.side and item.side[0] < item.side[1]]
        purpose = " ".join(" ".join(sheet.text[a:b].strip(_AROUND) for a, b in sides).split())
        if not PURPOSE.match(purpose):
            for item, span in zip(group, spans[at:end], strict=True):
                found += _alone(sheet, span if sheet.text[slice(*(item.side or (0, 0)))].strip() else item.name)
        else:
            lost = len(group) == 1 and group[0].brace and found and _can_join(found[-1].value)
            if lost:  # the bar at the line above was lost with its trailing blanks
                name = _alone(sheet, items[at - 1].name)
                found[-1:] = [_served(sheet, one, items[at - 1].name, sides, purpose) for one in name]
            for item in group:
                found += [_served(sheet, one, item.name, sides, purpose) for one in _alone(sheet, item.name)]
        at = end
    return found


def _item(sheet: Sheet, span: Span) -> Item:
    side = _SIDE.search(sheet.text, *span)
    if side is None or side.start() == span[0]:
        return Item(span)
    brace = side["mark"].strip() != ""
    words = side["words"].strip(_AROUND)
    if not brace and not PURPOSE.match(words) and not words[:1].isalpha():
        return Item(span)
    return Item((span[0], side.start()), side.span("words"), brace)


def _can_join(recipient: Recipient) -> bool:
    return recipient.purpose is None and not fold(recipient.name).startswith("như ")


def _alone(sheet: Sheet, span: Span) -> list[Value[Recipient]]:
    trimmed = sheet.trim(*span, EDGE)
    if trimmed is None:
        return []
    name, purpose = split_purpose(" ".join(sheet.text[trimmed[0] : trimmed[1]].split()))
    if not any(c.isalnum() for c in name):
        return []
    return [sheet.value(Recipient(name=name, purpose=purpose), trimmed)]


def _served(sheet: Sheet, one: Value[Recipient], name: Span, sides: Sequence[Span], purpose: str) -> Value[Recipient]:
    """The recipient with the purpose of its group; one that has a purpose of its own keeps that."""
    if one.value.purpose:
        return one
    spans = [sheet.trim(*name, EDGE), *(sheet.trim(*side, _AROUND) for side in sides)]
    return sheet.value(Recipient(name=one.value.name, purpose=purpose), *(span for span in spans if span))
