"""HTML as ministries and law sites publish it → visible lines, letterhead tables as columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from lxml import etree

from nguon.core.errors import EmptyFile, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Line, Page
from nguon.reading.readers import Remark, Source, html_flow, sniff
from nguon.reading.readers.decoding import decode, legacy_encoding
from nguon.reading.readers.grid import Grid, lay_out
from nguon.reading.readers.mht import is_mht, page_inside

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_MOST_BYTES = 50_000_000
_MOST_TAGS = 3_000_000
"""lxml takes about 150 bytes for each."""
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32)], " ")


def recognises_html(data: bytes, suffix: str) -> bool:
    """Whether the bytes are HTML, with or without a document type."""
    return sniff.media_type(data, suffix) == sniff.HTML


@contextmanager
def open_html(data: bytes, options: ReadingOptions) -> Iterator[Source]:
    """Read a page into the lines that a browser shows.

    Menus, forms and page heads are left out where the text stands elsewhere; numbers of lists are part of the text.
    A line that follows a ``br`` has ``paragraph=False``, one after two of them ``True``.

    Raises:
        TooLarge: past ``max_bytes``, or more than three million tags.
        EmptyFile: nothing visible.
    """
    if len(data) > options.max_bytes:
        raise TooLarge(f"The file has {len(data)} bytes, more than {options.max_bytes}", hint="Raise max_bytes")
    if data.count(b"<") > _MOST_TAGS:
        raise TooLarge(f"The page has more than {_MOST_TAGS} tags", hint="Save the article alone")
    root, complete = _parsed(_text(data[:_MOST_BYTES]))
    page = html_flow.Page(root, options.max_characters) if root is not None else None
    lines = _with_legacy([_shown(line) for line in lay_out(page.flow())]) if page else []
    if page is None or not lines:
        raise EmptyFile("The page shows no text", hint="Save the page once it is fully loaded")
    remarks: tuple[Remark, ...] = ()
    if not complete:
        remarks = (
            Remark(
                code="nested_too_deeply",
                what="The elements of the page are nested too deeply; what stands below was not read",
                hint="Copy the text out of the browser and read that",
            ),
        )
    if page.cut or len(data) > _MOST_BYTES:
        remarks += (
            Remark(
                code="too_much_text",
                what=f"Only the first {options.max_characters} characters were read",
                hint="Raise max_characters to read the rest",
            ),
        )
    yield Source(pages=(Page(number=1, lines=tuple(lines)),), remarks=remarks)


def flow_of(data: bytes, characters: int) -> list[Line | Grid]:
    """The lines and tables of a page that stands inside another file, at most so many characters."""
    root, _ = _parsed(_text(data[:_MOST_BYTES]))
    return html_flow.Page(root, characters).flow() if root is not None else []


def _text(data: bytes) -> str:
    charset = ""
    if is_mht(data):
        data, charset = page_inside(data)
    declared = _CHARSET.search(data[:4096])
    return decode(data, declared[1].decode("ascii") if declared else charset).text


def _parsed(text: str) -> tuple[etree._Element | None, bool]:
    """The root element, if there is one, and whether the parser came to the end.

    ``huge_tree`` lets elements nest 2,048 deep instead of 256, which pages with unclosed tags do; HTML has no entities
    of its own that could be nested.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(text.translate(_CONTROLS).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, True
    complete = not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return (root if root is not None and isinstance(root.tag, str) else None), complete


def _shown(line: Line) -> Line:
    """The line with the gaps that parted no columns as the space that a browser shows."""
    return msgspec.structs.replace(line, text=line.text.replace("\t", " ")) if "\t" in line.text else line


def _with_legacy(lines: list[Line]) -> list[Line]:
    """The lines, marked with the legacy encoding of the page where its syllables tell one."""
    legacy = legacy_encoding("\n".join(line.text for line in lines if not line.text.isascii()))
    if legacy in ("", "viqr"):
        return lines
    return [
        msgspec.structs.replace(line, encoding=legacy)
        if not line.encoding
        and not line.text.isascii()
        and all(c <= "\u00ff" or c in "\u201c\u201d\u2018\u2019\u2013" for c in line.text)
        else line
        for line in lines
    ]
