"""A Document as a page of the terminal: who wrote what to whom, what must be done, and what needs a look."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from nguon.duties.duty import Duty
from nguon.reading.document import Document
from nguon.writing.entries import Entry, entries, problem_words, visible, when
from nguon.writing.signed import signature_lines
from nguon.writing.words import Language, say

WIDTH: Final = 80
"""Columns that a summary fits into unless told otherwise."""
OUTLINE_DEPTH: Final = 1
"""Levels of the body below the first that are shown."""

_LABEL = 16
_STYLES = {"repaired": "yellow", "inferred": "magenta"}


def summary(
    document: Document,
    *,
    duties: Sequence[Duty] = (),
    language: Language = "vi",
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """The summary as text, each line at most ``width`` columns.

    Args:
        document: what was read.
        duties: what was found in it; where there are any, they stand in place of the body's outline.
        language: of labels; the document's words stay as they are.
        width: columns.
        colour: with ANSI colours; what they say is said in words too.
    """
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, emoji=False, markup=False,
        legacy_windows=False, color_system="standard" if colour else None,
    )  # fmt: skip
    name = document.file.name or say("page.untitled", language)
    console.print(Rule(Text(visible(name), style="bold"), style="cyan", align="left"))
    for group, members in groupby(entries(document, duties, language), key=lambda entry: entry.group):
        if group == "duties":
            _duties(console, duties, language)
        elif group != "body" or not duties:
            _group(console, group, list(members), language)
    _signatures(console, document, language)
    for problem in document.problems:
        console.print(Text("! " + visible(problem_words(problem, language)), style="bold yellow"))
    console.print(Text(_counts(document, language), style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _signatures(console: Console, document: Document, language: Language) -> None:
    lines = list(signature_lines(document, language))
    if lines:
        console.print(Text(say("page.signatures", language), style="bold cyan"))
    for number, line in enumerate(lines, 1):
        console.print(_row(str(number), Text(visible(line)), 3, 2))


def _group(console: Console, group: str, members: list[Entry], language: Language) -> None:
    shown = [entry for entry in members if entry.sure is not None and entry.depth <= OUTLINE_DEPTH]
    if not shown:
        return
    if group != "letterhead":
        console.print(Text(say(f"group.{group}", language), style="bold cyan"))
    for (kind, label), same in groupby(shown, key=lambda entry: (entry.kind == "body", entry.label)):
        if kind:
            for entry in same:
                mark = "" if label == say("field.paragraph", language) else label[:12]
                console.print(_row(mark, _shortened(_words(entry, language)), 3, 2 + 2 * entry.depth))
        else:
            words = Text("; " if group == "closing" else "\n").join([_words(entry, language) for entry in same])
            console.print(_row(label, words, 3 if label.isdigit() else _LABEL, 2))


def _words(entry: Entry, language: Language) -> Text:
    words = Text(visible(entry.shown))
    if entry.sure not in (None, "printed"):
        words.append(f"  ({say(f'sure.{entry.sure}', language)})", style=_STYLES.get(str(entry.sure), ""))
    return words


def _row(label: str, words: Text, width: int, indent: int) -> Padding:
    row = Table.grid(padding=(0, 1))
    row.add_column(min_width=width, no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(Text(label, style="dim"), words)
    return Padding(row, (0, 0, 0, indent))


def _shortened(words: Text, limit: int = 160) -> Text:
    if len(words) <= limit:
        return words
    plain = words.plain[:limit]
    return Text(plain[: plain.rfind(" ")] + " …")


def _duties(console: Console, duties: Sequence[Duty], language: Language) -> None:
    console.print(Text(f"{say('group.duties', language)} ({len(duties)})", style="bold cyan"))
    for number, duty in enumerate(duties, 1):
        row = Table.grid(padding=(0, 1))
        row.add_column(width=3)
        row.add_column(overflow="fold")
        for index, line in enumerate(_duty_lines(duty, language)):
            line.plain = visible(line.plain)
            row.add_row(Text("" if index else str(number), style="dim"), line)
        console.print(Padding(row, (0, 0, 0, 2)))


def _duty_lines(duty: Duty, language: Language) -> Iterator[Text]:
    who = "; ".join(one.text for one in duty.who) or say("duty.nobody", language)
    yield Text(who, style="bold" if duty.tracked else "dim")
    if duty.cooperating:
        yield Text(f"{say('duty.with', language)}: {'; '.join(one.text for one in duty.cooperating)}")
    yield _shortened(Text(duty.instruction))
    if duty.points:
        yield _shortened(Text(f"{say('duty.points', language)}: {'; '.join(one.text for one in duty.points)}"))
    if not duty.tracked:
        yield Text(say("duty.untracked", language), style="dim")
        return
    due = Text(f"{say('duty.due', language)}: ")
    due.append(when(duty.deadline, language), style="bold" if duty.deadline.printed else "dim")
    yield due
    if duty.report is not None:
        to = f"{duty.report.to}, " if duty.report.to else ""
        yield Text(f"{say('duty.report', language)}: {to}{when(duty.report.deadline, language)}")


def _counts(document: Document, language: Language) -> str:
    sures = [value.sure for value in document.values()]
    parts = [
        say("page.values_count", language, n=len(sures)),
        say("count.repaired", language, n=sures.count("repaired")),
        say("count.inferred", language, n=sures.count("inferred")),
    ]
    return " · ".join(parts)
