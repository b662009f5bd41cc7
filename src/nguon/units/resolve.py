"""Phrase → bodies on a day: lists, collectives, posts, exceptions, and what cannot be known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from nguon.core.text import bare, nfc, squeeze
from nguon.units.administrative import COMMUNE, DISTRICT, PROVINCE, Area
from nguon.units.bodies import Body
from nguon.units.context import Context, level_words
from nguon.units.item import Heads, unresolved
from nguon.units.names import HARD, SOFT, NameTree, tokenize, words
from nguon.units.organisation import Organisation, Resolution
from nguon.units.places import Places
from nguon.units.reading import Reading
from nguon.units.reasons import Reason

if TYPE_CHECKING:
    from nguon.units.directory import Directory

_LAST_DAYS = ("2025-06-30", "2025-02-02")
"""Days before the bodies of districts and merged provinces, and before departments and boards, came to their end."""
MAX_PHRASE = 2000
"""Characters of a phrase that are read; what is longer is text, not a phrase."""


class Resolver:
    """Names and groups of one directory, looked up in phrases."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.places = Places(directory.areas)
        self._resolve = lru_cache(maxsize=4096)(self._read)
        self._context = lru_cache(maxsize=512)(self._find_context)
        self._heads = lru_cache(maxsize=64)(self._find_heads)

    def resolve(self, phrase: str, on: date, within: str | None) -> Resolution:
        """See ``Directory.resolve``."""
        return self._resolve(phrase, on.isoformat(), within or "")

    def _read(self, phrase: str, on: str, within: str) -> Resolution:
        here = self._context(within, on)
        phrase = nfc(phrase)
        read, rest = phrase[:MAX_PHRASE], phrase[MAX_PHRASE:]
        name = words(here.province.name) if here.province is not None else here.words
        found = Reading(self, self._heads(here.own, name), here, read).run()
        if not rest.strip():
            return found
        left = unresolved(rest.strip(), Reason("too_long", (str(MAX_PHRASE),)), [])
        return Resolution(organisations=found.organisations, unresolved=(*found.unresolved, left))

    def knows(self, within: str) -> bool:
        """Whether ``within`` is a unit, a body, or a province of the folder."""
        here = self._context(within, date.today().isoformat())
        return here.area is not None or bool(here.own)

    def area(self, name: str) -> Area | None:
        """The unit of an id or name; ``None`` where there is none or several."""
        areas = self.directory.areas
        if (unit := areas.get(name)) is not None:
            return unit
        tokens = tokenize(name)
        nowhere = Context(on=date.today().isoformat())
        place = self.places.parse(tokens, 0, nowhere, (PROVINCE, DISTRICT, COMMUNE))
        if place is not None and len(place.units) == 1 and not place.options and place.end == len(tokens):
            return place.units[0]
        by_code = [a for a in areas.upper.values() if a.code == name]
        return by_code[0] if len(by_code) == 1 else None

    # ------------------------------------------------------------------ context

    def _find_context(self, within: str, on: str) -> Context:
        if not within.strip():
            return Context(on=on, own=self.directory.own_ids)
        unit, parent = self.area(within), ""
        if unit is None:
            derived = self.directory.bodies.get(within)
            if derived is None and self.directory.listed(within) is None:
                derived = self._saying(within, on) if len(within) < 200 else None
            if derived is not None:
                unit, parent = derived[1], derived[0].role
        if unit is not None:
            province = self.directory.areas.get(unit.province)
            return Context(on=on, area=unit, province=province, own=self._members(within, unit), parent=parent)
        key = words(within)
        for _, end, _ in level_words(tokenize(within)):
            key = words(" ".join(t.word for t in tokenize(within)[end:])) or key
            break
        own = self._members(within, None, key)
        return Context(on=on, words=key if own else (), own=own)

    def _saying(self, within: str, on: str) -> tuple[Body, Area] | None:
        """The body of a unit that a letterhead names, also one that has ended."""
        for day in (on, *_LAST_DAYS):
            found = self._read(within, day, "").organisations
            if len(found) == 1:
                return self.directory.bodies.get(found[0].id)
        return None

    def _members(self, within: str, unit: Area | None, key: tuple[str, ...] = ()) -> frozenset[str]:
        """Rows of the folder that belong to a unit: by id, code, name or parent; and those that say no place."""
        directory = self.directory
        own = [body for id_ in sorted(directory.own_ids) if (body := directory.listed(id_)) is not None]
        name = words(unit.name) if unit is not None else key
        whole = unit is None or unit.level == PROVINCE
        members: set[str] = set()
        nowhere: set[str] = set()
        children: dict[str, list[str]] = {}
        for body in own:
            children.setdefault(body.parent, []).append(body.id)
            by_name = body.level in {PROVINCE, ""} and name and words(body.name)[-len(name) :] == name
            by_code = unit is not None and body.area_code == unit.code
            by_id = unit is not None and f"{body.id}/{body.parent}/".find(f"{unit.id}/") in (0, len(body.id) + 1)
            if by_name or by_code or by_id or body.id == within:
                members.add(body.id)
            elif whole and not body.parent and not body.area_code and body.level not in {"central", PROVINCE}:
                nowhere.add(body.id)
        if not members and unit is None:
            return frozenset()  # a name that the folder does not have either
        members |= nowhere
        queue = [*members, within]
        while queue:
            for child in children.pop(queue.pop(), ()):
                members.add(child)
                queue.append(child)
        return frozenset(members)

    # ------------------------------------------------------------------ names

    @cached_property
    def _listed_names(self) -> NameTree[str]:
        """Rows by their full and short names."""
        tree = NameTree[str]()
        for body in self.directory.all_listed():
            for name in (body.name, *body.short_names):
                tree.add(words(name), body.id)
        return tree

    @cached_property
    def _group_names(self) -> NameTree[int]:
        """Groups by their phrases, with or without ``các`` where two words or more are left."""
        tree = NameTree[int]()
        for number, group in enumerate(self.directory.groups):
            key = words(group.phrase)
            tree.add(key, number)
            if key[:1] == ("các",) and len(key) > 2:
                tree.add(key[1:], number)
        return tree

    def _find_heads(self, own: frozenset[str], name: tuple[str, ...]) -> Heads:
        """Names within reach of a context: its own rows also without the name of its province."""
        near = NameTree[str]()
        by_name: dict[tuple[str, ...], str] = {}
        for id_ in sorted(own):
            body = self.directory.listed(id_)
            if body is None:
                continue
            by_name.setdefault(words(body.name), id_)
            for text in (body.name, *body.short_names):
                key = words(text)
                if name and key[-len(name) :] == name and len(key) > len(name):
                    key = key[: -len(name)]
                    near.add(key, id_)
                    for word in (("tỉnh",), ("thành", "phố")):
                        if key[-len(word) :] == word and len(key) > len(word):
                            near.add(key[: -len(word)], id_)
                if text == body.name and body.level == PROVINCE and not name:
                    near.add(key, id_)
        return Heads(listed=self._listed_names, near=near, groups=self._group_names, by_name=by_name)

    # ------------------------------------------------------------------ search and candidates

    def similar(self, phrase: str, here: Context, limit: int = 5) -> list[Organisation]:
        """Bodies within reach whose names share most words with a phrase, the nearest first."""
        asked = _bag(phrase)
        if not asked:
            return []
        scored: list[tuple[float, str, Organisation]] = []
        for body in self._within_reach(here):
            score = max(_overlap(asked, _bag(name)) for name in (body.name, *body.short_names))
            if score >= 0.5:
                scored.append((-score, body.id, body))
        return [body for _, _, body in sorted(scored, key=lambda s: s[:2])[:limit]]

    def _within_reach(self, here: Context) -> Iterable[Organisation]:
        directory = self.directory
        on = date.fromisoformat(here.on)
        own = here.own if len(here.own) <= 5000 else frozenset()
        for id_ in (*sorted(own), *self._central):
            body = directory.listed(id_)
            if body is not None and body.exists(on):
                yield body
        for area in dict.fromkeys(a for a in (here.area, here.province) if a is not None):
            for row in directory.bodies.of(area):
                if directory.bodies.exists(row, area, here.on):
                    yield directory.bodies.organisation(row, area)

    @cached_property
    def _central(self) -> tuple[str, ...]:
        return tuple(b.id for b in self.directory.all_listed() if b.level == "central" and b.id.startswith("tw/"))

    def search(self, text: str, within: str | None, limit: int) -> tuple[Organisation, ...]:
        """See ``Directory.search``."""
        asked = squeeze(bare(text)).casefold()
        written = bare(" ".join(words(text)))
        if not asked:
            return ()
        unit = self.area(within) if within else None
        known = set(written.split())
        scored: list[tuple[int, int, str, Organisation]] = []
        for body in self._searched(unit, asked):
            best = 9
            for name in (body.name, *body.short_names):
                short, full = squeeze(bare(name)), bare(" ".join(words(name)))
                if asked in (short, body.id) or written == full:
                    best = 0
                elif full.startswith(written) or short.startswith(asked):
                    best = min(best, 1)
                elif f" {written} " in f" {full} " or asked in short:
                    best = min(best, 2)
                elif known <= set(full.split()):
                    best = min(best, 3)
            if asked == body.area_code or asked in body.id:
                best = min(best, 2)
            if best < 9:
                scored.append((best, len(body.name), body.id, body))
        return tuple(body for *_, body in sorted(scored, key=lambda s: s[:3])[:limit])

    def _searched(self, unit: Area | None, asked: str) -> Iterable[Organisation]:
        directory = self.directory
        yield from directory.all_listed()
        areas = directory.areas
        if unit is not None:
            units = [unit, *areas.under(unit, DISTRICT), *areas.under(unit, COMMUNE)]
        else:
            units = list(areas.upper.values())
            units += [a for a in areas.communes.values() if bare(a.name) in asked and len(bare(a.name)) > 3]
        known = set(asked.split())
        for area in units:
            place = set(bare(area.name).split())
            rows = directory.bodies.of(area)
            if unit is None and not place <= known and asked != area.code:
                rows = rows if area.level == PROVINCE else []
            for row in rows:
                yield directory.bodies.organisation(row, area)


def _bag(name: str) -> frozenset[str]:
    return frozenset(bare(w) for w in words(name) if w not in HARD and w not in SOFT)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
