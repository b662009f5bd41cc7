"""Everything that ``nguon serve`` starts: database, first link, web, background work, and their supervision."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from nguon.core.errors import NguonError

PAUSE_SECONDS: Final = 1.0
MAX_QUICK_DEATHS: Final = 5
START_SECONDS: Final = 30


class PortTaken(NguonError):
    """Another program listens there."""

    code = "port_taken"


class ServerDied(NguonError):
    """A process that ends again and again."""

    code = "server_died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What the person who starts it must know: where it is, the link of the first administrator, who can sign in."""

    address: str
    first_link: str
    accounts: tuple[tuple[str, str, str], ...] = ()


def setup(data: Path, database: str = "", hosts: Sequence[str] = (), *, as_it_is: bool = False) -> None:
    """Set Django up on a data folder, bring the database up to date, wipe what a killed process left.

    Args:
        as_it_is: change nothing: a backup is made and a check is done before an upgrade too.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["NGUON_DATA"] = str(data.absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "nguon.web.project.settings"
    if database:
        os.environ["NGUON_DATABASE"] = database
    if hosts and "NGUON_HOSTS" not in os.environ:
        os.environ["NGUON_HOSTS"] = ",".join(["localhost", "127.0.0.1", "[::1]", *_names(hosts)])
    import django
    from django.core.management import call_command

    django.setup()
    if as_it_is:
        return
    call_command("migrate", verbosity=0, interactive=False)
    from nguon.web.dispatches.domain.receiving import sweep

    sweep()


def _names(hosts: Sequence[str]) -> list[str]:
    """The names and addresses under which this machine is reached where it listens; the setting ``hosts`` says more."""
    if not {"0.0.0.0", "::"} & set(hosts):
        return list(hosts)
    own = socket.gethostname()
    found = {own, socket.getfqdn()}
    with contextlib.suppress(OSError):
        found |= {str(info[4][0]) for info in socket.getaddrinfo(own, None)}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent: it only shows from which address one would
        found.add(probe.getsockname()[0])
    return sorted(f"[{name}]" if ":" in name else name for name in found)


def prepare(host: str, port: int, *, demo: bool) -> Started:
    """The address, the link of the first administrator where there is none yet, and the accounts of the demo.

    Raises:
        PortTaken: another program listens there; DemoError: the folder is not empty, or there are no samples.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"{host}:{port} cannot be used: {error.strerror}", hint="Choose another --port") from error
    from django.conf import settings

    from nguon.web.accounts.domain.inviting import first_link

    shown = "localhost" if host in ("0.0.0.0", "::") else host
    address = settings.ADDRESS or f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    accounts: tuple[tuple[str, str, str], ...] = ()
    if demo:
        from nguon.web.project.demo import fill

        accounts = fill()
    secret = first_link()
    return Started(address=address, first_link=f"{address}/moi/{secret}/" if secret else "", accounts=accounts)


@contextmanager
def running(host: str, port: int) -> Iterator[Supervisor]:
    """Web and background work, ended when the block is left."""
    supervisor = Supervisor(
        {
            "web": [
                sys.executable, "-m", "granian", "--interface", "asginl", "--host", host, "--port", str(port),
                "--workers", "1", "--backpressure", "512", "--log-level", "warning", "--no-ws",
                "nguon.web.project.asgi:application",
            ],
            "worker": [sys.executable, "-m", "nguon.web.jobs"],
        }
    )  # fmt: skip
    try:
        supervisor.look()
        yield supervisor
    finally:
        supervisor.stop()


class Supervisor:
    """Keeps processes alive: one that ends is started again, five quick ends in a row are a fault."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths: dict[str, list[float]] = {name: [] for name in commands}

    def look(self) -> None:
        """Start what is not running."""
        for name, command in self.commands.items():
            process = self.processes.get(name)
            if process is not None and process.poll() is None:
                continue
            if process is not None:
                now = time.monotonic()
                self.deaths[name] = [when for when in self.deaths[name] if now - when < 30] + [now]
                if len(self.deaths[name]) >= MAX_QUICK_DEATHS:
                    raise ServerDied(
                        f"The process {name} ended {MAX_QUICK_DEATHS} times", hint="See its messages above"
                    )
            self.processes[name] = subprocess.Popen(command, env=os.environ | {"PYTHONUTF8": "1"})

    def watch(self) -> None:
        """Look every second until a signal ends it."""
        ended: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda n, _: ended.append(n))
        while not ended:
            time.sleep(PAUSE_SECONDS)
            self.look()

    def stop(self) -> None:
        """End everything in order; after ten seconds by force."""
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def answers(address: str, seconds: float = START_SECONDS) -> bool:
    """Whether the pages answer within some time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            time.sleep(0.1)
    return False
