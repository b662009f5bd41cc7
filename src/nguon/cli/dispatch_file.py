"""Files of ``nguon duties`` and ``nguon plan``: read a dispatch or a saved plan, write what was asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import msgspec

from nguon.cli.words import say
from nguon.core.errors import TooLarge
from nguon.duties.duty import Duties
from nguon.planning.task import SCHEMA, Plan
from nguon.reading.document import Document
from nguon.reading.options import ReadingOptions


class Day(click.ParamType[date]):
    """A day as machines (2024-09-03) or Vietnamese offices (03/09/2024) write it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that shows how to write one."""
        if isinstance(value, date):
            return value
        text = str(value).strip()
        parts = text.split("/")
        try:
            if len(parts) == 3:
                return date(int(parts[2]), int(parts[1]), int(parts[0]))
            return date.fromisoformat(text)
        except ValueError:
            self.fail(say("plan.bad_day"), param, ctx)


def shown_name(path: str) -> str:
    """A file's name as text that can be printed, whatever its bytes."""
    return "stdin" if path == "-" else os.fsencode(Path(path).name).decode("utf-8", "replace")


def file_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``.

    Raises:
        click.ClickException: it cannot be opened; the sentence names the file and says what to do.
        TooLarge: past the reading limit.
    """
    limit = ReadingOptions().max_bytes
    try:
        if path == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        kinds = {FileNotFoundError: "no_such_file", IsADirectoryError: "is_a_folder", PermissionError: "not_permitted"}
        code = kinds.get(type(error), "unreadable")
        sentence = f"{shown_name(path)}: {say(f'problem.{code}')} {say(f'hint.{code}')}"
        raise click.ClickException(sentence) from error
    if len(data) > limit:
        raise TooLarge(f"The file has more than {limit} bytes")
    return data


def read_dispatch(path: str, data: bytes) -> tuple[Document, Duties]:
    """A document and its duties."""
    # Imported by the first dispatch: a saved plan needs neither readers nor rules.
    read: Callable[..., Document] = import_module("nguon.reading.read").read
    extract: Callable[[Document], Duties] = import_module("nguon.duties.extract").extract_duties
    document = read(data, name=None if path == "-" else shown_name(path))
    return document, extract(document)


def plan_of(
    path: str,
    directory: str | None = None,
    province: str | None = None,
    on: date | None = None,
    *,
    lenient: bool = False,
) -> tuple[Plan, Document | None]:
    """The plan that a file holds, or that its dispatch gives; the document where there is one.

    Args:
        path: of a dispatch or a saved plan; ``-`` for standard input.
        directory: folder of the directory of bodies; the shipped one for ``None``.
        province, on: see ``make_plan``.
        lenient: the options may stand beside a saved plan, for which they mean nothing.

    Raises:
        click.UsageError: options for a dispatch with a saved plan.
        click.ClickException: JSON that is not a plan.
        NguonError: the dispatch cannot be read, or the directory cannot be used.
    """
    data = file_bytes(path)
    saved = _json(data)
    if saved is not None:
        if not lenient and (directory or province or on):
            raise click.UsageError(say("plan.from_plan", name=shown_name(path)))
        try:
            return msgspec.json.decode(saved, type=Plan), None
        except (msgspec.DecodeError, RecursionError) as error:
            raise click.ClickException(say("plan.not_a_plan", name=shown_name(path), why=error)) from error
    document, duties = read_dispatch(path, data)
    bodies = import_module("nguon.units.directory").Directory
    make_plan: Callable[..., Plan] = import_module("nguon.planning.plan").make_plan
    known = bodies.open(Path(directory)) if directory else bodies.shipped()
    plan = make_plan(document, duties, known, on=on, province=province)
    assert plan.schema == SCHEMA
    return plan, document


def _json(data: bytes) -> bytes | None:
    """The bytes as UTF-8 where they are a JSON object of ours; PowerShell's ``>`` writes UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    return data if data[:1] == b"{" and b'"schema"' in data else None


def write_out(path: str, data: bytes) -> None:
    """Write a file, or standard output for ``-``; says so on standard error.

    Raises:
        click.ClickException: it cannot be written.
    """
    if path == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise click.ClickException(say("plan.cannot_write", path=path, why=error.strerror or error)) from error
    click.echo(f"nguon: {say('plan.wrote', path=path)}", err=True)
