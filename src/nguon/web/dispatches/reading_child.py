"""The process that reads one file, with limits on memory and time: a hostile file kills it and nothing else.

Started as ``python -m nguon.web.dispatches.reading_child FILE NAME PICTURES PAGES SECONDS BYTES``. It knows no
Django and no database. On standard output: one JSON line ``{"done": n}`` now and then, at last one with
``document`` and ``duties``, or ``secret``, or ``code``.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from pathlib import Path
from typing import Final

import msgspec

from nguon.core.errors import NguonError
from nguon.duties.extract import extract_duties
from nguon.reading.options import ReadingOptions
from nguon.reading.read import read
from nguon.web.dispatches.secrecy import stamp_in
from nguon.writing.page_images import page_images

UNSEEN: Final = ("no_text_layer", "only_signature_stamp", "garbled_text_layer")
"""Problems of a page that nobody looked at. Recognised text does not count yet: it may miss the stamp of a secret."""


def say(**what: object) -> None:
    """One line to the parent."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(path: str, name: str, pictures: str, pages: str, seconds: str, memory: str) -> None:
    """Read, look for a stamp, draw the pages; pages are drawn only of what may be kept."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = Path(path).read_bytes()
    try:
        document = read(data, ReadingOptions(max_seconds=float(seconds), max_pages=300, ocr="off"), name=name)
    except NguonError as error:
        return say(code=error.code, page=error.where.page if error.where else None)
    except MemoryError:
        return say(code="too_large", page=None)
    stamp = stamp_in(document)
    if stamp:
        return say(secret=stamp[0], page=stamp[1])
    unseen = next((one for one in document.problems if one.code in UNSEEN), None)
    if unseen is not None or not document.text.strip():  # a stamp there would be missed, so it is not stored
        return say(
            code=unseen.code if unseen else "no_text_layer", page=unseen.where.page if unseen and unseen.where else 1
        )
    say(done=50)
    duties = extract_duties(document)
    drawn = 0
    if document.file.media_type == "application/pdf":
        total = min(document.file.pages, int(pages))
        for image in page_images(data, total):
            if image.png is not None:
                Path(pictures, f"{image.number}.png").write_bytes(image.png)
                drawn = image.number
            say(done=50 + 45 * image.number // total)
    say(document=msgspec.json.encode(document).decode(), duties=msgspec.json.encode(duties).decode(), drawn=drawn)


if __name__ == "__main__":
    main(*sys.argv[1:])
