"""Groups of notices for which a person chooses, and who is told of which event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nguon.web.notices.models import Choice, Mode, NoticeKind
from nguon.web.programme.models import EventKind

GROUPS: Final[dict[str, tuple[NoticeKind, ...]]] = {
    "given": (
        NoticeKind.NEW, NoticeKind.GIVEN_AGAIN, NoticeKind.CHANGED, NoticeKind.WITHDRAWN, NoticeKind.ASSIGNED,
        NoticeKind.HANDED_ON,
    ),
    "answers": (
        NoticeKind.ANSWERED, NoticeKind.MORE_TIME_GIVEN, NoticeKind.MORE_TIME_REFUSED, NoticeKind.NOT_YET,
        NoticeKind.CHECKED,
    ),
    "asked": (NoticeKind.RETURNED, NoticeKind.ASKED, NoticeKind.MORE_TIME_ASKED, NoticeKind.TO_CHECK),
    "dates": (NoticeKind.DUE_SOON, NoticeKind.LATE),
}  # fmt: skip
"""Field of ``Choice`` → kinds of notices."""
GROUP_OF: Final = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Rule:
    """What is told, to whom: ``body``: who works in the body that has the task, and the person to whom it is given;
    ``assignee``: that person alone; ``coordinator``: who decides, which of a task handed on is the body above;
    ``checker``: both who decides and who checks within the body."""

    kind: NoticeKind
    to: str


RULES: Final[dict[str, Rule]] = {
    EventKind.ISSUED: Rule(NoticeKind.NEW, "body"),
    EventKind.GIVEN_AGAIN: Rule(NoticeKind.GIVEN_AGAIN, "body"),
    EventKind.ANSWERED: Rule(NoticeKind.ANSWERED, "body"),
    EventKind.MORE_TIME_GIVEN: Rule(NoticeKind.MORE_TIME_GIVEN, "body"),
    EventKind.MORE_TIME_REFUSED: Rule(NoticeKind.MORE_TIME_REFUSED, "body"),
    EventKind.NOT_YET: Rule(NoticeKind.NOT_YET, "body"),
    EventKind.CHECKED: Rule(NoticeKind.CHECKED, "body"),
    EventKind.ASSIGNED: Rule(NoticeKind.ASSIGNED, "assignee"),
    EventKind.HANDED_ON: Rule(NoticeKind.HANDED_ON, "body"),
    EventKind.RETURNED: Rule(NoticeKind.RETURNED, "coordinator"),
    EventKind.ASKED: Rule(NoticeKind.ASKED, "coordinator"),
    EventKind.MORE_TIME_ASKED: Rule(NoticeKind.MORE_TIME_ASKED, "coordinator"),
    EventKind.SAID_DONE: Rule(NoticeKind.TO_CHECK, "checker"),
}
"""Kind of event → its notice; an event that is not here tells nobody."""


def mode_of(choice: Choice, kind: str) -> Mode:
    """When a kind of notice comes by mail to the person of a choice."""
    return Mode(getattr(choice, GROUP_OF[NoticeKind(kind)]))
