"""The kinds of background work: name → function of a subject. A job may run twice; each must stand that."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, Protocol

from nguon.web.jobs.models import Job


class Work(Protocol):
    """What a kind of work is: it may raise ``NguonError`` with a code that the person who asked will see."""

    def __call__(self, job: Job) -> None: ...


TABLE: Final = {
    "read_upload": "nguon.web.dispatches.domain.reading:read_upload",
    "notices_of_plan": "nguon.web.notices.domain.telling:notices_of_plan",
    "notices_hour": "nguon.web.notices.domain.digests:notices_hour",
    "send_letters": "nguon.web.notices.domain.mail:send_letters",
    "forget_held": "nguon.web.dispatches.domain.seeing:forget_held",
    "prune": "nguon.web.operation.domain.pruning:prune",
}
"""Kind → ``module:function``."""

GIVEN_UP: Final = {
    "read_upload": "nguon.web.dispatches.domain.reading:give_up",
    "notices_of_plan": "nguon.web.notices.domain.mail:go_on_later",
    "notices_hour": "nguon.web.notices.domain.mail:go_on_later",
    "send_letters": "nguon.web.notices.domain.mail:go_on_later",
    "forget_held": "nguon.web.dispatches.domain.seeing:forget_later",
    "prune": "nguon.web.operation.domain.pruning:next_time",
}
"""Kind → what says to the person who asked that it failed for good (``job``, already failed)."""


WARM: Final = ("nguon.web.dispatches.domain.reading:prepare",)
"""What an idle worker does ahead, so that the first job does not wait for it."""


def find(kind: str, table: dict[str, str] = TABLE) -> Callable[[Job], None]:
    """The function of a kind of work."""
    module, name = table[kind].split(":")
    found: Callable[[Job], None] = getattr(import_module(module), name)
    return found


def warm() -> None:
    """Import what jobs need and start what they start anyway."""
    for kind in TABLE:
        find(kind)
    for place in WARM:
        module, name = place.split(":")
        getattr(import_module(module), name)()
