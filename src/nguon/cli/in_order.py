"""Work on many files in several processes, results in the order of the files, memory flat in their number."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeVar

from nguon.cli.words import choose
from nguon.writing.words import Language

Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD: Final = 4
"""Results a process that may wait for an earlier one."""


def in_order(
    jobs: Sequence[Job],
    work: Callable[[Job], Result],
    crashed: Callable[[Job], Result],
    processes: int,
    language: Language,
) -> Iterator[Result]:
    """``work`` of each job, in their order.

    Args:
        jobs: what to work on.
        work: a function that worker processes can import.
        crashed: what stands for a job on which the process died; the others go on in new processes.
        processes: how many; with one, or with one job, the work is done in this process.
        language: that the workers speak.
    """
    if min(processes, len(jobs)) < 2:
        yield from map(work, jobs)
        return
    done = 0
    while done < len(jobs):
        with _pool(min(processes, len(jobs) - done), language) as pool:
            try:
                for result in _results(pool, jobs[done:], work, processes * AHEAD):
                    yield result
                    done += 1
                return
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        yield _alone(jobs[done], work, crashed, language)
        done += 1


def _pool(processes: int, language: Language) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, initializer=_begin, initargs=(language,))


def _begin(language: Language) -> None:
    """A worker leaves Ctrl-C to the main process, and speaks its language."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    choose(language)


def _results(
    pool: ProcessPoolExecutor, jobs: Sequence[Job], work: Callable[[Job], Result], window: int
) -> Iterator[Result]:  # fmt: skip
    pending: deque[Future[Result]] = deque()
    upcoming = iter(jobs)
    for job in upcoming:
        pending.append(pool.submit(work, job))
        if len(pending) >= window:
            yield pending.popleft().result()
    while pending:
        yield pending.popleft().result()


def _alone(
    job: Job, work: Callable[[Job], Result], crashed: Callable[[Job], Result], language: Language
) -> Result:  # fmt: skip
    """The first unfinished job in a process of its own: it may not be the one that broke the pool."""
    with _pool(1, language) as pool:
        try:
            return pool.submit(work, job).result()
        except BrokenProcessPool:
            return crashed(job)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
