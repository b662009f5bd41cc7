"""Notices: told of every event of a task."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_save


class NoticesConfig(AppConfig):
    """Notices. They listen to events, so that an act of any part is told without knowing of notices."""

    name = "nguon.web.notices"
    label = "notices"

    def ready(self) -> None:
        """Listen; the notice is made in the transaction of the act."""
        from nguon.web.notices.domain.telling import event_saved
        from nguon.web.programme.models import Event

        post_save.connect(event_saved, sender=Event, dispatch_uid="notices")
