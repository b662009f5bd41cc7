"""Backup while people write, restore elsewhere and on the other database, and what is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections, connection, transaction
from django.db.backends.base.base import NO_DB_ALIAS

from nguon.core.errors import UsageError
from nguon.web.audit.domain.chain import head, record, verify
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.operation.domain.archive import BackupDamaged, member_of
from nguon.web.operation.domain.backup import backup
from nguon.web.operation.domain.restore import NotEmpty, restore
from nguon.web.operation.domain.tables import LEFT_OUT, applied, apps_at, models_of
from nguon.web.programme.domain.evidence import attach
from nguon.web.storage.files import store
from tests.web.conftest import LETTER
from tests.web.processes import ROOT, wait_until
from tests.web.test_way import picture

DIGEST = """
import sys, json
from pathlib import Path
from nguon.web.project import serving
serving.setup(Path(sys.argv[1]), sys.argv[2], as_it_is=True)
from nguon.web.operation.domain.backup import backup
made = backup(Path(sys.argv[3]))
print(json.dumps([made.engine, made.audit_hash, {k: [t.rows, t.sha256] for k, t in made.tables.items()}, made.listing]))
"""


def command(*arguments):
    """A command line of its own process, on no settings of this one."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NGUON_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        env=kept | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def nguon(*arguments):
    return command("-m", "nguon.cli.main", "--lang", "en", *arguments)


def contents(folder, database, file):
    """What a place holds, table by table."""
    import json

    done = command("-c", DIGEST, str(folder), database, str(file))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def counts(made):
    return {label: [table.rows, table.sha256] for label, table in made.tables.items()}


@pytest.fixture(autouse=True)
def _second_connection(monkeypatch):
    """Django's tests forbid connections that they did not make; this name they let pass."""
    monkeypatch.setattr("nguon.web.operation.domain.tables.SNAPSHOT", NO_DB_ALIAS)


@pytest.fixture
def saved(live, programme, task, clerk, tmp_path):
    """A backup of a plan with evidence, and its manifest."""
    attach(clerk, task, "photo", file=SimpleUploadedFile("a.jpg", picture()), note="Trồng cây")
    path = tmp_path / "b.zip"
    return path, backup(path)


def test_every_own_table_is_carried_and_none_refers_to_what_is_left_out(db):
    models = models_of(apps_at(applied(connection)))
    assert {"accounts.user", "audit.logentry", "dispatches.dispatch", "programme.task"} <= set(models)
    for model in models.values():
        for field in model._meta.concrete_fields:
            if field.remote_field:
                other = field.related_model._meta
                assert not {other.app_label, other.label_lower} & LEFT_OUT, field


def test_it_comes_back_the_same_with_files_hashes_and_the_head_of_the_log(saved, folder, tmp_path):
    path, made = saved
    assert (made.audit_number, made.audit_hash) == head()
    assert made.files == len(list(store().names())) == 2
    assert path.stat().st_mode & 0o777 == 0o600
    done = nguon("restore", str(path), "--data", str(folder / "new"))
    assert done.returncode == 0, done.stderr
    assert made.audit_hash in done.stdout
    again = contents(folder / "new", "", tmp_path / "again.zip")
    assert again == ["sqlite", made.audit_hash, counts(made), made.listing]
    assert nguon("audit", "verify", "--data", str(folder / "new"), "--head", made.audit_hash).returncode == 0
    database = sqlite3.connect(folder / "new" / "nguon.sqlite3")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute("UPDATE audit_logentry SET act = 'x'")
    database.close()


