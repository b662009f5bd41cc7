"""The part of a phrase that says where: "tỉnh", "huyện Kế Sách", "các huyện, thị xã, thành phố thuộc tỉnh X"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nguon.units.administrative import COMMUNE, DISTRICT, KINDS_OF, LEVEL_OF, PROVINCE, Area, Areas
from nguon.units.context import CITY, LEVEL_WORDS, ONLY_IN_LISTS, Context, Place, clamp, day_before
from nguon.units.names import SOFT, Token, spelled
from nguon.units.wording import at

_MANY = tuple(map(spelled, ("các", "mọi", "tất cả các", "toàn bộ các", "toàn thể các", "tất cả")))
_MOST_PARTS = 40
"""Kinds of unit and their names that one body is followed by; more is no list that a document has."""
_UNION = spelled("đoàn")[0]
_OF = tuple(
    map(
        spelled,
        ("trên địa bàn toàn", "trên địa bàn", "trực thuộc", "thuộc", "của", "ở", "tại", "trong toàn", "trong", "toàn"),
    )
)
_LEVELS_BY_WORD = {
    "tỉnh": PROVINCE,
    "thành": PROVINCE,
    "huyện": DISTRICT,
    "quận": DISTRICT,
    "xã": COMMUNE,
    "phường": COMMUNE,
    "cơ": COMMUNE,
}
_OUTER = {"huyện", "quận", "tỉnh", "thành", "thị", "tp"}
_RANK = {PROVINCE: 0, DISTRICT: 1, COMMUNE: 2}


@dataclass(slots=True)
class _Part:
    kind: str
    named: list[list[Area]]
    suffix: bool


class Places:
    """Reads places in phrases."""

    def __init__(self, areas: Areas) -> None:
        self.areas = areas

    def parse(
        self,
        tokens: list[Token],
        start: int,
        here: Context,
        levels: Collection[str],
        suffix: str = "",
        *,
        needed: bool = False,
    ) -> Place | None:
        """The place at token ``start``, or ``None``.

        Args:
            levels: levels of the units that the body before may have.
            suffix: ``ủy`` or ``đoàn`` where "huyện ủy", "huyện đoàn" may stand for the unit.
            needed: whether the suffix must stand there at least once.
        """
        i, many, number = start, False, 0
        for words in _MANY:
            if at(tokens, i, words):
                i, many = i + len(words), True
                break
        if not needed and at(tokens, i, ("cấp",)) and i + 1 < len(tokens):
            return self._whole_level(tokens, i, here, suffix)
        counted = not many and i < len(tokens) and tokens[i].word.isdigit() and len(tokens[i].word) < 4
        if counted and self._level_word(tokens, i + 1, suffix, True) is not None:
            i, many, number = i + 1, True, int(tokens[i].word)
        parts: list[_Part] = []
        scope: Area | None = None
        while len(parts) < _MOST_PARTS and (word := self._level_word(tokens, i, suffix, bool(parts) or many)):
            i, kind, suffixed = word
            if many and at(tokens, i, (":",)) and self._name(tokens, i + 1, here, self._kinds(kind)) is not None:
                i += 1  # "các huyện: Bến Lức, Đức Hòa"
            named, i = self._names(tokens, i, here, kind, many)
            if parts and parts[-1].named and named and self._contains(named[0], parts[-1]):
                scope = self._narrow(named[0], parts)
                break
            parts.append(_Part(kind, named, suffixed))
            j = i
            while j < len(tokens) and tokens[j].word in SOFT:
                j += 1
            next_ = tokens[j].word if j < len(tokens) else ""
            if j == i and not (next_ in _OUTER if named else self._joined(tokens, i, kind)):
                break
            k = j + 1 if next_ == "các" else j
            if k > j and not many and not needed:  # "thành phố Thủ Đức và các quận"
                many = self._level_word(tokens, k, suffix, True) is not None
            after = self._level_word(tokens, k, suffix, True)
            if after is None or (suffix and needed and not after[2] and not (many or suffixed is False)):
                break
            if needed and named and not many:
                break
            i = k
        if not parts or (needed and not any(p.suffix for p in parts)):
            return None if needed or parts or many else self._bare(tokens, start, here, levels)
        end, outer, country = self._scope(tokens, i, here, suffix)
        if outer is not None and scope is None:
            self._narrow([outer], parts)
        place = self._settle(parts, many, end, scope or outer, here, country, levels)
        place.suffixed = any(p.suffix for p in parts)
        if number and number != len(place.units):
            place.options, place.units, place.reason = place.units, [], "ambiguous"
        return place

    def _level_word(self, tokens: list[Token], i: int, suffix: str, listed: bool) -> tuple[int, str, bool] | None:
        for words, kind in LEVEL_WORDS:
            if not at(tokens, i, words):
                continue
            end = i + len(words)
            follows = tokens[end].word if end < len(tokens) else ""
            if follows in {"ủy", _UNION}:
                return (end + 1, kind, True) if follows == suffix else None
            if words[0] in ONLY_IN_LISTS and len(words) == 1 and not listed:
                return None
            if words == ("thành",) and not suffix and follows not in {"", ",", ";", "và", "thị"}:
                return None
            return end, kind, False
        return None

    def _joined(self, tokens: list[Token], i: int, kind: str) -> bool:
        """``quận huyện``, ``phường xã``: another kind of the same level without a mark between."""
        word = self._level_word(tokens, i, "", True)
        if word is None or kind == word[1]:
            return False
        levels = {DISTRICT if k == CITY else LEVEL_OF[k] for k in (kind, word[1])}
        return len(levels) == 1 and not self._names(tokens, word[0], Context(on=""), word[1], False)[0]

    def _kinds(self, kind: str) -> tuple[str, ...]:
        return ("thanh_pho_tw", "thanh_pho") if kind == CITY else (kind,)

    def _names(self, tokens: list[Token], i: int, here: Context, kind: str, many: bool) -> tuple[list[list[Area]], int]:
        """Names after a level word: each a list of the units that bear it."""
        found: list[list[Area]] = []
        kinds = self._kinds(kind)
        while True:
            hit = self._name(tokens, i, here, kinds)
            if hit is None:
                return found, i
            i = hit[0]
            found.append(hit[1])
            j = i
            while j < len(tokens) and tokens[j].word in SOFT:
                j += 1
            if j == i or self._level_word(tokens, j, "", True) is not None:
                return found, i
            following = self._name(tokens, j, here, kinds)
            if following is None or not (many or self._ends(tokens, following[0])):
                return found, i
            i = j

    def _ends(self, tokens: list[Token], i: int) -> bool:
        return i >= len(tokens) or not tokens[i].word[0].isalpha() or tokens[i].word in SOFT

    def _name(
        self, tokens: list[Token], i: int, here: Context, kinds: Collection[str]
    ) -> tuple[int, list[Area]] | None:
        levels = dict.fromkeys(LEVEL_OF[k] for k in kinds)
        most = max(self.areas.longest_name(level) for level in levels)
        best: tuple[int, list[Area]] | None = None
        key: tuple[str, ...] = ()
        k = i
        while k < len(tokens) and len(key) < most:
            word = tokens[k].word
            if word == "-" and key:
                k += 1
                continue
            if not word[0].isalnum() or word in SOFT:
                break
            key += (word,)
            k += 1
            units = [a for level in levels for a in self.areas.named(key, level) if a.kind in kinds]
            if units:
                best = k, self._nearest(units, here)
        return best

    def inside(self, area: Area, here: Context) -> bool:
        """Whether a unit lies in the province of the context, or in one that became part of it."""
        if here.province is None:
            return False
        if area.province == here.province.id:
            return True
        home = self.areas.get(area.province)
        return home is not None and here.province.id in home.successors

    def _nearest(self, units: list[Area], here: Context) -> list[Area]:
        if len(units) > 1 and here.area is not None and here.area.level == DISTRICT:
            units = [a for a in units if a.id.startswith(here.area.id + "/")] or units
        if len(units) > 1 and here.province is not None:
            units = (
                [a for a in units if a.id.startswith(here.province.id + "/")]
                or [a for a in units if self.inside(a, here)]
                or units
            )
        if len(units) > 1:
            units = [a for a in units if a.exists(here.on)] or units
        return units

    def _contains(self, outer: list[Area], part: _Part) -> bool:
        return any(_RANK[o.level] < _RANK[u.level] for o in outer for units in part.named for u in units)

    def _narrow(self, outer: list[Area], parts: list[_Part]) -> Area | None:
        """Keep of each named unit those inside the outer one; all homonyms were read, so look them up again."""
        for part in parts:
            for n, units in enumerate(part.named):
                same = [
                    a for a in self.areas.all(units[0].level) if a.name == units[0].name and a.kind == units[0].kind
                ]
                kept = [a for a in same if any(a.id.startswith(o.id + "/") or a.id == o.id for o in outer)]
                part.named[n] = kept or units
        return outer[0] if len(outer) == 1 else None

    def _scope(self, tokens: list[Token], i: int, here: Context, suffix: str) -> tuple[int, Area | None, bool]:
        """``thuộc huyện X``, ``trên địa bàn tỉnh``, ``trực thuộc Trung ương``: end, unit, whether the whole country."""
        j = i + 1 if at(tokens, i, ("(",)) else i
        preposition = False
        for words in _OF:
            if at(tokens, j, words):
                j, preposition = j + len(words), True
                break
        if preposition and at(tokens, j, ("trung", "ương")):
            return j + 2, None, True
        if preposition and (at(tokens, j, ("cả", "nước")) or at(tokens, j, spelled("toàn quốc"))):
            return j + 2, None, True
        word = self._level_word(tokens, j, suffix or "ủy", False)
        if word is not None and (preposition or j > i or word[1] in {"tinh", CITY, "huyen", "quan"}):
            k, kind, _ = word
            named, k = self._names(tokens, k, here, kind, False)
            close = k + 1 if j > i and at(tokens, k, (")",)) else k
            if named:
                return close, named[0][0] if len(named[0]) == 1 else None, False
            own = self._own(kind, here)
            if own is not None or preposition:
                return close, own, False
        if preposition and (hit := self._name(tokens, j, here, KINDS_OF[PROVINCE])) is not None:
            return hit[0], hit[1][0], False
        return i, None, False

    def _own(self, kind: str, here: Context) -> Area | None:
        """The unit of the context that a level word alone means."""
        for area in (here.area, self.areas.get(here.area.parent) if here.area else None, here.province):
            if area is not None and area.kind in self._kinds(kind):
                return area
        return None

    def _whole_level(self, tokens: list[Token], i: int, here: Context, suffix: str) -> Place | None:
        level = _LEVELS_BY_WORD.get(tokens[i + 1].word) if i + 1 < len(tokens) else None
        if level is None:
            return None
        end = i + (3 if tokens[i + 1].word in {"thành", "cơ"} else 2)
        many = level != PROVINCE
        end, outer, _ = self._scope(tokens, end, here, suffix)
        if not many:
            province = outer or here.province
            return Place(end, [province] if province else [], reason="" if province else "ambiguous")
        if here.area is not None and here.area.level == level and outer is None:
            return Place(end, [here.area])
        place = self._all([(level, frozenset())], outer, here, end)
        j = end
        while j < len(tokens) and tokens[j].word in SOFT:
            j += 1
        if j > end and at(tokens, j, ("cấp",)) and (more := self._whole_level(tokens, j, here, suffix)):
            place.end, place.units = more.end, place.units + more.units
            place.wanted += more.wanted
        return place

    def _bare(self, tokens: list[Token], i: int, here: Context, levels: Collection[str]) -> Place | None:
        """A name without a level word: ``Báo Sóc Trăng``, ``LĐLĐ Kế Sách``."""
        if i < len(tokens) and tokens[i].word.isdigit():
            return None
        best: tuple[int, list[Area]] | None = None
        for level in (PROVINCE, DISTRICT, COMMUNE):
            if level in levels and (level != COMMUNE or here.province is not None):
                hit = self._name(tokens, i, here, KINDS_OF[level])
                if hit and level != PROVINCE and here.province is not None:
                    hit = (hit[0], [a for a in hit[1] if self.inside(a, here)])
                if hit and hit[1] and (best is None or hit[0] > best[0]):
                    best = hit
        if best is None:
            return None
        units = best[1]
        return Place(best[0], units) if len(units) == 1 else Place(best[0], options=units, reason="ambiguous")

    def _settle(
        self,
        parts: list[_Part],
        many: bool,
        end: int,
        scope: Area | None,
        here: Context,
        country: bool,
        levels: Collection[str],
    ) -> Place:
        unnamed = [p for p in parts if not p.named]
        listed = many or len(unnamed) > 1
        place = Place(end)
        if unnamed and listed:
            kinds = {p.kind for p in unnamed}
            if kinds <= {"tinh", CITY} and "tinh" in kinds:
                if not country and not many and here.province is not None:
                    place.reason = "ambiguous"
                    return place
                place = self._all(
                    [(PROVINCE, frozenset({"tinh", "thanh_pho_tw"} if CITY in kinds else {"tinh"}))], None, here, end
                )
            else:
                if "tinh" in kinds and here.province is not None:
                    place.units.append(here.province)
                wanted = _wanted({"thanh_pho" if k == CITY else k for k in kinds - {"tinh"}})
                rest = self._all(wanted, scope, here, end)
                rest.units[:0] = place.units
                place = rest
        elif unnamed:
            own = scope if scope is not None and scope.kind in self._kinds(unnamed[0].kind) else None
            own = own or self._own(unnamed[0].kind, here)
            if own is None:
                level = DISTRICT if unnamed[0].kind == CITY else LEVEL_OF[unnamed[0].kind]
                there = scope or here.area or here.province
                options = [
                    a
                    for a in (self.areas.under(there, level) if there is not None and level != PROVINCE else [])
                    if a.kind in self._kinds(unnamed[0].kind) and a.exists(clamp(there, here.on) if there else here.on)
                ]
                if len(options) != 1:
                    place.options, place.reason = options, "ambiguous"
                    return place
                own = options[0]
            place.units.append(own)
        for part in parts:
            for units in part.named:
                fit = [u for u in units if u.level in levels] or units
                if len(fit) > 1 and part.kind == CITY and not any(self.inside(u, here) for u in fit):
                    fit = [u for u in fit if u.level == PROVINCE] or fit
                if len(fit) > 1:
                    place.options, place.reason = place.options + fit, "ambiguous"
                    continue
                far = fit[0].level != PROVINCE and here.province is not None and not self.inside(fit[0], here)
                if far and (scope is None or fit[0].province != scope.province):
                    place.options, place.reason = [*place.options, fit[0]], "ambiguous"
                elif fit[0] not in place.units:
                    place.units.append(fit[0])
        return place

    def _all(self, wanted: list[tuple[str, frozenset[str]]], scope: Area | None, here: Context, end: int) -> Place:
        """All units of levels and kinds in a unit on the day, or on the last day on which there were any."""
        there = scope or here.area or here.province
        place = Place(end, collective=True, wanted=wanted)
        for level, kinds in wanted:
            if level != PROVINCE and there is None:
                place.reason = "ambiguous" if not here.words else ""
                continue
            if there is not None and level != PROVINCE and _RANK[level] < _RANK[there.level]:
                there = self.areas.get(there.province)
            units = self.areas.under(there, level)
            day = clamp(there, here.on) if there is not None and level != PROVINCE else here.on
            alive = [a for a in units if a.exists(day)]
            if not alive and units:
                last = max((a.valid_to for a in units if a.valid_to and a.valid_to <= day), default="")
                alive = [a for a in units if last and a.exists(day_before(last))]
            place.units += [a for a in alive if not kinds or a.kind in kinds]
        return place


def _wanted(kinds: set[str]) -> list[tuple[str, frozenset[str]]]:
    """Levels and kinds of a collective; one that names country and town means all of its level (domain § 4.1)."""
    found: list[tuple[str, frozenset[str]]] = []
    for level in (DISTRICT, COMMUNE):
        mine = kinds & set(KINDS_OF[level])
        if mine:
            whole = {"huyen", "thanh_pho"} <= mine or {"huyen", "quan"} <= mine or {"xa", "phuong"} <= mine
            found.append((level, frozenset() if whole else frozenset(mine)))
    return found
