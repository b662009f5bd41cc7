"""Faults, few times each; ``make soak`` does the same many times."""

from __future__ import annotations

import os
import subprocess

import pytest
from scripts.store_database import LETTER

from tests.soak import faults
from tests.soak.faults import FAKETIME
from tests.soak.postgres import FOUND, Cluster
from tests.soak.server import serving


@pytest.fixture(scope="module")
def server():
    with serving(3, NGUON_LEASE_SECONDS="2") as one:
        yield one


def test_killing_the_web_process_in_submits_loses_and_doubles_nothing(server):
    answered, lost, double = faults.kill_web(server, 3)
    assert answered > 10
    assert (lost, double) == (0, 0)


def test_killing_the_worker_does_each_job_once(server):
    sent, dispatches, longest = faults.kill_worker(server, 2, LETTER)
    assert dispatches == sent
    assert longest < 60


def test_the_same_form_fifty_times_at_once_and_again_is_one_row(server):
    assert faults.at_once(server) == 1


def test_a_log_that_was_cut_or_torn_is_a_whole_prefix(tmp_path):
    assert faults.power_cuts(60, tmp_path) == 60


@pytest.mark.skipif(not FAKETIME.exists(), reason="libfaketime is not installed (apt-get install faketime)")
def test_a_clock_that_jumps_loses_and_doubles_nothing(server):
    asked, dispatches = faults.clocks(server, ("+365d",))
    assert asked == dispatches


@pytest.mark.skipif(not FOUND, reason="PostgreSQL is not installed")
def test_killing_postgresql_in_submits_loses_nothing_and_the_web_recovers_by_itself():
    cluster = Cluster()
    try:
        cluster.start()
        with serving(3, cluster.address) as server:
            answered, lost, double, longest = faults.kill_postgres(server, cluster, 2)
        assert answered > 5
        assert (lost, double) == (0, 0)
        assert longest < 10
    finally:
        cluster.remove()


@pytest.fixture
def small_disk(tmp_path):
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(tmp_path)], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("a small disk can be made by root only")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_a_full_disk_is_a_clear_page_and_leaves_nothing_behind(small_disk):
    with serving(1, under=small_disk, NGUON_MIN_FREE_MB="0") as server:
        status, page, left = faults.full_disk(server)
    assert status == 507
    assert "[disk_full]" in page
    assert left <= 0


def test_large_files_in_parallel_do_not_fill_the_memory(server):
    taken, grown = faults.uploads(server, 3, 20)
    assert taken == 3
    assert grown < 200_000
