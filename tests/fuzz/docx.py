"""Bytes as a DOCX: as they are, as the XML of a part, and as steps that grow well-formed XML of Word's elements."""

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


_TAG_NAMES = (
    "p r t tab br pPr rPr numPr numId ilvl pStyle rStyle b i sz caps vanish rFonts jc ind tbl tr tc tblPr tcPr trPr"
    " tblBorders top insideV gridSpan vMerge gridBefore tblHeader tblStyle sectPr cols headerReference titlePg sdt"
    " sdtContent ins del hyperlink txbxContent pict drawing sym fldChar instrText footnoteReference footnote style"
    " basedOn abstractNum num abstractNumId lvl lvlText numFmt start lvlRestart isLgl lvlOverride startOverride suff"
    " numStyleLink body AlternateContent Choice Fallback"
)
_TAGS = _TAG_NAMES.split()
_VALUES = ("0", "1", "2", "9", "-1", "99999999999", "x", "", "restart", "center", "single", "nil", "%1.%2)", "bullet")
_NAMES = ("val", "ilvl", "numId", "abstractNumId", "styleId", "type", "id", "char", "ascii", "left", "num")
_TEXTS = (
    "BỘ A",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Nơi nhận:",
    "a\tb",
    "ngày 2 tháng 3 năm 2020",
    "C«ng v¨n",
    "   ",
)


def grown(steps: bytes) -> str:
    """XML that the steps grow: a byte opens an element with an attribute, adds text, or closes the last one."""
    pieces: list[str] = []
    stack: list[str] = []
    for step, choice in zip(steps[::2], steps[1::2], strict=False):
        if step < 170 and len(stack) < 230:
            tag = _TAGS[step % len(_TAGS)]
            tag = f"mc:{tag}" if tag in ("AlternateContent", "Choice", "Fallback") else f"w:{tag}"
            name, value = _NAMES[choice % len(_NAMES)], _VALUES[choice // len(_NAMES) % len(_VALUES)]
            pieces.append(f'<{tag} w:{name}="{value}">')
            stack.append(tag)
        elif step < 200:
            pieces.append(_TEXTS[choice % len(_TEXTS)])
        elif stack:
            pieces.append(f"</{stack.pop()}>")
    return "".join(pieces) + "".join(f"</{tag}>" for tag in reversed(stack))


def read(data: bytes) -> None:
    """Read the bytes as a whole file, and as one part of a sound one; refusing is fine."""
    files = [data]
    if data:
        name = _PARTS[data[0] % len(_PARTS)]
        text = grown(data[1:]) if data[0] & 64 else data[1:].decode("utf-8", "replace")
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
    yield bytes(range(256)) * 2
    yield bytes([65]) + bytes([0, 0, 1, 0, 2, 0, 180, 1, 220, 0, 220, 0]) * 8
    for number, name in enumerate(_PARTS[1:], start=1):
        yield bytes([number]) + _WHOLE[name].encode()
