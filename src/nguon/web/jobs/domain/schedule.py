"""Work by the clock: each piece is asked for once in its slot, whichever worker looks first.

After an outage the present slot alone is made up for. A clock that jumps forward and back meets slots that exist
already; what they skip is found in the next slot, because each piece of work looks at everything that is open.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from nguon.web.jobs.domain.queue import ask
from nguon.web.jobs.models import Slot

TABLE: Final = {"notices_hour": timedelta(hours=1), "prune": timedelta(days=1)}
"""Kind of work → how long its slots are."""


def slot_of(moment: datetime, length: timedelta) -> str:
    """The slot in which a moment lies, as the UTC time of its start.

    >>> slot_of(datetime(2026, 11, 24, 8, 59, tzinfo=UTC), timedelta(hours=1))
    '2026-11-24T08:00:00+00:00'
    """
    seconds = int(length.total_seconds())
    return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC).isoformat()


def look() -> None:
    """Ask for whatever was not asked for in the present slot."""
    now = timezone.now()
    for kind, length in TABLE.items():
        slot = slot_of(now, length)
        if Slot.objects.filter(kind=kind, slot=slot).exists():
            continue
        try:
            with transaction.atomic():
                Slot.objects.create(kind=kind, slot=slot)
                ask(kind, slot, None)
        except IntegrityError:
            continue  # another worker was quicker
