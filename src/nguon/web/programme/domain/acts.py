"""What people do with a task. Each act checks that it fits, sets the facts, and is kept as an event and in the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils import timezone

from nguon.core.errors import NguonError, UsageError
from nguon.core.text import nfc
from nguon.web.accounts.models import Membership, User
from nguon.web.audit.domain.chain import record
from nguon.web.programme.domain.states import day_in_force, state_of, working_days
from nguon.web.programme.models import Event, EventKind, Task, Theme

MAX_WORDS = 4000


class DoesNotFit(NguonError):
    """An act that does not fit what happened before, as when somebody else was quicker."""

    code = "does_not_fit"


class WordsMissing(NguonError):
    """An act that needs a reason."""

    code = "words_missing"


class EvidenceMissing(NguonError):
    """Done means shown."""

    code = "evidence_missing"


class NotLater(NguonError):
    """More time that ends before the day in force."""

    code = "not_later"


class SamePerson(NguonError):
    """Who said that it is done does not check it."""

    code = "same_person"


@contextmanager
def acting(by: User, task: Task, kind: EventKind, words: str = "", day: date | None = None) -> Iterator[Task]:
    """The task, locked; afterwards its facts, the event and the row of the log are stored together."""
    with transaction.atomic():
        held = Task.objects.select_for_update(of=("self",)).select_related("programme").get(pk=task.pk)
        if held.programme.closed_at is not None:
            raise DoesNotFit("The programme is closed", hint="Ask the coordinator to open it again")
        if hasattr(held, "withdrawal"):
            raise DoesNotFit("The task was withdrawn", hint="Look at the reason on its page")
        yield held
        held.in_force = day_in_force(held)
        held.save()
        Event.objects.create(task=held, kind=kind, by=by, words=nfc(words.strip())[:MAX_WORDS], day=day)
        record(by, f"task_{kind}", "task", held.pk, {"day": day.isoformat() if day else None})


def _today() -> date:
    return timezone.localdate()


def _need(fits: bool, what: str) -> None:
    if not fits:
        raise DoesNotFit(what, hint="Load the page again: somebody was quicker")


def _need_words(words: str) -> None:
    if not words.strip():
        raise WordsMissing("A reason is missing", hint="Write one sentence")


def _wait(task: Task, what: str) -> None:
    task.waiting_since, task.waiting_for = _today(), what


def _go_on(task: Task) -> None:
    """The other side answered: the days of waiting are added to the day in force."""
    if task.waiting_since is not None:
        task.waited += working_days(task.waiting_since, _today())
    task.waiting_since, task.waiting_for = None, ""


def _is_open(task: Task) -> bool:
    return task.done_at is None and task.returned_at is None and task.waiting_since is None


# ---------------------------------------------------------------- the body that has the task


def accept(by: User, task: Task) -> None:
    """Take the task on."""
    with acting(by, task, EventKind.ACCEPTED) as held:
        _need(_is_open(held) and held.accepted_at is None, "The task was accepted or sent back before")
        held.accepted_at = timezone.now()


def take_acceptance_back(by: User, task: Task) -> None:
    """Undo an acceptance, on the same day."""
    with acting(by, task, EventKind.UNACCEPTED) as held:
        same_day = held.accepted_at is not None and timezone.localdate(held.accepted_at) == _today()
        _need(_is_open(held) and same_day, "An acceptance can be taken back on its own day")
        held.accepted_at = None


def send_back(by: User, task: Task, words: str) -> None:
    """Return the task with a reason; the coordinator decides."""
    _need_words(words)
    with acting(by, task, EventKind.RETURNED, words) as held:
        _need(_is_open(held), "The task is done, sent back, or waits for an answer")
        held.returned_at, held.accepted_at = timezone.now(), None


def ask(by: User, task: Task, words: str) -> None:
    """Ask the coordinator; the clock stands until the answer."""
    _need_words(words)
    with acting(by, task, EventKind.ASKED, words) as held:
        _need(_is_open(held), "The task is done, sent back, or waits for an answer")
        _wait(held, "answer")


def ask_more_time(by: User, task: Task, until: date, words: str) -> None:
    """Ask for a later day; the clock stands until the answer.

    Raises:
        NotLater: the day is not after the day in force, or is past.
    """
    _need_words(words)
    with acting(by, task, EventKind.MORE_TIME_ASKED, words, until) as held:
        _need(_is_open(held), "The task is done, sent back, or waits for an answer")
        due = state_of(held, _today()).due
        if until < _today() or (due is not None and until <= due):
            raise NotLater("The new day is not later than the day in force", hint="Choose a later day")
        _wait(held, "more_time")


def say_done(by: User, task: Task, words: str = "") -> None:
    """Say that the task is done; somebody else checks.

    Raises:
        EvidenceMissing: nothing shows it.
    """
    with acting(by, task, EventKind.SAID_DONE, words) as held:
        _need(_is_open(held), "The task is done, sent back, or waits for an answer")
        if not held.evidence.filter(taken_back_at=None).exists():
            raise EvidenceMissing("No evidence is attached", hint="Attach a photograph, minutes, a link or a number")
        held.accepted_at = held.accepted_at or timezone.now()
        held.said_done_on = _today()
        _wait(held, "check")


def assign(by: User, task: Task, person: int | None) -> None:
    """Give the task to a person of its body, or to nobody again (``None``).

    Raises:
        UsageError: the person is not of the body.
    """
    with acting(by, task, EventKind.ASSIGNED) as held:
        _need(held.done_at is None, "The task is done")
        member = Membership.objects.filter(body=held.body_id, user=person).select_related("user").first()
        if person is not None and member is None:
            raise UsageError("This person is not of the body", hint="Choose one of the list")
        held.assignee = member.user if member else None


def choose_themes(by: User, task: Task, themes: Sequence[int]) -> None:
    """Say which themes of the programme the task serves; themes of another programme are left out."""
    with acting(by, task, EventKind.THEMES) as held:
        held.themes.set(Theme.objects.filter(programme=held.programme_id, pk__in=list(themes)))


# ---------------------------------------------------------------- the coordinator


def answer(by: User, task: Task, words: str) -> None:
    """Answer a question: the clock goes on."""
    _need_words(words)
    with acting(by, task, EventKind.ANSWERED, words) as held:
        _need(held.waiting_for == "answer", "No question is open")
        _go_on(held)


def give_more_time(by: User, task: Task, until: date, words: str = "") -> None:
    """Set a later day; the first date is kept."""
    with acting(by, task, EventKind.MORE_TIME_GIVEN, words, until) as held:
        _need(held.done_at is None and held.waiting_for in ("", "more_time"), "The task waits for something else")
        if held.due is not None and until <= held.due:
            raise NotLater("The new day is not later than the first date", hint="Choose a later day")
        held.waiting_since, held.waiting_for = None, ""
        held.extended_to, held.waited = until, 0
        held.accepted_at = held.accepted_at or timezone.now()


def refuse_more_time(by: User, task: Task, words: str) -> None:
    """The day stays; the days of waiting are added to it."""
    _need_words(words)
    with acting(by, task, EventKind.MORE_TIME_REFUSED, words) as held:
        _need(held.waiting_for == "more_time", "No request for more time is open")
        _go_on(held)


def give_again(by: User, task: Task, words: str) -> None:
    """A task that was sent back is given again, with an answer."""
    _need_words(words)
    with acting(by, task, EventKind.GIVEN_AGAIN, words) as held:
        _need(held.returned_at is not None, "The task was not sent back")
        held.returned_at = None


def check_done(by: User, task: Task, words: str = "") -> None:
    """Confirm what a body said is done.

    Raises:
        SamePerson: the one who said so.
    """
    with acting(by, task, EventKind.CHECKED, words) as held:
        _need(held.waiting_for == "check", "Nobody said that the task is done")
        last = held.events.filter(kind=EventKind.SAID_DONE).last()
        if last is not None and last.by_id == by.pk:
            raise SamePerson("Who said that it is done does not check it", hint="Ask a second person")
        held.done_at = timezone.now()
        held.waiting_since, held.waiting_for = None, ""
        unchecked = held.evidence.filter(taken_back_at=None, checked_at=None).exclude(by=by)
        unchecked.update(checked_by=by, checked_at=held.done_at)


def not_done_yet(by: User, task: Task, words: str) -> None:
    """Send the work back to the body, with what is missing."""
    _need_words(words)
    with acting(by, task, EventKind.NOT_YET, words) as held:
        _need(held.waiting_for == "check", "Nobody said that the task is done")
        _go_on(held)
        held.said_done_on = None


def tick(by: User, task: Task, on: date, words: str) -> None:
    """The coordinator ticks for a body without an account, saying from where it is known."""
    _need_words(words)
    with acting(by, task, EventKind.CHECKED, words, on) as held:
        _need(held.done_at is None and held.waiting_since is None, "The task is done or waits for an answer")
        if on > _today():
            raise DoesNotFit("The day is in the future", hint="Enter the day on which it was done")
        held.accepted_at = held.accepted_at or timezone.now()
        held.returned_at, held.said_done_on, held.done_at = None, on, timezone.now()
