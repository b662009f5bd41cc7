"""``nguon schema``: the JSON Schema of what ``nguon read`` prints."""

from __future__ import annotations

from importlib.resources import files

import click

from nguon.cli.command import Command


@click.command(cls=Command, help="schema")
def schema() -> None:
    """Print the schema that is shipped with the package."""
    text = files("nguon").joinpath("data", "schema", "document.schema.json").read_text(encoding="utf-8")
    click.echo(text, nl=False)
