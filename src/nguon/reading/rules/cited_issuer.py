"""Who issued a document that a text names: after it ("của X") or before it ("đề nghị của X tại …", "X ban hành …").

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 6, for "của"; what stands before the citation is practice.
"""

from __future__ import annotations

import re
from itertools import pairwise

from nguon.core.text import cased
from nguon.reading.rules.doctypes import ANY_TYPE
from nguon.reading.rules.heads import ANY_ISSUER
from nguon.reading.sheet import Sheet

_OF = re.compile(r"\s*,?\s*(?:của|do)\s+(?:các\s+)?(?=[^\W\d_])", re.IGNORECASE)
_TYPES_AFTER = "Công điện|Chương trình|Kế hoạch|Tờ trình|Báo cáo|Văn bản|Quyết định|Nghị quyết|Thông báo|Chỉ thị"
_END = re.compile(
    r"(?:\s*(?:[;:.()\"“”]|,(?!\s*(?:Thể thao|Thương binh|gia đình|Du lịch|Khoa học và|Nông nghiệp và|Phòng, chống"
    r"|Chống|tìm kiếm))"
    r"|\n\s*[-+*]|\b(?:về|V/v|v/v|qu[iy] định|ban hành|hướng dẫn|phê duyệt|sửa đổi|bổ sung|báo cáo|trình|tại"
    r"|giai đoạn|và\s+(?=đề nghị|yêu cầu|ý kiến|công văn|thông báo|kế hoạch|quyết định"
    r"|nghị định|thông tư|chỉ thị|hướng dẫn|đề cương|theo)|có ý kiến|(?<!ban )chỉ đạo|đã|được|giữa|nhân(?!\s+dân)"
    r"|thì|để|theo"
    r"|đề nghị|hỏi|bãi bỏ|thay thế|điều chỉnh|chấp thuận|công bố|thành lập|kết luận"
    r"|yêu cầu|ngày|triển khai|thực hiện|với|kỷ niệm"
    r"|thông báo|giao|trong|trên|năm|số|khóa|cho|này|xem xét|kèm|ký|gửi|mời|là|như|nêu|cùng"
    r"|(?<!ban )(?-i:tổ chức|kiểm tra|thanh tra|xây dựng|quản lý|tiếp tục|tăng cường))\b)"
    rf"|\s+và\s+(?:các\s+)?(?=(?:{_TYPES_AFTER})\b(?!\s+và)))",
    re.IGNORECASE,
)
"""Where the name after "của" ends."""
_KNOWN_COMMA = re.compile(
    r"(?:Bộ|Sở|Phòng)\s+(?:Văn\s+h[óo][áa]?,\s+Thể\s+thao(?:\s+và\s+Du\s+lịch)?"
    r"|Văn\s+h[óo][áa]?,\s+Khoa\s+học\s+và\s+Thông\s+tin|Lao\s+động,\s+Thương\s+binh\s+và\s+Xã\s+hội)"
    r"|(?:Ban\s+[Cc]hỉ\s+đạo|Ủy\s+ban)[^,;.\n]{0,40}\s[Pp]hòng,\s+chống[^,;.\n]{0,60}",
    re.IGNORECASE,
)
_ISSUE_LINE = re.compile(r"[^,\n]{1,45},\s*ngày\s|(?:Kính\s+g[ửở]i|Căn\s+cứ|Xét|Theo|Thực\s+hiện)\b")
"""A row of the letterhead or one that opens a sentence, which no name goes on into."""
_LONGEST = 160

