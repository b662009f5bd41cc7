"""What a sentence says as an instruction: an order to somebody, a body with its verb, a bare verb, or none of them.

Source: practice of the instructions in official letters; the words stand in ``names.VERB`` and below.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from nguon.duties.names import cut_names, name_end, starts
from nguon.duties.words import opening_verb

Span = tuple[int, int]

_POLITE = r"(?:(?:trân trọng|kính|xin|nghiêm túc|cũng)\s+)*"
ORDER = re.compile(
    rf"(?<![^\W\d_])(?P<order>{_POLITE}(?:yêu cầu|đề nghị"
    rf"|giao(?!\s+(?-i:ban|lưu|thông|dịch|tiếp|thừa|diện|nộp|nhận)\b)(?:\s+nhiệm vụ)?(?:\s+cho)?"
    rf"|giao trách nhiệm(?:\s+cho)?|phân công|chỉ thị|kính mời|mời|kính trình|trình|ủy quyền(?:\s+cho)?|nhờ))\s+",
    re.IGNORECASE,
)
"""A word that orders or asks."""

_ORDER_FIRST = re.compile(
    rf"(?:Đồng thời,?\s+|Riêng\s+|Ngoài ra,?\s+)?{_POLITE}(?:yêu cầu|đề nghị|giao|phân công|chỉ thị|mời)(?:\s+cho)?\s+",
    re.IGNORECASE,
)
_NOT_AN_ORDER = re.compile(
    r"(?:theo|xét|tại|của|có|căn cứ|được|đã|các|những|nội dung|kiến nghị,?|sự|tờ trình|văn bản|nhận|việc|để|hồ sơ"
    r"|danh sách|giấy|thư|theo đúng|đáp ứng|mục đích,?|các ý kiến,?|phù hợp|khi có|nhằm|và|công|chương|quy|tờ|lộ|giáo"
    r"|quá|tiến|quyền|bàn|chuyển|ngoại|khách)\s+\Z",
    re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"(?:Đồng ý|Thống nhất\s|Chấp thuận|Cho phép|Trân trọng|Rất mong|Việc\s|Trên đây là[^,]{0,400}\Z|Quyết định này (?:có hiệu lực|thay thế)"
    r"|Nghiêm cấm các|Nơi nhận|Mọi (?:chi tiết|thông tin|vướng mắc)|Chi tiết xin|Thông tin chi tiết"
    r"|Thời gian\b|Địa điểm\b|Đối tượng\b|Thành phần\b|Số lượng\b|Kinh phí\b|Hình thức\b|Mục đích\b|Mục tiêu\b"
    r"|Chủ đề\b|Nội dung\s*:|Tập trung (?:vào )?(?:các|một số|những) (?:thông điệp|nội dung|chủ đề|khẩu hiệu)|Ban hành kèm theo|Nay |Điện thoại|Email|Hotline|Tài liệu (?:gửi )?kèm|\()",
    re.IGNORECASE,
)
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
    r"\A\s*(?:phản ánh|liên hệ)\b|(?:phản ánh|kiến nghị|liên hệ|trao đổi)\s[^.;]{0,60}?(?:khó khăn|vướng mắc)[^.;]{0,30}?"
    r"\(?nếu có\)?",
    re.IGNORECASE,
)
_CITES_ORDER = re.compile(r"(?:Thực hiện|Căn cứ|Theo|Xét|Tại|Ngày)\s[^.]*?\b(?:trong đó|có nội dung|theo đó),?\s+\Z")
_COMES_BACK = re.compile(
    r"(?:Ý kiến|Báo cáo|Kết quả|Danh sách|Hồ sơ|Văn bản|Nội dung|Số liệu|Đăng ký|Đề xuất)[^.;:]{0,80}?\s"
    r"(?:(?:xin|đề nghị|được)\s+)?(?:gửi|nộp)\s+(?:về|cho|đến|tới)\s"
)
"""What is asked for as the subject: "Ý kiến xin gửi về Sở trước ngày …"."""
_RIGHT = re.compile(r"\b(?:được quyền|có quyền|được phép)\b")
_PAST = re.compile(
    r"\A\s*(?:đã|vừa|đang|có(?!\s+(?:trách nhiệm|ý kiến|văn bản|kế hoạch|biện pháp|phương án|giải pháp|nhiệm vụ"
    r"|hình thức))|là(?!\s+(?:cơ quan|đơn vị|đầu mối))|nhận được|cảm ơn|kính|xin|trân trọng|được(?!\s+giao)|sẽ|gồm"
    r"|bao gồm)(?![^\W\d_])",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"(?:(?:Căn cứ|Thực hiện|Theo|Nhận được|Trong quá trình|Sau khi|Để|Nhằm|Xét|Trên cơ sở|Trước|Từ|Định kỳ|Hằng"
    r"|Hàng|Ngay|Ngoài|Tiếp tục thực hiện)\s[^;:.]{3,420}?),\s*(?=[^\W\d_])"
)
_IN_COURSE = re.compile(r"Trong quá trình[^,;:.]{3,60}?\s(?=[A-ZĐ])")
_ANNOUNCED = re.compile(
    r"(?:\A|\s|,)(?:(?:tập trung|khẩn trương|nghiêm túc|chủ động|quan tâm|tổ chức|triển khai|thực hiện|chỉ đạo"
    r"|theo chức năng|nhiệm vụ(?! (?:cụ thể|sau|trọng tâm))|được giao|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|cần|phải"
    r"|phối hợp|lưu ý|thực hiện tốt|ngay|tốt|cùng|và|,)\s*)*"
    r"(?:tốt\s+)?(?:(?:một số|các|những)\s+)?(?:(?:nội dung|nhiệm vụ|công việc|công tác|giải pháp|vấn đề|việc"
    r"|biện pháp|yêu cầu|hoạt động)(?:\s*,\s*(?:nhiệm vụ|giải pháp|công việc))?\s*)?"
    r"(?:cụ thể|trọng tâm|chủ yếu|chính|cần thiết|công tác|trên"
    r"|liên quan)?\s*,?\s*(?:cụ thể\s*)?(?:như\s+)?(?:sau(?:\s+đây)?|dưới đây)?\s*:?\s*\Z",
    re.IGNORECASE,
)
_LISTS_CONTENTS = re.compile(
    r"(?:nội dung|chủ đề|thông điệp|vấn đề|khẩu hiệu|đề cương|mục)[^:.;]{0,60}:\s*\Z", re.IGNORECASE
)

_ABOUT_CONTENTS = re.compile(
    r"(?:nội dung|chủ đề|thông điệp|vấn đề|khẩu hiệu|đề cương)[^:.;]{0,60}:\s*\Z", re.IGNORECASE
)
_OWN_PLAN = re.compile(
    r"(?:xây dựng|ban hành|triển khai|thông báo|hướng dẫn)\s+(?:kế hoạch|chương trình|phương án|hướng dẫn|một số nội dung)\b"
    r"[^;]{0,300}\b(?:như sau|sau đây|sau)\s*:\Z",
    re.IGNORECASE,
)
"""The issuer says what it issues: "xây dựng Kế hoạch … gồm các nội dung như sau:"."""
_DOING = frozenset({"thực hiện", "triển khai"})
_CONTENT_OR_DOING = re.compile(
    r"(?<![^\W\d_])(?:thực hiện|triển khai|tuyên truyền|giáo dục|phổ biến|quán triệt|truyền thông|cổ động|thông tin"
    r"|(?<!đoàn )kiểm tra|giám sát|khảo sát|đánh giá|báo cáo|thảo luận|tập huấn|bồi dưỡng|kê khai|thống kê)(?![^\W\d_])",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\s*(?:theo chức năng, nhiệm vụ\s+)?chủ trì\s*(?::|,?\s*phối hợp\s*(?:với|cùng)?\s+)")
_SPEAKS = re.compile(
    r"(?:(?<![^\W\d_])(?:kết luận|chỉ đạo|yêu cầu|đề nghị|có ý kiến|chỉ thị|hướng dẫn|giao nhiệm vụ|quyết định|kế hoạch"
    r"|ý kiến(?: chỉ đạo)?)[\s,]*(?:và\s+)?){1,3}"
    r"(?:(?:một số|các|những)\s+(?:nội dung|nhiệm vụ|việc|công việc)\s*)?(?:cụ thể\s*)?(?:như sau|sau đây|sau)?\s*:\s*\Z",
    re.IGNORECASE,
)

_ASKS_DECISION = re.compile(r"xem xét|phê duyệt|quyết định|công nhận|cho phép|chấp thuận|cho ý kiến|ban hành|thông qua")
_JOINERS = frozenset({"riêng", "đồng thời", "ngoài ra", "bên cạnh đó", "vì vậy", "do đó"})
_THE_ABOVE = re.compile(r"(?:Các|Những)\s[^,;:.]{3,60}?\s(?:trên|này|nêu trên|nói trên)\s*\Z")
_LETTER_IN = re.compile(r"(?:Nhận được|Trong quá trình|Căn cứ|Trên đây|Trên cơ sở|Để|Yêu cầu trên)[^,;:.]{3,120},\s*")

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
    if (
        _NOTIFIES.search(text, start, end)
        and not _ORDER_FIRST.match(text, start, end)
        and not _has_report(text, start, end)
    ):
        return none
    if _SKIPPED.match(text, start, end) or _TELLS_TROUBLE.search(text, start, end):
        return none
    order = _find_order(text, start, end)
    if order is not None and addressed and not _changes_addressee(text, start, order):
        order = None
    if order is None and _CONDITIONAL.search(text, start, end) and not _strong_subject(text, start, end):
        return none
    if order is not None:
        named = name_end(text, order.end(), until=end)
        begin = _order_start(text, start, order)
        if named is not None and named > order.end():
            if _CONDITIONAL.search(text, start, order.start()):
                return none
            return Clause("order", begin, tuple(cut_names(text, order.end(), named)), named)
        return Clause("order", begin, (), order.end())
    if _COMES_BACK.match(text, start, end):
        return Clause("order", start, (), start)
    at = start
    lead = _background(text, start, end)
    if lead and name_end(text, lead.end(), until=end) is not None:
        at = lead.end()
    named = name_end(text, at, until=end)
    if (
        named is not None
        and named < end
        and text[named : named + 1] not in ":;."
        and not _PAST.match(text[named : min(named + 40, end)])
    ):
        if _RIGHT.search(text, named, min(named + 60, end)):
            return none
        return Clause("subject", start if at == start else at, tuple(cut_names(text, at, named)), named)
    first = lead.end() if lead else start
    if opening_verb().match(text, first, end) or opening_verb().match(text, start, end):
        return Clause("verb", start, (), start)
    return none


def _background(text: str, start: int, end: int) -> re.Match[str] | None:
    """The reason or time before the subject ("Căn cứ …, Sở Y tế …"), where a sentence opens with one."""
    course = _IN_COURSE.match(text, start, end)
    if course is not None and starts().match(text, course.end(), end):
        return course
    return _BASED.match(text, start, end)


def announces(text: str, clause: Clause, end: int) -> bool:
    """Whether the sentence only announces a list ("đề nghị các đơn vị thực hiện một số nội dung sau:")."""
    if not text[:end].rstrip().endswith(":"):
        return False
    rest = text[clause.predicate : end].strip()
    if _OWN_PLAN.match(rest):
        return True
    if _says_contents(rest):
        return False
    if _ANNOUNCED.fullmatch(rest):
        return True
    return _only_leads(text, clause, end) or bool(
        re.search(r"(?:một số|các|những)\s+(?:nội dung|nhiệm vụ|công việc|việc|giải pháp)(?:\s+\S+){0,3}\s+(?:sau"
            r"|sau đây|dưới đây)\s*:\s*\Z", rest) and len(rest) < 140
    )  # fmt: skip


def _says_contents(rest: str) -> bool:
    """Whether the list to come is what is to be said or looked at ("tuyên truyền …, tập trung các nội dung sau:")."""
    about = _ABOUT_CONTENTS.search(rest)
    if about is None:
        return False
    verbs = [found[0].casefold() for found in _CONTENT_OR_DOING.finditer(rest[: about.start()])]
    return any(verb not in _DOING for verb in verbs) and (not verbs or verbs[-1] not in _DOING)


def _only_leads(text: str, clause: Clause, end: int) -> bool:
    """Whether a lead-in only says with whom somebody leads ("chủ trì, phối hợp với Sở Y tế:")."""
    found = _LEADS.match(text, clause.predicate, end)
    if found is None:
        return False
    stop = found.end() if text[found.end() - 1] == ":" else name_end(text, found.end(), until=end)
    return stop is not None and not text[stop:end].strip(" .:")


def speaks_only(text: str, start: int, end: int) -> bool:
    """Whether the sentence only says that the issuer orders what follows ("Chủ tịch UBND tỉnh kết luận như sau:")."""
    return _SPEAKS.search(text, max(start, end - 120), end) is not None


def lists_contents(text: str, start: int, end: int) -> bool:
    """Whether what follows are the contents of this instruction rather than further instructions."""
    return bool(_LISTS_CONTENTS.search(text, max(start, end - 90), end))


def _find_order(text: str, start: int, end: int) -> re.Match[str] | None:
    for found in ORDER.finditer(text, start, end):
        before = text[max(start, found.start() - 24) : found.start()]
        if _NOT_AN_ORDER.search(before) and not before.rstrip().endswith(","):
            continue
        if found["order"].casefold().startswith("giao") and _CITES_ORDER.match(text[start : found.start()]):
            continue
        word = found["order"].casefold()
        if not starts().match(text, found.end(), end):
            if (
                found.start() == start
                and word.split()[-1] in {"nghị", "cầu"}
                and opening_verb().match(text, found.end(), end)
            ):
                return found
            continue
        if (
            word.endswith(("trình", "mời", "giao", "nhờ"))
            and found.start() > start
            and not _says_issuer(text, start, found, word)
        ):
            continue
        if word == "yêu cầu" and re.search(r"(?:kiểm tra|rà soát|đôn đốc|hướng dẫn),\s*\Z", before):
            continue
        return found
    return None


def _changes_addressee(text: str, start: int, order: re.Match[str]) -> bool:
    word = order["order"].casefold()
    if word.endswith("mời") and not word.startswith(("kính", "trân")):
        return False
    if order.start() == start or text[start : order.start()].strip(" ,").casefold() in _JOINERS:
        return True
    lead = _LETTER_IN.match(text, start, order.start())
    if lead is not None:
        start = lead.end()
    if start >= order.start():
        return True
    subject = text[start : order.start()]
    if _THE_ABOVE.match(subject):
        return True
    return (
        len(subject) < 160
        and name_end(text, start, until=order.start()) is not None
        and not re.search(r"[;:]", subject)
        and not opening_verb().match(text, start)
    )


def _says_issuer(text: str, start: int, found: re.Match[str], word: str) -> bool:
    """Whether a weak order word stands after its subject or a comma, so that the issuer speaks."""
    before = text[start : found.start()].rstrip()
    if word.startswith(("kính", "trân trọng")):
        return True
    if word.endswith("trình"):
        return (
            _ends_in_name(text, start, found.start())
            and len(before) < 400
            and _ASKS_DECISION.search(text, found.end(), found.end() + 160) is not None
            and not re.search(r"\bđã\b|nhận được", before)
            and not re.search(r"\b(?:để|gửi|xây dựng|hoàn thiện|tham mưu|lập)\b", before)
        )
    return (
        before.endswith((",", ";", ":"))
        or _ends_in_name(text, start, found.start())
        or (bool(starts().match(text, start, found.start())) and len(before) < 90)
    )


def _ends_in_name(text: str, start: int, end: int) -> bool:
    """Whether the words before an order end with the body that gives it."""
    begin = max(start, end - 160)
    return any(
        name_end(text, found.start(), until=end) in {end, end - 1}
        for found in starts().finditer(text, begin, end)
        if found[0][:1].isupper()
    )


def _order_start(text: str, start: int, order: re.Match[str]) -> int:
    """Where the clause of the order begins: at its subject, or at the order word itself."""
    before = text[start : order.start()]
    cut = max(before.rfind(", "), before.rfind("; "))
    if cut < 0:
        return start if len(before) < 200 else order.start()
    subject = before[cut + 2 :]
    if not subject.strip():
        return order.start()
    return (
        start + cut + 2
        if len(subject) < 120 and subject[:1].isupper()
        else (start if len(before) < 60 else order.start())
    )


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
