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
    from nguon.planning.difference import compare
    from nguon.planning.plan import make_plan
    from nguon.planning.task import Plan, Task
    from nguon.reading.document import Document, Value
    from nguon.reading.options import ReadingOptions
    from nguon.reading.read import read
    from nguon.units.directory import Directory

__version__ = "0.1.0"

_HOMES = {
    "Directory": "nguon.units.directory",
    "Document": "nguon.reading.document",
    "Duties": "nguon.duties.duty",
    "Duty": "nguon.duties.duty",
    "NguonError": "nguon.core.errors",
    "Plan": "nguon.planning.task",
    "ReadingError": "nguon.core.errors",
    "ReadingOptions": "nguon.reading.options",
    "Task": "nguon.planning.task",
    "Value": "nguon.reading.document",
    "compare": "nguon.planning.difference",
    "extract_duties": "nguon.duties.extract",
    "make_plan": "nguon.planning.plan",
    "read": "nguon.reading.read",
}

__all__ = [
    "Directory",
    "Document",
    "Duties",
    "Duty",
    "NguonError",
    "Plan",
    "ReadingError",
    "ReadingOptions",
    "Task",
    "Value",
    "compare",
    "extract_duties",
    "make_plan",
    "read",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nguon' has no attribute {name!r}")
