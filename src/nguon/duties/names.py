"""Bodies as a text names them: where a name begins, where it ends before its verb, and how a list of them is cut.

Source: practice of instructions (chủ trì, phối hợp, giao, yêu cầu, đề nghị); Decree 30/2020/NĐ-CP, Annex III for posts.
"""

from __future__ import annotations

import re
from functools import cache

from nguon.core.text import cased
from nguon.duties.words import body_words, ending_verb, opening_verb, verb_uses

MAX_NAME = 420
"""Characters; what runs longer before a verb is no list of bodies."""
_BEFORE = 40
"""Characters before a verb that say whether it is one."""

_ABBREVIATION = (
    r"(?-i:(?!(?:[IVX]{2,7}|TP|TX|TT|TW|TƯ|QĐ|NĐ|CV|CT|KH|TB|NQ|HD|BC|CNTT|TTHC|ATTP|PCCC|ATGT|DVC|CCHC|KTXH"
    r"|VN|GDP|HIV)(?![^\W\d_]))[A-ZĐ](?:&?[A-ZĐ]){1,6})(?![\w&]|[/-]\w)"
)
"""Capitals that shorten the name of a body ("BHXH", "KBNN"); those of places, types of documents and tasks are none."""
_QUANTIFIER = (
    r"(?:(?:riêng|đối với|đồng thời)\s+)?(?:(?:các|những|tất cả(?:\s+các)?|toàn thể|mỗi|một số|số|quý|100%(?:\s+các)?"
    r"|đại diện|lãnh đạo|tập thể|(?:các\s+)?đồng chí|ông\s?\(?b?à?\)?,?|liên)\s+){0,3}"
)
_NO_NAME = (
    r"(?!(?:chủ (?:trì|động|trương|đề|nghĩa|yếu|quyền|nhật|tọa)|báo (?:động|giá)|báo cáo(?!\s*viên)|ban hành"
    r"|cấp (?:phát|tài khoản|kinh phí|đủ|bù|giấy|phép|thiết|cứu|bách|nước|độ|tỉnh|huyện|xã|quốc gia)"
    r"|hội (?:nghị|thảo|thi|diễn|họp|nhập|chợ|trường)|đoàn kết|đoàn kiểm tra|người có công|nhà nước|xã hội"
    r"|tổ chức(?!\s*,|\s+(?:chính trị|đoàn thể|xã hội|đảng|cơ sở|hội(?!\s+(?:nghị|thảo|thi|họp|diễn|chợ|trại))"
    r"|công đoàn|quần chúng|tôn giáo|kinh tế|và cá nhân))"
    r"|thực hiện|cơ sở (?:để|pháp lý|dữ liệu|vật chất|hạ tầng)|trường hợp|tổ quốc|thanh tra(?=\s*,|\s+(?:việc"
    r"|công tác|các|đột xuất|định kỳ))|khoa (?:học|giáo)|ban (?:đêm"
    r"|đầu|ngày)|trưởng thành|phòng (?:ngừa|chống|, chống)|bộ (?:tài liệu|phận|dữ liệu|tiêu chí|chỉ số|đề|hồ sơ|luật"
    r"|câu hỏi|máy|môn)|ban nội bộ|viện (?:phí|dẫn|trợ)|thuế suất|vụ (?:việc|án|mùa|xuân|hè|đông)|cục bộ"
    r"|quỹ đất|sở hữu|nhóm (?:nhiệm vụ|giải pháp|việc))(?![^\W\d_]))"
)
_NOUN_BEFORE = re.compile(r"(?:các|mỗi|từng|những|một|số|,|và)\s+\Z", re.IGNORECASE)
_AFTER_TO_CHUC = re.compile(
    r"tổ chức(?:\s*,\s*(?:cá nhân|đoàn thể|hội|đơn vị)|\s+(?:chính trị|đoàn thể|xã hội|đảng|cơ sở|hội(?!\s+(?:nghị"
    r"|thảo|thi|họp|diễn|chợ))|công đoàn|quần chúng|thành viên|tôn giáo|trực thuộc|, cá nhân|và cá nhân|kinh tế"
    r"|chánh quyền|chính quyền))"
)
_MODIFIERS = frozenset(
    {"quản lý", "chủ trì", "vận hành", "được giao", "thực hiện", "giao", "sử dụng", "phụ trách", "khai thác"}
)
_MODIFIED = re.compile(
    r"(?:cơ quan|đơn vị|đầu mối|tổ chức|doanh nghiệp|quản lý,|(?:cơ quan|đơn vị) chủ trì)\s\Z", re.IGNORECASE
)
_POST = re.compile(r"(?:phó|thành viên|cán bộ|ủy viên|công chức|chuyên viên|lãnh đạo)\b[^,;:.]{0,30}\Z", re.IGNORECASE)
_RELATIVE = re.compile(r"(?<![^\W\d_])do\s[^,;:.]{2,32}\Z")
_NAMED_BY_PURPOSE = re.compile(r"(?:ban chỉ đạo|chương trình|ủy ban|hội đồng|tổ công tác|ban vận động|tiểu ban)\b"
    r"[^,;:.]{0,40}?\s(?:về|phòng,? chống|vận động)(?:\s+[^\W\d_]+)?\s\Z", re.IGNORECASE)  # fmt: skip
