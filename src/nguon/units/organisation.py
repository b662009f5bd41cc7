"""A body in time, and what came of asking for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from nguon.units.reasons import Reason, explain


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body from one day to another.

    Attributes:
        id: stable, readable ASCII: ``soc-trang/so-y-te``; ``tw/…`` for central bodies.
        name: in full, as the body bears it.
        short_names: abbreviations and other names under which documents call it.
        kind: what groups count by: so, ubnd, huyen_uy, ban_tuyen_giao …
        level: central, province, district or commune; empty where a directory does not say.
        area_code: official code of the unit in which it works.
        parent: id of the body or unit that it stands under.
        valid_from: first day; ``None`` where it is before the directory's time.
        valid_to: first day on which it is no more; ``None`` while it goes on.
        successors: ids of the bodies that took over.
        source: where the row comes from.
        sure: False where documents must name it themselves, see docs/directory.md.
    """

    id: str
    name: str
    kind: str
    short_names: tuple[str, ...] = ()
    level: str = ""
    area_code: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    source: str = ""
    sure: bool = True

    def exists(self, on: date) -> bool:
        """Whether it is there on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A body that a phrase means, or may mean, and why.

    Attributes:
        because: code and values of the reason; ``why`` is its English sentence.
    """

    id: str
    name: str
    kind: str
    because: Reason = field(default=Reason("named"))

    @property
    def why(self) -> str:
        """The reason as a sentence; ``reasons.explain`` gives it in Vietnamese."""
        return explain(self.because)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """Words that mean no body of the directory on that day.

    Attributes:
        phrase: the words as they stand.
        candidates: bodies it may mean, or that came before or after; a person chooses.
        because: why it stayed open: ended, not_yet, ambiguous, unsure, open, unlisted, unknown.
    """

    phrase: str
    candidates: tuple[Found, ...] = ()
    because: Reason = field(default=Reason("unknown"))

    @property
    def why(self) -> str:
        """The reason as a sentence."""
        return explain(self.because)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a phrase means on a day: bodies in the order in which it names them, and what stayed open."""

    organisations: tuple[Found, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
