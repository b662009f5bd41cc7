"""The same on PostgreSQL: log, jobs, forms that are sent once, the way, rights."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    "test_audit.py",
    "test_jobs.py",
    "test_once.py",
    "test_way.py",
    "test_acts.py",
    "test_keys.py",
    "test_backup.py",
    "test_mail.py",
    "test_notices.py",
    "test_chain.py",
    "test_register.py",
)


@pytest.mark.skipif(
    shutil.which("pg_virtualenv") is None, reason="PostgreSQL is not installed (apt-get install postgresql)"
)
@pytest.mark.skipif("NGUON_ON_POSTGRES" in os.environ, reason="already there")
def test_the_same_on_postgresql():
    address = "postgres://$PGUSER:$PGPASSWORD@localhost:${PGPORT:-5432}/postgres"
    run = f'NGUON_ON_POSTGRES=1 NGUON_DATABASE="{address}" exec "$@"'
    tests = [str(ROOT / "tests" / "web" / name) for name in FILES]
    pytest_ = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", *tests]
    command = ["pg_virtualenv", "-t", "sh", "-c", run, "sh", *pytest_]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NGUON_", "DJANGO_", "PYTEST_"))}
    environment["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "PostgreSQL is not installed" not in done.stdout
