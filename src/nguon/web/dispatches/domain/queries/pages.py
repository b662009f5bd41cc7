"""The pages of a dispatch as they are drawn, with the outlines of the values on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nguon.web.dispatches.domain.queries.review import Box, Review, Row
from nguon.web.dispatches.models import Dispatch
from nguon.web.storage.files import stored_picture
from nguon.writing.page_images import SCALE

_LAYERS: Final = ("duty", "head", "who", "due", "word")
"""Outlines are drawn in this order: the later, the nearer to the hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page: its number, its size in points, each value on it with its outlines."""

    number: int
    width: float
    height: float
    marks: tuple[tuple[Row, tuple[Box, ...]], ...]


def pages_of(dispatch: Dispatch, review: Review) -> list[PageView]:
    """The pages with pictures, in order; none for a file without pages."""
    by_page: dict[int, list[tuple[Row, tuple[Box, ...]]]] = {}
    for row in sorted(review.rows, key=lambda one: _LAYERS.index(one.kind)):
        for number in dict.fromkeys(box.page for box in row.boxes):
            boxes = tuple(box for box in row.boxes if box.page == number)
            by_page.setdefault(number, []).append((row, boxes))
    pages = []
    for number in range(1, dispatch.drawn + 1):
        width, height = _size(dispatch.sha256, number)
        pages.append(PageView(number=number, width=width, height=height, marks=tuple(by_page.get(number, ()))))
    return pages


def _size(sha256: str, number: int) -> tuple[float, float]:
    """Points of a page, from the head of its PNG: its pixels by the scale at which pages are drawn."""
    try:
        with stored_picture(sha256, number).open("rb") as file:
            head = file.read(24)
    except FileNotFoundError:
        return 595.0, 842.0
    width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    return round(width / SCALE, 1), round(height / SCALE, 1)
