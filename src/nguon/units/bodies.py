"""The ordinary bodies of each unit, derived from a table (kind by level by time) when they are asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from nguon.core.vocabulary import read_table
from nguon.units.administrative import LEVEL_OF, Area, Areas
from nguon.units.names import NameTree, words
from nguon.units.organisation import Organisation

YES, NAMED, CANDIDATE = "yes", "named", "candidate"
_ORDER = ("{area}", "{name}", "{committee}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """One row of bodies.csv: a kind of body that every fitting unit has.

    Attributes:
        key: last part of the id.
        role: what it does, kept when its unit is followed by another one.
        levels: levels of the units that have one.
        areas: kinds of unit that have one; empty: all of the levels.
        pattern: its name; ``{area}`` huyện Kế Sách, ``{name}`` Kế Sách, ``{committee}`` Huyện ủy Kế Sách.
        aliases: what documents write instead of the pattern's words.
        valid_from, valid_to: ISO days, as in ``Area``.
        successors: keys of the bodies of the same unit that took over.
        below: role in the communes that took over when a district ended; empty: none.
        parent: role of the body above it in the same unit.
        sure: yes; named (only where a document names it, never in a group); candidate (only offered).
        only, not_in: ids of provinces that alone have it, or do not.
        source: key into sources.csv.
    """

    key: str
    kind: str
    role: str
    levels: frozenset[str]
    areas: frozenset[str]
    pattern: str
    aliases: tuple[str, ...]
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]
    below: str
    parent: str
    sure: str
    only: frozenset[str]
    not_in: frozenset[str]
    source: str

    @property
    def form(self) -> str:
        """Which placeholder its name ends with: area, name, committee, or fixed."""
        return next((p.strip("{}") for p in _ORDER if p in self.pattern), "fixed")

    def fits(self, area: Area) -> bool:
        """Whether such a unit has it, at any time."""
        return (
            area.level in self.levels
            and (not self.areas or area.kind in self.areas)
            and (not self.only or area.province in self.only)
            and area.province not in self.not_in
        )


def _set(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) if cell else frozenset()


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def read_bodies() -> tuple[Body, ...]:
    """The rows of bodies.csv."""
    names = [
        "key",
        "kind",
        "role",
        "levels",
        "areas",
        "pattern",
        "aliases",
        "valid_from",
        "valid_to",
        "successors",
        "below",
        "parent",
        "sure",
        "only",
        "not_in",
        "source",
    ]
    sets, lists = {"levels", "areas", "only", "not_in"}, {"aliases", "successors"}
    found = []
    for row in read_table("units/bodies.csv"):
        cells = {n: _set(c) if n in sets else _list(c) if n in lists else c for n, c in zip(names, row, strict=True)}
        found.append(Body(**cells))  # type: ignore[arg-type]
    return tuple(found)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


class Bodies:
    """Bodies of units: by id, by role, by what phrases call them."""

    def __init__(self, areas: Areas) -> None:
        self.areas = areas
        self.rows = read_bodies()
        self.by_key: dict[str, list[Body]] = defaultdict(list)
        self.by_role: dict[str, list[Body]] = defaultdict(list)
        for row in self.rows:
            self.by_key[row.key].append(row)
            self.by_role[row.role].append(row)
        self.organisation = lru_cache(maxsize=65536)(self._organisation)
        self.fitting = lru_cache(maxsize=65536)(self._fitting)

    @cached_property
    def heads(self) -> NameTree[Body]:
        """What a phrase calls them, without the unit: ``Sở Y tế``, ``UBND``, ``Ban Tuyên giáo``."""
        tree = NameTree[Body]()
        for row in self.rows:
            for name in (row.pattern, *row.aliases):
                for place in _ORDER:
                    name = name.replace(place, "")
                tree.add(words(name), row)
        return tree

    @cached_property
    def all_by_kind(self) -> dict[str, list[Body]]:
        """Rows by kind."""
        found: dict[str, list[Body]] = defaultdict(list)
        for row in self.rows:
            found[row.kind].append(row)
        return found

    def span(self, body: Body, area: Area) -> tuple[str, str]:
        """First day and first day no more of a body in a unit, ISO; empty: open."""
        end = min(filter(None, (body.valid_to, area.valid_to)), default="")
        return max(body.valid_from, area.valid_from), end

    def exists(self, body: Body, area: Area, on: str) -> bool:
        """Whether the unit has this body on a day, ISO."""
        start, end = self.span(body, area)
        return start <= on and (not end or on < end)

    def _fitting(self, role: str, area: Area) -> tuple[Body, ...]:
        """The rows of a role that a unit has, at any time within its own."""
        return tuple(b for b in self.by_role[role] if b.fits(area) and self.ever(b, area))

    def ever(self, body: Body, area: Area) -> bool:
        start, end = self.span(body, area)
        return not end or start < end

    def _organisation(self, body: Body, area: Area) -> Organisation:
        """The body of a unit."""
        values = {"area": area.full, "name": area.name, "committee": area.committee}
        tail = values.get(body.form, "")
        short = tuple(a.format(**values) if "{" in a else f"{a} {tail}".strip() for a in body.aliases)
        if (
            body.role == "doan_thanh_nien"
            and (head := area.committee.removesuffix(f"ủy {area.name}")) != area.committee
        ):
            short += (f"{head}đoàn {area.name}",)
        start, end = self.span(body, area)
        parents = [b for b in self.fitting(body.parent, area) if body.parent] if body.parent else []
        return Organisation(
            id=f"{area.id}/{body.key}",
            name=body.pattern.format(**values),
            kind=body.kind,
            short_names=short,
            level=area.level,
            area_code=area.code,
            parent=f"{area.id}/{parents[0].key}" if parents else area.id,
            valid_from=_day(start),
            valid_to=_day(end),
            successors=tuple(f"{a.id}/{b.key}" for b, a in self.next(body, area)),
            source=body.source,
            sure=body.sure == YES,
        )

    def get(self, id_: str) -> tuple[Body, Area] | None:
        """The row and the unit of an id, if the unit ever has such a body."""
        place, _, key = id_.rpartition("/")
        if key not in self.by_key or not (area := self.areas.get(place)):
            return None
        return next(((b, area) for b in self.by_key[key] if b.fits(area) and self.ever(b, area)), None)

    def next(self, body: Body, area: Area) -> list[tuple[Body, Area]]:
        """Who took over: the row's successors in the same unit, else the same role in the units that followed."""
        _, end = self.span(body, area)
        if not end:
            return []
        if body.valid_to == end:
            same = [(b, area) for k in body.successors for b in self.by_key[k] if b.fits(area) and self.ever(b, area)]
            if same or end != area.valid_to:
                return same
        found = []
        for id_ in area.successors:
            unit = self.areas.get(id_)
            if unit is not None:
                role = body.role if unit.level == area.level else body.below
                rows = self.fitting(role, unit) if role else ()
                there = [b for b in rows if self.exists(b, unit, end)]
                # a body that ends on that very day hands on at once to what follows it
                there = there or [b for b in rows if self.span(b, unit)[0] <= end][-1:]
                found += [(b, unit) for b in there]
        return found

    def alive(self, body: Body, area: Area, on: str) -> list[tuple[Body, Area]]:
        """The bodies that stand, on a day, where this one stood: successors of successors."""
        found: list[tuple[Body, Area]] = []
        seen = {(body.key, area.id)}
        queue = self.next(body, area)
        while queue:
            row, unit = queue.pop(0)
            if (row.key, unit.id) in seen:
                continue
            seen.add((row.key, unit.id))
            if self.exists(row, unit, on):
                found.append((row, unit))
            else:
                queue += self.next(row, unit)
        return found

    def before(self, body: Body, area: Area) -> list[tuple[Body, Area]]:
        """The bodies that this one took over from."""
        found = [
            (b, area)
            for b in self.rows
            if body.key in b.successors and b.fits(area) and self.ever(b, area) and (body, area) in self.next(b, area)
        ]
        for unit in self.areas.predecessors(area):
            roles = {body.role} if unit.level == area.level else {b.role for b in self.rows if b.below == body.role}
            found += [
                (b, unit) for r in sorted(roles) for b in self.fitting(r, unit) if (body, area) in self.next(b, unit)
            ]
        return found

    def of(self, area: Area) -> list[Body]:
        """Every row that a unit has, at any time."""
        return [b for b in self.rows if b.fits(area) and self.ever(b, area)]


LEVELS = ("central", *dict.fromkeys(LEVEL_OF.values()))
