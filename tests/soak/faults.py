"""Faults, each with a number of times: a few in ``make test``, many in ``make soak``."""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.soak.postgres import Cluster
from tests.soak.server import Person, Server, inside, words

COUNT_EVENTS = """
import json
from collections import Counter
from nguon.web.audit.domain.chain import verify
from nguon.web.programme.models import Evidence
notes = Counter(Evidence.objects.exclude(note="").values_list("note", flat=True))
print(json.dumps({"notes": notes, "broken": [b.number for b in verify()]}))
"""
COUNT_READ = """
import json
from collections import Counter
from nguon.web.dispatches.models import Dispatch, Upload
from nguon.web.jobs.models import Job
print(json.dumps([
    Counter(Upload.objects.values_list("state", flat=True)), Counter(Job.objects.values_list("state", flat=True)),
    Dispatch.objects.count(),
]))
"""


def submits(server: Server, ending: threading.Event, answered: list[str], number: int) -> None:
    """One person who attaches a number of people again and again, each form sent until it is answered."""
    person = server.people[number % len(server.people)]
    while not ending.is_set():
        key = secrets.token_hex(8)
        form = {"kind": "headcount", "number": "7", "note": key, "form_key": key}
        while not ending.is_set():
            status, _ = person.post(f"/lam-viec/viec/{person.task}/minh-chung/", form, 10)
            if status == 302:
                answered.append(key)
                break
            time.sleep(0.05)


