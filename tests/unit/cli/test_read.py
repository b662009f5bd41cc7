import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nguon.cli import words
from nguon.cli.in_order import in_order
from nguon.cli.main import run

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NOTICE = str(SAMPLES / "union-notice.txt")
HEALTH = str(SAMPLES / "public-health.txt")


@pytest.fixture(autouse=True)
def vietnamese():
    words.choose("vi")
    yield
    words.choose(None)


def lines(capfdbinary):
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_several_files_give_a_line_each_in_their_order(capfdbinary, tmp_path):
    empty = tmp_path / "trống.txt"
    empty.write_bytes(b"")
    assert run(["read", HEALTH, str(empty), NOTICE, str(tmp_path / "missing.pdf"), "--lang", "en"]) == 1
    found = lines(capfdbinary)
    assert [one["file"]["name"] for one in found] == [
        "public-health.txt",
        "trống.txt",
        "union-notice.txt",
        "missing.pdf",
    ]
    assert [one["problems"][0]["code"] for one in found if one["text"] is None] == ["empty_file", "no_such_file"]
    assert {one["schema"] for one in found} == {"nguon/document/1"}


def test_reading_twice_gives_the_same_bytes(capfdbinary):
    assert run(["read", HEALTH, NOTICE, "--jobs", "2"]) == 0
    first = capfdbinary.readouterr().out
    assert run(["read", HEALTH, NOTICE, "--jobs", "1"]) == 0
    assert capfdbinary.readouterr().out == first


@pytest.mark.parametrize("kind", ["--flat", "--text", "--summary"])
def test_each_form_prints_something_for_a_file_and_says_when_it_cannot(capfdbinary, tmp_path, kind):
    assert run(["read", kind, NOTICE]) == 0
    assert capfdbinary.readouterr().out
    assert run(["read", kind, str(tmp_path)]) == 1
    captured = capfdbinary.readouterr()
    assert "[is_a_folder]" in captured.err.decode()
    assert captured.out.count(b"\n") == (1 if kind == "--flat" else 0)


def test_html_goes_to_a_file_or_for_several_files_into_a_folder(tmp_path):
    assert run(["read", NOTICE, "--html", str(tmp_path / "a.html")]) == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(["read", NOTICE, HEALTH, NOTICE, "--html", str(tmp_path / "out")]) == 0
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        "public-health.txt.html",
        "union-notice.txt-2.html",
        "union-notice.txt.html",
    ]


def test_a_page_that_cannot_be_written_is_said(capfdbinary, tmp_path):
    assert run(["read", NOTICE, "--html", str(tmp_path / "no" / "a.html")]) == 1
    assert "Không ghi được" in capfdbinary.readouterr().err.decode()


def nguon(*arguments, **settings):
    """The command in a process of its own."""
    environment = os.environ | {"PYTHONUTF8": "1", "LANG": "C.UTF-8"}
    return subprocess.Popen([sys.executable, "-m", "nguon.cli.main", *arguments], env=environment, **settings)


def test_standard_input_is_read():
    pipe = subprocess.PIPE
    with nguon("read", "-", "--flat", stdin=pipe, stdout=pipe) as process:
        out, _ = process.communicate(Path(NOTICE).read_bytes(), timeout=60)
    assert (process.returncode, json.loads(out)["number"]) == (0, "58")


def test_a_broken_pipe_ends_quietly():
    with nguon("read", *[HEALTH] * 60, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def heard():
    """Take Ctrl-C as a terminal's child does, also where the tests run in the background of a shell that ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_ends_quietly():
    pipe = subprocess.PIPE
    with nguon("read", *[HEALTH] * 5000, stdout=pipe, stderr=pipe, preexec_fn=heard) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read() == b""
    assert process.returncode == 130


def double_or_die(number):
    if number == 3:
        os._exit(1)
    return number * 2


def test_a_process_that_dies_takes_only_its_own_job_with_it():
    assert list(in_order(range(8), double_or_die, lambda number: -number, 2, "vi")) == [0, 2, 4, -3, 8, 10, 12, 14]
