import msgspec
import pytest

from nguon.writing.summary import summary


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 80])
def test_no_line_is_wider_than_asked(document, duty, language, width):
    text = summary(document, duties=[duty], language=language, width=width)
    assert max(map(len, text.split("\n"))) <= width


def test_duties_stand_with_their_deadline_in_the_document_s_words(document, duty):
    text = summary(document, duties=[duty])
    assert "Hạn: trước ngày 10/3/2026 (ngày cuối là 09/03/2026)" in text
    assert "Báo cáo: Sở Y tế, trước ngày 10/3/2026" in text


def test_an_untracked_duty_is_shown_with_no_deadline_line(document, duty):
    text = summary(document, duties=[msgspec.structs.replace(duty, tracked=False)])
    assert "Chỉ nêu, không theo dõi" in text
    assert "Hạn:" not in text


def test_without_duties_the_outline_of_the_body_stands_there(document):
    assert "Lập danh sách" in summary(document)


def test_a_terminal_is_not_steered_by_the_document(document):
    subject = msgspec.structs.replace(document.letterhead.subject, value="x\x1b[2Jy\u202ez")
    head = msgspec.structs.replace(document.letterhead, subject=subject)
    text = summary(msgspec.structs.replace(document, letterhead=head))
    assert not set("\x1b\u202e") & set(text)


def test_colour_only_adds_to_the_words(document):
    import re

    coloured = summary(document, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == summary(document).split()
