"""Nothing typed is lost, and what was typed is understood: drafts, dates, bodies, two editors, in a real browser."""

from __future__ import annotations

import pytest

from tests.web.browser import Person, Server, in_a_browser

pytestmark = in_a_browser
WORDS = "Mưa lớn từ 20/11, đường vào bản Vều bị cắt; xin làm sau khi thông đường."


def write(person, words=WORDS):
    """Start to ask for more time."""
    person.open("/lam-viec/viec/1/")
    person.page.click("summary:has-text('Xin thêm ngày')")
    person.page.fill("#more_time-words", words)


def test_words_are_back_after_the_session_ended(browser, server):
    phu = Person(browser, server, "co-quan")
    write(phu)
    phu.context.clear_cookies(name="sessionid")
    phu.page.fill("#more_time-day", "30/11/2099")
    phu.page.click("details[open] button:has-text('Gửi')")
    assert "Phiên đã hết" in phu.page.inner_text("main")
    phu.sign_in()
    assert phu.page.url.endswith("/lam-viec/viec/1/")
    assert phu.page.input_value("#more_time-words") == WORDS
    assert phu.page.input_value("#more_time-day") == "30/11/2099"
    phu.leave()


def test_words_are_back_after_the_network_was_cut(browser, server):
    phu = Person(browser, server, "co-quan")
    write(phu, WORDS + " (2)")
    phu.context.set_offline(True)
    phu.page.click("details[open] button:has-text('Gửi')")
    phu.page.wait_for_selector("#offline:not([hidden])")
    assert phu.page.input_value("#more_time-words") == WORDS + " (2)"
    phu.context.set_offline(False)
    phu.page.wait_for_selector("#offline", state="hidden")
    phu.page.close()
    phu.page = phu.context.new_page()
    phu.open("/lam-viec/viec/1/")
    assert phu.page.input_value("#more_time-words") == WORDS + " (2)"
    phu.page.click("button:has-text('Bỏ bản nháp')")
    assert phu.page.input_value("#more_time-words") == ""
    phu.open("/lam-viec/viec/1/")
    assert phu.page.input_value("#more_time-words") == ""
    phu.context.close()


def test_another_person_at_the_same_browser_sees_no_draft(browser, server):
    phu = Person(browser, server, "co-quan")
    write(phu, WORDS + " (3)")
    phu.page.click(".me summary")
    phu.page.click(".me button")
    phu.who = "kiem-tra"
    phu.sign_in()
    phu.open("/lam-viec/viec/1/")
    assert WORDS + " (3)" not in phu.page.content()
    phu.leave()


def test_words_are_back_after_kill_9_between_typing_and_saving(browser, tmp_path):
    server = Server(tmp_path)
    try:
        phu = Person(browser, server, "co-quan")
        write(phu)
        phu.page.fill("#more_time-day", "30/11/2099")
        server.kill()
        phu.page.click("details[open] button:has-text('Gửi')")
        phu.page.wait_for_timeout(300)
        server.start()
        phu.context.clear_cookies(name="sessionid")
        phu.open("/lam-viec/viec/1/")
        phu.sign_in()
        assert phu.page.input_value("#more_time-words") == WORDS
        phu.page.click("details[open] button:has-text('Gửi')")
        phu.page.wait_for_selector(".chip:has-text('Chờ đầu mối')")
        assert phu.page.evaluate("Object.keys(localStorage).filter(k => k.includes(':draft:')).length") == 0
        phu.context.close()
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2512", "25/12/"), ("25/12", "25/12/"), ("25-12-30", "25/12/2030: thứ Tư, còn"), ("mai", "còn|ngày nghỉ"),
     ("thứ 6", "thứ Sáu, còn"), ("31/11", "31/11 không có. Tháng 11 có 30 ngày.")],
    ids=["digits", "no year", "short year", "mai", "weekday", "no such day"],
)  # fmt: skip
def test_a_date_says_what_was_understood(browser, server, typed, shown):
    phu = Person(browser, server, "co-quan")
    phu.open("/lam-viec/viec/1/")
    phu.page.click("summary:has-text('Xin thêm ngày')")
    phu.page.fill("#more_time-day", "")
    phu.page.type("#more_time-day", typed)
    hint = phu.page.locator("#more_time-hint, #more_time-day-hint")
    phu.page.wait_for_function(
        "([id, words]) => new RegExp(words).test(document.getElementById(id).textContent)",
        arg=[hint.get_attribute("id"), shown.replace(".", r"\.")],
    )
    phu.leave()


