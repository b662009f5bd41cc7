"""Where the names of bodies begin and end, and how a list of them is cut."""

from __future__ import annotations

import pytest

from nguon.duties.names import cut_names, name_end


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Y tế chủ trì, phối hợp với các đơn vị", "Sở Y tế"),
        ("Ban Tổ chức Tỉnh ủy hướng dẫn việc thực hiện", "Ban Tổ chức Tỉnh ủy"),
        ("Ban tuyên giáo các huyện ủy tham mưu cấp ủy", "Ban tuyên giáo các huyện ủy"),
        ("Các tổ chức chính trị - xã hội tỉnh vận động hội viên", "Các tổ chức chính trị - xã hội tỉnh"),
        ("Trung tâm Phục vụ hành chính công tỉnh niêm yết thủ tục", "Trung tâm Phục vụ hành chính công tỉnh"),
        ("Ban Chỉ đạo tỉnh về khắc phục hậu quả bom mìn rà soát", "Ban Chỉ đạo tỉnh về khắc phục hậu quả bom mìn"),
        ("Phòng Kế hoạch tổng hợp xây dựng lịch trực", "Phòng Kế hoạch tổng hợp"),
        ("Sở Giao thông vận tải bố trí phương tiện", "Sở Giao thông vận tải"),
        ("Tỉnh đoàn tổ chức dạy bơi cho học sinh", "Tỉnh đoàn"),
        ("các trường trung học cơ sở tổ chức chương trình", "các trường trung học cơ sở"),
        ("Phó Chủ tịch UBND xã phụ trách văn hóa chỉ đạo việc tặng quà", "Phó Chủ tịch UBND xã phụ trách văn hóa"),
        ("các cơ quan, đơn vị liên quan để kiểm tra", "các cơ quan, đơn vị liên quan"),
        ("Bộ Công an trân trọng đề nghị", "Bộ Công an"),
    ],
)
def test_a_name_ends_before_its_verb(text: str, name: str) -> None:
    end = name_end(text)
    assert end is not None
    assert text[:end] == name


@pytest.mark.parametrize(
    "text",
    [
        "tổ chức hội nghị",
        "báo cáo kết quả",
        "chủ đề của năm",
        "trường hợp cần thiết",
        "thanh tra, kiểm tra các khâu",
        "xã hội phát triển",
        "phòng chống dịch",
        "cơ sở vật chất",
    ],
)
def test_words_that_only_look_like_bodies_are_none(text: str) -> None:
    assert name_end(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        ("các huyện ủy, thị ủy, thành ủy", ["các huyện ủy, thị ủy, thành ủy"]),
        ("các sở, ban, ngành và các xã, phường", ["các sở, ban, ngành", "các xã, phường"]),
        ("Văn phòng HĐND và UBND xã, Công an xã", ["Văn phòng HĐND và UBND xã", "Công an xã"]),
        ("Báo và Đài Phát thanh, Truyền hình tỉnh", ["Báo và Đài Phát thanh, Truyền hình tỉnh"]),
        ("Cơ quan, đơn vị trường học", ["Cơ quan, đơn vị trường học"]),
        ("Sở Tài chính; UBND xã (Phòng Kinh tế, Công an xã)", ["Sở Tài chính", "UBND xã (Phòng Kinh tế, Công an xã)"]),
        ("Riêng Sở Y tế", ["Sở Y tế"]),
    ],
)
def test_a_list_is_cut_between_names_and_not_inside_them(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in cut_names(text, 0, len(text))] == names
