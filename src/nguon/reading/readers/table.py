"""Which reader opens which media type; a reader's module is imported when the first file of its kind comes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib import import_module

from nguon.core.registry import Registry
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import Open, Source, sniff

_MODULES = {
    sniff.PDF: ("pdf", "open_pdf"),
    sniff.DOCX: ("docx", "open_docx"),
    sniff.HTML: ("html", "open_html"),
    sniff.TEXT: ("plain", "open_plain"),
    sniff.DOC: ("office", "open_office"),
    sniff.RTF: ("office", "open_office"),
    **dict.fromkeys(sniff.PICTURES, ("pictures", "open_picture")),
    sniff.ODT: ("office", "open_office"),
}


def _late(module: str, function: str) -> Open:
    def open_late(data: bytes, options: ReadingOptions) -> AbstractContextManager[Source]:
        opener: Open = getattr(import_module(f"nguon.reading.readers.{module}"), function)
        return opener(data, options)

    return open_late


READERS: Registry[Open] = Registry("readers")
"""Readers by IANA media type."""

for _type, (_module, _function) in _MODULES.items():
    READERS.add(_type, _late(_module, _function))