_ASKED = re.compile(
    r"(?<!\w)(?:đề nghị|ý kiến|kiến nghị|báo cáo|chỉ đạo|đề xuất|yêu cầu|kết luận)\s+của\s+(?:các\s+)?"
    r"(?P<name>[^\W\d_](?:(?!\bcủa\b)[^;:.()\n]|\n(?![-+*])){1,120}?)\s*"
    r"(?:,?\s(?:tại|theo|ở|trong)\s+(?:các\s+)?|\(\s*(?:tại\s+)?)\Z",
    re.IGNORECASE,
)
"""“Xét đề nghị của X tại Tờ trình số …”, “theo đề nghị của X (Tờ trình số …)”."""
_POSTS = (
    r"Phó Thủ tướng|Bộ trưởng|Tổng Giám đốc|Giám đốc|Thống đốc|Tổng cục trưởng|Cục trưởng|Trưởng ban|Chánh án"
    r"|Viện trưởng|Hiệu trưởng|Thường trực"
)
_BODY = re.compile(
    cased(
        r"(?:^|[\n;:.,(–+-]\s?|\b(?:được|mưu|trình|khi|rằng|do|và|mà|để)\s)"
        rf"(?P<name>(?=[{{UPPER}}])(?:(?i:{ANY_ISSUER}|{_POSTS})|[{{UPPER}}]{{3,9}})(?![^\W_]|\)))"
    ),
    re.MULTILINE,
)
"""A body or post at the beginning of a clause."""
_ISSUES = re.compile(
    r"\s*(?:,?\s(?:đã|vừa|mới|cũng))?\s+"
    r"(?:(?:có|gửi|ra|ký|ban\s+hành|phát\s+hành)(?:\s+(?:tại|kèm\s+theo|các|theo))?"
    r"|(?:phê\s+duyệt|quy\s+định|giao|công\s+bố|thông\s+qua|chỉ\s+đạo|yêu\s+cầu)\s+tại)\s+\Z",
    re.IGNORECASE,
)
"""The verb of issue between a body and the citation."""
_NOW = re.compile(r"\s*\((?:nay|trước đây|sau đây|gọi tắt|viết tắt)[^()]{0,60}\)\s*\Z", re.IGNORECASE)
_OTHER_VERB = re.compile(
    r"\b(?:đã|được|thực hiện|triển khai|căn cứ|đề nghị|theo|nhận|báo cáo|hướng dẫn|yêu cầu|tham mưu|trình|giao)\b",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(
    r"\bngày\s+(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d)\s*,?\s*\Z", re.I
)
_BACK = 200
_TYPE_OF = re.compile(
    rf"(?<!\w)(?P<type>{ANY_TYPE})\s+của\s+(?P<name>[^\W\d_](?:(?!\bcủa\b)[^;:.,()\n]){{1,80}}?)\s+\Z", re.IGNORECASE
)


def issuer_after(sheet: Sheet, at: int, end: int) -> str | None:
    """The X of "của X" that follows at ``at``; ``None`` where none does."""
    text = sheet.text
    of = _OF.match(text, at, end)
    if not of:
        return None
    begin = of.end()
    end = _box_end(sheet, begin, min(end, begin + _LONGEST))
    known = _KNOWN_COMMA.match(text, begin, end)
    if known:
        return " ".join(known[0].split())
    stop = _END.search(text, begin + 1, end)
    name = " ".join(text[begin : stop.start() if stop else end].split()).strip(" ,.-–")
    return name or None


def _box_end(sheet: Sheet, begin: int, end: int) -> int:
    """Where the box or paragraph that holds ``begin`` ends, at most ``end``."""
    for above, below in pairwise(sheet.rows_of(begin, end)):
        a, b = above.line, below.line
        if a.column != b.column or a.cell != b.cell or b.gap >= 1 or _ISSUE_LINE.match(below.text):
            return above.end
    return end


def issuer_before(sheet: Sheet, start: int, first: int) -> tuple[str, tuple[str, str, str] | None] | None:
    """The body named before a citation that begins at ``first``, and the day (day, month, year) before its name.

    Args:
        start: where to look from, at most 200 characters back.
    """
    text = sheet.text
    start = max(start, first - _BACK)
    asked = _ASKED.search(text, start, first)
    if asked:
        return _plain(asked["name"]), None
    issues = _ISSUES.search(text, max(start, first - 40), first)
    if issues is None:
        return None
    verb = issues.start()
    found = max(_BODY.finditer(text, start, verb), key=lambda m: m.start(), default=None)
    if found is None:
        return None
    name = _NOW.sub("", text[found.start("name") : verb])
    if _OTHER_VERB.search(name) or len(name) > 100:
        return None
    day = _DAY_BEFORE.search(text, start, found.start("name"))
    return _plain(name), (day["d"], day["m"], day["y"]) if day else None


def type_and_issuer_before(text: str, start: int, first: int) -> tuple[str, str, int] | None:
    """Type, issuer and start of "Công văn của X số …", where ``first`` is that of the number."""
    found = _TYPE_OF.search(text, max(start, first - _BACK), first)
    return (_plain(found["type"]), _plain(found["name"]), found.start()) if found else None


def _plain(name: str) -> str:
    return " ".join(name.split()).strip(" ,.-–")
