"""One page of a PDF: whether its text can be used, and its lines."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from nguon.core.text import nfc
from nguon.reading.page import Page
from nguon.reading.readers.drawn_rules import drawn_rules
from nguon.reading.readers.fonts import style_of
from nguon.reading.readers.pdf_layout import Frame, Layout
from nguon.reading.readers.pdf_lines import HYPHEN, LineGlyphs, Piece, pieces_of
from nguon.reading.readers.pdfium import Pdf, PdfPage
from nguon.reading.readers.running_heads import without_page_numbers
from nguon.reading.readers.text_layer import FEW_LETTERS, is_garbled, may_hold_stamp, without_stamps


class PageText(msgspec.Struct, frozen=True):
    """A page as read.

    Attributes:
        page: its lines.
        characters: how many it has.
        stamps: stamps of digital signatures in its text.
        blank: the page draws nothing at all.
        unread: the page draws text, but none of it can be read.
        cut: it has more characters than were allowed.
    """

    page: Page
    characters: int
    stamps: int = 0
    blank: bool = False
    unread: bool = False
    cut: bool = False


def read_page(pdf: Pdf, index: int, frame: Frame, most: int) -> PageText:
    """Read one page, 0-based, and at most so many of its characters.

    Raises ``DamagedFile`` where PDFium cannot open the page.
    """
    page = pdf.page(index)
    cut = page.count > most
    page.count = min(page.count, most)
    raw = page.characters()
    plain = nfc(raw.replace(HYPHEN, "-\n") if HYPHEN in raw else raw)
    pieces = pieces_of(page, raw) if page.count else []
    stamps = 0
    if pieces and may_hold_stamp(plain):
        pieces, stamps = without_stamps(page, pieces)
        plain = "\n".join([nfc(piece.text) for piece in pieces])
    number, width, height = index + 1, page.shown_width, page.shown_height
    if len(pieces) < 20 and 0 < sum(len(piece.text) for piece in pieces) < FEW_LETTERS and page.is_picture():
        pieces = []
    if not pieces:
        frame.table, frame.closing = None, 0.0
        blank = page.is_blank()
        reason = "" if blank else "stamp" if stamps else "none"
        empty = Page(number=number, width=width, height=height, text_layer=blank, reason=reason)
        unread = not blank and not stamps and page.draws_text()
        return PageText(empty, page.count, stamps, blank, unread, cut)
    if is_garbled(plain) and not _is_legacy(page, pieces):
        frame.table, frame.closing = None, 0.0
        garbled = Page(number=number, width=width, height=height, text_layer=False, reason="garbled")
        return PageText(garbled, page.count, stamps, cut=cut)
    layout = Layout(page, raw, frame, drawn_rules(page), lambda runs: LineGlyphs(pdf, index, runs), first=index == 0)
    lines = layout.lines(without_page_numbers(pieces, page.height), plain)
    whole = Page(number=number, width=width, height=height, lines=tuple(lines))
    return PageText(whole, page.count, stamps, cut=cut)


def _is_legacy(page: PdfPage, pieces: Sequence[Piece]) -> bool:
    """Whether a page is set in fonts of an encoding before Unicode, by the font of a few of its pieces."""
    return any(style_of(page.font(piece.start)).encoding for piece in pieces[:: max(len(pieces) // 8, 1)])
