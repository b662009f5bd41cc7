"""``nguon read``: documents as JSON, flat values, text, a summary, or a page with every value outlined."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from nguon.cli.command import Argument, Command, option
from nguon.cli.in_order import cores, in_order
from nguon.cli.reading_job import Form, Job, Outcome, crashed, do
from nguon.cli.words import language, say
from nguon.writing.json_lines import indented

SOME_NOT_READ: Final = 1
_SUFFIXES: Final[dict[Form, str]] = {
    "html": ".html",
    "akn": ".akn.xml",
    "edxml": ".edxml",
    "searchable": ".searchable.pdf",
}
PAGES: Final = 60
"""As ``writing.viewer.MAX_PAGES``, which is not imported for a help text: it brings PDFium with it."""


@click.command(cls=Command, help="read")
@option("--summary", "summary", is_flag=True, help="read.summary")
@option("--html", "html", metavar="read.out", help="read.html")
@option("--akn", "akn", metavar="read.out", help="read.akn")
@option("--edxml", "edxml", metavar="read.out", help="read.edxml")
@option("--searchable", "searchable", metavar="read.out_pdf", help="read.searchable")
@option("--flat", "flat", is_flag=True, help="read.flat")
@option("--text", "text", is_flag=True, help="read.text")
@option("--trust", "trust", metavar="read.store", help="read.trust")
@option("--pages", type=click.IntRange(min=0), default=PAGES, metavar="N", help="read.pages")
@option("--jobs", type=click.IntRange(min=1), metavar="N", help="read.jobs")
@click.argument("files", nargs=-1, required=True, cls=Argument, metavar="read.files")
@click.pass_context
def read(
    ctx: click.Context,
    files: tuple[str, ...],
    summary: bool,
    html: str | None,
    akn: str | None,
    edxml: str | None,
    searchable: str | None,
    flat: bool,
    text: bool,
    trust: str | None,
    pages: int,
    jobs: int | None,
) -> None:
    """Read files; see the catalogue for the help."""
    written: dict[Form, str | None] = {"html": html, "akn": akn, "edxml": edxml, "searchable": searchable}
    printed: dict[Form, bool] = {"summary": summary, "flat": flat, "text": text}
    chosen = [form for form, out in written.items() if out is not None]
    chosen += [form for form, asked in printed.items() if asked]
    if len(chosen) > 1:
        ctx.fail(say("read.one_output"))
    form: Form = chosen[0] if chosen else "json"
    width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    out = written.get(form)
    outs = _outs(out, files, _SUFFIXES[form]) if out is not None else [""] * len(files)
    work = [
        Job(
            path=path,
            form=form,
            language=language(),
            out=out,
            trust=trust or "",
            pages=pages,
            width=width,
            colour=_colour(sys.stdout),
        )
        for path, out in zip(files, outs, strict=True)
    ]
    ctx.exit(_run(work, jobs or cores()))


def _colour(stream: object) -> bool:
    return "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb" and _terminal(stream)


def _terminal(stream: object) -> bool:
    asks = getattr(stream, "isatty", None)
    return bool(asks and asks())


def _outs(out: str, files: Sequence[str], suffix: str) -> list[str]:
    """Where each document goes: the file named, or in a folder the documents' names, each once."""
    if out == "-" or (len(files) == 1 and not Path(out).is_dir() and not out.endswith(os.sep)):
        return [out] * len(files)
    try:
        Path(out).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(say("read.cannot_write", path=out, why=error.strerror or error)) from error
    taken: set[str] = set()
    outs = []
    for path in files:
        name = stem = Path(path).name if path != "-" else "stdin"
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        outs.append(str(Path(out) / f"{name}{suffix}"))
    return outs


def _run(work: Sequence[Job], processes: int) -> int:
    """Do the work, print what comes of it; the exit status."""
    status, out = 0, sys.stdout.buffer
    watched = len(work) > 1 and _terminal(sys.stderr)
    for number, outcome in enumerate(in_order(work, do, crashed, processes, language()), 1):
        if watched:
            _progress(number, work)
        if outcome.output:
            pretty = len(work) == 1 and work[0].form in ("json", "flat") and _terminal(sys.stdout)
            out.write(indented(outcome.output.rstrip()) + b"\n" if pretty else outcome.output)
            out.flush()
        _notify(outcome)
        status = status if outcome.read else SOME_NOT_READ
    return status


def _progress(done: int, work: Sequence[Job]) -> None:
    """One line of standard error that is written over, and gone at the end."""
    line = say("read.progress", done=done, total=len(work), name=work[done].name[:40]) if done < len(work) else ""
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def _notify(outcome: Outcome) -> None:
    if outcome.notice:
        if _terminal(sys.stderr):
            sys.stderr.write("\r\x1b[K")
        click.echo(f"nguon: {outcome.notice}", err=True)
