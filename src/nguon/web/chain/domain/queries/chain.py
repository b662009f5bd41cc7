"""What a dispatch carries out and what answers it: confirmed links, and suggestions from citations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from nguon.core.text import fold
from nguon.web.accounts.domain.queries.rights import rights_of
from nguon.web.accounts.models import User
from nguon.web.chain.models import Link
from nguon.web.dispatches.domain.queries.dispatches import readable
from nguon.web.dispatches.models import Cited, Dispatch
from nguon.web.programme.models import Programme

MOST = 20
"""Links and suggestions of each sort that a page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One confirmed link as a person sees it: ``dispatch`` at its other end, ``opens`` where they may read that."""

    link: Link
    dispatch: Dispatch
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Links up and down, and dispatches that citations suggest."""

    up: tuple[Linked, ...]
    down: tuple[Linked, ...]
    may_be_up: tuple[Dispatch, ...]
    cited_by: tuple[Dispatch, ...]

    def __bool__(self) -> bool:
        return bool(self.up or self.down or self.may_be_up or self.cited_by)


def chain_of(user: User, dispatch: Dispatch, *, suggest: bool = True) -> Chain:
    """The chain of a dispatch: seven queries at most; one where nothing is linked and nothing is to be suggested.

    The headline (office, number, day, subject) of a plan that answers is shown to whoever sees the higher programme
    whole, because the lower office confirmed it; opening it needs the right to read it. Everybody else sees only what
    they may read. Suggestions are always readable ones.
    """
    rows = Link.objects.filter(Q(lower=dispatch) | Q(higher=dispatch), undone_at=None)
    links = list(rows.select_related("lower__office", "higher__office", "by").defer(*_LONG)[: 2 * MOST])
    ends = {one.higher_id if one.lower_id == dispatch.pk else one.lower_id for one in links}
    opens = set(readable(user).filter(pk__in=ends).values_list("pk", flat=True)) if ends else set()
    whole = bool(links) and _sees_whole(user, dispatch)
    up = [Linked(link=one, dispatch=one.higher, opens=one.higher_id in opens)
          for one in links if one.lower_id == dispatch.pk]  # fmt: skip
    down = [Linked(link=one, dispatch=one.lower, opens=one.lower_id in opens)
            for one in links if one.higher_id == dispatch.pk]  # fmt: skip
    return Chain(
        up=tuple(one for one in up if one.opens or whole),
        down=tuple(one for one in down if one.opens or whole),
        may_be_up=tuple(one for one in higher_ones(user, dispatch) if one.pk not in ends) if suggest else (),
        cited_by=tuple(one for one in _citing(user, dispatch) if one.pk not in ends) if suggest else (),
    )


_LONG = ("lower__document", "lower__duties", "higher__document", "higher__duties")


def higher_ones(user: User, dispatch: Dispatch) -> list[Dispatch]:
    """Dispatches that a person may read and that this one cites: two queries."""
    cited: dict[str, list[Cited]] = {}
    for row in Cited.objects.filter(dispatch=dispatch)[:200]:
        cited.setdefault(row.number, []).append(row)
    if not cited:
        return []
    rows = (
        _short(readable(user)).filter(number_key__in=list(cited)).exclude(pk=dispatch.pk).exclude(part_of=dispatch.pk)
    )
    return [one for one in rows[: 2 * MOST] if _meant(cited[one.number_key], one)][:MOST]


def link_or_404(dispatch: Dispatch, pk: int) -> Link:
    """A standing link up of a dispatch."""
    found = Link.objects.filter(pk=pk, lower=dispatch, undone_at=None).first()
    if found is None:
        raise Http404
    return found


def _citing(user: User, dispatch: Dispatch) -> Iterable[Dispatch]:
    """Dispatches that a person may read and that cite this one: two queries."""
    if not dispatch.number_key:
        return
    rows = _short(readable(user)).filter(cited__number=dispatch.number_key).exclude(pk=dispatch.pk)
    by_pk = {one.pk: one for one in rows.distinct()[: 2 * MOST]}
    cited: dict[int, list[Cited]] = {}
    for row in Cited.objects.filter(dispatch__in=list(by_pk), number=dispatch.number_key) if by_pk else ():
        cited.setdefault(row.dispatch_id, []).append(row)
    yield from [one for pk, one in by_pk.items() if _meant(cited.get(pk, ()), dispatch)][:MOST]


def _short(rows: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    return rows.defer("document", "duties", "same_as__document", "same_as__duties", "part_of__document",
                      "part_of__duties").order_by("-pk")  # fmt: skip


def _meant(cited: Sequence[Cited], dispatch: Dispatch) -> bool:
    """Whether citations of one number mean a stored dispatch: the day decides where one is given, else the issuer.

    "Công văn số 417/UBND-VX" in a subject is the one that the text below cites with its day.
    """
    days = {one.date for one in cited if one.date}
    if days and dispatch.date:
        return dispatch.date in days
    other = fold(dispatch.issuer)
    issuers = [fold(one.issuer) for one in cited]
    return any(not one or not other or one in other or other in one for one in issuers)


def _sees_whole(user: User, dispatch: Dispatch) -> bool:
    """Whether a person is of its office or has a role in its programme."""
    mine = rights_of(user)
    if dispatch.office_id in mine.bodies():
        return True
    return Programme.objects.filter(pk__in=list(mine.programmes), dispatch=dispatch).exists()
