"""Whether a dispatch was received before: the same number, symbol, issuer and year."""

from __future__ import annotations

from nguon.core.text import fold
from nguon.web.dispatches.models import Dispatch


def same_before(dispatch: Dispatch) -> Dispatch | None:
    """The first dispatch of the same office with the same number, issuer and year; a number is unique in these.

    Source: Decree 30/2020/NĐ-CP, Article 15 (numbers run from 1 January to 31 December).
    """
    if not (dispatch.number and dispatch.issuer):
        return None
    rows = Dispatch.objects.filter(office=dispatch.office_id, number_key=fold(dispatch.number), part_of=None)
    if dispatch.date is not None:
        rows = rows.filter(date__year=dispatch.date.year)
    found = rows.exclude(pk=dispatch.pk).defer("document", "duties").order_by("pk")
    return next((one for one in found if fold(one.issuer) == fold(dispatch.issuer)), None)
