"""Lines beside a task that say who leads it and with whom: "Đơn vị chủ trì: Sở X", "… – Trường Y thực hiện".

Source: practice of plans and programmes of work.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from nguon.duties.names import cut_names, name_end, starts
from nguon.duties.partners import find_partners
from nguon.duties.source import Source, Span

Role = Literal["lead", "partner"]

_LINE = re.compile(
    r"[-+*\s]*(?P<role>(?:(?:các\s+)?(?:đơn vị|cơ quan|phòng|bộ phận|tổ chức|người)\s+)?(?:chủ trì|thực hiện|phụ trách"
    r"|báo cáo|tham mưu|chịu trách nhiệm|phối hợp)(?:\s+(?:chính|chủ trì|tham mưu|thực hiện|tổ chức))?)\s*:\s*",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\s+(?:chủ trì|thực hiện|phối hợp)(?![^\W\d_])")
_FULL_STOP = re.compile(r"[.:](?=\s|\Z)")
_DASH = re.compile(r"\s[-–—]\s+(?=[^\W\d_])")
_DOES = re.compile(
    r"\s*(?:(?:hỗ trợ|phối hợp|chủ trì|phụ trách|báo cáo|trình bày|chuẩn bị|thực hiện|cho ý kiến|thảo luận|điều hành"
    r"|tham luận|chịu trách nhiệm|đảm nhiệm|tham mưu)[\s,]*)+[./;]*\s*\Z",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\((?:giao\s+)?(?P<in>[^()]{4,200})\)\s*[./;]*\s*\Z", re.IGNORECASE)


class RoleLine(msgspec.Struct, frozen=True):
    """Bodies and the part that a line gives them; ``partners``: named on the line of the lead."""

    role: Role
    names: tuple[Span, ...]
    partners: tuple[Span, ...] = ()


def role_line(source: Source, span: Span) -> RoleLine | None:
    """What a line of its own says; ``None`` where it is no such line."""
    text, (start, end) = source.text, span
    line = _LINE.match(text, start, min(end, start + 60))
    if line is None or not starts().match(text, line.end(), end):
        return None
    full_stop = _FULL_STOP.search(text, line.end(), end)
    stop = full_stop.start() if full_stop else end
    leads = _LEADS.search(text, line.end(), stop)
    if leads is not None:
        partners = find_partners(text, leads.start(), stop)
        return RoleLine("lead", tuple(cut_names(text, line.end(), leads.start())), partners)
    role: Role = "partner" if re.search(r"phối hợp\Z", line["role"].strip(), re.IGNORECASE) else "lead"
    return RoleLine(role, tuple(cut_names(text, line.end(), stop)))


def names_at_end(source: Source, span: Span) -> tuple[Span, ...]:
    """The bodies that an item gives itself to at its end, after a dash or in brackets; empty else."""
    text, (start, end) = source.text, span
    places = [(found.end(), end) for found in _DASH.finditer(text, start, end)][-1:]
    bracket = _BRACKET.search(text, max(start, end - 220), end)
    if bracket:
        places.append(bracket.span("in"))
    for at, until in places:
        stop = name_end(text, at, until=until)
        if stop is not None and stop < until and _DOES.match(text, stop, until):
            return tuple(cut_names(text, at, stop))
    return ()
