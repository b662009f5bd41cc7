"""Figures of the directory: opening, memory, resolving, a large folder. ``python -m tests.bench.units`` prints them."""

from __future__ import annotations

import csv
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ON = date(2024, 10, 22)
ROWS = 100_000
HEADER = "id,name,short_names,kind,level,area_code,parent,valid_from,valid_to,successors,source\n"


def _median(what: Callable[[], object], runs: int) -> float:
    spent = []
    for _ in range(runs):
        began = time.perf_counter()
        what()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


def opening() -> dict[str, float]:
    """Seconds to open the shipped directory and answer a first phrase in a fresh process, and its peak memory (MB)."""
    code = (
        "import time, resource; t = time.perf_counter()\n"
        "from nguon.units.directory import Directory\nfrom datetime import date\n"
        "d = Directory.open(); opened = time.perf_counter() - t\n"
        "d.resolve('các huyện ủy, thị ủy, thành ủy', on=date(2024, 10, 22), within='Sóc Trăng')\n"
        "first = time.perf_counter() - t\n"
        "d.resolve('UBND các xã, phường', on=date(2026, 1, 1), within='Cần Thơ'); d.areas.communes\n"
        "print(opened, first, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = [
        [
            float(x)
            for x in subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout.split()
        ]
        for _ in range(5)
    ]
    opened, first, memory = (statistics.median(column) for column in zip(*done, strict=True))
    return {"open_s": opened, "open_and_first_phrase_s": first, "peak_memory_mb": memory}


def resolving() -> dict[str, float]:
    """Milliseconds to resolve a group once warm, without the memory of whole answers, and the ratio to a dictionary."""
    from nguon.units.directory import Directory

    directory = Directory.shipped()
    resolver = directory._resolver
    phrase, within = "các huyện ủy, thị ủy, thành ủy", "Sóc Trăng"
    found = directory.resolve(phrase, on=ON, within=within).organisations
    names = {o.name: o.id for o in found}
    asked = list(names)
    runs = 300
    read = _median(lambda: resolver._read(phrase, ON.isoformat(), within), runs)
    again = _median(lambda: directory.resolve(phrase, on=ON, within=within), runs)
    plain = _median(lambda: [names[n] for n in asked], runs)
    return {
        "group_ms": read * 1000,
        "group_remembered_ms": again * 1000,
        "dictionary_ms": plain * 1000,
        "ratio_to_dictionary": read / plain,
        "ratio_remembered_to_dictionary": again / plain,
    }


def large_folder() -> dict[str, float]:
    """Seconds to open a folder of 100,000 rows, and its ratio to the csv module reading the same file."""
    from nguon.units.directory import Directory

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "organisations.csv"
        with file.open("w", encoding="utf-8") as out:
            out.write(HEADER)
            for n in range(ROWS):
                out.write(
                    f"x/u{n},Ủy ban nhân dân xã {n},UBND xã {n},ubnd,commune,{n:05},x/h{n % 700},2020-01-01,,,QĐ {n}\n"
                )

        def plain() -> object:
            with file.open(encoding="utf-8", newline="") as rows:
                return list(csv.reader(rows))

        def plain_text() -> object:
            return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))

        ours = _median(lambda: Directory.open(folder), 7)
        theirs = min(_median(plain, 7), _median(plain_text, 7))
    return {"open_100k_s": ours, "csv_100k_s": theirs, "ratio_to_csv": ours / theirs}


def figures() -> dict[str, float]:
    """All figures of this module."""
    return opening() | resolving() | large_folder()


if __name__ == "__main__":
    for name, value in figures().items():
        print(f"units.{name}: {value:.4g}")
