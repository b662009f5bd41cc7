"""Whether a body is there on the day; if not, who stands in its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from nguon.units.administrative import Area
from nguon.units.bodies import CANDIDATE, Body
from nguon.units.context import Context, clamp
from nguon.units.item import Heads, Item, day_text, found
from nguon.units.names import words
from nguon.units.organisation import Organisation
from nguon.units.reasons import Reason

if TYPE_CHECKING:
    from nguon.units.directory import Directory


class Presence:
    """Bodies of a directory on the day of a context."""

    def __init__(self, directory: Directory, heads: Heads, here: Context) -> None:
        self.directory, self.heads, self.here = directory, heads, here
        self.bodies = directory.bodies
        self.day = date.fromisoformat(here.on)

    def choose(self, item: Item, phrase: str, fitting: list[Body], unit: Area, reason: Reason) -> None:
        """Of rows that bear the name in a unit, the one that is there; several are ambiguous."""
        day = clamp(unit, self.here.on)
        alive = [b for b in fitting if self.bodies.exists(b, unit, day)]
        sure = [b for b in alive if b.sure != CANDIDATE]
        if len(sure) > 1:
            reason = Reason("one_of", (unit.full,))
            item.leave(phrase, "ambiguous", [found(self.bodies.organisation(b, unit), reason) for b in sure])
        elif sure:
            self.add(item, sure[0], unit, reason)
        elif alive and (own := self.override(alive[0], unit)) is not None:
            item.found.append((found(own, reason), unit.id))
        elif alive:
            reason = Reason("possible")
            item.leave(phrase, "unsure", [found(self.bodies.organisation(b, unit), reason) for b in alive])
        else:
            for row in fitting:
                if self.bodies.ever(row, unit):
                    self.missing(item, row, unit)

    def override(self, row: Body, unit: Area) -> Organisation | None:
        """The row of the folder that stands for a derived body: by id or by the same full name."""
        made = self.bodies.organisation(row, unit)
        own = self.directory.listed(made.id)
        if own is None and self.heads.by_name and (id_ := self.heads.by_name.get(words(made.name))):
            own = self.directory.listed(id_)
        return own

    def add(self, item: Item, row: Body, unit: Area, reason: Reason) -> None:
        """Add the body of a unit, or note what became of it."""
        own = self.override(row, unit)
        if own is not None and not own.exists(self.day):
            self.not_there(item, own)
        elif own is not None:
            item.found.append((found(own, reason), unit.id))
        elif self.bodies.exists(row, unit, self.here.on):
            item.found.append((found(self.bodies.organisation(row, unit), reason), unit.id))
        else:
            self.missing(item, row, unit)

    def missing(self, item: Item, row: Body, unit: Area) -> None:
        """A derived body that is not there on the day: those that took over, or that it took over from."""
        body = self.bodies.organisation(row, unit)
        after = [self.bodies.organisation(*n) for n in self.bodies.alive(row, unit, self.here.on)]
        self._gone(item, body, after, [self.bodies.organisation(*n) for n in self.bodies.before(row, unit)])

    def not_there(self, item: Item, body: Organisation) -> None:
        """The same for a row."""
        after = list(self.directory.successors(body.id, self.day))
        self._gone(item, body, after, list(self.directory.predecessors(body.id)))

    def _gone(self, item: Item, body: Organisation, after: list[Organisation], before: list[Organisation]) -> None:
        if body.valid_to is not None and body.valid_to <= self.day:
            end = day_text(body.valid_to.isoformat())
            reason, why, others = Reason("ended", (end,)), Reason("successor", (body.name, end)), after
        else:
            start = day_text(body.valid_from.isoformat() if body.valid_from else "")
            reason, why = Reason("not_yet", (start,)), Reason("predecessor", (body.name, start))
            others = [o for o in before if o.exists(self.day)]
        item.gone_reason = item.gone_reason or reason
        item.gone += [found(o, why) for o in others]

    def one_of(self, unit: Area) -> Reason:
        """Says of which unit a candidate is one of several."""
        around = self.directory.areas.get(unit.parent)
        return Reason("one_of", (f"{unit.full}, {around.full}" if around is not None else unit.full,))
