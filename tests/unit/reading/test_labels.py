"""What is a label at the start of a paragraph, and what only looks like one."""

from __future__ import annotations

import pytest

from nguon.reading.labels import label_of


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("Phần thứ nhất", "part", "Phần thứ nhất"),
        ("PHẦN II. NỘI DUNG", "part", "PHẦN II"),
        ("Chương IV", "chapter", "Chương IV"),
        ("Mục 2", "section", "Mục 2"),
        ("Tiểu mục 1", "subsection", "Tiểu mục 1"),
        ("Điều 12. Hiệu lực", "article", "Điều 12"),
        ("Điều 3a. Bổ sung", "article", "Điều 3a"),
        ("IV. TỔ CHỨC", "roman", "IV"),
        ("II- NHIỆM VỤ", "roman", "II"),
        ("III/ KẾT QUẢ", "roman", "III"),
        ("A. KINH TẾ", "upper", "A"),
        ("1. Sở Y tế", "arabic", "1"),
        ("1/ Sở Y tế", "arabic", "1"),
        ("1- Sở Y tế", "arabic", "1"),
        ("1) Sở Y tế", "arabic", "1"),
        ("2. 05 tập thể", "arabic", "2"),
        ("1.2. Phối hợp", "decimal", "1.2"),
        ("1.2.3 Phối hợp", "decimal", "1.2.3"),
        ("a) Rà soát", "letter", "a"),
        ("đ) Rà soát", "letter", "đ"),
        ("b/ Rà soát", "letter", "b"),
        ("c- Rà soát", "letter", "c"),
        ("(1) Rà soát", "paren", "1"),
        ("(iv) Rà soát", "paren", "iv"),
        ("- Rà soát", "dash", "-"),
        ("• Rà soát", "dash", "•"),
        ("+ Rà soát", "plus", "+"),
    ],
)
def test_a_label_is_found(text: str, kind: str, label: str) -> None:
    found = label_of(text)
    assert found is not None
    assert (found.kind, found.text) == (kind, label)
    assert text[found.start : found.printed_end].split() == label.split()


@pytest.mark.parametrize(
    "text",
    [
        "30/4 là ngày lễ",
        "1.500 đồng một bản",
        "12 giờ 30 phút",
        "20/10/2024 là hạn cuối",
        "5.10.2024",
        "2-3 buổi một tuần",
        "Điều này có nghĩa",
        "Mục đích của kế hoạch",
        "Phần mềm quản lý",
        "Chương trình hành động",
        "-----",
        "***",
        "I",
        "V/v báo cáo",
        "Cơ quan, đơn vị",
        "cv) không phải điểm",
        "",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert label_of(text) is None
