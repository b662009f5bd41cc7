"""A sample as an e-office exports it: plain text, the two columns of letterhead and closing held by spaces."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from pathlib import Path

from sample_source import Annex, Sample, bold

WIDTH = 96
LEFT = 44


def write(sample: Sample, path: Path) -> None:
    """Write the sample as UTF-8 text with lines of at most 96 characters."""
    lines = _letterhead(sample)
    if sample.type:
        lines += ["", sample.type.center(WIDTH).rstrip()]
        lines += [line.center(WIDTH).rstrip() for line in textwrap.wrap(sample.subject, 70)]
    if sample.addressees:
        lines += ["", " " * 14 + "Kính gửi:"]
        for one in sample.addressees:
            lines += textwrap.wrap("- " + one, WIDTH, initial_indent=" " * 18, subsequent_indent=" " * 20)
    lines.append("")
    for _, text in sample.body:
        lines += textwrap.wrap(text, WIDTH, initial_indent=" " * 8)
    lines += ["", *_closing(sample)]
    if sample.annex:
        lines += ["", *_annex(sample.annex)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _columns(left: list[str], right: list[str]) -> list[str]:
    width = WIDTH - LEFT
    return [
        (one.center(LEFT) + other.center(width)).rstrip() if other else one.center(LEFT).rstrip()
        for one, other in zip_longest(left, right, fillvalue="")
    ]


def _letterhead(sample: Sample) -> list[str]:
    left = [text for text, _ in map(bold, sample.left)]
    right = [text for text, _ in map(bold, sample.right)]
    if not sample.party:
        left.append("-------")
        right.append("---------------------------")
    else:
        right += ["---------------------", ""]
    left += [sample.number, *textwrap.wrap(sample.about, LEFT - 6)]
    if sample.stamp:
        left += ["", sample.stamp]
    right.append(sample.place_and_date)
    return _columns(left, right)


def _closing(sample: Sample) -> list[str]:
    left = ["Nơi nhận:", *("- " + line for line in [*sample.recipients, sample.filed])]
    right = [text for text, _ in map(bold, sample.authority)]
    right += [""] * max(2, len(left) - len(right) - 1) + [sample.signer]
    return [
        (one.ljust(LEFT + 4) + other.center(WIDTH - LEFT - 4)).rstrip()
        for one, other in zip_longest(left, right, fillvalue="")
    ]


def _annex(annex: Annex) -> list[str]:
    """The annex; a table in text is what copying from a word processor gives: cells parted by tabs."""
    lines = [
        annex.label.center(WIDTH).rstrip(),
        annex.title.center(WIDTH).rstrip(),
        annex.note.center(WIDTH).rstrip(),
        "",
    ]
    for row in annex.table:
        lines.append("\t".join("" if cell in ("^", "<") else cell for cell in row).rstrip())
    return lines
