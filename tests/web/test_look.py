"""How every page looks: walked from the addresses, wide and narrow, light and dark, in a real browser."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

import nguon.web
from tests.web.browser import DESK, PHONE, Person, in_a_browser
from tests.web.test_matrix import views

STATIC = Path(nguon.web.__file__).parent / "static" / "nguon"
PAGE_BYTES = 150_000
STYLE_BYTES = 15_000
TALLEST = "ẲẴỘỰ"
DEEPEST = "ạỵọg"
SKIP = {"accounts:sign_out", "accounts:second_step", "healthz", "typed_day"}


def pages_of(person):
    """Of every view the first address that answers this person with a whole page; the pages of all parts."""
    for name, arguments in views():
        if name in SKIP:
            continue
        for number in (1, 2) if arguments else (0,):
            try:
                path = reverse(name, kwargs=dict.fromkeys(arguments, number))
            except NoReverseMatch:
                break
            answer = person.context.request.get(person.server.base + path, max_redirects=0)
            whole = answer.status == 200 and "text/html" in answer.headers.get("content-type", "")
            if whole and b"<main" in answer.body():
                yield path, answer.body()
                break


LOOKS = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const named = (b) => b.textContent.trim() || b.getAttribute('aria-label') || b.querySelector('img[alt], rect');
  const quoted = (t) => t.parentElement.closest('.due, .s').querySelector('.printed');
  return {
    wordless: all('.chip').filter(c => !c.textContent.trim()).length,
    unquoted: all('.t .due time, .head time').filter(t => !quoted(t)).length,
    titles: all('h1').length,
    nameless: all('button, a[href]').filter(b => !named(b)).map(b => b.outerHTML.slice(0, 90)),
  };
}"""
WELL = {"wordless": 0, "unquoted": 0, "titles": 1, "nameless": []}

pytestmark = in_a_browser


@pytest.mark.parametrize("who", ["dau-moi", "co-quan"])
def test_every_page_is_accessible_wide_and_narrow_light_and_dark(browser, server, who):
    one = Person(browser, server, who)
    seen, wrong = 0, []

    def look(path, size, scheme, *rules):
        one.page.set_viewport_size(size)
        one.page.emulate_media(color_scheme=scheme)
        wrong.extend((path, size["width"], scheme, *fault) for fault in one.faults(*rules))

    for path, body in pages_of(one):
        seen += 1
        one.open(path)
        look(path, DESK, "light")
        look(path, DESK, "dark", "color-contrast")
        look(path, PHONE, "dark", "color-contrast")
        look(path, PHONE, "light", "color-contrast", "target-size", "scrollable-region-focusable")
        looks = one.page.evaluate(LOOKS)
        if looks != WELL:
            wrong.append((path, looks))
        if one.is_too_wide():
            wrong.append((path, "scrolls sideways at 360"))
        if len(body) > PAGE_BYTES:
            wrong.append((path, len(body)))
    assert not wrong, "\n".join(map(str, wrong))
    assert seen >= {"dau-moi": 16, "co-quan": 11}[who]
    one.leave()


CLIPPED = """() => {
  const bad = [];
  const what = 'h1, h2, h3, .btn, .chip, .fchip, .tbl td, .kpis b, .ph q, label, .mx th a, summary';
  for (const el of document.querySelectorAll(what)) {
    const text = [...el.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!text || !el.checkVisibility() || el.matches('.vh')) continue;
    const style = getComputedStyle(el), size = parseFloat(style.fontSize), line = parseFloat(style.lineHeight);
    if (line < size * 1.3 - 0.01) bad.push(['low', el.outerHTML.slice(0, 80)]);
    if (style.overflowY === 'hidden' && parseFloat(style.paddingTop) < size * 0.09) {
      bad.push(['cut', el.outerHTML.slice(0, 80)]);
    }
  }
  return bad;
}"""

