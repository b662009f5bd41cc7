"""The command `nguon units`, as a clerk types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nguon.cli.units import units
from nguon.cli.words_units import WORDS
from nguon.units.reasons import SENTENCES


def run(*args: str) -> Result:
    return CliRunner().invoke(units, list(args), env={"LANG": "vi_VN.UTF-8", "LC_ALL": ""})


def test_resolve_json_has_exactly_the_keys_of_the_contract() -> None:
    done = run(
        "resolve", "các huyện ủy, đảng ủy trực thuộc Tỉnh ủy", "--province", "Sóc Trăng", "--on", "2024-10-22", "--json"
    )
    assert done.exit_code == 0
    printed = json.loads(done.output)
    assert set(printed) == {"organisations", "unresolved"}
    assert len(printed["organisations"]) == 8
    assert {tuple(o) for o in printed["organisations"]} == {("id", "name", "kind", "why")}
    assert {tuple(u) for u in printed["unresolved"]} == {("phrase", "candidates")}
    assert {tuple(c) for u in printed["unresolved"] for c in u["candidates"]} == {("id", "name", "kind", "why")}


def test_resolve_says_why_each_and_what_became_of_them() -> None:
    phrase = ("resolve", "các huyện ủy, thị ủy, thành ủy", "--province", "Sóc Trăng")
    then = run(*phrase, "--on", "22/10/2024")
    assert then.output.startswith("11 cơ quan vào ngày 22/10/2024")
    assert "một trong tất cả thuộc tỉnh Sóc Trăng" in then.output
    now = run(*phrase, "--on", "2026-01-01")
    assert now.output.startswith("0 cơ quan vào ngày 01/01/2026")
    assert "đã kết thúc ngày 01/07/2025" in now.output
    assert "kế tục Huyện ủy Châu Thành" in now.output
    assert "nguon units template" in now.output


def test_english_is_spoken_when_asked_for() -> None:
    done = run("resolve", "Sở Ytế", "--province", "Sóc Trăng", "--on", "2024-10-22", "--lang", "en")
    assert done.output.startswith("0 bodies on 22/10/2024")
    assert "Unresolved: “Sở Ytế”: not in the directory" in done.output


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("resolve", "Sở Y tế", "--province", "Xyz"), "Không có tỉnh"),
        (("resolve", "Sở Y tế", "--on", "31/2/2024"), "không phải là ngày"),
        (("show", "no/such"), "nguon units search"),
        (("history", "no/such"), "nguon units search"),
        (("export", "--format", "xlsx"), "--output"),
        (("nothing",), "Không có lệnh"),
    ],
)
def test_wrong_usage_is_status_two_and_says_what_to_do(args: tuple[str, ...], words: str) -> None:
    done = run(*args)
    assert done.exit_code == 2
    assert words in done.output


def test_list_search_show_and_history(tmp_path: Path) -> None:
    assert "1 cơ quan" in run("list", "--province", "Sóc Trăng", "--kind", "bao", "--on", "2024-10-22").output
    assert "soc-trang/so-y-te" in run("search", "so y te soc trang").output
    assert "Kế tục bởi: can-tho/so-y-te" in run("show", "soc-trang/so-y-te").output
    after = json.loads(run("history", "soc-trang/bao", "--on", "2026-01-01", "--json").output)
    assert [b["id"] for b in after["successors"]] == ["can-tho/bao-va-phat-thanh-truyen-hinh"]
    assert run("search", "zzzz").output.strip() == "Không có cơ quan nào."


def test_template_import_check_and_use_of_a_provinces_folder(tmp_path: Path) -> None:
    book, folder, source = tmp_path / "t.xlsx", tmp_path / "tinh", tmp_path / "in.csv"
    assert run("template", str(book)).exit_code == 0
    assert run("template", str(book)).exit_code == 2
    assert "0 dòng" in run("check", str(book)).output
    source.write_text(
        "id;name;kind;level;parent\n"
        "st/duca;Đảng ủy Công an tỉnh Sóc Trăng;dang_uy_truc_thuoc;province;soc-trang/tinh-uy\n",
        encoding="utf-8-sig",
    )
    assert "Chưa ghi gì" in run("import", str(source), "--into", str(folder)).output
    assert not folder.exists()
    assert "Đã ghi" in run("import", str(source), "--into", str(folder), "--yes").output
    args = ("resolve", "đảng ủy trực thuộc Tỉnh ủy", "--province", "Sóc Trăng", "--on", "2024-10-22", "--json")
    assert [o["id"] for o in json.loads(run(*args, "--directory", str(folder)).output)["organisations"]] == ["st/duca"]


def test_check_names_row_and_column_and_fails(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text("id,name,kind,valid_from\nx/a,Sở A,so,31/02/2024\n", encoding="utf-8")
    done = run("check", str(tmp_path))
    assert done.exit_code == 1
    assert "organisations.csv, dòng 2, cột valid_from “31/02/2024”: Không phải là ngày" in done.output
    assert run("import", str(tmp_path), "--into", str(tmp_path / "d"), "--yes").exit_code == 1
    assert not (tmp_path / "d").exists()
    used = run("resolve", "Sở A", "--directory", str(tmp_path))
    assert (used.exit_code, "directory: organisations.csv, row 2, column valid_from" in used.output) == (1, True)


def test_export_writes_what_opens_again(tmp_path: Path) -> None:
    for form, name in (("csv", "a.csv"), ("xlsx", "a.xlsx"), ("json-ld", "a.json")):
        done = run("export", "--format", form, "--province", "Sóc Trăng", "-o", str(tmp_path / name))
        assert (done.exit_code, "CC-BY-4.0" in done.output) == (0, True)
    assert run("check", str(tmp_path / "a.csv")).exit_code == 0
    assert run("check", str(tmp_path / "a.xlsx")).exit_code == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["hasPart"]


def test_both_languages_are_complete() -> None:
    assert all(vi for vi, _ in WORDS.values())
    assert all(en for key, (_, en) in WORDS.items() if not key.startswith("problem_"))
    assert all(en and vi and en.count("{") == vi.count("{") for en, vi in SENTENCES.values())
