"""The way of a dispatch in a real browser: three people on three screens, by keyboard, without script, in English."""

from __future__ import annotations

import re
import time

import pytest

from tests.web.browser import PHONE, ROOT, Person, in_a_browser
from tests.web.conftest import LETTER
from tests.web.test_way import picture

pytestmark = in_a_browser
MOST_CLICKS = 12
"""From a dispatch on the disk to its issued plan, besides settling what is unresolved."""


def letter(name, number):
    """A file with an invented letter."""
    return {"name": name, "mimeType": "text/plain", "buffer": LETTER.replace("417", number).encode()}


def issue(mai, name, file, *, script=True):
    """From the start page to the issued plan; returns the clicks besides settling, and those of settling.

    Choosing files counts as three clicks: the field, the file, "Open".
    """
    mai.open("/")
    before, settling = mai.clicks, 0
    mai.click("nav a:has-text('Văn bản')")
    mai.click("a.btn.p:has-text('Nhận văn bản')")
    mai.clicks += 3
    mai.page.set_input_files("#files", file)
    if not script:
        mai.click("form[enctype] button")
        for _ in range(60):
            if mai.page.locator(f".file:has-text('{name}') a.btn").count():
                break
            time.sleep(0.25)
            mai.page.reload()
    mai.click(f".file:has-text('{name}') a.btn")
    mai.click(".head a.btn.p")
    while mai.page.locator(".ph .chip.warn").count():
        settling += 2
        mai.page.check("[name=body][value=nobody]")
        mai.page.click("button:has-text('Chọn')")
    mai.click(".head form button.p")
    mai.page.wait_for_selector(".kpis")
    return mai.clicks - before, settling


