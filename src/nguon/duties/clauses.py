"""What a sentence says as an instruction: an order to somebody, a body with its verb, a bare verb, or none of them.

Source: practice of the instructions in official letters; the words stand in ``names.VERB`` and below.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from nguon.duties.names import cut_names, doer_end, name_end, starts
from nguon.duties.orders import POLITE, changes_addressee, find_order, order_start, tells_of_letter
from nguon.duties.words import has_any, opening_verb

Span = tuple[int, int]


_ORDER_FIRST = re.compile(
    rf"(?:Đồng thời,?\s+|Riêng\s+|Ngoài ra,?\s+)?{POLITE}(?:yêu cầu|đề nghị|giao|phân công|chỉ thị|mời)(?:\s+cho)?\s+",
    re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"(?:Trân trọng|Rất mong|Việc\s|Trên đây là[^,]{0,400}\Z"
    r"|Quyết định này (?:có hiệu lực|thay thế)"
    r"|Nghiêm cấm các|Nơi nhận|Mọi (?:chi tiết|thông tin|vướng mắc)|Chi tiết xin|Thông tin chi tiết"
    r"|Thời gian\b|Địa điểm\b|Đối tượng\b|Thành phần\b|Số lượng\b|Kinh phí\b|Hình thức\b|Mục đích\b|Mục tiêu\b"
    r"|Chủ đề\b|Nội dung\s*:|Tập trung (?:vào )?(?:các|một số|những) (?:thông điệp|nội dung|chủ đề|khẩu hiệu)"
    r"|Ban hành kèm theo|Nay |Điện thoại|Email|Hotline|Tài liệu (?:gửi )?kèm|\()",
    re.IGNORECASE,
)
_APPROVES = re.compile(r"(?:Đồng ý|Thống nhất|Chấp thuận|Cho phép)\s", re.IGNORECASE)
"""What the issuer agrees to is no duty; what it orders in the same sentence is."""
_NOTIFIES = re.compile(
    r"thông báo\s+(?:để|đến|tới|cho|kết luận)\b[^.;]{0,200}?(?:biết|được biết)|xin (?:thông báo|báo cáo)"
    r"|thông báo như sau|trân trọng (?:thông báo|báo cáo|cảm ơn)"
    r"|biết,?\s*(?:và\s+)?(?:phối hợp\s+)?thực hiện\s*[./]*\Z",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"(?:nếu có|nếu|trường hợp|khi|gặp|có)\s+[^.;]{0,60}?(?:khó khăn|vướng mắc|vấn đề|phát sinh"
    r"|thay đổi)[^.;]{0,80}?(?:phản ánh|liên hệ|báo cáo|thông tin|trao đổi|kịp thời|đề nghị|gửi|về)"
    r"|(?:nếu có|nếu)\s+(?:khó khăn|vướng mắc|vấn đề)|\A(?:nếu|trường hợp)\b",
    re.IGNORECASE,
)
_TELLS_TROUBLE = re.compile(
    r"\A\s*(?:phản ánh|liên hệ)\b|(?:phản ánh|kiến nghị|liên hệ|trao đổi)\s[^.;]{0,60}?(?:khó khăn"
    r"|vướng mắc)[^.;]{0,30}?"
    r"\(?nếu có\)?",
    re.IGNORECASE,
)
_COMES_BACK = re.compile(
    r"(?:Ý kiến|Báo cáo|Kết quả|Danh sách|Hồ sơ|Văn bản|Nội dung|Số liệu|Đăng ký|Đề xuất)[^.;:]{0,80}?\s"
    r"(?:(?:xin|đề nghị|được)\s+)?(?:gửi|nộp)\s+(?:về|cho|đến|tới)\s"
)
"""What is asked for as the subject: "Ý kiến xin gửi về Sở trước ngày …"."""
_IF = re.compile(r"[Nn]ếu|[Tt]rường hợp|\bKhi\b")
_TROUBLE = ("khó khăn", "vướng mắc", "vấn đề", "phát sinh", "thay đổi", "nếu", "trường hợp", "phản ánh", "liên hệ")
_NOTICE = ("thông báo", "biết", "trân trọng", "xin")
"""Words without which no condition and no notice is told: a quick look before the patterns."""
_RIGHT = re.compile(r"\b(?:được quyền|có quyền|được phép)\b")
_PAST = re.compile(
    r"\A\s*(?:đã|vừa|đang|có(?!\s+(?:trách nhiệm|ý kiến|văn bản|kế hoạch|biện pháp|phương án|giải pháp|nhiệm vụ"
    r"|hình thức))|là(?!\s+(?:cơ quan|đơn vị|đầu mối))|nhận được|cảm ơn|kính|xin|trân trọng|được(?!\s+giao)|sẽ|gồm"
    r"|bao gồm)(?![^\W\d_])",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"(?:(?:Trong (?:quá trình|thời gian|dịp|những ngày)|Căn cứ|Thực hiện|Theo|Nhận được|Sau khi|Để|Nhằm"
    r"|Xét|Trên cơ sở|Trước|Từ|Định kỳ|Hằng|Hàng|Ngay|Ngoài|Tiếp tục thực hiện)\s[^;:.]{3,420}?),\s*(?=[^\W\d_])"
)
_STATES = re.compile(r"(?<![^\W\d_])thì(?![^\W\d_])")
_IS = re.compile(r"(?<![^\W\d_])là(?![^\W\d_])(?!\s+(?:cơ quan|đơn vị|đầu mối))")
"""A definition: "Công chức … là công dân …"."""
_THEN = re.compile(r",?\s+thì(?![^\W\d_])|,(?=\s)")
_LEADS = re.compile(
    r"\s*,?\s*(?:(?:là\s+)?(?:cơ quan |đơn vị )?(?:chủ trì|đầu mối)|có trách nhiệm|chịu trách nhiệm)(?![^\W\d_])"
)
_LEADING = ("chủ trì", "đầu mối", "trách nhiệm")
_NEAR = 200
"""Characters in which whoever leads stands before the word that says so."""
_ASKS_OTHERS = re.compile(rf"\s*,?\s*{POLITE}(?:yêu cầu|đề nghị|mời)\s+", re.IGNORECASE)
"""Who asks is never the one who does."""
_IN_COURSE = re.compile(r"Trong quá trình[^,;:.]{3,60}?\s(?=[A-ZĐ])")


ClauseKind = Literal["order", "subject", "verb", "none"]


class Clause(msgspec.Struct, frozen=True):
    """A sentence as an instruction.

    Attributes:
        kind: ``order``: a word orders somebody (or nobody in particular); ``subject``: a body with its verb;
            ``verb``: opens with a verb, for whoever is responsible here; ``none``: no instruction.
        start: where the instruction begins; background before it is left out.
        who: spans of the bodies that it names.
        predicate: where what has to be done begins.
    """

    kind: ClauseKind
    start: int
    who: tuple[Span, ...] = ()
    predicate: int = 0


def parse_clause(text: str, start: int, end: int, *, addressed: bool = False) -> Clause:
    """Read ``text[start:end]``, one sentence, as an instruction.

    Args:
        addressed: a heading already says whose instruction it is: its own orders to others ("Kiểm tra, yêu cầu chủ đầu
            tư …") are part of it, and only an order that opens the sentence changes whom it is for.
    """
    none = Clause("none", start)
    words = text[start:end].lower()
    if (
        has_any(words, _NOTICE)
        and _NOTIFIES.search(text, start, end)
        and not _ORDER_FIRST.match(text, start, end)
        and not _has_report(text, start, end)
    ):
        return none
    troubled = has_any(words, _TROUBLE)
    if _SKIPPED.match(text, start, end) or (troubled and _TELLS_TROUBLE.search(text, start, end)):
        return none
    order = find_order(text, start, end)
    if _APPROVES.match(text, start, end):
        if order is None or order.start() == start:
            return none
    elif order is not None and addressed and not changes_addressee(text, start, order):
        order = None
    if order is None and troubled and _is_conditional(text, start, end):
        return none
    if order is not None:
        named = doer_end(text, order.end(), until=end)
        begin = order_start(text, start, order)
        if named is not None and named > order.end():
            if troubled and _CONDITIONAL.search(text, start, order.start()):
                return none
            return Clause("order", begin, tuple(cut_names(text, order.end(), named)), named)
        return Clause("order", begin, (), order.end())
    if _COMES_BACK.match(text, start, end):
        return Clause("order", start, (), start)
    at = start
    lead = _background(text, start, end)
    if lead and _STATES.search(text, lead.start(), lead.end()):
        return none
    if lead and _subject_end(text, lead.end(), end) is not None:
        at = lead.end()
    named = _subject_end(text, at, end)
    if (
        named is not None
        and named < end
        and text[named : named + 1] not in ":;."
        and not _PAST.match(text[named : min(named + 40, end)])
    ):
        if _RIGHT.search(text, named, min(named + 60, end)) or _IS.search(text, at, named):
            return none
        if tells_of_letter(text, at, min(named + 60, end)):
            return none
        asks = None if addressed else _ASKS_OTHERS.match(text, named, end)
        if asks is not None:
            other = doer_end(text, asks.end(), until=end)
            return Clause("order", at, tuple(cut_names(text, asks.end(), other)) if other else (), other or asks.end())
        then = _THEN.match(text, named, end)
        return Clause(
            "subject", start if at == start else at, tuple(cut_names(text, at, named)), then.end() if then else named
        )
    first = lead.end() if lead else start
    if opening_verb().match(text, first, end) or opening_verb().match(text, start, end):
        return Clause("verb", start, (), start)
    return none


def _subject_end(text: str, start: int, end: int) -> int | None:
    """Where the subject ends: a body's name, or whoever is said to lead or to be responsible."""
    named = name_end(text, start, until=end)
    if named is not None or not has_any(text[start : start + _NEAR], _LEADING):
        return named
    named = doer_end(text, start, until=end)
    return named if named is not None and _LEADS.match(text, named, end) else None


def _background(text: str, start: int, end: int) -> re.Match[str] | None:
    """The reason or time before the subject ("Căn cứ …, Sở Y tế …"), where a sentence opens with one."""
    course = _IN_COURSE.match(text, start, end)
    if course is not None and starts().match(text, course.end(), end):
        return course
    return _BASED.match(text, start, end)


def _is_conditional(text: str, start: int, end: int) -> bool:
    """Whether the sentence says what to do only if there is trouble."""
    if _CONDITIONAL.search(text, start, end) is None or _strong_subject(text, start, end):
        return False
    return _IF.search(text, start, end) is not None or opening_verb().match(text, start, end) is None


def _strong_subject(text: str, start: int, end: int) -> bool:
    named = name_end(text, start, until=end)
    return named is not None and bool(
        re.match(
            r"\s*(?:chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm|tổ chức|chỉ đạo|bố trí|bảo đảm)",
            text[named : min(named + 30, end)],
        )
    )


def _has_report(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"(?:yêu cầu|đề nghị)\s", text[start:end])) and bool(
        re.search(r"\btrước (?:ngày|\d)|báo cáo (?:kết quả|về)", text[start:end])
    )
