"""Words as an invisible text layer: each in its place, in reading order, letters as Unicode."""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.resources import files
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from nguon.core.provenance import Box
from nguon.reading.placed import PlacedWord

FONT: Final = Name("/NguonText")
_EM: Final = 0.5  # width of every glyph of the font, in font sizes
_DESCENT: Final = 0.2
_GAP: Final = 0.2  # font sizes, at least, between the words of a line

Affine = tuple[float, float, float, float, float, float]
"""a b c d e f, as PDF writes a matrix: x' = a x + c y + e, y' = b x + d y + f."""


class Space(NamedTuple):
    """A page's own space.

    Attributes:
        left, bottom, right, top: what of it is shown, in its own units.
        turn: right angles by which it is turned clockwise when shown.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def from_shown(self) -> Affine:
        """From points on the page as shown, y downwards, to the page's own space."""
        return (
            (1, 0, 0, -1, self.left, self.top),
            (0, 1, 1, 0, self.left, self.bottom),
            (-1, 0, 0, 1, self.right, self.bottom),
            (0, -1, -1, 0, self.right, self.top),
        )[self.turn % 4]


def invisible_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font of one empty glyph whose codes are UTF-16, so that every letter of Vietnamese is what is copied."""
    program = pikepdf.Stream(pdf, files("nguon.data").joinpath("fonts").joinpath("invisible.ttf").read_bytes())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/NguonInvisible"), Flags=5, FontBBox=Array([0, -200, 500, 800]),
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=800, StemV=80, FontFile2=pdf.make_indirect(program),
    )  # fmt: skip
    to_empty = pikepdf.Stream(pdf, b"\0\1" * 65536)
    child = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/NguonInvisible"), DW=500,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), CIDToGIDMap=pdf.make_indirect(to_empty),
    )  # fmt: skip
    blocks = []
    for high in range(0, 256, 64):
        lines = "\n".join(f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>" for row in range(high, high + 64))
        blocks.append(f"64 beginbfrange\n{lines}\nendbfrange\n")
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/NguonInvisible"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(child)]), ToUnicode=pdf.make_indirect(cmap(pdf, "".join(blocks))),
        )
    )  # fmt: skip


def copied(entries: pikepdf.Object | None) -> Dictionary:
    """A dictionary of its own with the same entries; empty for anything that is not one."""
    return Dictionary(dict(entries.items())) if isinstance(entries, Dictionary) else Dictionary()


def cmap(pdf: pikepdf.Pdf, ranges: str, codes: str = "<0000> <ffff>") -> pikepdf.Stream:
    """A ToUnicode map of these ranges."""
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /NguonText def /CMapType 2 def\n"
        f"1 begincodespacerange\n{codes}\nendcodespacerange\n{ranges}"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return pikepdf.Stream(pdf, text.encode())


def text_layer(lines: Sequence[Sequence[PlacedWord]], space: Space) -> bytes:
    """The operators that put the words on the page, unseen.

    A line's words run left to right on the page as shown, or, on a page that lies on its side, the way most lines run.
    """
    place = space.from_shown()
    turn = _direction(lines)
    out = [f"BT 3 Tr {FONT} 1 Tf"]
    for line in lines:
        for number, word in enumerate(line):
            out.append(_put(word, place, turn, line[number + 1].box if number + 1 < len(line) else None))
    out.append("ET")
    return "\n".join(out).encode("ascii")


def _direction(lines: Sequence[Sequence[PlacedWord]]) -> int:
    """Right angles, counter-clockwise as shown, by which most of the text is turned."""
    votes = [0, 0, 0, 0]
    for line in lines:
        if len(line) < 2:
            continue
        a, b = line[0].box, line[-1].box
        dx, dy = (b[0] + b[2] - a[0] - a[2]) / 2, (b[1] + b[3] - a[1] - a[3]) / 2
        votes[(0 if dx >= 0 else 2) if abs(dx) >= abs(dy) else (3 if dy > 0 else 1)] += len(line)
    return votes.index(max(votes))


_ALONG = ((1.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0))
_UP = ((0.0, -1.0), (-1.0, 0.0), (0.0, 1.0), (1.0, 0.0))


def _put(word: PlacedWord, place: Affine, turn: int, following: Box | None) -> str:
    """One word, stretched to its box; a space goes with it where another word follows on its line."""
    x0, y0, x1, y1 = word.box
    length, size = (x1 - x0, y1 - y0) if turn % 2 == 0 else (y1 - y0, x1 - x0)
    length, size = max(length, 0.1), max(size, 0.1)
    if following:  # viewers tell words apart by the gap between them
        gap = (following[0] - x0, y1 - following[3], x1 - following[2], following[1] - y0)[turn]
        if gap > 0:
            length = min(length, max(gap - _GAP * size, 0.5 * gap))
    along, up = _ALONG[turn], _UP[turn]
    start = ((x0, y1), (x1, y1), (x1, y0), (x0, y0))[turn]  # where the word's lower left corner stands
    base = (start[0] + up[0] * _DESCENT * size, start[1] + up[1] * _DESCENT * size)
    stretch = length / (max(len(word.text), 1) * _EM)
    a, b = _turned(place, along[0] * stretch, along[1] * stretch)
    c, d = _turned(place, up[0] * size, up[1] * size)
    e = place[0] * base[0] + place[2] * base[1] + place[4]
    f = place[1] * base[0] + place[3] * base[1] + place[5]
    text = word.text + (" " if following else "")
    codes = "".join(f"{ord(letter):04x}" for letter in text if ord(letter) < 0x10000)
    return f"{_n(a)} {_n(b)} {_n(c)} {_n(d)} {_n(e)} {_n(f)} Tm <{codes}> Tj"


def _turned(place: Affine, x: float, y: float) -> tuple[float, float]:
    return place[0] * x + place[2] * y, place[1] * x + place[3] * y


def _n(value: float) -> str:
    return f"{value:.3f}" if math.isfinite(value) else "0"