@pytest.mark.skipif(shutil.which("pg_virtualenv") is None, reason="PostgreSQL is not installed")
@pytest.mark.skipif("NGUON_ON_POSTGRES" in os.environ, reason="the other direction")
def test_it_moves_to_postgresql_and_back(saved, folder, tmp_path):
    path, made = saved
    script = tmp_path / "there.sh"
    script.write_text(
        'A="postgres://$PGUSER:$PGPASSWORD@localhost:${PGPORT:-5432}/postgres"\n'
        f'O="--data {folder}/pg --database $A"\n'
        f"N='{sys.executable} -m nguon.cli.main'\n"
        f"$N restore {path} $O && $N audit verify --head {made.audit_hash} $O && $N backup {tmp_path}/pg.zip $O\n"
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NGUON_", "DJANGO_"))}
    run = ["pg_virtualenv", "-t", "sh", str(script)]
    environment = kept | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(run, env=environment, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr + done.stdout
    assert nguon("restore", str(tmp_path / "pg.zip"), "--data", str(folder / "back")).returncode == 0
    again = contents(folder / "back", "", tmp_path / "again.zip")
    assert again == ["sqlite", made.audit_hash, counts(made), made.listing]


def test_a_backup_under_load_is_one_moment(live, coordinator, office, folder, tmp_path):
    """Each act writes two rows at once: a backup that caught half of one would hold an odd number."""
    ending = threading.Event()

    def write():
        try:
            number = 0
            while not ending.is_set():
                number += 1
                with transaction.atomic():
                    record(coordinator, "tried", "thing", number)
                    record(coordinator, "tried_too", "thing", number)
                if number % 5 == 0:
                    with transaction.atomic():
                        receive(coordinator, office, [SimpleUploadedFile(f"{number}.txt", LETTER.encode())])
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    wait_until(lambda: head()[0] > 10, what="writing")
    try:
        made = [backup(tmp_path / f"{n}.zip") for n in range(4)]
    finally:
        ending.set()
        for thread in threads:
            thread.join()
    close_old_connections()
    assert [one.audit_number for one in made] == sorted(one.audit_number for one in made)
    assert made[-1].audit_number > made[0].audit_number, "they wrote meanwhile"
    for number, one in enumerate(made):
        place = folder / str(number)
        assert nguon("restore", str(tmp_path / f"{number}.zip"), "--data", str(place)).returncode == 0
        rows = sqlite3.connect(place / "nguon.sqlite3")
        count = "SELECT count(*) FROM audit_logentry WHERE act = ?"
        assert rows.execute(count, ["tried"]).fetchone() == rows.execute(count, ["tried_too"]).fetchone()
        last = rows.execute("SELECT number, hash FROM audit_logentry ORDER BY number DESC LIMIT 1").fetchone()
        assert last == (one.audit_number, one.audit_hash)
        rows.close()
    assert list(verify()) == []


def test_what_is_held_and_who_is_signed_in_are_not_in_it(live, coordinator, office, client, tmp_path):
    client.force_login(coordinator)
    with transaction.atomic():
        receive(
            coordinator, office, [SimpleUploadedFile("cho.txt", LETTER.replace("khuôn viên", "Phượng Hoàng").encode())]
        )
    assert list(settings.INCOMING.iterdir())
    backup(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert "Phượng Hoàng".encode() not in everything
    assert client.session.session_key.encode() not in everything
    assert settings.SECRET_KEY.encode() not in everything


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_changed_byte_is_refused_and_nothing_is_restored(saved, folder, tmp_path, where):
    data = bytearray(saved[0].read_bytes())
    with zipfile.ZipFile(saved[0]) as archive:  # not between members: a time of a header may be anything
        members = sorted(archive.infolist(), key=lambda one: one.header_offset)
        member = max(members[: max(int(len(members) * where) + 1, 1)], key=lambda one: one.compress_size)
        head = member.header_offset + 30 + len(member.filename.encode())
    data[head + int(member.compress_size * where)] ^= 0x55
    (tmp_path / "bad.zip").write_bytes(data)
    done = nguon("restore", str(tmp_path / "bad.zip"), "--data", str(folder / "new"))
    assert done.returncode == 1
    assert "[backup_damaged]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((folder / "new" / "files").iterdir())


def test_every_cut_is_refused(saved, tmp_path):
    data = saved[0].read_bytes()
    for end in range(0, len(data), max(len(data) // 40, 1)):
        (tmp_path / "cut.zip").write_bytes(data[:end])
        with pytest.raises(BackupDamaged):
            restore(tmp_path / "cut.zip")


def test_a_row_that_was_changed_inside_is_refused(saved, folder, tmp_path):
    with zipfile.ZipFile(saved[0]) as old, zipfile.ZipFile(tmp_path / "x.zip", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data + b"[]\n" if name == member_of("accounts.user") else data)
    done = nguon("restore", str(tmp_path / "x.zip"), "--data", str(folder / "new"))
    assert "rows/accounts.user.jsonl was changed" in done.stderr


def test_only_an_empty_place_is_filled_and_no_file_is_overwritten(saved):
    with pytest.raises(NotEmpty):
        restore(saved[0])
    with pytest.raises(UsageError, match="is there already"):
        backup(saved[0])


def test_a_backup_of_a_later_version_is_refused(saved, folder, tmp_path):
    with zipfile.ZipFile(saved[0]) as old, zipfile.ZipFile(tmp_path / "x.zip", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b'"audit"', b'"later"') if name == "manifest.json" else data)
    done = nguon("restore", str(tmp_path / "x.zip"), "--data", str(folder / "new"))
    assert "[backup_newer]" in done.stderr


def test_it_is_not_written_where_no_folder_is(live):
    with pytest.raises(UsageError):
        backup(Path("/nowhere/b.zip"))
