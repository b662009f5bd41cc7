"""What is thrown away after its time, and what never is; what was wiped is nowhere in the database or a backup."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from nguon.web.accounts.domain.mailing import mail
from nguon.web.accounts.models import FailedSignIn, SignIn
from nguon.web.audit.models import LogEntry
from nguon.web.jobs.domain import schedule
from nguon.web.jobs.models import Job, Slot, Worker
from nguon.web.notices.models import Letter
from nguon.web.operation.domain.tables import columns_of, lines
from nguon.web.project.models import SentForm
from tests.web.conftest import person, signed_in, work
from tests.web.test_mail import set_mail  # noqa: F401  # a fixture

SECRET = "https://nguon.example.vn/moi/bi-mat-cua-loi-moi-4711/"


def invited():
    with transaction.atomic():
        assert mail("moi@example.vn", "Lời mời", f"Mở liên kết:\n\n{SECRET}")
    return Letter.objects.get()


def test_what_is_old_goes_and_what_is_young_stays(coordinator, programme):
    signed_in(person("cu")).get("/lam-viec/viec/")
    now, entries = timezone.now(), LogEntry.objects.count()

    def made(days):
        when = now - timedelta(days=days)
        SentForm.objects.filter(pk=SentForm.objects.create(key=f"k{days}", location="/").pk).update(at=when)
        Slot.objects.filter(pk=Slot.objects.create(kind="x", slot=str(days)).pk).update(at=when)
        Job.objects.create(kind="x", subject=str(days), state="done", finished_at=when)
        Job.objects.create(kind="y", subject=str(days), state="failed", finished_at=when)
        FailedSignIn.objects.filter(pk=FailedSignIn.objects.create(key=f"k{days}").pk).update(at=when)
        Worker.objects.create(name=str(days), seen=when)
        for kind in ("digest", "sheet"):
            row = Letter.objects.create(
                key=f"{kind}{days}", kind=kind, to="ai@example.vn", state="sent", programme=programme
            )
            Letter.objects.filter(pk=row.pk).update(made_at=when)

    for days in (0, 20, 100, 400):
        made(days)
    Session.objects.update(expire_date=now - timedelta(hours=1))
    SignIn.objects.update(started=now - timedelta(days=2))
    schedule.look()
    work()
    assert sorted(SentForm.objects.values_list("key", flat=True)) == ["k0", "k20"]
    assert sorted(Slot.objects.filter(kind="x").values_list("slot", flat=True)) == ["0", "20"]
    assert set(Job.objects.filter(kind="x").values_list("subject", flat=True)) == {"0"}
    assert set(Job.objects.filter(kind="y").values_list("subject", flat=True)) == {"0", "20"}
    assert set(FailedSignIn.objects.values_list("key", flat=True)) == {"k0"}
    assert set(Worker.objects.filter(name__in=["0", "20"]).values_list("name", flat=True)) == {"0"}
    keys = set(Letter.objects.values_list("key", flat=True))
    assert "digest400" not in keys
    assert {"digest100", "sheet400"} <= keys, "the sheet of an open programme is not sent again"
    assert not Session.objects.exists()
    assert not SignIn.objects.exists()
    assert LogEntry.objects.count() >= entries
    assert programme.tasks.count() == 2


def test_a_mail_that_cannot_go_out_is_given_up_and_wiped(db, set_mail):  # noqa: F811
    set_mail(1)
    letter = invited()
    Letter.objects.update(made_at=timezone.now() - timedelta(days=8), next_at=timezone.now() + timedelta(days=1))
    schedule.look()
    work()
    letter.refresh_from_db()
    assert (letter.state, letter.title, letter.words, letter.code) == ("failed", "", "", "mail_off")


def test_a_backup_holds_no_link_of_an_invitation(db, set_mail):  # noqa: F811
    set_mail(1)
    invited()
    kept = b"".join(lines(Letter, columns_of(Letter), "default"))
    assert b"moi@example.vn" in kept
    assert SECRET.rsplit("/", 2)[1].encode() not in kept


@pytest.mark.usefixtures("live")
def test_what_was_wiped_is_overwritten_in_the_database(set_mail):  # noqa: F811
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL overwrites when it vacuums")
    set_mail(1)
    invited()
    Letter.objects.update(words="", title="", state="failed")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert SECRET.rsplit("/", 2)[1].encode() not in Path(connection.settings_dict["NAME"]).read_bytes()
