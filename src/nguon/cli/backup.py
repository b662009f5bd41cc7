"""``nguon backup`` and ``nguon restore``: everything a server keeps, in one file and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import click

from nguon.cli.command import Argument, Command, option
from nguon.cli.words import say


class Progress(Protocol):
    """Told of steps done and of all steps."""

    def __call__(self, done: int, total: int) -> None: ...


@click.command(cls=Command, help="backup")
@option("--data", metavar="serve.folder", help="serve.data", default="nguon-data")
@option("--database", metavar="serve.database_out", help="serve.database", default="")
@click.argument("file", cls=Argument, metavar="backup.file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path, data: str, database: str) -> None:
    """Write a backup while people work."""
    _setup(data, database)
    from nguon.web.operation.domain.backup import backup as write

    with _bar("backup.doing") as progress:
        made = write(file, progress)
    rows = sum(table.rows for table in made.tables.values())
    click.echo(say("backup.done", file=file, rows=rows, files=made.files, size=file.stat().st_size // 1000))
    click.echo(say("backup.head", number=made.audit_number, digest=made.audit_hash))


@click.command(cls=Command, help="restore")
@option("--data", metavar="serve.folder", help="restore.data", default="nguon-data")
@option("--database", metavar="serve.database_out", help="serve.database", default="")
@click.argument("file", cls=Argument, metavar="backup.file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path, data: str, database: str) -> None:
    """Bring a backup back into an empty place."""
    _setup(data, database)
    from nguon.web.operation.domain.restore import restore as bring_back

    with _bar("restore.doing") as progress:
        made = bring_back(file, progress)
    rows = sum(table.rows for table in made.tables.values())
    click.echo(say("restore.done", rows=rows, files=made.files, made=made.made_at, version=made.version))
    click.echo(say("backup.head", number=made.audit_number, digest=made.audit_hash))


def _setup(data: str, database: str) -> None:
    try:
        from nguon.web.project import serving

        serving.setup(Path(data), database, as_it_is=True)
    except ModuleNotFoundError as error:
        raise click.ClickException(say("serve.not_installed", module=error.name)) from error


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    """A bar on standard error where somebody watches; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(say(what), total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
