"""Whether a file is a state secret: its stamp, or its name. Such a file is refused and leaves nothing behind.

Source: Law on Protection of State Secrets 29/2018/QH14 (three degrees: tuyệt mật, tối mật, mật).
"""

from __future__ import annotations

import re
from typing import Final

from nguon.core.text import nfc
from nguon.reading.document import Document

_DEGREES: Final = r"(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)"
_STAMP: Final = re.compile(rf"[\s(\[*_.–-]{{0,8}}(?:ĐỘ\s+MẬT\s*:?\s*)?(?P<degree>{_DEGREES})[\s)\]*_.–-]{{0,8}}")
_SPACED: Final = re.compile(r"\b(\w) (?=\w\b)")
_NAME: Final = re.compile(
    rf"(?<![^\W_])(?<!BẢO )(?<!BẢO_)(?<!BÍ )(?<!BÍ_)(?P<degree>{_DEGREES}|TUYET[\s_.-]MAT|TOI[\s_.-]MAT)(?![^\W_])"
)


def stamp_in(document: Document) -> tuple[str, int] | None:
    """The degree stamped on a document and its page; ``None`` where there is none.

    A stamp is a line of its own in capitals, on any page; "bảo mật" and "bí mật" inside sentences are none. On a scan
    also what was found as a stamp at any slant.
    """
    if document.letterhead.secrecy:
        return document.letterhead.secrecy.value, document.letterhead.secrecy.sources[0].page
    for mark in document.marks:
        if mark.kind == "secrecy":
            return mark.text, mark.page
    start = 0
    for line in document.text.split("\n"):
        found = _STAMP.fullmatch(line[:60]) or _STAMP.fullmatch(_SPACED.sub(r"\1", line[:60]))
        if found and len(line) <= 60:
            return " ".join(found["degree"].split()), _page_at(document, start)
        start += len(line) + 1
    return None


def degree_in_name(name: str) -> str:
    """The degree that a file name says, in capitals as stamps are; empty where it says none."""
    found = _NAME.search(nfc(name).replace("_", " "))
    return found["degree"] if found else ""


def _page_at(document: Document, offset: int) -> int:
    """The page of the last value that starts before an offset; stamps are no values themselves."""
    page = 1
    for value in document.values():
        for source in value.sources:
            if source.start <= offset and source.page > page:
                page = source.page
    return page
