"""Signing authority, post and name (quyền hạn, chức vụ, họ tên của người có thẩm quyền).

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 7 and Article 13; for the Party 36-HD/VPTW (``T/M``, ``K/T``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from nguon.core.text import cased, fold
from nguon.core.vocabulary import table
from nguon.reading.document import Signature, Value
from nguon.reading.page import Column
from nguon.reading.rules import heads
from nguon.reading.sheet import Row, Sheet, Span

AUTHORITY = re.compile(
    cased(
        r"[\"'“(\s]*(?P<authority>(?:T\s?\.?\s?/?\s?M|K\s?\.?\s?/?\s?T|T\s?\.?\s?/?\s?L|T\s?\.?\s?U\s?\.?\s?Q"
        r"|Q(?=\.)|THỪA LỆNH|THAY MẶT)\s?[./]?)\s*(?=[{UPPER}]{2})"
    )
)
_POSTS = "|".join(re.escape(fold(row["post"])) for row in sorted(table("posts"), key=lambda row: -len(row["post"])))
_POST = re.compile(rf"(?:{_POSTS}|q\.|tm|kt)(?=\s|$|[.,:])")
_DEPUTY = re.compile(r"(?:phó|thứ trưởng|ủy viên|thường trực)(?=\s|$)")
_DEPUTY_INLINE = re.compile(r"(?<=\S)\s+(?=PHÓ\s|THỨ TRƯỞNG)")
_POST_INLINE = re.compile(r"(?<=\S)(?<!BAN)(?<!ĐOÀN)\s+(?=(?:PHÓ )?(?:BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG BAN)\Z)")
"""A post in the row of its collective; "BAN BÍ THƯ" and "ĐOÀN CHỦ TỊCH" are collectives themselves."""
_GLUED = re.compile(cased(r"(?<=[{UPPER}]{2})\s?(?=[{UPPER}][{LOWER}]{1,7}\s+[{UPPER}][{LOWER}])"))
"""Where a name follows capitals in one row: two lines run together, with or without a space."""
_GLUED_POST = re.compile(
    cased(
        r"(?<=[{UPPER}]{2})(?=(?:PHÓ )?(?:BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|TRƯỞNG PHÒNG"
        r"|THỨ TRƯỞNG|CHỦ NHIỆM))"
    )
)
_SIGNED = re.compile(
    r"[\[(]?\s*(?:đã\s+ký|đã\s+kí|ký\s+tên|ký,?\s+ghi\s+rõ|chữ\s+ký|ký\s+số|signed|ký\s+bởi|digitally|người\s+ký"
    r"|cơ\s+quan\s*:|thời\s+gian\s+ký|email\s*:)",
    re.IGNORECASE,
)
_WORD = cased(r"[{UPPER}][{LOWER}]{0,7}")
_RANK = (
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tá|tướng|úy)|PGS|GS|TS|ThS|Ths|Th\.S|BS|CK\s?I{1,2}|BSCK\w*|KS|CN|NSND"
    r"|NSƯT|Luật sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Ông|Bà|Dr)\b[.,]?\s*"
)
_NAME = re.compile(rf"(?:{_RANK}){{0,4}}{_WORD}(?:\s+{_WORD}){{1,5}}(?:\s+[A-Z])?\.?")
_CAPS_NAME = re.compile(cased(r"[{UPPER}]{1,8}(?:\s+[{UPPER}]{1,8}){1,4}"))

_WIDE = re.compile(r"(?<=\S)\s{4,}(?=\S)")
_WRITER = re.compile(r"(?:thư ký|người (?:ghi|lập|viết)|ghi biên bản)")
_ROOM_TO_SIGN = 3.0
"""Empty lines between a post and what stands below the signature written by hand."""
_FAMILY_NAMES = (None, "đoàn")
"""Family names that are also words for bodies."""


def is_authority(text: str) -> bool:
    """Whether a row begins with a form of signing authority in capitals (``TM.``, ``K/T`` …)."""
    return AUTHORITY.match(text) is not None and heads.upper_share(text[:40]) > 0.7


def is_post(text: str) -> bool:
    """Whether a row is a post and nothing else, as over a signature."""
    return (
        len(text) < 80
        and _POST.match(fold(text).lstrip(" .-")) is not None
        and not text.rstrip().endswith((";", ",", "."))
    )


def is_post_with_name(text: str) -> bool:
    """Whether a post and the name under it were run together ("CHÁNH VĂN PHÒNGTrần Văn Ba")."""
    glued = _GLUED.search(text) if len(text) < 120 else None
    return glued is not None and is_post(text[: glued.start()])


def is_name(text: str) -> bool:
    """Whether a row is a personal name and nothing else."""
    words = text.strip(" .")
    return len(words) < 50 and _NAME.fullmatch(words) is not None and heads.issuer_word(words) in _FAMILY_NAMES


def wide_parts(text: str) -> list[str]:
    """The parts of a row of two columns that were typed side by side."""
    return _WIDE.split(text)


def read_signatures(sheet: Sheet, rows: Sequence[Row]) -> tuple[Signature, tuple[Signature, ...]]:
    """The signature, and those beside it, in rows that hold only their lines (authority, post, marks, name), in order.

    Where two sign, the right one is the head's or the chair's (Decree 30/2020/NĐ-CP, Annex III: minutes); of
    signatures one below the other the first that is not the writer's.
    """
    left: list[_Line] = []
    right: list[_Line] = []
    for row in rows:
        pieces = _pieces(sheet, row)
        wide = _WIDE.search(row.text) is not None
        for span in pieces:
            aside = (wide and span[0] == row.start) or row.line.column == Column.LEFT
            gap = row.line.gap if span[0] == row.start else 0.0
            (left if aside else right).append(_Line(span, sheet.text[slice(*span)], gap))
    found = [_signature(sheet, block) for block in _blocks(right)]
    beside = [_signature(sheet, block) for block in _blocks(left)]
    if not found:
        found, beside = beside, []
    main = next((one for one in found if not _writes(one)), found[0] if found else Signature())
    others = [one for one in [*beside, *found] if one is not main and one.title and one.name]
    return main, tuple(others)


class _Line(msgspec.Struct, frozen=True):
    """A line of a signature: its span, its words, and the empty space above it as in ``page.Line``."""

    span: Span
    text: str
    gap: float


def _writes(signature: Signature) -> bool:
    return signature.title is not None and _WRITER.match(fold(signature.title.text)) is not None


def _blocks(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines of each signature: a new one begins with a post or authority after a name."""
    blocks: list[list[_Line]] = []
    named = True
    for line in lines:
        if named and (is_authority(line.text) or is_post(line.text)):
            blocks.append([line])
            named = False
            continue
        if not blocks:
            blocks.append([])
        blocks[-1].append(line)
        named = is_name(line.text)
    return blocks


