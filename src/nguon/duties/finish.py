"""Draft → duty: its deadline, its report, its partners, whether it is tracked."""

from __future__ import annotations

import re

import msgspec

from nguon.core.provenance import Provenance
from nguon.duties.deadline import Deadline, due, strongest
from nguon.duties.deadlines import find_deadlines
from nguon.duties.draft import Draft
from nguon.duties.duty import Duty, Phrase, ReportDuty, When
from nguon.duties.partners import find_partners
from nguon.duties.reports import asks_report, report_receiver, report_start
from nguon.duties.source import Source, Span, invites, within
from nguon.duties.tracking import untracked_reason
from nguon.reading.document import Value

_END = " \t\n.;,/:"
_MIN_DUTY = 8
"""Characters; fewer say nothing that somebody could do."""
_CLOSES = re.compile(
    r"thực hiện(?:[\s,]+(?:nghiêm túc|nghiêm|tốt|đầy đủ|(?:có )?hiệu quả))*"
    r"(?:\s+(?:Kế hoạch|Công văn|Chỉ thị|Thông báo|các nội dung)[^.;]{0,40})?\s*\Z|đầy đủ các nội dung",
    re.IGNORECASE,
)
"""A closing order: the time of a meeting or event is not its own."""
_THAT_TIME = re.compile(
    r"[Đđ]úng (?:thời hạn|hạn)(?! quy định)|(?:thời hạn|thời gian)\s+(?:nêu trên|trên|đã nêu|được gia hạn|nói trên)",
    re.IGNORECASE,
)
_BEFORE_MEETING = re.compile(
    r"trước (?:khi (?:diễn ra )?)?(?:hội nghị|cuộc họp|buổi họp|buổi làm việc|phiên họp|lễ)\b", re.IGNORECASE
)
_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
_OPINION = re.compile(r"ý\s?kiến|góp ý", re.IGNORECASE)
_LOOK_BACK = 4000
"""Characters before an instruction in which "đúng thời hạn" finds its day."""

_Limit = tuple[Deadline | None, tuple[Provenance, ...]]


def finish(source: Source, drafts: tuple[Draft, ...]) -> tuple[Duty, ...]:
    """The duties of the drafts, in order, each with its id."""
    counts: dict[str, int] = {}
    duties: list[Duty] = []
    for draft in drafts:
        span = _trim(source, draft.span)
        if span[1] - span[0] < _MIN_DUTY:
            continue
        counts[draft.node.id] = counts.get(draft.node.id, 0) + 1
        duties.append(_duty(source, draft, span, f"{draft.node.id}__duty_{counts[draft.node.id]}"))
    return share_opinions(tuple(duties))


