"""The library's directory with what people settled laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nguon.core.text import fold
from nguon.units.directory import Directory
from nguon.units.organisation import Found, Organisation, Resolution
from nguon.units.reasons import Reason
from nguon.web.directory.models import Settlement


class SettledDirectory(Directory):
    """Resolves as the directory under it does, but for phrases that a person settled."""

    def __init__(self, under: Directory, settled: Iterable[Settlement]) -> None:
        super().__init__()
        self._under = under
        rows = sorted(settled, key=lambda one: one.dispatch_id is not None)  # those of the one dispatch win
        self._settled = {
            one.phrase: tuple(
                Found(id=body.ref, name=body.name, kind=body.kind, because=Reason("named")) for body in one.bodies.all()
            )
            for one in rows
        }

    def resolve(self, phrase: str, on: date, within: str | None = None) -> Resolution:
        """As the directory, whole phrases and unresolved parts replaced by what was settled."""
        whole = self._settled.get(fold(phrase))
        if whole is not None:
            return Resolution(organisations=whole)
        found = self._under.resolve(phrase, on, within)
        bodies = {body.id: body for body in found.organisations}
        left = []
        for part in found.unresolved:
            means = self._settled.get(fold(part.phrase))
            if means is None:
                left.append(part)
            else:
                bodies |= {body.id: body for body in means}
        return Resolution(organisations=tuple(bodies.values()), unresolved=tuple(left))

    def get(self, id_: str) -> Organisation | None:
        """As the directory."""
        return self._under.get(id_)

    def knows(self, within: str) -> bool:
        """As the directory."""
        return self._under.knows(within)
