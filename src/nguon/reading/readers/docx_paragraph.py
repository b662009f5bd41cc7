"""One paragraph of a DOCX → its lines, with the look of their letters and their automatic number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from nguon.reading.page import Line
from nguon.reading.readers.docx_numbering import Numbering
from nguon.reading.readers.docx_package import MC, W
from nguon.reading.readers.docx_styles import ParagraphLook, RunLook, Styles, paragraph_look, run_look
from nguon.reading.readers.grid import Flow, Grid, GridCell

_BREAK = "\n"
_PAGE_BREAK = "\f"
_DROPPED_NAMES = (
    "del moveFrom instrText delInstrText delText rPr pPr footnoteReference endnoteReference annotationRef footnoteRef"
    " endnoteRef softHyphen lastRenderedPageBreak proofErr bookmarkStart bookmarkEnd rt pgNum"
)
_DROPPED = frozenset(W + name for name in _DROPPED_NAMES.split())
_BOXES = f"{W}txbxContent"
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "□", 0xF0FC: "✓", 0xF0E0: "→", 0xF0DE: "⇒", 0xF02D: "-", 0xF0BE: "-"}
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LETTERS = re.compile(r"[^\W\d_]")
_SMALL_TO_CAPITAL = str.maketrans("¨©ª«¬\u00ad®", "¡¢£¤¥¦§")
_OFFSET = re.compile(r"(?:^|;)\s*margin-left:\s*(-?[\d.]{1,12})")
_POSITION = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class _Span(NamedTuple):
    text: str
    look: RunLook


class Anchored(NamedTuple):
    """A text box anchored in a paragraph: its place from the left, in no fixed unit, and what it holds."""

    left: float
    flow: Flow


class Paragraphs:
    """Reads paragraphs in document order; the numbering counts on from one to the next."""

    def __init__(
        self, styles: Styles, numbering: Numbering, flow: Callable[[etree._Element], list[Line | Grid]]
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._flow = flow
        self._looks: dict[str, RunLook] = {}
        self._empty = 0

    def read(self, element: etree._Element) -> list[Line | Grid]:
        """The lines of a ``w:p``, and after them those of the text boxes anchored in it."""
        properties = element.find(W + "pPr")
        own = paragraph_look(properties)
        name = None
        if properties is not None and (style_element := properties.find(W + "pStyle")) is not None:
            name = style_element.get(W + "val")
        style = self._styles.paragraph(name)
        look = own.over(style.paragraph)
        boxes: list[Anchored] = []
        spans = list(self._spans(element, style.run, boxes))
        printed, level = "", None
        visible = any(span.text.strip() for span in spans)
        if look.number and (visible or not _mark_deleted(properties)):
            found = self._numbering.level(look.number, look.level, name or self._styles.default)
            if found is not None:
                printed, level = self._numbering.advance(look.number, found[0]), found[1]
        if level is not None:
            look = own.over(level.look.over(style.paragraph))
        lines = self._lines(spans, look, printed) if visible else []
        self._empty = 0 if lines else self._empty + 1
        return [*lines, *_beside(boxes)]

    def _lines(self, spans: list[_Span], look: ParagraphLook, printed: str) -> list[Line | Grid]:
        pieces: list[list[_Span]] = [[]]
        starts = [True]
        for text, run in spans:
            for n, part in enumerate(re.split("([\n\f])", text)):
                if n % 2:
                    pieces.append([])
                    starts.append(part == _PAGE_BREAK)
                elif part:
                    pieces[-1].append(_Span(part, run))
        lines: list[Line | Grid] = []
        skipped = 0
        for piece, start in zip(pieces, starts, strict=True):
            text = "".join(span.text for span in piece)
            if not text.strip():
                skipped += 1
                continue
            first = not lines
            automatic = len(printed) + 1 if first and printed else 0
            lines.append(
                _line(
                    piece,
                    (f"{printed} {text.lstrip()}" if automatic else text).rstrip(),
                    automatic,
                    look,
                    paragraph=first or start,
                    gap=self._empty if first else skipped,
                )
            )
            skipped = 0
        return lines

    def _spans(self, element: etree._Element, style: RunLook, boxes: list[Anchored]) -> Iterator[_Span]:
        stack: list[Iterator[etree._Element]] = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if tag == W + "r":
                yield from self._run(child, style, boxes)
            elif tag == _MATH_TEXT:
                yield _Span(child.text or "", style)
            elif tag == MC + "AlternateContent":
                choice = child.find(MC + "Choice")
                stack.append(iter(choice if choice is not None else ()))
            elif isinstance(tag, str) and tag not in _DROPPED:
                stack.append(iter(child))

    def _run(self, run: etree._Element, style: RunLook, boxes: list[Anchored]) -> Iterator[_Span]:
        look = style
        text: list[str] = []
        for child in run:
            tag = child.tag
            if tag == W + "rPr":
                look = self._look(child, style)
            elif tag == W + "t":
                text.append((child.text or "").replace("\n", " ").replace("\r", " ").replace("\f", " "))
            elif tag == W + "tab" or tag == W + "ptab":
                text.append("\t")
            elif tag == W + "br":
                text.append(_PAGE_BREAK if child.get(W + "type") in ("page", "column") else _BREAK)
            elif tag == W + "cr":
                text.append(_BREAK)
            elif tag == W + "noBreakHyphen":
                text.append("-")
            elif tag == W + "sym":
                text.append(_symbol(child))
            elif tag == W + "ruby":
                text += [node.text or "" for node in child.iterfind(f"{W}rubyBase//{W}t")]
            elif isinstance(tag, str) and tag not in _DROPPED:
                boxes += self._boxes(child)
        if text and not look.hidden:
            joined = "".join(text)
            if look.capitals and len(joined.upper()) == len(joined):
                joined = joined.upper()
            yield _Span(joined, look)

    def _look(self, properties: etree._Element, style: RunLook) -> RunLook:
        own = run_look(properties)
        name = properties.find(W + "rStyle")
        if name is not None:
            own = own.over(self._styles.character(name.get(W + "val") or ""))
        return own.over(style)

    def _boxes(self, element: etree._Element) -> Iterator[Anchored]:
        """The outermost text boxes in a drawing or picture; of alternatives only the first is what Word shows."""
        stack = [element]
        while stack:
            node = stack.pop()
            if node.tag == MC + "AlternateContent":
                choice = node.find(MC + "Choice")
                stack += [choice] if choice is not None else []
            elif node.tag == _BOXES:
                yield Anchored(_place(node), self._flow(node))
            else:
                stack += [child for child in reversed(node) if isinstance(child.tag, str)]


def legacy_of(font: str | None) -> str:
    """The encoding that a font's name tells: ``.VnTime`` is TCVN3, ``VNI-Times`` is VNI."""
    name = (font or "").lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ")) else ""