def test_arrows_move_a_date(browser, server):
    phu = Person(browser, server, "co-quan")
    phu.open("/lam-viec/viec/1/")
    phu.page.click("summary:has-text('Xin thêm ngày')")
    day = phu.page.locator("#more_time-day")
    day.fill("31/01/2027")
    for key, expected in (
        ("ArrowUp", "01/02/2027"),
        ("ArrowDown", "31/01/2027"),
        ("PageUp", "28/02/2027"),
        ("PageDown", "28/01/2027"),
    ):
        day.press(key)
        assert day.input_value() == expected
    phu.leave()


def test_a_body_is_found_while_one_types(browser, server):
    mai = Person(browser, server, "dau-moi")
    mai.open("/lam-viec/van-ban/2/giao/")
    mai.page.type("#tim", "svhttdl")
    mai.page.wait_for_selector("#hits label:has-text('Sở Văn hóa, Thể thao và Du lịch')")
    row = mai.page.inner_text("#hits label:has-text('Sở Văn hóa, Thể thao và Du lịch') >> nth=0")
    assert "viết tắt" in row or "còn gọi là" in row, "the row says why it fits"
    mai.page.press("#tim", "ArrowDown")
    assert mai.page.evaluate("document.activeElement.type") == "checkbox"
    mai.page.keyboard.press("Space")
    mai.page.fill("#tim", "so y te")
    mai.page.wait_for_selector("#hits label:has-text('Sở Y tế')")
    assert mai.page.locator("#hits input:checked").count() == 1, "what was ticked stays while one searches on"
    mai.leave()
    plain = Person(browser, server, "dau-moi", java_script_enabled=False)
    plain.open("/lam-viec/van-ban/2/giao/")
    plain.page.fill("#tim", "so y te")
    plain.page.click("form[role=search] button")
    assert plain.page.locator("#hits label:has-text('Sở Y tế')").count()
    plain.leave()


def test_two_editors_see_both_versions_side_by_side(browser, server):
    mai, other = (Person(browser, server, "dau-moi") for _ in range(2))
    for one in (mai, other):
        one.open("/lam-viec/van-ban/3/kiem-tra/")
    for one, words in ((mai, "Bản của Mai"), (other, "Bản của người kia")):
        row = one.page.locator(".v:has(input[value=subject])")
        row.locator("summary").click()
        row.locator("input[name=value]").fill(words)
        row.locator("button:has-text('Lưu')").click()
        one.page.wait_for_load_state()
    seen = other.page.inner_text("main")
    assert "Hai người cùng sửa" in seen
    assert "Bản của Mai" in seen
    assert other.page.input_value("#mine") == "Bản của người kia"
    other.accessible()
    other.page.click("button:has-text('Lưu bản của tôi')")
    other.page.wait_for_selector(".v b:has-text('Bản của người kia')")
    mai.leave()
    other.context.close()


def test_the_divider_is_moved_and_remembered_and_the_page_enlarged(browser, server):
    mai = Person(browser, server, "dau-moi")
    mai.open("/lam-viec/van-ban/2/kiem-tra/")
    before = mai.page.locator(".view").bounding_box()["width"]
    mai.page.focus(".divider")
    for _ in range(5):
        mai.page.keyboard.press("ArrowRight")
    wider = mai.page.locator(".view").bounding_box()["width"]
    assert wider > before + 80
    mai.page.reload()
    assert abs(mai.page.locator(".view").bounding_box()["width"] - wider) < 2
    small = mai.page.locator(".sheet >> nth=0").bounding_box()["width"]
    mai.page.evaluate("document.activeElement.blur()")
    mai.page.keyboard.press("z")
    assert mai.page.locator(".sheet >> nth=0").bounding_box()["width"] > 1.5 * small
    mai.page.keyboard.press("z")
    assert abs(mai.page.locator(".sheet >> nth=0").bounding_box()["width"] - small) < 2
    mai.leave()
