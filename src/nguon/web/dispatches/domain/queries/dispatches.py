"""Who sees which dispatch: its office, bodies that were given tasks by it, people with a role in its programme."""

from __future__ import annotations

from typing import Final

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from nguon.web.accounts.domain.queries.people import WORKS, body_ids
from nguon.web.accounts.models import User
from nguon.web.dispatches.models import ON_THE_WAY, Correction, Dispatch, Upload, UploadState

LOOK: Final = (UploadState.HELD, UploadState.DUPLICATE, UploadState.REFUSED, UploadState.FAILED)
"""States of a row that ask for a person."""


def of_own_office(user: User) -> QuerySet[Dispatch]:
    """Dispatches that a person's bodies received."""
    return Dispatch.objects.filter(office__in=body_ids(user))


def listed(user: User) -> QuerySet[Dispatch]:
    """The list of dispatches, newest first; without the long columns."""
    rows = of_own_office(user).select_related("office", "programme", "part_of")
    return rows.defer("document", "duties", "part_of__document", "part_of__duties").order_by("-pk")


def readable(user: User) -> QuerySet[Dispatch]:
    """Dispatches whose pages a person may look at."""
    tasks = Q(programme__tasks__body__in=body_ids(user)) | Q(part_of__programme__tasks__body__in=body_ids(user))
    roles = Q(programme__roles__user=user) | Q(part_of__programme__roles__user=user)
    ids = Dispatch.objects.filter(Q(office__in=body_ids(user)) | tasks | roles).values("pk")
    return Dispatch.objects.filter(pk__in=ids).select_related("office", "programme", "same_as", "part_of")


def readable_or_404(user: User, pk: int) -> Dispatch:
    """One of them."""
    found = readable(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_edit(user: User, dispatch: Dispatch) -> bool:
    """Whether a person may correct, settle and issue: managers and editors of its office, before it is issued."""
    return works_on(user, dispatch) and not hasattr(dispatch, "programme")


def works_on(user: User, dispatch: Dispatch) -> bool:
    """Whether a person is a manager or editor of its office, issued or not."""
    return dispatch.office_id in body_ids(user, WORKS)


def files_of(dispatch: Dispatch) -> list[Dispatch]:
    """The files of one dispatch, the main text first: one query."""
    main = dispatch.part_of_id or dispatch.pk
    rows = Dispatch.objects.filter(Q(pk=main) | Q(part_of=main)).defer("document", "duties")
    return sorted(rows, key=lambda one: (one.part_of_id is not None, one.pk))


def mains_for(dispatch: Dispatch) -> QuerySet[Dispatch]:
    """The last dispatches of the same office of which a file may be an annex."""
    if dispatch.number or hasattr(dispatch, "programme"):
        return Dispatch.objects.none()
    rows = Dispatch.objects.filter(office=dispatch.office_id, part_of=None).exclude(pk=dispatch.pk).exclude(number="")
    return rows.defer("document", "duties").order_by("-pk")[:20]


def editable_or_404(user: User, pk: int) -> Dispatch:
    """A dispatch of an office in which a person works, issued or not: the act itself says what it needs."""
    found = (
        Dispatch.objects.filter(pk=pk, office__in=body_ids(user, WORKS)).select_related("office", "programme").first()
    )
    if found is None:
        raise Http404
    return found


def correction_or_404(dispatch: Dispatch, pk: int) -> Correction:
    """A standing correction of a dispatch."""
    found = dispatch.corrections.filter(pk=pk, undone_at=None).first()
    if found is None:
        raise Http404
    return found


def _uploads(user: User) -> QuerySet[Upload]:
    """What a person chose for bodies in which they still work: who left or only reads signs and sees nothing more."""
    return Upload.objects.filter(by=user, office__in=body_ids(user, WORKS))


def own_uploads(user: User) -> QuerySet[Upload]:
    """What a person chose and did not put away, newest first, with counts for the page: one query."""
    rows = _uploads(user).filter(put_away=False).select_related("dispatch", "dispatch__same_as")
    return rows.defer("dispatch__document", "dispatch__duties").order_by("-pk")[:60]


def own_upload_or_404(user: User, pk: int) -> Upload:
    """One of them."""
    found = _uploads(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def held_upload_or_404(user: User, pk: int) -> Upload:
    """A file that waits for the eyes of the person who chose it."""
    found = _uploads(user).filter(pk=pk, state=UploadState.HELD).select_related("office").first()
    if found is None:
        raise Http404
    return found


def upload_counts(user: User) -> dict[str, int]:
    """How many were read, are being read, need a person."""
    rows = _uploads(user).filter(put_away=False).values("state").annotate(n=Count("pk"))
    by_state = {row["state"]: row["n"] for row in rows}
    return {
        "all": sum(by_state.values()),
        "read": by_state.get(UploadState.READ, 0),
        "reading": sum(by_state.get(state, 0) for state in ON_THE_WAY),
        "look": sum(by_state.get(s, 0) for s in LOOK),
    }
