"""A PostgreSQL of its own that a test may kill."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


class Cluster:
    """A server on a port of this machine; as root it runs as the user postgres."""

    def __init__(self) -> None:
        self.bin = FOUND[-1].parent
        self.folder = Path(tempfile.mkdtemp(prefix="nguon-pg-"))
        self.owner: dict[str, Any] = {}
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.owner = {"user": "postgres", "group": "postgres", "extra_groups": []}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "nguon", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.process: subprocess.Popen[bytes] | None = None
        self.address = f"postgres://nguon@127.0.0.1:{self.port}/postgres"

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run(
            [self.bin / name, *arguments], check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.owner
        )

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    self.bin / "postgres", "-D", str(self.folder / "data"), "-p", str(self.port),
                    "-k", str(self.folder), "-c", "listen_addresses=127.0.0.1",
                ],
                cwd=self.folder, stdout=log, stderr=log, **self.owner,
            )  # fmt: skip
        until = time.monotonic() + 60
        ready = [self.bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:
            assert time.monotonic() < until, (self.folder / "log").read_text()[-2000:]
            time.sleep(0.05)

    def kill(self) -> None:
        """``kill -9`` of it and of all its processes."""
        assert self.process is not None
        number = self.process.pid
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        for one in [number, *map(int, children)]:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self.process.wait()

    def remove(self) -> None:
        """End and delete it."""
        if self.process is not None and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
