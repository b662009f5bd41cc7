"""Fills an empty server with the sample dispatches, an office, a body and people who can sign in."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

import nguon
from nguon.core.errors import NguonError
from nguon.web.accounts.domain.inviting import give_role
from nguon.web.accounts.models import Role, User
from nguon.web.directory.domain.settle import settle, take_into_use
from nguon.web.directory.models import Body
from nguon.web.dispatches.domain.queries.meant import resolved
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.dispatches.models import Dispatch, Upload, UploadState
from nguon.web.jobs.worker import WorkerProcess
from nguon.web.programme.domain import acts
from nguon.web.programme.domain.issuing import issue
from nguon.web.programme.models import Programme, Task
from nguon.web.project.demo_activities import fill_activities
from nguon.web.project.demo_recent import NAME as RECENT
from nguon.web.project.demo_recent import fill_recent, letter

ISSUED: Final = "party-commemoration.pdf"
WAITING: Final = ("public-health.pdf", "plan-with-table.pdf", "union-notice.docx")
OFFICE: Final = "Ban Tuyên giáo Tỉnh ủy Nghệ An"


class DemoError(NguonError):
    """The demo cannot be filled in here."""

    code = "demo"


def samples_folder() -> Path:
    """The sample dispatches, beside the package or in the repository.

    Raises:
        DemoError: they are not there.
    """
    package = Path(nguon.__file__).resolve().parent
    for folder in (package / "samples", package.parent.parent / "samples"):
        if (folder / ISSUED).exists():
            return folder
    raise DemoError("The sample dispatches are not installed", hint="Take them from the source distribution")


def fill() -> tuple[tuple[str, str, str], ...]:
    """People, dispatches and two issued plans, one of a sample and one of these weeks.

    Returns:
        What each person types to sign in, and who they are.

    Raises:
        DemoError: there are accounts already.
    """
    if User.objects.exists():
        raise DemoError("This folder has accounts already", hint="Choose an empty folder with --data")
    folder, password = samples_folder(), secrets.token_urlsafe(9)
    with transaction.atomic():
        office = Body.objects.create(ref="own:demo", name=OFFICE, kind="", level="province", place="Nghệ An")
        coordinator = _person("dau-moi@demo.local", "Trần Thị Mai", password)
        give_role(coordinator, coordinator, office, Role.MANAGER)
        for name in (ISSUED, *WAITING):
            file = SimpleUploadedFile(name, (folder / name).read_bytes())
            receive(coordinator, office, [file])
        receive(coordinator, office, [SimpleUploadedFile(RECENT, letter(timezone.localdate()))])
    worker = WorkerProcess()
    while worker.once():
        pass
    if Upload.objects.exclude(state=UploadState.READ).exists():
        raise DemoError("A sample dispatch could not be read", hint="Report it")
    programme = _issue(coordinator, Dispatch.objects.get(file_name=ISSUED))
    first = Task.objects.filter(programme=programme, leads=True).select_related("body").order_by("pk")[0]
    clerk = _person("co-quan@demo.local", "Lê Văn Phú", password)
    with transaction.atomic():
        give_role(coordinator, clerk, first.body, Role.MANAGER)
        checker = _person("kiem-tra@demo.local", "Vi Thị Hoa", password)
        give_role(coordinator, checker, first.body, Role.VERIFIER)
    acts.accept(clerk, first)
    fill_activities(coordinator, clerk, checker, programme, first)
    fill_recent(coordinator, _issue(coordinator, Dispatch.objects.get(file_name=RECENT)))
    return (
        (coordinator.email, password, OFFICE),
        (clerk.email, password, first.body.name),
        (checker.email, password, first.body.name),
    )


def _person(email: str, name: str, password: str) -> User:
    user = User(email=email, name=name)
    user.set_password(password)
    user.save()
    return user


def _issue(by: User, dispatch: Dispatch) -> Programme:
    """Issue the plan; what is unresolved goes to the first candidate, or to nobody."""
    for phrase in resolved(dispatch).phrases:
        if phrase.is_open:
            refs = [body.id for body, _ in phrase.candidates[:1]]
            with transaction.atomic():
                take_into_use(refs)
            settle(by, dispatch, phrase.phrase, refs, remember=True)
    return issue(by, dispatch)
