"""Bytes → Document: sniff, open, repair, and read one part after another."""

from __future__ import annotations

import errno
import hashlib
import re
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

import msgspec

from nguon.core.errors import EmptyFile, TooLarge, UnknownFormat
from nguon.core.provenance import Provenance
from nguon.core.text import fold
from nguon.reading.document import Citation, Document, FileFacts, Letterhead, Problem, Value
from nguon.reading.layout import Block, Paragraph, blocks
from nguon.reading.options import ReadingOptions
from nguon.reading.placed import PlacedPage, placed_pages
from nguon.reading.readers import Source
from nguon.reading.readers.edxml_shape import recognises_edxml
from nguon.reading.readers.sniff import PICTURES, media_type
from nguon.reading.readers.table import READERS
from nguon.reading.rules.addressees import read_addressees
from nguon.reading.rules.annexes import read_annexes
from nguon.reading.rules.body import Taken, read_body
from nguon.reading.rules.citations import read_citations
from nguon.reading.rules.closing import Zones, find_zones, furniture, read_closing
from nguon.reading.rules.family import infer_body, infer_type
from nguon.reading.rules.legal_bases import read_legal_bases
from nguon.reading.rules.letterhead import read_head
from nguon.reading.sheet import Sheet, Span, assemble

_NO_TEXT = {
    "none": ("no_text_layer", "Page {page} is a picture without text"),
    "stamp": ("only_signature_stamp", "The only text of page {page} is the stamp of a digital signature"),
    "garbled": ("garbled_text_layer", "The text layer of page {page} is not Vietnamese"),
}


def read(
    source: str | Path | bytes | BinaryIO, options: ReadingOptions | None = None, *, name: str | None = None
) -> Document:
    """Read an official document.

    Args:
        source: a path, the bytes, or a binary file; a folder is read as the photographs of one document's pages.
        options: limits and choices.
        name: file name for the facts and for the suffix, where ``source`` is not a path.

    Returns:
        The document; what could not be read of it stands in ``problems``.

    Raises:
        ReadingError: nothing can be read (``code`` says why: empty, encrypted, damaged, too large, unknown format,
            program missing); ``OSError`` where the path cannot be opened.
    """
    return _read(source, options or ReadingOptions(), name)[0]


def read_placed(
    source: str | Path | bytes | BinaryIO, options: ReadingOptions | None = None, *, name: str | None = None
) -> tuple[Document, tuple[PlacedPage, ...]]:
    """As ``read``, with every word that was recognised on a picture and its box; of other files no page has words."""
    return _read(source, options or ReadingOptions(), name)


Read = tuple[Document, tuple[PlacedPage, ...]]


def _read(source: str | Path | bytes | BinaryIO, options: ReadingOptions, name: str | None) -> Read:
    if isinstance(source, str | Path) and Path(source).is_dir():
        return _folder(Path(source), options, name)
    data, name = _bytes(source, options, name)
    if not data:
        raise EmptyFile("The file has no bytes", hint="Download or scan it again")
    suffix = Path(name).suffix.lower() if name else ""
    if recognises_edxml(data, suffix):
        return _exchange(data, options, name), ()
    kind = media_type(data, suffix)
    if kind is None or kind not in READERS:
        raise UnknownFormat(
            "The file is neither PDF, DOCX, HTML, text nor a picture", hint="Save it as PDF or DOCX and read that"
        )
    with READERS[kind](data, options) as opened:
        facts = FileFacts(
            name=name,
            media_type=kind,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            pages=opened.page_count,
            text_layer=all(page.text_layer for page in opened.pages),
            signatures=opened.signatures,
            digital_signatures=opened.digital_signatures,
        )
        return _document(opened, facts)


_DIGITS = re.compile(r"(\d+)")


def page_files(path: Path, options: ReadingOptions) -> list[bytes]:
    """The pictures of a folder, in the order of their names (2 before 10).

    Raises:
        TooLarge: together they pass ``max_bytes``.
        IsADirectoryError: it holds none.
    """

    def order(file: Path) -> list[tuple[int, str]]:
        parts = _DIGITS.split(file.name.casefold())
        return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]

    files: list[bytes] = []
    size = 0
    for file in sorted((file for file in path.iterdir() if file.is_file()), key=order):
        with file.open("rb") as stream:
            data = stream.read(options.max_bytes + 1 - size)
        if media_type(data, file.suffix.lower()) in PICTURES:
            files.append(data)
            size += len(data)
        if size > options.max_bytes:
            raise TooLarge(f"The pictures have more than {options.max_bytes:,} bytes", hint="Raise max_bytes")
    if not files:
        raise IsADirectoryError(errno.EISDIR, "The folder holds no pictures of pages", str(path))
    return files


