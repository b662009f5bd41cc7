"""The walk through the body: what stands above and before a node decides what its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from nguon.duties.context import Context
from nguon.duties.draft import Draft, point
from nguon.duties.duty import Phrase
from nguon.duties.headings import HOW_LABEL, bodies_of_heading, is_quiet, is_title, named_prefix, titled_order
from nguon.duties.instructions import Lead, read_sentences
from nguon.duties.lead_ins import lists_contents
from nguon.duties.partners import find_partners
from nguon.duties.roles import RoleLine, role_line
from nguon.duties.source import Source, Span, cell_phrases, span_of
from nguon.duties.tables import table_tasks
from nguon.duties.times import is_time_item, time_among
from nguon.duties.words import opening_verb
from nguon.reading.document import Node

_LONG_HEADING = 200
_LONG_LEAD = 300
_LONG_NAME = 60
_CONTENTS = re.compile(r"Nội dung\s*:", re.IGNORECASE)
_CASES = re.compile(
    r"(?<![^\W\d_])(?:gồm(?:\s+có)?|(?:các|những) (?:trường hợp|đối tượng)(?:\s+(?:sau|dưới)(?:\s+đây)?)?)\s*:\s*\Z",
    re.IGNORECASE,
)
"""What follows says which cases a rule is for, or what something is made of."""
_MARKS = " .-–—:"
_OPEN_END = re.compile(r"\s(?:và|,|của)\s*\Z")


class Walked(msgspec.Struct, frozen=True):
    """What a node or a list of nodes gave.

    Attributes:
        drafts: the instructions, in reading order.
        after: the context for the nodes after it; ``None``: that from before it.
        lists: what follows are the contents of the last draft.
        open_heading: a heading of bodies that ended without anything below it: what follows belongs to it.
    """

    drafts: tuple[Draft, ...] = ()
    after: Context | None = None
    lists: bool = False
    open_heading: Context | None = None


def walk(source: Source, nodes: Sequence[Node], context: Context) -> Walked:
    """The instructions of a list of nodes; a lead-in among them sets the context of those after it."""
    drafts: list[Draft] = []
    contents: list[Phrase] = []
    here = context
    last = Walked()
    for node in nodes:
        span = span_of(node)
        if node.kind == "table":
            drafts += table_drafts(node)
            last = Walked()
            continue
        if span is None:
            last = walk(source, node.children, here)
            drafts += last.drafts
            continue
        if source.quotes(span[0]):
            continue
        if last.lists and drafts and _is_content(source, node, span):
            contents += point(node)
            continue
        _give(drafts, contents)
        role = role_line(source, span)
        if role is not None and not node.children and not here.quiet:
            if last.drafts and drafts:
                drafts[-1] = _with_role(source, drafts[-1], role, node)
            continue
        labelled = node.label is not None and node.kind != "dash"
        given = last.open_heading or (context if labelled and not here.ordered else here)
        if labelled and last.open_heading:
            given = context
        last = read_node(source, node, span, given)
        drafts += last.drafts
        if last.after is not None:
            here = last.after
        elif labelled and not here.ordered:
            here = context
    _give(drafts, contents)
    return Walked(tuple(drafts), open_heading=last.open_heading)


def _give(drafts: list[Draft], contents: list[Phrase]) -> None:
    """Hand the contents that have been collected to the last draft."""
    if contents:
        drafts[-1] = msgspec.structs.replace(drafts[-1], points=(*drafts[-1].points, *contents))
        contents.clear()


def read_node(source: Source, node: Node, span: Span, context: Context) -> Walked:
    """One node: its own instructions, then those of its children."""
    heading = _heading(source, node, span, context)
    if heading is not None:
        return heading
    if is_time_item(source, span):
        return Walked(walk(source, node.children, context.silent()).drafts)
    start, end = span
    while start < end - 1 and source.text[start] in _MARKS:
        start += 1
    own = context
    prefix = None if context.quiet else named_prefix(source.text, start, end)
    if prefix is not None:
        own = context.named_by(source.phrases(prefix[0], node))
        start = prefix[1]
    label = None if context.quiet else HOW_LABEL.match(source.text, start, end)
    if label is None and own.ordered and not own.quiet:
        label = titled_order(source.text, start, end)
    if label is not None:
        start = label.end()
    roles = [] if context.quiet else _roles(source, node.children)
    if any(role.role == "lead" for role, _ in roles):
        return _task_with_roles(source, node, (start, end), own, roles)
    words = source.words((start, end))
    title = is_title(node, words) and not own.named
    made: tuple[Draft, ...] = ()
    lead: Lead | None = None
    if not words.isupper():
        made, lead = read_sentences(source, node, (start, end), own)
    if title and made and node.children:
        below = walk(source, node.children, _below(source, node, words, own, (), lead))
        if below.drafts:
            return Walked(below.drafts, open_heading=below.open_heading)
    ends = words.rstrip().endswith(":")
    contents = bool(made) and ends and lists_contents(source.text, start, end)
    if contents and node.children:
        points = tuple(one for child in node.children for one in point(child))
        last = msgspec.structs.replace(made[-1], points=made[-1].points + points)
        return Walked((*made[:-1], last))
    inner = _below(source, node, words, own, made, lead)
    if node.children:
        below = walk(source, node.children, inner.deeper(time_among(source, node.children)))
        return Walked((*made, *below.drafts), open_heading=below.open_heading)
    goes_on = lead is not None or (bool(made) and ends) or inner.quiet != own.quiet
    return Walked(made, after=inner if goes_on else None, lists=contents)


def _heading(source: Source, node: Node, span: Span, context: Context) -> Walked | None:
    """What a heading hands down, if the node is one that names bodies or opens a part without instructions."""
    words = source.words(span)
    ends = words.rstrip().endswith(":")
    labelled = node.label is not None and node.kind != "dash"
    if not context.quiet and (
        node.children or (ends and len(words) < _LONG_LEAD) or (labelled and len(words) < _LONG_HEADING)
    ):
        names = bodies_of_heading(source.text, *span)
        if names:
            rest, children = _wrapped(source, node, span)
            who = source.phrases(names, node)
            if rest is not None:
                who = (*who[:-1], _joined(who[-1], rest))
            inner = context.named_by(who)
            if node.children:
                below = walk(source, children, inner.deeper(time_among(source, children)))
                return Walked(below.drafts)
            return Walked(after=inner) if ends else Walked(open_heading=inner)
    if node.label is not None and is_quiet(words):
        time = time_among(source, node.children)
        return Walked(walk(source, node.children, context.silent().deeper(time)).drafts)
    return None


def _wrapped(source: Source, node: Node, span: Span) -> tuple[Node | None, tuple[Node, ...]]:
    """The line below with which a heading goes on ("… Đài Phát thanh và / Truyền hình tỉnh"), and the rest."""
    children = node.children
    if not children or not _OPEN_END.search(source.words(span)):
        return None, children
    below = span_of(children[0])
    if children[0].kind != "paragraph" or below is None or below[1] - below[0] > _LONG_NAME:
        return None, children
    if opening_verb().match(source.text, *below) or not source.text[below[0]].isupper():
        return None, children
    return children[0], children[1:]


def _joined(name: Phrase, rest: Node) -> Phrase:
    value = rest.text
    if value is None:
        return name
    return Phrase(text=f"{name.text} {value.text.strip(' .:;,')}", sources=name.sources + value.sources)


def _below(
    source: Source,
    node: Node,
    words: str,
    context: Context,
    made: tuple[Draft, ...],
    lead: Lead | None,
) -> Context:
    """The context below, or after, a node that is no heading of bodies."""
    if lead is not None:
        return context.ordered_to(lead.who, lead.partners)
    if made:
        partners: tuple[Phrase, ...] = ()
        if words.rstrip().endswith(":"):
            partners = source.phrases(find_partners(source.text, *made[-1].span), node)
        return msgspec.structs.replace(context, who=made[-1].who or context.who, partners=partners, ordered=True)
    if _CASES.search(words):
        return context.silent()
    if node.label is not None and node.children and not _is_sentence(words):
        return context.section(words, source.kind)
    return context


def _is_sentence(words: str) -> bool:
    return len(words) > 200 or (words.rstrip().endswith((".", ";")) and len(words) > 120)


def _is_content(source: Source, node: Node, span: Span) -> bool:
    """Whether a node after "… các nội dung sau:" is one of the contents: no paragraph, and for no body of its own."""
    if node.kind == "paragraph" or (node.kind != "dash" and node.children) or source.words(span).isupper():
        return False
    if bodies_of_heading(source.text, *span):
        return False
    return named_prefix(source.text, *span) is None


def _roles(source: Source, nodes: Iterable[Node]) -> list[tuple[RoleLine, Node]]:
    found = []
    for node in nodes:
        span = span_of(node)
        role = role_line(source, span) if span is not None else None
        if role is not None:
            found.append((role, node))
    return found


def _task_with_roles(
    source: Source, node: Node, span: Span, context: Context, roles: list[tuple[RoleLine, Node]]
) -> Walked:
    """A task whose lead, partners and time stand on lines below it."""
    draft = Draft(node=node, span=span, context=context)
    for role, line in roles:
        draft = _with_role(source, draft, role, line)
    time = time_among(source, node.children)
    if time is not None:
        draft = msgspec.structs.replace(draft, time=time[0], time_at=time[1])
    taken = {line.id for _, line in roles}
    contents = [child for child in node.children if (at := span_of(child)) and _CONTENTS.match(source.text, *at)]
    taken |= {child.id for child in contents}
    draft = msgspec.structs.replace(draft, points=tuple(one for child in contents for one in point(child)))
    rest = tuple(child for child in node.children if child.id not in taken)
    below = walk(source, rest, context.ordered_to(draft.who).deeper(time))
    return Walked((draft, *below.drafts))


def _with_role(source: Source, draft: Draft, role: RoleLine, line: Node) -> Draft:
    names = source.phrases(role.names, line)
    if role.role == "partner":
        return msgspec.structs.replace(draft, partners=draft.partners + names)
    partners = source.phrases(role.partners, line)
    return msgspec.structs.replace(draft, who=names, partners=draft.partners + partners)


def table_drafts(table: Node) -> tuple[Draft, ...]:
    """The tasks of a table that hands them out; none for other tables."""
    return tuple(
        Draft(
            node=task.row,
            span=(task.task.sources[0].start, task.task.sources[-1].end),
            who=cell_phrases(task.lead),
            partners=cell_phrases(task.partner),
            row=task,
        )
        for task in table_tasks(table)
    )
