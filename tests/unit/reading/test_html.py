"""The lines of a web page are what its reader sees."""

from __future__ import annotations

import pytest

from nguon.core.errors import EmptyFile
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Line
from nguon.reading.readers.html import open_html, recognises_html

_HEAD = """<table border="0"><tr>
<td><p align="center"><b>BỘ VÍ DỤ</b><br>_____</p></td>
<td><p align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p></td></tr>
<tr><td>Số: 4/BVD-VP</td><td><i>Hà Nội, ngày 5 tháng 6 năm 2023</i></td></tr></table>"""


def lines(page: str | bytes, options: ReadingOptions | None = None) -> tuple[Line, ...]:
    data = page if isinstance(page, bytes) else page.encode()
    with open_html(data, options or ReadingOptions()) as source:
        return source.pages[0].lines


def texts(page: str | bytes) -> list[str]:
    return [line.text for line in lines(page)]


def test_soft_wraps_are_folded_and_entities_read() -> None:
    (line,) = lines("<p>Kính\n   gửi:&nbsp;S&#7903; Y t&ecirc;\n</p>")
    assert (line.text, line.flowing, line.paragraph) == ("Kính gửi:\u00a0Sở Y tê", True, True)


def test_a_break_starts_a_line_and_two_start_a_paragraph() -> None:
    found = lines("<div>Một<br>Hai<br/><br>Ba</div><div>Bốn</div>")
    assert [(line.text, line.paragraph, line.gap) for line in found] == [
        ("Một", True, 0.0),
        ("Hai", False, 0.0),
        ("Ba", True, 1.0),
        ("Bốn", True, 0.0),
    ]


def test_words_beside_inline_tags_stay_whole() -> None:
    assert texts("<p>Qu<b>yết đ</b>ịnh <span>số</span><span> 7</span></p>") == ["Quyết định số 7"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = 'x'</script>",
        "<style>p { color: red }</style>",
        "<noscript>x</noscript>",
        '<div style="display : none">x<p>y</p></div>',
        "<p hidden>x</p>",
        '<span style="visibility:hidden">x</span>',
        '<p class="gone">x</p>',
        "<!-- x -->",
        "<nav>x</nav>",
        "<button>In</button><select><option>1</option></select><textarea>x</textarea>",
        "<ul><li><a href=1>Trang chủ</a></li><li><a href=2>Tin tức</a></li><li><a href=3>Liên hệ</a></li></ul>",
        "<head><title>x</title></head>",
    ],
)
def test_what_is_not_shown_or_a_menu_is_left_out(hidden: str) -> None:
    assert texts(f"<style>.gone{{display:none}}</style>{hidden}<p>Nội dung</p>") == ["Nội dung"]


def test_frames_of_the_page_go_only_where_the_text_stands_elsewhere() -> None:
    text = "Đoạn văn của văn bản. " * 5
    around = "<header>Cổng thông tin</header><aside>Tin mới</aside>"
    assert texts(f"{around}<form><main><p>{text}</p></main></form><footer>Bản quyền</footer>") == [text.strip()]
    assert texts("<form><p>Một mình</p></form>") == ["Một mình"]
    assert texts(f"<header>{_HEAD}</header><p>{text * 9}</p>")[0] == "BỘ VÍ DỤ"


def test_a_letterhead_table_becomes_columns() -> None:
    assert ["WLR"[line.column] + " " + line.text for line in lines(_HEAD + "<p>Kính gửi: Bộ A</p>")] == [
        "L BỘ VÍ DỤ",
        "L _____",
        "L Số: 4/BVD-VP",
        "R CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "R Độc lập - Tự do - Hạnh phúc",
        "R Hà Nội, ngày 5 tháng 6 năm 2023",
        "W Kính gửi: Bộ A",
    ]


def test_the_look_of_letters_is_told() -> None:
    first, *_, last = lines(_HEAD)
    assert (first.bold, first.centred, last.italic, last.bold) == (True, True, True, False)
    styled = "<style>.t { text-align: center; font-weight: bold }</style><p class=t style='font-size:14pt'>KẾ HOẠCH</p>"
    (line,) = lines(styled + "<p></p>")
    assert (line.bold, line.centred, line.size) == (True, True, 14.0)
    (line,) = lines("<style>p { text-align: left }</style><p align=center>KẾ HOẠCH</p>")
    assert line.centred


def test_a_page_inside_layout_tables_is_flattened_around_the_letterhead() -> None:
    page = f"<table><tr><td>Chuyên mục</td><td>{_HEAD}<p>{'Nội dung dài. ' * 30}</p></td></tr></table>"
    assert ["WLR"[line.column] for line in lines(page)] == ["W", "L", "L", "L", "R", "R", "R", "W"]


