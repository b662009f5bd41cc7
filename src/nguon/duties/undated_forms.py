"""Deadlines that are no printed day: counted periods, what comes round, what hangs on an event, and at once."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nguon.core.calendar import add_months, day_or_none, state_calendar
from nguon.duties.dates import SESSION, WEEKDAY, S, W, day, read_day
from nguon.duties.deadline import Deadline, Kind, StartFrom, Unit, period_end
from nguon.duties.form import Form, Searched

_UNITS: dict[str, Unit] = {"giờ": "hour", "ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}
_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười lăm": 15, "hai mươi": 20, "ba mươi": 30, "bốn mươi lăm": 45, "sáu mươi": 60, "chín mươi": 90,
}  # fmt: skip


def _number(prefix: str) -> str:
    words = "|".join(rf"{w.replace(' ', W)}(?!\w)" for w in sorted(_NUMBERS, key=len, reverse=True))
    return rf"(?P<{prefix}n>\d{{1,3}}(?!\d)|{words}){S}(?:\([^)\d]{{1,24}}\))?{S}"


def _read_number(match: re.Match[str], prefix: str) -> int:
    printed = " ".join(match[f"{prefix}n"].split())
    return _NUMBERS.get(printed) or int(printed)


# Counted periods

_WITHIN_FORM = (
    rf"(?P<limit>trong{W}(?:vòng|thời{W}hạn|thời{W}gian|khoảng){W}(?:tối{W}đa{W}|không{W}quá{W})?|trong{W}|thời{W}hạn{W}(?:là{W})?"
    rf"|(?:chậm|muộn){W}nhất{W}(?:là{W})?(?:sau{W}|trong{W}(?:vòng{W})?)?|không{W}quá{W}|tối{W}đa{W}|sau{W})?"
    rf"{_number('c')}(?P<unit>ngày|giờ|tuần|tháng|năm)(?!\w)(?:{W}(?P<work>làm{W}việc))?"
    rf"(?P<since>{S},?{S}(?:kể{W}từ|tính{W}từ|từ|sau){W}(?:(?:ngày|khi|thời{W}điểm|lúc){W})?"
    rf"(?:{day('x')}|(?P<event>[^,;.()\d][^,;.()]{{0,79}})))?"
)
_EVENT_ENDS = re.compile(
    r"(?<!được)(?<!đủ)\s(?:để|phải|thì|và (?:báo|gửi)|báo cáo|gửi|trình|hoàn thành|có trách nhiệm|đồng thời|đề nghị)\b"
    r"|\n\s{0,9}(?:\n|[-+•\d])"
)
_SIGNING = re.compile(
    r"(?:ký(?: ban hành)?|(?:được )?ban hành|phát hành)(?:\s(?:công văn|quyết định|văn bản|thông báo|kế hoạch|chỉ thị"
    r"|công điện|hướng dẫn|kết luận)(?: này)?)?$|(?:này)(?: được)? (?:ký|ban hành)(?: ban hành)?$"
)
_NO_PERIOD = re.compile(r"\s{0,3}(?:/|qua\b|gần|đầu\b|cuối\b|tới\b|liên tục|tuổi|học\b|nay\b|vừa|lần|\(?từ ngày|\d)")
_IN_FORCE = re.compile(r"hiệu lực[^;.\n]{0,30}$")


def _read_within(match: re.Match[str], where: Searched) -> Deadline | None:
    limit = " ".join((match["limit"] or "").split())
    since = match["since"]
    if not since:
        short = match["unit"] in ("tháng", "năm") and limit == "trong"
        if limit in ("", "sau", "thời hạn") or short or _NO_PERIOD.match(where.low, match.end()):
            return None
    if limit == "sau" and _IN_FORCE.search(where.low[max(0, match.start() - 60) : match.start()]):
        return None
    count, unit = _read_number(match, "c"), _UNITS[match["unit"]]
    end = match.end()
    start_from: StartFrom | None = None
    start = None
    if since and match["event"] is None:
        start_from, start = "event", read_day(match, "x", where.issued)
    elif since:
        event = match["event"]
        cut = _EVENT_ENDS.search(event)
        if cut:
            event, end = event[: cut.start()], match.start("event") + cut.start()
        event = " ".join(event.split())
        if event.startswith(("nhận", "tiếp nhận")):
            start_from = "receipt"
        elif event == "nay" or _SIGNING.search(event):
            start_from, start = "signing", where.issued
        else:
            start_from = "event"
    counted = where.deadline(
        match.start(), end, "within", count=count, unit=unit, working=match["work"] is not None, start_from=start_from
    )
    if start is None:
        return counted
    return where.deadline(
        match.start(), end, "within", count=count, unit=unit, working=counted.working, start_from=start_from,
        day=period_end(counted, start, state_calendar()),
    )  # fmt: skip


# What comes round

_UNIT = (
    rf"(?:(?:0?[36]|ba|sáu){W}tháng|ngày(?!{S}\d)|tuần|tháng(?!{S}\d)|qu[ýí](?!{W}[\div])|năm(?!{S}(?:\d|học)))(?!\w)"
)
_CORE = rf"(?:hằng|hàng|mỗi){W}{_UNIT}(?:{S}(?:,|và|hoặc|;){S}(?:(?:hằng|hàng|cả){W})?{_UNIT}){{0,4}}"
_RATE = (
    rf"(?:(?:ít{W}nhất|tối{W}thiểu){W})?(?:\d{{1,2}}|một|hai|ba){S}(?:giờ|ngày|tuần|tháng|quý|năm|phút){S}/{S}(?:\d{{1,2}}|một)?{S}lần"
    rf"|(?:(?:ít{W}nhất|tối{W}thiểu){W})?(?:\d{{1,2}}|một|hai|ba){S}lần{S}/{S}(?:\d{{1,2}}{S})?(?:ngày|tuần|tháng|quý|năm)(?!\w)"
)
_HOURS = rf"(?:\d{{1,2}}{S}(?:giờ|[hg])(?![a-zà-ỹ])(?:{S}[0-5]\d(?!\d)(?:{S}phút|['’′])?)?)"
_TIMES = rf"{_HOURS}(?:{S}(?:,|và){S}{_HOURS}){{0,5}}"
_DAYS = (
    rf"(?:ngày{S}\d{{1,2}}(?!\d)(?:{S}(?:/|tháng){S}\d{{1,2}}(?!\d))?"
    rf"(?:{S}(?:,|và|-){S}(?:ngày{S})?\d{{1,2}}(?!\d)){{0,3}})"
)
_POINT = (
    rf"(?:{_TIMES}{S},?{S}(?:{SESSION}{W})?(?:{WEEKDAY}{S},?{S})?(?:{_DAYS})?|(?:{SESSION}{W})?{WEEKDAY}"
    rf"|(?:{SESSION}{W})?{_DAYS}|\d{{1,2}}/\d{{1,2}}(?![\d/]))"
)
_LIMIT = rf"(?:trước|(?:chậm|muộn){W}nhất|đến){S}(?:là{W}|vào{W}|lúc{W}){{0,2}}"
_TAIL = (
    rf"(?:của{W})?tháng{W}(?:(?:cuối|đầu){W}(?:của{W})?(?:mỗi{W}|hằng{W}|hàng{W})?quý"
    rf"|kế{W}tiếp|tiếp{W}theo|liền{W}kề|sau)(?!\w)"
)
_RECURRING_FORM = (
    rf"(?P<regular>định{W}k[ỳì]{W}(?:vào{W})?)?(?P<left>(?:{_LIMIT})?{_POINT}{S},?{S}(?:của{W})?)?"
    rf"(?:(?P<tail>{_TAIL})|(?P<rate>{_RATE})|{_CORE})"
    rf"(?P<right>{S}(?:\({S}(?:vào{W})?(?:{_LIMIT})?{_POINT}{S}\)|,?{S}(?:{_LIMIT}|vào{W}){_POINT}(?:{W}{_TAIL})?)"
    rf"|{W}(?:ít{W}nhất{W}|tối{W}thiểu{W})?(?:\d{{1,2}}|một|hai|ba){S}lần(?!{S}/))?"
)
_ATTRIBUTE = re.compile(
    r"(?:chỉ tiêu|kế hoạch|dự toán|mục tiêu|ngân sách|nhiệm vụ|công tác|phí|sinh hoạt|chương trình)\s{1,3}$"
)


def _read_recurring(match: re.Match[str], where: Searched) -> Deadline | None:
    if match["tail"] and not match["left"]:
        return None
    left = where.low[max(0, match.start() - 16) : match.start()]
    fixed = bool(match["regular"] or match["left"] or match["right"])
    if not fixed and not match["rate"] and _ATTRIBUTE.search(left):
        return None  # "chỉ tiêu hằng năm"
    often = match["rate"] is not None and re.match(r"(?:\d|một|hai|ba)\S{0,3}\s{0,3}lần", match["rate"]) is not None
    weak = (
        often or match[0].startswith("mỗi") or match[0].endswith(("hằng năm", "hàng năm"))
    )  # "02 lần/tháng" says how often, not by when
    return where.deadline(
        match.start(), match.end(), "recurring", weak=weak and not (fixed or where.stands_alone(match))
    )


# What hangs on an event, and at once

_EVENT = (
    rf"(?:khai{W}mạc|khai{W}giảng|bế{W}mạc|diễn{W}ra|tổ{W}chức|tết|hội{W}nghị|hội{W}thảo|cuộc{W}họp|phiên{W}họp|kỳ{W}họp|đại{W}hội"
    rf"|lễ|buổi{W}lễ|sự{W}kiện|kỳ{W}thi|bầu{W}cử)(?!\w)"
)
_AHEAD_FORM = (
    rf"(?P<limit>(?:chậm|muộn){W}nhất{W}(?:là{W})?|ít{W}nhất{W}|tối{W}thiểu{W}|không{W}muộn{W}hơn{W})?"
    rf"{_number('c')}(?P<unit>ngày|giờ|tuần|tháng)(?:{W}(?P<work>làm{W}việc))?{W}trước{W}(?:(?:khi|thời{W}điểm){W})?(?:ngày{W})?"
    rf"(?:{day('x')}|(?P<event>[^\s,;.()\d][^,;.()\n]{{0,59}}))"
)
_OTHER_FORM = (
    rf"(?P<around>trước{S},{S}(?:trong|khi){S}(?:và|,){S}sau(?:{W}(?:khi{W})?[^\W\d]{{1,9}}){{0,4}})"
    rf"|(?P<least>trước{W}(?:(?:ngày|khi){W}[^,;.()\d\n]{{2,40}}?{W})?(?:ít{W}nhất|tối{W}thiểu){W}\d{{1,3}}{S}(?:ngày|giờ|tuần|tháng)"
    rf"(?:{W}làm{W}việc)?)"
    rf"|(?P<event>trước{W}(?:(?:khi|ngày|buổi|thời{W}điểm){W}){{0,2}}{_EVENT}(?:{W}[^\W\d]{{1,9}}){{0,3}})"
    rf"|(?P<week>(?:trước|(?:chậm|muộn){W}nhất){W}(?:là{W}|vào{W})?(?:{SESSION}{W})?{WEEKDAY}(?:{W}tuần{W}(?:này|tới|sau))?)"
    rf"|(?P<nth>(?:trước|(?:chậm|muộn){W}nhất){S}(?:là{W}|vào{W})?ngày{W}(?P<number>3[01]|[12]\d|0?[1-9])"
    rf"(?!\d|{S}(?:[/.\-–]{S}\d|tháng)))"
    rf"|(?P<on_request>khi{W}có{W}yêu{W}cầu)|(?P<today>trong{W}ngày(?!{S}[\d,(]|{W}(?:hội|lễ|thứ|đầu|khai|bầu|chủ)))"
    rf"|(?P<once>(?<=báo cáo )ngay|(?<=thực hiện )ngay|(?<=triển khai )ngay|(?<=gửi )ngay|(?<=khắc phục )ngay)"
    rf"(?!{W}(?:từ|trong|sau|khi|tại|cả|những|các|đầu))"
)
_CELL_FORM = (
    rf"(?:theo{W}(?:quy{W}định|kế{W}hoạch|tiến{W}độ|yêu{W}cầu)|thường{W}xuyên|đột{W}xuất|trong{W}quá{W}trình|khi{W}cần)"
    rf"[^\n]{{0,60}}"
)


def _read_ahead(match: re.Match[str], where: Searched) -> Deadline | None:
    count, unit = _read_number(match, "c"), _UNITS[match["unit"]]
    end = match.end()
    if match["event"]:
        cut = _EVENT_ENDS.search(match["event"])
        end = match.start("event") + cut.start() if cut else end
        if not match["limit"] and match["event"].startswith(("đây", "đó")):
            return None  # "5 năm trước đây"
        return where.deadline(match.start(), end, "relative")
    day_of_event = read_day(match, "x", where.issued)
    found = None
    if day_of_event is not None:
        if match["work"]:
            found = state_calendar().add_working_days(day_of_event, -count)
        elif unit in ("day", "week"):
            found = day_of_event - timedelta(count * (7 if unit == "week" else 1))
    return where.deadline(match.start(), end, "relative", day=found)


def _read_other(match: re.Match[str], where: Searched) -> Deadline | None:
    which = match.lastgroup or ""
    if which == "nth":
        kind: Kind = "before" if match[0].startswith("trước") else "day"
        return where.deadline(match.start(), match.end(), kind, day=_next_such_day(int(match["number"]), where.issued))
    kind = "none" if which == "on_request" else "relative"
    return where.deadline(
        match.start(), match.end(), kind, weak=which in ("around", "event", "on_request", "today", "once")
    )


def _read_cell(match: re.Match[str], where: Searched) -> Deadline | None:
    return where.deadline(match.start(), match.end(), "none") if where.stands_alone(match) else None


def _next_such_day(number: int, issued: date | None) -> date | None:
    """ "trước ngày 20": without month and year the first 20th on or after the document's date."""
    months = (add_months(issued.replace(day=1), n) for n in range(3)) if issued else ()
    days = (day_or_none(month.year, month.month, number) for month in months)
    return next((found for found in days if found is not None and issued is not None and found >= issued), None)


