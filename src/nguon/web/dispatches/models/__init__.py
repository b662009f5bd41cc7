"""Dispatches, files on their way in, corrections."""

from __future__ import annotations

from nguon.web.dispatches.models.correction import Correction
from nguon.web.dispatches.models.dispatch import Dispatch
from nguon.web.dispatches.models.upload import ON_THE_WAY, Upload, UploadState

__all__ = ["ON_THE_WAY", "Correction", "Dispatch", "Upload", "UploadState"]
