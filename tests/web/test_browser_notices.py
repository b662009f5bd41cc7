"""Notices in a real browser: told, opened in one click without script, chosen, printed; on a phone too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.web.browser import Person, in_a_browser

pytestmark = in_a_browser
SHOTS = os.environ.get("NGUON_SHOTS", "")


def shot(person, name):
    """A picture of the page, where somebody wants to look at it."""
    if SHOTS:
        person.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [1366, 360])
def test_a_question_is_told_and_opened_in_one_click(browser, server, width):
    size = {"viewport": {"width": width, "height": 768}, "java_script_enabled": width == 1366}
    phu = Person(browser, server, "co-quan", **size)
    phu.open("/lam-viec/viec/")
    phu.page.click(".t h3 a >> nth=0")
    if phu.page.locator("textarea[name=words]").count():
        phu.page.locator("details:has(input[value=ask]) summary").click()
        phu.page.fill("form:has(input[value=ask]) textarea", "Gồm cả cơ sở ở xã không?")
        phu.page.click("form:has(input[value=ask]) button")
    phu.leave()
    mai = Person(browser, server, "dau-moi", **size)
    mai.open("/lam-viec/thong-bao/")
    mai.page.wait_for_selector(".bar .count")
    mai.page.wait_for_selector("li.new:has-text('Cơ quan hỏi đầu mối')")
    mai.page.wait_for_selector("li.new:has-text('Gồm cả cơ sở ở xã không?')")
    shot(mai, f"notices-{width}")
    mai.page.click("li.new button >> nth=0")
    mai.page.wait_for_selector("h2:has-text('Văn bản viết')")
    mai.page.fill("form:has(input[value=answer]) textarea", "Có.")
    mai.page.click("form:has(input[value=answer]) button")
    mai.leave()


@pytest.mark.parametrize("width", [1366, 360])
def test_pages_of_notices_fit_and_axe_finds_nothing(browser, server, width):
    mai = Person(browser, server, "dau-moi", viewport={"width": width, "height": 768})
    mai.open("/lam-viec/chuong-trinh/")
    mai.page.click("main a[href*='/bang/'] >> nth=0")
    mai.page.click("a[href$='/phieu/']")
    pages = {"sheets": mai.page.url.removeprefix(server.base)}
    pages["sheet"] = mai.page.get_attribute(".sheetline a.btn >> nth=0", "href")
    pages |= {"choices": "/lam-viec/ho-so/thong-bao/", "list": "/lam-viec/thong-bao/?hien=het"}
    for name, path in pages.items():
        mai.open(path)
        mai.fits()
        mai.accessible()
        shot(mai, f"{name}-{width}")
    mai.open(pages["choices"])
    mai.page.select_option("[name=given]", "now")
    mai.page.click("form.card button.p")
    mai.page.wait_for_selector("text=Đã lưu")
    if width == 1366:
        mai.open(pages["sheet"])
        mai.page.emulate_media(media="print")
        shot(mai, "sheet-print")
        assert mai.page.locator("nav.screen").is_hidden()
        assert len(mai.page.pdf(format="A4")) > 5_000
    mai.leave()


def test_the_administrator_reads_why_no_mail_goes_out(browser, server):
    base, link = server.base, server.link
    page = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768}).new_page()
    page.goto(link)
    if page.locator("[name=name]").count():
        page.fill("[name=name]", "Quản Trị")
        page.fill("[name=email]", "quan-tri@demo.local")
        page.fill("[name=new_password]", "mot cau du dai va la")
    else:  # another test came in by the link of this server before
        page.goto(base + "/dang-nhap/")
        page.fill("[name=email]", "quan-tri@demo.local")
        page.fill("[name=password]", "mot cau du dai va la")
    page.click("main button")
    page.wait_for_selector(".me b", state="attached")
    page.goto(base + "/lam-viec/quan-tri/thiet-lap/")
    page.click("main button.p")
    assert "[mail_off]" in page.inner_text(".msg.error")
    for width in (1366, 360):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"mail-{width}.png", full_page=True)
