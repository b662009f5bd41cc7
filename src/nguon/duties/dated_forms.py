"""Deadlines that name their day, period or hour: a pattern for each written form and the reading of what it caught.

The forms do not know each other; the table ``FORMS`` of ``deadlines.py`` gives the order in which they claim words.
"""

from __future__ import annotations

import re
from datetime import date

from nguon.duties.dates import (
    LUNAR_NAME,
    SESSION,
    WEEKDAY,
    S,
    W,
    caught,
    day,
    hour,
    read_day,
    read_hour,
    read_lunar_name,
    resolve,
)
from nguon.duties.deadline import Deadline, Kind
from nguon.duties.form import LIMIT, ON, Form, Searched
from nguon.duties.periods import before_period, kind_of, period, read_period

_FILLER = rf"(?:ngày{W}(?:[^\W\d]{{1,9}}{W}){{1,4}}?)?"  # "trước ngày khai giảng 05/9/2025"
_WEEKDAY = rf"{WEEKDAY}{S}[,(]?{S}"
_DAY_LABEL = (
    rf"(?P<named>(?:{SESSION}{W})?(?:(?:các{W})?(?:{_WEEKDAY})?ngày{S}(?:{_WEEKDAY})?\(?|{_WEEKDAY})?(?:m[ùồ]ng{W})?)"
)


# A day

_DAY_FORM = (
    rf"(?:{LIMIT}{_FILLER})?{ON}(?:{SESSION}{S}(?:từ{W})?)?"
    rf"(?:(?:từ{W})?{hour('a')}{S}(?:đến|-|–){S})?(?:(?:(?<=:\s)từ{W})?{hour('b')}{S}[,-]?{S})?{_DAY_LABEL}{day('x')}"
    rf"(?:{S}\(?{WEEKDAY}\)?)?(?:{S},?{S}(?:từ|lúc|vào{W}lúc|vào{W}hồi){W}{hour('c')})?"
)
_UNTIL = ("đến", "tới", "hết", "đến hết")
_NUMBERED = re.compile(r"\b[Ss]ố\b[^;\n]{0,14}\d[^\s,;]{0,25}(?:,?\s{1,3}của [^,;.\n]{1,60})?,?\s{0,3}$")
_AFTER_DOCUMENT = re.compile(r"\s{0,3},?\s{0,3}của\b|\s{0,3}[-–]\s{0,3}(?:\d{1,2}[/.]\d{1,2}[/.])?\d{4}")
_SPAN_OF_YEARS = re.compile(r"\d{4}\s{0,3}[-–]\s{0,3}$")
_DOCUMENT = re.compile(
    r"(?:(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Thông tư|Công văn|Công điện|Tờ trình"
    r"|Kết luận|Căn cứ|căn cứ)\b[^,;:.\n]{0,80}"
    r"|(?:[Tt]hông báo|[Kk]ế hoạch|[Bb]áo cáo|[Bb]iên bản|[Hh]ướng dẫn|[Cc]ông văn|[Qq]uyết định|[Tt]ờ trình)\s{1,3}"
    r"|\b[Tt]ại\s{1,3}(?:buổi\s{1,3})?(?:[Ll]ễ|[Hh]ội nghị|[Hh]ội thảo|[Cc]uộc họp|[Pp]hiên họp|[Kk]ỳ họp|làm việc"
    r"|[Ll]iên hoan)\b[^,;:.\n]{0,60})$"
)
_NO_LIMIT = re.compile(
    r"(?i:\bkể từ|\btừ|\bsau|\bsinh|\bmất|\btính|\bsố liệu|\blũy kế|\bluỹ kế|\bchốt|thành lập|kỷ niệm|giải phóng"
    r"|truyền thống|hiệu lực)(?:\s{1,3}ngày)?[\s(]{0,4}$"
)


def _read_day(match: re.Match[str], where: Searched) -> Deadline | None:
    printed = caught(match, "x")
    if printed is None:
        return None
    limited = bool(match["before"] or match["by"] or match["label"])
    alone = where.stands_alone(match)
    named = (
        "ngày" in match["named"] or match["named"].rstrip().endswith(("mùng", "mồng")) or match["bh"] or match["xlunar"]
    )
    if printed[2] is None and not (limited or alone or named):
        return None  # 24/7, 1/3: a fraction as likely as a day
    found = read_day(match, "x", where.issued)
    if found is None and printed[2] is not None and not limited:
        return None  # 31/4/2024: no such day
    past = where.is_past(found)
    if limited:
        if match["by"] in _UNTIL and where.as_of(match):
            return None  # "tính đến ngày", "số liệu đến hết ngày": the day of figures
    elif past or (not alone and _names_no_deadline(match, where, found)):
        return None
    time = read_hour(match, "b") or read_hour(match, "c")
    kind: Kind = "before" if match["before"] else "day"
    return where.deadline(match.start(), match.end(), kind, day=found, time=time, weak=past or not (limited or alone))


