"""Activities of the tasks of a bench, with the steps of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from nguon.web.activities.models import Activity


def fill(tasks: list[Any], by: Any, count: int) -> int:
    """So many activities over four months; how many were made."""
    now = timezone.now()
    Activity.objects.bulk_create(
        [
            Activity(
                task=(task := tasks[n % len(tasks)]), programme_id=task.programme_id, kind="meeting",
                title=f"Ngày hội đọc sách lần {n}", starts=now + timedelta(hours=n % 2880 - 1440),
                ends=now + timedelta(hours=n % 2880 - 1438), place=f"Nhà văn hóa số {n % 900}",
                place_key=f"nha van hoa so {n % 900}", audience=120, by=by,
            )
            for n in range(count)
        ],
        batch_size=500,
    )  # fmt: skip
    return Activity.objects.count()
