import os
import re
import subprocess
import sys

import click
import pytest

from nguon import __version__
from nguon.cli import words
from nguon.cli.command import LazyGroup
from nguon.cli.main import COMMANDS, nguon, run


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    yield
    words.choose(None)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("vi_VN.UTF-8", "vi"), ("C.UTF-8", "vi"), ("POSIX", "vi"), ("en_GB.UTF-8", "en"), ("fr_FR.UTF-8", "vi")],
)
def test_the_language_follows_the_locale(monkeypatch, locale, language):
    monkeypatch.setenv("LANG", locale)
    assert words.language() == language


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["--help"], "Cách gõ: nguon [TÙY CHỌN] LỆNH …"),
        (["--lang", "en", "--help"], "Usage: nguon [OPTIONS] COMMAND …"),
        (["read", "--help", "--lang=en"], "Usage: nguon read [OPTIONS] FILE…"),
    ],
)
def test_help_speaks_the_language_asked_for(capsys, arguments, first):
    assert run(arguments) == 0
    assert capsys.readouterr().out.split("\n")[0] == first


def commands(group, path=()):
    """The paths of all commands."""
    yield path
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        yield from commands(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", list(commands(nguon)), ids=" ".join)
def test_help_has_no_untranslated_code(capsys, command, language):
    assert run([*command, "--help", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Cách gõ: " if language == "vi" else "Usage: ")
    rest = "\n".join(line for line in out.split("\n") if "nguon " not in line)
    assert not [code for code in words.CATALOGUE if "." in code and re.search(rf"(?<!\w){re.escape(code)}(?!\w)", rest)]
    assert max(map(len, out.split("\n"))) <= 100


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["raed"], "nguon: Không có lệnh “raed”. Có phải: read?"),
        (["read"], "nguon: Thiếu TỆP…."),
        (["read", "--falt", "x"], "nguon: Không có tùy chọn --falt. Có phải: --flat?"),
        (["read", "--pages", "-1", "x"], "nguon: Giá trị của --pages không dùng được: cần một số nguyên từ 0 trở lên."),
        (
            ["read", "--flat", "--text", "x"],
            "nguon: Chọn một trong --flat, --text, --summary, --html, --akn, --edxml, --searchable.",
        ),
        (["--lang", "de", "read"], "nguon: --lang nhận vi hoặc en."),
    ],
)
def test_wrong_usage_is_said_in_a_sentence_and_ends_with_2(capsys, arguments, message):
    assert run(arguments) == 2
    assert capsys.readouterr().err.split("\n")[0] == message


def test_version(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"nguon {__version__}\n"


def test_a_command_whose_module_is_not_there_is_not_listed():
    group = LazyGroup(name="x", table={"read": COMMANDS["read"], "dream": "nguon.cli.dream:dream"})
    assert group.list_commands(None) == ["read"]


def test_every_command_of_the_table_has_words():
    assert {f"command.{name}" for name in nguon.table} <= set(words.CATALOGUE)


def test_help_imports_no_heavy_library():
    code = "import sys; from nguon.cli.main import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    heavy = {"rich", "lxml", "pypdfium2", "docx", "openpyxl", "holidays", "icalendar", "ahocorasick"}
    assert not heavy & set(done.stderr.split())
