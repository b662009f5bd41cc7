"""Plain text: encodings, empty lines, indents, and columns typed side by side."""

from __future__ import annotations

import textwrap

import pytest

from nguon.core.errors import EmptyFile, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Column, Line
from nguon.reading.readers.decoding import decode
from nguon.reading.readers.plain import open_plain, recognises_plain

_SENTENCE = "Đề nghị các đơn vị khẩn trương thực hiện, báo cáo kết quả về Ủy ban nhân dân huyện trước ngày 12/5."


def lines(text: str | bytes, options: ReadingOptions | None = None) -> tuple[Line, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    with open_plain(data, options or ReadingOptions()) as source:
        return source.pages[0].lines


def sided(text: str) -> list[str]:
    return ["WLR"[line.column] + " " + line.text for line in lines(textwrap.dedent(text))]


@pytest.mark.parametrize(
    "data",
    [
        _SENTENCE.encode(),
        b"\xef\xbb\xbf" + _SENTENCE.encode(),
        _SENTENCE.encode("utf-16"),
        _SENTENCE.encode("utf-16-le"),
        _SENTENCE.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + _SENTENCE.encode("utf-32-le"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 mark", "utf-16-le", "utf-16-be", "utf-32 mark"],
)
def test_unicode_is_read_whatever_its_form(data: bytes) -> None:
    assert [(line.text, line.encoding) for line in lines(data)] == [(_SENTENCE, "")]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("§Ò nghÞ c¸c ®¬n vÞ khÈn tr\u00ad¬ng thùc hiÖn, b¸o c¸o kÕt qu¶ vÒ Uû ban", "tcvn3"),
        ("Ñeà nghò caùc ñôn vò khaån tröông thöïc hieän, baùo caùo keát quaû veà UÛy ban", "vni"),
        ("De^` nghi. ca'c ddo+n vi. kha^?n tru+o+ng thu+.c hie^.n, ba'o ca'o ke^'t qua?", "viqr"),
    ],
    ids=["tcvn3", "vni", "viqr"],
)
def test_a_legacy_encoding_is_told_and_left_to_be_converted(text: str, encoding: str) -> None:
    (line,) = lines(text.encode("cp1252"))
    assert (line.encoding, line.text) == (encoding, text)


def test_legacy_text_that_was_saved_as_unicode_is_told_too() -> None:
    (line,) = lines("C«ng v¨n vÒ viÖc triÓn khai kÕ ho¹ch n¨m häc míi".encode())
    assert line.encoding == "tcvn3"


def test_windows_1258_comes_out_with_its_letters() -> None:
    data = b"\xd0\xea\xcc nghi\xf2 c\xe1c \xf0\xf5n vi\xf2 th\xfd\xf2c hi\xea\xf2n k\xea\xec ho\xe2\xf2ch n\xe3m"
    decoded = decode(data)
    assert (decoded.charset, decoded.legacy) == ("cp1258", "")


@pytest.mark.parametrize(
    "text",
    [
        "Please don't reply (see annex); costs are a+b^2, OK? Added on 5 odd days. Why?",
        "Le président a été élu à l'Assemblée, où il a déjà répondu à ses collègues français",
        "Für Bürger und Ämter: Öffnungszeiten, Straße, schöne Grüße",
        _SENTENCE,
        "Ủy ban".encode().decode("utf-8"),
    ],
    ids=["english", "french", "german", "vietnamese", "short"],
)
def test_other_text_is_no_legacy_encoding(text: str) -> None:
    assert {line.encoding for line in lines(text)} == {""}
    if all(c < "\u0100" for c in text):
        assert decode(text.encode("cp1252")).legacy == ""


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    data = _SENTENCE.encode() * 3 + b"\xff" + _SENTENCE.encode()
    decoded = decode(data)
    assert (decoded.charset, decoded.text.count("\ufffd")) == ("utf-8", 1)


def test_empty_lines_are_gaps_and_start_paragraphs() -> None:
    found = lines("Một\r\nHai\r\n\r\n \t\r\nBa\rBốn\n")
    assert [(line.text, line.gap, line.paragraph) for line in found] == [
        ("Một", 0.0, False),
        ("Hai", 0.0, False),
        ("Ba", 2.0, True),
        ("Bốn", 0.0, False),
    ]


def test_leading_spaces_are_the_indent_and_tell_the_centre() -> None:
    body = "\n".join("chữ " * 18 for _ in range(6))
    first, second, *_ = lines("                              KẾ HOẠCH\n      thụt vào\n" + body)
    assert (first.indent, first.centred, second.indent, second.centred) == (150.0, True, 30.0, False)


def test_a_letterhead_typed_with_spaces_is_split() -> None:
    assert sided(
        """\
            UBND HUYỆN N               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        PHÒNG NỘI VỤ                      Độc lập - Tự do - Hạnh phúc
          ------                        -----------------------------
        Số:     /PNV-TH               N, ngày     tháng 3 năm 2021
        V/v lập danh sách
        cán bộ nghỉ hưu

        Kính gửi:   - UBND các xã;
                    - Các phòng, ban.
        """
    ) == [
        "L UBND HUYỆN N",
        "L PHÒNG NỘI VỤ",
        "L ------",
        "L Số:     /PNV-TH",
        "L V/v lập danh sách",
        "L cán bộ nghỉ hưu",
        "R CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "R Độc lập - Tự do - Hạnh phúc",
        "R -----------------------------",
        "R N, ngày     tháng 3 năm 2021",
        "W Kính gửi:   - UBND các xã;",
        "W - Các phòng, ban.",
    ]


def test_a_party_letterhead_with_tabs_and_empty_lines_is_split() -> None:
    assert sided(
        "HUYỆN ỦY Đ\t\tĐẢNG CỘNG SẢN VIỆT NAM\n\nBAN DÂN VẬN\n\n*\t\tĐ, ngày 4 tháng 8 năm 2020\n\nSố 5-CV/BDV\n"
    ) == [
        "L HUYỆN ỦY Đ",
        "L BAN DÂN VẬN",
        "L *",
        "L Số 5-CV/BDV",
        "R ĐẢNG CỘNG SẢN VIỆT NAM",
        "R Đ, ngày 4 tháng 8 năm 2020",
    ]


def test_a_long_issuer_between_rows_of_two_sides_stays_left() -> None:
    text = (
        "UBND TỈNH E\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG GIAO THÔNG\n"
        "Số: 3/BQL\tE, ngày 2 tháng 3 năm 2018\n"
    )
    assert [line[0] for line in sided(text)] == ["L", "L", "L", "R", "R"]


def test_a_title_right_below_a_letterhead_is_not_part_of_it() -> None:
    head = "BỘ V            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/TB-BV         V, ngày 1 tháng 2 năm 2020\n"
    assert sided(head + "THÔNG BÁO\n")[-1] == "W THÔNG BÁO"


def test_a_closing_typed_with_spaces_is_split_until_the_name() -> None:
    assert sided(
        f"""\
        {_SENTENCE}

                                          TM. ỦY BAN NHÂN DÂN
        Nơi nhận:                            KT. CHỦ TỊCH
        - Như trên;                          PHÓ CHỦ TỊCH
        - Lưu: VT.

                                            (Đã ký)

                                          Trần Văn Mẫu
        """
    )[1:] == [
        "L Nơi nhận:",
        "L - Như trên;",
        "L - Lưu: VT.",
        "R TM. ỦY BAN NHÂN DÂN",
        "R KT. CHỦ TỊCH",
        "R PHÓ CHỦ TỊCH",
        "R (Đã ký)",
        "R Trần Văn Mẫu",
    ]


def test_the_columns_of_a_legacy_text_are_split_before_it_is_converted() -> None:
    text = "UBND X· M          CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\nSè: 4/TB-UBND      M, ngµy 3 th¸ng 2 n¨m 2004\n"
    assert [line.column for line in lines(text.encode("cp1252"))] == [Column.LEFT] * 2 + [Column.RIGHT] * 2


def test_bars_between_cells_are_read_as_columns() -> None:
    assert sided(
        "BỘ G | CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 3/BG-VP | G, ngày 4 tháng 5 năm 2011 |\nKính gửi: Bộ H\n"
    ) == [
        "L BỘ G",
        "L Số: 3/BG-VP",
        "R CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "R G, ngày 4 tháng 5 năm 2011",
        "W Kính gửi: Bộ H",
    ]


def test_bars_on_rows_of_their_own_close_the_cells_of_a_letterhead() -> None:
    assert sided("HUYỆN ĐOÀN P\n***\nSố: 6-CV/ĐTN\n|\nĐOÀN\nTNCS HỒ CHÍ MINH\n|\nKính gửi: các cơ sở Đoàn\n") == [
        "L HUYỆN ĐOÀN P",
        "L ***",
        "L Số: 6-CV/ĐTN",
        "R ĐOÀN",
        "R TNCS HỒ CHÍ MINH",
        "W Kính gửi: các cơ sở Đoàn",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi:      Sở Y tế tỉnh H",
        "Số:          /UBND-KT",
        "Hà Nội, ngày      tháng      năm 2020",
        "1.      Nội dung",
    ],
)
def test_a_gap_inside_one_line_is_no_column(text: str) -> None:
    assert [line.column for line in lines("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + text)] == [Column.WHOLE] * 2


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff \u00a0".encode()])
def test_white_space_alone_is_an_empty_file(data: bytes) -> None:
    with pytest.raises(EmptyFile), open_plain(data, ReadingOptions()):
        pass


def test_text_past_the_limit_is_left_out_with_a_remark() -> None:
    with open_plain(b"x" * 500, ReadingOptions(max_characters=100)) as source:
        assert [r.code for r in source.remarks] == ["too_much_text"]
        assert [len(line.text) for line in source.pages[0].lines] == [100]


def test_more_bytes_than_allowed_are_refused() -> None:
    with pytest.raises(TooLarge), open_plain(b"x" * 500, ReadingOptions(max_bytes=100)):
        pass


def test_content_decides_and_not_the_name() -> None:
    assert recognises_plain("Số: 3/QĐ".encode(), ".pdf")
    assert not recognises_plain(b"<html><p>x", ".txt")


@pytest.mark.parametrize(
    "text",
    [
        "TT\tNhiệm vụ\tĐơn vị\n1\tRà soát\t\n2\tBáo cáo\tSở B\n",
        "| TT | Nhiệm vụ | Đơn vị |\n|---|---|---|\n| 1 | Rà soát | |\n| 2 | Báo cáo | Sở B |\n",
    ],
    ids=["tabs", "bars"],
)
def test_a_pasted_table_keeps_its_cells(text: str) -> None:
    found = [(line.text, line.cell and (line.cell.row, line.cell.column)) for line in lines("Phụ lục\n" + text + "Hết")]
    assert found == [
        ("Phụ lục", None),
        ("TT", (0, 0)),
        ("Nhiệm vụ", (0, 1)),
        ("Đơn vị", (0, 2)),
        ("1", (1, 0)),
        ("Rà soát", (1, 1)),
        ("2", (2, 0)),
        ("Báo cáo", (2, 1)),
        ("Sở B", (2, 2)),
        ("Hết", None),
    ]


def test_tabs_that_only_indent_are_no_table() -> None:
    assert {line.cell for line in lines("\t\t- Sở A;\n\t\t- Sở B;\na)\tMột\nb)\tHai\n")} == {None}
