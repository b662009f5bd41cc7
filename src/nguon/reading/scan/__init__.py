"""Pages without usable text, read from their pictures; needs the extra ``nguon[ocr]``, imported only when asked for."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec


@cache
def is_installed() -> bool:
    """Whether the libraries of the extra ``nguon[ocr]`` can be imported."""
    return all(find_spec(name) is not None for name in ("tesserocr", "PIL", "numpy"))