UNDATED_FORMS: tuple[Form, ...] = (
    Form(
        "recurring",
        re.compile(r"hằng|hàng\s|mỗi|/\s?(?:\d{1,2}|một)?\s?lần|lần\s?/|tháng\s{1,9}(?:cuối|đầu|kế|tiếp|liền|sau)"),
        _RECURRING_FORM,
        _read_recurring,
    ),
    Form("ahead", re.compile(r"(?:ngày|giờ|tuần|tháng|việc)\s{1,9}trước"), _AHEAD_FORM, _read_ahead),
    Form(
        "within",
        re.compile(r"(?:ngày|giờ|tuần|tháng|năm)(?!\w)"),
        _WITHIN_FORM,
        _read_within,
    ),
    Form(
        "other",
        re.compile(
            r"trước(?:,|\s{1,9}(?:ngày|khi|buổi|thời|tổ|hội|cuộc|phiên|kỳ|đại|sự|bầu|bế|diễn|khai|chủ|thứ"
            r"|sáng|trưa|chiều|tối|đêm|ít|tết|lễ|là|vào)\s)|nhất\s|khi có|trong ngày|ngay\s(?!từ|trong)"
        ),
        _OTHER_FORM,
        _read_other,
    ),
    Form("cell", re.compile(r"theo|thường|đột|trong|khi"), _CELL_FORM, _read_cell, longest=100),
)
