"""The subject (trích yếu nội dung) and, in typed documents, the title that it stands under.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from nguon.core.text import fold
from nguon.reading.document import Value
from nguon.reading.page import Column
from nguon.reading.rules import heads
from nguon.reading.sheet import Row, Sheet, Span

_ABOUT = re.compile(r"[\"“”'(]?\s*(?:V\s?/\s?v|V/V|Vv|Về\s+vi[ệê]c|Về)\s*[:.]?\s*(?=\S)", re.IGNORECASE)
_ABOUT_START = re.compile(r"[\"“”'(]?\s*(?:V\s?/\s?v\b|Về\s+vi[ệê]c\b|Về\b|Trích yếu\s*:)", re.IGNORECASE)
_INLINE = re.compile(r"(?<!\w)[\"“]?V\s?/\s?v\s*[:.]?\s*", re.IGNORECASE)
BODY_WORDS = re.compile(
    r"(?:Căn cứ|Thực hiện|Xét|Theo|Nhằm|Để|Tiếp theo|Phúc đáp|Trả lời|Trên cơ sở|Thời gian qua"
    r"|Hưởng ứng|Nhân dịp|Trong khi"
    r"|Vừa qua|Hiện nay"
    r"|Sáng ngày|Chiều ngày|Ngày \d|Kính gửi|Kính gởi|Kính trình|Kính mời|Trong (?:thời gian|những|các|tháng|quý"
    r"|năm)|Sau khi|Từ ngày|Được sự"
    r"|Phần|Chương|Điều|Mục|I[.\-]|1[.\-/)]|A[.\-]|-\s*Căn cứ)(?=[\s\d:,]|$)"
)
"""Words that open the body or its legal bases."""
PAGE_NOTE = re.compile(
    r"(?:Cập nhật|Ngày đăng|Đăng ngày|Đăng lúc|Thứ\s\w+,\s*\d|\d{1,2}/\d{1,2}/\d{4}|In trang|In bài|Lượt xem|Tác giả)",
    re.IGNORECASE,
)
"""What sites print under a title: the day of posting, links."""
_LETTER_ABOUT = re.compile(r"Công văn\s+(?:số\s+\S{1,30}\s+)?(?=về việc|v/v)", re.IGNORECASE)
_POSTED = re.compile(r"\s*\(\d{1,2}/\d{1,2}/\d{4}\)\s*\Z")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\.?")
"""The years of a term or school year, alone on the last row of a title."""
_TITLE_ROWS = 6
_TITLE_LENGTH = (15, 250)
_OPEN_END = re.compile(
    r"(?:[,\-–&(]|\b(?:và|của|các|về|cho|với|tại|do|năm|ngày|tháng|trên|trong|đến|từ|theo|để|số|là|có|được|thuộc"
    r"|giai đoạn|năm học|nhiệm kỳ))\s*$",
    re.IGNORECASE,
)


def about(sheet: Sheet, span: Span) -> Value[str] | None:
    """The words of a subject without "V/v", "Về việc" and quotes around it."""
    start, end = span
    opening = _ABOUT.match(sheet.text, start, end)
    quoted = sheet.text[start : start + 1] in "\"“'("
    if opening:
        start = opening.end()
    trimmed = sheet.trim(start, end, "-–—_*.;,:")
    if trimmed is None:
        return None
    if quoted and sheet.text[trimmed[1] - 1] in "\"”')":
        trimmed = (trimmed[0], trimmed[1] - 1)
    value = sheet.value("", trimmed)
    return msgspec.structs.replace(value, value=value.text)


def read_about(sheet: Sheet, rows: Sequence[Row], stops: Callable[[Row], bool]) -> tuple[Span, list[Row]] | None:
    """The "V/v …" of a công văn: its span and its rows.

    Args:
        rows: the letterhead's rows, in order.
        stops: whether a row is another part of the letterhead.
    """
    for position, row in enumerate(rows):
        inline = None if _ABOUT_START.match(row.text) else _INLINE.search(row.text)
        if not inline and not _ABOUT_START.match(row.text):
            continue
        start = row.start + (inline.start() if inline else 0)
        if inline and row.text[: inline.start()].strip()[-1:].islower():
            continue
        taken, end = [row], row.end
        for after in rows[position + 1 :]:
            if stops(after) or heads.is_rule(after.text) or after.line.column not in (row.line.column, Column.WHOLE):
                break
            if len(taken) > 10:
                break
            if after.line.gap >= 1 and row.line.box is None and len(after.text) > 60:
                break
            taken.append(after)
            end = after.end
        return (start, end), taken
    return None


def page_title(sheet: Sheet, rows: Sequence[Row]) -> tuple[Value[str] | None, set[int]]:
    """The subject where a site prints it as the title of its page, over a text without letterhead.

    It is the row before the first one that opens a body or its addressees; ``inferred``, for the page says it and not
    the document.
    """
    for position, row in enumerate(rows[1:_TITLE_ROWS], start=1):
        if not BODY_WORDS.match(row.text):
            continue
        title = rows[position - 1]
        words = title.text
        if not _TITLE_LENGTH[0] <= len(words) <= _TITLE_LENGTH[1] or len(words.split()) < 4 or is_sentence(words):
            break
        if BODY_WORDS.match(words) or PAGE_NOTE.match(words) or words[-1] in ".;:," or not words[0].isupper():
            break
        if position > 1 and heads.upper_share(words) > 0.85:
            break
        opening = _LETTER_ABOUT.match(words)
        posted = _POSTED.search(words)
        span = (
            title.start + (opening.end() if opening else 0),
            title.start + (posted.start() if posted else len(words)),
        )
        value = about(sheet, span)
        if value is None:
            break
        return msgspec.structs.replace(value, sure="inferred", printed=msgspec.UNSET), {title.index}
    return None, set()


def title_block(
    sheet: Sheet, rows: Sequence[Row], position: int, ends: Callable[[Row], bool]
) -> tuple[Span, Span | None, int]:
    """The title at ``rows[position]`` and the subject under it.

    Returns:
        The span of the type's name, the span of the subject (``None`` where there is none), and the position of the
        first row after them.
    """
    row = rows[position]
    found = heads.TITLE.match(row.text)
    assert found is not None
    name = (row.start + found.start("type"), row.start + found.end("type"))
    rest = sheet.trim(row.start + found.end("kind" if found["kind"] else "type"), row.end, ":.-–*")
    spans: list[Span] = [rest] if rest else []
    at = position + 1
    last = row
    while at < len(rows) and len(spans) < 10:
        after = rows[at]
        if heads.is_rule(after.text):
            at += 1
            if spans:
                break
            continue
        if ends(after) or (spans and _breaks(last, after, rows, at)):
            break
        if not spans and not _may_open(row, after):
            break
        spans.append((after.start, after.end))
        last, at = after, at + 1
    while at < len(rows) and heads.is_rule(rows[at].text):
        at += 1
    if not spans:
        return name, None, at
    return name, (spans[0][0], spans[-1][1]), at


_SAYS = re.compile(
    r"\b(?:đề nghị|yêu cầu|thông báo|kính mời|trân trọng|báo cáo|ban hành|hướng dẫn|trả lời|có ý kiến|xây dựng"
    r"|kết luận|kính trình|nhận được|quyết định|chỉ thị|tổ chức)\b",
    re.IGNORECASE,
)


def is_sentence(text: str) -> bool:
    """Whether a row that begins with a capital is a sentence of the body rather than a line of a name or subject."""
    if not text[:1].isupper() or heads.upper_share(text) > 0.85:
        return False
    end = text.rstrip()[-1:]
    if end == ":" or text.rstrip().endswith("./.") or len(text) > 200:
        return True
    said = _SAYS.search(text)
    return said is not None and (end == "." or (said.start() > 0 and heads.issuer_word(text) is not None))


def _may_open(title: Row, after: Row) -> bool:
    """Whether the row under a title can be the subject's first."""
    if after.line.box is not None or after.line.flowing:
        return after.line.centred or after.line.bold or bool(_ABOUT_START.match(after.text)) or not title.line.centred
    return not BODY_WORDS.match(after.text) or len(after.text) < 200


