"""The command ``nguon``: its table of commands, its language, and how errors are said."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Final

import click

from nguon import __version__
from nguon.cli.command import INTERRUPTED, LazyGroup, Option
from nguon.cli.words import CATALOGUE, choose, say
from nguon.core.errors import NguonError, UsageError
from nguon.writing.words import LANGUAGES, Language

COMMANDS: Final = {
    "read": "nguon.cli.read:read",
    "duties": "nguon.cli.duties:duties",
    "plan": "nguon.cli.plan:plan",
    "units": "nguon.cli.units:units",
    "serve": "nguon.cli.serve:serve",
    "account": "nguon.cli.account:account",
    "audit": "nguon.cli.audit:audit",
    "check": "nguon.cli.check:check",
    "backup": "nguon.cli.backup:backup",
    "restore": "nguon.cli.backup:restore",
    "schema": "nguon.cli.schema:schema",
}
"""Name → ``module:object`` of a click command, in the order of the help."""

SOME_NOT_READ: Final = 1
WRONG_USAGE: Final = 2


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"nguon {__version__}")
        ctx.exit()


nguon = LazyGroup(
    name="nguon",
    help="nguon",
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    params=[
        Option(["--lang"], type=click.Choice(LANGUAGES), metavar="vi|en", help="option.lang", expose_value=False),
        Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="option.version"
        ),
    ],
)


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Args:
        arguments: what was typed after ``nguon``; ``--lang`` may stand anywhere before ``--``.

    Returns:
        The exit status: 0, 1 (something could not be done), 2 (wrong usage), 130 (interrupted).
    """
    try:
        rest, language = _language(list(arguments))
        choose(language)
        result = nguon.main(rest, prog_name="nguon", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.UsageError as error:
        _complain(_usage(error), error.ctx.command_path if error.ctx else "nguon")
        return WRONG_USAGE
    except click.ClickException as error:
        _complain(error.format_message())
        return SOME_NOT_READ
    except NguonError as error:
        _complain(_sentence(error))
        return WRONG_USAGE if isinstance(error, UsageError) else SOME_NOT_READ
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return SOME_NOT_READ
    except Exception as error:
        if os.environ.get("NGUON_TRACEBACK"):
            raise
        _complain(say("error.internal", why=f"{type(error).__name__}: {error}"))
        return SOME_NOT_READ


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    sys.exit(status)


def _language(arguments: list[str]) -> tuple[list[str], Language | None]:
    """The arguments without ``--lang``, and the language it named."""
    chosen: str | None = None
    rest: list[str] = []
    while arguments:
        one = arguments.pop(0)
        if one == "--":
            rest += [one, *arguments]
            break
        if one == "--lang" and arguments:
            chosen = arguments.pop(0)
        elif one.startswith("--lang="):
            chosen = one.removeprefix("--lang=")
        else:
            rest.append(one)
    for language in LANGUAGES:
        if chosen == language:
            return rest, language
    if chosen is not None:
        raise click.UsageError(say("error.bad_language"))
    return rest, None


def _usage(error: click.UsageError) -> str:
    """What was typed wrongly, in the language of the catalogue."""
    name = ""
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = " / ".join(error.param.opts) if isinstance(error.param, click.Option) else ""
        if not name and error.ctx is not None:
            name = error.param.make_metavar(error.ctx)
    if isinstance(error, click.NoSuchOption):
        near = say("error.did_you_mean", names=", ".join(error.possibilities)) if error.possibilities else ""
        return f"{say('error.no_such_option', name=error.option_name)} {near}".strip()
    if isinstance(error, click.MissingParameter):
        return say("error.missing", name=name or error.format_message())
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param is not None else None
        why = say("error.whole_number", least=kind.min) if isinstance(kind, click.IntRange) else error.message
        return say("error.bad_value", name=name, why=why)
    return error.format_message()


def _sentence(error: NguonError) -> str:
    """An error of the library by its code; in its own English where the catalogue has no words for it."""
    if f"problem.{error.code}" not in CATALOGUE:
        return str(error)
    hint = say(f"hint.{error.code}") if f"hint.{error.code}" in CATALOGUE else error.hint
    return f"{say(f'problem.{error.code}')} {hint} [{error.code}] {error.what}".strip()


def _complain(what: str, command: str = "") -> None:
    click.echo(say("error", what=what), err=True)
    if command:
        click.echo(say("error.see", command=command), err=True)


def _forget_stdout() -> None:
    """Whoever read the output has gone: let Python's own flush at exit go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
