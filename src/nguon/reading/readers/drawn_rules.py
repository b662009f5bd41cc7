"""The straight rules that a page draws, whether stroked as lines or filled as thin rectangles."""

from __future__ import annotations

import ctypes
from ctypes import c_float, c_int
from itertools import pairwise, repeat

from nguon.core.provenance import Box
from nguon.reading.readers import pdfium_calls as calls
from nguon.reading.readers.pdfium import PdfPage

_PATH_OBJECT, _FORM = 2, 5  # kinds of page objects
_LINE_TO, _MOVE_TO = 0, 2  # kinds of path segments
_THIN_PT = 3.0  # a filled rectangle this thin is a rule
_MANY_OBJECTS = 120
_MOST_PATHS = 20_000  # of one page; drawings have more, tables do not
_MOST_SEGMENTS = 100_000  # of the paths of one page

_floats = (c_float * 6)()
_ints = (c_int * 2)()
_FLOATS, _INTS = ctypes.addressof(_floats), ctypes.addressof(_ints)
_F = [_FLOATS + 4 * i for i in range(6)]

_Matrix = tuple[float, float, float, float, float, float]


def drawn_rules(page: PdfPage) -> list[Box]:
    """The straight rules that the page draws, across or down, as thin boxes; curves and fills are left out.

    Of a page of many objects every third is looked at first: the rules of a table are drawn several in a row.
    """
    handle = page.handle
    count = calls.object_count(handle)
    if count > _MANY_OBJECTS:
        kinds = set(map(calls.object_type, map(calls.object, repeat(handle), range(0, count, 3))))
        if _PATH_OBJECT not in kinds and _FORM not in kinds:
            return []
    objects = list(map(calls.object, repeat(handle), range(count)))
    kinds_of = list(map(calls.object_type, objects))
    paths: list[tuple[int, _Matrix | None]] = []
    for obj, kind in zip(objects, kinds_of, strict=True):
        if kind == _PATH_OBJECT:
            paths.append((obj, None))
        elif kind == _FORM:
            outer = _matrix_of(obj)
            inner = [calls.form_object(obj, index) for index in range(min(calls.form_count(obj), _MOST_PATHS))]
            paths += [(part, outer) for part in inner if calls.object_type(part) == _PATH_OBJECT]
    if len(paths) > _MOST_PATHS:
        return []
    found: list[Box] = []
    left = _MOST_SEGMENTS
    for obj, outer_matrix in paths:
        left -= _path_rules(page, obj, outer_matrix, found)
        if left < 0:
            return []
    return found


def _path_rules(page: PdfPage, obj: int, outer: _Matrix | None, found: list[Box]) -> int:
    """Add the rules of one path; returns how many of its segments were looked at."""
    if not calls.object_bounds(obj, _F[0], _F[1], _F[2], _F[3]):
        return 0
    left, bottom, right, top = _floats[:4]
    if not calls.draw_mode(obj, _INTS, _INTS + 4) or not (_ints[0] or _ints[1]):
        return 0
    if right - left <= _THIN_PT or top - bottom <= _THIN_PT:
        if outer:
            left, bottom = _apply(outer, left, bottom)
            right, top = _apply(outer, right, top)
        found.append(_upright(page, left, bottom, right, top))
        return 1
    segments: int = calls.segment_count(obj)
    if segments > _MOST_SEGMENTS or (segments <= 5 and not _ints[1]):
        return min(segments, 5)  # a drawing, or one filled rectangle: a shade, not a rule
    matrix, stroked = _matrix_of(obj), bool(_ints[1])
    points = _points(obj, segments, matrix, outer)
    for part in points:
        if not stroked and not _is_thin(part):
            continue
        for (ax, ay), (bx, by) in pairwise(part):
            if abs(ax - bx) <= _THIN_PT / 3 or abs(ay - by) <= _THIN_PT / 3:
                found.append(_upright(page, ax, ay, bx, by))
    return segments


def _points(obj: int, count: int, matrix: _Matrix, outer: _Matrix | None) -> list[list[tuple[float, float]]]:
    parts: list[list[tuple[float, float]]] = []
    for index in range(count):
        segment = calls.segment(obj, index)
        kind = calls.segment_type(segment)
        if kind not in (_LINE_TO, _MOVE_TO):
            return []  # a curve: no table
        calls.segment_point(segment, _F[0], _F[1])
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


def _upright(page: PdfPage, ax: float, ay: float, bx: float, by: float) -> Box:
    return page.in_frame(min(ax, bx), max(ay, by), max(ax, bx), min(ay, by))


def _matrix_of(obj: int) -> _Matrix:
    if calls.object_matrix(obj, _FLOATS):
        a, b, c, d, e, f = _floats
        return a, b, c, d, e, f
    return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _is_thin(part: list[tuple[float, float]]) -> bool:
    xs, ys = [x for x, _ in part], [y for _, y in part]
    return max(xs) - min(xs) <= _THIN_PT or max(ys) - min(ys) <= _THIN_PT
