"""``nguon check``: what a server needs, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import click

from nguon.cli.command import Command, option
from nguon.cli.words import CATALOGUE, say


@click.command(cls=Command, help="check")
@option("--data", metavar="serve.folder", help="serve.data", default="nguon-data")
@option("--database", metavar="serve.database_out", help="serve.database", default="")
def check(data: str, database: str) -> int:
    """Look at everything; 1 where something must be mended."""
    try:
        from nguon.web.project import serving

        serving.setup(Path(data), database, as_it_is=True)
    except ModuleNotFoundError as error:
        raise click.ClickException(say("serve.not_installed", module=error.name)) from error
    from nguon.web.operation.check import check as look

    bad = 0
    for one in look():
        bad += one.level == "bad"
        click.echo(f"{say(f'check.{one.level}'):<10} {say(f'check.{one.code}.{one.level}', **one.values)}")
        todo = f"check.{one.code}.todo"
        if one.level != "ok" and todo in CATALOGUE:
            click.echo(f"{'':<10} → {say(todo, **one.values)}")
    click.echo(say("check.wrong", count=bad) if bad else say("check.well"))
    return 1 if bad else 0
