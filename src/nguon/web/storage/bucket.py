"""Stored files in a bucket of an S3-compatible server: for several web servers, or a store that somebody else keeps."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final, cast
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from nguon.core.errors import UsageError

IN_MEMORY: Final = 8 << 20
"""Bytes up to which a file passes through memory; larger ones through the private folder ``incoming/``."""
SCHEMES: Final = {"s3": "https", "s3+http": "http"}


class Bucket:
    """Names as in the folder; ``s3://key:secret@host:port/bucket?region=name``, or ``s3+http://`` without TLS."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in SCHEMES or not parts.hostname or not parts.path.strip("/"):
            raise UsageError("The setting files is no S3 address", hint="Write s3://key:secret@host/bucket")
        try:
            import boto3
            from botocore.config import Config
        except ModuleNotFoundError as error:
            raise UsageError("S3 storage is not installed", hint='pip install "nguon[s3]"') from error
        port = f":{parts.port}" if parts.port else ""
        self.bucket = parts.path.strip("/")
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=f"{SCHEMES[parts.scheme]}://{parts.hostname}{port}",
            aws_access_key_id=unquote(parts.username or ""),
            aws_secret_access_key=unquote(parts.password or ""),
            region_name=parse_qs(parts.query).get("region", ["us-east-1"])[0],
            config=Config(
                connect_timeout=5,
                read_timeout=30,
                retries={"max_attempts": 4, "mode": "standard"},
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",  # many servers know no newer checksums
                response_checksum_validation="when_required",
            ),
        )

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Store under a name; the server shows an object only when it is whole."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(settings.INCOMING)) as body:
            for chunk in chunks:
                body.write(chunk)
            body.seek(0)
            self.client.put_object(Bucket=self.bucket, Key=name, Body=body)

    def open(self, name: str) -> BinaryIO:
        """The bytes under a name.

        Raises:
            FileNotFoundError: there is nothing.
        """
        with _or_missing(name):
            body = self.client.get_object(Bucket=self.bucket, Key=name)["Body"]
        file = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(settings.INCOMING))  # noqa: SIM115  # the caller closes it
        for chunk in body.iter_chunks(1 << 20):
            file.write(chunk)
        file.seek(0)
        return cast(BinaryIO, file)

    def exists(self, name: str) -> bool:
        """Whether something stands under a name."""
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        """Bytes under a name."""
        with _or_missing(name):
            return int(self.client.head_object(Bucket=self.bucket, Key=name)["ContentLength"])

    def names(self) -> Iterator[str]:
        """Every name, in order."""
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
            for one in page.get("Contents", ()):
                yield one["Key"]

    def try_out(self) -> None:
        """Write and remove a few bytes."""
        name = f".probe.{secrets.token_hex(4)}"
        self.client.put_object(Bucket=self.bucket, Key=name, Body=b"nguon")
        self.client.delete_object(Bucket=self.bucket, Key=name)


@contextmanager
def _or_missing(name: str) -> Iterator[None]:
    """The server's "no such key" as ``FileNotFoundError``."""
    from botocore.exceptions import ClientError

    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] in ("404", "NoSuchKey", "NotFound"):
            raise FileNotFoundError(name) from error
        raise