def kill_web(server: Server, times: int, people: int = 4, pause: float = 0.7) -> tuple[int, int, int]:
    """Kill the web process in the middle of submits; answered, lost and doubled ones."""
    import json

    ending, answered = threading.Event(), list[str]()
    threads = [threading.Thread(target=submits, args=(server, ending, answered, n)) for n in range(people)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(times):
            before = len(answered)
            until = time.monotonic() + 60
            while len(answered) < before + 5 and time.monotonic() < until:
                time.sleep(0.02)
            time.sleep(Random().random() * pause)
            server.kill("granian")
            server.wait()
    finally:
        ending.set()
        for thread in threads:
            thread.join()
    found = json.loads(server.ask(COUNT_EVENTS))
    assert found["broken"] == [], "the action log is whole"
    lost = [key for key in answered if key not in found["notes"]]
    double = [key for key, count in found["notes"].items() if count > 1]
    return len(answered), len(lost), len(double)


def kill_worker(server: Server, times: int, letter: str) -> tuple[int, int, float]:
    """Kill the worker while it reads; files, dispatches, seconds of the longest way to "read"."""
    import json

    person, longest = server.people[0], 0.0
    before = json.loads(server.ask(COUNT_READ))[2]
    for number in range(times):
        text = letter.replace("883/", f"{1000 + number}/")
        key = secrets.token_hex(8)
        assert person.upload("/lam-viec/van-ban/nhan/", f"{number}.txt", text.encode(), key)[0] == 302
        time.sleep(Random().random() * 1.2)
        server.kill("nguon.web.jobs")
        started = time.monotonic()
        while time.monotonic() - started < 60:
            states, _, _ = json.loads(server.ask(COUNT_READ))
            if not states.get("waiting") and not states.get("reading"):
                break
            time.sleep(0.3)
        longest = max(longest, time.monotonic() - started)
    states, jobs, dispatches = json.loads(server.ask(COUNT_READ))
    assert set(states) == {"read"}, states
    assert set(jobs) <= {"done"}, jobs
    return times, dispatches - before, longest


def power_cuts(times: int, folder: Path, seed: int = 1) -> int:
    """Cut or tear the log of SQLite at a random byte: what is left must be a whole prefix. Returns the cuts tried."""
    from nguon.web.project.databases import SQLITE

    source = folder / "whole.sqlite3"
    line = sqlite3.connect(source, isolation_level=None)
    line.executescript(SQLITE)
    assert line.execute("PRAGMA synchronous").fetchone() == (2,), "FULL"
    line.execute("PRAGMA wal_autocheckpoint=0")
    line.execute("CREATE TABLE act (number INTEGER PRIMARY KEY, half INTEGER, words TEXT)")
    for number in range(120):
        line.execute("BEGIN IMMEDIATE")
        line.execute("INSERT INTO act VALUES (?, 1, ?)", (2 * number, secrets.token_hex(200)))
        line.execute("INSERT INTO act VALUES (?, 2, ?)", (2 * number + 1, secrets.token_hex(200)))
        line.execute("COMMIT")
    base, log = source.read_bytes(), Path(f"{source}-wal").read_bytes()
    random = Random(seed)
    for number in range(times):
        cut = random.randrange(len(log))
        torn = log[:cut] + (random.randbytes(min(4096, len(log) - cut)) if number % 2 else b"")
        copy = folder / f"cut{number}.sqlite3"
        copy.write_bytes(base)
        Path(f"{copy}-wal").write_bytes(torn)
        with sqlite3.connect(copy) as again:
            assert again.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = again.execute("SELECT count(*) FROM sqlite_master WHERE name = 'act'").fetchone()[0]
            rows = [row[0] for row in again.execute("SELECT number FROM act ORDER BY number")] if tables else []
        again.close()
        assert rows == list(range(len(rows))), "a prefix"
        assert len(rows) % 2 == 0, "no half commit"
        for path in folder.glob(f"cut{number}.sqlite3*"):
            path.unlink()
    line.close()
    return times


def at_once(server: Server, senders: int = 50) -> int:
    """The same form from many threads at the same time, twice; rows that came of it."""
    import json

    person, key = server.people[0], secrets.token_hex(8)
    form = {"kind": "headcount", "number": "9", "note": key, "form_key": key}
    for _ in range(2):
        threads = [
            threading.Thread(target=person.post, args=(f"/lam-viec/viec/{person.task}/minh-chung/", form))
            for _ in range(senders)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return int(json.loads(server.ask(COUNT_EVENTS))["notes"].get(key, 0))


def _fill(ballast: Path) -> None:
    """Write until the disk is full."""
    with suppress(OSError), ballast.open("ab", buffering=0) as out:
        while out.write(b"x" * 4096):
            pass


def full_disk(server: Server) -> tuple[int, str, int]:
    """Fill the small disk of a server, then upload; status, words of the page, files that were left over."""
    before = sum(1 for path in server.folder.rglob("*") if path.is_file())
    ballast = server.folder.parent / "ballast"
    _fill(ballast)
    with ballast.open("r+b") as out:
        out.truncate(ballast.stat().st_size - 600_000)
    person = server.people[0]
    status, page = person.upload("/lam-viec/van-ban/nhan/", "lon.txt", b"a" * 4_000_000, secrets.token_hex(8))
    form = {"kind": "headcount", "number": "3", "note": "day", "form_key": "day"}
    _fill(ballast)
    second, other = person.post(f"/lam-viec/viec/{person.task}/minh-chung/", form)
    assert second in (507, 500), second
    assert "Traceback" not in words(other)
    ballast.unlink()
    left = sum(1 for path in server.folder.rglob("*") if path.is_file()) - before
    assert person.post(f"/lam-viec/viec/{person.task}/minh-chung/", form)[0] == 302, "it goes on once there is room"
    server.ask(COUNT_EVENTS)
    return status, words(page), left


CLOCKED = """
import json
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from nguon.web.accounts.models import User
from nguon.web.directory.models import Body
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.jobs.worker import WorkerProcess
from scripts.store_database import LETTER
number = int(sys.argv[3])
if sys.argv[4] == "work":
    worker = WorkerProcess()
    while worker.once():
        pass
else:
    with transaction.atomic():
        text = LETTER.replace("883/", f"{5000 + number}/")
        user, office = User.objects.get(email="mai@example.vn"), Body.objects.get(ref="own:office")
        receive(user, office, [SimpleUploadedFile("b.txt", text.encode())])
"""
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


def clocks(server: Server, offsets: tuple[str, ...] = ("+1d", "-1d", "+365d", "-365d")) -> tuple[int, int]:
    """Take files in under one clock and read them under another; files, dispatches that came of it."""
    import json

    server.kill("nguon.web.jobs")
    before = json.loads(server.ask(COUNT_READ))[2]
    number = 0
    for asked in offsets:
        for worked in ("+0", *offsets):
            number += 1
            for clock, what in ((asked, "ask"), (worked, "work")):
                fake = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": clock, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
                inside(server.folder, server.database, CLOCKED, str(number), what, **fake)
    states, jobs, dispatches = json.loads(server.ask(COUNT_READ))
    assert set(states) == {"read"}, states
    assert set(jobs) == {"done"}, jobs
    assert json.loads(server.ask(COUNT_EVENTS))["broken"] == [], "order by number, not by time"
    return number, dispatches - before


def kill_postgres(server: Server, cluster: Cluster, times: int, people: int = 4) -> tuple[int, int, int, float]:
    """Kill PostgreSQL in submits; answered, lost, doubled, seconds of the longest recovery after it runs again."""
    import json

    ending, answered, longest = threading.Event(), list[str](), 0.0
    threads = [threading.Thread(target=submits, args=(server, ending, answered, n)) for n in range(people)]
    for thread in threads:
        thread.start()
    web = server.child("granian")
    try:
        for _ in range(times):
            before, until = len(answered), time.monotonic() + 60
            while len(answered) < before + 5 and time.monotonic() < until:
                time.sleep(0.02)
            cluster.kill()
            time.sleep(0.3)
            assert Person(server.port, "", 0).get("/healthz")[0] == 503
            cluster.start()
            longest = max(longest, server.wait())
    finally:
        ending.set()
        for thread in threads:
            thread.join()
    assert server.child("granian") == web, "it was not started again"
    found = json.loads(server.ask(COUNT_EVENTS))
    assert found["broken"] == []
    lost = [key for key in answered if key not in found["notes"]]
    return len(answered), len(lost), sum(count > 1 for count in found["notes"].values()), longest


def uploads(server: Server, count: int, megabytes: int) -> tuple[int, int]:
    """Large files in parallel; how many were taken, kilobytes that the web process grew by."""

    def memory() -> int:
        number, total = server.child("granian"), 0
        listed = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        for one in [str(number), *listed]:
            status = Path(f"/proc/{one}/status").read_text()
            total += int(status.split("VmHWM:")[1].split()[0])
        return total

    before, taken = memory(), list[int]()
    data = b"Cong van. " * (megabytes * 100_000)

    def send(number: int) -> None:
        person = server.people[0]
        answer = person.upload("/lam-viec/van-ban/nhan/", f"{number}.txt", data, secrets.token_hex(8), 120)
        taken.append(answer[0])

    threads = [threading.Thread(target=send, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken.count(302), memory() - before
