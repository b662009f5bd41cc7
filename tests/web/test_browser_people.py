"""Directory, people and register in a real browser: with script and without, on a screen and on a phone."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import Workbook

from tests.web.browser import DESK, PHONE, Person, in_a_browser

pytestmark = in_a_browser


def administrator(browser, server):
    """The first administrator: comes in by the link of the server, once; later by the password."""
    person = Person.__new__(Person)
    context = browser.new_context(locale="vi-VN", viewport=DESK)
    page = context.new_page()
    page.set_default_timeout(15_000)
    person.server, person.language, person.context, person.page = server, "", context, page
    person.clicks, person.mistakes = 0, []
    page.on("console", lambda m: person.mistakes.append(m.text) if m.type == "error" else None)
    page.goto(server.base + "/dang-nhap/")
    page.fill("[name=email]", "quan-tri@demo.local")
    page.fill("[name=password]", "mot cau du dai va la")
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
    if not page.locator(".me b").count():
        person.mistakes.clear()
        page.goto(server.link)
        page.fill("[name=name]", "Quản Trị")
        page.fill("[name=email]", "quan-tri@demo.local")
        page.fill("[name=new_password]", "mot cau du dai va la")
        page.click("main button")
        page.wait_for_selector(".me b", state="attached")
    return person


def spreadsheet(*rows):
    """A workbook with Vietnamese heads."""
    book = Workbook()
    book.active.title = "Danh sách"
    book.active.append(["Mã", "Tên cơ quan", "Tên viết tắt", "Loại", "Cấp", "Từ ngày", "Không còn từ ngày", "Kế tục"])
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "danh-sach.xlsx", "mimeType": kind, "buffer": out.getvalue()}


def test_a_list_is_looked_at_applied_and_undone(browser, server):
    admin = administrator(browser, server)
    page = admin.page
    admin.open("/lam-viec/co-quan/")
    page.click("a:has-text('Nạp danh sách')")
    admin.accessible()
    page.set_input_files("#file", spreadsheet(["an-hai/ban-a", "Ban A An Hải", "BA", "ban", "hành tinh", "31/02/2024"]))
    page.click("button:has-text('Xem những gì')")
    page.wait_for_selector(".msg.error:has-text('chưa ghi được gì')")
    assert page.locator("tr:has-text('Từ ngày'), tr:has-text('valid_from')").count()
    admin.fits()
    admin.accessible()
    page.click("a:has-text('Chọn lại')")
    rows = (["an-hai/ban-a", "Ban A An Hải", "BAAH", "ban", "tỉnh", "01/02/2024"],
            ["an-hai/ban-b", "Ban B An Hải", "", "ban", "tỉnh", "", "01/07/2025", "an-hai/ban-a"])  # fmt: skip
    page.set_input_files("#file", spreadsheet(*rows))
    page.click("button:has-text('Xem những gì')")
    page.wait_for_selector("h2:has-text('Thêm mới')")
    admin.accessible()
    page.click("button:has-text('Ghi 2 thay đổi')")
    page.wait_for_selector(".chip:has-text('đã ghi')")
    admin.open("/lam-viec/co-quan/?tim=baah")
    page.click("a:has-text('Ban A An Hải')")
    page.wait_for_selector("dd:has-text('Ban B An Hải')")
    admin.accessible()
    admin.open("/lam-viec/co-quan/nap/")
    page.click("a:has-text('danh-sach.xlsx') >> nth=0")
    page.click("button:has-text('Hoàn tác lần nạp này')")
    page.wait_for_selector(".chip:has-text('đã hoàn tác')")
    admin.open("/lam-viec/co-quan/?tim=baah")
    assert not page.locator("a:has-text('Ban A An Hải')").count()
    admin.leave()


def test_many_are_invited_and_one_leaves(browser, server):
    admin = administrator(browser, server)
    page = admin.page
    admin.open("/lam-viec/co-quan/nguoi/")
    page.click("a:has-text('Mời nhiều cơ quan')")
    admin.fits()
    admin.accessible()
    page.check("[name=body] >> nth=0")
    page.click("button:has-text('Tạo liên kết')")
    link = page.inner_text(".copy >> nth=0")
    admin.accessible()
    context = browser.new_context(locale="vi-VN", viewport=PHONE)
    other = context.new_page()
    other.goto(link)
    other.fill("[name=name]", "Võ Thị Hoa")
    other.fill("[name=email]", "hoa@demo.local")
    other.fill("[name=new_password]", "mot cau du dai va la")
    other.click("main button")
    other.wait_for_selector(".me b", state="attached")
    admin.open("/lam-viec/co-quan/nguoi/")
    page.click("tr:has-text('Võ Thị Hoa') a:has-text('Thôi việc')")
    page.wait_for_selector(".msg.warning:has-text('người phụ trách cuối cùng')")
    admin.accessible()
    page.check("[name=without]")
    page.uncheck("[name=make_manager]")
    page.click("button.d")
    page.wait_for_selector("h2:has-text('Tài khoản đã đóng')")
    admin.accessible()
    other.goto(server.base + "/lam-viec/viec/")
    assert "/dang-nhap/" in other.url, "the session ended"
    context.close()
    admin.leave()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_dispatch_is_entered_passed_on_corrected_and_printed(browser, server, script):
    mai = Person(browser, server, "dau-moi", viewport=DESK if script else PHONE, java_script_enabled=script)
    page = mai.page
    mai.open("/lam-viec/so-den/")
    mai.click(".need a >> nth=0")
    assert page.input_value("#symbol")
    assert page.input_value("#subject")
    if script:
        mai.accessible()
    mai.click("button:has-text('Vào sổ')")
    page.wait_for_selector("h1:has-text('Số đến')")
    assert mai.clicks == 2
    address = page.url
    page.goto(address)  # without script the note of what was saved lies over the foot of a phone until the next page
    page.fill("#slip-note", "Giao Phòng Tuyên truyền tham mưu, báo cáo trước ngày 20")
    page.fill("#leader", "Lê Hòa")
    page.fill("#unit", "Phòng Tuyên truyền")
    page.click("button:has-text('Lưu phiếu')")
    page.wait_for_selector("blockquote:has-text('tham mưu')")
    page.goto(address)
    page.click("summary:has-text('Sửa một giá trị')")
    page.fill("details[open] #sender", "Nơi gửi đúng")
    page.fill("details[open] #reason", "Ghi nhầm")
    page.click("details[open] button:has-text('Gạch và ghi lại')")
    page.wait_for_selector("del")
    page.goto(address)
    if script:
        mai.fits()
        mai.accessible()
    mai.page.click("a:has-text('In phiếu chuyển')")
    page.wait_for_selector(".slip :text('Phòng Tuyên truyền')")
    if script:
        mai.accessible()
        data = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1, "one sheet"
        assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12]", data), "A4"
        mai.open("/lam-viec/so-den/in/")
        data = page.pdf(prefer_css_page_size=True)
        assert re.search(rb"/MediaBox\s*\[0 0 84[12][.\d]* 59[45]", data), "A4 across"
    page.goto(address)
    page.click("summary:has-text('Gạch cả mục')")
    page.fill("#why", "Vào sổ hai lần")
    page.click("details[open] button.d")
    page.wait_for_selector(".chip.bad:has-text('đã gạch')")
    page.click("button:has-text('Hoàn tác')")
    page.wait_for_selector("details.act")
    mai.leave()


PAGES = """
so-den/ so-den/vao-so/ so-den/1/ so-den/1/phieu/ so-den/in/ co-quan/ co-quan/?tim=so+y+te+nghe+an
co-quan/ma/nghe-an/so-y-te/ co-quan/nap/ co-quan/nguoi/ co-quan/nguoi/moi-nhieu/ chuong-trinh/1/nguoi/ ho-so/
"""


@pytest.mark.parametrize("language", ["", "/en"], ids=["vi", "en"])
def test_no_page_scrolls_sideways_on_a_phone_and_axe_finds_nothing(browser, server, language):
    mai = Person(browser, server, "dau-moi", viewport=PHONE)
    mai.language = language
    mai.open("/lam-viec/so-den/vao-so/")
    mai.page.fill("#sender", "Sở Nội vụ")
    mai.page.fill("#subject", "Rà soát biên chế")
    mai.page.click("main button.p")
    for path in PAGES.split():
        mai.open("/lam-viec/" + path)
        mai.fits()
        mai.accessible()
    mai.leave()


def test_an_observer_is_added(browser, server):
    mai = Person(browser, server, "dau-moi")
    mai.open("/lam-viec/chuong-trinh/1/bang/")
    mai.page.click(".head .more summary")
    mai.page.click(".head a:has-text('Người')")
    mai.page.fill("[name=email]", "co-quan@demo.local")
    mai.page.click("button:has-text('Giao')")
    mai.page.wait_for_selector("td:has-text('co-quan@demo.local')")
    mai.page.click("tr:has-text('co-quan@demo.local') button")
    mai.page.wait_for_selector(".tbl:not(:has-text('co-quan@demo.local'))")
    mai.leave()
