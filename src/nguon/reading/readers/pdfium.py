"""PDFium through ctypes: a file, its pages, and of a page only what reading asks for.

PDFium is not thread-safe: whoever calls into it holds ``LOCK``. The many small calls go through a handle that keeps
Python's own lock and passes addresses as integers, which is about half the price of pypdfium2's own prototypes.
"""

from __future__ import annotations

import ctypes
import importlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from ctypes import c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_uint16, c_ulong, c_void_p
from itertools import pairwise, repeat
from typing import Any

import pypdfium2  # noqa: F401  starts the library

from nguon.core.errors import DamagedFile, EncryptedFile
from nguon.core.provenance import Box

LOCK = threading.RLock()

_PATH: str = importlib.import_module("pypdfium2_raw.bindings")._libs["pdfium"]._name
_slow = ctypes.CDLL(_PATH)  # lets go of Python's lock: for calls that take milliseconds
_fast = ctypes.PyDLL(_PATH)


def _bind(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function: Any = library[name]
    function.restype, function.argtypes = result, arguments
    bound: Callable[..., Any] = function
    return bound


_load_document = _bind(_slow, "FPDF_LoadMemDocument64", c_void_p, c_char_p, c_size_t, c_char_p)
_close_document = _bind(_slow, "FPDF_CloseDocument", None, c_void_p)
_last_error = _bind(_slow, "FPDF_GetLastError", c_ulong)
_page_count = _bind(_slow, "FPDF_GetPageCount", c_int, c_void_p)
_load_page = _bind(_slow, "FPDF_LoadPage", c_void_p, c_void_p, c_int)
_flatten = _bind(_slow, "FPDFPage_Flatten", c_int, c_void_p, c_int)
_annotation_count = _bind(_slow, "FPDFPage_GetAnnotCount", c_int, c_void_p)
_close_page = _bind(_slow, "FPDF_ClosePage", None, c_void_p)
_load_text = _bind(_slow, "FPDFText_LoadPage", c_void_p, c_void_p)
_close_text = _bind(_slow, "FPDFText_ClosePage", None, c_void_p)
_get_text = _bind(_slow, "FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
_signature_count = _bind(_slow, "FPDF_GetSignatureCount", c_int, c_void_p)
_bounding_box = _bind(_slow, "FPDF_GetPageBoundingBox", c_int, c_void_p, c_void_p)
_rotation = _bind(_slow, "FPDFPage_GetRotation", c_int, c_void_p)
_object_count = _bind(_slow, "FPDFPage_CountObjects", c_int, c_void_p)
_char_count = _bind(_slow, "FPDFText_CountChars", c_int, c_void_p)
_object = _bind(_fast, "FPDFPage_GetObject", c_void_p, c_void_p, c_int)
_object_type = _bind(_fast, "FPDFPageObj_GetType", c_int, c_void_p)
_object_bounds = _bind(_fast, "FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_object_matrix = _bind(_fast, "FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
_form_count = _bind(_fast, "FPDFFormObj_CountObjects", c_int, c_void_p)
_form_object = _bind(_fast, "FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
_draw_mode = _bind(_fast, "FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
_segment_count = _bind(_fast, "FPDFPath_CountSegments", c_int, c_void_p)
_segment = _bind(_fast, "FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
_segment_point = _bind(_fast, "FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
_segment_type = _bind(_fast, "FPDFPathSegment_GetType", c_int, c_void_p)
_unicode = _bind(_fast, "FPDFText_GetUnicode", c_uint, c_void_p, c_int)
_loose_box = _bind(_fast, "FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
_origin = _bind(_fast, "FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
_font_size = _bind(_fast, "FPDFText_GetFontSize", c_double, c_void_p, c_int)
_matrix = _bind(_fast, "FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
_text_object = _bind(_fast, "FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
_font = _bind(_fast, "FPDFTextObj_GetFont", c_void_p, c_void_p)
_font_info = _bind(_fast, "FPDFText_GetFontInfo", c_ulong, c_void_p, c_int, c_void_p, c_ulong, c_void_p)
_count_rects = _bind(_fast, "FPDFText_CountRects", c_int, c_void_p, c_int, c_int)
_rect = _bind(_fast, "FPDFText_GetRect", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)

_TEXT, _PATH_OBJECT, _IMAGE, _FORM = 1, 2, 3, 5
_MANY_OBJECTS = 120
_FLATTENED = 1  # of FPDFPage_Flatten: something was merged into the page
_PASSWORD, _SECURITY = 4, 5  # of FPDF_GetLastError
_LINE_TO, _MOVE_TO = 0, 2
_THIN_PT = 3.0  # a filled rectangle this thin is a rule
_MOST_PATHS = 20_000  # of one page; drawings have more, tables do not
_MOST_SEGMENTS = 64  # of one path; letters drawn as outlines have more, rules do not
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
        self._page: int | None = _load_page(document, index)
        self._text: int | None = _load_text(self._page) if self._page else None
        if not self._page or not self._text:
            self.close()
            raise DamagedFile(f"Page {index + 1} of the PDF cannot be opened")
        left, top, right, bottom = 0.0, 842.0, 595.0, 0.0
        if _bounding_box(self._page, _FLOATS):
            left, top, right, bottom = _floats[:4]
        self._left, self._top, self._right, self._bottom = left, top, right, bottom
        self._turn: int = _rotation(self._page) % 4
        self.count: int = max(_char_count(self._text), 0)
        self._frame = self._turn
        self.width, self.height = self._size(self._turn)
        self.shown_width, self.shown_height = self.width, self.height

    def _size(self, turn: int) -> tuple[float, float]:
        width, height = abs(self._right - self._left), abs(self._top - self._bottom)
        return (height, width) if turn % 2 else (width, height)

    def close(self) -> None:
        """Free what PDFium holds of the page; twice is harmless."""
        if self._text:
            _close_text(self._text)
        if self._page:
            _close_page(self._page)
        self._page = self._text = None

    def stand_upright(self, indices: Sequence[int]) -> None:
        """Turn the frame by quarters so that most of these characters stand upright."""
        turns = [0, 0, 0, 0]
        for index in indices:
            if _matrix(self._text, index, _FLOATS):
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
        written = _get_text(self._text, 0, count, units) - 1
        text = bytes(units)[: 2 * max(written, 0)].decode("utf-16-le", "replace")
        if len(text) != count:
            codes = map(_unicode, repeat(self._text), range(count))
            text = "".join([_character(code) for code in codes])
        if _CONTROL.search(text):
            text = _CONTROL.sub("\ufffd", text.replace("\ufffe", "\x02"))
        return text

    def span(self, first: int, last: int) -> tuple[float, float, float, float]:
        """Where a run of characters stands: x0, x1, baseline, font size, in points."""
        _origin(self._text, first, _DOUBLES, _D1)
        x, y = _doubles[0], _doubles[1]
        _loose_box(self._text, last, _FLOATS)
        left, top, right, bottom = _floats[:4]
        size = self.size(last)
        if self._frame == 0:
            return x - self._left, right - self._left, self._top - y, size
        x0, base, _, _ = self._placed(self._frame, x, y, x, y)
        _, _, x1, _ = self._placed(self._frame, left, top, right, bottom)
        return x0, x1, base, size

    def size(self, index: int) -> float:
        """The font size of a character in points as shown: PDFium's own is unscaled."""
        size: float = _font_size(self._text, index)
        if _matrix(self._text, index, _FLOATS):
            c, d = _floats[2], _floats[3]
            size *= d if c == 0.0 and d > 0.0 else (c * c + d * d) ** 0.5
        return size

    def one_size(self, first: int, last: int) -> bool:
        """Whether two characters have the same font size before scaling."""
        same: bool = _font_size(self._text, first) == _font_size(self._text, last)
        return same

    def edges(self, first: int, last: int) -> tuple[float, float, float]:
        """x0, x1 and baseline of a run of characters, in points."""
        _origin(self._text, first, _DOUBLES, _D1)
        x, y = _doubles[0], _doubles[1]
        _loose_box(self._text, last, _FLOATS)
        if self._frame == 0:
            return x - self._left, _floats[2] - self._left, self._top - y
        x0, base, _, _ = self._placed(self._frame, x, y, x, y)
        left, top, right, bottom = _floats[:4]
        return x0, self._placed(self._frame, left, top, right, bottom)[2], base

    def font_key(self, index: int) -> int:
        """What is the same for characters of one font, and good while the page is open; 0 where there is none."""
        obj = _text_object(self._text, index)
        return (_font(obj) or 0) if obj else 0

    def font(self, index: int) -> bytes:
        """The base font name of a character as the file has it, subset prefix included."""
        length = _font_info(self._text, index, _NAME, 256, _INTS)
        return _name.value if length else b""

    def box(self, first: int, last: int) -> Box | None:
        """The smallest box, as shown, around the glyphs ``first`` to ``last``; ``None`` where none is visible."""
        found: Box | None = None
        for index in range(_count_rects(self._text, first, last - first + 1)):
            if not _rect(self._text, index, _DOUBLES, _D1, _D2, _D3):
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
        return bool(_object_count(self._page) <= 0)

    def is_picture(self) -> bool:
        """Whether one picture covers most of the page."""
        area = 0.5 * self.width * self.height
        for index in range(min(_object_count(self._page), _MANY_OBJECTS)):
            obj = _object(self._page, index)
            if _object_type(obj) in (_IMAGE, _FORM) and _object_bounds(obj, _F[0], _F[1], _F[2], _F[3]):
                left, bottom, right, top = _floats[:4]
                if (right - left) * (top - bottom) > area and (_object_type(obj) == _IMAGE or _holds_image(obj)):
                    return True
        return False

    def draws_text(self) -> bool:
        """Whether the page draws text, whatever can be read of it."""
        return any(
            _object_type(_object(self._page, index)) == _TEXT for index in range(min(_object_count(self._page), 50_000))
        )

    def rules(self, fewest: int) -> list[Box]:
        """The straight rules that the page draws, across or down, as thin boxes; curves and fills are left out.

        Nothing is returned for a page of fewer than ``fewest`` paths. Of a page of many objects every third is looked
        at first: the rules of a table are drawn several in a row.
        """
        page, count = self._page, _object_count(self._page)
        if count > _MANY_OBJECTS:
            kinds = set(map(_object_type, map(_object, repeat(page), range(0, count, 3))))
            if _PATH_OBJECT not in kinds and _FORM not in kinds:
                return []
        objects = list(map(_object, repeat(page), range(count)))
        kinds_of = list(map(_object_type, objects))
        paths: list[tuple[int, _Matrix | None]] = []
        for obj, kind in zip(objects, kinds_of, strict=True):
            if kind == _PATH_OBJECT:
                paths.append((obj, None))
            elif kind == _FORM:
                outer = _matrix_of(obj)
                inner = [_form_object(obj, index) for index in range(min(_form_count(obj), _MOST_PATHS))]
                paths += [(part, outer) for part in inner if _object_type(part) == _PATH_OBJECT]
        if not fewest <= len(paths) <= _MOST_PATHS:
            return []
        found: list[Box] = []
        for obj, outer_matrix in paths:
            self._path_rules(obj, outer_matrix, found)
        return found

    def _path_rules(self, obj: int, outer: _Matrix | None, found: list[Box]) -> None:
        if not _object_bounds(obj, _F[0], _F[1], _F[2], _F[3]):
            return
        left, bottom, right, top = _floats[:4]
        if not _draw_mode(obj, _INTS, _INTS + 4) or not (_ints[0] or _ints[1]):
            return
        if right - left <= _THIN_PT or top - bottom <= _THIN_PT:
            if outer:
                left, bottom = _apply(outer, left, bottom)
                right, top = _apply(outer, right, top)
            found.append(self._upright(left, bottom, right, top))
            return
        segments = _segment_count(obj)
        if segments > _MOST_SEGMENTS:
            return
        matrix, stroked = _matrix_of(obj), bool(_ints[1])
        points = self._points(obj, segments, matrix, outer)
        for part in points:
            if not stroked and not _is_thin(part):
                continue
            for (ax, ay), (bx, by) in pairwise(part):
                if abs(ax - bx) <= _THIN_PT / 3 or abs(ay - by) <= _THIN_PT / 3:
                    found.append(self._upright(ax, ay, bx, by))

    def _points(self, obj: int, count: int, matrix: _Matrix, outer: _Matrix | None) -> list[list[tuple[float, float]]]:
        parts: list[list[tuple[float, float]]] = []
        for index in range(count):
            segment = _segment(obj, index)
            kind = _segment_type(segment)
            if kind not in (_LINE_TO, _MOVE_TO):
                return []  # a curve: no table
            _segment_point(segment, _F[0], _F[1])
            point = _apply(matrix, _floats[0], _floats[1])
            if outer:
                point = _apply(outer, *point)
            if kind == _MOVE_TO or not parts:
                parts.append([])
            parts[-1].append(point)
        for part in parts:
            if len(part) > 2 and part[0] != part[-1]:
                part.append(part[0])  # a rectangle is closed without a segment of its own
        return parts

    def _upright(self, ax: float, ay: float, bx: float, by: float) -> Box:
        return self._placed(self._frame, min(ax, bx), max(ay, by), max(ax, bx), min(ay, by))


_Matrix = tuple[float, float, float, float, float, float]


def _matrix_of(obj: int) -> _Matrix:
    if _object_matrix(obj, _FLOATS):
        a, b, c, d, e, f = _floats
        return a, b, c, d, e, f
    return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _holds_image(form: int) -> bool:
    return any(_object_type(_form_object(form, index)) == _IMAGE for index in range(min(_form_count(form), 100)))


def _is_thin(part: list[tuple[float, float]]) -> bool:
    xs, ys = [x for x, _ in part], [y for _, y in part]
    return max(xs) - min(xs) <= _THIN_PT or max(ys) - min(ys) <= _THIN_PT


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"


class Pdf:
    """One open file. Pages stay open until ``close``, the longest unused ones are closed beyond a bound."""

    def __init__(self, data: bytes) -> None:
        self._data = data  # PDFium reads from it as long as the document is open
        self._pages: OrderedDict[int, PdfPage] = OrderedDict()
        self._document: int | None = _load_document(data, len(data), None)
        if not self._document:
            code = _last_error()
            if code in (_PASSWORD, _SECURITY):
                raise EncryptedFile("The PDF opens only with a password", hint="Save it without a password")
            raise DamagedFile("The file is cut off or is not a PDF", hint="Ask for the file again")
        self.page_count: int = _page_count(self._document)

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
        page = _load_page(self._document, index)
        if not page:
            return []
        drawn = _annotation_count(page) > 0
        plain = 0
        if drawn:
            text = _load_text(page)
            plain = max(_char_count(text), 0) if text else 0
            if text:
                _close_text(text)
            drawn = _flatten(page, 0) == _FLATTENED
        _close_page(page)
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
        fields = max(_signature_count(self._document), 0)
        return min(fields, self._data.count(b"/ByteRange")) if fields else 0

    def close(self) -> None:
        """Close the pages and the document; twice is harmless."""
        for page in self._pages.values():
            page.close()
        self._pages.clear()
        if self._document:
            _close_document(self._document)
        self._document = None
