"""What becomes of recognised words before they are put in order: days settled, marks put back, words questioned."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="nguon[ocr] is not installed")

from nguon.core.provenance import Box
from nguon.reading.scan.handwritten import without_handwriting
from nguon.reading.scan.mend import mended
from nguon.reading.scan.questioned import questioned
from nguon.reading.scan.recognise import Word
from nguon.reading.scan.sureness import is_doubtful


def line(text: str, number: int = 0, sureness: float = 0.97, **unsure: float) -> list[Word]:
    """Words of a line, each as long as its letters; ``unsure`` by their text with a "w" before."""
    words, x = [], 100.0
    for part in text.split():
        box = (x, 100.0 + 40 * number, x + 12 * len(part), 124.0 + 40 * number)
        words.append(Word(part, box, box[3], unsure.get(f"w{part}", sureness), number))
        x = box[2] + 8
    return words


DATE = "Lâm Hà, ngày {} tháng 9 năm 2024"


@pytest.mark.parametrize(
    ("days", "want"),
    [
        (["18", "18", "18", "16"], None),
        (["18", "18", "18", "1ô"], "18"),
        (["18", "18", "16", "16"], None),
        (["l8", "lB", "1ô", "18"], None),
    ],
    ids=["one other", "three agree", "two and two", "no agreement"],
)
def test_a_blurred_day_is_settled_by_readings_that_are_sure_of_the_same(days: list[str], want: str | None) -> None:
    def again(box: Box) -> list[list[Word]]:
        return [line(DATE.format(day)) for day in days]

    words, marks = without_handwriting(line(DATE.format("16"), w16=0.5), 2000.0, again)
    day = next((word for word in words if word.text.isdigit() and len(word.text) == 2), None)
    assert (day.text if day else None) == want
    assert bool(marks) == (want is None)
    assert day is None or (day.read == "16" and is_doubtful(day))


def test_an_issuer_takes_the_marks_of_the_place_before_the_date() -> None:
    words = mended(line("TỈNH ỦY LÂM ĐÔNG") + line("Lâm Đồng, ngày 3 tháng 9 năm 2025", 1))
    assert [word.text for word in words[:4]] == ["TỈNH", "ỦY", "LÂM", "ĐỒNG"]
    assert words[3].read == "ĐÔNG"
    assert is_doubtful(words[3])


def test_an_issuer_of_another_name_stays() -> None:
    words = mended(line("XÃ LÂM ĐỘNG") + line("Lâm Hà, ngày 3 tháng 9 năm 2025", 1))
    assert [word.text for word in words[:3]] == ["XÃ", "LÂM", "ĐỘNG"]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("các huyện ủy, thành úy", ["úy"]), ("Đỉnh Quang Huy", ["Đỉnh"]), ("Đinh Quang Huy", [])],
)
def test_words_that_the_language_knows_otherwise_are_doubtful_and_stay(text: str, doubtful: list[str]) -> None:
    words = questioned(line(text))
    assert " ".join(word.text for word in words) == text
    assert [word.text for word in words if is_doubtful(word)] == doubtful
