"""The tables of administrative units: counts as published, and successors."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import nguon
from nguon.core.vocabulary import read_table
from nguon.units.directory import Directory

AREAS = Directory.shipped().areas


@pytest.mark.parametrize(
    ("level", "day", "count"),
    [
        ("province", "2024-10-22", 63),
        ("province", "2025-07-01", 34),
        ("district", "2021-06-01", 705),
        ("district", "2024-10-22", 704),
        ("district", "2025-06-30", 696),
        ("district", "2025-07-01", 0),
        ("commune", "2025-06-30", 10_035),
        ("commune", "2025-07-01", 3_321),
    ],
)
def test_units_are_as_many_as_published(level: str, day: str, count: int) -> None:
    assert sum(a.exists(day) for a in AREAS.all(level)) == count


@pytest.mark.parametrize(("kind", "count"), [("xa", 2621), ("phuong", 687), ("dac_khu", 13)])
def test_communes_since_july_2025_are_of_three_kinds(kind: str, count: int) -> None:
    assert sum(a.kind == kind and a.exists("2025-07-01") for a in AREAS.communes.values()) == count


def test_every_unit_that_ended_has_successors_that_were_there() -> None:
    for area in (*AREAS.upper.values(), *AREAS.communes.values()):
        assert bool(area.successors) == bool(area.valid_to), area.id
        for successor in area.successors:
            assert AREAS.get(successor) is not None
            assert AREAS.get(successor).exists(area.valid_to), (area.id, successor)  # type: ignore[union-attr]


def test_two_communes_of_one_name_keep_successors_of_their_own() -> None:
    assert AREAS.communes["soc-trang/huyen-chau-thanh/xa-phu-tan"].successors == ("can-tho/xa-thuan-hoa",)
    assert AREAS.communes["hau-giang/huyen-chau-thanh/xa-phu-tan"].successors == ("can-tho/xa-phu-huu",)
    assert len(AREAS.communes["ha-noi/huyen-gia-lam/xa-ddang-xa"].successors) == 2


def test_soc_trang_became_forty_three_communes() -> None:
    old = [a for a in AREAS.communes.values() if a.province == "soc-trang"]
    assert len(old) == 108
    assert len({s for a in old for s in a.successors}) == 43


def test_d_and_dd_are_two_letters_in_ids() -> None:
    assert {"ddong-thap", "ddak-lak", "dda-nang"} <= set(AREAS.upper)
    assert all(a.id.isascii() and a.id == a.id.lower() for a in AREAS.upper.values())


def test_every_row_names_a_source_that_is_described() -> None:
    known = {row[0] for row in read_table("units/sources.csv")}
    folder = Path(nguon.__file__).parent / "data" / "units"
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            used = {row["source"] for row in csv.DictReader(rows) if "source" in row}
        assert used <= known, (file.name, used - known)


def test_names_of_units_read_as_documents_have_them() -> None:
    assert AREAS.upper["soc-trang/huyen-ke-sach"].full == "huyện Kế Sách"
    assert AREAS.upper["ho-chi-minh"].full == "Thành phố Hồ Chí Minh"
    assert AREAS.upper["ho-chi-minh/quan-1"].full == "Quận 1"
    assert AREAS.upper["soc-trang/thi-xa-nga-nam"].committee == "Thị ủy Ngã Năm"
