"""The directory: shipped bodies and, over them, the rows of a province's own folder."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from nguon.core.text import nfc
from nguon.core.vocabulary import read_rows, read_table
from nguon.units.administrative import COMMUNE, DISTRICT, PROVINCE, Area, Areas
from nguon.units.bodies import Bodies
from nguon.units.names import words
from nguon.units.organisation import Organisation, Resolution
from nguon.units.resolve import Resolver
from nguon.units.table import Problem, Table, iso_day, read_directory, refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A phrase that means all bodies of some kinds.

    Attributes:
        phrase: as documents have it.
        kinds: kinds of the bodies that it means.
        under: id of a body or unit, or a role, under which they stand; empty: wherever the phrase is said.
        level: level of the bodies; empty: the level at which the phrase is said.
        rest: kinds that it may mean besides: offered, never taken, until a province loads its own row.
        own: whether it comes from a province's folder.
    """

    phrase: str
    kinds: tuple[str, ...]
    under: str = ""
    level: str = ""
    rest: tuple[str, ...] = ()
    own: bool = False


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _day(cell: str) -> date | None:
    return date.fromisoformat(day) if (day := iso_day(cell)) else None


class Directory:
    """Bodies in time, and what phrases mean on a day.

    Opening one reads the files of the folder and checks them; the shipped tables are read, and derived bodies made,
    when they are asked for. A directory does not change after it was opened and may be shared by threads.

    >>> from datetime import date
    >>> found = Directory.shipped().resolve("Sở Y tế", on=date(2024, 10, 22), within="Sóc Trăng")
    >>> [(o.id, o.name) for o in found.organisations]
    [('soc-trang/so-y-te', 'Sở Y tế tỉnh Sóc Trăng')]
    """

    def __init__(self, tables: dict[str, Table] | None = None) -> None:
        self._tables = tables or {}
        for table in self._tables.values():
            refuse(table.problems)

    @classmethod
    def open(cls, folder: str | os.PathLike[str] | None = None) -> Directory:
        """The shipped directory, with a folder, workbook or CSV file of a province over it; its rows win.

        Raises:
            DirectoryError: the folder cannot be used; says file, row, column and what to do.
        """
        return cls(read_directory(Path(folder))) if folder is not None else cls.shipped()

    @classmethod
    def shipped(cls) -> Directory:
        """The directory that comes with Nguồn; the same object each time."""
        return _shipped()

    @cached_property
    def areas(self) -> Areas:
        """Administrative units."""
        return Areas() if not self._tables else Directory.shipped().areas

    @cached_property
    def bodies(self) -> Bodies:
        """Ordinary bodies of the units."""
        return Bodies(self.areas) if not self._tables else Directory.shipped().bodies

    @cached_property
    def own_ids(self) -> frozenset[str]:
        """Ids of the rows of the province's folder."""
        table = self._tables.get("organisations")
        return frozenset(row[0] for row in table.rows) if table else frozenset()

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        rows = {row[0]: row for row in read_rows("units/organisations.csv")}
        if table := self._tables.get("organisations"):
            rows |= {row[0]: row for row in table.rows}
        return rows

    @cached_property
    def _listed(self) -> dict[str, Organisation]:
        return {}

    def listed(self, id_: str) -> Organisation | None:
        """The body of a row (central, or of the province's folder), made when asked for."""
        made = self._listed.get(id_)
        if made is None and (row := self._rows.get(id_)) is not None:
            made = self._listed[id_] = Organisation(
                id=row[0],
                name=nfc(row[1]),
                short_names=_split(nfc(row[2])),
                kind=row[3],
                level=row[4],
                area_code=row[5],
                parent=row[6],
                valid_from=_day(row[7]),
                valid_to=_day(row[8]),
                successors=_split(row[9]),
                source=row[10],
            )
        return made

    def all_listed(self) -> Iterator[Organisation]:
        """Bodies of rows, in the order of their ids."""
        return (body for id_ in sorted(self._rows) if (body := self.listed(id_)) is not None)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Collective phrases, those of the province's folder first."""
        own = self._tables.get("groups")
        rows = [(row, True) for row in own.rows if any(row)] if own else []
        return tuple(
            Group(
                phrase=nfc(row[0]),
                kinds=_split(row[1]),
                under=row[2].strip(),
                level=row[3].strip(),
                rest=_split(row[4]) if not mine else (),
                own=mine,
            )
            for row, mine in [*rows, *((list(r), False) for r in read_table("units/groups.csv"))]
        )

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self)

    def resolve(self, phrase: str, on: date, within: str | None = None) -> Resolution:
        """Who a phrase means on a day.

        Args:
            phrase: one or several bodies, posts or collectives, as a document has them.
            on: the day, usually the document's.
            within: province or other unit, or body, that says the phrase: name ("Sóc Trăng",
                "huyện Kế Sách, tỉnh Sóc Trăng", "UBND tỉnh Lâm Đồng") or id; ``None``: nobody in particular.

        Returns:
            The bodies, and the words that stayed unresolved with candidates. Never a body that is not in the
            directory, nor one that does not exist on that day.
        """
        return self._resolver.resolve(phrase, on, within)

    def knows(self, within: str) -> bool:
        """Whether ``within`` names a unit or body of the directory."""
        return self._resolver.knows(within)

    def get(self, id_: str) -> Organisation | None:
        """The body of an id; ``None`` if there is none."""
        if (body := self.listed(id_)) is not None:
            return body
        derived = self.bodies.get(id_)
        return self.bodies.organisation(*derived) if derived else None

    def organisations(
        self, *, within: str | None = None, level: str = "", kind: str = "", on: date | None = None
    ) -> Iterator[Organisation]:
        """Bodies by province (or other unit), level, kind and day; without a unit central ones and a folder's own.

        Raises:
            ValueError: ``within`` is not a unit of the directory.
        """
        area = self.area(within) if within else None
        if within and area is None:
            raise ValueError(within)
        for listed in self.all_listed():
            if area is None or listed.id.startswith(area.id + "/") or listed.id in self.own_ids:
                yield from _chosen(listed, level, kind, on)
        if area is None:
            return
        for unit in self._units(area, level):
            if on is None or unit.exists(on.isoformat()):
                for row in self.bodies.of(unit):
                    if row.sure != "candidate" and f"{unit.id}/{row.key}" not in self._rows:
                        yield from _chosen(self.bodies.organisation(row, unit), level, kind, on)

    def _units(self, area: Area, level: str) -> Iterable[Area]:
        for each in (PROVINCE, DISTRICT, COMMUNE):
            if not level or level == each:
                if area.level == each:
                    yield area
                elif each != PROVINCE:
                    yield from self.areas.under(area, each)

    def area(self, name: str) -> Area | None:
        """The administrative unit of an id or name, ``None`` where there is none or several."""
        return self._resolver.area(name)

    def successors(self, id_: str, on: date) -> tuple[Organisation, ...]:
        """The bodies that stand, on a day, where an ended one stood."""
        day = on.isoformat()
        if (start := self.listed(id_)) is None:
            derived = self.bodies.get(id_)
            return tuple(self.bodies.organisation(*d) for d in self.bodies.alive(*derived, day)) if derived else ()
        found: list[Organisation] = []
        seen, queue = {id_}, list(start.successors)
        while queue:
            next_ = queue.pop(0)
            if next_ in seen or (body := self.get(next_)) is None:
                continue
            seen.add(next_)
            if body.exists(on):
                found.append(body)
            else:
                queue += body.successors
        return tuple(found)

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for id_, row in self._rows.items():
            for successor in _split(row[9]):
                found[successor].append(id_)
        return found

    def predecessors(self, id_: str) -> tuple[Organisation, ...]:
        """The bodies that one took over from."""
        found = [body for i in self._before.get(id_, []) if (body := self.listed(i))]
        if (derived := self.bodies.get(id_)) is not None:
            found += [self.bodies.organisation(*d) for d in self.bodies.before(*derived)]
        return tuple(found)

    def search(self, text: str, *, within: str | None = None, limit: int = 20) -> tuple[Organisation, ...]:
        """Bodies by words of a name without diacritics, abbreviation, old name, id or code, the nearest first."""
        return self._resolver.search(text, within, limit)

    def check(self) -> tuple[Problem, ...]:
        """What only looks wrong in the province's folder: unknown parents and successors, names that stand twice."""
        table = self._tables.get("organisations")
        if table is None:
            return ()
        return tuple(self._look(table))

    def _look(self, table: Table) -> Iterator[Problem]:
        names: dict[tuple[tuple[str, ...], str, str, str], int] = {}
        for number, row in enumerate(table.rows, 2):
            for column, ids in (("parent", row[6:7]), ("successors", list(_split(row[9])))):
                for id_ in ids:
                    if id_ and id_ not in self._rows and not self.get(id_) and not self.areas.get(id_):
                        yield Problem(
                            file=table.file,
                            row=number,
                            column=column,
                            code="unknown_id",
                            what="no body or unit has this id",
                            hint="Correct it, add its row, or leave the cell empty",
                            value=id_[:40],
                            error=False,
                        )
            key = (words(nfc(row[1])), row[6], row[7], row[8])
            if names.setdefault(key, number) != number:
                yield Problem(
                    file=table.file,
                    row=number,
                    column="name",
                    code="same_name",
                    what=f"the same name, parent and days as in row {names[key]}",
                    hint="Delete one, or tell the names apart",
                    value=row[1][:40],
                    error=False,
                )

    def __repr__(self) -> str:
        own = self._tables.get("organisations")
        return f"Directory({len(own.rows) if own else 0} own rows over the shipped ones)"


def _chosen(body: Organisation, level: str, kind: str, on: date | None) -> Iterator[Organisation]:
    if (not level or body.level == level) and (not kind or body.kind == kind) and (on is None or body.exists(on)):
        yield body


@cache
def _shipped() -> Directory:
    return Directory()
