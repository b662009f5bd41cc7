"""``nguon plan``: the tasks of a dispatch for real bodies, on the terminal or as files, and two plans compared."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from nguon.cli.command import Argument, Command, option
from nguon.cli.dispatch_file import Day, plan_of, write_out
from nguon.cli.terminal import colours, indented_for, width
from nguon.cli.words import language, say
from nguon.planning.difference import compare as compare_plans


@click.command(cls=Command, help="plan")
@option("--directory", metavar="plan.directory_out", help="plan.directory")
@option("--province", metavar="plan.province_out", help="plan.province")
@option("--on", type=Day(), metavar="plan.on_out", help="plan.on")
@option("--json", "as_json", is_flag=True, help="plan.json")
@option("--xlsx", metavar="plan.out", help="plan.xlsx")
@option("--ics", metavar="plan.out", help="plan.ics")
@option("--docx", metavar="plan.out", help="plan.docx")
@option("--attached-to", metavar="plan.attached_to_out", help="plan.attached_to")
@option("--compare", nargs=2, metavar="plan.compare_out", help="plan.compare")
@option("--all", "every", is_flag=True, help="plan.all")
@click.argument("file", required=False, cls=Argument, metavar="plan.file")
def plan(
    file: str | None,
    directory: str | None,
    province: str | None,
    on: date | None,
    as_json: bool,
    xlsx: str | None,
    ics: str | None,
    docx: str | None,
    attached_to: str | None,
    compare: tuple[str, str] | None,
    every: bool,
) -> None:
    """Plan a dispatch; see the catalogue for the help."""
    outs = [out for out in (xlsx, ics, docx) if out is not None]
    if compare:
        if file is not None or outs:
            raise click.UsageError(say("plan.compare_alone"))
        _compare(compare, directory, province, on, as_json)
        return
    if file is None:
        raise click.UsageError(say("plan.file_or_compare"))
    if as_json + outs.count("-") > 1:
        raise click.UsageError(say("plan.one_stdout"))
    made, document = plan_of(file, directory, province, on)
    if as_json:
        click.echo(indented_for(msgspec.json.encode(made)))
    elif not outs:
        from nguon.writing.tables import plan_table

        click.echo(plan_table(made, language(), width=width(), colour=colours(), every=every), nl=False)
    if xlsx is not None:
        from nguon.writing.xlsx import plan_workbook

        write_out(xlsx, plan_workbook(made, document, language()))
    if ics is not None:
        from nguon.writing.icalendar import plan_calendar

        write_out(ics, plan_calendar(made, document, language()))
    if docx is not None:
        from nguon.writing.docx import assignment_annex

        write_out(docx, assignment_annex(made, document, attached_to))


def _compare(
    paths: tuple[str, str], directory: str | None, province: str | None, on: date | None, as_json: bool
) -> None:
    old, new = (plan_of(path, directory, province, on, lenient=True)[0] for path in paths)
    difference = compare_plans(old, new)
    if as_json:
        click.echo(indented_for(msgspec.json.encode(difference)))
        return
    from nguon.writing.tables import difference_table

    click.echo(difference_table(difference, language(), width=width(), colour=colours()), nl=False)
