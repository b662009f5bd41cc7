"""Processes that tests start beside themselves, on the same database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def environment(**more):
    """The environment of a process that works on the database of this test."""
    return os.environ | {
        "NGUON_DATA": str(settings.DATA),
        "NGUON_TEST_NAME": str(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "tests.web.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "PYTHONUTF8": "1",
        **more,
    }


def start(*arguments, **more):
    """A Python process; end it in ``finally``."""
    return subprocess.Popen([sys.executable, *arguments], env=environment(**more))


def wait_until(true, seconds=30.0, what="it"):
    """Look every 20 ms until something is true."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.02)
    raise AssertionError(f"{what} did not happen within {seconds} s")
