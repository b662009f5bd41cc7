"""Make the font of invisible text, ``src/nguon/data/fonts/invisible.ttf``: one glyph, a line without width.

An empty glyph has no height, and PDFium leaves such text out on pages that are turned.

Needs fontTools, which the extra ``samples`` brings (weasyprint); run again only when the font has to change. It holds
no outline of any other font.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

OUT = Path(__file__).resolve().parent.parent / "src" / "nguon" / "data" / "fonts" / "invisible.ttf"


def main() -> None:
    """Write the file."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, -200))
    pen.lineTo((500, 800))
    pen.lineTo((0, -200))
    pen.closePath()
    glyph = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    names = [".notdef", "empty"]
    font.setupGlyphOrder(names)
    font.setupCharacterMap({0x20: "empty"})
    font.setupGlyf(dict.fromkeys(names, glyph))
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "NguonInvisible", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    OUT.parent.mkdir(parents=True, exist_ok=True)
    font.save(OUT)


if __name__ == "__main__":
    main()
