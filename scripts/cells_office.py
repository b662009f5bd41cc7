"""Letterheads and closings as DOCX, for LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from cells_sheet import FAMILY, WIDTH, Sheet, Text, has_signers, parse, rows, spaced
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt


def add_run(paragraph: Any, look: Text, text: str) -> None:
    """Append a text with its look."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.bold, run.italic = FAMILY, Pt(look.size), look.bold, look.italic


def office_columns(document: Any, sheet: Sheet, left: list[str], right: list[str], centred: bool) -> None:
    """Append two columns, typed as the sheet says."""
    if sheet.typing == "table":
        table = document.add_table(rows=1, cols=2)
        table.autofit = False
        for cell, share, lines in zip(table.rows[0].cells, sheet.shares, (left, right), strict=True):
            cell.width = Pt(WIDTH * share)
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                if centred or lines is right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                if look := parse(line):
                    add_run(paragraph, look, look.text)
        return
    for one, two in rows(left, right):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if sheet.typing == "tab":
            stops = paragraph.paragraph_format.tab_stops
            if centred:
                stops.add_tab_stop(Pt(WIDTH * sheet.shares[0] / 2), WD_TAB_ALIGNMENT.CENTER)
            stops.add_tab_stop(Pt(WIDTH * (sheet.shares[0] + sheet.shares[1] / 2)), WD_TAB_ALIGNMENT.CENTER)
            if one:
                add_run(paragraph, one, ("\t" if centred else "") + one.text)
            elif centred:
                paragraph.add_run("\t")
            if two:
                add_run(paragraph, two, "\t" + two.text)
        else:
            first, second = spaced(one, two, centred, sheet.shares)
            if one:
                add_run(paragraph, one, first.replace("\u00a0", " ") + one.text)
            if two:
                add_run(paragraph, two, second.replace("\u00a0", " ") + two.text)


def office(sheet: Sheet, folder: Path) -> Path:
    """A DOCX for LibreOffice."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.left_margin, section.right_margin = Pt(85), Pt(57)
    section.top_margin = section.bottom_margin = Pt(57)
    office_columns(document, sheet, sheet.head.left, sheet.head.right, centred=True)
    for line in sheet.head.middle:
        look = parse(line)
        assert look
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(paragraph, look, look.text)
    for text in sheet.body:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(28)
        add_run(paragraph, Text(text, 14, text.isupper(), False), text)
    office_columns(document, sheet, sheet.close.left, sheet.close.right, centred=has_signers(sheet))
    path = folder / f"{sheet.name}.docx"
    document.save(str(path))
    return path