def _folder(path: Path, options: ReadingOptions, name: str | None) -> Read:
    """A folder of page photographs as one document."""
    from nguon.reading.readers.pictures import open_pictures

    files = page_files(path, options)
    with open_pictures(files, options) as opened:
        facts = FileFacts(
            name=name or path.name,
            media_type="inode/directory",
            sha256=hashlib.sha256(b"".join(files)).hexdigest(),
            size=sum(map(len, files)),
            pages=opened.page_count,
            text_layer=False,
            signatures=0,
        )
        return _document(opened, facts)


def _exchange(data: bytes, options: ReadingOptions, name: str | None) -> Document:
    """An exchange file: its attachment, under the facts of the file that was given."""
    from nguon.reading.exchange import read_exchange
    from nguon.reading.readers.edxml import MEDIA_TYPE

    document = read_exchange(data, options, lambda inner, inner_name: read(inner, options, name=inner_name))
    facts = msgspec.structs.replace(
        document.file,
        name=name,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    return msgspec.structs.replace(document, file=facts)


def _bytes(
    source: str | Path | bytes | BinaryIO, options: ReadingOptions, name: str | None
) -> tuple[bytes, str | None]:
    limit = options.max_bytes
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str | Path):
        path = Path(source)
        name = name or path.name
        with path.open("rb") as file:
            data = file.read(limit + 1)
    else:
        data = source.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"The file has more than {limit:,} bytes", hint="Split it, or raise max_bytes")
    return data, name


def _document(source: Source, facts: FileFacts) -> Read:
    sheet = assemble(source.pages)
    placed = placed_pages(sheet, source.pages)
    problems = _problems(source)
    if not sheet.rows:
        if not problems:
            raise EmptyFile("The file holds no words", hint="Check that it is the right file")
        marks = tuple(mark for page in source.pages for mark in page.marks)
        return Document(file=facts, text="", letterhead=Letterhead(), problems=problems, marks=marks), placed
    head = read_head(sheet)
    addressed = read_addressees(sheet, head.end)
    start, offset = addressed.end, None
    if addressed.rest:
        start, offset = addressed.end - 1, addressed.rest[0]
    zones = find_zones(sheet, start)
    paragraphs = blocks(sheet, start, zones.body, from_offset=offset)
    plain = [block for block in takewhile(_is_paragraph, paragraphs[:40]) if isinstance(block, Paragraph)]
    bases, used = read_legal_bases(sheet, plain)
    taken: Taken = {}
    body = read_body(sheet, paragraphs[: used.start] + paragraphs[used.stop :], taken=taken)
    closing = read_closing(sheet, zones)
    annexes = read_annexes(sheet, zones.annexes, taken) if zones.annexes < len(sheet.rows) else ()
    letterhead = head.letterhead
    letterhead = msgspec.structs.replace(
        letterhead,
        body=infer_body(sheet, head, addressed.values, closing),
        type=letterhead.type or infer_type(sheet, head, addressed.values),
    )
    citations = _others(read_citations(sheet, _own_words(sheet, zones), head.own), letterhead)
    document = Document(
        file=facts,
        text=sheet.text,
        letterhead=letterhead,
        addressees=addressed.values,
        legal_bases=bases,
        body=body,
        citations=citations,
        closing=closing,
        annexes=annexes,
        problems=problems,
        marks=tuple(mark for page in source.pages for mark in page.marks),
        doubtful=sheet.doubtful(),
    )
    return document, placed


def _is_paragraph(block: Block) -> bool:
    return isinstance(block, Paragraph)


def _own_words(sheet: Sheet, zones: Zones) -> list[Span]:
    """The text without the furniture of a web page that stands between the signature and the annexes."""
    end = furniture(sheet.rows, zones)
    if end == len(sheet.rows):
        return [(0, len(sheet.text))]
    spans = [(0, sheet.rows[end].start)]
    if zones.annexes < len(sheet.rows):
        spans.append((sheet.rows[zones.annexes].start, len(sheet.text)))
    return spans


def _problems(source: Source) -> tuple[Problem, ...]:
    found = [
        Problem(
            code=r.code, message=r.what, hint=r.hint, where=Provenance(page=r.page, start=0, end=0) if r.page else None
        )
        for r in source.remarks
    ]
    for page in source.pages:
        if not page.text_layer and not page.recognised:
            code, message = _NO_TEXT.get(page.reason, _NO_TEXT["none"])
            found.append(
                Problem(
                    code=code,
                    message=message.format(page=page.number),
                    where=Provenance(page=page.number, start=0, end=0),
                    hint='Install nguon[ocr] (pip install "nguon[ocr]") to read pictures of pages',
                )
            )
    return tuple(found)


def _others(citations: tuple[Value[Citation], ...], letterhead: Letterhead) -> tuple[Value[Citation], ...]:
    """The citations without the document itself, which annexes name ("Kèm theo Kế hoạch số …")."""
    if not (letterhead.number and letterhead.symbol):
        return citations
    own = letterhead.number.value, fold(letterhead.symbol.value)
    return tuple(one for one in citations if (one.value.number, fold(one.value.symbol)) != own)
