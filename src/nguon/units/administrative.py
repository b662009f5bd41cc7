"""Provinces, districts and communes of Vietnam in time, read from the shipped tables when they are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from nguon.core.vocabulary import read_rows
from nguon.units.names import words

PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"
KIND_WORDS = {
    "tinh": "tỉnh",
    "thanh_pho_tw": "thành phố",
    "huyen": "huyện",
    "quan": "quận",
    "thi_xa": "thị xã",
    "thanh_pho": "thành phố",
    "xa": "xã",
    "phuong": "phường",
    "thi_tran": "thị trấn",
    "dac_khu": "đặc khu",
}
KINDS_OF = {
    PROVINCE: ("tinh", "thanh_pho_tw"),
    DISTRICT: ("huyen", "quan", "thi_xa", "thanh_pho"),
    COMMUNE: ("xa", "phuong", "thi_tran", "dac_khu"),
}
LEVEL_OF = {kind: level for level, kinds in KINDS_OF.items() for kind in kinds}
_COMMITTEES = {
    "tinh": "Tỉnh ủy",
    "thanh_pho_tw": "Thành ủy",
    "huyen": "Huyện ủy",
    "quan": "Quận ủy",
    "thi_xa": "Thị ủy",
    "thanh_pho": "Thành ủy",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """An administrative unit from one day to another.

    Attributes:
        id: readable and stable: ``soc-trang/huyen-ke-sach``; the first part is the province.
        code: official code of the unit in its time.
        kind: tinh, thanh_pho_tw, huyen, quan, thi_xa, thanh_pho, xa, phuong, thi_tran or dac_khu.
        name: without the word for the kind.
        valid_from: first day, ISO; empty: before 2020 or not known.
        valid_to: first day on which it is no more, ISO; empty: it goes on.
        successors: ids of the units that took over, the one with its seat or most of it first.
        source: key into sources.csv.
    """

    id: str
    code: str
    kind: str
    name: str
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    source: str = ""

    @property
    def level(self) -> str:
        """province, district or commune."""
        return LEVEL_OF[self.kind]

    @property
    def province(self) -> str:
        """Id of the province it lies in."""
        return self.id.partition("/")[0]

    @property
    def parent(self) -> str:
        """Id of the unit it lies in; empty for a province."""
        return self.id.rpartition("/")[0]

    @property
    def full(self) -> str:
        """As it stands in the name of a body: ``huyện Kế Sách``, ``Thành phố Hồ Chí Minh``, ``Quận 1``."""
        word = KIND_WORDS[self.kind]
        capital = self.name.isdigit() or self.id == "ho-chi-minh"
        return f"{word.capitalize() if capital else word} {self.name}"

    @property
    def committee(self) -> str:
        """Its Party committee: ``Huyện ủy Kế Sách``, ``Đảng ủy xã An Ninh``."""
        word = _COMMITTEES.get(self.kind)
        if self.id == "ho-chi-minh":
            return f"Thành ủy {self.full}"
        return f"{word} {self.name}" if word else f"Đảng ủy {self.full}"

    def exists(self, on: str) -> bool:
        """Whether it is there on a day, ISO."""
        return self.valid_from <= on and (not self.valid_to or on < self.valid_to)


def _read(table: str) -> Iterator[Area]:
    for id_, code, kind, name, valid_from, valid_to, successors, source in read_rows(f"units/{table}.csv"):
        yield Area(
            id=id_,
            code=code,
            kind=kind,
            name=name,
            valid_from=valid_from,
            valid_to=valid_to,
            successors=tuple(successors.split("|")) if successors else (),
            source=source,
        )


class Areas:
    """All units, each table read when first needed: provinces and districts (760 rows), communes (13,356)."""

    @cached_property
    def upper(self) -> dict[str, Area]:
        """Provinces and districts by id."""
        return {a.id: a for t in ("provinces", "districts") for a in _read(t)}

    @cached_property
    def communes(self) -> dict[str, Area]:
        """Communes of both generations by id."""
        return {a.id: a for t in ("communes-before-2025-07", "communes-since-2025-07") for a in _read(t)}

    def get(self, id_: str) -> Area | None:
        """The unit of an id."""
        return self.upper.get(id_) or (self.communes.get(id_) if "/" in id_ else None)

    def all(self, level: str) -> Iterable[Area]:
        """Every unit of a level, of all times."""
        if level == COMMUNE:
            return self.communes.values()
        return [a for a in self.upper.values() if a.level == level]

    @cached_property
    def provinces(self) -> tuple[Area, ...]:
        """Every province of all times, in the order of their ids."""
        return tuple(a for a in self.upper.values() if a.level == PROVINCE)

    @cached_property
    def _districts(self) -> dict[str, list[Area]]:
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self.upper.values():
            if area.parent:
                found[area.parent].append(area)
        return found

    @cached_property
    def _communes(self) -> dict[str, list[Area]]:
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self.communes.values():
            found[area.province].append(area)
            if area.parent != area.province:
                found[area.parent].append(area)
        return found

    def under(self, area: Area | None, level: str) -> list[Area]:
        """Units of a level inside a unit, of all times; of the whole country without one."""
        if level == PROVINCE:
            return list(self.provinces)
        if level == DISTRICT:
            if area is None:
                return [a for a in self.upper.values() if a.level == DISTRICT]
            return [area] if area.level == DISTRICT else self._districts.get(area.id, [])
        if area is None:
            return list(self.communes.values())
        return [area] if area.level == COMMUNE else self._communes.get(area.id, [])

    def named(self, key: tuple[str, ...], level: str) -> list[Area]:
        """Units of a level by the words of their name, in the whole country and of all times."""
        return self._names(level).get(key, [])

    def _names(self, level: str) -> dict[tuple[str, ...], list[Area]]:
        index = self._name_indexes.get(level)
        if index is None:
            index = defaultdict(list)
            for area in self.all(level):
                index[words(area.name)].append(area)
            if level == PROVINCE:
                for alias, id_ in _PROVINCE_ALIASES.items():
                    if self.upper[id_] not in index[words(alias)]:
                        index[words(alias)].append(self.upper[id_])
            self._name_indexes[level] = index
        return index

    @cached_property
    def _name_indexes(self) -> dict[str, dict[tuple[str, ...], list[Area]]]:
        return {}

    def longest_name(self, level: str) -> int:
        """Words of the longest name of a level."""
        return max(map(len, self._names(level)), default=0)

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for area in (*self.upper.values(), *self.communes.values()):
            for successor in area.successors:
                found[successor].append(area.id)
        return found

    def predecessors(self, area: Area) -> list[Area]:
        """The units that an area took over from."""
        return [a for a in (self.get(i) for i in self._before.get(area.id, [])) if a]


_PROVINCE_ALIASES = {"TP.HCM": "ho-chi-minh", "TPHCM": "ho-chi-minh", "HCM": "ho-chi-minh"}
