"""Bytes as the XML of a DOCX: the first byte says which part they become, so that mutations reach behind the ZIP."""

from __future__ import annotations

from collections.abc import Iterable

from tests.docx_files import cell, docx, level, lists, numbered, p, row, table

from nguon.core.errors import ReadingError
from nguon.reading.options import ReadingOptions
from nguon.reading.readers.docx import open_docx

_OPTIONS = ReadingOptions(max_characters=100_000, max_unpacked=20_000_000)
_PARTS = ("document", "styles", "numbering", "footnotes", "header1")
_BODY = (
    table(row(cell(p("BỘ A")), cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))))
    + numbered("Giao Sở B", 1, 0)
    + numbered("Báo cáo", 1, 1)
    + '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    + '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/></w:sectPr>'
)
_WHOLE = {
    "styles": '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:b/></w:rPr></w:style>',
    "numbering": lists(level(0, "%1.", "upperRoman"), level(1, "%1.%2", "lowerLetter")),
    "footnotes": f'<w:footnote w:id="1">{p("Chú thích")}</w:footnote>',
    "header1": p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
}


def read(data: bytes) -> None:
    """Read the bytes as a whole file, and as one part of a sound one; refusing is fine."""
    files = [data]
    if data:
        name = _PARTS[data[0] % len(_PARTS)]
        text = data[1:].decode("utf-8", "replace")
        parts = dict(_WHOLE)
        body = text if name == "document" else _BODY
        if name != "document":
            parts[name] = text
        files.append(docx(body, **parts))
    for file in files:
        try:
            with open_docx(file, _OPTIONS) as source:
                for line in source.pages[0].lines:
                    line.text.encode()
        except ReadingError:
            pass


def seeds() -> Iterable[bytes]:
    """A sound container, and each part on its own."""
    yield docx(_BODY, **_WHOLE)
    yield bytes([0]) + _BODY.encode()
    for number, name in enumerate(_PARTS[1:], start=1):
        yield bytes([number]) + _WHOLE[name].encode()
