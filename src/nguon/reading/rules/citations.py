"""Other official documents that a text names by number.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 6 (how a document is cited); for the Party 36-HD/VPTW (a comma
before "ngày"). Anaphora ("Công văn này", "Kế hoạch nêu trên") has no number and is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nguon.core.text import fold
from nguon.reading.document import Citation, Value
from nguon.reading.rules.doctypes import ANY_TYPE
from nguon.reading.rules.number import NUMBER, SYMBOL
from nguon.reading.rules.place_and_date import make_date
from nguon.reading.sheet import Sheet, Span

_TYPES = re.compile(
    rf"(?<!\w)(?:{ANY_TYPE})(?:\s+(?:liên tịch|liên ngành|phối hợp|hợp nhất|hành động))?\s*\Z", re.IGNORECASE
)
_LAW = re.compile(r"(?<!\w)(?P<type>Bộ luật|Luật|Pháp lệnh)\s(?:(?!Luật|Pháp lệnh|Nghị quyết)[^;:.()\n]){2,120}\Z")
"""A law cited by its name, which stands between the type and the number."""
_NUMBERED = re.compile(
    rf"(?<!\w)(?P<so>s[ốôó]\s*:?\s*)?(?P<number>{NUMBER})\s?[-–/]\s?(?P<symbol>{SYMBOL})",
)
_SO_CAPS = re.compile(rf"(?<!\w)SỐ\s*:?\s*(?P<number>{NUMBER})\s?[-–/]\s?(?P<symbol>{SYMBOL})")
_NO_SYMBOL = re.compile(
    r"(?<!\w)(?P<type>Thông tư|Nghị định|Quyết định|Chỉ thị|Công văn|Nghị quyết|Thông báo|Kế hoạch|Công điện"
    r"|Kết luận)\s+số\s*:?\s*"
    r"(?P<number>\d{1,5})(?=\s*,?\s*ngày\s*\d)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\d[a-zđ]?\s?[-–/]\s?[A-ZĐƯƠĂÂÊÔ]")
"""Where a number meets its symbol: the only places at which the longer patterns need to look."""
_BEFORE_JOINT = 40
_DATED = re.compile(r"\d\s*+,?\s*+ngày\s*+\d", re.IGNORECASE)
_DATE = re.compile(
    r"\s*(?:\([^()\n]{0,40}\)\s*)?,?\s*(?:ký\s+)?(?:ban hành\s+)?(?:ngày|ngay)\s*(?P<d>\d{1,2})\s*"
    r"(?:[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>(?:19|20)\d\d)|tháng\s*(?P<m2>\d{1,2})\s*(?:năm\s*)?(?P<y2>(?:19"
    r"|20)\d\d))",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*,?\s*(?:của|do)\s+(?:các\s+)?(?=[^\W\d_])", re.IGNORECASE)
_OF_LATER = re.compile(
    r"\s*(?:,|và|;)\s*(?:các\s+)?(?:số"
    r"|[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12})?\s+số)?[^\n;()]{0,60}?ngày[^\n;()]{4,30}?(?:(?:19|20)\d\d)\s+(?P<of>của\s+)",
)
_ISSUER_END = re.compile(
    r"\s*(?:[;:.()\"“”]|,(?!\s*(?:Thể thao|Thương binh|gia đình|Du lịch|Khoa học và|Nông nghiệp và|Phòng, chống"
    r"|Chống|tìm kiếm))"
    r"|\n\s*[-+*]|\b(?:về|V/v|v/v|quy định|ban hành|hướng dẫn|phê duyệt|sửa đổi|báo cáo|trình|tại|giai đoạn"
    r"|và\s+(?=đề nghị|yêu cầu|ý kiến|công văn|thông báo|kế hoạch|quyết định"
    r"|nghị định|thông tư|chỉ thị|hướng dẫn|đề cương|theo)|có ý kiến|chỉ đạo|đã|được|giữa|nhân(?!\s+dân)|thì|để|theo"
    r"|đề nghị"
    r"|yêu cầu|ngày|triển khai|thực hiện|với|kỷ niệm"
    r"|thông báo|giao|trong|trên|năm|số|khóa|cho|này|xem xét|kèm|ký|gửi|mời|là|như|nêu|cùng)\b)",
    re.IGNORECASE,
)
_KNOWN_COMMA = re.compile(
    r"(?:Bộ|Sở|Phòng)\s+(?:Văn\s+h[óo][áa]?,\s+Thể\s+thao(?:\s+và\s+Du\s+lịch)?"
    r"|Văn\s+h[óo][áa]?,\s+Khoa\s+học\s+và\s+Thông\s+tin|Lao\s+động,\s+Thương\s+binh\s+và\s+Xã\s+hội)"
    r"|(?:Ban\s+[Cc]hỉ\s+đạo|Ủy\s+ban)[^,;.\n]{0,40}\s[Pp]hòng,\s+chống[^,;.\n]{0,60}",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[A-ZĐ]{2,}|[A-ZĐ][a-z]?[A-ZĐ]")


def read_citations(sheet: Sheet, spans: Iterable[Span], own: Sequence[Span]) -> tuple[Value[Citation], ...]:
    """Every numbered document named in the spans, each once, in order.

    Args:
        spans: where to look, in reading order.
        own: spans of the document's own number.
    """
    found: dict[tuple[str, str], Value[Citation]] = {}
    for start, end in spans:
        for match in _candidates(sheet.text, start, end):
            value = _citation(sheet, match, start, end, own)
            if value:
                key = (fold(value.value.number), _NOT_LETTERS.sub("", fold(value.value.symbol)))
                found.setdefault(key, value)
    return tuple(found.values())


def _candidates(text: str, start: int, end: int) -> list[re.Match[str]]:
    matches: list[re.Match[str]] = []
    for pattern in (_NUMBERED, _SO_CAPS):
        at = start
        for hint in _JOINT.finditer(text, start, end):
            if hint.start() >= at:
                found = pattern.search(text, max(at, hint.start() - _BEFORE_JOINT), min(end, hint.end() + 2))
                if found:
                    found = pattern.match(text, found.start(), end)
                if found:
                    matches.append(found)
                    at = found.end()
    if _DATED.search(text, start, end):
        matches += _NO_SYMBOL.finditer(text, start, end)
    return sorted(matches, key=lambda m: m.start())


def _citation(sheet: Sheet, match: re.Match[str], start: int, end: int, own: Sequence[Span]) -> Value[Citation] | None:
    text = sheet.text
    groups = match.groupdict()
    first = match.start()
    if any(a < match.end() and b > first for a, b in own):
        return None
    symbol = " ".join((groups.get("symbol") or "").split()).rstrip(".&-/ ")
    type_name = groups.get("type")
    last = (
        match.end()
        if not groups.get("symbol")
        else match.start("symbol") + len((groups["symbol"] or "").rstrip(".&-/ "))
    )
    if type_name is None:
        window = max(start, first - 60)
        before = _TYPES.search(text, window, first)
        has_so = match.re is _SO_CAPS or bool(groups.get("so"))
        if before:
            type_name, first = " ".join(before[0].split()), before.start()
        elif has_so and symbol.startswith(("QH", "UBTVQH", "NQ-UBTVQH")):
            law = _LAW.search(text, max(start, first - 140), first)
            if law:
                type_name, first = law["type"], law.start()
        if not _is_symbol(symbol, has_so, type_name is not None):
            return None
    day = None
    after = _DATE.match(text, last, end)
    tail = last
    if after:
        day = make_date(after["d"], after["m"] or after["m2"], after["y"] or after["y2"])
        tail = after.end()
    issuer = _issuer(text, tail, end)
    span = sheet.trim(first, last)
    if span is None:
        return None
    number = "".join(match["number"].split())
    return sheet.value(Citation(type=type_name, number=number, symbol=symbol, date=day, issuer=issuer), span)


def _is_symbol(symbol: str, has_so: bool, has_type: bool) -> bool:
    """Whether letters after a number are a symbol, and not a measure, a road or a date."""
    if len(symbol) < 2 or not symbol[0].isupper():
        return False
    if has_so:
        return True
    strong = bool(_WORDS.match(symbol)) and ("-" in symbol or "/" in symbol or "–" in symbol)
    return strong or (has_type and bool(_WORDS.match(symbol)))


def _issuer(text: str, at: int, end: int) -> str | None:
    of = _OF.match(text, at, end)
    if not of:
        later = _OF_LATER.match(text, at, min(end, at + 160))
        if not later:
            return None
        begin = later.end()
    else:
        begin = of.end()
    known = _KNOWN_COMMA.match(text, begin, end)
    if known:
        return " ".join(known[0].split())
    stop = _ISSUER_END.search(text, begin + 1, min(end, begin + 160))
    name = " ".join(text[begin : stop.start() if stop else min(end, begin + 160)].split()).strip(" ,.-–")
    return name or None
