"""The process that reads one file, with limits on memory and time: a hostile file kills it and nothing else.

Started as ``python -m nguon.web.dispatches.reading_child``, perhaps long before there is a file. On standard input one
JSON list: a folder for temporary files, then ``FILE NAME PICTURES PAGES SECONDS OCR_SECONDS BYTES TRUST_STORE``;
nothing, and it ends. It knows no Django and no database. On standard output: one JSON line ``{"done": n, "page": n,
"pages": n}`` now and then, at last one with ``document``, ``duties``, ``drawn`` and ``see`` (pages that a person must
look at before anything is stored, with the reason), or ``secret``, or ``code``.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from nguon.core.errors import NguonError
from nguon.duties.extract import extract_duties
from nguon.reading.document import Document
from nguon.reading.options import ReadingOptions
from nguon.reading.read import read
from nguon.reading.readers.sniff import PICTURES, media_type
from nguon.web.dispatches.looking import (
    PDF,
    Pictures,
    left_out,
    page_count,
    pages_to_see,
    pictures_in,
    stamp_on,
)
from nguon.web.dispatches.secrecy import stamp_in
from nguon.writing.page_images import PageImage, page_images, picture_images

MAX_PAGES = 300


def say(**what: object) -> None:
    """One line to the parent."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Scanned(logging.Handler):
    """Hears which pages were recognised, says so to the parent, and counts their words."""

    def __init__(self, pages: int) -> None:
        super().__init__()
        self.total = pages
        self.words: dict[int, int] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """One page was recognised, or was not."""
        if record.msg in ("page_recognised", "page_not_recognised"):
            page = int(getattr(record, "page", 0))
            self.words[page] = self.words.get(page, 0) + int(getattr(record, "words", 0))
            say(done=5 + 45 * page // max(self.total, page), page=min(page + 1, self.total), pages=self.total)


@contextlib.contextmanager
def hearing(pages: int) -> Iterator[Scanned]:
    """Hear the scan reader."""
    log, ear = logging.getLogger("nguon.reading.scan"), Scanned(pages)
    log.addHandler(ear)
    log.setLevel(logging.INFO)
    try:
        yield ear
    finally:
        log.removeHandler(ear)


def main(
    path: str, name: str, pictures: str, pages: str, seconds: str, ocr_seconds: str, memory: str, trust: str
) -> None:  # fmt: skip
    """Read, look for a stamp, draw the pages; nothing of a secret is drawn."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = Path(path).read_bytes()
    kind = media_type(data, Path(name).suffix.lower()) or ""
    options = ReadingOptions(
        max_seconds=float(seconds), max_pages=MAX_PAGES, max_ocr_seconds=float(ocr_seconds), ocr_threads=1,
        trust_store=trust,
    )  # fmt: skip
    try:
        with hearing(page_count(data, kind)) as heard:
            document = read(data, options, name=name)
            stamp = stamp_in(document)
            pictures_ = pictures_in(data, MAX_PAGES) if kind == PDF else Pictures()
            under = [page for page in pictures_.whole if page not in heard.words]
            # their text layer is somebody's recognition: the picture may show a stamp that it lacks
            if under and not stamp:
                stamp = stamp_in(read(data, msgspec.structs.replace(options, ocr="force"), name=name))
            stamp = stamp or stamp_on(data, [page for page in pictures_.stamp_sized if page not in heard.words])
        scanned = dict.fromkeys(under, 0) | heard.words
    except NguonError as error:
        blank = error.code == "empty_file" and kind in (PDF, *PICTURES)
        return say(code="no_words" if blank else error.code, page=error.where.page if error.where else None)
    except MemoryError:
        return say(code="too_large", page=None)
    if stamp:
        return say(secret=stamp[0], page=stamp[1])
    if code := left_out(document):
        return say(code=code, page=None)
    see = pages_to_see(document, scanned)
    if not document.text.strip():  # nothing to work with
        return say(code=next(iter(see.values()), "no_text_layer"), page=next(iter(see), 1))
    say(done=50)
    drawn = _draw(data, kind, document, Path(pictures), int(pages))
    unseen = next((page for page in see if not Path(pictures, f"{page}.png").exists()), None)
    if unseen is not None:  # no picture that a person could look at
        return say(code=see[unseen] if see[unseen] != "first_scan" else "no_text_layer", page=unseen)
    say(
        document=msgspec.json.encode(document).decode(),
        duties=msgspec.json.encode(extract_duties(document)).decode(),
        drawn=drawn,
        see=[[page, why] for page, why in see.items()],
    )


def _draw(data: bytes, kind: str, document: Document, folder: Path, limit: int) -> int:
    """Draw the pages; the number of the last one drawn."""
    total = min(document.file.pages, limit)
    images: Iterator[PageImage] = iter(())
    if kind == PDF:
        images = page_images(data, total)
    elif kind in PICTURES:
        images = picture_images(data, total)
    drawn = 0
    for image in images:
        if image.png is not None:
            Path(folder, f"{image.number}.png").write_bytes(image.png)
            drawn = image.number
        say(done=50 + 45 * image.number // total)
    return drawn


def wait() -> None:
    """Take the order when it comes; the end of the input is the end of whoever would have given it."""
    line = sys.stdin.readline()
    if line:
        temporary, *arguments = msgspec.json.decode(line, type=list[str])
        os.environ["TMPDIR"] = tempfile.tempdir = temporary
        main(*arguments)


if __name__ == "__main__":
    wait()
