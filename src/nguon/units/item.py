"""One stretch of a phrase and what it means, while the phrase is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from nguon.units.names import NameTree
from nguon.units.organisation import Found, Organisation, Unresolved
from nguon.units.reasons import Reason

MAX_CANDIDATES = 120
"""Candidates of one unresolved phrase: more than a person can choose from."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Names within reach of a context.

    Attributes:
        listed: rows by full and short name.
        near: rows of the context without the name of its province.
        groups: collective phrases, by their number.
        by_name: rows of the context by the words of their full name.
    """

    listed: NameTree[str]
    near: NameTree[str]
    groups: NameTree[int]
    by_name: dict[tuple[str, ...], str]


@dataclass(slots=True)
class Item:
    """What one stretch of the phrase means.

    Attributes:
        start, end: half-open range of tokens.
        found: bodies, each with the id of its unit.
        gone: bodies that stand on the day where one stood, or will stand, that is not there.
        gone_reason: why it is not there; ``None`` where every body is.
        group: whether it is a collective phrase.
        open_: what stayed open.
    """

    start: int
    end: int = 0
    found: list[tuple[Found, str]] = field(default_factory=list)
    gone: list[Found] = field(default_factory=list)
    gone_reason: Reason | None = None
    group: bool = False
    open_: list[Unresolved] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether it says nothing at all yet."""
        return not self.found and not self.open_ and self.gone_reason is None

    def leave(self, phrase: str, code: str, candidates: list[Found] | None = None) -> None:
        """Note words that stay open."""
        self.open_.append(unresolved(phrase, Reason(code), candidates or []))

    def candidates(self) -> list[Found]:
        """Everything it may mean."""
        return [f for f, _ in self.found] + [c for one in self.open_ for c in one.candidates] + self.gone


def found(body: Organisation, reason: Reason) -> Found:
    """A body with the reason for which it was found."""
    return Found(id=body.id, name=body.name, kind=body.kind, because=reason)


def again(one: Found, reason: Reason) -> Found:
    """The same body for another reason."""
    return Found(id=one.id, name=one.name, kind=one.kind, because=reason)


def unresolved(phrase: str, reason: Reason, candidates: list[Found]) -> Unresolved:
    """Words that stay open, each candidate once."""
    each = {c.id: c for c in candidates}
    return Unresolved(phrase=phrase, candidates=tuple(each.values())[:MAX_CANDIDATES], because=reason)


def day_text(iso: str) -> str:
    """An ISO day as documents write it."""
    return f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}" if iso else ""
