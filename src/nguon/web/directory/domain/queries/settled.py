"""What was settled for a dispatch, and the directory that results."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.domain.settled import SettledDirectory
from nguon.web.directory.models import Settlement
from nguon.web.dispatches.models import Dispatch


def settlements_for(dispatch: Dispatch) -> QuerySet[Settlement]:
    """Those of its office, and its own."""
    mine = Q(office=dispatch.office_id, dispatch=None) | Q(dispatch=dispatch)
    return Settlement.objects.filter(mine).select_related("by").prefetch_related("bodies")


def directory_for(dispatch: Dispatch) -> SettledDirectory:
    """The directory in which the phrases of a dispatch are resolved: three queries."""
    return SettledDirectory(current(), settlements_for(dispatch))
