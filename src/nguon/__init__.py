"""Nguồn reads official Vietnamese dispatches, finds who must do what by when, and plans it for real bodies.

>>> from nguon import read
>>> document = read("Kính gửi: Sở Y tế\\n\\nĐề nghị Sở Y tế báo cáo trước ngày 05/6/2025.".encode())
>>> document.addressees[0].value
'Sở Y tế'

Names are fetched from their modules when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nguon.core.errors import NguonError, ReadingError
    from nguon.duties.duty import Duties, Duty
    from nguon.duties.extract import extract_duties
    from nguon.reading.document import Document, Value
    from nguon.reading.options import ReadingOptions
    from nguon.reading.read import read

__version__ = "0.1.0"

_HOMES = {
    "Document": "nguon.reading.document",
    "Duties": "nguon.duties.duty",
    "Duty": "nguon.duties.duty",
    "NguonError": "nguon.core.errors",
    "ReadingError": "nguon.core.errors",
    "ReadingOptions": "nguon.reading.options",
    "Value": "nguon.reading.document",
    "extract_duties": "nguon.duties.extract",
    "read": "nguon.reading.read",
}

__all__ = [
    "Document",
    "Duties",
    "Duty",
    "NguonError",
    "ReadingError",
    "ReadingOptions",
    "Value",
    "extract_duties",
    "read",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nguon' has no attribute {name!r}")
