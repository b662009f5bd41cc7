"""What putting lines together asks of a page: where its characters stand and how they look.

The pages of PDFium answer from a text layer, those of a scan from what was recognised on a picture.
"""

from __future__ import annotations

from typing import Protocol

from nguon.core.provenance import Box


class Drawn(Protocol):
    """A page of characters, each known by its index; all lengths in points from the top-left corner as shown."""

    width: float
    height: float

    def one_size(self, first: int, last: int) -> bool:
        """Whether two characters have the same font size."""

    def size(self, index: int) -> float:
        """The font size of a character."""

    def edges(self, first: int, last: int) -> tuple[float, float, float]:
        """x0, x1 and baseline of a run of characters."""

    def font_key(self, index: int) -> int:
        """What is the same for characters of one font; 0 where there is none."""

    def font(self, index: int) -> bytes:
        """The base font name of a character."""

    def as_shown(self, box: Box) -> Box:
        """A box of this frame on the page as shown."""
