"""One dispatch as DOCX, HTML, PDF and text of two columns: whatever holds it, the same values are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import pytest
from tests.docx_files import cell, docx, p, row, table
from tests.reading_cases import read_values

from nguon.reading.read import read

CENTRED, BOLD, ITALIC = '<w:jc w:val="center"/>', "<w:b/>", "<w:i/>"
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


class Dispatch(NamedTuple):
    """The parts of a dispatch as they stand on the page; ``expected`` as in the case files."""

    left: Sequence[str]
    right: Sequence[str]
    title: Sequence[str]
    body: Sequence[str]
    recipients: Sequence[str]
    signature: Sequence[str]
    expected: dict[str, list[str]]


DISPATCHES = {
    "letter of a district": Dispatch(
        left=("ỦY BAN NHÂN DÂN", "HUYỆN BÌNH LỘC", "Số: 735/UBND-KT", "V/v chuẩn bị vật tư chống hạn"),
        right=(*NATION, "Bình Lộc, ngày 05 tháng 9 năm 2024"),
        title=(),
        body=(
            "Kính gửi:",
            "- Phòng Nông nghiệp;",
            "- Ủy ban nhân dân các xã.",
            "Thực hiện Công văn số 88/SNN-TL ngày 30/8/2024 của Sở Nông nghiệp, Ủy ban nhân dân huyện yêu cầu:",
            "1. Phòng Nông nghiệp kiểm tra các trạm bơm trên địa bàn huyện, lập danh sách trạm hư hỏng.",
            "2. Ủy ban nhân dân các xã",
            "a) Nạo vét kênh mương trước ngày 20/9/2024;",
            "b) Báo cáo kết quả.",
            "Nhận được Công văn này, yêu cầu các đơn vị triển khai thực hiện./.",
        ),
        recipients=("Nơi nhận:", "- Như trên;", "- Thường trực Huyện ủy (để b/c);", "- Lưu: VT, KT(02b)."),
        signature=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "", "Lê Văn Hạnh"),
        expected={
            "body": ["state"],
            "type": ["cong_van"],
            "issuer": ["ỦY BAN NHÂN DÂN HUYỆN BÌNH LỘC"],
            "number": ["735"],
            "symbol": ["UBND-KT"],
            "place": ["Bình Lộc"],
            "date": ["2024-09-05"],
            "subject": ["chuẩn bị vật tư chống hạn"],
            "addressee": ["Phòng Nông nghiệp", "Ủy ban nhân dân các xã"],
            "citation": ["Công văn | 88 | SNN-TL | 2024-08-30 | Sở Nông nghiệp"],
            "tree": [
                "Thực hiện Công văn số 88/SNN-TL ngày 30/8/2024 của Sở Nông nghiệp, Ủy ban nhân dân huyện yêu cầu:",
                "1 Phòng Nông nghiệp kiểm tra các trạm bơm trên địa bàn huyện, lập danh sách trạm hư hỏng.",
                "2 Ủy ban nhân dân các xã",
                ".a Nạo vét kênh mương trước ngày 20/9/2024;",
                ".b Báo cáo kết quả.",
                "Nhận được Công văn này, yêu cầu các đơn vị triển khai thực hiện./.",
            ],
            "recipient": ["Như trên", "Thường trực Huyện ủy | để b/c"],
            "filed": ["VT", "KT(02b)"],
            "authority": ["KT."],
            "for": ["CHỦ TỊCH"],
            "title": ["PHÓ CHỦ TỊCH"],
            "name": ["Lê Văn Hạnh"],
        },
    ),
    "decision of a chairman": Dispatch(
        left=("ỦY BAN NHÂN DÂN", "TỈNH LỘC HÒA", "Số: 1204/QĐ-UBND"),
        right=(*NATION, "Lộc Hòa, ngày 22 tháng 8 năm 2023"),
        title=("QUYẾT ĐỊNH", "Về việc thành lập Tổ công tác rà soát văn bản", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LỘC HÒA"),
        body=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
            "Xét đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 15/TTr-STP ngày 10/8/2023,",
            "QUYẾT ĐỊNH:",
            "Điều 1. Thành lập Tổ công tác gồm các ông, bà có tên trong danh sách.",
            "Điều 2. Tổ công tác có nhiệm vụ:",
            "1. Rà soát văn bản.",
            "2. Báo cáo Ủy ban nhân dân tỉnh.",
            "Điều 3. Quyết định này có hiệu lực từ ngày ký./.",
        ),
        recipients=("Nơi nhận:", "- Như Điều 1;", "- Sở Tư pháp;", "- Lưu: VT, NC."),
        signature=("CHỦ TỊCH", "", "", "", "Phan Thanh Tùng"),
        expected={
            "type": ["quyet_dinh"],
            "issuer": ["ỦY BAN NHÂN DÂN TỈNH LỘC HÒA"],
            "number": ["1204"],
            "date": ["2023-08-22"],
            "subject": ["thành lập Tổ công tác rà soát văn bản"],
            "basis": [
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015",
                "Xét đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 15/TTr-STP ngày 10/8/2023",
            ],
            "ids": ["art_1", "art_2", "art_2__cl_1", "art_2__cl_2", "art_3"],
            "recipient": ["Như Điều 1", "Sở Tư pháp"],
            "filed": ["VT", "NC"],
            "authority": ["-"],
            "title": ["CHỦ TỊCH"],
            "name": ["Phan Thanh Tùng"],
        },
    ),
    "plan of a Party body": Dispatch(
        left=("TỈNH ỦY VÀM ĐÔNG", "BAN TUYÊN GIÁO", "*", "Số 22-KH/BTGTU"),
        right=("ĐẢNG CỘNG SẢN VIỆT NAM", "Vàm Đông, ngày 8 tháng 10 năm 2023"),
        title=("KẾ HOẠCH", "tuyên truyền kỷ niệm ngày truyền thống"),
        body=(
            "I- MỤC ĐÍCH",
            "Nâng cao nhận thức của cán bộ, đảng viên.",
            "II- NỘI DUNG",
            "1- Tổ chức hội nghị.",
            "2- Treo băng rôn.",
        ),
        recipients=("Nơi nhận:", "- Các huyện ủy,", "- Lưu VPBTGTU."),
        signature=("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "", "", "", "Lê Thị Hồng Hoa"),
        expected={
            "body": ["party"],
            "type": ["ke_hoach"],
            "issuer": ["TỈNH ỦY VÀM ĐÔNG", "BAN TUYÊN GIÁO"],
            "number": ["22"],
            "symbol": ["KH/BTGTU"],
            "place": ["Vàm Đông"],
            "subject": ["tuyên truyền kỷ niệm ngày truyền thống"],
            "tree": [
                "I MỤC ĐÍCH",
                ".Nâng cao nhận thức của cán bộ, đảng viên.",
                "II NỘI DUNG",
                ".1 Tổ chức hội nghị.",
                ".2 Treo băng rôn.",
            ],
            "recipient": ["Các huyện ủy"],
            "filed": ["VPBTGTU"],
            "authority": ["K/T"],
            "for": ["TRƯỞNG BAN"],
            "title": ["PHÓ TRƯỞNG BAN"],
            "name": ["Lê Thị Hồng Hoa"],
        },
    ),
}


def as_docx(one: Dispatch) -> bytes:
    """Layout tables at both ends, as office templates have it."""
    title = [p(text, CENTRED, BOLD) for text in one.title]
    return docx(
        table(row(cell(*_centred(one.left)), cell(*_centred(one.right))))
        + "".join(title)
        + "".join(p(text, '<w:ind w:firstLine="720"/>') for text in one.body)
        + table(row(cell(*(p(text) for text in one.recipients)), cell(*_centred(one.signature))))
    )


def _centred(texts: Sequence[str]) -> list[str]:
    return [p(text, CENTRED, BOLD if text.isupper() else "") for text in texts]


def as_html(one: Dispatch) -> bytes:
    """As portals print it, with menus around."""

    def column(texts: Sequence[str]) -> str:
        return "<td>" + "".join(f"<p>{escape(text)}</p>" for text in texts if text) + "</td>"

    title = "".join(f'<p style="text-align:center"><b>{escape(text)}</b></p>' for text in one.title)
    body = "".join(f"<p>{escape(text)}</p>" for text in one.body)
    return (
        "<html><head><meta charset='utf-8'><title>x</title></head><body><nav><a href='/'>Trang chủ</a></nav>"
        f"<table><tr>{column(one.left)}{column(one.right)}</tr></table>{title}{body}"
        f"<table><tr>{column(one.recipients)}{column(one.signature)}</tr></table></body></html>"
    ).encode()


def as_text(one: Dispatch) -> bytes:
    """The columns typed side by side, the body not broken into lines."""
    rows = [*_side_by_side(one.left, one.right), ""]
    rows += [text.center(90).rstrip() for text in one.title]
    rows += ["", *("     " + text for text in one.body), "", *_side_by_side(one.recipients, one.signature)]
    return "\n".join(rows).encode()


def _side_by_side(left: Sequence[str], right: Sequence[str]) -> list[str]:
    size = max(len(left), len(right))
    pairs = zip([*left, *[""] * (size - len(left))], [*right, *[""] * (size - len(right))], strict=True)
    return [(a.ljust(48) + b).rstrip() for a, b in pairs]


def as_pdf(one: Dispatch) -> bytes:
    """A page set by typst in the margins of Decree 30/2020/NĐ-CP, Annex I, Part I."""
    typst = pytest.importorskip("typst")

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def stacked(texts: Sequence[str], where: str) -> str:
        lines = ", ".join(f"text(weight: {'700' if t.isupper() else '400'}, {quoted(t or ' ')})" for t in texts)
        return f"align({where}, stack(spacing: 6pt, {lines}))"

    title = "\n".join(f"#align(center, text(weight: 700, {quoted(text)}))" for text in one.title)
    body = "\n\n".join(f"#par(text({quoted(text)}))" for text in one.body)
    source = (
        '#set page(paper: "a4", margin: (left: 30mm, right: 15mm, y: 20mm))\n'
        '#set text(font: "Liberation Serif", size: 13pt, lang: "vi", hyphenate: false)\n'
        "#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 9pt)\n"
        f"#grid(columns: (42%, 58%), {stacked(one.left, 'center')}, {stacked(one.right, 'center')})\n"
        f"#v(12pt)\n{title}\n\n{body}\n\n#v(10pt)\n"
        f"#grid(columns: (50%, 50%), {stacked(one.recipients, 'left')}, {stacked(one.signature, 'center')})\n"
    )
    made: bytes = typst.compile(source.encode())
    return made


@pytest.mark.parametrize("name", DISPATCHES)
@pytest.mark.parametrize(
    ("write", "suffix"),
    [(as_docx, ".docx"), (as_html, ".html"), (as_text, ".txt"), (as_pdf, ".pdf")],
    ids=["docx", "html", "text", "pdf"],
)
def test_the_same_values_are_read_from_every_format(name: str, write: Callable[[Dispatch], bytes], suffix: str) -> None:
    one = DISPATCHES[name]
    assert read_values(read(write(one), name=f"case{suffix}"), one.expected) == one.expected
