"""Headings that name bodies or open a quiet part, time items, sentences."""

from __future__ import annotations

import pytest

from nguon.duties.headings import TIME_ITEM, assigns, bodies_of_heading, is_quiet, named_prefix
from nguon.duties.sentences import sentences
from nguon.duties.words import one_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Y tế, Công an tỉnh", ["Sở Y tế", "Công an tỉnh"]),
        ("Đối với UBND các xã, phường:", ["UBND các xã, phường"]),
        ("Trách nhiệm của Sở Tài chính", ["Sở Tài chính"]),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh", ["Ủy ban Mặt trận Tổ quốc tỉnh"]),
        ("Sở Y tế rà soát thuốc", []),
        ("Tổ chức hội nghị", []),
    ],
)
def test_headings_that_name_bodies(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in bodies_of_heading(text, 0, len(text))] == names


def test_a_name_before_a_colon_is_whose_instruction_follows() -> None:
    text = "Công an xã: Bảo đảm an ninh trật tự."
    found = named_prefix(text, 0, len(text))
    assert found is not None
    assert text[found[1] :] == "Bảo đảm an ninh trật tự."


@pytest.mark.parametrize(
    ("title", "quiet"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", True),
        ("Yêu cầu", True),
        ("Thời gian, địa điểm", True),
        ("Đánh giá chung", True),
        ("Yêu cầu các đơn vị báo cáo kết quả", False),
        ("Nghiêm cấm tàu thuyền ra khơi kể từ 17 giờ ngày 26/10", False),
        ("TỔ CHỨC THỰC HIỆN", False),
    ],
)
def test_parts_without_instructions(title: str, quiet: bool) -> None:
    assert is_quiet(title) is quiet


def test_the_part_that_hands_out_the_work_and_time_items() -> None:
    assert assigns("IV. TỔ CHỨC THỰC HIỆN")
    assert TIME_ITEM.match("Thời gian thực hiện: Quý IV năm 2025")
    assert not TIME_ITEM.match("Rà soát thời gian trực")


def test_sentences_keep_abbreviations_dates_and_numbers_whole() -> None:
    text = "Họp tại TP. Huế lúc 8.30 ngày 5.10.2025. Sở Y tế dự, đạt 1.200 lượt."
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [
        "Họp tại TP. Huế lúc 8.30 ngày 5.10.2025.",
        "Sở Y tế dự, đạt 1.200 lượt.",
    ]


def test_words_share_their_beginnings() -> None:
    assert one_of(["ban", "bảo hiểm", "ban hành"]) == r"(?:b(?:an(?:\s+hành)?|ảo\s+hiểm))"
