"""``nguon serve`` as a process: clients that stop half-way, a killed server, what it says when it cannot."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def command(folder, port, *more):
    return [
        sys.executable,
        "-m",
        "nguon.cli.main",
        "serve",
        "--lang",
        "en",
        "--data",
        str(folder),
        "--port",
        str(port),
        *more,
    ]


def environment():
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NGUON_", "DJANGO_"))}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def port():
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(folder, port):
    """A running server: its address and process."""
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(command(folder, port), stdout=out, stderr=subprocess.STDOUT, env=environment())
    try:
        until = time.monotonic() + 60
        while "To end" not in log.read_text() and time.monotonic() < until and process.poll() is None:
            time.sleep(0.1)
        assert "/moi/" in log.read_text(), log.read_text()
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _seconds(address):
    started = time.monotonic()
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.status == 200
    return time.monotonic() - started


def test_two_hundred_clients_that_stop_half_way_do_not_stop_the_others(server, port):
    address, _ = server
    head = f"POST /lam-viec/van-ban/nhan/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    body = (
        f"{head}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n--x\r\n" + "a" * 20_000
    )
    stuck = []
    try:
        for text in [body] * 200 + ["GET / HTTP/1.1\r\nHost: 12"] * 200:
            one = socket.create_connection(("127.0.0.1", port))
            one.sendall(text.encode())
            stuck.append(one)
        _seconds(address + "/dang-nhap/")
        assert statistics.median(_seconds(address + "/dang-nhap/") for _ in range(9)) < 0.2
    finally:
        for one in stuck:
            one.close()


def test_a_web_process_that_is_killed_comes_back(server):
    address, process = server
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell the children of a process")
    for pid in children.read_text().split():
        os.kill(int(pid), 9)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            assert _seconds(address + "/healthz") < 10
            break
        except OSError:
            time.sleep(0.2)
    else:
        pytest.fail("it did not come back")


def test_a_taken_port_says_so_and_the_log_is_whole(folder, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = subprocess.run(command(folder, port), capture_output=True, text=True, env=environment(), timeout=60)
    assert done.returncode == 1
    assert "Choose another with --port" in done.stderr
    verify = [sys.executable, "-m", "nguon.cli.main", "audit", "verify", "--lang", "en", "--data", str(folder)]
    done = subprocess.run(verify, capture_output=True, text=True, env=environment(), timeout=60)
    assert (done.returncode, done.stdout.startswith("The log is whole")) == (0, True)
