"""Letterheads and closings as PDF by WeasyPrint."""

from __future__ import annotations

import html
from pathlib import Path

import weasyprint
from cells_sheet import FAMILY, Sheet, Text, has_signers, parse, rows, spaced


def span(look: Text | None, before: str = "") -> str:
    """A line with its look, or an empty one."""
    if not look:
        return "<span>&nbsp;</span>"
    weight, style = "bold" if look.bold else "normal", "italic" if look.italic else "normal"
    text = html.escape(before + look.text)
    wrap = "pre" if before or len(look.text) < 50 else "pre-wrap"  # a typist sees to it that a line of spaces fits
    return f'<span style="font: {style} {weight} {look.size}pt {FAMILY}; white-space: {wrap}">{text}</span>'


def html_columns(sheet: Sheet, left: list[str], right: list[str], centred: bool) -> str:
    """Two columns, typed as the sheet says."""
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
    """Write the PDF."""
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
        + html_columns(sheet, sheet.close.left, sheet.close.right, has_signers(sheet))
    )
    weasyprint.HTML(string=page).write_pdf(str(out))
