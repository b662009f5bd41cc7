"""Digital signatures in PDF: who signed, when, whether the file is as it was signed; nothing is fetched.

Needs the extra ``nguon[signatures]``, imported only for a file that holds a signature.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec


@cache
def is_installed() -> bool:
    """Whether the library of the extra ``nguon[signatures]`` can be imported."""
    return find_spec("pyhanko") is not None
