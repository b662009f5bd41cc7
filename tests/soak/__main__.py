"""``make soak``: every fault many times, on both databases where it matters; prints the figures."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.store_database import LETTER

from tests.soak import faults
from tests.soak.postgres import FOUND, Cluster
from tests.soak.server import serving

FAST = {"NGUON_LEASE_SECONDS": "5"}


def main(scale: float = 1.0) -> None:
    """Everything; ``scale`` 0.1 for a tenth of the times."""

    def times(count: int) -> int:
        return max(int(count * scale), 1)

    with tempfile.TemporaryDirectory() as folder:
        say("power cuts, whole prefixes", faults.power_cuts(times(1000), Path(folder)))
    on_database("", "SQLite", times)
    if FOUND:
        cluster = Cluster()
        try:
            cluster.start()
            on_database(cluster.address, "PostgreSQL", times, cluster)
        finally:
            cluster.remove()
    full = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs"]
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run([*full, folder], check=False, capture_output=True).returncode == 0:
            try:
                with serving(1, under=Path(folder), NGUON_MIN_FREE_MB="0") as server:
                    say("full disk: status, files left over", faults.full_disk(server)[::2])
            finally:
                subprocess.run(["umount", "-l", folder], check=True)


def on_database(database: str, name: str, times: object, cluster: Cluster | None = None) -> None:
    """The faults of a running server."""
    assert callable(times)
    with serving(4, database, **FAST) as server:
        say(f"{name}: kill -9 of web; answered, lost, doubled", faults.kill_web(server, times(100)))
        say(f"{name}: kill -9 of worker; files, dispatches, longest s", faults.kill_worker(server, times(50), LETTER))
        say(f"{name}: one form 2 × 50 at once; rows", faults.at_once(server))
        say(f"{name}: 10 uploads of 40 MB at once; taken, kB grown", faults.uploads(server, 10, 40))
        if cluster is not None:
            figures = faults.kill_postgres(server, cluster, times(10))
            say("kill -9 of PostgreSQL; answered, lost, doubled, longest recovery s", figures)
    if faults.FAKETIME.exists():
        with serving(1, database, **FAST) as server:
            say(f"{name}: clock ± 1 day, ± 1 year; files, dispatches", faults.clocks(server))


def say(what: str, figures: object) -> None:
    """One line of the report."""
    print(f"{time.strftime('%H:%M:%S')}  {what}: {figures}", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
