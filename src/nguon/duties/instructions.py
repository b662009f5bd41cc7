"""The instructions in a node's own words, sentence by sentence."""

from __future__ import annotations

import re

import msgspec

from nguon.duties.clauses import Clause, parse_clause
from nguon.duties.context import Context
from nguon.duties.deadlines import find_deadlines
from nguon.duties.draft import Draft
from nguon.duties.duty import Phrase
from nguon.duties.lead_ins import announces, speaks_only
from nguon.duties.names import cut_names, doer_end, starts
from nguon.duties.partners import find_partners
from nguon.duties.parts import split_parts
from nguon.duties.roles import names_at_end
from nguon.duties.sentences import sentences
from nguon.duties.source import INVITES, Source, Span
from nguon.reading.document import Node

_STRONG = re.compile(
    r"\s*(?:theo [^,;.]{3,40}\s)?(?:chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm|khẩn trương|nghiêm túc|hoàn thiện"
    r"|chủ động|chỉ đạo|gửi|bố trí|treo|tổ chức|thực hiện|cử|rà soát|báo cáo|tham mưu|hướng dẫn|thông báo cho|vận động"
    r"|lập|xây dựng|cung cấp|đăng ký|tiếp tục|kịp thời|tiến hành|chuẩn bị|tăng cường|căn cứ|triển khai|nghiên cứu"
    r"|kiểm tra|phân công|thường xuyên|tập trung|đẩy mạnh|quan tâm|phải|cần phải)(?![^\W\d_])"
)
_STRONG_IN_QUIET = re.compile(r"\s*(?:chủ trì|chịu trách nhiệm|có trách nhiệm|phối hợp|chuẩn bị|cử)(?![^\W\d_])")
_SENDS = re.compile(r"\s*(?:lập|gửi|báo cáo|đăng ký|nộp|hoàn thành)(?![^\W\d_])")
_OWN_DUTY = re.compile(r"\s*(?:chủ trì|chịu trách nhiệm|có trách nhiệm|phối hợp|cử|theo dõi|tổng hợp)(?![^\W\d_])")
_BREAKS_OFF = re.compile(
    r"(?:Trân trọng|Rất mong|Trên đây|Mọi|Nếu|Trong quá trình|Quá trình|Quá thời hạn|Quá ngày|Đồng ý|Đây là|\("
    r"|Sau ngày|Trường hợp|Liên kết"
    r"|Thông báo này"
    r"|Dự thảo|Địa điểm|Thời gian)(?![^\W\d_])"
)
_NOMINAL = re.compile(
    r"(?:Việc|Các|Những|Nội dung|Thời gian|Địa điểm|Kinh phí|Đối tượng|Hình thức|Số lượng|Chủ đề|Thành phần|Mục|Nếu|Đây"
    r"|Trường hợp|Đó|Sự|Công tác|Nguồn|Hồ sơ|Danh sách|Căn cứ|Theo|Tại|Về|Trên|Là|Có|Được|Mọi|Trân trọng|Rất|Kính|Bà"
    r"|Đã|Đang|Sẽ|Đồng ý|Thống nhất|Hoàn cảnh|Bối cảnh|Diễn biến|Ý nghĩa|Tinh thần|Kết quả|Truyền thống"
    r"|Tình cảm|Quá trình|Vai trò|Thành tựu|Giá trị"
    r"|Những|Tấm gương|Mục đích|Mục tiêu|Lịch sử|Quan điểm|Chủ trương|Tình hình|Chính sách|Quy trình|Thông điệp"
    r"|Ông|Đồng chí|Số|Tổng số|Thông tin liên hệ|Điện thoại|Email|Chi tiết|Ghi chú|Lưu ý|Hotline|Quyền|Phụ lục|Biểu mẫu"
    r"|Mẫu|Tài liệu|Lịch|Địa chỉ|Ngày|Lúc|Vào|Từ|Đến|Trước|Sau)(?![^\W\d_])|[^\w“\"]|\d",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?:các|những|mọi|tất cả|toàn)\s", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{1,40}\)")
_GUIDES = re.compile(r"\s*(?:hướng dẫn|lưu ý|nhắc)\s+")
_AS_FOLLOWS = re.compile(r"như sau\s*:\s*\Z")
_UBND = re.compile(r"\bubnd\b|uỷ ban nhân dân")
_INVITING = re.compile(r"(?:kính\s+|trân trọng\s+)?mời\b", re.IGNORECASE)
_ORDERS_ONLY = frozenset({"bao_cao", "to_trinh"})
"""Types in which the issuer tells what it does itself: only what it asks of others is a duty."""
_MIN_NAMED = 20
"""Characters from which an item under a heading of bodies counts although its verb is in no table."""

_NEAR = 2000
"""Characters at the end of an instruction in which its time is looked for before a further sentence joins it."""
_MIN_VERB = 20
"""Characters from which words that open with a verb are an instruction and not a title."""
_LISTS_NAMES = re.compile(r"(?:[^\W\d_]+(?:\s[^\W\d_]+){0,3}[,;]\s+){2,}[^\W\d_]+(?:\s[^\W\d_]+){0,3}[.;/]*\Z")


class Lead(msgspec.Struct, frozen=True):
    """The bodies of a lead-in that only announces what follows: for whom, and with whom."""

    who: tuple[Phrase, ...] = ()
    partners: tuple[Phrase, ...] = ()


