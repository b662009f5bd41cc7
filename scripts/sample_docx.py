"""A sample as a clerk types it in a word processor: letterhead and closing in tables without borders."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from sample_source import Annex, Sample, bold

CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
FONT = "Times New Roman"


def write(sample: Sample, path: Path) -> None:
    """Write the sample as DOCX."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    _page(document.sections[0])
    _page_number(document.sections[0])
    _letterhead(document, sample)
    _addressees(document, sample)
    for kind, text in sample.body:
        _body(document, kind, text)
    _closing(document, sample)
    if sample.annex:
        _annex(document, sample.annex)
    document.core_properties.author = ""
    document.core_properties.comments = "A sample of Nguồn; event, numbers and names are invented."
    document.save(str(path))


def _page(section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True


def _page_number(section) -> None:
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    run = number.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _columns(document, left: int, right: int):
    table = document.add_table(rows=1, cols=2)
    _widths(table, [left, right])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table.rows[0].cells


def _widths(table, millimetres: list[int]) -> None:
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _line(cell, text: str, *, size: float = 13, is_bold=False, italic=False, align=CENTRE, above: float = 0):
    paragraph = cell.paragraphs[0]
    if paragraph.text or paragraph.runs:
        paragraph = cell.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(above)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), is_bold or None, italic or None
    return paragraph


def _rule(cell, indent: int) -> None:
    """The rule under an issuer or the motto: a paragraph of two points with a bottom border."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(indent)
    form.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _letterhead(document, sample: Sample) -> None:
    left, right = _columns(document, 80, 98)
    size = 14 if sample.party else 12
    for line in sample.left:
        text, is_bold = bold(line)
        _line(left, text, size=size, is_bold=is_bold)
    if not sample.party:
        _rule(left, 26)
    _line(left, sample.number, size=14 if sample.party else 13, above=4)
    if sample.about:
        _line(left, sample.about, size=12, italic=sample.party, above=2)
    if sample.stamp:
        _line(left, sample.stamp, size=13, is_bold=True, above=8)
    for line in sample.right:
        text, is_bold = bold(line)
        _line(right, text, size=15 if sample.party else 12 if text.isupper() else 13, is_bold=is_bold)
    _rule(right, 10 if sample.party else 21)
    _line(right, sample.place_and_date, size=14 if sample.party else 13, italic=True, above=6)
    if sample.type:
        title = document.add_paragraph()
        title.alignment, title.paragraph_format.space_before = CENTRE, Pt(18)
        title.add_run(sample.type).bold = True
        subject = document.add_paragraph()
        subject.alignment, subject.paragraph_format.space_after = CENTRE, Pt(12)
        subject.add_run(sample.subject).bold = True


def _addressees(document, sample: Sample) -> None:
    if not sample.addressees:
        return
    head = document.add_paragraph()
    head.paragraph_format.space_before, head.paragraph_format.left_indent = Pt(18), Mm(22)
    head.add_run("Kính gửi:").italic = sample.party or None
    for number, one in enumerate(sample.addressees, 1):
        line = document.add_paragraph("- " + one)
        form = line.paragraph_format
        form.left_indent, form.first_line_indent = Mm(45), Mm(-3)
        form.space_after = Pt(12 if number == len(sample.addressees) else 0)


def _body(document, kind: str, text: str) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    paragraph.alignment, form.first_line_indent, form.space_after = JUSTIFY, Mm(12.7), Pt(6)
    form.line_spacing = 1.1
    run = paragraph.add_run(text)
    run.bold, run.italic = kind == "heading" or None, kind == "basis" or None
    form.keep_with_next = kind == "heading"


def _closing(document, sample: Sample) -> None:
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)
    left, right = _columns(document, 88, 82)
    head = _line(left, "Nơi nhận:", size=14 if sample.party else 12, align=WD_ALIGN_PARAGRAPH.LEFT)
    run = head.runs[0]
    run.underline, run.bold, run.italic = sample.party, not sample.party, not sample.party
    for line in [*sample.recipients, sample.filed]:
        _line(left, "- " + line, size=12 if sample.party else 11, align=WD_ALIGN_PARAGRAPH.LEFT)
    for line in sample.authority:
        text, is_bold = bold(line)
        _line(right, text, size=14 if sample.party else 13, is_bold=is_bold)
    for _ in range(4):
        right.add_paragraph()
    _line(right, sample.signer, size=14, is_bold=True)


def _annex(document, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.PORTRAIT
    _page(section)
    for text, is_bold, italic in ((annex.label, True, False), (annex.title, True, False), (annex.note, False, True)):
        paragraph = document.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_after = CENTRE, Pt(6)
        run = paragraph.add_run(text)
        run.bold, run.italic = is_bold or None, italic or None
    table = document.add_table(rows=len(annex.table), cols=len(annex.widths))
    table.style = "Table Grid"
    _widths(table, annex.widths)
    for row, column, rows, columns, text in annex.spans():
        cell = table.cell(row, column)
        if rows > 1 or columns > 1:
            cell = cell.merge(table.cell(row + rows - 1, column + columns - 1))
        head = row < annex.head_rows
        group = columns > 2 and not head
        align = CENTRE if head or column == 0 else WD_ALIGN_PARAGRAPH.LEFT
        _line(cell, text, size=11, is_bold=head or group, align=align)
        cell.vertical_alignment = 1
    for row in table.rows[: annex.head_rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
