"""Duties, plans and what differs between two plans as tables of the terminal; plain text where there is none."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from nguon.duties.duty import Duties, Duty, When
from nguon.planning.difference import Change, Difference
from nguon.planning.task import Plan, Task
from nguon.writing.plan_words import day, shorten, word
from nguon.writing.words import Language

if TYPE_CHECKING:  # rich costs 50 ms to import: only who prints a table pays
    from rich.console import Console
    from rich.table import Table

WIDTH: Final = 80
NAMES_SHOWN: Final = 8
"""Bodies named in a row; a plan for forty districts would fill the screen with one duty."""

INSTRUCTION_LENGTH: Final = 300

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def duties_table(
    duties: Duties, name: str = "", language: Language = "vi", *, width: int = WIDTH, colour: bool = False
) -> str:
    """The duties of one document: who, what, by when; those not tracked after them.

    Args:
        duties: what the document says.
        name: of the file, shown above.
        language: of heads; the document's words stay as they are.
        width: columns.
        colour: with ANSI colours; what they say is said in words too.
    """
    page = _Page(width, colour)
    if name:
        page.line(name, "bold")
    tracked = [duty for duty in duties.duties if duty.tracked]
    if not duties.duties:
        page.line(word("no_duties", language))
    if tracked:
        page.line(word("title_duties", language, n=len(tracked)), "bold")
        table = page.table([("ordinal", 0), ("who", 3), ("what", 5), ("due_summary", 2)], language)
        for number, duty in enumerate(tracked, 1):
            who = [phrase.text for phrase in duty.who] or [f"({word('nobody', language)})"]
            table.add_row(
                str(number),
                _lines([*who, *_partners([phrase.text for phrase in duty.cooperating], language)]),
                _lines(_what(duty, language)),
                _lines(_when(duty.deadline, day(duty.deadline.due), language)),
            )
        page.show(table)
    page.untracked([duty for duty in duties.duties if not duty.tracked], language)
    return page.text()


def plan_table(
    plan: Plan, language: Language = "vi", *, width: int = WIDTH, colour: bool = False, every: bool = False
) -> str:
    """A plan: first what could not be resolved and how to mend it, then the tasks, duty by duty.

    ``every`` names all bodies; otherwise a row names the first ones and says how many more there are.
    """
    page = _Page(width, colour)
    _unresolved(page, plan, language)
    tasks: defaultdict[str, list[Task]] = defaultdict(list)
    for task in plan.tasks:
        tasks[task.duty].append(task)
    tracked = [duty for duty in plan.duties if duty.tracked]
    if not plan.duties:
        page.line(word("no_duties", language))
    if tracked:
        count = [task for task in plan.tasks if task.tracked]
        bodies = len({task.organisation.id for task in count})
        page.line(
            word("title_tasks", language, on=day(plan.on), duties=len(tracked), tasks=len(count), bodies=bodies), "bold"
        )
        table = page.table([("ordinal", 0), ("what", 5), ("bodies", 4), ("due_summary", 2)], language)
        for number, duty in enumerate(tracked, 1):
            own = tasks[duty.id]
            due = next((task.due for task in own if task.due), duty.deadline.due)
            report = next((task.report_due for task in own if task.report_due), None)
            table.add_row(
                str(number),
                _lines(_what(duty, language, day(report))),
                _lines(_bodies(duty, own, language, every)),
                _lines(_when(duty.deadline, day(due), language)),
            )
        page.show(table)
    page.untracked([duty for duty in plan.duties if not duty.tracked], language)
    return page.text()


def difference_table(
    difference: Difference, language: Language = "vi", *, width: int = WIDTH, colour: bool = False
) -> str:
    """What the new plan adds, takes away and changes, a row a task."""
    page = _Page(width, colour)
    for tasks, title, style in (
        (difference.added, "title_added", "green"),
        (difference.removed, "title_removed", "red"),
    ):
        if tasks:
            page.line(word(title, language, n=len(tasks)), f"bold {style}")
            table = page.table([("organisation", 3), ("what", 6), ("due_summary", 2)], language)
            for task in tasks:
                table.add_row(
                    _plain(task.organisation.name), _plain(shorten(task.text, INSTRUCTION_LENGTH)), day(task.due)
                )
            page.show(table)
    if difference.changed:
        page.line(word("title_changed", language, n=len(difference.changed)), "bold yellow")
        table = page.table([("organisation", 3), ("what", 8)], language)
        for change in difference.changed:
            table.add_row(_plain(change.new.organisation.name), _lines(_changes(change, language)))
        page.show(table)
    page.line(word("unchanged", language, n=difference.unchanged))
    return page.text()


def _unresolved(page: _Page, plan: Plan, language: Language) -> None:
    if not plan.unresolved:
        return
    page.line(word("title_unresolved", language, n=len(plan.unresolved)), "bold yellow")
    for item in plan.unresolved:
        at = f" ({word('page', language).lower()} {item.sources[0].page})" if item.sources else ""
        page.line(f"  {item.phrase}{at}", "yellow")
        names = "; ".join(item.candidates)
        page.line(f"    {word('nearest', language, names=names) if names else word('no_nearest', language)}")
    page.line(word("how_to_add", language, phrase=plan.unresolved[0].phrase, on=plan.on.isoformat()))
    page.line("")


def _what(duty: Duty, language: Language, report_due: str = "") -> list[str]:
    at = f" ({word('page', language).lower()} {duty.sources[0].page})" if duty.sources else ""
    lines = [shorten(duty.instruction, INSTRUCTION_LENGTH) + at]
    lines += [f"- {shorten(point.text, 120)}" for point in duty.points]
    if duty.report:
        due = _when(duty.report.deadline, report_due or day(duty.report.deadline.due), language)
        report = ", ".join(part for part in (duty.report.to, " ".join(due)) if part)
        lines.append(f"{word('report_line', language)}: {report}" if report else word("report_line", language))
    return lines


def _when(when: When, due: str, language: Language) -> list[str]:
    lines = [when.printed] if when.printed else []
    return [*lines, word("last_day", language, day=due)] if due and due not in (when.printed or "") else lines


def _partners(names: Sequence[str], language: Language) -> list[str]:
    return [f"{word('partners', language)}: {'; '.join(names)}"] if names else []


def _bodies(duty: Duty, tasks: Iterable[Task], language: Language, every: bool) -> list[str]:
    names: dict[str, list[str]] = {"lead": [], "cooperating": []}
    for task in tasks:
        names[task.role].append(task.organisation.name)
    for role, found in names.items():
        if not every and len(found) > NAMES_SHOWN:
            names[role] = [*found[:NAMES_SHOWN], word("more_bodies", language, n=len(found) - NAMES_SHOWN)]
    if not names["lead"]:
        mark = word("unresolved_mark", language)
        named = [phrase.text for phrase in duty.who]
        names["lead"] = [f"{one} ({mark})" for one in named] or [f"({word('nobody', language)})"]
    return ["; ".join(names["lead"]), *_partners(names["cooperating"], language)]


def _changes(change: Change, language: Language) -> list[str]:
    lines = [shorten(change.new.text, INSTRUCTION_LENGTH)]
    for field in change.fields:
        name = word(f"field.{field}", language)
        if field in ("due", "report_due"):
            old, new = (day(getattr(task, field)) or word("none", language) for task in (change.old, change.new))
            lines.append(f"{name}: {old} → {new}")
        elif field == "role":
            old, new = (
                word("lead" if task.role == "lead" else "with", language) for task in (change.old, change.new)
            )  # fmt: skip
            lines.append(f"{name}: {old} → {new}")
        elif field == "text":
            lines.append(f"{name}: “{shorten(change.old.text, INSTRUCTION_LENGTH)}” →")
        else:
            lines.append(f"{name} →")
    return lines


def _plain(text: str) -> str:
    """The text without what a terminal obeys: a document must not move the cursor or hide words."""
    return _CONTROLS.sub("", text)


def _lines(lines: Iterable[str]) -> str:
    return _plain("\n".join(lines))


class _Page:
    """Lines and tables, one after another, as text of at most ``width`` columns."""

    def __init__(self, width: int, colour: bool) -> None:
        from rich.console import Console

        self._out = io.StringIO()
        self._console: Console = Console(
            file=self._out, width=width, force_terminal=colour, no_color=not colour, highlight=False, emoji=False,
            markup=False, legacy_windows=False, color_system="standard" if colour else None,
        )  # fmt: skip

    def line(self, text: str, style: str = "") -> None:
        """One paragraph, wrapped."""
        from rich.text import Text

        self._console.print(Text(_plain(text), style=style), soft_wrap=False)

    def table(self, columns: Sequence[tuple[str, int]], language: Language) -> Table:
        """An empty table: code of each head, and its share of the width (0: as narrow as it can be)."""
        from rich import box
        from rich.table import Table

        table = Table(box=box.SQUARE, expand=True, show_lines=True, header_style="bold", padding=(0, 1))
        for head, share in columns:
            table.add_column(word(head, language), ratio=share or None, overflow="fold", no_wrap=share == 0)
        return table

    def show(self, table: Table) -> None:
        """The table, and an empty line."""
        self._console.print(table)
        self._console.print()

    def untracked(self, duties: Sequence[Duty], language: Language) -> None:
        """The duties that get no tool, each with its quote alone."""
        if duties:
            self.line(word("title_untracked", language, n=len(duties)), "bold")
            for duty in duties:
                at = f" ({word('page', language).lower()} {duty.sources[0].page})" if duty.sources else ""
                self.line(f"  “{shorten(duty.instruction, INSTRUCTION_LENGTH)}”{at}")

    def text(self) -> str:
        """What was put on the page, lines without spaces at their ends."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().splitlines()).rstrip() + "\n"
