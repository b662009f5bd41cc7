"""``nguon audit``: prove that the action log of a server is whole."""

from __future__ import annotations

from pathlib import Path

import click

from nguon.cli.command import Command, Group, option
from nguon.cli.words import say


@click.group(cls=Group, help="audit")
def audit() -> None:
    """The action log."""


@audit.command(cls=Command, help="audit.verify")
@option("--data", metavar="serve.folder", help="serve.data", default="nguon-data")
@option("--database", metavar="serve.database_out", help="serve.database", default="")
@option("--head", metavar="audit.hash", help="audit.head", default="")
def verify(data: str, database: str, head: str) -> int:
    """Hold every row against the one before it."""
    try:
        from nguon.web.project import serving

        serving.setup(Path(data), database)
    except ModuleNotFoundError as error:
        raise click.ClickException(say("serve.not_installed", module=error.name)) from error
    from nguon.web.audit.domain.chain import head as last
    from nguon.web.audit.domain.chain import verify as look

    broken = list(look(head))
    for one in broken:
        click.echo(say("audit.broken", number=one.number, why=say(f"audit.why.{one.why}")))
    number, digest = last()
    if not broken:
        click.echo(say("audit.whole", number=number, digest=digest))
    return 1 if broken else 0
