"""A server of its own for a fault test: ``nguon serve`` on a fresh folder, people who are signed in, their requests."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def environment(**more: str) -> dict[str, str]:
    """That of a process that knows no settings of this one."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NGUON_", "DJANGO_"))}
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"} | more


def inside(folder: Path, database: str, code: str, *arguments: str, **more: str) -> str:
    """Run code with Django set up on a server's data, in a process of its own; what it printed."""
    head = (
        "import sys; from pathlib import Path; from nguon.web.project import serving\n"
        "serving.setup(Path(sys.argv[1]), sys.argv[2], as_it_is=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", head + code, str(folder), database, *arguments],
        env=environment(**more), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


FILL = """
import json
from django.db import transaction
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from importlib import import_module
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from nguon.web.accounts.domain.inviting import give_role
from nguon.web.accounts.models import User
from nguon.web.directory.models import Body
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.dispatches.models import Dispatch
from nguon.web.jobs.worker import WorkerProcess
from nguon.web.programme.domain.issuing import issue
from scripts.store_database import LETTER
people = int(sys.argv[3])
settings.ALLOWED_HOSTS.append("testserver")
office = Body.objects.create(ref="own:office", name="Văn phòng UBND tỉnh", place="tỉnh Quảng Ninh")
def person(name, body, role):
    user = User(email=name + "@example.vn", name=name); user.set_password("mat-khau-dai-1"); user.save()
    with transaction.atomic():
        give_role(user, user, body, role)
    return user
first = person("mai", office, "manager")
with transaction.atomic():
    receive(first, office, [SimpleUploadedFile("a.txt", LETTER.encode())])
worker = WorkerProcess()
while worker.once():
    pass
programme = issue(first, Dispatch.objects.get())
tasks = list(programme.tasks.select_related("body").order_by("pk"))
said = []
for number in range(people):
    task = tasks[number % len(tasks)]
    user = first if number == 0 else person(f"nguoi{number}", task.body, "editor")
    client = Client(); client.force_login(user)
    said.append({"cookie": client.cookies[settings.SESSION_COOKIE_NAME].value, "task": task.pk})
print(json.dumps({"people": said, "programme": programme.pk, "dispatch": programme.dispatch_id}))
"""


@dataclass
class Person:
    """Somebody who is signed in, on one kept-alive line."""

    port: int
    cookie: str
    task: int
    token: str = ""

    def get(self, path: str, timeout: float = 30) -> tuple[int, bytes]:
        """Open a page; 0 where nothing answers."""
        return self.send("GET", path, None, {}, timeout)

    def post(self, path: str, form: dict[str, str], timeout: float = 30) -> tuple[int, bytes]:
        """Send a form; 0 where nothing answers."""
        if not self.token:
            self.token = "a" * 32
        body = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": self.token})
        return self.send("POST", path, body.encode(), {"Content-Type": "application/x-www-form-urlencoded"}, timeout)

    def upload(self, path: str, name: str, data: bytes, key: str, timeout: float = 60) -> tuple[int, bytes]:
        """Send one file."""
        self.token = self.token or "a" * 32
        edge = "nguonEdge7391"
        fields = {"csrfmiddlewaretoken": self.token, "form_key": key}
        body = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()
        ).encode()
        body += f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
        body += data + f"\r\n--{edge}--\r\n".encode()
        return self.send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"}, timeout)

    def send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], timeout: float
    ) -> tuple[int, bytes]:
        """One request on a line of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        cookies = f"sessionid={self.cookie}; csrftoken={self.token}"
        try:
            line.request(method, path, body, headers | {"Cookie": cookies, "Host": f"127.0.0.1:{self.port}"})
            answer = line.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            line.close()


@dataclass
class Server:
    """A running server."""

    folder: Path
    database: str
    port: int
    process: subprocess.Popen[bytes]
    people: list[Person]
    programme: int
    dispatch: int

    def child(self, part: str) -> int:
        """The process number of its web or worker process, 0 where it does not run."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for number in listed:
            with suppress(OSError):
                if part.encode() in Path(f"/proc/{number}/cmdline").read_bytes():
                    return int(number)
        return 0

    def kill(self, part: str) -> bool:
        """``kill -9`` of a part and of what it started."""
        number = self.child(part)
        if not number:
            return False
        below = Path(f"/proc/{number}/task/{number}/children")
        children = [int(one) for one in below.read_text().split()] if below.exists() else []
        for one in [number, *children]:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        return True

    def ask(self, code: str, *arguments: str) -> str:
        """Run code on its data."""
        return inside(self.folder, self.database, code, *arguments)

    def wait(self, seconds: float = 60) -> float:
        """Until it answers; how long that took."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if self.people[0].get("/healthz", 2)[0] == 200:
                return time.monotonic() - started
            time.sleep(0.05)
        raise AssertionError(f"no answer within {seconds} s")


@contextmanager
def serving(
    people: int = 2,
    database: str = "",
    under: Path | None = None,
    filled: tuple[Path, dict[str, Any]] | None = None,
    **settings: str,
) -> Iterator[Server]:
    """A filled server, ended and removed afterwards."""
    import json

    folder = filled[0] if filled else Path(tempfile.mkdtemp(prefix="nguon-soak-", dir=under))
    process = None
    try:
        said = (
            filled[1]
            if filled
            else json.loads(inside(folder, database, FILL, str(people), **settings).splitlines()[-1])
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "nguon.cli.main", "serve", "--data", str(folder), "--port", str(port)]
        more = ["--database", database] if database else []
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                command + more, stdout=log, stderr=log, env=environment(**settings), start_new_session=True
            )
        who = [Person(port, one["cookie"], one["task"]) for one in said["people"]]
        server = Server(folder, database, port, process, who, said["programme"], said["dispatch"])
        server.wait()
        yield server
    finally:
        if process is not None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if filled is None:
            shutil.rmtree(folder, ignore_errors=True)


def words(page: bytes) -> str:
    """The text of a page."""
    return re.sub(r"<[^>]{0,2000}>", " ", page.decode("utf-8", "replace"))
