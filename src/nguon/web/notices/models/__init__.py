"""Notices, letters, and what each person chose."""

from __future__ import annotations

from nguon.web.notices.models.body_address import BodyAddress
from nguon.web.notices.models.choice import Choice, Mode
from nguon.web.notices.models.letter import Letter, LetterKind, LetterState
from nguon.web.notices.models.notice import Notice, NoticeKind

__all__ = ["BodyAddress", "Choice", "Letter", "LetterKind", "LetterState", "Mode", "Notice", "NoticeKind"]
