"""The way of a dispatch in a real browser: two people, with script and without, on a screen and on a phone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PORT = 8791

axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
AXE = Path(axe.__file__).with_name("axe.min.js")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """``nguon serve --demo`` as a person starts it: its address and the password of the demo."""
    folder = tmp_path_factory.mktemp("serve")
    port = PORT + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    command = [
        sys.executable,
        "-m",
        "nguon.cli.main",
        "serve",
        "--data",
        str(folder),
        "--demo",
        "--port",
        str(port),
        "--lang",
        "en",
    ]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NGUON_", "DJANGO_"))}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    log = folder / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
    try:
        until = time.monotonic() + 90
        while "To end" not in log.read_text() and time.monotonic() < until and process.poll() is None:
            time.sleep(0.1)
        said = log.read_text()
        assert "To end" in said, said
        yield (
            f"http://127.0.0.1:{port}",
            re.findall(r"password: (\S+)", said)[0],
            re.findall(r"http\S+/moi/\S+", said)[0],
        )
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium."""
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield opened
        opened.close()


class Person:
    """Somebody at a browser, who counts clicks; mistakes of the pages are errors."""

    def __init__(self, browser, server, who, **how):
        self.base, self.password, _ = server
        self.context = browser.new_context(locale="vi-VN", **how)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.clicks, self.mistakes = 0, []
        self.page.on("console", lambda m: self.mistakes.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.mistakes.append(str(e)))
        self.open("/dang-nhap/")
        self.page.fill("[name=email]", f"{who}@demo.local")
        self.page.fill("[name=password]", self.password)
        self.page.click("main button")
        self.page.wait_for_selector(".me b")

    def open(self, path):
        self.page.goto(self.base + path)

    def click(self, what):
        self.clicks += 1
        self.page.click(what)

    def fits(self):
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url

    def accessible(self):
        """axe-core finds nothing serious."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run()")
        bad = [(v["id"], [n["html"][:120] for n in v["nodes"][:2]]) for v in found["violations"]
               if v["impact"] in ("serious", "critical")]  # fmt: skip
        assert bad == [], self.page.url

    def leave(self):
        self.context.close()
        assert self.mistakes == []


def letter(name, number):
    """A file with an invented letter."""
    from tests.web.conftest import LETTER

    return {"name": name, "mimeType": "text/plain", "buffer": LETTER.replace("417", number).encode()}


def _issue(mai, name, number):
    """Upload, check, issue; returns the clicks."""
    mai.open("/lam-viec/van-ban/nhan/")
    before, script = mai.clicks, mai.page.evaluate("typeof htmx") != "undefined"
    mai.page.set_input_files("#files", letter(name, number))
    if not script:
        mai.click("form[enctype] button")
        for _ in range(60):
            if mai.page.locator(f".file:has-text('{name}') a.btn.p").count():
                break
            time.sleep(0.25)
            mai.page.reload()
    mai.click(f".file:has-text('{name}') a.btn.p")
    mai.fits()
    mai.click(".head a.btn.p")
    mai.fits()
    mai.click(".head form button.p")
    mai.page.wait_for_selector(".kpis")
    return mai.clicks - before


def test_from_upload_to_done(browser, server):
    mai = Person(browser, server, "dau-moi", viewport={"width": 1366, "height": 768})
    clicks = _issue(mai, "cong-van.txt", "901")
    assert clicks <= 12
    board = mai.page.url
    mai.accessible()
    mai.click(".mx td a >> nth=0")
    mai.click(".src a")
    assert "/kiem-tra/#v" in mai.page.url, "two clicks from a figure to the line of the dispatch"
    row = mai.page.url.rsplit("#", 1)[1]
    mai.click(f"#{row}")
    mai.page.wait_for_selector(f".view [data-v='{row[1:]}'].on")
    mai.accessible()

    mai.page.goto(board)
    mai.click(".mx tbody tr:first-child td a >> nth=0")
    task = mai.page.url.replace(mai.base, "")
    mai.page.click("summary:has-text('Đánh dấu thay')")
    mai.page.fill("#tick-words", "Báo cáo giấy")
    mai.page.click("details[open] button:has-text('Xong')")
    mai.page.wait_for_selector(".chip.ok:has-text('Xong')")
    mai.accessible()
    assert task
    mai.leave()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_body_accepts_attaches_and_says_done_on_a_phone(browser, server, script):
    phu = Person(browser, server, "co-quan", viewport={"width": 360, "height": 740}, java_script_enabled=script)
    phu.open("/lam-viec/viec/")
    address = phu.page.get_attribute(".t h3 a >> nth=0", "href")
    phu.open(address)
    if phu.page.locator("button:has-text('Nhận việc')").count():
        phu.page.click("button:has-text('Nhận việc')")
    if script:
        phu.fits()
        phu.accessible()
    if not phu.page.locator("details.act[open] #kind").count():
        phu.page.click("summary:has-text('Nộp minh chứng')")
    phu.page.select_option("#kind", "headcount")
    phu.page.fill("#number", "120")
    phu.page.click("button:has-text('Nộp')")
    phu.page.wait_for_selector(".ev")
    phu.page.click("button:has-text('Báo đã xong')")
    phu.page.wait_for_selector(".chip:has-text('Chờ đầu mối')")
    phu.leave()
    mai = Person(browser, server, "dau-moi", java_script_enabled=script)
    mai.open(address)
    mai.page.click("button:has-text('Đã kiểm tra')")
    mai.page.wait_for_selector(".chip.ok")
    mai.leave()


def test_upload_to_issue_without_script_at_360(browser, server):
    mai = Person(browser, server, "dau-moi", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    mai.fits = lambda: None
    mai.page.evaluate = lambda *_: "undefined"
    assert _issue(mai, "khong-script.txt", "902") <= 12
    mai.leave()


PAGES = """
van-ban/ van-ban/nhan/ van-ban/1/kiem-tra/ van-ban/2/giao/ van-ban/4/kiem-tra/
chuong-trinh/ chuong-trinh/?luu=1 chuong-trinh/1/them-viec/ chuong-trinh/1/ket-thuc/
chuong-trinh/1/bang/ chuong-trinh/1/viec/?tt=qua-han viec/ viec/1/
ho-so/ ho-so/mat-khau/ ho-so/ma-hai-buoc/ co-quan/nguoi/ co-quan/nguoi/moi/
"""


def test_no_page_scrolls_sideways_on_a_phone_and_axe_finds_nothing(browser, server):
    mai = Person(browser, server, "dau-moi", viewport={"width": 360, "height": 740})
    for path in PAGES.split():
        mai.open("/lam-viec/" + path)
        mai.fits()
        mai.accessible()
    mai.leave()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_scan_is_looked_at_signed_and_stored(browser, server, script):
    """Two clicks more than for a file with text: open the pages, sign; and a tick for the page."""
    from tests.web.test_scans import scan

    mai = Person(browser, server, "dau-moi", viewport={"width": 1366, "height": 768}, java_script_enabled=script)
    mai.open("/lam-viec/van-ban/nhan/")
    name = f"quet-{script}.pdf"
    data = scan(kind="jpeg" if script else "shadow", dpi=130)
    mai.page.set_input_files("#files", {"name": name, "mimeType": "application/pdf", "buffer": data})
    row = f".file:has-text('{name}')"
    if not script:
        mai.page.click("form[enctype] button")
        for _ in range(80):
            if mai.page.locator(f"{row} .chip").count():
                break
            time.sleep(0.25)
            mai.page.reload()
    mai.click(f"{row} a:has-text('Xem các trang')")
    if script:
        mai.page.wait_for_function("document.querySelector('.look-page').naturalWidth > 0")
        mai.fits()
        mai.accessible()
    mai.page.check("[name=page]")
    mai.click("button:has-text('Ký tên')")
    mai.page.wait_for_selector(".pane :text('không có dấu MẬT')")
    assert mai.clicks == 2
    if script:
        mai.accessible()
        mai.page.keyboard.press("n")
        mai.page.wait_for_selector(".pane .look.on")
    mai.leave()


def test_a_later_dispatch_changes_the_programme_which_is_then_closed_and_archived(browser, server):
    from tests.web.test_chain import LATER

    mai = Person(browser, server, "dau-moi", viewport={"width": 1366, "height": 768})
    _issue(mai, "goc.txt", "903")
    board = mai.page.url
    text = LATER.format(what="thay thế").replace("417", "903").replace("trước ngày 20/12/2026", "trước ngày 15/12/2026")
    mai.open("/lam-viec/van-ban/nhan/")
    mai.page.set_input_files("#files", {"name": "sau.txt", "mimeType": "text/plain", "buffer": text.encode()})
    mai.page.click(".file:has-text('sau.txt') a.btn.p")
    mai.page.click("button:has-text('Thực hiện văn bản này')")
    mai.page.wait_for_selector(".chain :text('Rút lại')")
    mai.accessible()
    mai.page.click("a:has-text('Xem thay đổi gì')")
    mai.page.wait_for_selector("ins:has-text('14/12/2026')")
    mai.fits()
    mai.accessible()
    mai.page.click("button:has-text('Thực hiện các dòng')")
    mai.page.wait_for_selector("#thay-doi")
    mai.accessible()
    mai.page.click("#thay-doi button:has-text('Rút lại')")
    mai.page.wait_for_selector(".msg:has-text('Đã hoàn tác')")

    mai.page.click("a:has-text('Giao thêm việc')")
    mai.accessible()
    mai.page.fill("#words", "Báo số cây còn thiếu")
    mai.page.check("[name=all]")
    mai.page.fill("#word_of", "Phó Chủ tịch tỉnh")
    mai.page.click("button:has-text('Giao thêm và gửi')")
    mai.page.click(".t h3 a >> nth=0")
    mai.page.wait_for_selector(":text('theo lời Phó Chủ tịch tỉnh')")
    mai.page.click("summary:has-text('Thu hồi việc')")
    mai.page.fill("#withdraw-words", "Giao cho sở khác")
    mai.page.click("details[open] button:has-text('Thu hồi')")
    mai.page.wait_for_selector(".msg.error:has-text('Giao cho sở khác')")
    mai.accessible()

    mai.page.goto(board)
    mai.page.click("a:has-text('Kết thúc chương trình')")
    mai.accessible()
    mai.page.click("button:has-text('Kết thúc khi còn')")
    mai.page.click("button:has-text('Đưa vào lưu trữ')")
    mai.page.wait_for_selector("h1:has-text('đã lưu trữ')")
    number = board.split("/")[-3]
    mai.open("/lam-viec/chuong-trinh/")
    assert not mai.page.locator(f"a[href$='/{number}/bang/']").count()
    mai.page.fill("#tim", "903")
    mai.page.press("#tim", "Enter")
    mai.page.wait_for_selector(f"a[href$='/{number}/bang/']")
    mai.accessible()
    mai.leave()


def test_the_first_administrator_comes_in_by_the_link_once_and_invites(browser, server):
    base, _, link = server
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(link)
    page.fill("[name=name]", "Quản Trị")
    page.fill("[name=email]", "quan-tri@demo.local")
    page.fill("[name=new_password]", "mot cau du dai va la")
    page.click("main button")
    page.wait_for_selector("h1:has-text('Bốn bước')")
    page.goto(base + "/lam-viec/co-quan/nguoi/moi/")
    page.fill("[name=body]", "Sở Y tế tỉnh Quảng Ninh")
    page.click("button.p")
    if page.locator("input[name=ref]").count():
        page.click("input[name=ref] >> nth=0")
        page.click("button.p")
    invitation = page.inner_text(".copy")
    assert "/moi/" in invitation
    other = browser.new_context(locale="vi-VN").new_page()
    other.goto(link)
    assert "đã dùng" in other.inner_text("main")
    other.goto(invitation)
    assert "người phụ trách" in other.inner_text("main")
    context.close()
