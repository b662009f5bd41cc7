"""A scan written back as a PDF that can be searched: its pictures as they are, the text unseen over them."""

from __future__ import annotations

from importlib.util import find_spec


def is_installed() -> bool:
    """Whether the libraries for it can be imported."""
    return find_spec("pikepdf") is not None