def _names_no_deadline(match: re.Match[str], where: Searched, found: date | None) -> bool:
    """Whether a bare day is the date of a document, a birth, an anniversary or a start rather than a time to act."""
    left = where.left_of(match)
    if _AFTER_DOCUMENT.match(where.low, match.end()) or _SPAN_OF_YEARS.search(left):
        return True
    if found == where.issued and left.rstrip().endswith(","):
        return True  # "Hà Nội, ngày …": the line of place and date
    near = match.start() + len(match[0]) - len(match[0].lstrip())
    if where.text.startswith("Ngày", near) and where.text[:near].rstrip()[-1:] not in (
        "",
        ".",
        ":",
        ";",
        "-",
        "+",
        "\n",
    ):
        return True  # "kỷ niệm Ngày 23/11"
    return bool(_NUMBERED.search(left) or _DOCUMENT.search(left) or _NO_LIMIT.search(left))


# From one day to another

_POINT = rf"(?:{SESSION}{W})?(?:{WEEKDAY}{S},?{S})?(?:ngày{S})?"
_RANGE_FORM = (
    rf"(?P<within>trong{W}(?:(?:khoảng{W})?thời{W}gian{W})?)?(?P<from>(?:kể{W})?từ{W})?(?:{hour('a')}{S},?{S})?"
    rf"(?P<named>(?:các{W})?(?:{_POINT}))"
    rf"(?:{day('x')}(?:{S}\({WEEKDAY}\))?|(?P<only>3[01]|[12]\d|0?[1-9])(?![\d/.]))"
    rf"(?P<mid>(?:{S},{S}(?:ngày{S})?(?:3[01]|[12]\d|0?[1-9])(?![\d/.])){{0,6}})"
    rf"{S}(?P<to>(?:cho{W})?đến(?:{W}hết)?|tới|và|-|–|,){S}(?:{hour('b')}{S},?{S})?{_POINT}{day('y')}"
)
_LONGEST_SPAN = 5  # years: "20/10/1930 - 20/10/2024" is an anniversary


def _read_range(match: re.Match[str], where: Searched) -> Deadline | None:
    first, last = caught(match, "x"), caught(match, "y")
    if last is None or (first is None and not (match["from"] or match["named"].strip() or last[2] or match["within"])):
        return None
    if first is not None and first[2] is not None and last[2] is not None and last[2] - first[2] >= _LONGEST_SPAN:
        return None
    started = bool(match["from"] or match["within"])
    if match["to"] in ("và", ",") and (
        first is not None or not ("ngày" in match["named"] or where.stands_alone(match))
    ):
        return None  # two days of two things
    if not started and not last[2] and "ngày" not in match["named"] and not where.stands_alone(match):
        return None  # 1/2 - 3/4
    if where.as_of(match):
        return None
    if last[2] is None and first is not None and first[2] is not None:
        last = (last[0], last[1], first[2] + ((last[1], last[0]) < (first[1], first[0])))
    found = resolve(last, where.issued, lunar=match["ylunar"] is not None)
    if found is None and last[2] is not None:
        return None
    past = where.is_past(found)
    if past and not started:
        return None
    weak = past or not (started or where.stands_alone(match))
    return where.deadline(match.start(), match.end(), "period", day=found, time=read_hour(match, "b"), weak=weak)


# Months, quarters, years

_PERIOD_FORM = (
    rf"(?:(?P<from>từ{W}(?:nay|đầu){W}|từ{W}{period('s')}{S}(?=đến|tới|-|–)))?(?:{LIMIT})?"
    rf"(?P<on>(?:(?:trong|vào|ngay|dự{W}kiến|các|khoảng|đến|-|–)(?!\w){S}){{0,3}})"
    rf"(?P<loose>(?:đầu|giữa|cuối|hết|thượng{W}tuần|trung{W}tuần|hạ{W}tuần|nửa{W}(?:đầu|cuối)){W})?"
    rf"(?P<what>{period('x')}|(?P<school>năm{W}học(?:{W}\d{{4}}{S}[-–/]{S}\d{{4}})?))"
)
_GOAL = re.compile(
    r"(?i:giai đoạn|định hướng|tầm nhìn|mục tiêu|chương trình|chiến lược|quy hoạch|kế hoạch)[^;.]{0,90}$"
)