_LIST_GOES_ON = re.compile(
    r"(?:[^,;.:]{0,60},){0,3}[^,;.:]{0,60}(?:,|\s+và)\s+(?:các|những|vận hành|Thủ trưởng|Chủ tịch|Giám đốc)\s"
    r"|[^,;.:]{3,60}?\s(?:có trách nhiệm|chịu trách nhiệm|theo chức năng|khẩn trương|chủ động|tích cực|nghiêm túc"
    r"|cần phải|phối hợp|nỗ lực)\b"
)
_COMMITTEE = re.compile(r"(?:ủy|uỷ) ban\s+\Z", re.IGNORECASE)
_KINDS = re.compile(r"(?<![^\W\d_])(?:[Cc]ác|[Nn]hững|[Mm]ỗi|[Tt]ừng)\s+(?:ban|tổ|phòng|vụ|cục|bộ phận|đội)\s+\Z")
_WITH_OBJECT = re.compile(r"(?:,\s+[^\W\d_]+\s[^\W\d_]+)?\s+việc(?![^\W\d_])")
_DOES = re.compile(r"\s+(?:thực hiện|triển khai)(?![^\W\d_])")
_GOES_ON = re.compile(r"\s*,|\s+(?:và|cấp|tỉnh|huyện|xã|phường|thành phố)(?![^\W\d_])")
_RELATIVE_CLAUSE = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){0,4}\snào\s[^;:.]{3,120}?(?=,?\sthì\s)")
"""Whom a rule is for: "đơn vị nào chưa thực hiện thì …"."""
_WORD_END = re.compile(r"(?<=\w)(?=\s)")
_MAX_UNKNOWN = 160
"""Characters; a name that no table knows is no longer."""
_ONE_PERSON = re.compile(r"(?:các\s+)?(?:ông|bà|đ/c|đồng chí)\s[^,;]{3,40}\Z", re.IGNORECASE)
_HIS_POST = re.compile(
    r"(?:phó\s+)?(?:trưởng|chủ tịch|giám đốc|bí thư|chánh|hiệu trưởng|tổ trưởng|ủy viên|kế toán)(?![^\W\d_])",
    re.IGNORECASE,
)
_STOP = re.compile(r"[:.](?=\s|$)|;|\s[-–]\s(?=các\s)")
_CAPITAL_NAME = re.compile(
    r"(?:Thể thao|Thương binh|Du lịch|Xã hội|Môi trường|Đào tạo|Công nghệ|Truyền thông|Gia đình|Trẻ em"
    r"|Phát triển nông thôn|Đầu tư|Tôn giáo|Kế hoạch|Tài chính|Thông tin|Giáo dục|Khoa học)\b"
)
_ONE_NAME = re.compile(r"\A(?:các\s+)?(?:cơ quan|đơn vị|địa phương|sở|ban|ngành|tổ chức)\Z", re.IGNORECASE)
_KIND = re.compile(
    r"(?:các|những)\s+(?:(?:bộ|sở|ban|ngành|tỉnh|thành phố|huyện|xã|phường|đặc khu|cơ quan|đơn vị|ủy ban|công ty|trường"
    r"|hội|tổ chức|bệnh viện|trung tâm|cục|chi cục|vụ|viện|đại học|quận|thị xã)[\s,]*){1,4}\Z",
    re.IGNORECASE,
)
_NEXT_KIND = re.compile(r"(?:các|những|chủ tịch|thủ trưởng|giám đốc|ubnd|ủy ban|văn phòng)\s", re.IGNORECASE)
_ONE_WORD = re.compile(r"(?:Báo|Sở|Ban|Phòng|Đài|Hội|Cục|Chi cục|Trường|Trung tâm|Văn phòng)")
_OFFICE_OF_TWO = re.compile(r"Văn phòng\s+(?:HĐND|Hội đồng nhân dân|Đoàn ĐBQH|Đoàn đại biểu Quốc hội)\Z", re.IGNORECASE)
_LEAD = re.compile(r"(?:riêng|đối với|đồng thời|và)\s+", re.IGNORECASE)


