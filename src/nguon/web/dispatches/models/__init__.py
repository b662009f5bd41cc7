"""Dispatches, files on their way in, corrections, what they cite, what was declared of their pages."""

from __future__ import annotations

from nguon.web.dispatches.models.cited import Cited
from nguon.web.dispatches.models.correction import Correction
from nguon.web.dispatches.models.declaration import Declaration
from nguon.web.dispatches.models.dispatch import Dispatch
from nguon.web.dispatches.models.upload import ON_THE_WAY, Upload, UploadState

__all__ = ["ON_THE_WAY", "Cited", "Correction", "Declaration", "Dispatch", "Upload", "UploadState"]
