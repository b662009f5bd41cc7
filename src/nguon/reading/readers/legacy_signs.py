"""Which legacy encoding a Vietnamese text is in, told by the syllables that every document uses."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ENOUGH_CHARACTERS = 20_000
_LEAST_HITS = 3
_LEAST_SHARE = 0.10
_WORDS = (
    "của và các được đã để về với trong có là này những một người đó từ đến theo tại trên dưới sau trước khi phải"
    " không những cũng đối ngày tháng năm công văn số ủy uỷ ban nhân dân tỉnh thành phố huyện xã phường sở bộ phòng"
    " cộng hòa hoà hội chủ nghĩa việt độc lập tự hạnh phúc kính gửi nơi nhận như lưu tịch phó giám đốc thông báo chỉ"
    " thị quyết định kế hoạch chức thực hiện triển khai yêu cầu đề nghị đơn vị cơ quan địa phương nước đảng đồng chí"
    " công tác tổ tuyên truyền giáo dục đào tạo tế kinh xây dựng quản lý kiểm tra bảo đảm tăng cường phối hợp chương"
    " trình nội dung kết quả báo cáo thời hạn trách nhiệm liên quan việc gồm điều khoản luật nghị căn cứ quyền"
)
_TCVN3 = dict(
    zip(
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        strict=True,
    )
)
_VISCII = dict(
    zip(
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        map(chr, range(0x80, 0x100)),
        strict=True,
    )
)
_VNI_TONES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "øùûõï", strict=True))
_VNI_BREVE = dict(zip("\u0300\u0301\u0309\u0303\u0323", "èéúüë", strict=True))
_VNI_HAT = dict(zip("\u0300\u0301\u0309\u0303\u0323", "àáåãä", strict=True))
_VNI_I = dict(zip("\u0300\u0301\u0309\u0303\u0323", "ìíæóò", strict=True))
_VIQR = dict(zip("\u0300\u0301\u0309\u0303\u0323\u0306\u0302\u031b", "`'?~.(^+", strict=True))
_VIETNAMESE = re.compile(
    "[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0102\u0103\u0110\u0111\u0300\u0301\u0303\u0309\u0323]"
)
_TOKEN = re.compile(r"[^\s\d,;:!\"/\[\]{}<>=_|\\\u00a0-]{1,12}")


def legacy_encoding(text: str) -> str:
    """``"tcvn3"``, ``"vni"``, ``"viscii"`` or ``"viqr"``, or empty where the text is none of them.

    Args:
        text: bytes read one to one as Latin-1 or Windows-1252, or a Unicode text pasted from a legacy font.

    At least three syllables and a tenth of all must be common Vietnamese ones in that encoding, and twice as many as
    in any other; a text with letters that only Unicode has is Unicode.

    >>> legacy_encoding("ñy ban nh©n d©n tØnh; c«ng v¨n vÒ viÖc ®Ò nghÞ")
    'tcvn3'
    """
    sample = text[:_ENOUGH_CHARACTERS]
    if sample.isascii():
        if not re.search(r"[\^(+][`'?~.]?|dd", sample, re.I):
            return ""
        encodings: tuple[str, ...] = ("viqr",)
    elif any(len(_VIETNAMESE.findall(part)) * 50 > len(part) for part in (sample[:500], sample)):
        return ""
    else:
        encodings = ("tcvn3", "vni", "viscii")
    tokens = [token.strip("()") if "viqr" not in encodings else token for token in _TOKEN.findall(sample)]
    scores = sorted(((_hits(tokens, encoding), encoding) for encoding in encodings), reverse=True)
    hits, best = scores[0]
    second = scores[1][0] if len(scores) > 1 else 0
    if hits < _LEAST_HITS or hits < _LEAST_SHARE * len(tokens) or hits < 2 * second:
        return ""
    return best


def vietnamese_hits(text: str) -> int:
    """How many common Vietnamese syllables a Unicode text holds; tells Windows-1258 from other code pages."""
    words = _syllables("unicode")
    return sum(word in words for word in unicodedata.normalize("NFC", text[:_ENOUGH_CHARACTERS]).lower().split())


def _hits(tokens: list[str], encoding: str) -> int:
    words = _syllables(encoding)
    if encoding == "viqr":
        return sum(token.lower().rstrip(".?'") in words or token.lower() in words for token in tokens)
    return sum(token in words or token.rstrip(".)'’”") in words for token in tokens)


@cache
def _syllables(encoding: str) -> frozenset[str]:
    """The syllables with a mark, in lower case, upper case and with a capital, as the encoding spells them."""
    marked = [word for word in _WORDS.split() if not word.isascii()]
    if encoding == "unicode":
        return frozenset(marked)
    forms = marked if encoding == "viqr" else [f for w in marked for f in (w, w.upper(), w.capitalize())]
    spelt = {_SPELL[encoding](form) for form in forms}
    return frozenset(word for word in spelt if encoding == "viqr" or not word.isascii())


def _in_tcvn3(word: str) -> str:
    # Toned capitals have no code of their own: a font of capitals (.VnTimeH) shows the small ones.
    return "".join(_TCVN3.get(c) or _TCVN3.get(c.lower(), c) for c in word)


def _in_viscii(word: str) -> str:
    return "".join(_VISCII.get(c, c) for c in word)


def _in_vni(word: str) -> str:
    spelt = []
    for char in word:
        base, marks = _parts(char)
        small = base.lower()
        if small == "đ":
            spelt.append("ñ" if base == "đ" else "Ñ")
            continue
        tone = next((m for m in marks if m in _VNI_TONES), "")
        if small == "i" and tone:
            piece = _VNI_I[tone]
        elif small == "y" and tone == "\u0323":
            piece = "î"
        elif "\u0306" in marks:
            piece = small + (_VNI_BREVE[tone] if tone else "ê")
        elif "\u0302" in marks:
            piece = small + (_VNI_HAT[tone] if tone else "â")
        else:
            piece = ({"o": "ô", "u": "ö"}[small] if "\u031b" in marks else small) + _VNI_TONES.get(tone, "")
        spelt.append(piece.upper() if base.isupper() else piece)
    return "".join(spelt)


def _in_viqr(word: str) -> str:
    pieces = []
    for char in word:
        base, marks = _parts(char)
        shapes = "".join(_VIQR[m] for m in marks if m in "\u0306\u0302\u031b")
        pieces.append(("dd" if base == "đ" else base) + shapes + "".join(_VIQR[m] for m in marks if m in _VNI_TONES))
    return "".join(pieces)


def _parts(char: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", char)
    return parts[0], parts[1:]


_SPELL = {"tcvn3": _in_tcvn3, "vni": _in_vni, "viscii": _in_viscii, "viqr": _in_viqr}
