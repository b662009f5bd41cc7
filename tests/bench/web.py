"""The web application: CPU of each page against a bare Django view of 50 rows, 50 people at once, upload to duties."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.soak.postgres import FOUND, Cluster
from tests.soak.server import ROOT, Person, environment, inside, serving

PAGES = {
    "dispatches": "/lam-viec/van-ban/",
    "receive": "/lam-viec/van-ban/nhan/",
    "review": "/lam-viec/van-ban/{dispatch}/kiem-tra/",
    "programmes": "/lam-viec/chuong-trinh/",
    "board": "/lam-viec/chuong-trinh/{programme}/bang/",
    "programme tasks": "/lam-viec/chuong-trinh/{programme}/viec/",
    "task": "/lam-viec/viec/{task}/",
    "people": "/lam-viec/co-quan/nguoi/",
    "activities": "/lam-viec/chuong-trinh/{programme}/hoat-dong/",
    "notices": "/lam-viec/thong-bao/",
    "register": "/lam-viec/so-den/",
    "directory": "/lam-viec/danh-ba/",
}
"""Pages of the coordinator; one whose address is not there is left out."""
MINE = {"my activities": "/lam-viec/hoat-dong/", "my tasks": "/lam-viec/viec/", "my task": "/lam-viec/viec/{task}/"}
"""Pages of a body."""
RATIO, HEAVIEST = 3.0, 150_000
LOAD_SECONDS, THINKING = 20.0, 2.0
SLOWEST_ANSWER, SLOWEST_READING = 0.5, 2.0
"""Seconds: the 95th of 100 answers to 50 people, and from sending a dispatch to its duties."""

INSIDE = """
import json
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.bench.web_fill import fill
print(json.dumps(fill()))
"""


STORED = """
import json
from nguon.web.programme.models import Evidence
print(json.dumps(list(Evidence.objects.filter(kind="headcount").values_list("note", flat=True))))
"""


def bar(reached: bool, what: str, found: str = "") -> None:
    """One line a bar: reached, or over it and by what."""
    print(f"  {'PASS' if reached else 'OVER'}: {what}{f' ({found})' if found else ''}")


def main() -> None:
    """Every figure, on each database that there is."""
    on_database("", "SQLite")
    if FOUND:
        cluster = Cluster()
        try:
            cluster.start()
            on_database(cluster.address, "PostgreSQL")
        finally:
            cluster.remove()


def on_database(database: str, name: str) -> None:
    """Fill once, then every figure on it."""
    folder = Path(tempfile.mkdtemp(prefix="nguon-bench-"))
    try:
        filled = json.loads(inside(folder, database, INSIDE).splitlines()[-1])
        print(f"{name}: 300 organisations, {filled['tasks']} tasks, {filled['activities']} activities")
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.web_cpu", str(folder), database, json.dumps(filled)],
            cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        print(done.stdout.rstrip() or done.stderr[-2000:])
        with serving(0, database, filled=(folder, filled)) as server:
            written = _load(server.port, filled)
            stored = json.loads(inside(folder, database, STORED).splitlines()[-1])
            lost, twice = set(written) - set(stored), len(stored) - len(set(stored))
            bar(not lost and not twice, "nothing lost, nothing twice", f"{len(stored)} rows of {len(written)} forms")
            _upload(server.port, filled)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _load(port: int, filled: dict[str, object]) -> list[str]:
    """50 people who open pages and attach evidence, with a pause between; every answer counts. What was written."""
    listed = filled["people"]
    assert isinstance(listed, list)
    people = [Person(port, str(filled["coordinator"]), int(str(filled["task"])))]
    people += [Person(port, one["cookie"], one["task"]) for one in listed]
    times, failed, written = list[float](), list[tuple[str, int]](), list[str]()
    until = time.monotonic() + LOAD_SECONDS
    lock = threading.Lock()

    def timed(what: str, act: Callable[[], tuple[int, bytes]], good: int) -> bool:
        started = time.monotonic()
        status, _ = act()
        with lock:
            times.append(time.monotonic() - started)
            if status != good:
                failed.append((what, status))
        return status == good

    def works(number: int) -> None:
        person = people[number]
        programme, step = filled["programme"], number
        time.sleep(THINKING * number / len(people))
        while time.monotonic() < until:
            step += 1
            if number == 0:
                page = ("bang", "viec")[step % 2]
                timed(page, lambda: person.get(f"/lam-viec/chuong-trinh/{programme}/{page}/"), 200)  # noqa: B023
            elif step % 4 == 0:
                key = f"{number}-{step}"
                form = {"kind": "headcount", "number": "5", "note": key, "form_key": key}
                path = f"/lam-viec/viec/{person.task}/minh-chung/"
                if timed("attach", lambda: person.post(path, form), 302):  # noqa: B023
                    written.append(key)
            else:
                page = ("/lam-viec/viec/", f"/lam-viec/viec/{person.task}/")[step % 2]
                timed(page, lambda: person.get(page), 200)  # noqa: B023
            time.sleep(THINKING)

    threads = [threading.Thread(target=works, args=(number,)) for number in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(
        f"  {len(people)} people, {LOAD_SECONDS:.0f} s: {len(times)} requests, {len(failed)} failed, "
        f"{len(written)} written, median {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms {failed[:3] or ''}"
    )
    bar(not failed, "no error", f"{len(failed)} failed" if failed else "")
    bar(p95 <= SLOWEST_ANSWER, f"p95 <= {SLOWEST_ANSWER * 1000:.0f} ms", f"{p95 * 1000:.0f} ms")
    return written


def _upload(port: int, filled: dict[str, object]) -> None:
    """A dispatch of three pages, from sending it to its row that says "read", on an idle server."""
    person = Person(port, str(filled["coordinator"]), 0)
    data = (ROOT / "samples" / "public-health.pdf").read_bytes()
    seconds = []
    for number in range(3):
        time.sleep(3)
        started = time.monotonic()
        bytes_ = data + b"\n%" + str(number).encode() * 8
        assert person.upload("/lam-viec/van-ban/nhan/", f"p{number}.pdf", bytes_, f"u{number}")[0] == 302
        while 'hx-trigger="every 1s"' in person.get("/lam-viec/van-ban/nhan/tien-do/")[1].decode():
            time.sleep(0.05)
        seconds.append(time.monotonic() - started)
    found = f"{min(seconds):.2f}-{max(seconds):.2f} s"
    bar(max(seconds) <= SLOWEST_READING, f"upload of 3 pages to its duties <= {SLOWEST_READING:.0f} s", found)


if __name__ == "__main__":
    main()