def _breaks(last: Row, after: Row, rows: Sequence[Row], at: int) -> bool:
    """Whether the subject has ended before ``after``."""
    a, b = last.line, after.line
    if fold(last.text)[-1:] in {"."} and not last.text.endswith("..."):
        return True
    if _YEARS.fullmatch(after.text) and b.gap < 1:
        return False
    if _YEARS.fullmatch(last.text):
        return not after.text[:1].islower()
    goes_on = after.text[:1].islower() or bool(_OPEN_END.search(last.text))
    if a.box is not None or a.flowing:
        if a.centred and not b.centred:
            full = a.bold and b.bold and b.gap < 0.5 and b.indent < 12 and not BODY_WORDS.match(after.text)
            return not (full or goes_on)
        if (a.bold and not b.bold) or (a.italic != b.italic):
            return not goes_on
        if b.centred and (b.bold or not a.bold):
            return b.gap > 1.2 and not goes_on
        return bool(BODY_WORDS.match(after.text)) or (b.gap > 0.6 and not goes_on)
    if BODY_WORDS.match(after.text) and not _OPEN_END.search(last.text):
        return True
    if b.gap >= 1:
        return not (goes_on and len(after.text) < 120)
    if heads.upper_share(last.text) > 0.9 and heads.upper_share(after.text) < 0.9 and not after.text[:1].islower():
        return True
    if not goes_on and is_sentence(after.text):
        return True
    return b.indent > a.indent + 20 and not goes_on and not b.centred and not a.centred
