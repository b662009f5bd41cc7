"""Files in answers: a block at a time from the disk, whichever way the server asks for them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import cast

from asgiref.sync import sync_to_async
from django.http import FileResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseFileResponse, WhiteNoiseMiddleware  # type: ignore[import-untyped]

BLOCK = 1 << 17
"""Bytes in memory at once for one answer."""


class _Blockwise(FileResponse):
    """Django reads a file into memory as a whole before an asynchronous server sends it; this one reads as it sends."""

    block_size = BLOCK

    async def __aiter__(self) -> AsyncIterator[bytes]:
        blocks = iter(cast(Iterator[bytes], self.streaming_content))
        read = sync_to_async(lambda: next(blocks, b""), thread_sensitive=False)
        while block := await read():
            yield block


class ServedFile(_Blockwise):
    """A stored file."""


class StaticFile(_Blockwise, WhiteNoiseFileResponse):  # type: ignore[misc]  # whitenoise has no types
    """A file of the application itself."""


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise, with answers of the kind above."""

    @staticmethod
    def serve(static_file: object, request: object) -> HttpResponseBase:
        """The answer for one file."""
        answer = WhiteNoiseMiddleware.serve(static_file, request)
        answer.__class__ = StaticFile
        answer.block_size = BLOCK
        return cast(HttpResponseBase, answer)
