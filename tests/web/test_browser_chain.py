"""Scans that are looked at and signed, and a programme that a later dispatch changes, in a real browser."""

from __future__ import annotations

import time

import pytest

from tests.web.browser import Person, in_a_browser
from tests.web.test_browser import issue, letter
from tests.web.test_chain import LATER
from tests.web.test_scans import scan

pytestmark = in_a_browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_scan_is_looked_at_signed_and_stored(browser, server, script):
    """Two clicks more than for a file with text: open the pages, sign; and a tick for the page."""
    mai = Person(browser, server, "dau-moi", java_script_enabled=script)
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
        mai.page.locator(".look-page").evaluate("picture => picture.decode()")
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
    mai = Person(browser, server, "dau-moi")
    issue(mai, "goc.txt", letter("goc.txt", "903"))
    board = mai.page.url
    text = LATER.format(what="thay thế").replace("417", "903").replace("trước ngày 20/12/2026", "trước ngày 15/12/2026")
    mai.open("/lam-viec/van-ban/nhan/")
    mai.page.set_input_files("#files", {"name": "sau.txt", "mimeType": "text/plain", "buffer": text.encode()})
    mai.page.click(".file:has-text('sau.txt') a.btn")
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
    mai.page.wait_for_selector(".toast:has-text('Đã hoàn tác')")

    mai.page.click("a:has-text('Giao thêm việc')")
    mai.accessible()
    mai.page.fill("#add-words", "Báo số cây còn thiếu")
    mai.page.check("[name=all]")
    mai.page.fill("#add-word_of", "Phó Chủ tịch tỉnh")
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
