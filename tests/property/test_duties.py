"""What holds for the duties of every document, ordinary or hostile."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.errors import ReadingError
from nguon.core.provenance import Provenance
from nguon.core.text import fold
from nguon.duties.duty import Duty
from nguon.duties.extract import extract_duties
from nguon.reading.document import Document
from nguon.reading.read import read

_HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\nSố: 7/UBND-TH\nSông Lam, ngày 05 tháng 9 năm 2025\n\nKính gửi: Các sở, ngành.\n\n"
)
_FOOT = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
_BODIES = [
    "Sở Y tế",
    "các đơn vị",
    "UBND các xã, phường",
    "Ban Tổ chức Tỉnh ủy",
    "Văn phòng HĐND và UBND xã",
    "Trưởng ấp",
]
_ORDERS = ["Đề nghị {b} ", "Giao {b} chủ trì, phối hợp với {c} ", "{b} có trách nhiệm ", "Yêu cầu {b} ", "{b}: ", ""]
_ACTS = [
    "rà soát, thống kê hộ nghèo",
    "Tổ chức tuyên truyền, tập trung các nội dung sau:",
    "báo cáo kết quả về {c}",
    "xây dựng kế hoạch; gửi {c} để tổng hợp",
    "nắm tình hình dư luận xã hội",
    "thực hiện một số nội dung sau:",
    "“trích: (không đóng",
]
_TIMES = [
    "",
    " trước ngày 20/9/2025",
    " trong quý IV năm 2025",
    " hằng tuần",
    " chậm nhất ngày 31/02/2025",
    " đúng thời hạn",
]
_LABELS = [
    "",
    "1. ",
    "2. ",
    "a) ",
    "- ",
    "+ ",
    "I. ",
    "Điều 3. ",
    "* ",
    "Thời gian: ",
    "Đơn vị chủ trì: ",
    "Thành phần mời: ",
]
_LINES = st.builds(
    lambda label, order, act, when, b, c, end: (label + order + act + when + end).replace("{b}", b).replace("{c}", c),
    st.sampled_from(_LABELS),
    st.sampled_from(_ORDERS),
    st.sampled_from(_ACTS),
    st.sampled_from(_TIMES),
    st.sampled_from(_BODIES),
    st.sampled_from(_BODIES),
    st.sampled_from([".", ";", "./.", "", ":", ". Riêng Tỉnh đoàn cử 02 người.", "; hoàn thành trước 30/10/2025."]),
)
_HEADINGS = st.sampled_from(
    ["1. Sở Y tế", "II. TỔ CHỨC THỰC HIỆN", "2. Đối với UBND các xã", "I. MỤC ĐÍCH", "GIẤY MỜI", "KẾ HOẠCH"]
)
_NOISE = st.text(alphabet="aăâđ ,;.:-–()“”/0123456789\n\tSởBan", max_size=60)
_TEXTS = st.lists(st.one_of(_LINES, _HEADINGS, _NOISE), max_size=14).map(lambda lines: _HEAD + "\n".join(lines) + _FOOT)


def _document(text: str) -> Document:
    return read(text.encode())


def _slices(document: Document, sources: Iterable[Provenance]) -> str:
    return fold(" ".join(document.text[one.start : one.end] for one in sources))


def _phrases(duty: Duty) -> list[tuple[str, tuple[Provenance, ...]]]:
    named = [(one.text, one.sources) for one in (*duty.who, *duty.cooperating, *duty.points)]
    return [*named, (duty.instruction, duty.sources)]


@settings(deadline=None, max_examples=120)
@given(_TEXTS)
def test_every_duty_is_traceable_to_its_words(text: str) -> None:
    """Who, with whom, the instruction and its points stand in the slices that they cite."""
    document = _document(text)
    for duty in extract_duties(document).duties:
        assert duty.sources
        for words, sources in _phrases(duty):
            assert fold(words).strip(" .;,/:") in _slices(document, sources)
        if duty.deadline.printed is not None and duty.deadline.sources:
            assert fold(duty.deadline.printed) in _slices(document, duty.deadline.sources)


@settings(deadline=None, max_examples=60)
@given(_TEXTS)
def test_ids_are_unique_and_the_same_on_every_reading(text: str) -> None:
    first, second = extract_duties(_document(text)), extract_duties(_document(text))
    assert len({duty.id for duty in first.duties}) == len(first.duties)
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


@settings(deadline=None, max_examples=80)
@given(_TEXTS)
def test_no_deadline_is_earlier_than_the_document_unless_printed_so(text: str) -> None:
    """A day that is counted or completed from the document's day lies on or after it."""
    issued = date(2025, 9, 5)
    for duty in extract_duties(_document(text)).duties:
        day = duty.deadline.day
        if day is not None and day < issued:
            assert duty.deadline.printed is not None
            assert str(day.year) in duty.deadline.printed


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_any_text_gives_duties_without_an_error(text: str) -> None:
    with contextlib.suppress(ReadingError):
        extract_duties(_document(text))


HOSTILE = {
    "orders": "đề nghị Sở Y tế giao Ban ",
    "names": "Sở Y tế, Ban Tổ chức, các cơ quan, ",
    "partners": "phối hợp với các đơn vị ",
    "semicolons": "Sở Y tế chủ trì; báo cáo trước ngày 20/9/2025; ",
    "sentences": "Đề nghị Sở Y tế báo cáo về Bộ. ",
    "brackets": "Giao Sở Y tế (",
    "dashes": "rà soát - Sở Y tế thực hiện – ",
    "moving people": "vận động cán bộ chia sẻ ",
    "background": "Căn cứ Luật, thực hiện ",
    "submitting": "Sở Y tế trình ",
    "cited orders": "Thực hiện Công văn, trong đó giao Sở Y tế ",
    "opinions": "Ý kiến góp ý xin gửi về Sở. ",
    "lines": "Sở Y tế báo cáo kết quả.\n",
    "lead-ins": "Đề nghị các đơn vị thực hiện:\n",
    "contents": "Tuyên truyền các nội dung sau:\n- Một;\n- Hai;\n",
    "items": "1. Sở Y tế\n- Rà soát hồ sơ\n",
    "time items": "- Thời gian: ngày 20/9/2025\n",
    "role lines": "- Đơn vị phối hợp: Sở Y tế, Sở Nội vụ\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    """One paragraph of a repeated piece, doubled: linear time gives 2, quadratic 4."""
    times = []
    for size in (20_000, 40_000):
        document = _document(_HEAD + "1. " + piece * (size // len(piece)) + _FOOT)
        times.append(min(_seconds(document) for _ in range(3)))
    assert times[1] < 3.2 * times[0] + 0.05, times
    assert times[1] < 3, times


def _seconds(document: Document) -> float:
    start = time.process_time()
    extract_duties(document)
    return time.process_time() - start
