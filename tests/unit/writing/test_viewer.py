import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nguon.core.provenance import Provenance
from nguon.reading.document import Problem, Value
from nguon.writing.entries import Entry, problem_words, visible
from nguon.writing.page_images import MAX_PIXELS, page_images
from nguon.writing.viewer import _text_view, write_html

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
PDF = (SAMPLES / "public-health.pdf").read_bytes()


class Page(HTMLParser):
    """What a test asks of a page: its links, ids, resources and whether tags close as they open."""

    VOID = ("meta", "img", "rect")

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.resources, self.stack, self.handlers = [], [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.handlers += [name for name in attrs if name.startswith("on") or name == "style"]
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs["href"])
        self.resources += [attrs[name] for name in ("src", "action", "data", "poster") if name in attrs]
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag


@pytest.fixture
def pdf_document(document):
    """The document with a box for every value, on the first page."""
    box = (70.0, 90.0, 200.0, 104.0)

    def placed(thing):
        if isinstance(thing, Provenance):
            return Provenance(page=thing.page, start=thing.start, end=thing.end, box=box)
        if isinstance(thing, tuple):
            return tuple(placed(one) for one in thing)
        if isinstance(thing, msgspec.Struct):
            fields = {name: placed(getattr(thing, name)) for name in thing.__struct_fields__}
            return msgspec.structs.replace(thing, **fields)
        return thing

    return placed(document)


def test_every_link_leads_somewhere_and_no_id_comes_twice(document, duty):
    page = Page(write_html(document, b"", "text/plain", duties=[duty]))
    assert page.stack == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_a_pdf_page_is_drawn_with_an_outline_for_every_value(pdf_document):
    html = write_html(pdf_document, PDF, "application/pdf")
    page = Page(html)
    assert [source[:22] for source in page.resources] == ["data:image/png;base64,"] * 2
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    lines = {one for one in page.ids if re.fullmatch(r"v\d+", one)}
    outlines = {one.replace("b", "v") for one in page.ids if re.fullmatch(r"b\d+", one)}
    assert outlines == lines


def test_nothing_of_the_document_is_markup(document):
    nasty = '</script><img src=x onerror="alert(1)">&<svg/onload=alert(1)>'
    facts = msgspec.structs.replace(document.file, name=nasty)
    subject = msgspec.structs.replace(document.letterhead.subject, value=nasty)
    head = msgspec.structs.replace(document.letterhead, subject=subject)
    problem = Problem(code="x", message=nasty, hint=nasty)
    hostile = msgspec.structs.replace(document, file=facts, letterhead=head, problems=(problem,), text=nasty * 9)
    html = write_html(hostile, b"", "text/plain")
    assert Page(html).resources == []
    assert html.count("<script") == html.count("</script") == 1
    assert Page(html).handlers == []


def test_the_policy_allows_only_the_page_s_own_style_and_script(document):
    html = write_html(document, b"", "text/plain")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert re.fullmatch(
        r"default-src 'none'; img-src data:; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'", policy
    )
    assert not re.search(r"(?:https?:)?//[a-z]", html.replace("sha256-", "").split("<style>")[1].split("//")[0])


def test_nested_and_overlapping_values_share_the_text(document):
    text = "abcdef"
    spans = [(0, 4), (2, 6), (2, 3)]
    values = tuple(
        Value(value=text[a:b], text=text[a:b], sure="printed", sources=(Provenance(page=1, start=a, end=b),))
        for a, b in spans
    )
    bare = msgspec.structs.replace(
        document, text=text, addressees=values, body=(), annexes=(), citations=(), problems=()
    )
    html = write_html(msgspec.structs.replace(bare, letterhead=type(bare.letterhead)()), b"", "text/plain")
    paper = re.search(r'<div class="paper">(.*?)</div>', html, re.S)[1]
    pieces = re.findall(r'data-v="([\d ]+)"[^>]*>([^<]*)</a>', paper)
    assert "".join(words for _, words in pieces).startswith(text[:2])
    covered = {}
    for numbers, words in pieces:
        for number in numbers.split():
            covered[number] = covered.get(number, "") + words
    assert {"abcd", "cdef", "c"} <= set(covered.values())


def test_controls_direction_marks_and_surrogates_do_not_reach_the_page(document):
    text = "a\x00b\x1b[31mc\u202edef\ud800g"
    html = write_html(msgspec.structs.replace(document, text=text), b"", "text/plain")
    assert not set("\x00\x1b\u202e\ud800") & set(html)
    html.encode()


def test_inferred_and_repaired_values_say_so(document):
    html = write_html(document, b"", "text/plain", language="en")
    assert ">repaired</span>" in html
    assert "In the file: S Y T-NV" in html
    assert "Inferred from: Kính gửi" in html


def test_a_missing_value_is_said_to_be_missing(document):
    head = msgspec.structs.replace(document.letterhead, number=None)
    html = write_html(msgspec.structs.replace(document, letterhead=head), b"", "text/plain")
    assert '<li class="none"><span class="l">Số</span><span class="t">Không thấy trong văn bản</span></li>' in html


def test_pages_beyond_the_limit_are_left_out_with_a_note(pdf_document):
    facts = msgspec.structs.replace(pdf_document.file, pages=2)
    html = write_html(msgspec.structs.replace(pdf_document, file=facts), PDF, "application/pdf", max_pages=1)
    assert (html.count("<figure>"), "Từ trang 2 không vẽ ra ở đây" in html) == (1, True)


def test_bytes_that_are_no_pdf_give_a_page_without_pictures(pdf_document):
    assert "<figure>" not in write_html(pdf_document, b"%PDF-nothing", "application/pdf")


def test_a_page_image_is_a_png_of_bounded_size():
    image = next(page_images(PDF, 1))
    assert image.png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(image.png[start : start + 4], "big") for start in (16, 20))
    assert width * height <= MAX_PIXELS
    assert (round(image.width), round(image.height)) == (595, 842)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Trang 1: Tệp bị hỏng hoặc bị cắt giữa chừng. Tải lại từ nơi đã nhận rồi đọc lại. [damaged]"),
        ("en", "Page 1: Cut off. Again. [damaged]"),
    ],
)
def test_a_problem_says_where_what_and_what_to_do(document, language, words):
    assert problem_words(document.problems[0], language) == words


def test_an_enormous_page_is_drawn_small():
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(200_000, 100_000)
    data = io.BytesIO()
    document.save(data)
    document.close()
    image = next(page_images(data.getvalue(), 1))
    width, height = (int.from_bytes(image.png[start : start + 4], "big") for start in (16, 20))
    assert 0 < width * height <= MAX_PIXELS * 1.01


@given(
    text=st.text(st.sampled_from("ab<&\n\x00\u202eĐ"), max_size=30),
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
)
def test_marks_never_change_the_text(text, spans):
    """Whatever the values cover, the text reads as it is, and every value with words is marked."""
    places = [(min(a, b), min(max(a, b), len(text))) for a, b in spans]
    numbered = [
        (number, Entry(group="body", kind="body", label="", shown="", sources=(Provenance(page=1, start=a, end=b),)))
        for number, (a, b) in enumerate(places, 1)
    ]
    html = _text_view(text, numbered)
    assert unescape(re.sub(r"<[^>]*>", "", html)) == visible(text)
    marked = {int(one) for numbers in re.findall(r'data-v="([\d ]+)"', html) for one in numbers.split()}
    assert marked == {number for number, (a, b) in enumerate(places, 1) if a < b}
