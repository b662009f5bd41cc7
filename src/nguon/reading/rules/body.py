"""The body as a tree: parts, chapters, sections, articles, clauses, points, items, dashes, paragraphs, tables.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from nguon.core.text import fold
from nguon.reading.document import Node, NodeKind
from nguon.reading.labels import RANK, Label
from nguon.reading.layout import Block, Paragraph, TableBlock
from nguon.reading.rules.tables import read_table
from nguon.reading.sheet import Sheet

_PREFIX = {
    "part": "part", "chapter": "chp", "section": "sec", "subsection": "subsec", "article": "art",
    "clause": "cl", "point": "point", "item": "i", "dash": "dash", "paragraph": "para", "table": "table", "row": "row",
}  # fmt: skip
_AFTER_LIST = re.compile(
    r"(?:Nhận được|Trong quá trình|Quá trình|Trên đây|Trân trọng|Vậy|Rất mong|Yêu cầu|Đề nghị|Giao|Căn cứ|Trên cơ sở"
    r"|Thừa lệnh"
    r"|(?:Chỉ thị|Quyết định|Kế hoạch|Thông báo|Công điện|Công văn|Nghị quyết|Hướng dẫn|Chương trình) này"
    r"|(?:Các|Thủ trưởng|Chánh|Giám đốc|Chủ tịch|Bộ trưởng)\s[^.;]{0,200}?(?:chịu trách nhiệm|căn cứ|nghiêm túc"
    r"|triển khai)"
    r"|[^.;:]{0,90}?(?:xin )?(?:thông báo|báo cáo|đề nghị|yêu cầu|trân trọng|kính mong|kính đề nghị|kính trình"
    r"|mong nhận được)\b)",
)
Taken = dict[str, int]
"""How often each address has been given in a document."""
_DIACRITIC_ID = {"đ": "dd"}


class _Draft:
    """A node that is being filled; becomes a frozen ``Node`` when all of the body has been seen."""

    __slots__ = ("children", "kind", "node", "rank")

    def __init__(self, kind: str, rank: int, node: Node | None) -> None:
        self.kind, self.rank, self.node = kind, rank, node
        self.children: list[_Draft] = []


def read_body(
    sheet: Sheet, blocks: Sequence[Block], *, prefix: str = "", taken: Taken | None = None
) -> tuple[Node, ...]:
    """The tree of the body.

    Args:
        blocks: paragraphs and tables, in order.
        prefix: put before every id (an annex's address), with its ``__``.
        taken: addresses already given in the document; those of the tree are added.
    """
    root = _Draft("root", -1, None)
    stack = [root]
    numbered = [
        i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.label and RANK[b.label.kind] < RANK["dash"]
    ]
    last_label = numbered[-1] if numbered else -1
    for position, block in enumerate(blocks):
        if isinstance(block, TableBlock):
            parent = _numbered(stack)
            parent.children.append(_Draft("table", 99, read_table(sheet, block)))
            continue
        if block.label is not None:
            draft = _labelled(sheet, block, block.label)
            while not _holds(stack, draft):
                stack.pop()
            stack[-1].children.append(draft)
            stack.append(draft)
            continue
        text = block.text(sheet)
        value = sheet.read(block.start, block.end)
        if value is None:
            continue
        paragraph = _Draft("paragraph", 99, Node(kind="paragraph", id="", text=value))
        if position > last_label and _AFTER_LIST.match(text) and not _in_article(stack):
            del stack[1:]
        elif stack[-1].kind in {"dash", "plus"}:
            while stack[-1].kind in {"dash", "plus"}:
                stack.pop()
        stack[-1].children.append(paragraph)
    return _frozen(root, prefix, {} if taken is None else taken)


def _numbered(stack: list[_Draft]) -> _Draft:
    """The nearest numbered item, for what cannot belong to a dash."""
    return next(draft for draft in reversed(stack) if draft.kind not in {"dash", "plus"})


def _in_article(stack: list[_Draft]) -> bool:
    return any(draft.kind == "article" for draft in stack)


def _holds(stack: list[_Draft], draft: _Draft) -> bool:
    """Whether the top of the stack can hold the draft: it stands further out, and none of the draft's kind is open."""
    if len(stack) == 1:
        return True
    if any(above.kind == draft.kind and above.rank == draft.rank for above in stack):
        return False
    return stack[-1].rank < draft.rank


def _labelled(sheet: Sheet, block: Paragraph, label: Label) -> _Draft:
    name = sheet.value(label.text, (block.start + label.start, block.start + label.printed_end))
    text = sheet.read(block.start + label.end, block.end)
    rank = RANK[label.kind]
    if label.kind == "decimal":
        rank = RANK["arabic"]
        depth = label.text.count(".")
        return _Draft(f"decimal{depth}", rank * 1 + depth / 10, Node(kind="item", id="", label=name, text=text))  # type: ignore[arg-type]
    return _Draft(label.kind, rank, Node(kind=_kind(label), id="", label=name, text=text))


def _kind(label: Label) -> NodeKind:
    match label.kind:
        case "part" | "chapter" | "section" | "subsection" | "article":
            return label.kind
        case "letter":
            return "point"
        case "dash" | "plus":
            return "dash"
        case _:
            return "item"


def _frozen(root: _Draft, prefix: str, taken: Taken) -> tuple[Node, ...]:
    """The drafts as nodes with their ids.

    It recurses no deeper than there are kinds of label (``RANK``, and a level for each dot of a decimal): a draft only
    ever stands below drafts of smaller rank, whatever the input.
    """

    def build(draft: _Draft, address: str, in_article: bool) -> Node:
        assert draft.node is not None
        kind = draft.node.kind
        if in_article and kind == "item" and draft.kind == "arabic":
            kind = "clause"
        node = draft.node if kind == draft.node.kind else msgspec.structs.replace(draft.node, kind=kind)
        children = tuple(build_all(draft.children, address, in_article or kind == "article"))
        if kind == "table":
            rows = tuple(
                msgspec.structs.replace(row, id=f"{address}__row_{n}") for n, row in enumerate(node.children, start=1)
            )
            return msgspec.structs.replace(node, id=address, children=rows)
        return msgspec.structs.replace(node, id=address, children=children)

    def build_all(drafts: list[_Draft], parent: str, in_article: bool) -> list[Node]:
        counts: dict[str, int] = {}
        nodes = []
        for draft in drafts:
            assert draft.node is not None
            kind = draft.node.kind
            if in_article and kind == "item" and draft.kind == "arabic":
                kind = "clause"
            if kind in {"paragraph", "table", "dash"}:
                counts[kind] = counts.get(kind, 0) + 1
                number = str(counts[kind])
            else:
                number = _number(draft.node)
            own = f"{_PREFIX[kind]}_{number}"
            address = own if kind == "article" or not parent else f"{parent}__{own}"
            if kind == "article" and prefix and not address.startswith(prefix):
                address = prefix + address
            address = _unique(address if parent or kind == "article" else prefix + own, taken)
            nodes.append(build(draft, address, in_article))
        return nodes

    return tuple(build_all(root.children, "", False))


def _unique(address: str, taken: Taken) -> str:
    """The address, with ``~2``, ``~3`` … where a document numbers two pieces alike."""
    n = taken[address] = taken.get(address, 0) + 1
    return address if n == 1 else f"{address}~{n}"


def _number(node: Node) -> str:
    """The label as part of an id: ASCII, ``đ`` as ``dd``."""
    label = node.label.value if node.label else ""
    words = fold(label).split()
    last = words[-1] if words else "0"
    last = "".join(_DIACRITIC_ID.get(c, c) for c in last)
    ascii_only = "".join(c if c.isascii() and c.isalnum() else "-" for c in last).strip("-")
    return ascii_only or "0"
