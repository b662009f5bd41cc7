"""``nguon duties``: who must do what, by when, as the documents say it."""

from __future__ import annotations

import click
import msgspec

from nguon.cli.command import Argument, Command, option
from nguon.cli.dispatch_file import file_bytes, read_dispatch, shown_name, write_out
from nguon.cli.terminal import colours, indented_for, width
from nguon.cli.words import CATALOGUE, language, say
from nguon.core.errors import NguonError
from nguon.writing.xlsx import DutiesOf

SOME_NOT_READ = 1


@click.command(cls=Command, help="duties")
@option("--json", "as_json", is_flag=True, help="duties.json")
@option("--xlsx", metavar="plan.out", help="duties.xlsx")
@click.argument("files", nargs=-1, required=True, cls=Argument, metavar="read.files")
@click.pass_context
def duties(ctx: click.Context, files: tuple[str, ...], as_json: bool, xlsx: str | None) -> None:
    """Show duties; see the catalogue for the help."""
    if as_json and xlsx == "-":
        raise click.UsageError(say("plan.one_stdout"))
    found: list[DutiesOf] = []
    status = 0
    for path in files:
        try:
            document, held = read_dispatch(path, file_bytes(path))
        except NguonError as error:
            status = SOME_NOT_READ
            click.echo(f"nguon: {shown_name(path)}: {_sentence(error)}", err=True)
            continue
        except click.ClickException as error:
            status = SOME_NOT_READ
            click.echo(f"nguon: {error.format_message()}", err=True)
            continue
        one = DutiesOf(name=shown_name(path), duties=held, document=document)
        if as_json:
            click.echo(indented_for(msgspec.json.encode(held), alone=len(files) == 1))
        elif xlsx is None:
            from nguon.writing.tables import duties_table

            click.echo(duties_table(held, one.name, language(), width=width(), colour=colours()))
        if xlsx is not None:
            found.append(one)
    if xlsx is not None and found:
        from nguon.writing.xlsx import duties_workbook

        write_out(xlsx, duties_workbook(found, language()))
    ctx.exit(status)


def _sentence(error: NguonError) -> str:
    """An error by its code, in the language of the command line, with its own words after it."""
    known = [say(f"{kind}.{error.code}") for kind in ("problem", "hint") if f"{kind}.{error.code}" in CATALOGUE]
    return " ".join([*known, f"[{error.code}] {error.what}"]) if known else str(error)
