"""A plan of these weeks for the demo: a dispatch written today, so that its board shows every state of a task."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from nguon.web.accounts.models import User
from nguon.web.programme.domain import acts
from nguon.web.programme.domain.evidence import attach
from nguon.web.programme.domain.states import add_working_days
from nguon.web.programme.models import EvidenceKind, Programme, Task

NAME: Final = "tuan-le-doc-sach.txt"
BODIES: Final = (
    "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Tài chính", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường",
    "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Sở Công Thương", "Sở Tư pháp", "Thanh tra tỉnh",
)  # fmt: skip
"""Bodies to which the dispatch gives one task each, in the order of the states that ``fill_recent`` makes."""
_DAYS: Final = (30, 25, 20, 2, 15, 20, -4, -3, None, 28)
"""Day of each task, counted from today; ``None``: none is named."""
_WORK: Final = (
    "Vận động mỗi trường học lập một góc đọc sách", "Đặt kệ sách ở phòng chờ của các bệnh viện",
    "Bố trí kinh phí mua sách cho thư viện cơ sở", "Dựng bảng giới thiệu sách ở các khu chung cư",
    "Tặng sách kỹ thuật trồng trọt cho các hợp tác xã", "Mở phòng đọc trực tuyến",
    "Tổ chức ngày đọc sách trong cán bộ, công chức", "Kêu gọi doanh nghiệp tặng sách",
    "Giới thiệu sách pháp luật", "Tổ chức buổi nói chuyện về sách",
)  # fmt: skip


def letter(today: date) -> bytes:
    """The dispatch, as text: issued two weeks ago, with days around today."""
    issued = today - timedelta(days=14)
    items = "\n".join(
        f"{number}. {body}\n{work}{_until(today, days)}."
        for number, (body, work, days) in enumerate(zip(BODIES, _WORK, _DAYS, strict=True), 1)
    )
    addressees = ";\n".join(f"- {body}" for body in BODIES)
    return f"""\
TỈNH ỦY NGHỆ AN
BAN TUYÊN GIÁO
*
ĐẢNG CỘNG SẢN VIỆT NAM
Số 1302-CV/BTGTU
V/v tổ chức Tuần lễ đọc sách năm {today.year}
Nghệ An, ngày {issued.day:02} tháng {issued.month:02} năm {issued.year}

Kính gửi:
{addressees}.

Ban Tuyên giáo Tỉnh ủy đề nghị các cơ quan, đơn vị thực hiện:
{items}

Nơi nhận:
- Như trên,
- Lưu VP.
TRƯỞNG BAN
Nguyễn Thị Lan Chi
""".encode()


def _until(today: date, days: int | None) -> str:
    return f" trước ngày {today + timedelta(days=days):%d/%m/%Y}" if days is not None else ""


def fill_recent(coordinator: User, programme: Programme) -> None:
    """Bring its tasks into the states of a plan on which people work, one after another; the last is not accepted."""
    today = timezone.localdate()
    tasks = list(Task.objects.filter(programme=programme).select_related("duty", "body").order_by("duty__number"))
    done, waits, returned, soon, later, in_time, late, done_late, undated = (
        tasks[place] if place < len(tasks) else None for place in range(9)
    )
    for task in (waits, soon, later, in_time, late, undated):
        if task is not None:
            acts.accept(coordinator, task)
    if done is not None:
        attach(coordinator, done, EvidenceKind.HEADCOUNT, number=140)
        acts.tick(coordinator, done, today, "Báo cáo giấy của cơ quan")
    if waits is not None:
        acts.ask(coordinator, waits, "Kệ sách của trạm y tế xã có tính không?")
    if returned is not None:
        acts.send_back(coordinator, returned, "Kinh phí thuộc ngân sách cấp xã")
    if later is not None:
        acts.give_more_time(coordinator, later, add_working_days(today, 30), "Theo đề nghị của cơ quan")
    if done_late is not None:
        acts.tick(coordinator, done_late, today, "Báo qua điện thoại")
