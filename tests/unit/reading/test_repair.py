import time

import pytest

from nguon.reading.repair import Repaired, broken_across, repair_line


def changed(line, **more):
    got = repair_line(line, **more)
    return got.text, [got.text[start:end] for start, end in got.changes]


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 02/3/2024 của Ủy ban nhân dân tỉnh;",
        "a) Rà soát, tổng hợp gửi về Sở Y tế (qua Phòng Nghiệp vụ Y) trước ngày 05/4/2024;",
        "điểm c ông bà nêu tại điểm đ khoản 2 Điều 5; điểm b ở trên",
        "A B C D",
        "TT STT I II III IV A B 1 2 3",
        "Nhóm B an toàn, vitamin C cho trẻ, lớp 10 A và khối D ở xã",
        "- Lưu: VT, CCVC(Thuận), KGVX(02b), HĐND-UBND, BGDĐT, TP.HCM, BTGTU.",
        "Số 369 - CV/BTGTU; 41/2019/QĐ-UBND; QyĐ, TTg, PTTg, CTr, VietGAP, ThS. Lê H và K dung",
        "Thư điện tử: sonoivu@tinhx.gov.vn, trang https://tinhx.gov.vn/vănbản/đềnghị?x=1",
        "Chămpa, Cơtu, Êđê, Krông Pắc, Đắk Lắk, Kon Tum, Bắc Kạn, Lênin, Mátxcơva, Giơnevơ",
        "ôtô, rađa, vắcxin, điôxin, xăng, xe buýt, bêtông, panô",
        "hoà bình, hòa bình, qúy, hòan thành, thuỷ lợi, thủy lợi, kĩ thuật",
        "400 m đá hộc, 5 g, 10 l nước, 13°C, 7h30, 15h00, 20km, 3m2, lúc 8 h sáng",
        "T/M, K/T, T/L, V/v, b/c, p/h, t/h, đ/c Hà, (thay b/c), TM., KT., Q.",
        "Internet wifi online banner, the program for agents in English",
        "Y Ngông Niê Kđăm, H'Hen Niê, Nguyễn V. A, bà Trần T. B",
        "",
        "-----------------",
        "        Nơi nhận:                    TM. ỦY BAN NHÂN DÂN",
    ],
)
def test_a_clean_line_comes_back_as_it_is(line):
    assert repair_line(line) == Repaired(line)


@pytest.mark.parametrize(
    ("printed", "meant", "spans"),
    [
        ("Sở đềnghị các đơn vị", "Sở đề nghị các đơn vị", ["đề nghị"]),
        ("về việctổ chức cáchoạt động", "về việc tổ chức các hoạt động", ["việc tổ", "các hoạt"]),
        ("Giáodục và Đàotạo", "Giáo dục và Đào tạo", ["Giáo dục", "Đào tạo"]),
        ("báo cáoThủ tướng", "báo cáo Thủ tướng", ["cáo Thủ"]),
        ("SỞ VĂN HÓA VÀTHỂ THAO", "SỞ VĂN HÓA VÀ THỂ THAO", ["VÀ THỂ"]),
        ("mời UBNDcấp xã", "mời UBND cấp xã", ["UBND cấp"]),
        ("ngày17 tháng10 năm2023", "ngày 17 tháng 10 năm 2023", ["ngày 17", "tháng 10", "năm 2023"]),
        ("ngày 5 tháng10năm 2024", "ngày 5 tháng 10 năm 2024", ["tháng 10 năm"]),
        ("tại 05xã, 3tháng", "tại 05 xã, 3 tháng", ["05 xã,", "3 tháng"]),
        ("có ýkiến", "có ý kiến", ["ý kiến"]),
    ],
)
def test_a_lost_space_is_put_back(printed, meant, spans):
    assert changed(printed) == (meant, spans)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("h ọ c tập", "học tập"),
        ("K í nh g ử i :", "Kính gửi :"),
        ("V iệc đ ề nghị thự c hiện", "Việc đề nghị thực hiện"),
        ("tr ước khi ch uyên gia đến", "trước khi chuyên gia đến"),
        ("C Ộ N G H Ò A X Ã H Ộ I C H Ủ N G H Ĩ A V I Ệ T N A M", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Đ ộ c l ậ p - T ự d o - H ạ n h p h ú c", "Độc lập - Tự do - Hạnh phúc"),
        ("P H Ó G I Á M ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("để cá ccơ quan biết", "để các cơ quan biết"),
        ("nghi ệp vụ, thi ếu, qu ả", "nghiệp vụ, thiếu, quả"),
        ("triể n khai, huyệ n, tuầ n", "triển khai, huyện, tuần"),
        ("các s á c h, b á o", "các sách, báo"),
        ("Số 12-CV/B t Gt W", "Số 12-CV/BtGtW"),
    ],
)
def test_a_torn_word_is_joined(printed, meant):
    got = repair_line(printed)
    assert got.text == meant
    assert got.changes != ()


