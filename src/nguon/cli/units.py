"""`nguon units`: who a phrase means on a day, and the directory behind it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nguon.cli.command import Argument, Command, Group, option
from nguon.cli.words import language as spoken
from nguon.cli.words_units import WORDS, say
from nguon.core.errors import DirectoryError, NguonError

if TYPE_CHECKING:
    from nguon.units.directory import Directory
    from nguon.units.organisation import Found, Organisation
    from nguon.units.table import Problem

SHOWN = 12
"""Candidates of one phrase that a terminal shows; ``--json`` has all."""


def language(asked: str | None) -> str:
    """What is asked for here, else the language of the command line."""
    return asked or spoken()


class Day(click.ParamType[date]):
    """A day: 2024-10-22 or 22/10/2024."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or fail with what to write."""
        from nguon.units.table import iso_day

        if isinstance(value, date):
            return value
        day = iso_day(str(value))
        if not day:
            self.fail(say("bad_day", language(None), value), param, ctx)
        return date.fromisoformat(day)


_lang = option("--lang", type=click.Choice(["vi", "en"]), hidden=True)
_directory = option("--directory", "folder", metavar="units.folder", help="units.directory")
_province = option("--province", metavar="units.name", help="units.province")
_json = option("--json", "as_json", is_flag=True, help="units.json")
_on = option("--on", type=Day(), metavar="units.day", help="units.on")


@click.group(cls=Group, help="units")
def units() -> None:
    """The directory of bodies in time."""


def _open(folder: str | None, province: str | None, lang: str) -> Directory:
    from nguon.units.directory import Directory

    try:
        directory = Directory.open(folder)
    except DirectoryError as error:
        raise _failed(error) from error
    if province and not directory.knows(province):
        raise click.UsageError(say("unknown_province", lang, province))
    return directory


def _failed(error: NguonError) -> click.ClickException:
    return click.ClickException(f"{error.code}: {error}")


def _found(found: Found, lang: str) -> dict[str, str]:
    from nguon.units.reasons import explain

    return {"id": found.id, "name": found.name, "kind": found.kind, "why": explain(found.because, lang)}


def _row(body: Organisation) -> dict[str, object]:
    from nguon.units.exchange import as_row
    from nguon.units.table import ORGANISATION_COLUMNS

    row: dict[str, object] = dict(zip(ORGANISATION_COLUMNS, as_row(body), strict=True))
    return row | {"short_names": list(body.short_names), "successors": list(body.successors)}


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)


@units.command(cls=Command, help="units.resolve")
@click.argument("phrase", cls=Argument, metavar="units.phrase")
@_province
@_directory
@_on
@_json
@_lang
def resolve(
    phrase: str, province: str | None, folder: str | None, on: date | None, as_json: bool, lang: str | None
) -> None:
    """Which bodies a phrase means on a day."""
    lang, day = language(lang), on or date.today()
    found = _open(folder, province, lang).resolve(phrase, on=day, within=province)
    if as_json:
        _print_json(
            {
                "organisations": [_found(o, lang) for o in found.organisations],
                "unresolved": [
                    {"phrase": u.phrase, "candidates": [_found(c, lang) for c in u.candidates]}
                    for u in found.unresolved
                ],
            }
        )
        return
    from nguon.units.reasons import explain

    click.echo(say("count", lang, len(found.organisations), day.strftime("%d/%m/%Y")))
    if found.organisations:
        rows = [(o.name, explain(o.because, lang), o.id) for o in found.organisations]
        _print_table((say("name", lang), say("why", lang), "id"), rows)
    for open_ in found.unresolved:
        click.echo(f"\n{say('unresolved', lang)}: “{open_.phrase}”: {explain(open_.because, lang)}")
        for candidate in open_.candidates[:SHOWN]:
            name = f"{candidate.name} [{candidate.id}]"
            click.echo(f"  {say('candidates', lang)}: {name}: {explain(candidate.because, lang)}")
        if len(open_.candidates) > SHOWN:
            click.echo("  " + say("and_more", lang, len(open_.candidates) - SHOWN))
    if found.unresolved:
        click.echo("\n" + say("add", lang))