def _read_period(match: re.Match[str], where: Searched) -> Deadline | None:
    alone = where.stands_alone(match)
    by = match["by"]
    inside = (
        "trong" in match["on"] or "vào" in match["on"] or "dự" in match["on"] or "trong" in match[0].split(" tháng")[0]
    )
    loose = match["loose"].split()[0] if match["loose"] else None
    limited = bool(match["before"] or by or match["label"] or match["from"] or inside)
    if not (limited or alone) or (loose is None and match["xy"] and by in ("đến", "tới")):
        return None  # "đến năm 2030": the horizon of a programme
    if by in _UNTIL and where.as_of(match):
        return None
    if match["school"]:
        return where.deadline(match.start(), match.end(), "relative", weak=not (by or match["before"]))
    found = read_period(match, "x", where.issued)
    if loose in ("đầu", "giữa", "thượng", "trung", "hạ", "nửa") and not (loose == "đầu" and match["xhalf"]):
        return where.deadline(match.start(), match.end(), "relative", weak=not limited)
    if match["before"] and found is not None and loose is None:
        found = before_period(found, kind_of(match, "x"))
    past = where.is_past(found)
    if match["xy"] and (match["before"] or by == "hết") and _GOAL.search(where.left_of(match)):
        return None  # "Chương trình … đến hết năm 2030": what the programme aims at
    return where.deadline(match.start(), match.end(), "period", day=found, weak=past)


# A lunar day by its name

_LUNAR_FORM = rf"(?:{LIMIT})?{ON}(?:ngày{S})?{LUNAR_NAME}"


def _read_lunar(match: re.Match[str], where: Searched) -> Deadline | None:
    limited = bool(match["before"] or match["by"] or match["label"]) or where.stands_alone(match)
    if not limited and _NO_LIMIT.search(where.left_of(match)):
        return None
    found = read_lunar_name(match, where.issued)
    return where.deadline(
        match.start(),
        match.end(),
        "before" if match["before"] else "day",
        day=found,
        weak=where.is_past(found) or not limited,
    )


# An hour without a day

_HOUR_FORM = (
    rf"(?P<before>trước)(?!{S}(?:ít|tối)){S}(?:lúc{W})?{hour('a')}(?P<same>{S}(?:cùng{W}ngày|(?:ngày{W})?hôm{W}nay|trong{W}ngày))?"
    rf"|(?P<by>(?:chậm|muộn){W}nhất){S}(?:là{W}|vào{W}|lúc{W}){{0,2}}{hour('b')}"
    rf"(?:{S}(?:cùng{W}ngày|(?:ngày{W})?hôm{W}nay|trong{W}ngày))?(?!{W}(?:trước|kể|tính|sau|từ))"
)


def _read_hour(match: re.Match[str], where: Searched) -> Deadline | None:
    if match["before"] and not match["same"] and not (match["an"] or match["ae"]):
        if re.search(r"báo[\s,]{1,3}$", where.low[max(0, match.start() - 8) : match.start()]):
            return where.deadline(match.start(), match.end(), "relative")  # "thông báo trước 24 giờ"
        if int(match["ah"] or 0) == 24:
            return where.deadline(match.start(), match.end(), "relative")
    time = read_hour(match, "a") or read_hour(match, "b")
    kind: Kind = "before" if match["before"] else "day"
    return where.deadline(match.start(), match.end(), kind, day=where.issued, time=time)


DATED_FORMS: tuple[Form, ...] = (
    Form(
        "range",
        re.compile(r"[\d)]\s{0,3}(?:[-–]|đến|tới|cho đến|và|,)"),
        _RANGE_FORM,
        _read_range,
        digits=True,
    ),
    Form("day", re.compile(r"\d\s?[/.\-–]\s?\d|\d\s{0,9}tháng"), _DAY_FORM, _read_day, True),
    Form("period", re.compile(r"(?:tháng|qu[ýí]|năm)\s{0,9}[\dihđcn]"), _PERIOD_FORM, _read_period),
    Form("lunar", re.compile(r"mùng|mồng|rằm"), _LUNAR_FORM, _read_lunar),
    Form("hour", re.compile(r"\d\s{0,3}(?:giờ|h|g|:\d)"), _HOUR_FORM, _read_hour, True),
)
