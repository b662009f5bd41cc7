"""``nguon plan`` shows a saved plan, writes its files, compares two, and says what to do about mistakes."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from docx import Document as WordDocument
from icalendar import Calendar
from openpyxl import load_workbook

from nguon.cli.main import run
from nguon.planning.difference import Difference
from nguon.planning.task import Plan


@pytest.fixture
def saved(plan: Plan, tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.json"
    path.write_bytes(msgspec.json.encode(plan))
    return path


def test_table_says_first_what_is_unresolved(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "vi", "plan", str(saved)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "CHƯA XÁC ĐỊNH ĐƯỢC ĐƠN VỊ: 1 cụm từ",
        "  Đội xung kích thôn (trang 2)",
        "    gần nhất: Đội xung kích phòng chống thiên tai xã Mẫu",
    ]
    assert "KẾ HOẠCH tính đến 03/09/2024: 3 nhiệm vụ, 10 việc, 10 đơn vị" in lines
    assert lines[-1] == "  “Theo dõi ý kiến trên mạng.” (trang 2)"
    assert max(map(len, lines)) <= 80
    assert "nguon units resolve" in " ".join(lines)


def test_table_names_some_bodies_or_all(plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = [
        msgspec.structs.replace(
            plan.tasks[2], id=f"x{n}", organisation=msgspec.structs.replace(plan.tasks[2].organisation, name=f"Xã {n}")
        )
        for n in range(30)
    ]
    path = tmp_path / "p.json"
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(plan, tasks=(*plan.tasks, *more))))
    assert run(["--lang", "en", "plan", str(path)]) == 0
    short = " ".join(capsys.readouterr().out.split())
    assert "30 more" in short
    assert "Xã 29" not in short
    assert run(["plan", str(path), "--all", "--lang", "en"]) == 0
    assert "Xã 29" in " ".join(capsys.readouterr().out.split())


def test_json_is_the_plan(saved: Path, plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", str(saved), "--json"]) == 0
    out = capsys.readouterr().out
    assert msgspec.json.decode(out.encode(), type=Plan) == plan
    assert out.count("\n") == 1


def test_files_are_written(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(tmp_path / name) for name in ("p.xlsx", "p.ics", "p.docx")]
    asked = [part for pair in zip(["--xlsx", "--ics", "--docx"], paths, strict=True) for part in pair]
    assert run(["--lang", "en", "plan", str(saved), *asked]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err.splitlines()) == ("", [f"nguon: Wrote {path}" for path in paths])
    assert load_workbook(paths[0]).sheetnames == ["Unresolved", "Tasks", "Duties", "Not tracked"]
    assert len(Calendar.from_ical(Path(paths[1]).read_bytes()).walk("VEVENT")) == 10
    assert len(WordDocument(paths[2]).tables) == 2


def test_file_goes_to_standard_output(saved: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["plan", str(saved), "--xlsx", "-"]) == 0
    assert load_workbook(io.BytesIO(capsysbinary.readouterr().out)).sheetnames


def test_compare(saved: Path, plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = msgspec.structs.replace(plan.tasks[0], due=date(2024, 10, 20))
    corrected = msgspec.structs.replace(plan, tasks=(first, *plan.tasks[2:]))
    path = tmp_path / "new.json"
    path.write_bytes(msgspec.json.encode(corrected).decode().encode("utf-16"))
    assert run(["--lang", "vi", "plan", "--compare", str(saved), str(path)]) == 0
    out = capsys.readouterr().out
    assert "BỎ 1 việc" in out
    assert "hạn: 14/10/2024 → 20/10/2024" in out
    assert out.endswith("Giữ nguyên 16 việc.\n")
    assert run(["plan", "--compare", str(saved), str(path), "--json"]) == 0
    found = msgspec.json.decode(capsys.readouterr().out.encode(), type=Difference)
    assert (len(found.added), len(found.removed), found.changed[0].fields, found.unchanged) == (0, 1, ("due",), 16)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["plan"], 2, "A FILE is needed, or --compare OLD NEW."),
        (["plan", "FILE", "--json", "--xlsx", "-"], 2, "Only one thing can go to standard output"),
        (["plan", "FILE", "--compare", "a", "b"], 2, "--compare OLD NEW goes without FILE"),
        (["plan", "FILE", "--on", "2024-13-01"], 2, "a day such as 2024-09-03 or 03/09/2024 is needed"),
        (["plan", "FILE", "--on", "03/09/2024"], 2, "is a plan already made"),
        (["plan", "nowhere.pdf"], 1, "nowhere.pdf: There is no such file. Check the name and the folder."),
        (["plan", "FILE", "--docx", "no/such/folder.docx"], 1, "Cannot write no/such/folder.docx"),
        (["duties"], 2, "FILE"),
        (["duties", "nowhere.pdf"], 1, "nowhere.pdf: There is no such file."),
    ],
)
def test_mistakes_say_what_to_do(
    saved: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    asked = [str(saved) if one == "FILE" else one for one in arguments]
    assert run(["--lang", "en", *asked]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


@pytest.mark.parametrize("held", ['{"schema": "nguon/document/1"}', '{"schema": ', '{"schema":' + "[" * 100_000])
def test_json_that_is_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str], held: str) -> None:
    (tmp_path / "x.json").write_text(held)
    assert run(["--lang", "en", "plan", str(tmp_path / "x.json")]) == 1
    assert "this JSON is not a plan nguon/plan/1" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", ["plan", "duties"])
def test_help_has_examples(capsys: pytest.CaptureFixture[str], command: str, language: str) -> None:
    assert run(["--lang", language, command, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"  nguon {command} " in out
    assert ("Ví dụ" if language == "vi" else "Examples") in out


def test_hostile_words_do_not_reach_the_terminal(
    plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    duty = msgspec.structs.replace(plan.duties[0], instruction="\x1b[2J\x9b31mxóa [bold]màn[/bold] hình\u202e")
    path = tmp_path / "p.json"
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(plan, duties=(duty,), tasks=())))
    assert run(["plan", str(path)]) == 0
    out = capsys.readouterr().out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)
    assert "[bold]màn[/bold]" in " ".join(out.split())


def test_plan_json_follows_the_contract(plan: Plan) -> None:
    held = json.loads(msgspec.json.encode(plan))
    assert {"schema", "document", "on", "duties", "unresolved", "tasks"} <= set(held)
