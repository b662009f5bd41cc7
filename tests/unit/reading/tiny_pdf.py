"""PDFs made by hand, so that a test knows where every glyph stands.

Every glyph is half its font size wide. Places are in points from the lower-left corner, as PDF has them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple


class Put(NamedTuple):
    """A text at a place."""

    text: str
    x: float
    y: float
    size: float = 14.0
    font: str = "Times"


class Sheet(NamedTuple):
    """One page; ``raw`` is further content, ``extra`` further entries of the page's dictionary."""

    puts: Sequence[Put] = ()
    raw: str = ""
    extra: str = ""


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked line."""
    return f"0.5 w {x0} {y0} m {x1} {y1} l S\n"


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The rules of a table whose squares all have four sides."""
    return "".join(rule(xs[0], y, xs[-1], y) for y in ys) + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def make(sheets: Sequence[Sheet], *, unmapped: str = "", trailer: str = "") -> bytes:
    """A PDF of these pages; characters of ``unmapped`` get a glyph without Unicode."""
    characters = sorted({c for sheet in sheets for put in sheet.puts for c in put.text})
    codes = {c: number for number, c in enumerate(characters, 1)}
    fonts = sorted({put.font for sheet in sheets for put in sheet.puts}) or ["Times"]
    objects: list[bytes] = [b"", b""]  # 1: catalog, 2: pages

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes) -> bytes:
        packed = zlib.compress(data)
        return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)

    lines = [f"<{code:04x}> <{c.encode('utf-16-be').hex()}>" for c, code in codes.items() if c not in unmapped]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    cmap = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    to_unicode = add(
        stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + cmap.encode() + b"endcmap end end"
        )
    )
    names = []
    for number, font in enumerate(fonts):
        descriptor = add(
            f"<</Type/FontDescriptor/FontName/{font}/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
            "/Descent -200/CapHeight 700/StemV 80>>".encode()
        )
        child = add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 500>>".encode()
        )
        whole = add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{font}/Encoding/Identity-H/DescendantFonts[{child} 0 R]"
            f"/ToUnicode {to_unicode} 0 R>>".encode()
        )
        names.append(f"/F{number} {whole} 0 R")
    kids = []
    for sheet in sheets:
        content = sheet.raw
        for put in sheet.puts:
            shown = "".join(f"{codes[c]:04x}" for c in put.text)
            content += f"BT /F{fonts.index(put.font)} {put.size} Tf 1 0 0 1 {put.x} {put.y} Tm <{shown}> Tj ET\n"
        place = add(stream(content.encode()))
        box = "" if "/MediaBox" in sheet.extra else "/MediaBox[0 0 595 842]"
        kids.append(
            add(
                f"<</Type/Page/Parent 2 0 R{box}/Resources<</Font<<{''.join(names)}>>>>/Contents {place} 0 R"
                f"{sheet.extra}>>".encode()
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode()
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
