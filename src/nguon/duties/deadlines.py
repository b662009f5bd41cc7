"""Printed words → deadlines: every expression in a text that sets a time, in reading order.

Which of them belongs to which duty is for the caller to say; ``strongest`` proposes one.
"""

from __future__ import annotations

import re
from datetime import date

from nguon.duties.dated_forms import DATED_FORMS
from nguon.duties.dates import lower
from nguon.duties.deadline import Deadline, due, flat_due, strongest
from nguon.duties.form import Form, Searched, compiled
from nguon.duties.undated_forms import UNDATED_FORMS

__all__ = ["Deadline", "due", "find_deadlines", "flat_due", "strongest"]

_FORM = {form.name: form for form in (*DATED_FORMS, *UNDATED_FORMS)}
FORMS: tuple[Form, ...] = tuple(
    _FORM[name] for name in ("recurring", "ahead", "within", "range", "day", "lunar", "period", "hour", "other", "cell")
)
"""In the order in which they claim their words: what is longer and more particular first."""

_DIGIT = re.compile(r"\d")
_HINT = re.compile(r"\d|hằng|hàng |mỗi|trước|trong|nhất|khi có|ngay|rằm|kỳ|kì|hết|theo|thường xuyên|đột xuất")


def find_deadlines(text: str, *, issued: date | None) -> tuple[Deadline, ...]:
    """Every expression of ``text`` that sets a time, in reading order, none overlapping another.

    Dates of cited documents, births and anniversaries are left out. Linear in the length of the text.

    Args:
        text: a sentence, heading, cell or whole document, NFC.
        issued: the day of the document, from which a date without a year and "từ nay" are counted.

    >>> [found.printed for found in find_deadlines("Gửi báo cáo về Sở trước ngày 18/11/2023.", issued=None)]
    ['trước ngày 18/11/2023']
    """
    low = lower(text)
    if not _HINT.search(low):
        return ()
    where = Searched(text, low, issued)
    digits = _DIGIT.search(low) is not None
    found: list[Deadline] = []
    claimed = bytearray()
    for form in FORMS:
        if (form.digits and not digits) or 0 < form.longest < len(text) or form.hint.search(low) is None:
            continue
        for match in compiled(form.source).finditer(low):
            deadline = form.read(match, where)
            if deadline is None or (claimed and any(claimed[deadline.start : deadline.end])):
                continue
            claimed = claimed or bytearray(len(text))
            claimed[deadline.start : deadline.end] = b"\1" * (deadline.end - deadline.start)
            found.append(deadline)
    return tuple(sorted(found, key=lambda d: d.start))
