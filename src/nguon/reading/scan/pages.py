"""Pages read from their pictures: several recognised at a time, then put in order one after the other."""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from nguon.reading.options import ReadingOptions
from nguon.reading.page import Line, Mark, Page
from nguon.reading.readers import Remark
from nguon.reading.readers.pdf_layout import Frame
from nguon.reading.scan.arrange import ScanPage, arrange
from nguon.reading.scan.image import Picture, box_on_page
from nguon.reading.scan.judge import remarks_on
from nguon.reading.scan.read_page import Recognised, recognise_picture

log = logging.getLogger(__name__)

Draw = Callable[[int], Picture | None]
"""The picture of a page by its index, at about ``image.DPI``; ``None`` where it cannot be drawn."""


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_pictures(
    pages: Iterable[Page], draw: Draw, options: ReadingOptions, frame: Frame, remarks: list[Remark]
) -> Iterator[Page]:
    """The pages with the lines recognised on their pictures, in order; a page that could not be is as it was.

    Args:
        pages: without lines.
        draw: gives a page's picture.
        options: time and threads.
        frame: what is carried from page to page.
        remarks: what was met is added.
    """
    for page, found in _recognised(pages, draw, options, remarks):
        if found is None:
            log.info("page_not_recognised", extra={"page": page.number})
            yield page
            continue
        drawn = ScanPage(found.words, found.mask, found.dpi, found.rules)
        lines, _ = arrange(drawn, found.place, frame, first=page.number == 1)
        marks = [
            Mark(kind=kind, page=page.number, box=box_on_page(found.place, box), text=text)
            for kind, text, box in found.marks
        ]
        if page.number == 1:
            lines = [_stamped(mark) for mark in marks if mark.kind in ("urgency", "secrecy")] + lines
        read = Page(
            number=page.number,
            width=page.width,
            height=page.height,
            lines=tuple(lines),
            text_layer=False,
            reason=page.reason or "none",
            recognised=True,
            marks=tuple(marks),
        )
        remarks += remarks_on(read, found)
        log.info("page_recognised", extra={"page": page.number, "words": len(found.words)})
        yield read


def _stamped(mark: Mark) -> Line:
    """The words of a stamp as a line at the head of the document."""
    return Line(text=mark.text, box=mark.box, size=14.0, bold=True, paragraph=True)


def _recognised(
    pages: Iterable[Page], draw: Draw, options: ReadingOptions, remarks: list[Remark]
) -> Iterator[tuple[Page, Recognised | None]]:
    """Each page with what was recognised on it; pictures are drawn here, at most one more than are being worked on."""
    started = time.monotonic()
    threads = options.ocr_threads or processors()
    waiting: deque[tuple[Page, Future[Recognised | None] | None]] = deque()
    with ThreadPoolExecutor(threads, thread_name_prefix="nguon-ocr") as pool:

        def done() -> tuple[Page, Recognised | None]:
            page, future = waiting.popleft()
            found = future.result() if future else None
            if future and found is None:
                what = f"Page {page.number} was not recognised within {options.ocr_seconds:g} seconds"
                remarks.append(Remark(code="ocr_too_slow", what=what, page=page.number, hint="Raise ocr_seconds"))
            return page, found

        late = False
        for page in pages:
            picture = None
            if time.monotonic() - started < options.max_ocr_seconds:
                picture = draw(page.number - 1)
            elif not late:
                late = True
                what = f"Recognition stopped before page {page.number}, after {options.max_ocr_seconds:g} seconds"
                remarks.append(Remark(code="too_slow", what=what, page=page.number, hint="Raise max_ocr_seconds"))
            task = None
            if picture:
                task = pool.submit(recognise_picture, picture, options.ocr_seconds, first=page.number == 1)
            waiting.append((page, task))
            if len(waiting) > threads:
                yield done()
        while waiting:
            yield done()
