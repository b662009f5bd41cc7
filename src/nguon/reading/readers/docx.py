"""DOCX (also .docm, .dotx, strict OOXML) → lines, with numbering, tables, text boxes and footnotes as printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from lxml import etree

from nguon.core.errors import EmptyFile, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Line, Page
from nguon.reading.readers import Remark, Source, sniff
from nguon.reading.readers.decoding import legacy_encoding
from nguon.reading.readers.docx_numbering import Numbering
from nguon.reading.readers.docx_package import MC, Package, R, W
from nguon.reading.readers.docx_paragraph import Paragraphs
from nguon.reading.readers.docx_styles import Styles, number, on
from nguon.reading.readers.docx_table import TRANSPARENT, read_table
from nguon.reading.readers.grid import Flow, Grid, GridCell, lay_out, texts
from nguon.reading.readers.html import flow_of
from nguon.reading.readers.signs import MOTTO, bare


def recognises_docx(data: bytes, suffix: str) -> bool:
    """Whether the bytes are a Word document of the XML kind, encrypted or damaged ones included."""
    return sniff.media_type(data, suffix) == sniff.DOCX


@contextmanager
def open_docx(data: bytes, options: ReadingOptions) -> Iterator[Source]:
    """Read a DOCX into one page of paragraphs.

    Tracked insertions count as accepted, deletions and hidden text as gone; page headers and footers are left out,
    but for a letterhead that stands in the header of the first page. Footnotes come last.

    Raises:
        DamagedFile: no ZIP, no main part, or XML that is not well-formed.
        EncryptedFile: the file opens only with a password.
        TooLarge: past ``max_bytes``, ``max_unpacked`` or the depth that the parser allows, or packed like a bomb.
        EmptyFile: a document without text.
    """
    if len(data) > options.max_bytes:
        raise TooLarge(f"The file has {len(data)} bytes, more than {options.max_bytes}", hint="Raise max_bytes")
    package = Package(data, options)
    body = _Body(package, options)
    lines = lay_out(body.read())
    lines += body.notes()
    if not lines:
        raise EmptyFile("The document holds no text", hint="A scan pasted into Word? Send the scan itself")
    lines = _with_legacy(lines)
    yield Source(pages=(Page(number=1, lines=tuple(lines)),), remarks=(*package.remarks, *body.remarks))


class _Body:
    """The walk through the main part; characters are counted on the way."""

    def __init__(self, package: Package, options: ReadingOptions) -> None:
        root = package.part(package.main)
        assert root is not None
        self._package = package
        self._root = root
        self._options = options
        self._left = options.max_characters
        self._depth = 0
        self.remarks: list[Remark] = []
        self._styles = Styles(package.related("styles", "styles.xml"))
        numbering = Numbering(package.related("numbering", "numbering.xml"), self._styles)
        self._paragraphs = Paragraphs(self._styles, numbering, self._flow)

    def read(self) -> Flow:
        """Everything in the body in order, the letterhead of a first-page header before it."""
        body = self._root.find(W + "body")
        if body is None:
            return ()
        header = self._letterhead(body)
        return [*header, *self._flow(body)]

    def notes(self) -> list[Line]:
        """Footnotes and endnotes, each numbered as in the text."""
        lines: list[Line] = []
        for kind in ("footnote", "endnote"):
            references = [e.get(W + "id") for e in self._root.iter(f"{W}{kind}Reference")]
            root = self._package.related(f"{kind}s", f"{kind}s.xml") if references else None
            if root is None:
                continue
            notes = {note.get(W + "id"): note for note in root.iterchildren(W + kind)}
            shown = 0
            for reference in references:
                note = notes.get(reference)
                if note is None or note.get(W + "type") not in (None, "normal"):
                    continue
                shown += 1
                for n, line in enumerate(lay_out(self._flow(note))):
                    mark = f"{shown} " if n == 0 and not line.automatic else ""
                    lines.append(
                        msgspec.structs.replace(
                            line,
                            text=mark + (line.text.lstrip() if mark else line.text),
                            automatic=len(mark) or line.automatic,
                            footnote=True,
                        )
                    )
        return lines

    def _flow(self, parent: etree._Element) -> list[Line | Grid]:
        self._depth += 1
        if self._depth > self._options.max_depth:
            raise TooLarge(f"Tables or boxes are nested deeper than {self._options.max_depth}", hint="Raise max_depth")
        items: list[Line | Grid] = []
        section = 0
        stack: list[Iterator[etree._Element]] = [iter(parent)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if tag == W + "p":
                self._add(items, self._paragraphs.read(child))
                end = child.find(f"{W}pPr/{W}sectPr")
                if end is not None:
                    section = _close_section(items, section, end)
            elif tag == W + "tbl":
                items.append(read_table(child, self._styles, self._flow))
            elif tag == W + "sdt":
                content = child.find(W + "sdtContent")
                stack.append(iter(content if content is not None else ()))
            elif tag == W + "sectPr":
                section = _close_section(items, section, child)
            elif tag == MC + "AlternateContent":
                choice = child.find(MC + "Choice")
                stack.append(iter(choice if choice is not None else ()))
            elif tag == W + "altChunk":
                self._add(items, self._chunk(child.get(R + "id") or ""))
            elif tag in TRANSPARENT:
                stack.append(iter(child))
        self._depth -= 1
        return items

    def _chunk(self, relation_id: str) -> list[Line | Grid]:
        """A web page that a program set into the document instead of paragraphs; Word shows it as such."""
        data = self._package.chunk(relation_id)
        return flow_of(data, max(self._left, 0)) if sniff.media_type(data) == sniff.HTML else []

    def _add(self, items: list[Line | Grid], found: list[Line | Grid]) -> None:
        if self._left <= 0:
            return
        for item in found:
            items.append(item)
            self._left -= len(item.text) if isinstance(item, Line) else 0
        if self._left <= 0:
            self.remarks.append(
                Remark(
                    code="too_much_text",
                    what=f"Only the first {self._options.max_characters} characters were read",
                    hint="Raise max_characters to read the rest",
                )
            )

    def _letterhead(self, body: etree._Element) -> list[Line | Grid]:
        """What stands in the header of the first page, if it is a letterhead."""
        section = next(body.iter(W + "sectPr"), None)
        if section is None:
            return []
        references = {e.get(W + "type"): e.get(R + "id") for e in section.iterchildren(W + "headerReference")}
        kinds = ("first", "default") if on(section.find(W + "titlePg")) else ("default",)
        for kind in kinds:
            root = self._package.target(references[kind] or "") if kind in references else None
            if root is not None:
                found = self._flow(root)
                if MOTTO.search(bare("".join(texts(found)))):
                    return found
        return []


def _close_section(items: list[Line | Grid], start: int, properties: etree._Element) -> int:
    """Put the two halves of a short section of two newspaper columns side by side, as a letterhead typed so stands."""
    columns = properties.find(W + "cols")
    part = items[start:]
    if columns is not None and number(columns, "num") == 2 and MOTTO.search(bare("".join(texts(part)))):
        middle = next(
            (
                n
                for n, item in enumerate(part)
                if n and isinstance(item, Line) and MOTTO.search(bare(item.text)) and not isinstance(part[0], Grid)
            ),
            0,
        )
        if middle and len(part) <= 40:
            halves = (tuple(part[:middle]), tuple(part[middle:]))
            cells = tuple(GridCell(row=0, column=n, flow=half) for n, half in enumerate(halves))
            items[start:] = [Grid(cells=cells, ruled=False)]
    return len(items)


def _with_legacy(lines: list[Line]) -> list[Line]:
    """The lines, those in a legacy encoding that no font name told marked by their syllables."""
    unsure = [line for line in lines if not line.encoding and not line.text.isascii()]
    legacy = legacy_encoding("\n".join(line.text for line in unsure)) if unsure else ""
    if legacy in ("", "viqr"):
        return lines
    return [
        msgspec.structs.replace(line, encoding=legacy)
        if not line.encoding and not line.text.isascii() and all(c <= "\u00ff" for c in line.text)
        else line
        for line in lines
    ]
