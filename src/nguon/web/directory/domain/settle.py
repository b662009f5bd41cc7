"""Settling what a phrase means, and taking bodies of the directory into use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from nguon.core.errors import UsageError
from nguon.core.text import fold, nfc, squeeze
from nguon.units.directory import Directory
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import Detail, record
from nguon.web.directory.domain.queries.bodies import bodies_seen_by
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.models import Body, Settlement
from nguon.web.dispatches.models import Dispatch


def take_into_use(refs: Iterable[str], directory: Directory | None = None) -> dict[str, Body]:
    """The rows of bodies by their ids in the directory, made where they are new.

    Raises:
        UsageError: an id is in neither; nothing was made.
    """
    directory = directory or current()
    wanted = list(dict.fromkeys(refs))
    known = {body.ref: body for body in Body.objects.filter(ref__in=wanted)}
    fresh = []
    for ref in wanted:
        if ref in known:
            continue
        body = directory.get(ref)
        if body is None:
            raise UsageError(f"The directory has no body {ref!r}", hint="Choose one of the list")
        place = ref.rsplit("/", 1)[0] if "/" in ref else ""
        fresh.append(Body(ref=ref, name=body.name, kind=body.kind, level=body.level, place=place))
    Body.objects.bulk_create(fresh)
    return known | {body.ref: body for body in fresh}


@transaction.atomic
def settle(
    by: User, dispatch: Dispatch, phrase: str, refs: Sequence[str], *, remember: bool, added: str = ""
) -> Settlement:
    """Say for good, or for one dispatch, which bodies a phrase means.

    Args:
        phrase: as the dispatch has it.
        refs: ids of bodies; none: it means nobody who is to be given tasks.
        remember: for the later dispatches of the same office too.
        added: the name of a body that the directory does not have; it is added as one of our own.
    """
    printed = squeeze(nfc(phrase))[:500]
    if not printed:
        raise UsageError("The phrase is empty", hint="Go back to the page of phrases")
    own = {ref for ref in refs if ref.startswith("own:")}
    if own - set(bodies_seen_by(by).filter(ref__in=own).values_list("ref", flat=True)):
        raise UsageError("A body that another office added", hint="Choose one of the list")
    bodies = list(take_into_use(refs).values())
    if name := squeeze(nfc(added))[:300]:
        ref = f"own:{dispatch.office_id}:{fold(name)[:150]}"
        body, made = Body.objects.get_or_create(ref=ref, defaults={"name": name, "place": dispatch.office.place})
        if made:
            record(by, "body_added", "body", body.pk, {"name": name})
        bodies.append(body)
    scope = {"office": dispatch.office, "dispatch": None if remember else dispatch}
    Settlement.objects.filter(phrase=fold(printed), **scope).delete()
    made_row = Settlement.objects.create(phrase=fold(printed), printed=printed, by=by, **scope)
    made_row.bodies.set(bodies)
    detail: Detail = {"phrase": printed, "bodies": ", ".join(b.name for b in bodies), "remembered": remember}
    record(by, "phrase_settled", "dispatch", dispatch.pk, detail)
    return made_row


@transaction.atomic
def unsettle(by: User, dispatch: Dispatch, settlement: Settlement) -> None:
    """Take a settlement back: the phrase means again what the directory says."""
    record(by, "phrase_unsettled", "dispatch", dispatch.pk, {"phrase": settlement.printed})
    settlement.delete()
