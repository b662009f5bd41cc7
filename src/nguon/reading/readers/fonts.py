"""What the name of a font says: weight, slant, and an encoding older than Unicode."""

from __future__ import annotations

import re

import msgspec

_LEGACY = re.compile(rb"(?:[A-Z]{6}\+)?(?:\.?(Vn)(?=[A-Z3])|(VNI)[-_ ]?[A-Z])")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique", re.IGNORECASE)


class Style(msgspec.Struct, frozen=True):
    """What the name of a font says."""

    bold: bool
    italic: bool
    encoding: str


_styles: dict[bytes, Style] = {}


def style_of(name: bytes) -> Style:
    """Weight, slant and legacy encoding by a font's base name: PDFium's own weight says 400 for bold."""
    style = _styles.get(name)
    if style is None:
        legacy = _LEGACY.match(name)
        encoding = "" if not legacy else "tcvn3" if legacy[1] else "vni"
        style = Style(bool(_BOLD.search(name)), bool(_ITALIC.search(name)), encoding)
        if len(_styles) < 10_000:
            _styles[name] = style
    return style
