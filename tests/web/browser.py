"""People at a real browser, and the server that they use: ``nguon serve --demo`` as a person starts it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
START_SECONDS = 90
PATIENCE_MS = 30_000
"""For a machine that does other work."""

in_a_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)"),
    pytest.mark.xdist_group("browser"),
]


def free_port():
    """A port on which nobody listens: several runs share a machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """``nguon serve`` in a process of its own.

    Attributes:
        base: its address.
        password: of the people of the demo.
        link: with which the first administrator comes in.
    """

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        said = self.start("--demo")
        self.password = re.findall(r"password: (\S+)", said)[0]
        self.link = re.findall(r"http\S+/moi/\S+", said)[0]

    def start(self, *more):
        """Start it; what it said."""
        command = [sys.executable, "-m", "nguon.cli.main", "serve", "--data", str(self.folder)]
        command += ["--port", str(self.port), "--lang", "en", *more]
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("NGUON_", "DJANGO_"))}
        environment |= {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
        log = self.folder / "serve.log"
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                command, stdout=out, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )
        until = time.monotonic() + START_SECONDS
        while "To end" not in log.read_text() and time.monotonic() < until and self.process.poll() is None:
            time.sleep(0.1)
        said = log.read_text()
        assert "To end" in said, said
        return said

    def kill(self):
        """kill -9, web and worker with it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """End it as Ctrl-C does."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)


class Person:
    """Somebody at a browser, who counts clicks; mistakes of the pages are errors."""

    def __init__(self, browser, server, who, *, language="", **how):
        self.server, self.who, self.language = server, who, language
        self.context = browser.new_context(locale="vi-VN", **({"viewport": DESK} | how))
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.clicks, self.mistakes = 0, []
        self.page.on("console", lambda m: self.mistakes.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.mistakes.append(str(e)))
        self.open("/dang-nhap/")
        self.sign_in()

    def sign_in(self):
        """Fill in the page of signing in, where one is."""
        self.page.fill("[name=email]", f"{self.who}@demo.local")
        self.page.fill("[name=password]", self.server.password)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_selector(".me b", state="attached")

    def open(self, path):
        """Go to an address of the server."""
        return self.page.goto(self.server.base + self.language + path)

    def click(self, what):
        """A click that counts."""
        self.clicks += 1
        self.page.click(what)

    def fits(self):
        """Nothing scrolls sideways but in its own box."""
        assert not self.is_too_wide(), self.page.url

    def is_too_wide(self):
        """Whether the page scrolls sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth > innerWidth")

    def faults(self, *rules):
        """What axe-core finds serious; with ``rules`` it looks only for these."""
        from axe_playwright_python import __file__ as axe

        if not self.page.evaluate("typeof axe != 'undefined'"):
            self.page.evaluate(Path(axe).with_name("axe.min.js").read_text(encoding="utf-8"))
        options = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": list(rules)}
        found = self.page.evaluate("options => axe.run(options)", options)
        return [(v["id"], [n["html"][:140] for n in v["nodes"][:2]]) for v in found["violations"]
                if v["impact"] in ("serious", "critical")]  # fmt: skip

    def accessible(self, *rules):
        """axe-core finds nothing serious."""
        bad = self.faults(*rules)
        assert bad == [], (self.page.url, bad)

    def leave(self):
        """Close the browser; its console must have stayed empty."""
        self.context.close()
        assert self.mistakes == []