@cache
def starts() -> re.Pattern[str]:
    """Where the name of a body, of a post, or of a kind of bodies begins."""
    return re.compile(rf"{_QUANTIFIER}(?<![^\W\d_]){_NO_NAME}{body_words()}(?![^\W\d_])", re.IGNORECASE)


@cache
def _starts_member() -> re.Pattern[str]:
    """Where one of a list of bodies begins: as ``starts``, or with capitals that shorten a name."""
    return re.compile(
        rf"(?:{_QUANTIFIER}(?<![^\W\d_]){_NO_NAME}{body_words()}|(?:(?:các|những|quý)\s+)?{_ABBREVIATION}"
        r"|(?:các|những)\s+tổ chức)"
        r"(?![^\W\d_])",
        re.IGNORECASE,
    )


@cache
def _somebody() -> re.Pattern[str]:
    """What can begin the name of somebody whom no table knows: capitals, or "các", "những", "mọi" with a noun."""
    return re.compile(cased(rf"{_ABBREVIATION}|(?:(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Tt]oàn|[Tt]ất cả|[Qq]uý|[Đđ]/c)\s+)\S+"
        r"|[{UPPER}][^\W\d_]*(?:\s+[{UPPER}]\w*)+"))  # fmt: skip


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(
        cased(
            r"\s*;\s*|\s*,\s*(?=(?:các|những|thủ trưởng|đơn vị|cơ quan|doanh nghiệp)\s|[{UPPER}]"
            r"|(?:phòng|ban|sở|văn phòng|trung tâm|trường|công đoàn|đoàn|hội|tổ|khoa|chi cục|cục|đài|công an|bí thư"
            r"|chủ tịch|giám đốc|hiệu trưởng|trưởng (?:phòng|ban))\s+[{UPPER}])"
            r"|\s+và\s+(?=(?:các|những|thủ trưởng)\s|[{UPPER}])|\s+cùng\s+(?=[{UPPER}]|các\s)"
        )
    )


def name_end(text: str, start: int = 0, *, until: int | None = None) -> int | None:
    """Where the list of bodies that begins at ``start`` ends: before its verb, a colon or the end.

    Returns:
        The offset, or ``None`` where no body's name begins there.

    >>> t = "Ban Tổ chức Tỉnh ủy, Sở Nội vụ chủ trì rà soát"
    >>> t[: name_end(t)]
    'Ban Tổ chức Tỉnh ủy, Sở Nội vụ'
    """
    end = min(len(text) if until is None else until, start + MAX_NAME)
    opening = starts().match(text, start, end)
    if not opening:
        return None
    clause = _RELATIVE_CLAUSE.match(text, start, end) if text.find(" nào ", start, end) >= 0 else None
    if clause is not None:
        return clause.end()
    stop = _verb_start(text, start, opening.end(), end)
    if stop is None:
        stop = _stop(text, start, end)
    if stop is not None:
        return stop
    return end if end < start + MAX_NAME else None


def doer_end(text: str, start: int, *, until: int) -> int | None:
    """As ``name_end``, in a place where somebody must stand: after "đề nghị", before "chủ trì".

    There the grammar says who it is, known to the tables or not: capitals, or "các" with a noun, up to the first verb.

    >>> t = "KBNN tỉnh rà soát hồ sơ"
    >>> t[: doer_end(t, 0, until=len(t))], name_end(t)
    ('KBNN tỉnh', None)
    """
    known = name_end(text, start, until=until)
    if known is not None:
        return known
    end = min(until, start + _MAX_UNKNOWN)
    opening = _somebody().match(text, start, end)
    if not opening or opening_verb().match(text, start, end):
        return None
    short = re.match(_ABBREVIATION, text[start:end])
    return _verb_start(text, start, start + (short.end() if short else _first_word(text, start)), end)


def _first_word(text: str, start: int) -> int:
    """Characters up to the end of the first word."""
    found = _WORD_END.search(text, start)
    return (found.start() if found else len(text)) - start


def _verb_start(text: str, start: int, after: int, end: int) -> int | None:
    """Where the list of bodies ends before a mark or its verb; ``None`` where no verb follows."""
    for verb in ending_verb().finditer(text, after, end):
        stop = _stop(text, start, verb.start())
        if stop is not None:
            return stop
        if not _is_noun(text, start, verb):
            return len(text[: verb.start()].rstrip(" ,"))
    return None