def share_opinions(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Opinions asked for in one sentence and due in another have one deadline."""
    dated = next((d for d in duties if d.report and d.deadline.day and _OPINION.search(d.instruction)), None)
    if dated is None:
        return duties
    return tuple(
        msgspec.structs.replace(duty, deadline=dated.deadline)
        if duty.report and duty.deadline.kind == "none" and _OPINION.search(duty.instruction)
        else duty
        for duty in duties
    )


def _duty(source: Source, draft: Draft, span: Span, identifier: str) -> Duty:
    instruction = " ".join(source.words(span).split())
    limit, limit_at = _limit(source, draft, span)
    when = _when(source, limit, limit_at)
    reason = untracked_reason(instruction)
    who = draft.who or (() if draft.context.assigned or draft.row else source.addressees)
    return Duty(
        id=identifier,
        who=who,
        cooperating=_partners(source, draft, span),
        instruction=instruction,
        points=draft.points,
        deadline=when,
        report=_report(source, draft, span, when),
        tracked=not reason,
        untracked_reason=reason,
        sources=draft.row.task.sources if draft.row else within(draft.node, *span),
    )


def _trim(source: Source, span: Span) -> Span:
    start, end = span
    text = source.text
    while end > start and text[end - 1] in _END:
        end -= 1
    if end < span[1] and text[end] == ":":
        end += 1
    while start < end and text[start] in " \t-–;,":
        start += 1
    return start, end


def _partners(source: Source, draft: Draft, span: Span) -> tuple[Phrase, ...]:
    if draft.row:
        return draft.partners
    found = source.phrases(find_partners(source.text, *span), draft.node)
    if not found and not draft.partners and draft.who == draft.context.who:
        return draft.context.partners
    named = {one.text for one in found}
    return (*found, *(one for one in draft.partners if one.text not in named))


def _limit(source: Source, draft: Draft, span: Span) -> _Limit:
    """The limit in the instruction's own words, else that of its row, its time line or what was handed down."""
    if draft.row:
        return _cell_limit(source, draft.row.due)
    start = span[0]
    found = strongest(find_deadlines(source.words(span), issued=source.issued))
    if draft.time is not None:
        return draft.time, draft.time_at
    if draft.context.time is not None and source.invites and _BEFORE_MEETING.search(source.words(span)):
        return draft.context.time, draft.context.time_at
    refers = (found is None or found.day is None) and _THAT_TIME.search(source.words(span)) is not None
    if refers:
        return _time_named_before(source, draft, start) or (None, ())
    if found is not None and not (found.kind == "relative" and found.weak):
        return found, within(draft.node, start + found.start, start + found.end)
    if _takes_time(source, draft, span):
        return draft.context.time, draft.context.time_at
    return None, ()


def _cell_limit(source: Source, cell: Value[str] | None) -> _Limit:
    if cell is None:
        return None, ()
    for prefix in ("", "trong ", "từ ngày "):
        found = strongest(find_deadlines(prefix + cell.text.lower(), issued=source.issued))
        if found is not None and (found.day is not None or found.kind == "recurring"):
            return msgspec.structs.replace(found, printed=cell.text), cell.sources
    return Deadline(kind="relative", printed=cell.text, start=0, end=len(cell.text)), cell.sources


def _time_named_before(source: Source, draft: Draft, start: int) -> _Limit | None:
    """The last day that the text before an instruction sets as a limit."""
    at = max(0, start - _LOOK_BACK)
    limits = [
        d for d in find_deadlines(source.text[at:start], issued=source.issued) if d.day is not None and not d.weak
    ]
    if not limits:
        return None
    last = limits[-1]
    page = draft.node.text.sources[0].page if draft.node.text else 1
    return last, (Provenance(page=page, start=at + last.start, end=at + last.end),)


def _takes_time(source: Source, draft: Draft, span: Span) -> bool:
    """Whether a time set beside the instruction is its own: a meeting's is the invitation's."""
    words = source.words(span)
    if source.invites:
        return invites(words)
    if _CLOSES.search(words):
        return False
    return not (draft.context.depth == 0 and source.kind in {"ke_hoach", "chuong_trinh"})


def _when(source: Source, limit: Deadline | None, at: tuple[Provenance, ...]) -> When:
    if limit is None or limit.kind == "none":
        return When()
    return When(kind=limit.kind, printed=limit.printed, day=limit.day, due=due(limit, issued=source.issued), sources=at)


def _report(source: Source, draft: Draft, span: Span, when: When) -> ReportDuty | None:
    """What must be reported: to whom, and by the limit that stands with it, the duty's own where it has only one."""
    if draft.row is not None and draft.row.product is not None and _REPORT.search(draft.row.product.text):
        return ReportDuty(deadline=when)
    if not asks_report(source.text, *span):
        return None
    start = report_start(source.text, *span)
    limits = find_deadlines(source.text[start : span[1]], issued=source.issued)
    best = strongest(tuple(limit for limit in limits if not limit.weak)) or strongest(limits)
    if best is not None:
        when = _when(source, best, within(draft.node, start + best.start, start + best.end))
    return ReportDuty(to=report_receiver(source.text, start, span[1]), deadline=when)
