"""What a written form of a deadline is: a hint, a pattern and the reading of what it caught."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import msgspec

from nguon.duties.dates import S, W
from nguon.duties.deadline import Deadline, Kind, StartFrom, Unit

LOOK_BACK = 110
"""Characters before a date in which the document or event that it belongs to can be named."""
_EDGES = " \t\r\n.,;:()-–*+"

_BY = (
    r"(?:chậm|muộn|trễ)\s{0,3}nhất|không\s{1,3}(?:quá|muộn hơn|chậm hơn)|hạn\s{1,3}(?:cuối(?:\s{1,3}cùng)?|chót)"
    r"|đến\s{1,3}hết|cho\s{1,3}đến|đến|tới|hết|hạn|hoàn\s{1,3}(?:thành|tất)|xong|kết\s{1,3}thúc"
)
_LABEL = r"(?:thời\s{1,3}(?:gian|hạn|điểm)|hạn)(?!\s{1,3}(?:ký|cập|đăng))(?:\s{1,3}[^\W\d]{1,12}){0,5}?\s{0,3}:"
_SMALL = rf"(?:(?:là|vào|lúc|trong|hết|đến|thời{W}điểm|khoảng|dự{W}kiến){S}|[:,]{S}){{0,3}}"
LIMIT = (
    rf"(?:từ{W}nay{W}(?:cho{W})?)?"
    rf"(?:(?P<before>(?:đến{W})?trước)(?!{S}(?:mắt|đây|hết|tiên|pháp))|(?P<by>{_BY})|(?P<label>{_LABEL})){S}{_SMALL}"
)
"""Words that make the time after them a limit; groups ``before``, ``by``, ``label``."""
ON = rf"(?P<on>(?:(?:vào|lúc|hồi|ngay|trong)(?!\w){S}){{0,3}})"
"""Words that set a time without making it a limit."""

_AS_OF = re.compile(r"(?:\btính|\bsố liệu|lũy kế|luỹ kế|\bchốt|\bkể từ|thời điểm|tình hình)[^,;.\n]{0,25}$")


@lru_cache(maxsize=64)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, tried only where a word begins; compiled when a text first needs it, not at import."""
    return re.compile(r"(?<!\w)(?:" + pattern + ")")


class Searched(msgspec.Struct, frozen=True):
    """The text that is searched.

    Attributes:
        text: as given.
        low: the same in lower case, offset for offset.
        issued: the day of the document.
    """

    text: str
    low: str
    issued: date | None

    def deadline(
        self,
        start: int,
        end: int,
        kind: Kind,
        *,
        day: date | None = None,
        time: str | None = None,
        count: int | None = None,
        unit: Unit | None = None,
        working: bool = False,
        start_from: StartFrom | None = None,
        weak: bool = False,
    ) -> Deadline:
        """A deadline whose words are ``text[start:end]`` without white space and closing marks at the ends."""
        words = self.text[start:end].rstrip(" \t\r\n,;.:")
        start += len(words) - len(words.lstrip())
        words = words.lstrip()
        return Deadline(
            kind=kind,
            printed=words,
            start=start,
            end=start + len(words),
            day=day,
            time=time,
            count=count,
            unit=unit,
            working=working,
            start_from=start_from,
            weak=weak,
        )

    def stands_alone(self, match: re.Match[str]) -> bool:
        """Whether the words are all there is, as in the cell of a table."""
        return self._blank(0, match.start()) and self._blank(match.end(), len(self.low))

    def _blank(self, start: int, end: int) -> bool:
        # A cell is short: looking at a long text for every match of it would cost the square of its length.
        return end - start <= 40 and not self.low[start:end].strip(_EDGES)

    def left_of(self, match: re.Match[str]) -> str:
        """The ``LOOK_BACK`` characters before the words, as printed."""
        return self.text[max(0, match.start() - LOOK_BACK) : match.start()]

    def is_past(self, day: date | None) -> bool:
        """Whether that day was over when the document was signed."""
        return day is not None and self.issued is not None and day < self.issued

    def as_of(self, match: re.Match[str]) -> bool:
        """Whether the words are the day of figures ("số liệu tính đến ngày"), not of an action."""
        return _AS_OF.search(self.low, max(0, match.start() - 50), match.start()) is not None


class Form(msgspec.Struct, frozen=True):
    """A written form.

    Attributes:
        name: stable name.
        hint: cheap pattern without which the form cannot occur.
        source: pattern of what to look for in lower-case text.
        read: what it means; ``None`` where it is no deadline after all.
        digits: whether it cannot occur without a digit.
        longest: characters of the longest text in which it can occur, 0 for any.
    """

    name: str
    hint: re.Pattern[str]
    source: str
    read: Callable[[re.Match[str], Searched], Deadline | None]
    digits: bool = False
    longest: int = 0
