"""Planning, preparing and showing an activity on a phone, with script and without."""

from __future__ import annotations

import pytest

from tests.web.browser import PHONE, Person, in_a_browser
from tests.web.test_way import picture

pytestmark = in_a_browser


def photo(name):
    """A file as a phone sends it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture()}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_activity_on_a_phone(browser, server, script):
    phu = Person(browser, server, "co-quan", viewport=PHONE, java_script_enabled=script)
    page = phu.page
    phu.open("/lam-viec/viec/1/hoat-dong/moi/")
    if script:
        phu.fits()
        phu.accessible()
    page.select_option("#id_kind", "tham-tang-qua")
    page.fill("#id_title", "Thăm người mở đường")
    page.fill("#id_day", "mai")
    page.fill("#id_begins", "8h")
    page.fill("#id_ends", "7h")
    page.fill("#id_place", "Bản Vều")
    page.click("button:has-text('Lên kế hoạch')")
    assert "sớm hơn giờ bắt đầu" in page.inner_text("main")
    assert page.input_value("#id_place") == "Bản Vều"
    page.fill("#id_ends", "10h30")
    page.click("button:has-text('Lên kế hoạch')")
    page.wait_for_selector(".head .chip:has-text('Đã lên lịch')")
    page.click(".box-tick >> nth=0")
    page.wait_for_selector(".box-tick.on")
    assert page.locator(".shoot label:nth-child(1) input[capture]").count() == 1, "the camera comes first"
    page.set_input_files(".shoot input >> nth=1", [photo("mot.jpg"), photo("hai.jpg")])
    if not script:
        page.click(".send button")
    page.wait_for_selector(".ev img >> nth=1")
    assert page.locator(".ev img").count() == 2
    if script:
        phu.fits()
        phu.accessible()
    assert all("422" in said for said in phu.mistakes), "the browser tells of the form that came back"
    phu.mistakes.clear()
    phu.leave()


def test_pictures_wait_on_the_phone_until_the_network_is_back(browser, server):
    phu = Person(browser, server, "co-quan", viewport=PHONE)
    page = phu.page
    phu.open("/lam-viec/hoat-dong/1/")
    before = page.locator(".ev img").count()
    page.route("**/minh-chung/", lambda route: route.abort())
    page.set_input_files(".shoot input >> nth=1", [photo("song-yeu.jpg")])
    page.wait_for_selector(".queue .bad:has-text('chờ mạng')")
    page.unroute("**/minh-chung/")
    phu.open("/lam-viec/hoat-dong/1/")
    page.wait_for_selector(f".ev img >> nth={before}")
    phu.mistakes.clear()  # the browser tells of the sending that we cut
    phu.leave()