def _days(body: Organisation, lang: str) -> str:
    parts = []
    if body.valid_from:
        parts.append(say("from", lang, body.valid_from.strftime("%d/%m/%Y")))
    if body.valid_to:
        parts.append(say("to", lang, body.valid_to.strftime("%d/%m/%Y")))
    return " ".join(parts)


def _print_bodies(bodies: Iterable[Organisation], as_json: bool, lang: str) -> None:
    if as_json:
        _print_json([_row(body) for body in bodies])
        return
    rows = [(body.name, body.kind, _days(body, lang), body.id) for body in bodies]
    if not rows:
        click.echo(say("none", lang))
        return
    _print_table((say("name", lang), say("kind", lang), say("days", lang), "id"), rows)
    click.echo(say("found", lang, len(rows)))


@units.command("list", cls=Command, help="units.list")
@_province
@_directory
@_on
@option("--level", type=click.Choice(["central", "province", "district", "commune"]), help="units.level")
@option("--kind", default="", metavar="units.word", help="units.kind")
@_json
@_lang
def list_(
    province: str | None,
    folder: str | None,
    on: date | None,
    level: str | None,
    kind: str,
    as_json: bool,
    lang: str | None,
) -> None:
    """The bodies on a day."""
    lang = language(lang)
    directory = _open(folder, province, lang)
    within = province if province and directory.area(province) else None
    bodies = directory.organisations(within=within, level=level or "", kind=kind, on=on or date.today())
    _print_bodies(bodies, as_json, lang)


@units.command(cls=Command, help="units.search")
@click.argument("words", cls=Argument, metavar="units.words")
@_province
@_directory
@option("--limit", type=click.IntRange(min=1), default=20, metavar="N", help="units.limit")
@_json
@_lang
def search(words: str, province: str | None, folder: str | None, limit: int, as_json: bool, lang: str | None) -> None:
    """Search without diacritics, by short or old name, by code."""
    lang = language(lang)
    _print_bodies(_open(folder, province, lang).search(words, within=province, limit=limit), as_json, lang)


@units.command(cls=Command, help="units.show")
@click.argument("id_", metavar="ID")
@_directory
@_json
@_lang
def show(id_: str, folder: str | None, as_json: bool, lang: str | None) -> None:
    """One body."""
    lang = language(lang)
    body = _body(_open(folder, None, lang), id_, lang)
    if as_json:
        _print_json(_row(body))
        return
    from nguon.units.exchange import sources

    shown = (
        ("id", body.id),
        (say("name", lang), body.name),
        (say("short", lang), ", ".join(body.short_names)),
        (say("kind", lang), body.kind),
        (say("level", lang), body.level),
        (say("code", lang), body.area_code),
        (say("parent", lang), body.parent),
        (say("days", lang), _days(body, lang) or say("always", lang)),
        (say("successors", lang), ", ".join(body.successors)),
        (say("source", lang), sources().get(body.source, ("", body.source))[1]),
    )
    for heading, value in shown:
        if value:
            click.echo(f"{heading}: {value}")


def _body(directory: Directory, id_: str, lang: str) -> Organisation:
    body = directory.get(id_)
    if body is None:
        raise click.UsageError(say("unknown_id", lang, id_))
    return body


@units.command(cls=Command, help="units.history")
@click.argument("id_", metavar="ID")
@_directory
@_on
@_json
@_lang
def history(id_: str, folder: str | None, on: date | None, as_json: bool, lang: str | None) -> None:
    """What came before and after a body."""
    lang, day = language(lang), on or date.today()
    directory = _open(folder, None, lang)
    body = _body(directory, id_, lang)
    before, after = directory.predecessors(id_), directory.successors(id_, day)
    if as_json:
        _print_json(
            {"body": _row(body), "predecessors": [_row(b) for b in before], "successors": [_row(b) for b in after]}
        )
        return
    click.echo(f"{body.name} [{body.id}] {_days(body, lang) or say('always', lang)}")
    for heading, bodies in (("predecessors", before), ("successors", after)):
        for other in bodies:
            click.echo(f"{say(heading, lang)}: {other.name} [{other.id}] {_days(other, lang)}")


