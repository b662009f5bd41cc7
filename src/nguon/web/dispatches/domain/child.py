"""The process that reads one file. One is started ahead, so that a file does not wait for Python and its libraries."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

COMMAND: Final = (sys.executable, "-m", "nguon.web.dispatches.reading_child")
KEPT_FROM_IT: Final = ("NGUON_", "DJANGO_")
"""Beginnings of environment variables that a process with a hostile file does not get: they may hold passwords."""

_lock = threading.Lock()
_spare: list[subprocess.Popen[str]] = []


def start(arguments: Sequence[str], temporary: Path) -> subprocess.Popen[str]:
    """A process that reads with these arguments and writes temporary files into a folder of its own."""
    with _lock:
        child = _spare.pop() if _spare else None
    if child is not None and child.poll() is not None:
        _close(child)
        child = None
    for attempt in (child, None):
        process = attempt or _new()
        try:
            assert process.stdin is not None
            process.stdin.write(msgspec.json.encode([str(temporary), *arguments]).decode() + "\n")
            process.stdin.flush()
            return process
        except BrokenPipeError:
            _close(process)
    raise OSError("the reading process does not start")


def prepare() -> None:
    """Start one ahead where there is none; it ends by itself when this process does."""
    with _lock:
        if not _spare:
            _spare.append(_new())


@atexit.register
def end_spare() -> None:
    """End the one that waits."""
    with _lock:
        while _spare:
            _close(_spare.pop())


def _new() -> subprocess.Popen[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(KEPT_FROM_IT)}
    return subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept | {"PYTHONUTF8": "1", "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
        text=True,
    )


def _close(process: subprocess.Popen[str]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
    process.wait()