def _stop(text: str, start: int, end: int) -> int | None:
    """The first mark that ends a list of bodies; a semicolon before a further name does not."""
    for found in _STOP.finditer(text, start, end):
        after = found.end() + (text[found.end() : found.end() + 1] == " ")
        if found[0] == ";" and starts().match(text, after, end):
            continue
        if found[0] == ":" and _lists_members(text, start, found.start(), after, end):
            continue
        return found.start()
    return None


def _lists_members(text: str, start: int, colon: int, after: int, end: int) -> bool:
    """Whether the names of the members of a kind follow its colon: "các Bộ: Tài chính, Y tế", "các tỉnh: Nghệ An"."""
    return (
        _KIND.search(text, max(start, colon - _BEFORE), colon) is not None
        and text[after : after + 1].isupper()
        and opening_verb().match(text, after, end) is None
    )


def _is_noun(text: str, start: int, verb: re.Match[str]) -> bool:
    """Whether what looks like a verb is part of a name: "các tổ chức chính trị - xã hội", "Ban tuyên giáo"."""
    word = " ".join(verb[0].split())
    before = text[max(start, verb.start() - _BEFORE) : verb.start()]
    if _WITH_OBJECT.match(text, verb.end()) or (word == "tổ chức" and _DOES.match(text, verb.end())):
        return False
    if word == "tổ chức" and (_NOUN_BEFORE.search(before) or _AFTER_TO_CHUC.match(text, verb.start())):
        return True
    use = verb_uses().get(word)
    if use is not None:
        if use.in_names is not None and use.in_names.search(before) and not _complete(text, before, verb):
            return True
        if use.not_after is not None and use.not_after.search(before):
            return True
        if use.not_before is not None and use.not_before.match(text, verb.end()):
            return True
    if text.count("(", start, verb.start()) > text.count(")", start, verb.start()):
        return True
    if _RELATIVE.search(before) and word not in {"để", "khẩn trương", "nghiên cứu"}:
        return True
    if _NAMED_BY_PURPOSE.search(text, max(start, verb.start() - 90), verb.start()) and word != "để":
        return True
    if word == "phụ trách" and _POST.search(before) and ending_verb().search(text, verb.end(), verb.end() + 120):
        return True
    return word in _MODIFIERS and bool(_MODIFIED.search(before)) and bool(_LIST_GOES_ON.match(text, verb.end()))


def _complete(text: str, before: str, verb: re.Match[str]) -> bool:
    """Whether the name before the verb needs no more: "các ban", "Ủy ban" and not "Ban Tổ chức"."""
    if _COMMITTEE.search(before):
        return verb[0] != "kiểm tra"
    return _KINDS.search(before) is not None and not (
        _GOES_ON.match(text, verb.end()) or ending_verb().match(text, verb.end() + 1)
    )


def cut_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the single names (or collectives) in a list of bodies, white space and conjunctions left out.

    A collective keeps its members: "các huyện ủy, thị ủy, thành ủy" is one name; a comma inside a body's own name
    ("Sở Văn hóa, Thể thao và Du lịch") does not cut, nor does one after a bare kind ("các cơ quan, đơn vị").

    >>> t = "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế và các cơ quan, đơn vị"
    >>> [t[a:b] for a, b in cut_names(t, 0, len(t))]
    ['Sở Văn hóa, Thể thao và Du lịch', 'Sở Y tế', 'các cơ quan, đơn vị']
    """
    spans = []
    at = start
    for cut in _cut().finditer(text, start, end):
        if _CAPITAL_NAME.match(text, cut.end(), end) or not _starts_member().match(text, cut.end(), end):
            continue
        if _ONE_PERSON.match(text, at, cut.start()) and _HIS_POST.match(text, cut.end(), end):
            continue
        if text.count("(", at, cut.start()) > text.count(")", at, cut.start()):
            continue
        if _OFFICE_OF_TWO.search(text, at, cut.start()) or _ONE_WORD.fullmatch(text[at : cut.start()].strip()):
            continue
        if ":" in text[at : cut.start()] and text[cut.start()] != ";" and not _NEXT_KIND.match(text, cut.end(), end):
            continue
        bare = text[cut.end()].islower() and not text.startswith("các ", cut.end())
        if bare and _ONE_NAME.match(text[at : cut.start()].strip()):
            continue
        spans.append((at, cut.start()))
        at = cut.end()
    spans.append((at, end))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " ,;.:-–\n\t":
        start += 1
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1] in " ,;.:-–\n\t":
        end -= 1
    return (start, end) if end - start > 1 else None
