"""Pictures of the main pages for the documentation, from the invented demo; needs Chromium, Playwright and Pillow.

``python scripts/screenshots.py`` starts ``nguon serve --demo`` in a temporary folder and writes ``docs/pictures/``.
"""

from __future__ import annotations

import io
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
DESK, PHONE = (1366, 768), (360, 740)
MAX_BYTES = 100_000
COLOURS = (128, 96, 64, 48, 32)
"""Sizes of the palette, tried until a picture is small enough."""
PICTURES = (
    ("receive", "dau-moi", "van-ban/nhan/", DESK, "light"),
    ("check", "dau-moi", "van-ban/2/kiem-tra/#v13", DESK, "light"),
    ("who-is-meant", "dau-moi", "van-ban/2/giao/", DESK, "light"),
    ("board", "dau-moi", "chuong-trinh/2/bang/", DESK, "light"),
    ("board-dark", "dau-moi", "chuong-trinh/2/bang/", DESK, "dark"),
    ("task-phone", "co-quan", "viec/1/", PHONE, "light"),
)
"""Name, person of the demo, address, size in CSS pixels, colours."""


def main() -> int:
    """Take all pictures; 0 when each is small enough."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "nguon.cli.main", "serve", "--demo", "--data", folder, "--port", str(port)]
        log = Path(folder, "said")
        with log.open("wb") as said:
            server = subprocess.Popen([*command, "--lang", "en"], stdout=said, cwd=ROOT)
        try:
            until = time.monotonic() + 90
            while "To end" not in log.read_text() and time.monotonic() < until:
                time.sleep(0.2)
            password = re.findall(r"password: (\S+)", log.read_text())[0]
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                sizes = [_take(browser, f"http://127.0.0.1:{port}", password, *one) for one in PICTURES]
                browser.close()
        finally:
            server.terminate()
            server.wait(30)
    return int(max(sizes) > MAX_BYTES)


def _take(
    browser: Browser, base: str, password: str, name: str, who: str, path: str, size: tuple[int, int], colours: str
) -> int:
    """One picture; its bytes."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if colours == "dark" else "light",
        locale="vi-VN",
    )
    page = context.new_page()
    page.goto(f"{base}/dang-nhap/")
    page.fill("[name=email]", f"{who}@demo.local")
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector(".me b", state="attached")
    page.goto(f"{base}/lam-viec/{path}")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    data = _small(page.screenshot())
    context.close()
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.png").write_bytes(data)
    print(f"{name}.png {len(data) // 1000} KB")
    return len(data)


def _small(data: bytes) -> bytes:
    """The picture with as many colours as the size allows."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    for count in COLOURS:
        out = io.BytesIO()
        image.quantize(count, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MAX_BYTES:
            break
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
