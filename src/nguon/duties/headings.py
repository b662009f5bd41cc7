"""Headings: which name the bodies that the items below them are for, and which open a part without instructions."""

from __future__ import annotations

import re

from nguon.duties.names import cut_names, name_end, starts
from nguon.duties.words import opening_verb
from nguon.reading.document import Node

Span = tuple[int, int]

_QUIET = re.compile(
    r"(?:mục đích|quan điểm|nguyên tắc|kết quả|ưu điểm|hạn chế|tồn tại|nguyên nhân|phạm vi"
    r"|đối tượng|thành phần|thời gian|địa điểm|chủ đề|khẩu hiệu|mục tiêu|chỉ tiêu"
    r"|tình hình|căn cứ|cơ sở|khái quát|bối cảnh|hình thức|nội dung tuyên truyền|nội dung kiểm tra|quy định chung"
    r"|ý nghĩa|nội dung trọng tâm|số lượng|kinh phí|nguồn|tài liệu|dự tại|tham dự|khách mời"
    r"|mời dự|đại biểu|các trường hợp)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_QUIET_VERB = re.compile(
    r"(?:yêu cầu|đánh giá|giải thích|nghiêm cấm)(?:,?\s+(?!các\s|sở\s|ubnd|ban\s"
    r"|phòng\s)[^\W\d_]+){0,4}\s*[.:]?\Z|nghiêm cấm các hành vi",
    re.IGNORECASE,
)
"""Words that open a quiet part as its title, and an instruction where more follows."""
_ASSIGNS = re.compile(r"tổ chức thực hiện|phân công|trách nhiệm|nhiệm vụ|triển khai", re.IGNORECASE)
_PREFIX = re.compile(
    r"(?:(?:kính\s+)?(?:đề nghị|yêu cầu|giao(?:\s+nhiệm vụ)?(?:\s+cho)?|phân công|đối với|trách nhiệm(?:\s+của)?"
    r"|nhiệm vụ(?:\s+của)?|quyền hạn và trách nhiệm của|về phía|ở|tại)\s*:?\s+)+",
    re.IGNORECASE,
)
_TITLE_LEAD = re.compile(
    r"(?:phân công|tổ chức|triển khai)\s+(?:nhiệm vụ|thực hiện)(?:\s+cụ thể)?\s*:\Z", re.IGNORECASE
)
HOW_LABEL = re.compile(
    r"(?:Cách thức|Nhiệm vụ|Chế độ báo cáo|Yêu cầu báo cáo|Nội dung thực hiện|Về"
    r"|Đối với)(?:,?\s+[^\W\d_]+){0,16}\s*:\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""A label before an instruction in the same item."""
_TITLE_LABEL = re.compile(r"[^\W\d_][^:;.“”\"()\d]{2,70}:\s+(?=[^\W\d_])")
TIME_ITEM = re.compile(r"(?:[*+-]\s*)?(?:\d+\.\s*)?thời gian(?:\s+[^\W\d_]+){0,5}?\s*(?::|$|,)", re.IGNORECASE)
"""An item that sets the time of what stands around it."""


def bodies_of_heading(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The bodies that a heading names, if naming them is all that it does; empty else."""
    at = start
    prefix = _PREFIX.match(text, start, end)
    if prefix:
        at = prefix.end()
    if end - at > 420 or not starts().match(text, at, end):
        return ()
    stop = name_end(text, at, until=end)
    if stop is None:
        return ()
    rest = text[stop:end].strip(" .:;,-–/")
    if rest and not (rest.startswith("(") and rest.endswith(")")):
        return ()
    return tuple(cut_names(text, at, stop))


def named_prefix(text: str, start: int, end: int) -> tuple[tuple[Span, ...], int] | None:
    """The bodies before a colon that their instruction follows ("Sở Y tế: Chỉ đạo …"), and where it begins."""
    colon = text.find(":", start, min(end, start + 300))
    stop = name_end(text, start, until=end) if colon >= 0 else None
    if stop is not None and stop > colon:
        colon = stop if text[stop : stop + 1] == ":" else -1
    if colon < 0 or not text[colon + 1 : end].strip():
        return None
    names = bodies_of_heading(text, start, colon)
    if not names:
        return None
    at = colon + 1
    while text[at] in " \t\n-–":
        at += 1
    return names, at


def titled_order(text: str, start: int, end: int) -> re.Match[str] | None:
    """A short title before an instruction in the same item ("Chương trình buổi lễ: Thực hiện …"), and where it ends."""
    title = _TITLE_LABEL.match(text, start, end)
    if title is None or not text[title.end()].isupper() or opening_verb().match(text, start, end):
        return None
    if is_quiet(title[0]) or starts().match(text, start, end) or not opening_verb().match(text, title.end(), end):
        return None
    return title


def is_quiet(text: str) -> bool:
    """Whether a short heading opens a part that gives no instructions by itself (purposes, contents, time, place)."""
    title = text.strip()
    quiet = _QUIET.match(title) or _QUIET_VERB.match(title)
    return len(text) < 120 and quiet is not None and not _ASSIGNS.search(text)


def is_title(node: Node, words: str) -> bool:
    """Whether an item with others below it only names them: its verb then is no instruction by itself."""
    text = words.strip()
    if text.endswith(":"):
        return len(text) < 40 or _TITLE_LEAD.match(text) is not None
    return node.label is not None and len(text) < 100 and not text.endswith((".", ";"))


def assigns(text: str) -> bool:
    """Whether a heading opens the part that hands out the work."""
    return len(text) < 160 and _ASSIGNS.search(text) is not None