def test_a_data_table_keeps_its_cells() -> None:
    page = """<table border=1><thead><tr><th>TT<th colspan=2>Việc</tr></thead>
    <tr><td rowspan=2>1<td>Rà soát<td>Sở A</tr><tr><td>Báo cáo<td>Sở B</tr></table>"""
    found = [
        (line.text, c.row, c.column, c.rows, c.columns, c.header, c.ruled) for line in lines(page) if (c := line.cell)
    ]
    assert found == [
        ("TT", 0, 0, 1, 1, True, True),
        ("Việc", 0, 1, 1, 2, True, True),
        ("1", 1, 0, 2, 1, False, True),
        ("Rà soát", 1, 1, 1, 1, False, True),
        ("Sở A", 1, 2, 1, 1, False, True),
        ("Báo cáo", 2, 1, 1, 1, False, True),
        ("Sở B", 2, 2, 1, 1, False, True),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ol><li>Một<li>Hai</ol>", ["1. Một", "2. Hai"]),
        ("<ol type=a start=4><li>Một<li value=9>Hai</ol>", ["d. Một", "i. Hai"]),
        ("<ol style='list-style-type: upper-roman'><li><p>Một</p></ol>", ["I. Một"]),
        ("<ol><li>A<ol type=a><li>B<li>C</ol><li>D</ol>", ["1. A", "a. B", "b. C", "2. D"]),
        ("<ul><li>Một<li>- Hai</ul>", ["- Một", "- Hai"]),
        ("<ul style='list-style:none'><li>Một</ul>", ["Một"]),
    ],
)
def test_lists_are_numbered_as_shown(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_the_number_of_a_list_is_told_as_automatic() -> None:
    assert [line.automatic for line in lines("<ol><li>Một<br>thêm</ol>")] == [3, 0]


def test_pages_saved_by_word_give_their_numbers_and_tabs() -> None:
    page = """<p style='mso-list:l0 level1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;
    </span></span><![endif]>Giao Sở A<o:p></o:p></p><p><span style='font-family:Symbol'><span style='mso-list:Ignore'>·
    </span></span>Rà soát</p><p>Nơi nhận:<span style='mso-tab-count:5'>     </span>KT. CHỦ TỊCH</p>
    <p>- Như trên;<span style='mso-tab-count:4'>     </span>PHÓ CHỦ TỊCH</p>"""
    assert ["WLR"[line.column] + " " + line.text for line in lines(page)] == [
        "W 1. Giao Sở A",
        "W - Rà soát",
        "L Nơi nhận:",
        "L - Như trên;",
        "R KT. CHỦ TỊCH",
        "R PHÓ CHỦ TỊCH",
    ]


@pytest.mark.parametrize(
    "data",
    [
        "<p>Đề nghị Sở Y tế</p>".encode(),
        "<meta charset=windows-1252><p>Đề nghị Sở Y tế</p>".encode(),
        "<html><p>Đề nghị Sở Y tế</p>".encode("utf-16"),
        "<html><p>Đề nghị Sở Y tế</p>".encode("utf-16-le"),
        '<?xml version="1.0" encoding="utf-8"?><html><p>Đề nghị Sở Y tế</p>'.encode(),
    ],
    ids=["utf-8", "wrong declaration", "utf-16", "utf-16 without mark", "xhtml"],
)
def test_the_bytes_decide_the_charset(data: bytes) -> None:
    assert texts(data) == ["Đề nghị Sở Y tế"]


def test_a_page_saved_in_one_file_is_unpacked() -> None:
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=cut\r\n\r\n--cut\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><p>S=E1=BB=91: 12/KH=\r\n-UBND</p></html>\r\n--cut\r\n"
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--cut--\r\n"
    )
    assert recognises_html(data, ".doc")
    assert texts(data) == ["Số: 12/KH-UBND"]


def test_a_page_in_a_legacy_font_tells_its_encoding() -> None:
    page = '<p><font face=".VnTime">Uû ban nh©n d©n</font></p><p><font face="Arial">ABC</font></p>'
    assert [line.encoding for line in lines(page)] == ["tcvn3", ""]
    (line,) = lines("<p>UBND tØnh ®Ò nghÞ c¸c ®¬n vÞ thùc hiÖn nghiªm tóc c«ng v¨n nµy</p>".encode("cp1252"))
    assert line.encoding == "tcvn3"


def test_preformatted_text_keeps_its_lines_and_columns() -> None:
    rows = "BỘ X               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 2/BX-VP        X, ngày 2 tháng 3 năm 2004"
    page = f"<pre>{rows}</pre>"
    assert [line.column for line in lines(page)] == [1, 1, 2, 2]


def test_text_past_the_limit_is_left_out_with_a_remark() -> None:
    with open_html(b"<p>" + b"chu " * 100, ReadingOptions(max_characters=50)) as source:
        assert sum(len(line.text) for line in source.pages[0].lines) <= 50
    with open_html(b"<p>mot doan van</p>" * 50, ReadingOptions(max_characters=50)) as source:
        assert [r.code for r in source.remarks] == ["too_much_text"]


@pytest.mark.parametrize("data", [b"<html></html>", b"<script>x</script>", b"<p>&nbsp;</p>"])
def test_nothing_visible_is_an_empty_file(data: bytes) -> None:
    with pytest.raises(EmptyFile), open_html(data, ReadingOptions()):
        pass


def test_content_decides_and_not_the_name() -> None:
    assert recognises_html(b"<!doctype html><p>x", ".doc")
    assert not recognises_html("Kính gửi".encode(), ".html")
