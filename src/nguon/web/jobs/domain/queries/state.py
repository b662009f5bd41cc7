"""Whether anybody carries out background work."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from nguon.web.jobs.models import Worker


def workers_alive() -> int:
    """Workers that spoke within two leases."""
    return Worker.objects.filter(seen__gt=timezone.now() - timedelta(seconds=2 * settings.LEASE_SECONDS)).count()
