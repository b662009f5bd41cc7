"""Databases of earlier releases keep their data and open their pages, on both databases, within a minute."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STORED = sorted((ROOT / "tests" / "web" / "stored").glob("*.zip"))
SECONDS = 60


def upgraded(*command):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NGUON_", "DJANGO_"))}
    environment = kept | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_there_is_a_stored_database():
    assert STORED


@pytest.mark.parametrize("file", STORED, ids=lambda path: path.stem)
def test_on_sqlite(file, folder):
    said = upgraded(sys.executable, "-m", "tests.web.upgrading", str(file), str(folder))
    assert float(said.split()[-1]) < SECONDS


@pytest.mark.skipif(shutil.which("pg_virtualenv") is None, reason="PostgreSQL is not installed")
@pytest.mark.parametrize("file", STORED, ids=lambda path: path.stem)
def test_on_postgresql(file, folder):
    address = "postgres://$PGUSER:$PGPASSWORD@localhost:${PGPORT:-5432}/postgres"
    inside = f'exec {sys.executable} -m tests.web.upgrading {file} {folder} "{address}"'
    said = upgraded("pg_virtualenv", "-t", "sh", "-c", f'echo "seconds $({inside})"')
    found = [line.split()[1] for line in said.splitlines() if line.startswith("seconds ")]
    assert float(found[0]) < SECONDS