@pytest.mark.parametrize(
    ("printed", "meant", "spans"),
    [
        ("Ðảng ủy, huyện Ðức Trọng", "Đảng ủy, huyện Đức Trọng", ["Đảng", "Đức"]),
        ("CộNG HòA Xã HộI", "CỘNG HÒA XÃ HỘI", ["CỘNG", "HÒA", "XÃ", "HỘI"]),
        ("b\u0430n hành", "ban hành", ["ban"]),
        ("đề\u00ad nghị h\u00adọp", "đề nghị họp", ["đề", "họp"]),
        ("tiê ́ng nói", "tiếng nói", ["tiếng"]),
        ("\uf0b7 Như trên", "• Như trên", ["•"]),
        ("Hà\u200b Nội\u202e", "Hà Nội", ["Hà", "Nội"]),
        ("mất chữ \x00 ở đây \ud800", "mất chữ \ufffd ở đây \ufffd", ["\ufffd", "\ufffd"]),
    ],
)
def test_a_character_is_what_was_meant(printed, meant, spans):
    assert changed(printed) == (meant, spans)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Ngày\u00a002\ttháng", "Ngày 02 tháng"),
        ("U\u0309y ban nha\u0302n da\u0302n", "Ủy ban nhân dân"),
        ("e\u0301\u0302 Viê\u0323t", "ế Việt"),
    ],
    ids=["spaces", "nfd", "tone-before-shape"],
)
def test_composition_and_white_space_are_no_changes(printed, meant):
    got = repair_line(printed)
    assert (got.text, got.changes) == (meant, ())


def test_origin_leads_back_to_what_was_printed():
    printed = "về h ọ c đềnghị"
    got = repair_line(printed)
    assert got.text == "về học đề nghị"
    assert got.origin is not None
    start, end = got.text.index("học"), got.text.index("học") + 3
    assert printed[got.origin[start] : got.origin[end - 1] + 1] == "h ọ c"
    assert printed[got.origin[10]] == "n"
    assert got.origin[-1] == len(printed)


@pytest.mark.parametrize(
    ("printed", "encoding", "meant"),
    [
        ("UBND TØNH VÜNH PHóC", "tcvn3", "UBND TỈNH VĨNH PHÚC"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "tcvn3", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Sè: 12/Q§-UBND", "tcvn3", "Số: 12/QĐ-UBND"),
        ("§éc lËp - Tù do - H¹nh phóc", "tcvn3", "Độc lập - Tự do - Hạnh phúc"),
        ("Kính göûi: Sôû Y teá", "vni", "Kính gửi: Sở Y tế"),
        ("Ki'nh gu+?i: So+? Y te^'", "viqr", "Kính gửi: Sở Y tế"),
    ],
)
def test_a_legacy_line_is_converted_and_marked_whole(printed, encoding, meant):
    assert changed(printed, encoding=encoding) == (meant, [meant])


def test_an_ascii_line_of_a_legacy_document_is_not_marked():
    assert repair_line("UBND - 12/2024", encoding="tcvn3") == Repaired("UBND - 12/2024")


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        ("hoàn thành khâu lắp đặt tr", "ước ngày 18/11", True),
        ("hoàn th", "ành", True),
        ("các trườ", "ng học", True),
        ("các đơn vị", "trực thuộc", False),
        ("theo điểm c", "ông văn này", False),
        ("nhóm B", "an toàn", False),
        ("Số 12-CV/TU", "ngày", False),
        ("", "các", False),
        ("gửi b/c", "ác", False),
    ],
)
def test_broken_across_joins_only_what_is_no_word_apart(before, after, broken):
    assert broken_across(before, after) is broken


HOSTILE = {
    "no-spaces": "đềnghị",
    "letters": "h ọ c ",
    "consonants": "đ ",
    "marks": "\u0301\u0323",
    "private": "\uf0b7",
    "addresses": "a@",
    "numbers": "ngày1",
    "capitals": "CộNG ",
    "symbol": "B t ",
    "glued": "đềnghị tổchức ",
    "invisible": "a\u200b",
    "digits": "1",
    "hebrew-marks": "\u05b0\u0591",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_noise_takes_no_more_than_about_twice_the_time(piece):
    def seconds(size):
        line = piece * (size // len(piece))
        best = 9.0
        for _ in range(5):
            start = time.process_time()
            repair_line(line)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(24_000) < 4 * seconds(12_000) + 0.05
