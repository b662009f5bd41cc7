"""One file of ``nguon read``: what it prints or writes, and whether it could be read. Runs in worker processes."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import msgspec

from nguon.cli.words import CATALOGUE, say
from nguon.core.errors import NguonError, ProgramMissing, TooLarge
from nguon.duties.duty import Duties, Duty
from nguon.reading.document import Document, Problem
from nguon.reading.options import ReadingOptions
from nguon.reading.placed import PlacedPage
from nguon.writing.entries import visible
from nguon.writing.json_lines import Unread, UnreadFile, to_line
from nguon.writing.words import Language

Form = Literal["json", "flat", "text", "summary", "html", "akn", "edxml", "searchable"]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to do with one file.

    Attributes:
        path: the file; ``-`` for standard input.
        form: what to print.
        language: of summaries and pages.
        out: where the page goes; ``-`` for standard output.
        trust: file or folder of root certificates; empty for none.
        pages: pages of a PDF drawn.
        width, colour: of a summary; colour means that a terminal shows it.
    """

    path: str
    form: Form = "json"
    language: Language = "vi"
    out: str = ""
    trust: str = ""
    pages: int = 60
    width: int = 80
    colour: bool = False

    @property
    def name(self) -> str:
        """The file's name without folders, as text that can be written."""
        return "stdin" if self.path == "-" else os.fsencode(Path(self.path).name).decode("utf-8", "replace")


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one file: bytes for standard output, a sentence for standard error, read or not."""

    output: bytes = b""
    notice: str = ""
    read: bool = True


def do(job: Job) -> Outcome:
    """Read one file and give it the form asked for; a file that cannot be read gives an ``Unread``, never an error."""
    data: bytes | None = None
    try:
        from nguon.reading.read import page_files, read_placed

        options = ReadingOptions(trust_store=job.trust)
        if os.path.isdir(job.path):  # photographs of one document's pages
            data = b""
            files = page_files(Path(job.path), options) if job.form == "searchable" else []
            document, pages = read_placed(Path(job.path), options, name=job.name)
        else:
            data = _bytes(job.path, options)
            files = [data]
            document, pages = read_placed(data, options, name=job.name)
    except NguonError as error:
        return _failed(job, data, error.code, error.what, error.hint)
    except FileNotFoundError:
        return _failed(job, data, "no_such_file", "There is no such file")
    except IsADirectoryError:
        return _failed(job, data, "is_a_folder", "This is a folder")
    except PermissionError:
        return _failed(job, data, "not_permitted", "The file may not be read")
    except OSError as error:
        return _failed(job, data, "unreadable", f"The file cannot be read: {error.strerror}")
    except Exception as error:  # a mistake of ours on one file must not take the other files' lines away
        return _failed(job, data, "internal_error", f"{type(error).__name__}: {error}")
    if job.form == "searchable":
        return _searchable(job, document, pages, files)
    return _written(job, document, data)


def _bytes(path: str, options: ReadingOptions) -> bytes:
    """The bytes of a file, or of standard input; of a device no more than may be read."""
    if path == "-":
        data = sys.stdin.buffer.read(options.max_bytes + 1)
    else:
        with open(path, "rb") as file:
            facts = os.fstat(file.fileno())
            if stat.S_ISREG(facts.st_mode) and facts.st_size > options.max_bytes:
                raise TooLarge(f"The file has {facts.st_size} bytes, more than {options.max_bytes}")
            data = file.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise TooLarge(f"The file has more than {options.max_bytes} bytes")
    return data


def _written(job: Job, document: Document, data: bytes) -> Outcome:
    if job.form == "json":
        return Outcome(output=to_line(document) + b"\n")
    if job.form == "text":
        text = visible(document.text) if job.colour else document.text
        return Outcome(output=_encoded(text.rstrip("\n") + "\n"))
    if job.form in {"akn", "edxml"}:
        return _exported(job, document, data)
    duties = found_duties(document)
    if job.form == "flat":
        from nguon.writing.flat import flatten

        return Outcome(output=msgspec.json.encode(flatten(document, duties)) + b"\n")
    if job.form == "summary":
        from nguon.writing.summary import summary

        text = summary(document, duties=duties, language=job.language, width=job.width, colour=job.colour)
        return Outcome(output=_encoded(text))
    from nguon.writing.viewer import write_html

    media_type = document.file.media_type
    page = write_html(document, data, media_type, duties=duties, language=job.language, max_pages=job.pages)
    return _saved(job, _encoded(page))


def _exported(job: Job, document: Document, data: bytes) -> Outcome:
    """The document in an exchange format."""
    if job.form == "akn":
        from nguon.writing.akoma_ntoso import to_akoma_ntoso

        return _saved(job, to_akoma_ntoso(document))
    from nguon.reading.readers.edxml import Attachment
    from nguon.writing.edxml import to_edxml

    try:
        file = Attachment(name=job.name, media_type=document.file.media_type, data=data)
        return _saved(job, to_edxml(document, [file]))
    except NguonError as error:
        return Outcome(notice=" ".join(_sentences(job.name, error.code, error.what, error.hint)), read=False)


def _searchable(job: Job, document: Document, pages: Sequence[PlacedPage], files: Sequence[bytes]) -> Outcome:
    """The scan as a PDF that can be searched, beside the file and never in its place."""
    from nguon.writing.searchable import is_installed

    try:
        if not is_installed():
            raise ProgramMissing("Searchable copies need pikepdf", hint='Install it with pip install "nguon[ocr]"')
        from nguon.writing.searchable.write import is_signed, write_searchable

        if job.out != "-" and _same(job.out, job.path):
            return Outcome(notice=say("read.onto_itself", path=job.out), read=False)
        copy = write_searchable(document, pages, files)
    except NguonError as error:
        return Outcome(notice=" ".join(_sentences(job.name, error.code, error.what, error.hint)), read=False)
    outcome = _saved(job, copy)
    if is_signed(document, files) and outcome.read:
        notice = " ".join(filter(None, (outcome.notice, say("read.copy_not_signed"))))
        return msgspec.structs.replace(outcome, notice=notice)
    return outcome


def _same(out: str, path: str) -> bool:
    """Whether writing to ``out`` would write over what was read."""
    try:
        if os.path.isdir(path):
            return os.path.exists(out) and any(os.path.samefile(out, one) for one in os.scandir(path))
        return path != "-" and os.path.samefile(out, path)
    except OSError:
        return False


def _saved(job: Job, page: bytes) -> Outcome:
    if job.out == "-":
        return Outcome(output=page)
    try:
        (_replace if job.form == "searchable" else Path.write_bytes)(Path(job.out), page)
    except OSError as error:
        return Outcome(notice=say("read.cannot_write", path=job.out, why=error.strerror or error), read=False)
    return Outcome(notice=say("read.wrote", path=job.out))


def _replace(path: Path, data: bytes) -> None:
    """The whole file or nothing: written beside it, then put in its place."""
    if path.exists() and not path.is_file():  # a device, a pipe
        path.write_bytes(data)
        return
    place = path.resolve()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".nguon-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~mask)
        os.replace(name, place)
    except BaseException:
        os.unlink(name)
        raise


def found_duties(document: Document) -> Sequence[Duty]:
    """The duties of a document."""
    if find_spec("nguon.duties.extract") is None:
        return ()
    extract: Callable[[Document], Duties] = import_module("nguon.duties.extract").extract_duties
    return extract(document).duties


def _failed(job: Job, data: bytes | None, code: str, what: str, hint: str = "") -> Outcome:
    """The object, or the sentence, of a file that cannot be read."""
    notice = " ".join(_sentences(job.name, code, what, hint))
    if job.form == "flat":
        from nguon.writing.flat import flatten_unread

        return Outcome(output=msgspec.json.encode(flatten_unread(job.name)) + b"\n", notice=notice, read=False)
    if job.form != "json":
        return Outcome(notice=notice, read=False)
    facts = UnreadFile(name=job.name)
    if data is not None:
        facts = UnreadFile(name=job.name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    line = to_line(Unread(file=facts, problems=(Problem(code=code, message=what, hint=hint),)))
    return Outcome(output=line + b"\n", notice=notice, read=False)


def crashed(job: Job) -> Outcome:
    """What stands for a file on which the reading process died."""
    return _failed(job, None, "reader_crashed", "The reading process ended abruptly on this file")


def _sentences(name: str, code: str, what: str, hint: str) -> Iterator[str]:
    known = f"problem.{code}" in CATALOGUE
    yield f"{name}: {say(f'problem.{code}') if known else what}"
    if f"hint.{code}" in CATALOGUE:
        yield say(f"hint.{code}")
    elif hint:
        yield hint
    yield f"[{code}]"
    if code == "internal_error":
        yield what


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