def test_three_people_on_three_screens_from_upload_to_done(browser, server, record_property):
    mai = Person(browser, server, "dau-moi")
    phu = Person(browser, server, "co-quan", viewport=PHONE, has_touch=True)
    hoa = Person(browser, server, "kiem-tra", viewport={"width": 820, "height": 1180})

    clicks, settling = issue(mai, "party-commemoration.docx", ROOT / "samples" / "party-commemoration.docx")
    record_property("clicks", clicks)
    print(f"sample dispatch to issued plan: {clicks} clicks, {settling} more for settling")
    assert clicks <= MOST_CLICKS
    board = mai.page.url
    mai.page.click(".mx td a >> nth=0")
    mai.page.click(".src a")
    assert "/kiem-tra/#v" in mai.page.url, "two clicks from a figure to the line of the dispatch"
    row = mai.page.url.rsplit("#", 1)[1]
    mai.page.wait_for_selector(f".view [data-v='{row[1:]}'].on")

    phu.open("/lam-viec/viec/")
    tasks = phu.page.eval_on_selector_all(".t h3 a", "all => all.map(a => a.getAttribute('href'))")
    task = max(tasks, key=lambda address: int(re.findall(r"\d+", address)[-1]))
    phu.open(task)
    phu.click(".foot button:has-text('Nhận việc')")
    phu.page.wait_for_selector(".toast:has-text('Đã nhận việc')")
    phu.click(".toast button:has-text('Hoàn tác')")
    phu.page.wait_for_selector(".foot button:has-text('Nhận việc')")
    phu.click(".foot button:has-text('Nhận việc')")
    phu.click(".foot a:has-text('Nộp minh chứng')")
    phu.click("summary:has-text('ghi chú')")
    phu.page.fill("#note", "Sinh hoạt chi bộ ở bản Vều")
    phu.page.set_input_files(
        ".shoot input >> nth=0", {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    phu.page.wait_for_selector(".ev img")
    phu.click(".foot button:has-text('Báo đã xong')")
    phu.page.wait_for_selector(".chip:has-text('Chờ đầu mối')")
    phu.fits()

    hoa.open(task)
    hoa.click("aside button:has-text('Đã kiểm tra')")
    hoa.page.wait_for_selector(".head .chip.ok")
    mai.page.goto(board)
    assert mai.page.inner_text(".kpis a:nth-child(2) b") == "1"
    for one in (mai, phu, hoa):
        one.leave()


def test_the_same_without_script_at_360(browser, server):
    mai = Person(browser, server, "dau-moi", viewport=PHONE, java_script_enabled=False)
    clicks, _ = issue(mai, "khong-script.txt", letter("khong-script.txt", "902"), script=False)
    assert clicks <= MOST_CLICKS
    mai.page.click(".mx tbody tr:first-child td a >> nth=0")
    task = mai.page.url.replace(server.base, "")
    mai.page.click("summary:has-text('Đánh dấu thay')")
    mai.page.fill("#tick-day", "31/11")
    mai.page.fill("#tick-words", "Báo cáo giấy số 12")
    mai.page.click("details[open] button:has-text('Xong')")
    said = mai.page.inner_text(".msg.error")
    assert "31/11 không có. Tháng 11 có 30 ngày." in said
    assert mai.page.input_value("#tick-words") == "Báo cáo giấy số 12", "the words are still there"
    mai.page.fill("#tick-day", "hôm nay")
    mai.page.click("details[open] button:has-text('Xong')")
    mai.page.wait_for_selector(".head .chip.ok")
    assert task in mai.page.url
    mai.leave()


def test_an_ended_session_without_script_brings_the_words_back(browser, server):
    phu = Person(browser, server, "co-quan", viewport=PHONE, java_script_enabled=False)
    phu.open("/lam-viec/viec/1/")
    phu.page.click("summary:has-text('Hỏi lại')")
    phu.page.fill("#ask-words", "Huyện không còn từ 01/7, giao cho ai?")
    phu.context.clear_cookies(name="sessionid")
    phu.page.click("details[open] button:has-text('Gửi')")
    assert "Phiên đã hết" in phu.page.inner_text("main")
    phu.sign_in()
    assert phu.page.url.endswith("/lam-viec/viec/1/")
    assert phu.page.input_value("#ask-words") == "Huyện không còn từ 01/7, giao cho ai?"
    phu.leave()


def test_by_keyboard_alone(browser, server):
    mai = Person(browser, server, "dau-moi")
    keys = mai.page.keyboard
    mai.open("/lam-viec/van-ban/nhan/")
    mai.page.focus("#files")
    mai.page.set_input_files("#files", letter("ban-phim.txt", "905"))
    mai.page.wait_for_selector(".file:has-text('ban-phim.txt') a.btn")
    mai.page.focus(".file:has-text('ban-phim.txt') a.btn")
    keys.press("Enter")
    mai.page.wait_for_selector(".split")
    keys.press("j")
    first = mai.page.get_attribute(".pane .on", "data-v")
    keys.press("Enter")
    keys.press("j")
    keys.press("k")
    assert mai.page.get_attribute(".pane .on", "data-v") == str(int(first) + 1), "Enter is right, next"
    while not mai.page.locator(".pane .on .fix input[name=field][value=subject]").count():
        keys.press("j")
    keys.press("e")
    keys.type("trồng cây đầu năm")
    keys.press("Escape")
    assert not mai.page.locator(".pane .on .fix[open]").count(), "Esc gives the old value back"
    mai.page.evaluate("document.activeElement.blur()")
    keys.press("e")
    keys.press("Control+a")
    keys.type("trồng cây đầu năm")
    keys.press("Enter")
    mai.page.wait_for_selector(".chip.note:has-text('Đã sửa')")
    keys.press("u")
    mai.page.wait_for_selector(".chip.note:has-text('Đã sửa')", state="detached")
    keys.press("g")
    keys.press("c")
    mai.page.wait_for_selector("h1:has-text('Chương trình')")
    keys.press("g")
    keys.press("v")
    mai.page.wait_for_selector("h1:has-text('Việc của cơ quan')")
    keys.press("/")
    assert mai.page.evaluate("document.activeElement.name") == "tim"
    keys.type("?")
    assert not mai.page.locator("dialog[open]").count(), "letters rest in fields"
    mai.page.evaluate("document.activeElement.blur()")
    keys.press("?")
    mai.page.wait_for_selector("dialog[open] .keymap")
    mai.page.uncheck("dialog [data-letters] input")
    keys.press("Escape")
    keys.press("g")
    keys.press("c")
    mai.page.wait_for_timeout(200)
    assert mai.page.url.endswith("/viec/"), "letters can be switched off"
    mai.leave()


@pytest.mark.parametrize("path", ["van-ban/2/kiem-tra/", "chuong-trinh/1/bang/", "viec/1/", "viec/"])
def test_english_is_whole(browser, server, path):
    """No word of the interface is Vietnamese: what remains is text of documents, names, and the language switch."""
    mai = Person(browser, server, "dau-moi", language="/en")
    mai.open(f"/lam-viec/{path}")
    assert mai.page.get_attribute("html", "lang") == "en"
    words = mai.page.inner_text("body")
    for word in ("Kiểm tra", "Hạn", "Nhận việc", "Đăng xuất", "Quá hạn", "Hoàn tác", "Bảng điều phối", "Nhiệm vụ"):
        assert word not in words, word
    mai.fits()
    mai.leave()


def test_the_first_administrator_comes_in_by_the_link_once_and_invites(browser, server):
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(server.link)
    page.fill("[name=name]", "Quản Trị")
    page.fill("[name=email]", "quan-tri@demo.local")
    page.fill("[name=new_password]", "mot cau du dai va la")
    page.click("main button")
    page.wait_for_selector("h1:has-text('Bốn bước')")
    page.goto(server.base + "/lam-viec/co-quan/nguoi/moi/")
    page.fill("[name=body]", "Sở Y tế tỉnh Quảng Ninh")
    page.click("button.p")
    if page.locator("input[name=ref]").count():
        page.click("input[name=ref] >> nth=0")
        page.click("button.p")
    invitation = page.inner_text(".copy")
    assert "/moi/" in invitation
    other = browser.new_context(locale="vi-VN").new_page()
    other.goto(server.link)
    assert "đã dùng" in other.inner_text("main")
    other.goto(invitation)
    assert "người phụ trách" in other.inner_text("main")
    context.close()


@pytest.mark.parametrize("who", ["dau-moi", "co-quan"])
def test_the_dock_of_the_phone_has_few_words_and_cuts_none(browser, server, who):
    one = Person(browser, server, who, viewport=PHONE)
    one.open("/lam-viec/viec/")
    words = one.page.eval_on_selector_all(
        ".bar nav a",
        "all => all.filter(a => a.offsetParent).map(a => [a.innerText, a.scrollWidth - a.clientWidth, "
        "a.getBoundingClientRect().right - innerWidth])",
    )
    assert 3 <= len(words) <= 5, words
    assert all(over <= 0 and right <= 1 for _, over, right in words), words
    one.page.click(".me summary")
    one.page.wait_for_selector(".me a:has-text('Danh')")
    if who == "dau-moi":
        one.page.wait_for_selector(".me a.small")
        one.open("/lam-viec/chuong-trinh/1/bang/")
        assert one.page.locator(".head .btn.p").count() == 1
        one.page.click(".head .more summary")
        one.page.wait_for_selector(".head .more a >> nth=0")
        one.fits()
    one.leave()
