"""The shipped directory and a province's folder over it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from nguon.core.errors import DirectoryError
from nguon.units.bodies import read_bodies
from nguon.units.directory import Directory
from nguon.units.names import words

ON = date(2024, 10, 7)
HEADER = "id,name,short_names,kind,level,area_code,parent,valid_from,valid_to,successors,source\n"
AN_HAI = HEADER + (
    "ah/ubnd,Ủy ban nhân dân tỉnh An Hải,,ubnd,province,,,,,,\n"
    "ah/tu,Tỉnh ủy An Hải,,tinh_uy,province,,,,,,\n"
    "ah/syt,Sở Y tế tỉnh An Hải,SYT,so,province,,ah/ubnd,,,,\n"
    "ah/bql,Ban Quản lý Di tích tỉnh,BQL Di tích,don_vi,province,,ah/ubnd,2011-01-01,,,\n"
    "ah/hk,Ủy ban nhân dân huyện Hòa Khê,,ubnd,district,,ah/ubnd,,2025-07-01,ah/xa-a|ah/xa-b,\n"
    "ah/cl,Ủy ban nhân dân huyện Cát Lâm,,ubnd,district,,ah/ubnd,,01/07/2025,ah/xa-a,\n"
    "ah/hb,Ủy ban nhân dân thị xã Hải Bình,,ubnd,district,,ah/ubnd,,2025-07-01,ah/xa-b,\n"
    "ah/xa-a,Ủy ban nhân dân xã A,,ubnd,commune,,ah/ubnd,2025-07-01,,,\n"
    "ah/xa-b,Ủy ban nhân dân phường B,,ubnd,commune,,ah/ubnd,2025-07-01,,,\n"
    "ah/duca,Đảng ủy Công an tỉnh,,dang_uy,province,,ah/tu,,,,\n"
)


@pytest.fixture
def an_hai(tmp_path: Path) -> Directory:
    (tmp_path / "organisations.csv").write_text(AN_HAI, encoding="utf-8")
    (tmp_path / "groups.csv").write_text(
        'phrase,kinds,under,level\ncác đơn vị của Sở,don_vi,,\n"các sở, ban, ngành",so|don_vi,,province\n',
        encoding="utf-8",
    )
    return Directory.open(tmp_path)


@pytest.mark.parametrize(
    ("phrase", "on", "expected"),
    [
        ("UBND các huyện, thị xã, thành phố", ON, ["ah/cl", "ah/hb", "ah/hk"]),
        ("UBND các huyện", ON, ["ah/cl", "ah/hk"]),
        ("UBND các xã, phường", date(2026, 1, 1), ["ah/xa-a", "ah/xa-b"]),
        ("Sở Y tế", ON, ["ah/syt"]),
        ("UBND huyện Hoà Khê", ON, ["ah/hk"]),
        ("đảng ủy trực thuộc Tỉnh ủy", ON, ["ah/duca"]),
        ("các sở, ban, ngành", ON, ["ah/bql", "ah/syt"]),
        ("Ban Quản lý Di tích", ON, []),
        ("Sở Tài chính", ON, []),
    ],
)
def test_province_that_only_the_folder_knows_resolves_by_its_rows(
    an_hai: Directory, phrase: str, on: date, expected: list[str]
) -> None:
    found = an_hai.resolve(phrase, on=on, within="An Hải")
    assert [o.id for o in found.organisations] == expected
    assert bool(found.unresolved) == (not expected)


def test_similar_name_is_offered_and_not_taken(an_hai: Directory) -> None:
    found = an_hai.resolve("Ban Quản lý Di tích", on=ON, within="An Hải")
    assert [c.id for u in found.unresolved for c in u.candidates] == ["ah/bql"]


def test_rows_that_ended_give_their_successors(an_hai: Directory) -> None:
    found = an_hai.resolve("UBND các huyện, thị xã", on=date(2026, 1, 1), within="tỉnh An Hải")
    assert found.organisations == ()
    assert [(u.because.code, [c.id for c in u.candidates]) for u in found.unresolved] == [
        ("ended", ["ah/xa-a", "ah/xa-b"])
    ]


def test_rows_of_one_province_do_not_answer_for_another(an_hai: Directory) -> None:
    found = an_hai.resolve("Sở Y tế", on=ON, within="Sóc Trăng")
    assert [o.id for o in found.organisations] == ["soc-trang/so-y-te"]


def test_row_of_a_province_wins_over_the_shipped_one(tmp_path: Path) -> None:
    rows = HEADER + "st-syt,Sở Y tế tỉnh Sóc Trăng,Ngành y tế tỉnh,so,province,94,soc-trang/ubnd,,,,\n"
    (tmp_path / "organisations.csv").write_text(rows, encoding="utf-8")
    directory = Directory.open(tmp_path)
    for phrase in ("Sở Y tế", "Ngành y tế tỉnh", "SYT"):
        found = directory.resolve(phrase, on=ON, within="Sóc Trăng")
        assert [o.id for o in found.organisations] == ["st-syt"], phrase


def test_committees_and_their_boards_resolve_once_the_province_loads_its_list(tmp_path: Path) -> None:
    rows = HEADER + (
        "st/duqs,Đảng ủy Quân sự tỉnh Sóc Trăng,,dang_uy_truc_thuoc,province,94,soc-trang/tinh-uy,,,,\n"
        "st/bth,Ban Tuyên huấn Đảng ủy Quân sự tỉnh,,ban_tuyen_giao,province,94,st/duqs,,,,\n"
    )
    (tmp_path / "organisations.csv").write_text(rows, encoding="utf-8")
    directory = Directory.open(tmp_path)
    phrase = "các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"
    found = directory.resolve(phrase, on=ON, within="Sóc Trăng")
    assert (len(found.organisations), found.organisations[-1].id, found.unresolved) == (12, "st/duqs", ())
    boards = directory.resolve(f"Ban tuyên giáo {phrase}", on=ON, within="Sóc Trăng")
    assert (len(boards.organisations), boards.organisations[-1].id, boards.unresolved) == (12, "st/bth", ())


def test_homonym_without_a_province_says_between_which() -> None:
    found = Directory.shipped().resolve("UBND huyện Châu Thành", on=ON)
    assert found.organisations == ()
    (open_,) = found.unresolved
    assert open_.because.code == "ambiguous"
    assert len({c.id for c in open_.candidates}) == len({c.why for c in open_.candidates}) == 10


def test_one_that_has_ended_is_unresolved_with_its_successors() -> None:
    found = Directory.shipped().resolve("các huyện ủy, thị ủy, thành ủy", on=date(2026, 1, 1), within="Sóc Trăng")
    assert found.organisations == ()
    (open_,) = found.unresolved
    assert {c.kind for c in open_.candidates} == {"dang_uy"}
    assert len(open_.candidates) == 43  # communes of Sóc Trăng in Cần Thơ


@pytest.mark.parametrize(
    ("id_", "on", "expected"),
    [
        ("soc-trang/bao", date(2025, 5, 2), ["soc-trang/bao-va-ddai"]),
        ("soc-trang/bao", date(2026, 1, 1), ["can-tho/bao-va-phat-thanh-truyen-hinh"]),
        ("soc-trang/so-thong-tin-va-truyen-thong", date(2025, 4, 1), ["soc-trang/so-khoa-hoc-va-cong-nghe"]),
        ("soc-trang/so-thong-tin-va-truyen-thong", date(2026, 1, 1), ["can-tho/so-khoa-hoc-va-cong-nghe"]),
        ("soc-trang/tinh-uy", date(2026, 1, 1), ["can-tho/thanh-uy"]),
        ("tw/bo-tai-nguyen-va-moi-truong", date(2026, 1, 1), ["tw/bo-nong-nghiep-va-moi-truong"]),
        ("soc-trang/so-y-te", date(2024, 1, 1), ["can-tho/so-y-te"]),
        ("no/such", date(2024, 1, 1), []),
    ],
)
def test_successors_are_those_alive_on_the_day(id_: str, on: date, expected: list[str]) -> None:
    assert [b.id for b in Directory.shipped().successors(id_, on)] == expected


def test_predecessors_are_all_that_were_merged() -> None:
    found = {b.id for b in Directory.shipped().predecessors("can-tho/so-y-te")}
    assert found == {"soc-trang/so-y-te", "hau-giang/so-y-te"}
    merged = {b.id for b in Directory.shipped().predecessors("lam-ddong/so-nong-nghiep-va-moi-truong")}
    assert {"lam-ddong/so-nong-nghiep-va-phat-trien-nong-thon", "lam-ddong/so-tai-nguyen-va-moi-truong"} <= merged


@pytest.mark.parametrize(
    ("text", "within", "first"),
    [
        ("so y te soc trang", None, "soc-trang/so-y-te"),
        ("svhttdl", "Kiên Giang", "kien-giang/so-van-hoa-the-thao-va-du-lich"),
        ("huyen uy ke sach", None, "soc-trang/huyen-ke-sach/huyen-uy"),
        ("bo ke hoach va dau tu", None, "tw/bo-ke-hoach-va-ddau-tu"),
        ("soc-trang/bao", None, "soc-trang/bao"),
        ("tinh doan lam dong", None, "lam-ddong/ddoan-thanh-nien"),
    ],
)
def test_search_finds_without_diacritics_by_abbreviation_old_name_and_id(
    text: str, within: str | None, first: str
) -> None:
    assert Directory.shipped().search(text, within=within)[0].id == first


def test_search_finds_by_code_of_the_unit() -> None:
    assert {b.area_code for b in Directory.shipped().search("943", limit=50)} == {"943"}


@pytest.mark.parametrize(
    "within", ["Sóc Trăng", "soc-trang", "tỉnh Sóc Trăng", "SÓC TRĂNG", "94", "UBND tỉnh Sóc Trăng", "soc-trang/ubnd"]
)
def test_province_is_known_by_name_id_code_and_body(within: str) -> None:
    found = Directory.shipped().resolve("Sở Y tế", on=ON, within=within)
    assert [o.id for o in found.organisations] == ["soc-trang/so-y-te"]
    assert Directory.shipped().knows(within)


def test_district_is_a_context_of_its_own() -> None:
    within = "huyện Kế Sách, tỉnh Sóc Trăng"
    resolve = Directory.shipped().resolve
    assert len(resolve("UBND các xã, thị trấn", on=ON, within=within).organisations) == 13
    (office,) = resolve("Phòng Giáo dục và Đào tạo", on=ON, within=within).organisations
    assert office.id == "soc-trang/huyen-ke-sach/phong-giao-duc-va-ddao-tao"
    (department,) = resolve("Sở Y tế", on=ON, within=within).organisations
    assert department.id == "soc-trang/so-y-te"


def test_body_that_says_the_phrase_decides_whose_office_is_meant() -> None:
    (office,) = Directory.shipped().resolve("Chánh Văn phòng", on=ON, within="UBND tỉnh Lâm Đồng").organisations
    assert office.id == "lam-ddong/van-phong-ubnd"


def test_unknown_province_is_no_context() -> None:
    assert not Directory.shipped().knows("Xyz")
    assert Directory.shipped().resolve("Sở Y tế", on=ON, within="Xyz").organisations == ()


def test_each_unit_has_at_most_one_row_of_a_key() -> None:
    """Two rows with one id would be two lives of one body."""
    areas, bodies = Directory.shipped().areas, Directory.shipped().bodies
    for area in areas.upper.values():
        keys = [row.key for row in bodies.of(area)]
        assert len(keys) == len(set(keys)), area.id


def test_short_names_of_central_bodies_are_nobody_elses() -> None:
    """A ministry's short name that is also the whole name of a provincial body would be taken for it."""
    heads = {words(a) for b in read_bodies() for a in b.aliases if "{" not in a}
    central = [b for b in Directory.shipped().all_listed() if b.level == "central"]
    shared = {b.id for b in central for name in (b.name, *b.short_names) if words(name) in heads}
    assert shared <= {
        "tw/bo-tai-chinh",  # BTC, also Ban Tổ chức: ambiguous within a province
        "tw/trung-uong-hoi-nong-dan-viet-nam",
        "tw/trung-uong-hoi-lien-hiep-phu-nu-viet-nam",
        "tw/trung-uong-hoi-cuu-chien-binh-viet-nam",
    }
    found = Directory.shipped().resolve("BTC", on=ON, within="Sóc Trăng")
    assert (found.organisations, found.unresolved[0].because.code) == ((), "ambiguous")


def test_folder_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match=r"organisations\.csv.*nguon units template"):
        Directory.open(tmp_path)
    with pytest.raises(DirectoryError, match="does not exist"):
        Directory.open(tmp_path / "none")


def test_importing_the_directory_imports_neither_click_nor_workbooks() -> None:
    heavy = "('click', 'rich', 'openpyxl', 'xlsxwriter')"
    code = "import sys, nguon.units.directory as d; d.Directory.shipped(); "
    code += f"print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
