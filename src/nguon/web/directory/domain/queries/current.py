"""The directory of this server: the shipped one with its own rows laid over it."""

from __future__ import annotations

from functools import lru_cache

from nguon.units.directory import Directory
from nguon.units.table import GROUP_COLUMNS, ORGANISATION_COLUMNS, Table
from nguon.web.directory.models import Collective, Entry, Stamp


def stamp() -> str:
    """Changes with every change of the server's own rows; empty where there are none: one query."""
    return Stamp.objects.values_list("value", flat=True).first() or ""


def current() -> Directory:
    """The directory in which everything on the web is found: one query, more after a change."""
    now = stamp()
    return _built(now) if now else Directory.shipped()


@lru_cache(maxsize=2)
def _built(stamp: str) -> Directory:
    return laid_over([entry.row for entry in Entry.objects.all()], [one.row for one in Collective.objects.all()])


def laid_over(rows: list[list[str]], groups: list[list[str]]) -> Directory:
    """The shipped directory with rows over it.

    Raises:
        DirectoryError: a row cannot be used.
    """
    if not rows and not groups:
        return Directory.shipped()
    return Directory(
        {
            "organisations": Table("organisations", ORGANISATION_COLUMNS, rows),
            "groups": Table("groups", GROUP_COLUMNS, [row if len(row) > 4 else [*row, ""] for row in groups]),
        }
    )
