"""Document → duties, on the clerk's cases of ``tests/cases/duties`` and on tables."""

from __future__ import annotations

import msgspec
import pytest

from nguon.duties.duty import Duty
from nguon.duties.extract import extract_duties
from nguon.reading.read import read

from .cases import Case, Expected, cases


def _found(duty: Duty, expected: Expected) -> Expected:
    """The duty in the terms of a case: its opening as long as the case's, "có" for a report to nobody in particular."""
    report = None if duty.report is None else duty.report.to or "có"
    return Expected(
        opens=duty.instruction[: len(expected.opens)],
        who="; ".join(one.text for one in duty.who),
        partners=tuple(one.text for one in duty.cooperating),
        due=duty.deadline.day.isoformat() if duty.deadline.day else duty.deadline.printed,
        report="có" if report and expected.report == "có" else report,
        tracked=duty.tracked,
        points=len(duty.points),
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases()])
def test_a_document_gives_the_duties_that_a_clerk_writes_down(case: Case) -> None:
    duties = extract_duties(read(case.text.encode())).duties
    assert len(duties) == len(case.duties), [duty.instruction for duty in duties]
    assert [_found(duty, expected) for duty, expected in zip(duties, case.duties, strict=True)] == case.duties


def test_no_case_expects_nothing() -> None:
    assert all(case.duties for case in cases())


TABLE = """<html><body>
<p>ỦY BAN NHÂN DÂN XÃ HÒA BÌNH</p><p>Số: 15/KH-UBND</p><p>Hòa Bình, ngày 05 tháng 9 năm 2025</p>
<p><b>KẾ HOẠCH</b></p><p><b>Tổ chức Ngày hội đọc sách</b></p>
<p>Điều khoản chung.</p>
<table border="1">
<tr><th>TT</th><th>Nội dung công việc</th><th>Đơn vị chủ trì</th><th>Đơn vị phối hợp</th><th>Thời gian hoàn thành</th>
<th>Sản phẩm</th></tr>
<tr><td>1</td><td>Lập danh mục sách trưng bày</td><td rowspan="2">Phòng Văn hóa - Xã hội</td><td>Các trường học</td>
<td>Trước ngày 20/9/2025</td><td>Danh mục</td></tr>
<tr><td>2</td><td>Tổng kết ngày hội</td><td>Đoàn Thanh niên xã; Hội Phụ nữ xã</td><td>15/10/2025</td>
<td>Báo cáo tổng kết</td></tr>
</table></body></html>"""


def test_rows_of_a_task_table_are_duties_and_merged_cells_carry_down() -> None:
    duties = extract_duties(read(TABLE.encode())).duties
    assert [
        (
            duty.instruction,
            tuple(one.text for one in duty.who),
            tuple(one.text for one in duty.cooperating),
            str(duty.deadline.day),
            duty.report is not None,
        )
        for duty in duties
    ] == [
        (
            "Lập danh mục sách trưng bày",
            ("Phòng Văn hóa - Xã hội",),
            ("Các trường học",),
            "2025-09-20",
            False,
        ),
        (
            "Tổng kết ngày hội",
            ("Phòng Văn hóa - Xã hội",),
            ("Đoàn Thanh niên xã", "Hội Phụ nữ xã"),
            "2025-10-15",
            True,
        ),
    ]


def test_a_report_has_its_own_deadline_beside_that_of_the_action() -> None:
    text = next(case.text for case in cases() if "agreement" in case.name).replace(
        "chịu trách nhiệm về chất lượng công trình.",
        "nghiệm thu công trình trước ngày 10/12/2025, báo cáo UBND tỉnh trước ngày 20/12/2025.",
    )
    duty = extract_duties(read(text.encode())).duties[-1]
    assert duty.report is not None
    assert (str(duty.report.deadline.day), duty.report.to) == ("2025-12-20", "UBND tỉnh")


def test_reading_again_gives_the_same_duties() -> None:
    data = cases()[0].text.encode()
    first, second = extract_duties(read(data)), extract_duties(read(data))
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
