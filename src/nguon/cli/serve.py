"""``nguon serve``: the web application and its background work, on this machine, until Ctrl-C."""

from __future__ import annotations

from pathlib import Path

import click

from nguon.cli.command import Command, option
from nguon.cli.words import say


@click.command(cls=Command, help="serve")
@option("--data", metavar="serve.folder", help="serve.data", default="nguon-data")
@option("--database", metavar="serve.database_out", help="serve.database", default="")
@option("--host", metavar="serve.host_out", help="serve.host", default="127.0.0.1")
@option("--port", type=click.IntRange(1, 65535), metavar="serve.port_out", help="serve.port", default=8000)
@option("--demo", is_flag=True, help="serve.demo")
@option("--check", "once", is_flag=True, help="serve.check")
def serve(data: str, database: str, host: str, port: int, demo: bool, once: bool) -> int:
    """Start everything; see the catalogue for the help."""
    try:
        from nguon.web.project import serving

        serving.setup(Path(data), database, [host])
    except ModuleNotFoundError as error:
        raise click.ClickException(say("serve.not_installed", module=error.name)) from error
    started = serving.prepare(host, port, demo=demo)
    with serving.running(host, port) as supervisor:
        if not serving.answers(f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"):
            raise click.ClickException(say("serve.silent"))
        click.echo(say("serve.ready", address=started.address, data=Path(data).absolute()))
        for email, password, who in started.accounts:
            click.echo(say("serve.account", email=email, password=password, who=who))
        if started.first_link:
            click.echo(say("serve.first", link=started.first_link))
        if once:
            return 0
        click.echo(say("serve.end"))
        supervisor.watch()
    return 0
