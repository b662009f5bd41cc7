"""What holds for every document that is read: values stand where they say, ids are unique, nothing crashes or hangs."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.errors import ReadingError
from nguon.core.text import squeeze
from nguon.reading.document import Document
from nguon.reading.read import read

HEADS = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG TRĂNG\nSố: 12/UBND-VX\nV/v rà soát hộ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nSông Trăng, ngày 05 tháng 9 năm 2024",
    "SỞ Y TẾ              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:     /KH-SYT           Độc lập - Tự do - Hạnh phúc\n"
    "                     Lộc Hòa, ngày    tháng 10 năm 2024\n\n                  KẾ HOẠCH\n          Khám bệnh",
    "TỈNH ỦY VÀM ĐÔNG\nBAN TUYÊN GIÁO\n*\nSố 369 - CV/BTGTU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
    "Vàm Đông, ngày 8 tháng 10 năm 2023",
    "CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH A\nSố: 7/CĐ-UBND\nHỎA TỐC\nCÔNG ĐIỆN\nVề việc ứng phó bão\n"
    "CHỦ TỊCH UBND TỈNH điện:",
    "Thông báo lịch nghỉ Tết của cơ quan",
    "",
)
ADDRESSEES = (
    "Kính gửi: Các sở, ban, ngành.",
    "Kính gửi:\n- Sở Y tế;\n- Các Bộ: Công an, Tư pháp;\n- UBND các huyện,\nthành phố.",
    "Kính trình: Ủy ban nhân dân tỉnh",
    "",
)
LINES = (
    "Căn cứ Luật Lưu trữ ngày 21/6/2024;",
    "Thực hiện Công văn số 5511-CV/BTG, ngày 02/10/2023 của Ban Tuyên giáo Trung ương, Sở đề nghị:",
    "QUYẾT ĐỊNH:",
    "Chương I\nQUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi",
    "I. MỤC ĐÍCH",
    "II- NỘI DUNG",
    "1. Sở Y tế chủ trì, phối hợp với các đơn vị có liên quan kiểm tra, báo cáo trước ngày\n20/10/2024 để tổng hợp.",
    "1.1. Rà soát",
    "a) Giao Phòng Một;",
    "đ) Giao Phòng Hai.",
    "- Bố trí kinh phí;",
    "+ Theo dõi;",
    "Trân trọng./.",
    "các quyết định số 1/QĐ-A, số 2/QĐ-B ngày 3/3/2024 của Bộ A và Bộ B",
    "   h ọ c sinh các trường",
    "",
)
CLOSINGS = (
    "Nơi nhận:\n- Như trên;\n- Cổng A;   }\n- Báo B;    } (để đăng tải)\n- Lưu: VT, KT(02b).\nTM. ỦY BAN NHÂN DÂN\n"
    "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu",
    "Nơi nhận:                    K/T TRƯỞNG BAN\n- Như trên,                    PHÓ TRƯỞNG BAN\n- Lưu VPTU.\n"
    "                               Lê Thị Hoa",
    "THƯ KÝ\nHồ Thị Năm\nCHỦ TỌA\nLý Văn Tám",
    "GIÁM ĐỐCTrần Thị Sen\nLượt xem: 12",
    "",
)
ANNEXES = (
    "PHỤ LỤC I\nDANH SÁCH\n(Kèm theo Công văn số 12/UBND-VX)\n1. Một\n2. Hai\nPHỤ LỤC II\nMẪU\n1. Ba",
    "QUY CHẾ\nLÀM VIỆC\n(Ban hành kèm theo Quyết định số 5/QĐ-A)\nĐiều 1. Nguyên tắc\n1. Một",
    "",
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A dispatch put together from parts, in the order of the scheme of Decree 30/2020/NĐ-CP, Annex I, Part IV."""
    parts = [
        draw(st.sampled_from(HEADS)),
        draw(st.sampled_from(ADDRESSEES)),
        *draw(st.lists(st.sampled_from(LINES), max_size=25)),
        draw(st.sampled_from(CLOSINGS)),
        draw(st.sampled_from(ANNEXES)),
    ]
    return "\n".join(parts)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A dispatch with pieces left out, doubled, swapped, or strange characters put in."""
    text = draw(documents())
    for _ in range(draw(st.integers(0, 4))):
        a = draw(st.integers(0, len(text)))
        b = draw(st.integers(a, min(len(text), a + 60)))
        put = draw(
            st.sampled_from(["", text[a:b] * 2, "\u0301", "\u00a0", "\ufeff", '"“(', "Ð", "\x0c", "\u2028", "|", "￾"])
        )
        text = text[:a] + put + text[b:]
    return text


def read_text(text: str) -> Document | None:
    """The document, or ``None`` where the library says that there is nothing to read."""
    try:
        return read(text.encode("utf-8", "surrogatepass"), name="case.txt")
    except ReadingError:
        return None


@given(damaged())
@settings(max_examples=300, deadline=None)
def test_every_source_points_at_its_own_words(text: str) -> None:
    """Traceable: the slices of the document's text joined by one space equal the value's text."""
    document = read_text(text)
    if document is None:
        return
    for value in document.values():
        slices = " ".join(document.text[one.start : one.end] for one in value.sources)
        assert squeeze(slices) == value.text
        assert value.sources or value.sure == "inferred"


@given(damaged())
@settings(max_examples=200, deadline=None)
def test_ids_are_unique_and_reading_is_deterministic(text: str) -> None:
    """An id is an address: no two pieces share it, and the same bytes give the same JSON."""
    document = read_text(text)
    if document is None:
        return
    ids = [node.id for node in document.walk()]
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert msgspec.json.encode(read_text(text)) == msgspec.json.encode(document)


@given(documents())
@settings(max_examples=150, deadline=None)
def test_nothing_of_the_body_is_lost(text: str) -> None:
    """Whatever stands around them, the words of every item of the body stand in some value."""
    document = read_text(text)
    if document is None:
        return
    held = squeeze(" ".join(value.text for value in document.values()))
    for words in ("Bố trí kinh phí", "Giao Phòng Một", "Rà soát", "20/10/2024 để tổng hợp"):
        assert words in held or words not in text


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Total: whatever the characters, there is a document or a ``ReadingError``."""
    read_text(text)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ReadingError):
        read(data, name="case.txt")


