"""Files under an asynchronous server: sent block by block, without reading them whole."""

from __future__ import annotations

import asyncio
import io
import tracemalloc

from asgiref.testing import ApplicationCommunicator
from django.core.asgi import get_asgi_application

from nguon.web.project.served import BLOCK, ServedFile

SIZE = 50_000_000


class Zeros(io.RawIOBase):
    """A file of zeros that is nowhere."""

    def __init__(self):
        self.left = SIZE

    def readable(self):
        return True

    def readinto(self, buffer):
        count = min(len(buffer), self.left)
        self.left -= count
        buffer[:count] = bytes(count)
        return count


async def _length(answer):
    blocks = [len(block) async for block in answer]
    return sum(blocks), max(blocks)


def test_a_large_file_is_sent_without_loading_it():
    answer = ServedFile(io.BufferedReader(Zeros()), content_type="application/octet-stream")
    tracemalloc.start()
    whole, largest = asyncio.run(_length(answer))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (whole, largest) == (SIZE, BLOCK)
    assert peak < 4_000_000


async def _get(path):
    scope = {
        "type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [(b"host", b"localhost")],
        "http_version": "1.1", "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    asked = ApplicationCommunicator(get_asgi_application(), scope)
    await asked.send_input({"type": "http.request", "body": b"", "more_body": False})
    start = await asked.receive_output(10)
    body, more = b"", True
    while more:
        part = await asked.receive_output(10)
        body, more = body + part.get("body", b""), part.get("more_body", False)
    await asked.wait(10)
    return start["status"], body


def test_files_of_the_application_are_served_without_a_warning():
    status, body = asyncio.run(_get("/static/nguon/nguon.css"))
    assert (status, len(body) > 1000) == (200, True)
