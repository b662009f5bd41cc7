"""``nguon check`` and ``nguon audit verify`` as an administrator runs them."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest

from nguon.cli.words_operation import OPERATION
from nguon.web.audit.models import LogEntry
from nguon.web.jobs.domain import queue
from nguon.web.operation.check import check
from nguon.web.storage.files import stored
from tests.web.conftest import guard, unguard
from tests.web.test_backup import nguon


def found():
    return {one.code: one.level for one in check()}


def test_a_server_that_is_well(live, dispatch):
    assert set(found().values()) <= {"ok", "note"}
    assert found()["workers"] == "note", "none runs here"


def test_what_is_wrong_is_found(live, dispatch, settings):
    queue.ask("read_upload", 7, None)
    queue.Job.objects.filter(state="waiting").update(not_before="2026-01-01T00:00:00Z")
    (settings.FILES / stored(dispatch.sha256).name).unlink()
    settings.MIN_FREE_BYTES = shutil.disk_usage(settings.DATA).free * 2
    settings.SECRET_KEY = "short"
    bad = [code for code, level in found().items() if level == "bad"]
    assert bad == ["setting_secret_key", "disk", "workers", "files"]


def test_a_clock_that_went_back_is_found(live, dispatch):
    unguard()
    LogEntry.objects.order_by("-number")[:1].get()
    LogEntry.objects.filter(number=1).update(at="2031-01-01T00:00:00+00:00")
    LogEntry.objects.filter(number__gt=1).delete()
    guard()
    assert found()["clock"] == "bad"


def test_a_storage_that_cannot_be_written_is_found(live, settings, tmp_path):
    settings.FILES = tmp_path / "gone"
    assert found()["storage"] == "bad"


def test_every_finding_has_words_in_both_languages_and_what_to_do():
    for code in OPERATION:
        if code.endswith((".bad", ".note")) and code.count(".") == 2:
            assert code.rsplit(".", 1)[0] + ".todo" in OPERATION, code


@pytest.mark.parametrize(("language", "words"), [("vi", "Không có gì phải sửa."), ("en", "Nothing must be mended.")])
def test_the_command_says_so_and_changes_nothing(folder, language, words):
    done = nguon("serve", "--check", "--data", str(folder), "--port", "18431")
    assert done.returncode == 0, done.stderr
    before = (folder / "nguon.sqlite3").stat().st_size
    done = nguon("check", "--lang", language, "--data", str(folder))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, words), done.stdout + done.stderr
    assert (folder / "nguon.sqlite3").stat().st_size == before


def test_a_database_that_does_not_answer_is_said_with_what_to_do(folder):
    done = nguon("check", "--data", str(folder), "--database", "postgres://a:b@127.0.0.1:1/x")
    assert done.returncode == 1
    assert "the database does not answer" in done.stdout
    assert "See whether PostgreSQL runs" in done.stdout
    assert "Traceback" not in done.stderr


def test_audit_verify_names_a_row_that_was_edited_behind_its_back(folder):
    nguon("serve", "--check", "--demo", "--data", str(folder), "--port", "18432")
    database = sqlite3.connect(folder / "nguon.sqlite3")
    database.execute("DROP TRIGGER audit_no_update")
    database.execute("UPDATE audit_logentry SET actor_name = ? WHERE number = 3", [json.dumps("other")])
    database.commit()
    database.close()
    done = nguon("audit", "verify", "--data", str(folder))
    assert (done.returncode, done.stdout) == (1, "Row 3: changed after it was written\n")