def _line(piece: list[_Span], text: str, automatic: int, look: ParagraphLook, *, paragraph: bool, gap: int) -> Line:
    letters = 0
    bold = italic = 0
    sizes: Counter[float] = Counter()
    legacy: Counter[str] = Counter()
    shown: list[str] = []
    for part, run in piece:
        count = len(_LETTERS.findall(part))
        letters += count
        bold += count if run.bold else 0
        italic += count if run.italic else 0
        sizes[run.size or 0.0] += count or 1
        encoding = legacy_of(run.font)
        if encoding and not any(c > "\u00ff" for c in part):
            legacy[encoding] += sum(c > "\x7f" for c in part)
            if encoding == "tcvn3" and (run.font or "").lower().endswith("h"):
                part = _in_capitals(part)
        shown.append(part)
    encoding = legacy.most_common(1)[0][0] if legacy and legacy.most_common(1)[0][1] else ""
    if encoding:
        body = "".join(shown)
        text = (f"{text[:automatic]}{body.lstrip()}" if automatic else body).rstrip()
    return Line(
        text=text,
        size=sizes.most_common(1)[0][0],
        bold=bold * 2 > letters,
        italic=italic * 2 > letters,
        paragraph=paragraph,
        flowing=True,
        centred=look.align == "center",
        indent=(look.left or 0.0) + (look.first or 0.0),
        gap=float(gap),
        automatic=automatic,
        encoding=encoding,
    )


def _in_capitals(text: str) -> str:
    """A text in a font of capitals (``.VnTimeH``); toned letters have no capital in TCVN3 and stay as they are."""
    return "".join(c.upper() if c.isascii() else c for c in text).translate(_SMALL_TO_CAPITAL)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""


def _mark_deleted(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _place(box: etree._Element) -> float:
    """How far from the left a text box stands: the offset of its anchor, or the margin of its VML shape."""
    node = box.getparent()
    while node is not None and node.tag != W + "p":
        if node.tag == _POSITION + "anchor":
            offset = node.find(f"{_POSITION}positionH/{_POSITION}posOffset")
            try:
                return float(offset.text or 0) if offset is not None else 0.0
            except ValueError:
                return 0.0
        found = _OFFSET.search(node.get("style") or "")
        if found:
            try:
                return float(found[1])
            except ValueError:
                return 0.0
        node = node.getparent()
    return 0.0


def _beside(boxes: list[Anchored]) -> list[Line | Grid]:
    """Text boxes of one paragraph: two of them stand side by side, as a letterhead does; others follow one another."""
    filled = [box for box in boxes if any(isinstance(i, Grid) or i.text.strip() for i in box.flow)]
    if len(filled) != 2:
        return [item for box in filled for item in box.flow]
    ordered = sorted(filled, key=lambda box: box.left)
    cells = tuple(GridCell(row=0, column=n, flow=tuple(box.flow)) for n, box in enumerate(ordered))
    return [Grid(cells=cells, ruled=False)]
