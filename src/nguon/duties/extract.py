"""Document → duties: walk the body tree with what headings and lead-ins hand down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from nguon.core.provenance import Provenance
from nguon.duties.clauses import Clause, announces, lists_contents, parse_clause
from nguon.duties.deadline import Deadline, due, strongest
from nguon.duties.deadlines import find_deadlines
from nguon.duties.duty import Duties, Duty, Phrase, ReportDuty, When
from nguon.duties.headings import TIME_ITEM, assigns, bodies_of_heading, is_quiet, named_prefix
from nguon.duties.names import cut_names
from nguon.duties.partners import find_partners
from nguon.duties.reports import asks_report, report_receiver
from nguon.duties.sentences import sentences
from nguon.duties.tables import TableTask, table_tasks
from nguon.duties.tracking import untracked_reason
from nguon.reading.document import Document, Node, Value

Span = tuple[int, int]
_END = " \t\n.;,/:"
_OPINION = re.compile(r"ý\s?kiến", re.IGNORECASE)
_INVITES = re.compile(
    r"(?:kính mời|trân trọng mời|mời)\s[^.;:]{3,160}?\s(?:dự|tham dự|về dự|tới dự|đến dự|họp)\b", re.IGNORECASE
)
_CLOSES = re.compile(
    r"(?:khẩn trương|nghiêm túc|tổ chức|phối hợp"
    r"|quan tâm)?,?\s*(?:tổ chức\s+)?(?:triển khai\s+)?thực hiện(?:\s+(?:nghiêm túc|nghiêm|tốt))?(?:\s+(?:Kế hoạch"
    r"|Công văn|Chỉ thị|Thông báo|các nội dung)[^.;]{0,40})?\s*\Z|đầy đủ các nội dung",
    re.IGNORECASE,
)
_SELF = re.compile(r"(?:quý|các)\s+(?:cơ quan|đơn vị)\Z", re.IGNORECASE)


class _Context(msgspec.Struct, frozen=True):
    """What is handed down.

    Attributes:
        who: the responsible bodies of a heading or lead-in.
        ordered: items here are instructions although they name nobody.
        quiet: a part without instructions by itself.
        time: what a time item sets for what stands here.
    """

    who: tuple[Phrase, ...] = ()
    ordered: bool = False
    quiet: bool = False
    assigned: bool = False
    time: Deadline | None = None
    time_at: tuple[Provenance, ...] = ()


class _Draft(msgspec.Struct):
    node: Node
    span: Span
    sources: tuple[Provenance, ...]
    who: tuple[Phrase, ...]
    points: list[Phrase] = []
    context: _Context = _Context()
    deadline: Deadline | None = None
    deadline_at: tuple[Provenance, ...] = ()
    table: TableTask | None = None


def extract_duties(document: Document) -> Duties:
    """Every instruction of the document, in reading order.

    Args:
        document: as read.

    Returns:
        The duties; ids are the same on every reading of the same bytes.
    """
    return Duties(duties=_Extractor(document).run())


class _Extractor:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text.replace("\n", " ")
        self.issued = document.letterhead.date.value if document.letterhead.date else None
        self.addressees = tuple(Phrase(text=one.text, sources=one.sources) for one in document.addressees)
        self.kind = document.letterhead.type.value if document.letterhead.type else None
        self.invites = _INVITES.search(self.text) is not None
        self.drafts: list[_Draft] = []

    def run(self) -> tuple[Duty, ...]:
        context = _Context()
        time = self._root_time(self.document.body)
        if time:
            context = msgspec.structs.replace(context, time=time[0], time_at=time[1])
        self._walk(self.document.body, context)
        for annex in self.document.annexes:
            if annex.label is None:
                self._walk(annex.body, _Context())
            else:
                self._tables(annex.body)
        return self._finish()

    # -- walking ------------------------------------------------------------------------------------------------

    def _walk(self, nodes: Sequence[Node], context: _Context) -> None:
        """The nodes of one list; a lead-in among them sets the context of those after it."""
        here = context
        points_of: _Draft | None = None
        for node in nodes:
            if node.kind == "table":
                self._table(node)
                points_of = None
                continue
            span = _span(node)
            if span is None:
                self._walk(node.children, here)
                continue
            if points_of is not None and node.kind == "dash":
                points_of.points += self._points(node)
                continue
            points_of, here = self._node(
                node, span, context if node.label and node.kind != "dash" and not here.ordered else here
            )
            if node.label is not None and node.kind != "dash":
                here = msgspec.structs.replace(here) if here.ordered else context

    def _node(self, node: Node, span: Span, context: _Context) -> tuple[_Draft | None, _Context]:
        """One node: its duties, then its children. Returns the duty whose points follow, and the context after it."""
        text = self.text
        start, end = span
        words = text[start:end]
        if node.children or (node.kind != "paragraph" and len(words) < 200):
            names = () if context.quiet else bodies_of_heading(text, start, end)
            if names and (node.children or words.rstrip().endswith(":")):
                inner = msgspec.structs.replace(context, who=self._phrases(names, node), ordered=True, quiet=False)
                self._walk(node.children, self._timed(node, inner))
                return None, (inner if not node.children else context)
        if node.label is not None and is_quiet(words):
            self._walk(node.children, msgspec.structs.replace(self._timed(node, context), quiet=True, ordered=False))
            return None, context
        if node.kind == "paragraph" and words.rstrip().endswith(":") and len(words) < 300:
            names = bodies_of_heading(text, start, end)
            if names and not context.quiet:
                return None, msgspec.structs.replace(context, who=self._phrases(names, node), ordered=True)
        if TIME_ITEM.match(words) and len(words) < 300:
            self._walk(node.children, msgspec.structs.replace(context, quiet=True, ordered=False))
            return None, context
        prefix = None if context.quiet else named_prefix(text, start, end)
        who = context.who
        if prefix is not None:
            who, start = self._phrases(prefix[0], node), prefix[1]
            context = msgspec.structs.replace(context, who=who, ordered=True)
        made, lead = ([], None) if words.isupper() else self._sentences(node, (start, end), context)
        inner = context
        if lead is not None:
            inner = msgspec.structs.replace(context, who=lead or context.who, ordered=True, quiet=False)
        elif made:
            inner = msgspec.structs.replace(context, who=made[-1].who or context.who, ordered=True)
        elif node.label is not None and node.children and not self._is_sentence(words):
            inner = self._section(node, words, context)
        ends = words.rstrip().endswith(":")
        points_of = made[-1] if made and ends and lists_contents(text, start, end) else None
        if points_of is not None and node.children:
            for child in node.children:
                points_of.points += self._points(child)
            return None, context
        if node.children:
            self._walk(node.children, self._timed(node, inner))
            return None, context
        return points_of, (inner if (lead is not None or (made and ends)) else context)

    def _section(self, node: Node, words: str, context: _Context) -> _Context:
        """The context below a heading that names no bodies."""
        planned = self.kind in {
            "ke_hoach",
            "chuong_trinh",
            "huong_dan",
            "cong_dien",
            "chi_thi",
            "thong_bao",
            "quyet_dinh",
            None,
        }
        assigned = assigns(words) or context.assigned
        time = msgspec.structs.replace(context, time=None, time_at=()) if assigns(words) else context
        return msgspec.structs.replace(
            time, ordered=context.ordered or (planned and not context.quiet), assigned=assigned
        )

    def _is_sentence(self, words: str) -> bool:
        return len(words) > 200 or (words.rstrip().endswith((".", ";")) and len(words) > 120)

    def _sentences(self, node: Node, span: Span, context: _Context) -> tuple[list[_Draft], tuple[Phrase, ...] | None]:
        """The duties in a node's own words, and the bodies of a lead-in that only announces (``None``: no lead-in)."""
        made: list[_Draft] = []
        lead: tuple[Phrase, ...] | None = None
        for start, end in sentences(self.text, *span):
            clause = parse_clause(self.text, start, end, addressed=bool(context.who) and context.ordered)
            if clause.kind == "verb" and not (context.ordered and not context.quiet):
                clause = Clause("none", start)
            if clause.kind == "subject" and not self._counts(node, clause, end, context):
                clause = Clause("none", start)
            if clause.kind != "none" and announces(self.text, clause, end):
                lead = self._phrases(clause.who, node)
                continue
            if clause.kind in {"order", "subject"} or (clause.kind == "verb" and not made):
                who = self._phrases(clause.who, node) or context.who
                made.append(self._draft(node, (clause.start, end), who, context))
            elif made and not self._breaks_off(start, end):
                made[-1].span = (made[-1].span[0], end)
            elif (
                clause.kind == "none"
                and self.text[start:end].rstrip().endswith(":")
                and re.search(r"(?:như sau|sau đây|sau)\s*:\s*\Z", self.text[start:end])
            ):
                lead = lead if lead is not None else ()
        return [piece for draft in made for piece in self._split(draft)], lead

    def _counts(self, node: Node, clause: Clause, end: int, context: _Context) -> bool:
        """Whether "body + verb" is an instruction here: not a report of what the issuer does."""
        rest = self.text[clause.predicate : min(clause.predicate + 60, end)].strip()
        strong = re.match(
            r"(?:theo [^,;.]{3,40}\s)?(?:chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm|khẩn trương|nghiêm túc"
            r"|hoàn thiện|chủ động|chỉ đạo|gửi|bố trí|treo|tổ chức|thực hiện|cử|rà soát"
            r"|báo cáo|tham mưu|hướng dẫn|thông báo cho|vận động|lập|xây dựng|cung cấp|đăng ký|tiếp tục|kịp thời"
            r"|tiến hành|chuẩn bị|tăng cường|căn cứ|triển khai|nghiên cứu|kiểm tra)", rest
        )  # fmt: skip
        if context.quiet:
            return bool(re.match(r"(?:chủ trì|chịu trách nhiệm|có trách nhiệm|phối hợp|chuẩn bị|cử)", rest))
        if node.kind == "paragraph" and not context.ordered:
            if self._is_issuer(clause):
                return False
            return bool(strong)
        return True

    def _is_issuer(self, clause: Clause) -> bool:
        names = {one.value.casefold() for one in self.document.letterhead.issuer}
        first = self.text[slice(*clause.who[0])].casefold() if clause.who else ""
        return any(first == name or first in name for name in names)

    def _breaks_off(self, start: int, end: int) -> bool:
        """Whether a sentence after an instruction is not part of it: thanks, notices, conditions."""
        words = self.text[start:end]
        return bool(
            re.match(
                r"(?:Trân trọng|Rất mong|Trên đây|Mọi|Nếu|Trong quá trình|Đồng ý|Đây là|\(|Sau ngày|Trường hợp)", words
            )
        )

    # -- making -------------------------------------------------------------------------------------------------

    def _draft(self, node: Node, span: Span, who: tuple[Phrase, ...], context: _Context) -> _Draft:
        draft = _Draft(node=node, span=span, sources=(), who=who, points=[], context=context)
        self.drafts.append(draft)
        return draft

    def _split(self, draft: _Draft) -> list[_Draft]:
        """One draft a deadline where parts joined by ";" have times of their own."""
        start, end = draft.span
        cuts = [m.start() for m in re.finditer(r";(?=\s)", self.text[start:end])]
        if not cuts:
            return [draft]
        edges = [start, *(start + cut + 1 for cut in cuts), end]
        parts = [(a, b) for a, b in pairwise(edges) if self.text[a:b].strip(_END)]
        limits = [
            strongest(tuple(d for d in find_deadlines(self.text[a:b], issued=self.issued) if not d.weak))
            for a, b in parts
        ]
        groups: list[list[int]] = [[0]]
        for i in range(1, len(parts)):
            before = next((limits[j] for j in reversed(groups[-1]) if limits[j]), None)
            words = self.text[parts[i][0] : parts[i][1]].strip()
            closing = re.match(
                r"(?:hoàn thành|xong|kết thúc|khắc phục xong|ban hành|trình|đợt|thông báo|niêm yết|lấy|và)\b", words
            )
            if (before and limits[i] and not words.startswith("đợt")) or (
                before and before.kind in {"day", "before"} and not limits[i] and not closing and len(words) > 24
            ):
                groups.append([i])
            else:
                groups[-1].append(i)
        if len(groups) == 1:
            return [draft]
        position = self.drafts.index(draft)
        pieces = []
        for group in groups:
            a, b = parts[group[0]][0], parts[group[-1]][1]
            while self.text[a] in " ;":
                a += 1
            pieces.append(
                _Draft(node=draft.node, span=(a, b), sources=(), who=draft.who, points=[], context=draft.context)
            )
        self.drafts[position : position + 1] = pieces
        return pieces

    def _table(self, table: Node) -> None:
        for task in table_tasks(table):
            who = self._value_phrases(task.lead)
            first, last = task.task.sources[0], task.task.sources[-1]
            draft = self._draft(task.row, (first.start, last.end), who, _Context())
            draft.table = task

    def _tables(self, nodes: Iterable[Node]) -> None:
        for top in nodes:
            for node in top.walk():
                if node.kind == "table":
                    self._table(node)

    def _points(self, node: Node) -> list[Phrase]:
        found = []
        for one in node.walk():
            if one.text is not None:
                text = one.text.text.strip(_END)
                found.append(Phrase(text=text, sources=one.text.sources))
        return found

    def _phrases(self, spans: Iterable[Span], node: Node) -> tuple[Phrase, ...]:
        found = []
        for start, end in spans:
            text = " ".join(self.text[start:end].split())
            if _SELF.match(text) and text.casefold().startswith("quý"):
                return self.addressees
            found.append(Phrase(text=text, sources=_within(node, start, end)))
        return tuple(found)

    # -- time ---------------------------------------------------------------------------------------------------

    def _timed(self, node: Node, context: _Context) -> _Context:
        """The context with the time that an item among the node's children sets for its neighbours."""
        found = self._time_among(node.children)
        return msgspec.structs.replace(context, time=found[0], time_at=found[1]) if found else context

    def _root_time(self, nodes: Sequence[Node]) -> tuple[Deadline, tuple[Provenance, ...]] | None:
        found = self._time_among(nodes)
        if found:
            return found
        for node in nodes:
            span = _span(node)
            if (
                span
                and node.label is not None
                and re.match(r"thời gian\b", self.text[span[0] : span[1]], re.IGNORECASE)
            ):
                return self._time_among(node.children) or self._time_of(node)
            if (
                span
                and node.label is not None
                and re.search(r"\bthời gian\b", self.text[span[0] : span[1]][:60], re.IGNORECASE)
                and node.children
            ):
                return self._time_among(node.children)
        return None

    def _time_among(self, nodes: Sequence[Node]) -> tuple[Deadline, tuple[Provenance, ...]] | None:
        best = None
        for position, node in enumerate(nodes):
            span = _span(node)
            if span is None or not TIME_ITEM.match(self.text, *span) or span[1] - span[0] > 300:
                continue
            best = self._time_of(node) or best
            for after in nodes[position + 1 :]:
                if after.kind != "dash":
                    break
                best = self._time_of(after) or best
        return best

    def _time_of(self, node: Node) -> tuple[Deadline, tuple[Provenance, ...]] | None:
        best: tuple[Deadline, tuple[Provenance, ...]] | None = None
        for one in node.walk():
            span = _span(one)
            if span is None:
                continue
            for limit in find_deadlines(self.text[span[0] : span[1]], issued=self.issued):
                if limit.day is not None and (best is None or best[0].day is None or limit.day >= best[0].day):
                    best = limit, _within(one, span[0] + limit.start, span[0] + limit.end)
        return best

    # -- finishing ----------------------------------------------------------------------------------------------

    def _finish(self) -> tuple[Duty, ...]:
        counts: dict[str, int] = {}
        duties = []
        for draft in self.drafts:
            duty = self._duty(draft, counts)
            if duty is not None:
                duties.append(duty)
        return _share_opinions(tuple(duties))

    def _duty(self, draft: _Draft, counts: dict[str, int]) -> Duty | None:
        start, end = draft.span
        while end > start and self.text[end - 1] in _END:
            end -= 1
        if self.text[end : end + 1] == ":":
            end += 1
        while start < end and self.text[start] in " \t-–;,":
            start += 1
        if end - start < 8:
            return None
        node = draft.node
        address = node.id
        counts[address] = counts.get(address, 0) + 1
        task = draft.table
        sources = task.task.sources if task else _within(node, start, end)
        instruction = " ".join(self.text[start:end].split())
        limit, limit_at = self._limit(draft, start, end)
        report = None
        asks = asks_report(self.text, start, end)
        if asks:
            report = ReportDuty(to=report_receiver(self.text, start, end))
        who = draft.who or (() if draft.context.assigned or task else self.addressees)
        partners: tuple[Phrase, ...]
        if task:
            partners = self._value_phrases(task.partner)
            who = self._value_phrases(task.lead)
        else:
            partners = self._phrases(find_partners(self.text, start, end), node)
        when = self._when(limit, limit_at)
        if report is not None:
            report = msgspec.structs.replace(report, deadline=self._report_deadline(start, end, node, when))
        reason = untracked_reason(instruction)
        return Duty(
            id=f"{address}__duty_{counts[address]}",
            who=who,
            cooperating=partners,
            instruction=instruction,
            points=tuple(draft.points),
            deadline=when,
            report=report,
            tracked=not reason,
            untracked_reason=reason,
            sources=sources,
        )

    def _limit(self, draft: _Draft, start: int, end: int) -> tuple[Deadline | None, tuple[Provenance, ...]]:
        if draft.table:
            cell = draft.table.due
            if cell is None:
                return None, ()
            for prefix in ("", "trong ", "từ ngày "):
                found = strongest(find_deadlines(prefix + cell.text.lower(), issued=self.issued))
                if found is not None and (found.day is not None or found.kind == "recurring"):
                    return msgspec.structs.replace(found, printed=cell.text), cell.sources
            return Deadline(kind="relative", printed=cell.text, start=0, end=len(cell.text)), cell.sources
        limits = find_deadlines(self.text[start:end], issued=self.issued)
        found = strongest(limits)
        if found is not None and not (found.kind == "relative" and found.weak):
            return found, _within(draft.node, start + found.start, start + found.end)
        if not self._takes_time(draft, start, end):
            return None, ()
        return draft.context.time, draft.context.time_at

    def _takes_time(self, draft: _Draft, start: int, end: int) -> bool:
        """Whether a time set beside the instruction is its own: a meeting's is the invitation's."""
        words = self.text[start:end]
        if self.invites:
            return _INVITES.search(words) is not None
        if _CLOSES.search(words):
            return False
        return not (
            draft.node.kind == "paragraph" and "__" not in draft.node.id and self.kind in {"ke_hoach", "chuong_trinh"}
        )

    def _when(self, limit: Deadline | None, at: tuple[Provenance, ...]) -> When:
        if limit is None or limit.kind == "none":
            return When()
        return When(
            kind=limit.kind, printed=limit.printed, day=limit.day, due=due(limit, issued=self.issued), sources=at
        )

    def _report_deadline(self, start: int, end: int, node: Node, when: When) -> When:
        """The limit that stands with the report, the duty's own where it has only one."""
        found = re.search(r"báo cáo|gửi|ý\s?kiến", self.text[start:end], re.IGNORECASE)
        if not found:
            return when
        limits = find_deadlines(self.text[start + found.start() : end], issued=self.issued)
        best = strongest(limits)
        if best is None:
            return when
        at = start + found.start()
        return self._when(best, _within(node, at + best.start, at + best.end))

    def _value_phrases(self, value: Value[str] | None) -> tuple[Phrase, ...]:
        if value is None:
            return ()
        text = value.text
        return tuple(Phrase(text=text[a:b], sources=value.sources) for a, b in cut_names(text, 0, len(text)))


def _span(node: Node) -> Span | None:
    if node.text is None or not node.text.sources:
        return None
    return node.text.sources[0].start, node.text.sources[-1].end


def _within(node: Node, start: int, end: int) -> tuple[Provenance, ...]:
    """The parts of the node's sources that hold ``start:end`` of the document's text."""
    value = node.text
    if value is None:
        return ()
    return tuple(
        Provenance(page=s.page, start=max(s.start, start), end=min(s.end, end), box=s.box)
        for s in value.sources
        if s.start < end and s.end > start
    )


def _share_opinions(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Opinions asked for in one sentence and due in another have one deadline."""
    dated = [duty for duty in duties if duty.report and duty.deadline.day and _OPINION.search(duty.instruction)]
    if not dated:
        return duties
    return tuple(
        msgspec.structs.replace(duty, deadline=dated[0].deadline)
        if duty.deadline.kind == "none" and _OPINION.search(duty.instruction) and duty.report
        else duty
        for duty in duties
    )