def _signature(sheet: Sheet, lines: Sequence[_Line]) -> Signature:
    """One signature from its lines."""
    first = next((i for i, line in enumerate(lines) if is_authority(line.text)), None)
    capital: list[Span] = []
    name: Span | None = None
    begin = 0 if first is None else first
    for position, line in enumerate(lines[begin:], start=begin):
        text = line.text
        if _SIGNED.match(text):
            continue
        if heads.upper_share(text) > 0.85 or (first is None and is_post(text)):
            last = position == len(lines) - 1
            if capital and not is_post(text) and last and _is_caps_name(text, first):
                name = line.span
            elif not (capital and line.gap >= _ROOM_TO_SIGN) and not _after_room(lines[begin:position]):
                capital.append(line.span)
        elif is_name(text) and (capital or first is None):
            name = line.span
            break
    if not capital:
        return Signature(name=_value(sheet, [name]) if name else None)
    authority, acting_for, title = _split_chain(sheet, capital)
    return Signature(
        authority=_value(sheet, [authority]) if authority else None,
        acting_for=_value(sheet, acting_for),
        title=_value(sheet, title),
        name=_value(sheet, [name]) if name else None,
    )


def _is_caps_name(text: str, authority: int | None) -> bool:
    return authority is None and _CAPS_NAME.fullmatch(text) is not None


