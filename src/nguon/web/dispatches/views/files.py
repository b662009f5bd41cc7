"""The file of a dispatch and the pictures of its pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.http import require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.dispatches.domain.queries.dispatches import readable_or_404
from nguon.web.project.served import ServedFile
from nguon.web.storage.files import stored, stored_picture


@login_required
@require_safe
def original(request: SignedRequest, pk: int) -> ServedFile:
    """The file as it was received, always as a download: a hostile one does not run on our address."""
    dispatch = readable_or_404(request.user, pk)
    path = stored(dispatch.sha256)
    if not path.exists():
        raise Http404
    return ServedFile(
        path.open("rb"), as_attachment=True, filename=dispatch.file_name, content_type="application/octet-stream"
    )


@login_required
@require_safe
def picture(request: SignedRequest, pk: int, number: int) -> ServedFile:
    """The picture of one page; it never changes."""
    dispatch = readable_or_404(request.user, pk)
    path = stored_picture(dispatch.sha256, number)
    if not 1 <= number <= dispatch.drawn or not path.exists():
        raise Http404
    return ServedFile(
        path.open("rb"), content_type="image/png", headers={"Cache-Control": "private, max-age=86400, immutable"}
    )
