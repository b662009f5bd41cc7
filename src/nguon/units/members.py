"""The bodies that a name or a collective has in its units, those of the province's folder with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from nguon.units.administrative import DISTRICT, PROVINCE, Area
from nguon.units.bodies import YES, Body
from nguon.units.context import CITY, Place, clamp, kind_word
from nguon.units.item import Item, day_text, found
from nguon.units.names import words
from nguon.units.organisation import Found, Organisation
from nguon.units.presence import Presence
from nguon.units.reasons import Reason

if TYPE_CHECKING:
    from nguon.units.directory import Group

_COMMITTEES = {"tinh_uy", "thanh_uy"}


class Members(Presence):
    """Fills items with the bodies of units."""

    def own(self) -> Iterable[Organisation]:
        """Rows of the folder that belong to the context, in the order of their ids."""
        return (b for id_ in sorted(self.here.own) if (b := self.directory.listed(id_)) is not None)

    # ------------------------------------------------------------------ collective phrases

    def central(self, item: Item, group: Group, phrase: str) -> None:
        """Central bodies of a group's kinds."""
        for body in self.directory.all_listed():
            if body.level == "central" and body.kind in group.kinds and body.exists(self.day):
                item.found.append((found(body, Reason("group", (group.phrase, body.name))), ""))
        if group.rest:
            item.leave(phrase, "unlisted", self._central_rest(group))

    def _central_rest(self, group: Group) -> list[Found]:
        return [
            found(b, Reason("possible"))
            for b in self.directory.all_listed()
            if b.level == "central" and b.kind in group.rest and b.exists(self.day)
        ]

    def of_group(self, item: Item, group: Group, units: list[Area], phrase: str) -> None:
        """Bodies of a group's kinds: rows of the folder, derived ones of the units; then what stays open."""
        level = group.level or (units[0].level if units else "")
        under = self._under(group, units)
        kinds = {*group.kinds, *group.rest}
        own = [
            b
            for b in self.own()
            if b.kind in kinds and (not level or not b.level or b.level == level) and (not under or b.parent in under)
        ]
        for body in own:
            if body.exists(self.day):
                item.found.append((found(body, Reason("group", (group.phrase, body.name))), body.parent))
        complete = group.own or any(b.kind in group.rest for b in own)
        rest: list[Found] = []
        for unit in units:
            day = clamp(unit, self.here.on)
            for row in self.bodies.of(unit):
                if row.kind in kinds and self.bodies.exists(row, unit, day):
                    if row.kind in group.kinds and row.sure == YES:
                        self.add(item, row, unit, Reason("group", (group.phrase, unit.full)))
                    elif not complete:
                        rest += self._possible(row, unit)
        if (group.rest or rest) and not complete:
            item.leave(phrase, "unlisted", rest)
        elif item.empty:
            item.leave(phrase, "unlisted")

    def _under(self, group: Group, units: list[Area]) -> set[str]:
        """Ids of the parents that a group's bodies have; empty: any."""
        if group.under not in self.bodies.by_role:
            return {group.under} if group.under else set()
        ids = {f"{u.id}/{b.key}" for u in units for b in self.bodies.fitting(group.under, u)}
        return ids | {"", *(u.id for u in units)} | {b.id for b in self.own() if b.kind in _COMMITTEES}

    def _possible(self, row: Body, unit: Area) -> list[Found]:
        there = self.bodies.exists(row, unit, self.here.on)
        bodies = [(row, unit)] if there else self.bodies.alive(row, unit, self.here.on)
        return [found(self.bodies.organisation(*n), Reason("possible")) for n in bodies]

    # ------------------------------------------------------------------ names with or without a place

    def without_place(
        self, item: Item, rows: list[Body], phrase: str, similar: Callable[[], list[Organisation]]
    ) -> None:
        """No unit named: the unit of the context, else the one around it; never a guess below it."""
        here, areas = self.here, self.directory.areas
        units = [a for a in (here.area, areas.get(here.area.parent) if here.area else None, here.province) if a]
        if not units and all(b.form == "fixed" for b in rows):
            units = [a for p in sorted({p for b in rows for p in b.only}) if (a := areas.get(p))]
        for unit in dict.fromkeys(units):
            fitting = [b for b in rows if b.fits(unit)]
            if here.parent:
                fitting = [b for b in fitting if b.parent == here.parent] or fitting
            if fitting:
                self.choose(item, phrase, fitting, unit, Reason("context", (phrase, unit.full)))
                return
        options = [
            found(self.bodies.organisation(b, a), self.one_of(a))
            for a in (areas.under(here.province, DISTRICT) if here.province else areas.provinces)
            for b in rows
            if b.fits(a) and self.bodies.exists(b, a, here.on)
        ]
        if here.words or (not options and here.province is not None):
            item.leave(phrase, "unknown", [found(o, Reason("similar")) for o in similar()])
        else:
            item.leave(phrase, "ambiguous", options)

    def at_place(self, item: Item, rows: list[Body], place: Place, phrase: str, name: tuple[str, ...]) -> None:
        """The bodies that a name has at a place."""
        forms = [b for b in rows if (b.form == "committee") == place.suffixed] or rows
        chosen = forms if len(forms) > 1 or place.suffixed else rows
        for unit in place.units:
            around = self.directory.areas.get(unit.parent) or unit
            values = (phrase, around.full, day_text(self.here.on)) if place.collective else ()
            if fitting := [b for b in chosen if b.fits(unit)]:
                self.choose(item, phrase, fitting, unit, Reason("collective" if place.collective else "named", values))
        for level, kinds in place.wanted:
            self._own_rows(item, rows, level, kinds, name, phrase)

    def options(self, rows: list[Body], place: Place) -> list[Found]:
        """The bodies that a name would have in the units that a place may mean."""
        return [
            found(self.bodies.organisation(b, a), self.one_of(a))
            for a in place.options
            for b in rows
            if b.fits(a) and self.bodies.exists(b, a, clamp(a, self.here.on))
        ]

    def _own_rows(
        self, item: Item, rows: list[Body], level: str, kinds: frozenset[str], name: tuple[str, ...], phrase: str
    ) -> None:
        """Rows of the folder that a collective means: of the level, and of the kind or with the same first words."""
        have = {f.id for f, _ in item.found}
        wanted = {b.kind for b in rows}
        meant = []
        for body in self.own():
            if body.level != level or body.id in have:
                continue
            if body.kind in wanted or (name and words(body.name)[: len(name)] == name):
                kind = kind_word(body.name)
                if not kinds or not kind or kind in kinds or (kind == CITY and "thanh_pho" in kinds):
                    meant.append(body)
        alive = [b for b in meant if b.exists(self.day)]
        for body in alive:
            item.found.append((found(body, Reason("group", (phrase, body.name))), body.parent))
        if not alive and item.empty:
            for body in meant:
                self.not_there(item, body)

    def people_committees(self, place: Place) -> list[Found]:
        """``các xã, phường`` alone: the People's Committees of these units, to choose from."""
        return [
            found(self.bodies.organisation(b, unit), Reason("possible"))
            for unit in place.units
            for b in self.bodies.fitting("ubnd", unit)
            if self.bodies.exists(b, unit, self.here.on)
        ]

    def level_unit(self, group: Group) -> Area | None:
        """The unit of the context at which a group is said."""
        here = self.here
        return here.province if group.level == PROVINCE or here.area is None else here.area
