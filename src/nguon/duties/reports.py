"""Whether an instruction asks for something written to come back, and to whom.

Source: practice ("báo cáo kết quả về … trước ngày … để tổng hợp", "gửi văn bản và file mềm"); one that the receiver
makes to his own superior with it ("để tổng hợp, báo cáo …") is a purpose.
"""

from __future__ import annotations

import re

from nguon.core.text import cased
from nguon.duties.words import has_any

_REPORTS = re.compile(
    r"(?:(?<![^\W\d_])báo cáo(?!\s*viên)\s+(?P<to>(?:về|cho|gửi|với|lên)\s+)?|(?:có|tham gia|góp|xin gửi"
    r"|gửi)\s+ý\s?kiến|góp ý\b|đề xuất(?:\s+ý kiến)?(?=\s+(?:với|Chủ tịch|UBND|Ủy ban|giải pháp|phương án))"
    r"|(?:gửi|nộp)\s+[^.;]{0,120}?(?:\bvề\s+|\bcho\s+)|(?:^|[,;]\s*|\s)gửi\s+về\s+|trình\s+Thủ tướng"
    r"|(?:lập|xây dựng|tổng hợp|rà soát|thống kê)\s[^.]{0,160}?[,;\s]\s*gửi\s+(?-i:(?=Sở|UBND|Ủy ban|Bộ|Ban|Phòng)))",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?:để|nhằm)\s+(?:[^.;,]{0,60}?,?\s*)?(?:tổng hợp,?\s*)?(?:tiếp tục\s+)?\Z|[^\s,;.:]\s+tổng hợp,\s*\Z",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:các|bản|tài liệu|nghe|cuộc họp|hội nghị|xét|theo|tại|của|những|trong|gửi|nộp|đề cương"
    r"|chế độ(?: thông tin)?,?|thông tin,|dự thảo|hoàn thiện|thực hiện các|đội ngũ|dung|mẫu|số liệu|kèm theo)\s+\Z",
    re.IGNORECASE,
)
_COLLECTS = re.compile(r"(?:xin|lấy|tiếp thu|nhận|nghe|các)\s+(?:ý\s?kiến\s+)?\Z", re.IGNORECASE)
_PAYS = re.compile(r"nộp\b", re.IGNORECASE)
_MONEY = re.compile(r"(?:phí|tiền|thuế|quỹ)[^.;]{0,60}\Z")
_LIST_ONLY = re.compile(
    r"(?:đăng ký\s|đề cử\s|danh sách\s+(?:đại biểu|các thành phần|thành phần|tham dự|cán bộ|đăng ký|người tham"
    r"|dự)|dự toán|giấy mời"
    r"|tài liệu(?!\s+minh chứng)|thư mời|biểu mẫu|lịch\s)",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"(?:gửi|nộp)\s+(?:văn bản\s+)?báo cáo|báo cáo\s+(?:kết quả|tình hình|nhanh|sơ kết|tổng kết|đột xuất|định kỳ"
    r"|bằng văn bản)|thông tin,\s*báo cáo|chuẩn bị đầy đủ báo cáo|đầy đủ báo cáo|thực hiện báo cáo|ý kiến (?:góp ý"
    r"|tham gia)",
    re.IGNORECASE,
)
_REPORT_WORDS = re.compile(r"báo cáo|gửi|nộp|ý\s?kiến", re.IGNORECASE)
_WORDS = ("báo cáo", "gửi", "nộp", "kiến", "góp ý", "đề xuất", "trình")
_TO = re.compile(
    cased(
        r"(?:\bvề|\bgửi|\bcho|báo cáo)\s+(?P<to>(?:[{UPPER}][^\s,;.()]*|các\s+[^\s,;.()]+|cấp\s+[^\s,;.()]+)"
        r"(?:,?\s+(?:(?<=,\s)(?:Thể thao|Thương binh|Truyền hình)|(?<!,\s)[^\s,;.()]+)){0,14}?)"
        r"(?=\s*(?:\(|,|;|\.|$|trước|chậm|muộn|để|kết quả|tình hình|xem xét|theo|trong|qua|bằng|hằng|hàng|định kỳ|khi"
        r"|các\s|những\s|việc\s|và(?!\s+[{UPPER}])|\s-\s(?![{UPPER}])))"
    )
)


def asks_report(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` asks for a report, figures, a written opinion or comments."""
    if not has_any(text[start:end].lower(), _WORDS):
        return False
    found = _ALWAYS.search(text, start, end)
    if found is not None:
        before = text[max(start, found.start() - 80) : found.start()]
        if not _PURPOSE.search(before) and not _COLLECTS.search(before):
            return True
    for found in _REPORTS.finditer(text, start, end):
        before = text[max(start, found.start() - 80) : found.start()]
        if _PURPOSE.search(before) or _NOUN.search(before) or _COLLECTS.search(before):
            continue
        if _PAYS.match(text, found.start(), end) and _MONEY.search(before):
            continue
        if _LIST_ONLY.search(text, max(start, found.start() - 100), found.end()):
            continue
        return True
    return False


def report_start(text: str, start: int, end: int) -> int:
    """Where the words that ask for the report begin; ``start`` where they are not told apart."""
    found = _REPORT_WORDS.search(text, start, end)
    return found.start() if found else start


def report_receiver(text: str, start: int, end: int) -> str | None:
    """To whom the report goes, as printed; ``None`` where the words do not say."""
    found = _TO.search(text, start, end)
    return " ".join(found["to"].split()) if found else None
