"""Letterheads and closings as PDF by typst."""

from __future__ import annotations

import json
from pathlib import Path

import typst
from cells_sheet import FAMILY, FONTS, Sheet, Text, has_signers, parse, rows, spaced


def typst_line(look: Text | None, before: str = "") -> str:
    """A line with its look, or an empty one."""
    if not look:
        return "#text(size: 13pt)[\u00a0]"
    weight, style = "bold" if look.bold else "regular", "italic" if look.italic else "normal"
    text = json.dumps(before + look.text, ensure_ascii=False)
    return f'#text(size: {look.size}pt, weight: "{weight}", style: "{style}", {text})'


def typst_columns(sheet: Sheet, left: list[str], right: list[str], centred: bool) -> str:
    """Two columns, typed as the sheet says."""
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
    """Write the PDF."""
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
            typst_columns(sheet, sheet.close.left, sheet.close.right, has_signers(sheet)),
        ]
    )
    pdf = typst.compile(source.encode(), font_paths=[FONTS], ignore_system_fonts=True)
    out.write_bytes(pdf)
