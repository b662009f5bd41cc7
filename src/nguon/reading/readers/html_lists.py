"""Numbers and bullets of HTML lists, as a browser shows them."""

from __future__ import annotations

import msgspec
from lxml import etree

from nguon.core.text import squeeze
from nguon.reading.readers.docx_numbering import printed_number
from nguon.reading.readers.html_look import Declarations

_LIST_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
    "decimal-leading-zero": "decimalZero",
}  # fmt: skip
_SYMBOL_FONTS = ("symbol", "wingdings", "courier")
_MOST_DIGITS = 6


class OpenList(msgspec.Struct):
    """An open ``ol`` or ``ul``.

    Attributes:
        form: of its numbers, as Word names them; ``"bullet"`` for bullets, ``"none"`` for nothing.
        next: the next number.
    """

    form: str
    next: int = 1

    def mark(self, element: etree._Element) -> str:
        """The mark of an ``li`` with a space after it, and one more counted."""
        value = _integer(element.get("value"))
        current = self.next if value is None else value
        self.next = current + 1
        if self.form in ("none", "bullet"):
            return "- " if self.form == "bullet" else ""
        return f"{printed_number(current, self.form)}. "


def opened_list(element: etree._Element, declared: Declarations) -> OpenList:
    """The list that an ``ol`` or ``ul`` opens."""
    named = (declared.get("list-style-type") or declared.get("list-style") or "").split()
    form = next((_LIST_FORMS[word] for word in named if word in _LIST_FORMS), "")
    if element.tag == "ul":
        return OpenList("none" if form == "none" else "bullet")
    start = _integer(element.get("start"))
    return OpenList(form or _LIST_FORMS.get(element.get("type") or "1", "decimal"), 1 if start is None else start)


def word_mark(element: etree._Element, font: str) -> str:
    """The number or bullet that Word wrote into a page it saved (``mso-list:Ignore``), with a space after it."""
    mark = squeeze("".join(map(str, element.itertext())))[:20]
    if len(mark) == 1 and font.lower().startswith(_SYMBOL_FONTS):
        mark = "-"
    return f"{mark} " if mark else ""


def _integer(value: str | None) -> int | None:
    digits = (value or "").strip()
    if not digits.removeprefix("-").isascii() or not digits.removeprefix("-").isdigit() or len(digits) > _MOST_DIGITS:
        return None
    return int(digits)
