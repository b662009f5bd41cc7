"""Spellings of one name, and places in a phrase."""

from __future__ import annotations

import time
import unicodedata
from datetime import date

import pytest

from nguon.units.directory import Directory
from nguon.units.names import slug, tokenize, words


@pytest.mark.parametrize(
    "spelling",
    [
        "Sở Giáo dục và Đào tạo",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "sở giáo dục & đào tạo",
        "Sở Giáo dục - Đào tạo",
        "Sở GD&ĐT",
        "Sở GD-ĐT",
        "Sở GDĐT",
        "SGDĐT",
        "Sở GD và ĐT",
        unicodedata.normalize("NFD", "Sở Giáo dục và Đào tạo"),
        "Sở Giáo dục và Ðào tạo",
    ],
)
def test_spellings_of_one_name_are_one(spelling: str) -> None:
    assert words(spelling) == words("Sở Giáo dục và Đào tạo")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBMTTQVN tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Uỷ ban nhân dân tỉnh Hoà Bình", "Ủy ban nhân dân tỉnh Hòa Bình"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở NN & PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Đài PT-TH", "Đài Phát thanh và Truyền hình"),
        ("Ban Tuyên giáo T.Ư", "Ban Tuyên giáo Trung ương"),
        ("UBND tỉnh Đăk Lăk", "UBND tỉnh Đắk Lắk"),
        ("UBND Phường 01", "UBND phường 1"),
    ],
)
def test_abbreviations_are_written_out(short: str, full: str) -> None:
    assert words(short) == words(full)


def test_short_way_to_the_words_of_a_name_gives_the_same_as_the_long_one() -> None:
    """``words`` leaves the tokens out where a name has nothing to write out."""
    names = [b.name for b in Directory.shipped().organisations(within="ho-chi-minh")]
    assert len(names) > 5000
    for name in names:
        assert words(name) == tuple(t.word for t in tokenize(name) if t.word not in {",", "-", "và"})


def test_tp_after_so_is_justice_and_elsewhere_a_town() -> None:
    assert words("các sở: NV, TP") == words("các sở: Nội vụ, Tư pháp")
    assert words("Sở NV, UBND TP") == ("sở", "nội", "vụ", "ủy", "ban", "nhân", "dân", "tp")
    assert words("Sở GDĐT TP.HCM")[-5:] == ("thành", "phố", "hồ", "chí", "minh")


def test_ranges_of_tokens_point_at_their_words() -> None:
    phrase = "Ông (Bà) Giám đốc Sở GD&ĐT"
    assert [phrase[t.start : t.end] for t in tokenize(phrase)][:1] == ["Ông"]
    assert phrase[tokenize(phrase)[-1].start :] == "GD&ĐT"


def test_slug_keeps_d_and_dd_apart() -> None:
    assert slug("Đại Ân") != slug("Dại Ân")
    assert slug("Ia H'Drai") == "ia-h-drai"


@pytest.mark.parametrize(
    "unit",
    ["Chủ tịch ", "các huyện, ", "Sở Y tế, ", "x, ", "(", "trừ ", "huyện huyện ", "và và ", "Các Bộ: ", "1 ", "đ/c "],
)
def test_long_repetitions_take_little_time(unit: str) -> None:
    """Twice the input takes about twice the time, up to the limit of a phrase."""
    directory, spent = Directory.shipped(), []
    for size in (750, 1500, 3000):
        phrase = (unit * (size // len(unit) + 1))[:size]
        began = time.perf_counter()
        directory.resolve(phrase, on=date(2024, 1, 1), within="Sóc Trăng")
        spent.append(time.perf_counter() - began)
    assert spent[-1] < 3.0


def test_phrase_past_the_limit_is_left_open_not_dropped() -> None:
    found = Directory.shipped().resolve("Sở Y tế; " + "x" * 4000, on=date(2024, 1, 1), within="Sóc Trăng")
    assert [o.id for o in found.organisations] == ["soc-trang/so-y-te"]
    assert found.unresolved[-1].because.code == "too_long"