def read_sentences(source: Source, node: Node, span: Span, context: Context) -> tuple[tuple[Draft, ...], Lead | None]:
    """The instructions in ``span`` of a node, in order, and the lead-in for what follows it."""
    made: list[Draft] = []
    lead: Lead | None = None
    if not context.quiet:
        at_end = names_at_end(source, span)
        if at_end:
            who = source.phrases(at_end, node)
            time, time_at = context.time, context.time_at
            return (Draft(node=node, span=span, who=who, context=context, time=time, time_at=time_at),), None
    for start, end in sentences(source.text, *span):
        clause = _clause(source, node, (start, end), context, first=not made)
        if speaks_only(source.text, start, end):
            lead = lead or Lead()
            continue
        if clause.kind == "subject" and (told := _issuer_tells(source, node, clause, end)) is not None:
            lead = told
            continue
        if clause.kind != "none" and announces(source.text, clause.predicate, end):
            partners = source.phrases(find_partners(source.text, clause.predicate, end), node)
            lead = Lead(source.phrases(clause.who, node), partners)
            continue
        new = clause.kind in {"order", "subject"} or (clause.kind == "verb" and not made)
        if clause.kind == "order" and not clause.who and made and not _has_time(source, made[-1].span):
            new = False
        if not new and made and clause.kind == "verb" and _has_time_of_its_own(source, made[-1].span, (start, end)):
            made.append(Draft(node=node, span=(start, end), who=made[-1].who, context=context))
        elif new:
            who = source.phrases(clause.who, node) or context.who
            made.append(Draft(node=node, span=(clause.start, end), who=who, context=context))
        elif made and not _BREAKS_OFF.match(source.text, start, end):
            made[-1] = msgspec.structs.replace(made[-1], span=(made[-1].span[0], end))
    return tuple(piece for draft in made for piece in split_parts(source, draft)), lead


def _issuer_tells(source: Source, node: Node, clause: Clause, end: int) -> Lead | None:
    """The lead-in of an issuer that guides others, or that says "như sau:" what it does itself; ``None`` for others."""
    issuer = _is_issuer(source, clause)
    guides = _GUIDES.match(source.text, clause.predicate, end) if issuer else None
    if guides is not None and node.label is None:
        stop = doer_end(source.text, guides.end(), until=end)
        if stop is not None:
            return Lead(source.phrases(cut_names(source.text, guides.end(), stop), node))
    nobody_else = not source.issuers and node.kind == "paragraph" and len(clause.who) == 1
    if not (issuer or nobody_else) or not _AS_FOLLOWS.search(source.text, max(clause.predicate, end - 20), end):
        return None
    at = clause.who[0][0]
    return Lead() if source.text[at].isupper() and not _MANY.match(source.text, at) else None


def _clause(source: Source, node: Node, span: Span, context: Context, *, first: bool) -> Clause:
    """The sentence as an instruction, as far as its place lets it be one."""
    start, end = span
    clause = parse_clause(source.text, start, end, addressed=bool(context.who) and context.ordered)
    none = Clause("none", start)
    if clause.kind == "verb" and (context.quiet or not context.ordered or end - start < _MIN_VERB):
        return none
    if clause.kind == "subject" and not _counts(source, node, clause, end, context):
        return none
    if (
        clause.kind == "order"
        and context.quiet
        and _INVITING.match(source.text, start, end)
        and not INVITES.match(source.text, start, end)
    ):
        return none
    if (
        clause.kind == "none"
        and context.named
        and first
        and end - start >= _MIN_NAMED
        and not _NOMINAL.match(source.text, start, end)
        and not source.text[start:end].isupper()
        and not _LISTS_NAMES.match(source.text, start, end)
        and not starts().match(source.text, start, end)
    ):
        return Clause("verb", start, (), start)
    return clause


def _counts(source: Source, node: Node, clause: Clause, end: int, context: Context) -> bool:
    """Whether "body + verb" is an instruction here, not a report of what the issuer does."""
    text, at = source.text, clause.predicate
    if source.kind in _ORDERS_ONLY and not context.named:
        return False
    if context.quiet:
        return _STRONG_IN_QUIET.match(text, at, end) is not None or (
            _SENDS.match(text, at, end) is not None and _has_day(source, (at, end))
        )
    if _is_issuer(source, clause) and not context.assigned and not _OWN_DUTY.match(text, at, end):
        return node.kind not in {"paragraph", "dash"} and context.ordered and _STRONG.match(text, at, end) is not None
    if node.kind == "paragraph" and not context.ordered:
        return _STRONG.match(text, at, end) is not None
    return True


def _is_issuer(source: Source, clause: Clause) -> bool:
    if not clause.who:
        return False
    first = _UBND.sub("ủy ban nhân dân", source.text[slice(*clause.who[0])].casefold())
    first = " ".join(_BRACKETS.sub(" ", first).split())
    return any(first == name or first in name or first == f"{name} việt nam" for name in source.issuers)


def _has_day(source: Source, span: Span) -> bool:
    limits = find_deadlines(source.words(span), issued=source.issued)
    return any(limit.day is not None and not limit.weak for limit in limits)


def _has_time_of_its_own(source: Source, before: Span, sentence: Span) -> bool:
    """Whether a sentence after an instruction sets another time than it does."""
    return _has_time(source, sentence) and _has_time(source, before)


def _has_time(source: Source, span: Span) -> bool:
    """Whether the last sentences of the span set a time."""
    near = (max(span[0], span[1] - _NEAR), span[1])
    return any(not limit.weak for limit in find_deadlines(source.words(near), issued=source.issued))
