"""Click's commands and options, speaking the language of the catalogue; help texts are codes of it."""

from __future__ import annotations

import copy
import importlib
import importlib.util
from collections.abc import Callable, Mapping
from typing import Any, Final

import click
from click.types import OptionHelpExtra

from nguon.cli.words import CATALOGUE, say

INTERRUPTED: Final = 130


class Option(click.Option):
    """An option whose help and metavar are codes of the catalogue."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The two columns of the help."""
        spoken = copy.copy(self)
        if isinstance(self.default, int) and not self.is_flag:
            spoken.help = say(self.help or "", default=self.default)
        else:
            spoken.help = say(self.help or "")
        spoken.metavar = say(self.metavar) if self.metavar else None
        return click.Option.get_help_record(spoken, ctx)

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """Nothing besides the help text: defaults stand in it."""
        return {}


class Argument(click.Argument):
    """An argument whose metavar is a code of the catalogue."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Its name in the usage line."""
        return say(self.metavar) if self.metavar else super().make_metavar(ctx)


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    """``click.option`` for the catalogue."""
    return click.option(*names, cls=Option, **settings)


class _Spoken(click.Command):
    """Help in the language of the catalogue: ``name`` says what it does, ``name.more`` what comes after the options."""

    code = ""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how to type it."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), say("help.usage"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options; arguments stand in the usage line alone."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        records = [record for one in options if (record := one.get_help_record(ctx))]
        if records:
            with formatter.section(say("help.options")):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples and exit status, line by line as written."""
        more = f"{self.help}.more"
        if more in CATALOGUE:
            formatter.write_paragraph()
            formatter.write(say(more) + "\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` in the language of the catalogue."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say("option.help")
        return found


class Command(_Spoken):
    """A command of the catalogue."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the command's name."""
        arguments = [one.make_metavar(ctx) for one in self.get_params(ctx) if isinstance(one, click.Argument)]
        return [say("help.rest"), *arguments]


class Group(_Spoken, click.Group):
    """A group of commands of the catalogue."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the group's name."""
        return [say("help.rest"), say("help.command")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands with what each does."""
        _Spoken.format_options(self, ctx, formatter)
        with formatter.section(say("help.commands")):
            formatter.write_dl(self.summaries(ctx))

    def summaries(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Each command's name and what it does."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, say(command.help or "")) for name, command in found if command is not None]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first, or an error that names the nearest ones."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            ctx.fail(" ".join([say("error.no_such_command", name=args[0]), *self._nearest(ctx, args[0])]))
        return super().resolve_command(ctx, args)

    def _nearest(self, ctx: click.Context, name: str) -> list[str]:
        import difflib

        near = difflib.get_close_matches(name, self.list_commands(ctx))
        return [say("error.did_you_mean", names=", ".join(near))] if near else []


class LazyGroup(Group):
    """Commands that are imported only when they are called, from a table of names → ``module:object``.

    A command whose module is not there is not listed.
    """

    def __init__(self, *args: Any, table: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.table = table

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands that are there, in the table's order."""
        return [name for name, place in self.table.items() if importlib.util.find_spec(place.split(":")[0])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module, name = self.table[cmd_name].split(":")
        found = getattr(importlib.import_module(module), name)
        assert isinstance(found, click.Command)
        return found

    def summaries(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Each command's name and what it does; none of them is imported."""
        return [(name, say(f"command.{name}")) for name in self.list_commands(ctx)]
