"""Rows of a table that hands out tasks → instructions; columns are recognised by their heads.

Source: practice (TT · Nội dung · Đơn vị chủ trì · phối hợp · Thời hạn · Sản phẩm); merged cells come carried down.
"""

from __future__ import annotations

import re

import msgspec

from nguon.reading.document import Node, Value

_COLUMNS = (
    ("partner", re.compile(r"phối hợp", re.IGNORECASE)),
    (
        "lead",
        re.compile(
            r"chủ trì|thực hiện\b(?!.*(?:thời|tiến))|trách nhiệm|phân công|(?:đơn vị|cơ quan|phòng|bộ phận"
            r"|người)\s*(?:phụ trách|thực hiện|tham mưu|chịu)?",
            re.IGNORECASE,
        ),
    ),
    ("due", re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|hạn\b|ngày|lịch", re.IGNORECASE)),
    ("product", re.compile(r"sản phẩm|kết quả|đầu ra", re.IGNORECASE)),
    ("task", re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|tên\b|việc|chương trình|phần việc", re.IGNORECASE)),
)
_ORDINAL = re.compile(r"(?:tt|stt|số tt|số thứ tự)\b", re.IGNORECASE)
_NOT_LEAD = re.compile(
    r"thời gian|thời hạn|nội dung|nhiệm vụ|công việc|kinh phí|địa điểm|ghi chú|theo dõi", re.IGNORECASE
)


class TableTask(msgspec.Struct, frozen=True):
    """One row: what, who, with whom, by when; ``product`` is what is to be handed in."""

    task: Value[str]
    lead: Value[str] | None
    partner: Value[str] | None
    due: Value[str] | None
    product: Value[str] | None
    row: Node


def table_tasks(table: Node) -> tuple[TableTask, ...]:
    """The tasks of a table that hands them out; empty for other tables."""
    columns = _columns(table.head)
    if "task" not in columns or "lead" not in columns:
        return ()
    tasks = []
    for row in table.children:
        if row.header or not row.cells:
            continue
        task = _cell(row, columns["task"])
        lead = _cell(row, columns["lead"])
        if task is None or lead is None or task == lead or len(task.text) < 4:
            continue
        tasks.append(
            TableTask(
                task=task,
                lead=lead,
                partner=_other(row, columns.get("partner"), task, lead),
                due=_other(row, columns.get("due"), task, lead),
                product=_other(row, columns.get("product"), task, lead),
                row=row,
            )
        )
    return tuple(tasks)


def _columns(head: tuple[str | None, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, words in enumerate(head):
        if not words or _ORDINAL.match(words):
            continue
        for name, pattern in _COLUMNS:
            if name in found or not pattern.search(words):
                continue
            if name == "lead" and _NOT_LEAD.search(words) and not re.search("chủ trì", words, re.IGNORECASE):
                continue
            if name == "task" and re.search(r"kinh phí|ghi chú", words, re.IGNORECASE):
                continue
            found[name] = index
            break
    return found


def _cell(row: Node, column: int | None) -> Value[str] | None:
    return row.cells[column] if column is not None and column < len(row.cells) else None


def _other(row: Node, column: int | None, *taken: Value[str]) -> Value[str] | None:
    cell = _cell(row, column)
    return None if cell is None or cell in taken or not any(c.isalnum() for c in cell.text) else cell
