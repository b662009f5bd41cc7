import shutil
import subprocess

import pytest

from nguon.core.legacy import ENCODINGS, convert, detect

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵ"


@pytest.mark.parametrize(
    ("encoding", "shown", "meant"),
    [
        ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("tcvn3", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("vni", "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("vni", "Ñaêk Laêk, baõo ñaûm, laéng nghe, raèng, xaúng, maët", "Đăk Lăk, bão đảm, lắng nghe, rằng, xẳng, mặt"),
        ("viscii", "Vi®t Nam, l§p", "Việt Nam, lập"),
        ("viqr", "Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("viqr", "D-o^.c la^.p, ddu+o+.c ta. ho.p", "Độc lập, được tạ họp"),
        ("viqr", "Ho ve^` nha. Ho o+? nha\\. Sao?", "Ho về nha. Ho ở nha. Sao?"),
    ],
)
def test_convert_gives_what_was_meant(encoding, shown, meant):
    assert convert(shown, encoding)[0] == meant


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_character_says_where_it_came_from(encoding):
    shown = "Soá: 5 / ñeà nghò, µ ¸ Vie^.t ddo^`ng"
    text, origin = convert(shown, encoding)
    assert len(origin) == len(text)
    assert origin == sorted(origin)
    assert all(0 <= index < len(shown) for index in origin)


def test_convert_refuses_an_unknown_encoding():
    with pytest.raises(ValueError, match="koi8"):
        convert("x", "koi8")


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
def test_tcvn3_agrees_with_iconv():
    """The letters from A1 up; the standard's combining marks are left alone: fonts of the time show ° ² ³ there."""
    codes = [c for c in range(0xA1, 0xFF) if c not in range(0xB0, 0xB5)]
    shown = bytes(codes)
    done = subprocess.run(["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=shown, capture_output=True, check=True)
    assert convert(shown.decode("latin-1"), "tcvn3")[0] == done.stdout.decode()
    assert {c for c in LETTERS if not c.isascii()} <= set(done.stdout.decode())


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
@pytest.mark.parametrize("reading", ["latin-1", "cp1252"])
def test_viscii_agrees_with_iconv(reading):
    letters = "".join(c for c in LETTERS + LETTERS.upper() if not c.isascii())
    done = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "VISCII"], input=letters.encode(), capture_output=True, check=True
    )
    shown = "".join(bytes([b]).decode(reading, "ignore") or chr(b) for b in done.stdout)
    assert convert(shown, "viscii")[0] == letters


def test_vni_letters():
    pairs = dict(_vni_pairs())
    assert {shown: convert(shown, "vni")[0] for shown in pairs} == pairs


def test_vni_and_tcvn3_agree_with_viparse():
    """A second opinion, for development only; its VNI table lacks aú (ẳ)."""
    viparse = pytest.importorskip("viparse")
    pairs = [shown for shown, meant in _vni_pairs() if meant != "ẳ"]
    assert [viparse.fix(shown, encoding="vni") for shown in pairs] == [convert(shown, "vni")[0] for shown in pairs]
    codes = [chr(c) for c in range(0xA1, 0xFF) if convert(chr(c), "tcvn3")[0].islower()]
    assert [viparse.fix(c, encoding="tcvn3") for c in codes] == [convert(c, "tcvn3")[0] for c in codes]


def _vni_pairs():
    tones = "øûõùï"
    rows = [("a", "àảãáạ"), ("e", "èẻẽéẹ"), ("o", "òỏõóọ"), ("u", "ùủũúụ"), ("ô", "ờởỡớợ"), ("ö", "ừửữứự")]
    for base, letters in rows:
        yield from ((base + tone, letter) for tone, letter in zip(tones, letters, strict=True))
    for base, letters in [("a", "ầẩẫấậ"), ("e", "ềểễếệ"), ("o", "ồổỗốộ")]:
        yield from ((base + tone, letter) for tone, letter in zip("àåãáä", letters, strict=True))
    yield from (("a" + tone, letter) for tone, letter in zip("èúüéë", "ằẳẵắặ", strict=True))


@pytest.mark.parametrize(
    ("shown", "encoding"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni"),
        ("Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", "viqr"),
        ("Cộng hòa xã hội chủ nghĩa Việt Nam", ""),
        ("Plain English, with a few words (and a bracket) + a sum.", ""),
        ("Café déjà vu à la crème brûlée", ""),
        ("", ""),
        ("µ", ""),
    ],
    ids=["tcvn3", "vni", "viqr", "unicode", "english", "french", "empty", "one-letter"],
)
def test_detect_names_the_encoding_or_nothing(shown, encoding):
    assert detect(shown) == encoding
