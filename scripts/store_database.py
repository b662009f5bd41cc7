"""Write a database of the present tables with invented data of 300 bodies, as a backup that tests restore later.

Before a release: ``python scripts/store_database.py tests/web/stored/VERSION.zip``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from nguon.web.project import serving

ROOT = Path(__file__).resolve().parent.parent
LETTER = """\
ỦY BAN NHÂN DÂN
TỈNH QUẢNG NINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 883/UBND-NC
V/v tổ chức ngày hội đọc sách
Quảng Ninh, ngày 02 tháng 11 năm 2026

Kính gửi:
- Sở Văn hóa, Thể thao và Du lịch;
- Sở Giáo dục và Đào tạo.

Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Văn hóa, Thể thao và Du lịch tổ chức ngày hội đọc sách, hoàn thành trước ngày 20/12/2026.
2. Sở Giáo dục và Đào tạo vận động mỗi trường một tủ sách chậm nhất ngày 30/12/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Đinh Thị Hòa
"""
BODIES = 300


def main(target: Path) -> None:
    """Fill a new SQLite folder and back it up."""
    with tempfile.TemporaryDirectory() as folder:
        serving.setup(Path(folder))
        _fill()
        from nguon.web.operation.domain.backup import backup

        made = backup(target)
    print(f"{target}: {sum(table.rows for table in made.tables.values())} rows, {target.stat().st_size // 1000} kB")


def _fill() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import transaction

    from nguon.web.accounts.domain.inviting import give_role
    from nguon.web.accounts.models import Role, User
    from nguon.web.directory.models import Body
    from nguon.web.dispatches.domain.receiving import receive
    from nguon.web.dispatches.models import Dispatch
    from nguon.web.jobs.worker import WorkerProcess
    from nguon.web.programme.domain import acts
    from nguon.web.programme.domain.evidence import attach
    from nguon.web.programme.domain.issuing import issue
    from nguon.web.programme.models import Task

    def person(name: str) -> User:
        user = User(email=f"{name}@example.vn", name=name.title())
        user.set_password("mat-khau-dai-1")
        user.save()
        return user

    office = Body.objects.create(ref="own:office", name="Văn phòng UBND tỉnh", place="tỉnh Quảng Ninh")
    coordinator, clerk = person("mai"), person("phu")
    with transaction.atomic():
        give_role(coordinator, coordinator, office, Role.MANAGER)
        receive(coordinator, office, [SimpleUploadedFile("ngay-hoi.txt", LETTER.encode())])
    worker = WorkerProcess()
    while worker.once():
        pass
    programme = issue(coordinator, Dispatch.objects.get())
    duties = list(programme.duties.all())
    bodies = Body.objects.bulk_create(
        [Body(ref=f"own:{n}", name=f"Ủy ban nhân dân xã số {n}", place="tỉnh Quảng Ninh") for n in range(BODIES)]
    )
    Task.objects.bulk_create(
        [Task(programme=programme, duty=duties[n % len(duties)], body=b) for n, b in enumerate(bodies)]
    )
    first = programme.tasks.order_by("pk").first()
    assert first is not None
    with transaction.atomic():
        give_role(coordinator, clerk, first.body, Role.MANAGER)
    acts.accept(clerk, first)
    attach(clerk, first, "headcount", number=120, note="Buổi đầu")
    acts.say_done(clerk, first, "Đã tổ chức")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
