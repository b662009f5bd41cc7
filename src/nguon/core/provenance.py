"""Where a value was read."""

from __future__ import annotations

import msgspec

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points (1/72 inch) from the top-left corner of the page as it is shown."""


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where a value was read, so that a person can check it against the page.

    Attributes:
        page: page number, 1-based.
        start, end: half-open range into ``Document.text``, in code points.
        box: x0, y0, x1, y1 in PDF points from the top-left corner; ``None`` for DOCX, HTML and text.
    """

    page: int
    start: int
    end: int
    box: Box | None = None


def union(first: Box, second: Box) -> Box:
    """The smallest box that holds both, in points."""
    return min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3])
