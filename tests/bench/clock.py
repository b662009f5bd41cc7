"""CPU time of a call: the best of several rounds, each long enough to be measured."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 7
SECONDS = 0.05


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU of one call."""
    started = time.process_time()
    work()
    once = max(time.process_time() - started, 1e-5)
    calls = max(int(SECONDS / once), 1)
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(calls):
            work()
        best = min(best, (time.process_time() - started) / calls)
    return best