def _print_problems(problems: Iterable[Problem], lang: str) -> int:
    count = 0
    for problem in problems:
        key = f"problem_{problem.code}"
        what = WORDS[key][0] if lang == "vi" and key in WORDS else problem.what
        hint = "" if lang == "vi" and key in WORDS else problem.hint
        column = say("column", lang, problem.column) if problem.column else ""
        value = f" “{problem.value}”" if problem.value else ""
        line = say("problem", lang, file=problem.file, row=problem.row, column=column + value, what=what, hint=hint)
        click.echo(line.strip(), err=True)
        count += problem.error
    return count


@units.command(cls=Command, help="units.check")
@click.argument("folder", cls=Argument, metavar="units.folder_or_file")
@_lang
def check(folder: str, lang: str | None) -> None:
    """What is wrong in a directory."""
    from nguon.units.directory import Directory
    from nguon.units.table import read_directory

    lang = language(lang)
    try:
        tables = read_directory(Path(folder))
        errors = _print_problems((p for t in tables.values() for p in t.problems), lang)
        warnings = () if errors else Directory(tables).check()
    except DirectoryError as error:
        raise _failed(error) from error
    _print_problems(warnings, lang)
    if errors:
        sys.exit(1)
    if not warnings:
        click.echo(say("fine", lang, sum(len(t.rows) for t in tables.values())))


@units.command("import", cls=Command, help="units.import")
@click.argument("file", cls=Argument, metavar="units.file")
@option("--into", "folder", required=True, metavar="units.folder", help="units.into")
@option("--yes", is_flag=True, help="units.yes")
@_lang
def import_(file: str, folder: str, yes: bool, lang: str | None) -> None:
    """Import CSV or XLSX with a preview."""
    from nguon.units.exchange import prepare_import

    lang = language(lang)
    try:
        prepared = prepare_import(Path(file), Path(folder))
        errors = _print_problems(prepared.problems, lang)
        if not prepared.ready:
            raise click.ClickException(say("not_written", lang, errors))
        if yes:
            prepared.write(Path(folder))
    except DirectoryError as error:
        raise _failed(error) from error
    for change in prepared.changes:
        cells = "; ".join(
            f"{c}: {b or '∅'} → {a or '∅'}"
            for c, b, a in zip(change.columns, change.before, change.after, strict=False)
        )
        click.echo(f"{say(change.action, lang)}: {change.name} [{change.id}] {cells}".rstrip())
    counts = [sum(c.action == a for c in prepared.changes) for a in ("added", "changed", "ended")]
    click.echo(say("written" if yes else "preview", lang, *counts, folder))


@units.command(cls=Command, help="units.template")
@click.argument("file", metavar="FILE.xlsx", default="danh-muc.xlsx")
@_lang
def template(file: str, lang: str | None) -> None:
    """An empty workbook with instructions."""
    from nguon.units.exchange import write_template

    lang = language(lang)
    if Path(file).exists():
        raise click.UsageError(say("exists", lang, file))
    write_template(Path(file))
    click.echo(say("template", lang, file))


@units.command(cls=Command, help="units.export")
@option("--format", "form", type=click.Choice(["csv", "xlsx", "json-ld"]), default="csv", help="units.format")
@option("--output", "-o", metavar="read.out", help="units.output")
@_province
@_directory
@_on
@_lang
def export(
    form: str, output: str | None, province: str | None, folder: str | None, on: date | None, lang: str | None
) -> None:
    """Export the directory with sources and licence."""
    from nguon.units import exchange

    lang = language(lang)
    directory = _open(folder, province, lang)
    within = province if province and directory.area(province) else None
    bodies = list(directory.organisations(within=within, on=on))
    if within is None:
        for area in directory.areas.provinces:
            bodies += [
                b for b in directory.organisations(within=area.id, level="province", on=on) if b.level == "province"
            ]
    bodies = list({b.id: b for b in bodies}.values())
    if form == "xlsx":
        if output is None:
            raise click.UsageError("--output FILE.xlsx")
        exchange.write_xlsx(Path(output), bodies)
    else:
        parts = exchange.write_csv(bodies) if form == "csv" else exchange.write_json_ld(bodies)
        if output is None:
            for part in parts:
                click.echo(part, nl=False)
            return
        with Path(output).open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)
    click.echo(say("exported", lang, len(bodies), output, exchange.LICENCE))


if __name__ == "__main__":
    units()
