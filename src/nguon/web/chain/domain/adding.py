"""A task that the coordinator adds after issuing: whose, what, by when, and where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from nguon.core.errors import NguonError
from nguon.core.text import nfc, squeeze
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.chain.domain.withdrawing import open_programme
from nguon.web.chain.models import Addition, Amendment, Change, ChangeKind
from nguon.web.directory.domain.queries.settled import directory_for
from nguon.web.directory.domain.settle import take_into_use
from nguon.web.directory.models import Body, Settlement
from nguon.web.dispatches.models import Dispatch
from nguon.web.jobs.domain.queue import ask
from nguon.web.programme.domain.acts import MAX_WORDS, WordsMissing
from nguon.web.programme.models import Duty, Event, EventKind, Programme, Task

MOST_NAMED: Final = 200
"""Names in one form; each is looked up in the whole directory."""


class SourceMissing(NguonError):
    """A task that comes from nowhere."""

    code = "source_missing"


class NobodyMeant(NguonError):
    """A task for no body, or for words that the directory does not know."""

    code = "nobody_meant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an added task comes from: a duty of the plan and a line, or somebody's word on a day."""

    under: Duty | None = None
    line: str = ""
    word_of: str = ""
    said_on: date | None = None


def bodies_meant(programme: Programme, words: str) -> list[Body]:
    """The bodies that words name today, several with a semicolon; those of the directory are taken into use.

    Raises:
        NobodyMeant: the directory does not know a part of them.
    """
    dispatch = Dispatch.objects.select_related("office").defer("document", "duties").get(pk=programme.dispatch_id)
    directory = directory_for(dispatch)
    within = dispatch.office.place if dispatch.office.place and directory.knows(dispatch.office.place) else None
    refs: dict[str, None] = {}
    parts = [part for part in dict.fromkeys(squeeze(nfc(one)) for one in words.split(";")) if part]
    if len(parts) > MOST_NAMED:
        raise NobodyMeant(f"{len(parts)} names; the limit is {MOST_NAMED}", hint="Tick the bodies instead")
    for part in parts:
        if len(part) > 300:  # no name is that long
            raise NobodyMeant(f"The directory does not know {part[:40]!r}", hint="Write the name in full")
        own = list(_in_use(programme, dispatch).filter(name__iexact=part)[:2])
        if len(own) == 1:
            refs[own[0].ref] = None
            continue
        found = directory.resolve(part, on=timezone.localdate(), within=within)
        if found.unresolved or not found.organisations:
            raise NobodyMeant(f"The directory does not know {part!r}", hint="Write the name in full")
        refs |= dict.fromkeys(body.id for body in found.organisations)
    return list(take_into_use(refs).values())


def _in_use(programme: Programme, dispatch: Dispatch) -> QuerySet[Body]:
    """Bodies that words can mean: never a unit of its own that another office added, whatever its name."""
    given = Task.objects.filter(programme=programme).values("body")
    settled = Settlement.objects.filter(office=dispatch.office_id).values("bodies")
    return Body.objects.filter(~Q(ref__startswith="own:") | Q(pk__in=given) | Q(pk__in=settled))


@transaction.atomic
def add(
    by: User,
    programme: Programme,
    bodies: Collection[Body],
    words: str,
    source: Source,
    *,
    due: date | None = None,
) -> Duty:
    """Add a duty in the coordinator's own words, with a task for each body.

    Raises:
        WordsMissing; NobodyMeant; SourceMissing: neither a line nor whose word; DoesNotFit: the programme is closed.
    """
    held = open_programme(programme)
    text = squeeze(nfc(words))[:MAX_WORDS]
    if not text:
        raise WordsMissing("What is to be done is missing", hint="Write one sentence")
    if not bodies:
        raise NobodyMeant("No body was chosen", hint="Tick a body or write its name")
    line, word_of = squeeze(nfc(source.line))[:500], squeeze(nfc(source.word_of))[:300]
    if not (source.under or line) and not (word_of and source.said_on):
        raise SourceMissing("Where the task comes from is missing", hint="Name the line, or who said so and when")
    number = next_number(held)
    duty = Duty.objects.create(
        programme=held, ref=f"them:{number}", number=number, quote=text,
        who="; ".join(one.name for one in bodies)[:2000], due=due,
        page=source.under.page if source.under else 1, row=source.under.row if source.under else 0,
    )  # fmt: skip
    Addition.objects.create(
        duty=duty, under=source.under, line=line, word_of=word_of, said_on=source.said_on, by=by,
        dispatch_id=held.dispatch_id if source.under else None,
    )  # fmt: skip
    make_tasks(by, held, [Task(programme=held, duty=duty, body=body, due=due, in_force=due) for body in bodies])
    record(by, "task_added", "programme", held.pk, {"duty": duty.pk, "tasks": len(bodies)})
    ask("notices_of_plan", held.pk, by)
    return duty


def next_number(programme: Programme) -> int:
    """The number of a duty that is added."""
    last: int | None = Duty.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def make_tasks(by: User, programme: Programme, tasks: Sequence[Task], amendment: Amendment | None = None) -> None:
    """Store tasks with their first event and the note that they were added."""
    made = Task.objects.bulk_create(tasks, batch_size=500)
    Event.objects.bulk_create([Event(task=one, kind=EventKind.ISSUED, by=by) for one in made], batch_size=500)
    Change.objects.bulk_create(
        [Change(task=one, kind=ChangeKind.ADDED, by=by, amendment=amendment) for one in made], batch_size=500
    )
