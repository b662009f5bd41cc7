"""The clerk's cases of ``tests/cases/duties``: documents and what is to be written down from them."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parents[2] / "cases" / "duties"
_HEAD = """ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM
_______
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
_______
Số: 123/{symbol}
Sông Lam, ngày 05 tháng 9 năm 2025

{title}
"""
_FOOT = """

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
(Đã ký)
Nguyễn Văn An
"""


class Expected(msgspec.Struct):
    """One duty of a case."""

    opens: str
    who: str = ""
    partners: tuple[str, ...] = ()
    due: str | None = None
    report: str | None = None
    tracked: bool = True
    points: int = 0


class Case(msgspec.Struct):
    """A document and its duties; ``name`` is file, line and title."""

    name: str
    text: str
    duties: list[Expected]


def cases() -> list[Case]:
    """All cases, in order of their files."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_text("utf-8")
        for start in re.finditer(r"^=== (.*)$", text, re.MULTILINE):
            block = text[start.end() :].split("\n=== ")[0]
            body, _, expected = block.partition("\n---\n")
            line = text.count("\n", 0, start.start()) + 1
            found.append(Case(f"{path.stem}:{line} {start[1]}", _document(body.strip()), _expected(expected)))
    return found


def _document(body: str) -> str:
    kind = re.match(r"loại: (.+)\n", body)
    if kind is None:
        return _HEAD.format(symbol="UBND-VX", title="V/v thực hiện nhiệm vụ được giao") + "\n" + body + _FOOT
    rest = body[kind.end() :]
    subject = re.match(r"về: (.+)\n", rest)
    title = f"{kind[1]}\n{subject[1] if subject else 'Về việc thực hiện nhiệm vụ được giao'}"
    return _HEAD.format(symbol="UBND", title=title) + "\n" + rest[subject.end() if subject else 0 :] + _FOOT


def _expected(text: str) -> list[Expected]:
    duties: list[Expected] = []
    for line in text.splitlines():
        if opens := re.match(r"\d+\. (.+)", line):
            duties.append(Expected(opens=opens[1]))
        elif not line.strip():
            continue
        elif line.strip() == "không theo dõi":
            duties[-1].tracked = False
        else:
            key, _, value = line.strip().partition(": ")
            if key == "ai":
                duties[-1].who = value
            elif key == "với":
                duties[-1].partners = tuple(value.split("; "))
            elif key == "hạn":
                duties[-1].due = value
            elif key == "báo cáo":
                duties[-1].report = value
            elif key == "điểm":
                duties[-1].points = int(value)
            else:
                raise ValueError(f"No such line in a case: {line}")
    return duties
