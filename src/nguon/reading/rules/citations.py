"""Other official documents that a text names by number.

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 6 (how a document is cited); for the Party 36-HD/VPTW (a comma
before "ngày"). Anaphora ("Công văn này", "Kế hoạch nêu trên") has no number and is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from nguon.core.text import fold
from nguon.reading.document import Citation, Value
from nguon.reading.rules.cited_issuer import issuer_after, issuer_before, type_and_issuer_before
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
    rf"(?<!\w)(?P<so>s[ốôó]\s*:?\s*)?(?P<number>{NUMBER})\s?[-–/]\s?(?P<symbol>{SYMBOL}(?:\sĐT(?=\s*,?\s*ngày\s*\d))?)",
)
_SO_CAPS = re.compile(rf"(?<!\w)SỐ\s*:?\s*(?P<number>{NUMBER})\s?[-–/]\s?(?P<symbol>{SYMBOL})")
_NO_SYMBOL = re.compile(
    r"(?<!\w)(?P<type>Thông tư|Nghị định|Quyết định|Chỉ thị|Công văn|Nghị quyết|Thông báo|Kế hoạch|Công điện"
    r"|Kết luận)\s+số\s*:?\s*"
    r"(?P<number>\d{1,5})(?=\s*,?\s*ngày\s*\d)",
    re.IGNORECASE,
)
_BLANK_FOR_DASH = re.compile(
    rf"(?<!\w)(?P<type>{ANY_TYPE})\s+số\s*:?\s*(?P<number>\d{{1,5}})\s(?P<symbol>[A-ZĐ]{{2,5}}[-–/]{SYMBOL})(?=\s*,?\s*ngày\s*\d)",
    re.IGNORECASE,
)
"""“Kế hoạch số 29 KH/HĐĐ ngày …”: a blank for the dash of the Party and the unions."""
_OWN_CODE = re.compile(
    r"(?<!\w)(?P<type>Công văn|Văn bản|Thông báo|Tờ trình|Báo cáo|Hợp đồng)\s+số\s*:?\s*"
    r"(?P<number>(?=[\w./-]{0,20}[A-ZĐ])(?=[\w./-]{0,24}\d)[A-ZĐ\d][A-ZĐ\d./-]{2,24})\s*,?\s+(?=(?:đề\s+)?ngày\s*\d)",
    re.IGNORECASE,
)
"""The code that a company gives its letters ("công văn số ABC/07-2021 đề ngày …")."""
_BLANK_HINT = re.compile(r"số\s*:?\s*\d{1,5}\s[A-ZĐ]{2,5}[-–/]")
_OWN_CODE_HINT = re.compile(r"số\s*:?\s*(?:[A-ZĐ]|\d{1,12}[A-ZĐ])")
_JOINT = re.compile(r"\d[a-zđ]?\s?[-–/]\s?[A-ZĐƯƠĂÂÊÔ]")
"""Where a number meets its symbol: the only places at which the longer patterns need to look."""
_BEFORE_JOINT = 40
_DATED = re.compile(r"\w\s*+,?\s*+(?:đề\s++)?ngày\s*+\d", re.IGNORECASE)
_DATE = re.compile(
    r"\s*(?:\([^()\n]{0,40}\)\s*)?,?\s*(?:ký\s+|đề\s+)?(?:ban hành\s+)?(?:ngày|ngay)\s*(?P<d>\d{1,2})\s*"
    r"(?:[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>(?:19|20)\d\d)|tháng\s*(?P<m2>\d{1,2})\s*(?:năm\s*)?(?P<y2>(?:19"
    r"|20)\d\d))",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_LAST_GROUP = re.compile(r"[-–/\s]+")
_LISTED = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:,?\s*ngày[\s\d/.-]{4,14}(?:tháng\s+\d{1,2}\s+năm\s+\d{4})?)?\s*(?:[,;]\s*|\s)"
    r"(?:và\s+)?(?:các\s+)?(?:(?:tại\s+)?(?:điểm|khoản|điều)\s[^;:()]{1,80}?)?(?:số\s*)?\s*",
    re.IGNORECASE,
)
"""What stands between two members of a list of documents: a date, a comma or "và", a place in the next one."""
_WORDS = re.compile(r"[A-ZĐ]{2,}|[A-ZĐ][a-z]?[A-ZĐ]")


def read_citations(sheet: Sheet, spans: Iterable[Span], own: Sequence[Span]) -> tuple[Value[Citation], ...]:
    """Every numbered document named in the spans, each once, in order.

    Args:
        spans: where to look, in reading order.
        own: spans of the document's own number.
    """
    found: dict[tuple[str, str], Value[Citation]] = {}
    for start, end in spans:
        read = (_citation(sheet, match, start, end, own) for match in _candidates(sheet.text, start, end))
        for value in _shared(sheet, [value for value in read if value]):
            key = (fold(value.value.number), _NOT_LETTERS.sub("", fold(value.value.symbol)))
            found.setdefault(key, value)
    return tuple(found.values())


def _shared(sheet: Sheet, values: list[Value[Citation]]) -> list[Value[Citation]]:
    """The citations of a run, those before the last one with the issuer that its "của X" gives them all.

    Only documents of one kind and body share it: the same word for the type, or none, and the same last group of the
    symbol (``TT-BTC``), with nothing but a list's words between them.
    """
    out = list(values)
    for at in range(len(out) - 2, -1, -1):
        one, following = out[at].value, out[at + 1].value
        if one.issuer or not following.issuer or not one.symbol:
            continue
        alike = following.type is None or fold(following.type) == fold(one.type or "")
        if not alike or _LAST_GROUP.split(fold(one.symbol))[-1] != _LAST_GROUP.split(fold(following.symbol))[-1]:
            continue
        between = sheet.text[out[at].sources[-1].end : out[at + 1].sources[0].start]
        if len(between) < 160 and _LISTED.fullmatch(between):
            out[at] = msgspec.structs.replace(out[at], value=msgspec.structs.replace(one, issuer=following.issuer))
    return out


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
        matches += _near(_BLANK_FOR_DASH, _BLANK_HINT, text, start, end)
        known = {match.end("number") for match in matches}
        for own in _near(_OWN_CODE, _OWN_CODE_HINT, text, start, end):
            if not any(own.start("number") <= at <= own.end("number") for at in known):
                matches.append(own)
    return sorted(matches, key=lambda m: m.start())


def _near(pattern: re.Pattern[str], hint: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with a type, looked for only a little before each of its "số"."""
    at = start
    for so in hint.finditer(text, start, end):
        found = pattern.search(text, max(at, so.start() - _BEFORE_JOINT), min(end, so.end() + 80))
        if found:
            yield found
            at = found.end()


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
    issuer = issuer_after(sheet, tail, end)
    if issuer is None and type_name is None:
        whole = type_and_issuer_before(text, start, first)
        if whole:
            type_name, issuer, first = whole
    if issuer is None:
        before_it = issuer_before(sheet, start, first)
        if before_it:
            issuer, told = before_it
            day = day or (make_date(*told) if told and not after else None)
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
