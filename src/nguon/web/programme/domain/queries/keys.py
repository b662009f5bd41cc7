"""The state of tasks inside the database: the same rules as ``domain/states.py``, for counting and cutting lists.

A test holds the two together.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When

from nguon.web.programme.domain.states import soon_until


def state_key(today: date) -> Case:
    """The key of a task's state on a day, as an expression."""
    soon = soon_until(today)
    later = Q(due__isnull=True) | Q(extended_to__gt=F("due"))
    rules = (
        (Q(waiting_since__isnull=False), "cho"),
        (Q(returned_at__isnull=False), "tra-lai"),
        (Q(done_at__isnull=False, said_done_on__gt=F("in_force")), "xong-muon"),
        (Q(done_at__isnull=False), "xong"),
        (Q(in_force__lt=today), "qua-han"),
        (Q(accepted_at__isnull=True), "chua-nhan"),
        (Q(in_force__isnull=True), "khong-han"),
        (Q(extended_to__isnull=False, in_force__gt=soon) & later, "gia-han"),
        (Q(in_force__lte=soon), "sap-den"),
    )
    return Case(
        *(When(fits, then=Value(key)) for fits, key in rules), default=Value("trong-han"), output_field=CharField()
    )
