import pytest

from nguon.core.text import bare, fold, nfc, squeeze


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ỦY BAN", "uỷ ban"),
        ("hoà bình", "hòa bình"),
        ("Ðảng", "Đảng"),
        ("tê\u0301t", "tết"),
        ("GDĐT – VP", "gdđt - vp"),
        ("a\u00a0 b", "a b"),
    ],
)
def test_fold_gives_one_spelling(one, other):
    assert fold(one) == fold(other)


def test_fold_keeps_d_and_dd_apart():
    assert fold("dan") != fold("đan")


def test_bare_leaves_no_mark():
    assert bare("Đắk Lắk, Ủy ban Mặt trận") == "dak lak, uy ban mat tran"


def test_nfc_returns_the_same_object_where_nothing_changes():
    text = "Ủy ban"
    assert nfc(text) is text


def test_squeeze_folds_white_space():
    assert squeeze(" a \n\t b ") == "a b"
