"""A PDF through PDFium: the file, its pages, and of a page only what reading asks for.

PDFium is not thread-safe: whoever calls into it holds ``LOCK``.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from ctypes import c_double, c_float, c_int, c_uint16
from itertools import repeat

from nguon.core.errors import DamagedFile, EncryptedFile
from nguon.core.provenance import Box
from nguon.reading.readers import pdfium_calls as calls

LOCK = threading.RLock()

_TEXT, _IMAGE, _FORM = 1, 3, 5  # kinds of page objects
_MANY_OBJECTS = 120
_FLATTENED = 1  # of FPDFPage_Flatten: something was merged into the page
_FLATTENED = 1  # of FPDFPage_Flatten: something was merged into the page
_PASSWORD, _SECURITY = 4, 5  # of FPDF_GetLastError
_OPEN_PAGES = 96  # pages kept open for the boxes of their glyphs; others are opened again when asked for

_CONTROL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe]")

_floats = (c_float * 6)()
_doubles = (c_double * 4)()
_ints = (c_int * 2)()
_name = ctypes.create_string_buffer(256)
_FLOATS, _DOUBLES = ctypes.addressof(_floats), ctypes.addressof(_doubles)
_INTS, _NAME = ctypes.addressof(_ints), ctypes.addressof(_name)
_D1, _D2, _D3 = _DOUBLES + 8, _DOUBLES + 16, _DOUBLES + 24
_F = [_FLOATS + 4 * i for i in range(6)]


class PdfPage:
    """One open page.

    Lines are laid out in the page's frame: turned so that most of its text stands upright, which is how the page is
    shown but for a table typed sideways. ``width``, ``height`` and all places are of the frame, in points from its
    top-left corner, except what ``box`` and ``as_shown`` give: that is on the page as shown.
    """

    __slots__ = (
        "_bottom",
        "_frame",
        "_left",
        "_page",
        "_right",
        "_text",
        "_top",
        "_turn",
        "count",
        "height",
        "shown_height",
        "shown_width",
        "width",
    )

    def __init__(self, document: int, index: int) -> None:
        self._page: int | None = calls.load_page(document, index)
        self._text: int | None = calls.load_text(self._page) if self._page else None
        if not self._page or not self._text:
            self.close()
            raise DamagedFile(f"Page {index + 1} of the PDF cannot be opened")
        left, top, right, bottom = 0.0, 842.0, 595.0, 0.0
        if calls.bounding_box(self._page, _FLOATS):
            left, top, right, bottom = _floats[:4]
        self._left, self._top, self._right, self._bottom = left, top, right, bottom
        self._turn: int = calls.rotation(self._page) % 4
        self.count: int = max(calls.char_count(self._text), 0)
        self._frame = self._turn
        self.width, self.height = self._size(self._turn)
        self.shown_width, self.shown_height = self.width, self.height

    def _size(self, turn: int) -> tuple[float, float]:
        width, height = abs(self._right - self._left), abs(self._top - self._bottom)
        return (height, width) if turn % 2 else (width, height)

    def close(self) -> None:
        """Free what PDFium holds of the page; twice is harmless."""
        if self._text:
            calls.close_text(self._text)
        if self._page:
            calls.close_page(self._page)
        self._page = self._text = None

    def stand_upright(self, indices: Sequence[int]) -> None:
        """Turn the frame by quarters so that most of these characters stand upright."""
        turns = [0, 0, 0, 0]
        for index in indices:
            if calls.matrix(self._text, index, _FLOATS):
                a, b = _floats[0], _floats[1]
                turns[(0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)] += 1
        frame = turns.index(max(turns))
        if frame != self._frame and max(turns):
            self._frame = frame
            self.width, self.height = self._size(frame)

    def _placed(self, turn: int, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle of the page's own space on the page turned ``turn`` quarters, from its visible corner."""
        if turn == 0:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if turn == 1:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if turn == 2:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left

    @property
    def handle(self) -> int | None:
        """PDFium's page."""
        return self._page

    def in_frame(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle of the page's own space in the frame."""
        return self._placed(self._frame, left, top, right, bottom)

    def as_shown(self, box: Box) -> Box:
        """A box of the frame on the page as shown."""
        if self._frame == self._turn:
            return box
        x0, y0, x1, y1 = box
        if self._frame == 0:
            own = x0 + self._left, self._top - y0, x1 + self._left, self._top - y1
        elif self._frame == 1:
            own = y0 + self._left, x1 + self._bottom, y1 + self._left, x0 + self._bottom
        elif self._frame == 2:
            own = self._right - x1, y1 + self._bottom, self._right - x0, y0 + self._bottom
        else:
            own = self._right - y1, self._top - x0, self._right - y0, self._top - x1
        return self._placed(self._turn, *own)

    def characters(self) -> str:
        """The page's characters, one code point each, in the order in which they were drawn.

        A glyph without Unicode is U+FFFD, so that offsets are PDFium's character indices. U+0002 is PDFium's mark for
        a hyphen at the end of a line; no line feed follows it.
        """
        count = self.count
        units = (c_uint16 * (count + 1))()
        written = calls.get_text(self._text, 0, count, units) - 1
        text = bytes(units)[: 2 * max(written, 0)].decode("utf-16-le", "replace")
        if len(text) != count:
            codes = map(calls.unicode, repeat(self._text), range(count))
            text = "".join([_character(code) for code in codes])
        if _CONTROL.search(text):
            text = _CONTROL.sub("\ufffd", text.replace("\ufffe", "\x02"))
        return text

    def span(self, first: int, last: int) -> tuple[float, float, float, float]:
        """Where a run of characters stands: x0, x1, baseline, font size, in points."""
        calls.origin(self._text, first, _DOUBLES, _D1)
        x, y = _doubles[0], _doubles[1]
        calls.loose_box(self._text, last, _FLOATS)
        left, top, right, bottom = _floats[:4]
        size = self.size(last)
        if self._frame == 0:
            return x - self._left, right - self._left, self._top - y, size
        x0, base, _, _ = self._placed(self._frame, x, y, x, y)
        _, _, x1, _ = self._placed(self._frame, left, top, right, bottom)
        return x0, x1, base, size

    def size(self, index: int) -> float:
        """The font size of a character in points as shown: PDFium's own is unscaled."""
        size: float = calls.font_size(self._text, index)
        if calls.matrix(self._text, index, _FLOATS):
            c, d = _floats[2], _floats[3]
            size *= d if c == 0.0 and d > 0.0 else (c * c + d * d) ** 0.5
        return size

    def one_size(self, first: int, last: int) -> bool:
        """Whether two characters have the same font size before scaling."""
        same: bool = calls.font_size(self._text, first) == calls.font_size(self._text, last)
        return same

    def edges(self, first: int, last: int) -> tuple[float, float, float]:
        """x0, x1 and baseline of a run of characters, in points."""
        calls.origin(self._text, first, _DOUBLES, _D1)
        x, y = _doubles[0], _doubles[1]
        calls.loose_box(self._text, last, _FLOATS)
        if self._frame == 0:
            return x - self._left, _floats[2] - self._left, self._top - y
        x0, base, _, _ = self._placed(self._frame, x, y, x, y)
        left, top, right, bottom = _floats[:4]
        return x0, self._placed(self._frame, left, top, right, bottom)[2], base

    def font_key(self, index: int) -> int:
        """What is the same for characters of one font, and good while the page is open; 0 where there is none."""
        obj = calls.text_object(self._text, index)
        return (calls.font(obj) or 0) if obj else 0

    def font(self, index: int) -> bytes:
        """The base font name of a character as the file has it, subset prefix included."""
        length = calls.font_info(self._text, index, _NAME, 256, _INTS)
        return _name.value if length else b""

    def box(self, first: int, last: int) -> Box | None:
        """The smallest box, as shown, around the glyphs ``first`` to ``last``; ``None`` where none is visible."""
        found: Box | None = None
        for index in range(calls.count_rects(self._text, first, last - first + 1)):
            if not calls.rect(self._text, index, _DOUBLES, _D1, _D2, _D3):
                continue
            left, top, right, bottom = _doubles
            if right <= left and top <= bottom:
                continue
            box = self._placed(self._turn, left, top, right, bottom)
            found = (
                (min(found[0], box[0]), min(found[1], box[1]), max(found[2], box[2]), max(found[3], box[3]))
                if found
                else box
            )
        return found

    def is_blank(self) -> bool:
        """Whether the page draws nothing at all."""
        return bool(calls.object_count(self._page) <= 0)

    def is_picture(self) -> bool:
        """Whether one picture covers most of the page."""
        area = 0.5 * self.width * self.height
        for index in range(min(calls.object_count(self._page), _MANY_OBJECTS)):
            obj = calls.object(self._page, index)
            if calls.object_type(obj) in (_IMAGE, _FORM) and calls.object_bounds(obj, _F[0], _F[1], _F[2], _F[3]):
                left, bottom, right, top = _floats[:4]
                if (right - left) * (top - bottom) > area and (calls.object_type(obj) == _IMAGE or _holds_image(obj)):
                    return True
        return False

    def draws_text(self) -> bool:
        """Whether the page draws text, whatever can be read of it."""
        return any(
            calls.object_type(calls.object(self._page, index)) == _TEXT
            for index in range(min(calls.object_count(self._page), 50_000))
        )


def _holds_image(form: int) -> bool:
    return any(
        calls.object_type(calls.form_object(form, index)) == _IMAGE for index in range(min(calls.form_count(form), 100))
    )


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"


class Pdf:
    """One open file. Pages stay open until ``close``, the longest unused ones are closed beyond a bound."""

    def __init__(self, data: bytes) -> None:
        self._data = data  # PDFium reads from it as long as the document is open
        self._pages: OrderedDict[int, PdfPage] = OrderedDict()
        self._document: int | None = calls.load_document(data, len(data), None)
        if not self._document:
            code = calls.last_error()
            if code in (_PASSWORD, _SECURITY):
                raise EncryptedFile("The PDF opens only with a password", hint="Save it without a password")
            raise DamagedFile("The file is cut off or is not a PDF", hint="Ask for the file again")
        self.page_count: int = calls.page_count(self._document)

    def page(self, index: int) -> PdfPage:
        """The page, 0-based; raises ``DamagedFile`` where it cannot be opened."""
        assert self._document, "the document is closed"
        page = self._pages.get(index)
        if page is None:
            page = self._pages[index] = PdfPage(self._document, index)
            if len(self._pages) > _OPEN_PAGES:
                self._pages.popitem(last=False)[1].close()
        return page

    def copy(self) -> Pdf:
        """The same file opened once more."""
        return Pdf(self._data)

    def annotation_words(self, index: int, most: int) -> list[tuple[str, Box]]:
        """The words that annotations (stamps, form fields) draw over a page, 0-based, with boxes; at most ``most``.

        The page of this copy of the document is flattened by it: its annotations become content.
        """
        assert self._document, "the document is closed"
        page = calls.load_page(self._document, index)
        if not page:
            return []
        drawn = calls.annotation_count(page) > 0
        plain = 0
        if drawn:
            text = calls.load_text(page)
            plain = max(calls.char_count(text), 0) if text else 0
            if text:
                calls.close_text(text)
            drawn = calls.flatten(page, 0) == _FLATTENED
        calls.close_page(page)
        if not drawn:
            return []
        flat = PdfPage(self._document, index)
        try:
            words = [m for m in re.finditer(r"\S+", flat.characters()) if m.start() >= plain][:most]
            boxes = [(m[0], flat.box(m.start(), m.end() - 1)) for m in words]
        finally:
            flat.close()
        return [(word, box) for word, box in boxes if box is not None]

    def signatures(self) -> int:
        """How many signature fields hold a signature.

        A signature's dictionary names the bytes that it signs and so stands in the file in clear; counting them there
        spares PDFium the reading of every certificate.
        """
        fields = max(calls.signature_count(self._document), 0)
        return min(fields, self._data.count(b"/ByteRange")) if fields else 0

    def close(self) -> None:
        """Close the pages and the document; twice is harmless."""
        for page in self._pages.values():
            page.close()
        self._pages.clear()
        if self._document:
            calls.close_document(self._document)
        self._document = None
