"""Make the letterhead and closing cells against which the PDF reader is tested: PDFs and what stands in each column.

    python scripts/make_cells.py [OUT]        (default tests/material/cells)

Needs LibreOffice (``soffice``), the packages of ``nguon[samples]``, python-docx, Pillow and the fonts of Debian's
fonts-liberation2. Each letterhead and closing of ``cells_cases.py`` is typed in a table without borders, with tab stops
and with runs of spaces; the makers take turns.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import docx
import typst
import weasyprint
from cells_cases import BODIES, CLOSES, HEADS, Close, Head
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt
from PIL import ImageFont

FONTS = "/usr/share/fonts/truetype/liberation2"
FAMILY = "Liberation Serif"
WIDTH = 453.0  # points between the margins of 85 and 57
LEFT, RIGHT = 0.39, 0.61  # shares of the width of a letterhead's columns
TYPINGS = ("table", "tab", "space")
MAKERS = ("office", "typst", "weasyprint")


class Text(NamedTuple):
    """A line with its look."""

    text: str
    size: float
    bold: bool
    italic: bool


class Sheet(NamedTuple):
    """A document to make."""

    name: str
    typing: str
    maker: str
    head: Head
    close: Close
    body: list[str]
    shares: tuple[float, float]
    flip: bool


def parse(line: str) -> Text | None:
    """A line of ``cells_cases.py``; an empty one gives ``None``."""
    if not line:
        return None
    look, text = line.split("|", 1)
    found = re.fullmatch(r"([bir]+)(\d+)", look)
    assert found
    return Text(text, float(found[2]), "b" in found[1], "i" in found[1])


def width(text: str, look: Text) -> float:
    """Points that a text takes."""
    style = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[look.bold, look.italic]
    font = ImageFont.truetype(f"{FONTS}/LiberationSerif-{style}.ttf", 100)
    return font.getlength(text) * look.size / 100


def rows(left: list[str], right: list[str]) -> list[tuple[Text | None, Text | None]]:
    """The two columns line by line."""
    return [(parse(a or ""), parse(b or "")) for a, b in zip_longest(left, right)]


def spaced(one: Text | None, two: Text | None, centred: bool, shares: tuple[float, float]) -> tuple[str, str]:
    """The runs of spaces that a typist puts before the left and before the right text."""
    before = max(shares[0] * WIDTH / 2 - width(one.text, one) / 2, 0) if one and centred else 0.0
    end = before + (width(one.text, one) if one else 0.0)
    start = (shares[0] + shares[1] / 2) * WIDTH - width(two.text, two) / 2 if two else 0.0
    first = round(before / (one.size * 0.25)) if one else 0
    second = max(round((start - end) / (two.size * 0.25)), 2) if two else 0
    return "\u00a0" * first, "\u00a0" * second


# LibreOffice -----------------------------------------------------------------------------------------------------


def add_run(paragraph: Any, look: Text, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.bold, run.italic = FAMILY, Pt(look.size), look.bold, look.italic


def office_columns(document: Any, sheet: Sheet, left: list[str], right: list[str], centred: bool) -> None:
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
    signers = not any("Nơi nhận" in line for line in sheet.close.left)
    office_columns(document, sheet, sheet.close.left, sheet.close.right, centred=signers)
    path = folder / f"{sheet.name}.docx"
    document.save(str(path))
    return path


# typst -----------------------------------------------------------------------------------------------------------


def typst_line(look: Text | None, before: str = "") -> str:
    if not look:
        return "#text(size: 13pt)[\u00a0]"
    weight, style = "bold" if look.bold else "regular", "italic" if look.italic else "normal"
    text = json.dumps(before + look.text, ensure_ascii=False)
    return f'#text(size: {look.size}pt, weight: "{weight}", style: "{style}", {text})'


def typst_columns(sheet: Sheet, left: list[str], right: list[str], centred: bool) -> str:
    one, two = (f"{share * 100}%" for share in sheet.shares)
    side = "center" if centred else "left"
    if sheet.typing == "table":
        a = " \\ ".join(typst_line(parse(line)) for line in left)
        b = " \\ ".join(typst_line(parse(line)) for line in right)
        if sheet.flip:  # the right column is drawn first
            place = f"#place(top + right, block(width: {two}, align(center)[{b}]))"
            rest = max(0, len(right) - len(left)) * 16
            return f"#block(width: 100%)[{place}#block(width: {one}, align({side})[{a}])#v({rest}pt)]"
        return f"#grid(columns: ({one}, {two}), align({side})[{a}], align(center)[{b}])"
    lines = []
    for first, second in rows(left, right):
        if sheet.typing == "tab":
            a, b = typst_line(first), typst_line(second)
            lines.append(f"#box(width: {one}, align({side})[{a}])#box(width: {two}, align(center)[{b}])")
        else:
            before, between = spaced(first, second, centred, sheet.shares)
            lines.append((typst_line(first, before) if first else "") + (typst_line(second, between) if second else ""))
    return "#par(justify: false)[" + " \\ ".join(line or typst_line(None) for line in lines) + "]"


def make_typst(sheet: Sheet, out: Path) -> None:
    signers = not any("Nơi nhận" in line for line in sheet.close.left)
    middle = "\n\n".join(f"#align(center)[{typst_line(parse(line))}]" for line in sheet.head.middle)
    body = "\n\n".join(
        f"#par(first-line-indent: (amount: 28pt, all: true))[{typst_line(Text(text, 14, text.isupper(), False))}]"
        for text in sheet.body
    )
    source = "\n\n".join(
        [
            '#set page(paper: "a4", margin: (left: 85pt, right: 57pt, top: 57pt, bottom: 57pt))',
            f'#set text(font: "{FAMILY}", lang: "vi", hyphenate: false)\n#set par(justify: true)',
            typst_columns(sheet, sheet.head.left, sheet.head.right, True),
            middle,
            body,
            typst_columns(sheet, sheet.close.left, sheet.close.right, signers),
        ]
    )
    pdf = typst.compile(source.encode(), font_paths=[FONTS], ignore_system_fonts=True)
    out.write_bytes(pdf)


# WeasyPrint ------------------------------------------------------------------------------------------------------


def span(look: Text | None, before: str = "") -> str:
    if not look:
        return "<span>&nbsp;</span>"
    weight, style = "bold" if look.bold else "normal", "italic" if look.italic else "normal"
    text = html.escape(before + look.text)
    wrap = "pre" if before or len(look.text) < 50 else "pre-wrap"  # a typist sees to it that a line of spaces fits
    return f'<span style="font: {style} {weight} {look.size}pt {FAMILY}; white-space: {wrap}">{text}</span>'


def html_columns(sheet: Sheet, left: list[str], right: list[str], centred: bool) -> str:
    one, two = (f"{share * 100}%" for share in sheet.shares)
    side = "center" if centred else "left"
    if sheet.typing == "table":
        a = "<br>".join(span(parse(line)) for line in left)
        b = "<br>".join(span(parse(line)) for line in right)
        cells = (f'<td style="width:{one};text-align:{side}">{a}', f'<td style="width:{two};text-align:center">{b}')
        if sheet.flip:
            return (
                '<div style="display:flex;flex-direction:row-reverse">'
                f'<div style="width:{two};text-align:center">{b}</div>'
                f'<div style="width:{one};text-align:{side}">{a}</div></div>'
            )
        row = f'<tr style="vertical-align:top">{"".join(cells)}'
        return f'<table style="width:100%;border-collapse:collapse">{row}</table>'
    lines = []
    for first, second in rows(left, right):
        if sheet.typing == "tab":
            lines.append(
                f'<div><span style="display:inline-block;width:{one};text-align:{side}">{span(first)}</span>'
                f'<span style="display:inline-block;width:{two};text-align:center">{span(second)}</span></div>'
            )
        else:
            before, between = spaced(first, second, centred, sheet.shares)
            a = span(first, before) if first else ""
            b = span(second, between) if second else ""
            lines.append(f"<div>{a}{b}&#8203;</div>" if first or second else "<div>&nbsp;</div>")
    return "\n".join(lines)


def make_weasyprint(sheet: Sheet, out: Path) -> None:
    signers = not any("Nơi nhận" in line for line in sheet.close.left)
    middle = "".join(f'<p style="text-align:center;margin:6pt 0">{span(parse(line))}</p>' for line in sheet.head.middle)
    body = "".join(
        f'<p style="text-align:justify;text-indent:28pt;margin:6pt 0">{span(Text(text, 14, text.isupper(), False))}</p>'
        for text in sheet.body
    )
    page = (
        f"<style>@page{{size:a4;margin:57pt 57pt 57pt 85pt}}body{{font-family:{FAMILY};font-size:13pt}}</style>"
        + html_columns(sheet, sheet.head.left, sheet.head.right, True)
        + middle
        + body
        + html_columns(sheet, sheet.close.left, sheet.close.right, signers)
    )
    weasyprint.HTML(string=page).write_pdf(str(out))


# ------------------------------------------------------------------------------------------------------------------


def sheets() -> list[Sheet]:
    """Every letterhead and closing in every typing; makers, bodies and column widths take turns."""
    found = []
    for number, ((head_name, head), (close_name, close)) in enumerate(zip(HEADS.items(), CLOSES.items(), strict=True)):
        for turn, typing in enumerate(TYPINGS):
            maker = MAKERS[(number + turn) % 3]
            shares = (LEFT, RIGHT) if number % 2 else (0.4, 0.6)
            body = BODIES[(number + turn) % len(BODIES)]
            name = f"{head_name}-{close_name}-{typing}-{maker}"
            found.append(Sheet(name, typing, maker, head, close, body, shares, flip=bool(number // 2 % 2)))
    return found


def column(lines: list[str]) -> str:
    """What a column says, white space folded."""
    return " ".join(" ".join(look.text for line in lines if (look := parse(line))).split())


def main(folder: Path) -> None:
    """Write the PDFs and ``truth.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    with tempfile.TemporaryDirectory() as temporary:
        documents = []
        for sheet in sheets():
            if sheet.maker == "office":
                documents.append(office(sheet, Path(temporary)))
            elif sheet.maker == "typst":
                make_typst(sheet, folder / f"{sheet.name}.pdf")
            else:
                make_weasyprint(sheet, folder / f"{sheet.name}.pdf")
            truth[sheet.name] = {
                "head": [column(sheet.head.left), column(sheet.head.right)],
                "middle": column(sheet.head.middle),
                "body": " ".join(" ".join(sheet.body).split()),
                "close": [column(sheet.close.left), column(sheet.close.right)],
            }
        profile = f"-env:UserInstallation=file://{temporary}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, *map(str, documents)], check=True, capture_output=True, timeout=300)
    text = json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "tests/material/cells")
