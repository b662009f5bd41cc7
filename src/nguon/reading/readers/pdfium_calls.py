"""PDFium's functions through ctypes, each with its types.

The many small calls go through a handle that keeps Python's own lock and takes addresses as integers, which is about
half the price of pypdfium2's own prototypes. PDFium is not thread-safe: whoever calls holds ``LOCK`` of ``pdfium``.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Callable
from ctypes import c_char_p, c_double, c_int, c_size_t, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2  # noqa: F401  starts the library

_PATH: str = importlib.import_module("pypdfium2_raw.bindings")._libs["pdfium"]._name
_slow = ctypes.CDLL(_PATH)  # lets go of Python's lock: for calls that take milliseconds
_fast = ctypes.PyDLL(_PATH)


def _bind(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function: Any = library[name]
    function.restype, function.argtypes = result, arguments
    bound: Callable[..., Any] = function
    return bound


load_document = _bind(_slow, "FPDF_LoadMemDocument64", c_void_p, c_char_p, c_size_t, c_char_p)
close_document = _bind(_slow, "FPDF_CloseDocument", None, c_void_p)
last_error = _bind(_slow, "FPDF_GetLastError", c_ulong)
page_count = _bind(_slow, "FPDF_GetPageCount", c_int, c_void_p)
load_page = _bind(_slow, "FPDF_LoadPage", c_void_p, c_void_p, c_int)
flatten = _bind(_slow, "FPDFPage_Flatten", c_int, c_void_p, c_int)
annotation_count = _bind(_slow, "FPDFPage_GetAnnotCount", c_int, c_void_p)
close_page = _bind(_slow, "FPDF_ClosePage", None, c_void_p)
load_text = _bind(_slow, "FPDFText_LoadPage", c_void_p, c_void_p)
close_text = _bind(_slow, "FPDFText_ClosePage", None, c_void_p)
get_text = _bind(_slow, "FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
signature_count = _bind(_slow, "FPDF_GetSignatureCount", c_int, c_void_p)
bounding_box = _bind(_slow, "FPDF_GetPageBoundingBox", c_int, c_void_p, c_void_p)
rotation = _bind(_slow, "FPDFPage_GetRotation", c_int, c_void_p)
object_count = _bind(_slow, "FPDFPage_CountObjects", c_int, c_void_p)
char_count = _bind(_slow, "FPDFText_CountChars", c_int, c_void_p)
object = _bind(_fast, "FPDFPage_GetObject", c_void_p, c_void_p, c_int)
object_type = _bind(_fast, "FPDFPageObj_GetType", c_int, c_void_p)
object_bounds = _bind(_fast, "FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
object_matrix = _bind(_fast, "FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
form_count = _bind(_fast, "FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _bind(_fast, "FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
draw_mode = _bind(_fast, "FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
segment_count = _bind(_fast, "FPDFPath_CountSegments", c_int, c_void_p)
segment = _bind(_fast, "FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_point = _bind(_fast, "FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
segment_type = _bind(_fast, "FPDFPathSegment_GetType", c_int, c_void_p)
unicode = _bind(_fast, "FPDFText_GetUnicode", c_uint, c_void_p, c_int)
loose_box = _bind(_fast, "FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
origin = _bind(_fast, "FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
font_size = _bind(_fast, "FPDFText_GetFontSize", c_double, c_void_p, c_int)
matrix = _bind(_fast, "FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
text_object = _bind(_fast, "FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
font = _bind(_fast, "FPDFTextObj_GetFont", c_void_p, c_void_p)
font_info = _bind(_fast, "FPDFText_GetFontInfo", c_ulong, c_void_p, c_int, c_void_p, c_ulong, c_void_p)
count_rects = _bind(_fast, "FPDFText_CountRects", c_int, c_void_p, c_int, c_int)
rect = _bind(_fast, "FPDFText_GetRect", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
