import pytest

from nguon.core.syllables import common_syllables, common_words, syllables

IN_USE = """
ương nghiêng khuya khuỷu quyết quốc giếng gì gìn già quý quí thuở huơ yêu yếu y ý ủy uỷ hòa hoà khoẻ khỏe thuý thúy
xoong buýt đắk lắk tuần xuân khuyên huỳnh hoạch quảng quýt oằn oanh uyên kỹ kĩ ngoặc nghĩa ghế goá
"""
NONE = " tr ngiệp ka kà ceo gê nghà qa cac cảc thuậc ệc moá đềnghị wa"


@pytest.mark.parametrize("word", IN_USE.split())
def test_a_word_in_use_is_a_syllable(word):
    assert word in syllables()


@pytest.mark.parametrize("word", NONE.split(" "))
def test_what_breaks_a_rule_is_none(word):
    assert word not in syllables()


def test_the_mark_may_stand_where_hasty_typists_put_it():
    assert {"hòan", "qúy", "khỏan", "tòan", "thủy", "thuỷ"} <= syllables()


def test_common_syllables_are_syllables_of_both_spellings():
    assert common_syllables() <= syllables()
    assert {"hòa", "hoà", "ủy", "uỷ", "khóa", "khoá"} - {"khóa", "khoá"} <= common_syllables()


def test_common_words_are_pairs_of_neighbours():
    assert {("tổ", "chức"), ("ủy", "ban"), ("uỷ", "ban"), ("nhân", "dân")} <= common_words()
    assert ("ban", "nhân") in common_words()
    assert ("chức", "tổ") not in common_words()