HOSTILE: dict[str, Callable[[int], str]] = {
    "labels on one line": lambda n: "1. a) I. - + " * n,
    "labels one a line": lambda n: "1. a\na) b\n- c\n+ d\nI. e\n" * (n // 4),
    "one label nested": lambda n: "\n".join(f"{'1.' * min(i % 9 + 1, 9)} x" for i in range(n)),
    "dashes": lambda n: "-" * (13 * n),
    "dashes with blanks": lambda n: "- " * (6 * n),
    "brackets": lambda n: "(" * (6 * n) + ")" * (6 * n),
    "open brackets after recipients": lambda n: "Nơi nhận:\n" + "- A (để (b/c (\n" * n,
    "numbers": lambda n: "Số: " * (3 * n),
    "numbers one a line": lambda n: "Số: 12/QĐ-A\n" * n,
    "citations": lambda n: "Công văn số 1/A-B ngày 1/1/2024 của Sở A, " * (n // 3),
    "the beginning of a citation": lambda n: "Nghị định số 1 " * n,
    "type words": lambda n: "Công văn Kế hoạch Thông tư " * (n // 2),
    "laws": lambda n: "Luật A B số 1/2020/QH14 " * (n // 2),
    "quotes": lambda n: '"“' * (6 * n),
    "capitals": lambda n: "ỦY BAN NHÂN DÂN " * n,
    "capitals one a line": lambda n: "ỦY BAN NHÂN DÂN\n" * n,
    "authorities": lambda n: "TM. KT. TL. CHỦ TỊCH\n" * (n // 2),
    "names": lambda n: "Trần Văn Ba\n" * n,
    "recipients": lambda n: "Nơi nhận:\n" * n,
    "recipients at a brace": lambda n: "Nơi nhận:\n" + "- A;   } \n" * n,
    "recipients on one line": lambda n: "Nơi nhận: " + "A (để b/c), " * n,
    "filing": lambda n: "Nơi nhận:\n- Lưu: " + "VT. AB, (" * n,
    "addressees": lambda n: "Kính gửi:\n" + "- Sở A;\n" * n,
    "addressees on one line": lambda n: "Kính gửi: " + "Sở A, " * n,
    "dates": lambda n: "ngày tháng năm " * n,
    "dots of a date": lambda n: "ngày " + "." * (10 * n) + "tháng" + "_" * (10 * n),
    "bases": lambda n: "Căn cứ Luật A;\n" * n,
    "annexes": lambda n: "A b.\nNơi nhận:\n- B;\n" + "PHỤ LỤC\n" * n,
    "issued with": lambda n: "A b.\nNơi nhận:\n- B;\n" + "QUY CHẾ\n(kèm theo\n" * (n // 2),
    "spaces": lambda n: "A" + " " * (13 * n) + "B\n",
    "short words": lambda n: "h ọ c " * (2 * n),
    "columns": lambda n: "SỞ A            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" * (n // 3),
    "headings": lambda n: "Chương I\nMục 1\nĐiều 1\n" * (n // 3),
    "one long word": lambda n: "ă" * (13 * n),
}
SMALL = 1500
SLACK = 3.5
"""Twice the input may take a little over twice the time; a quadratic rule takes four times, a cubic one eight."""
FLOOR_S = 0.02
"""Below this many seconds a clock on a busy machine tells nothing."""


def seconds(text: str) -> float:
    """The least time of three readings, without collections of garbage."""
    data = text.encode()
    least = float("inf")
    for _ in range(3):
        gc.collect()
        gc.disable()
        began = time.process_time()
        try:
            read(data, name="case.txt")
        except ReadingError:
            pass
        finally:
            gc.enable()
        least = min(least, time.process_time() - began)
    return least


@pytest.mark.parametrize("shape", HOSTILE)
def test_twice_the_input_takes_about_twice_the_time(shape: str) -> None:
    make = HOSTILE[shape]
    once, twice = seconds(make(SMALL)), seconds(make(2 * SMALL))
    assert twice <= max(once, FLOOR_S) * SLACK


def test_a_shuffled_dispatch_is_read() -> None:
    """The order of the parts may be any: sites put signer and number first."""
    rows = "\n".join([HEADS[0], ADDRESSEES[1], *LINES, CLOSINGS[0], ANNEXES[0]]).split("\n")
    dice = random.Random(7)
    for _ in range(50):
        dice.shuffle(rows)
        assert read_text("\n".join(rows)) is not None
