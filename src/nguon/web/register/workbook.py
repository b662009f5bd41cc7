"""The register as a workbook; every cell that a clerk wrote is text, so nothing is run as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from nguon.web.register.models import Incoming
from nguon.writing.plan_words import xml_text


def register_workbook(rows: Sequence[Incoming]) -> bytes:
    """One row an entry, in the columns of the book; a struck one says why."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    base = {"valign": "top", "border": 1, "text_wrap": True}
    head, text = book.add_format({**base, "bold": True}), book.add_format({**base, "quote_prefix": True})
    day, struck = (
        book.add_format({**base, "num_format": "dd/mm/yyyy"}),
        book.add_format({**base, "font_strikeout": True}),
    )
    sheet = book.add_worksheet(_("Register"))
    heads = (
        (_("Day of receipt"), 12), (_("No."), 7), (_("Sender"), 30), (_("Number, symbol"), 18), (_("Date"), 12),
        (_("Type and subject"), 50), (_("Urgency"), 12), (_("Goes to"), 24), (_("Unit that handles it"), 24),
        (_("Until"), 12), (_("Note"), 24), (_("Struck out"), 24),
    )  # fmt: skip
    for column, (words, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, head)
    for number, row in enumerate(rows, 1):
        slip = next(iter(row.slips.all()), None)
        cells = (
            row.received_on, row.number, row.sender, row.symbol, row.issued_on,
            " ".join(part for part in (row.kind, row.subject) if part),
            row.get_urgency_display() if row.urgency else "", row.addressed_to,
            slip.unit if slip else "", slip.due if slip else None, row.note, row.struck_reason,
        )  # fmt: skip
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, datetime.combine(cell, datetime.min.time()), day)
            elif isinstance(cell, int):
                sheet.write_number(number, column, cell, text)
            elif cell:
                look = struck if row.struck_at and column < len(cells) - 1 else text
                sheet.write_string(number, column, xml_text(str(cell))[:32_000], look)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()
