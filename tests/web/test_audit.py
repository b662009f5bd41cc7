"""The action log: one row an act, in its transaction; nothing is changed, deleted or put in unseen."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from nguon.web.audit.domain.chain import head, record, verify
from nguon.web.audit.models import LogEntry
from tests.web.conftest import guard, unguard


def write(count):
    with transaction.atomic():
        for number in range(count):
            record(None, "tried", "thing", number, {"n": number})


def test_a_whole_log_is_whole(db):
    write(5)
    assert list(verify()) == []
    number, digest = head()
    assert number == 5
    assert list(verify(digest)) == []
    write(2)
    assert list(verify(digest)) == [], "a head that was kept elsewhere is still there"


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize("act", ["UPDATE audit_logentry SET act = 'x'", "DELETE FROM audit_logentry"])
def test_the_database_refuses_to_change_or_delete(act):
    write(2)
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(act)
    assert LogEntry.objects.count() == 2


@pytest.mark.usefixtures("live")
def test_what_was_done_behind_its_back_is_named():
    write(4)
    unguard()
    try:
        LogEntry.objects.filter(number=2).update(act="forged")
        assert [(b.number, b.why) for b in verify()] == [(2, "changed")]
        LogEntry.objects.filter(number=2).delete()
        assert [(b.number, b.why) for b in verify()] == [(2, "missing"), (3, "unlinked")]
        _, digest = head()
        LogEntry.objects.filter(number=4).delete()
        assert "cut" in [b.why for b in verify(digest)], "rows cut off the end are seen by a head kept elsewhere"
        LogEntry.objects.all().delete()
    finally:
        guard()


def test_an_act_that_fails_leaves_no_row(db):
    def fail():
        with transaction.atomic():
            write(1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert LogEntry.objects.count() == 0