def _after_room(lines: Sequence[_Line]) -> bool:
    """Whether the room for the hand stands above: capitals below it are the signer's post elsewhere (Annex I.II.7)."""
    return any(line.gap >= _ROOM_TO_SIGN for line in lines[1:])


def _pieces(sheet: Sheet, row: Row) -> list[Span]:
    """A row, cut where two columns were typed side by side, or a post and a name were glued together."""
    cuts = sorted({m.start() for p in (_GLUED, _GLUED_POST, _WIDE) for m in p.finditer(row.text)})
    edges = [0, *cuts, len(row.text)]
    spans = []
    for a, b in pairwise(edges):
        span = sheet.trim(row.start + a, row.start + b, "|*_")
        if span:
            spans.append(span)
    return spans


def _split_chain(sheet: Sheet, capital: list[Span]) -> tuple[Span | None, list[Span], list[Span]]:
    """Authority, whom it stands for, and the signer's post: of a chain the line nearest the signer."""
    marks = [(i, m) for i, span in enumerate(capital) if (m := AUTHORITY.match(_text(sheet, span)))]
    if not marks:
        start = next((i for i in range(len(capital) - 1, -1, -1) if is_post(_text(sheet, capital[i]))), None)
        return None, [], capital[start:] if start is not None else []
    index, found = marks[-1]
    span = capital[index]
    authority = (span[0] + found.start("authority"), span[0] + found.end("authority"))
    acting: list[Span] = []
    rest = sheet.trim(span[0] + found.end(), span[1], "-–—")
    if rest:
        acting.append(rest)
    acting += capital[index + 1 :]
    kind = fold(sheet.text[authority[0] : authority[1]]).replace("/", "").replace(".", "").replace(" ", "")
    if kind == "q":
        return authority, [], acting
    if len(acting) == 1:
        inline = _DEPUTY_INLINE.search(sheet.text, *acting[0])
        if inline and kind == "kt":
            head = sheet.trim(acting[0][0], inline.start(), "-–—/")
            return authority, [head] if head else [], [(inline.end(), acting[0][1])]
        inline = _POST_INLINE.search(sheet.text, *acting[0]) if kind == "tm" else None
        if inline:
            return authority, [(acting[0][0], inline.start())], [(inline.end(), acting[0][1])]
        return authority, acting, []
    if kind == "kt" and fold(_text(sheet, acting[0])).endswith(" phó"):
        cut = sheet.text.rfind(" ", *acting[0])
        return authority, [(acting[0][0], cut)], [(cut + 1, acting[0][1]), *acting[1:]]
    start = _title_start(sheet, acting, kind)
    return authority, acting[:start], acting[start:]


def _title_start(sheet: Sheet, acting: list[Span], kind: str) -> int:
    """Which of the lines after the authority begins the signer's own post."""
    texts = [fold(_text(sheet, span)) for span in acting]
    if kind == "kt":
        for i in range(1, len(texts)):
            if _DEPUTY.match(texts[i]):
                return i
    posts = [i for i in range(1, len(texts)) if _POST.match(texts[i])]
    if posts:
        return posts[-1] if kind != "tm" else posts[0]
    return len(texts) - 1 if len(texts) == 2 else len(texts)


def _text(sheet: Sheet, span: Span) -> str:
    return sheet.text[span[0] : span[1]]


def _value(sheet: Sheet, spans: list[Span]) -> Value[str] | None:
    if not spans:
        return None
    value = sheet.value("", *spans)
    return msgspec.structs.replace(value, value=value.text)
