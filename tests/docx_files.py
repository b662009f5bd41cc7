"""DOCX containers put together by hand, so that a test says exactly what the file holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:r="{_RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def docx(body: str, *, space: str = TRANSITIONAL, **parts: str) -> bytes:
    """A container with the body's XML; ``parts`` are bodies of styles, numbering, footnotes, header1."""
    roots = {
        "styles": "w:styles",
        "numbering": "w:numbering",
        "footnotes": "w:footnotes",
        "header1": "w:hdr",
    }
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f'<w:document xmlns:w="{space}" {_SPACES}><w:body>{body}</w:body></w:document>',
    }
    related = {}
    for number, (name, content) in enumerate(parts.items(), start=1):
        root = roots[name]
        files[f"word/{name}.xml"] = f'<{root} xmlns:w="{space}" {_SPACES}>{content}</{root}>'
        related[f"rId{number}"] = (name.rstrip("0123456789"), f"{name}.xml")
    files["word/_rels/document.xml.rels"] = _relations(related)
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of the files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run; tabs and line feeds become ``w:tab`` and ``w:br``."""
    inner = escape(text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    inner = inner.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r>{look}<w:t xml:space='preserve'>{inner}</w:t></w:r></w:p>"
        if text
        else f"<w:p><w:pPr>{properties}</w:pPr></w:p>"
    )


def numbered(text: str, name: int = 1, level: int = 0) -> str:
    """A paragraph of list ``name`` at ``level``."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def cell(*content: str, properties: str = "") -> str:
    """A table cell of the given paragraphs or tables."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, ruled: bool = False) -> str:
    """A table, with or without visible borders."""
    kind = "single" if ruled else "nil"
    edges = "".join(f'<w:{e} w:val="{kind}"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>{''.join(rows)}</w:tbl>"


def level(index: int, pattern: str, form: str = "decimal", extra: str = "") -> str:
    """A ``w:lvl``."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{pattern}"/>'
        "</w:lvl>"
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """The content of ``numbering.xml``: one abstract list and the lists that use it."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def _content_types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{of}+xml"/>' for name, of in names.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{parts}</Types>"
    )


def _relations(entries: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{identifier}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for identifier, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'