INK = """([words, family, weight]) => {
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.font = `${weight} 100px ${family}`;
  const m = canvas.measureText(words);
  return m.actualBoundingBoxAscent + m.actualBoundingBoxDescent;
}"""


def test_no_mark_of_a_letter_is_cut(browser, server):
    """The ink of Ẳ over ạ fits the line of its font, and no box hides what is above its line."""
    mai = Person(browser, server, "dau-moi")
    for path in ("van-ban/", "van-ban/2/kiem-tra/", "van-ban/2/giao/", "chuong-trinh/1/bang/", "viec/1/"):
        mai.open(f"/lam-viec/{path}")
        mai.page.evaluate("document.fonts.ready")
        assert mai.page.evaluate(CLIPPED) == [], path
    for family, most in (('"Be Vietnam Pro"', 150), ('"Source Serif 4"', 135)):
        for weight in (400, 600):
            assert mai.page.evaluate(INK, [TALLEST + DEEPEST, family, weight]) <= most, family
    mai.leave()


def test_the_main_act_lies_in_the_first_screen(browser, server):
    mai = Person(browser, server, "dau-moi")
    for path, act in (
        ("van-ban/", ".btn.p"),
        ("van-ban/2/kiem-tra/", ".head .btn.p"),
        ("van-ban/2/giao/", ".head .btn[disabled], .head .btn.p"),
        ("chuong-trinh/1/bang/", ".kpis"),
        ("van-ban/nhan/", "#files"),
    ):
        mai.open(f"/lam-viec/{path}")
        box = mai.page.locator(act).first.bounding_box()
        assert box["y"] + box["height"] <= DESK["height"], path
    mai.leave()
    phu = Person(browser, server, "co-quan", viewport=PHONE)
    phu.open("/lam-viec/viec/1/")
    foot, dock = (phu.page.locator(what).bounding_box() for what in (".foot", ".bar nav"))
    assert foot["y"] + foot["height"] <= dock["y"] + 1, "the main act stands above the dock"
    assert dock["y"] + dock["height"] <= PHONE["height"] + 1
    phu.leave()


def test_words_survive_without_colours(browser, server):
    """Word, then shape, then colour: with forced colours every state still has its word and its edge."""
    mai = Person(browser, server, "dau-moi", forced_colors="active")
    mai.open("/lam-viec/chuong-trinh/1/viec/?tt=qua-han")
    edges = "all => all.map(c => [c.innerText.trim(), getComputedStyle(c).borderTopWidth])"
    chips = mai.page.eval_on_selector_all(".chip", edges)
    assert chips
    assert all(word and width != "0px" for word, width in chips)
    mai.leave()


def test_style_and_script_are_light():
    """All styles 15 KB at most as they are sent; each script is small enough to be read."""
    styles = [path.read_bytes() for path in STATIC.glob("*.css") if path.name != "fonts.css"]
    assert sum(len(gzip.compress(one)) for one in styles) <= STYLE_BYTES
    for path in STATIC.glob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 140, path.name


def test_filters_stand_in_the_address_and_the_last_ones_are_offered(browser, server):
    mai = Person(browser, server, "dau-moi")
    mai.open("/lam-viec/chuong-trinh/1/viec/?tt=qua-han&nv=1")
    chips = mai.page.locator(".filters .fchip")
    assert chips.count() == 2
    rows = mai.page.locator(".t").count()
    mai.page.reload()
    assert mai.page.locator(".t").count() == rows
    chips.nth(0).click()
    assert re.search(r"\?nv=1$", mai.page.url)
    mai.open("/lam-viec/chuong-trinh/1/viec/?tt=qua-han&nv=1")
    mai.open("/lam-viec/chuong-trinh/1/viec/")
    last = mai.page.locator("a:has-text('Lần trước')")
    assert "Quá hạn" in last.inner_text()
    last.click()
    assert "tt=qua-han" in mai.page.url
    mai.leave()
