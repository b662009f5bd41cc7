"""Activities for the demo: one that was, with evidence; one that comes; two that clash; a theme that nobody serves."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from nguon.web.accounts.models import User
from nguon.web.activities.domain.planning import Plan, plan_activity
from nguon.web.activities.domain.steps import set_step
from nguon.web.activities.models import Activity
from nguon.web.programme.domain import acts, outlets
from nguon.web.programme.domain.evidence import attach, check_evidence
from nguon.web.programme.domain.handing import hand_on
from nguon.web.programme.models import EvidenceKind, Programme, Task, Theme


def fill_activities(coordinator: User, clerk: User, checker: User, programme: Programme, first: Task) -> None:
    """What the organisations of the demo do; all but the first one's is entered by the coordinator."""
    themes = list(Theme.objects.filter(programme=programme))
    served = [theme.pk for theme in themes[:1]], [theme.pk for theme in themes[:2]]
    rows = Task.objects.filter(programme=programme, leads=True, parent=None).exclude(body=first.body)
    others = list(rows.select_related("body").order_by("pk"))
    coming = plan_activity(
        clerk, first, _plan("sinh-hoat", "Sinh hoạt chi bộ chuyên đề về con đường", 6, 14, served[1])
    )
    _prepare(clerk, coming, 2)
    acts.assign(clerk, first, clerk.pk)
    hand_on(clerk, first, added="Chi bộ Văn phòng", words="Tổ chức trước ngày 30")
    outlets.register(clerk, first.body, "https://baonghean.vn", "Báo Nghệ An")
    if len(others) < 2:
        return
    done = plan_activity(
        coordinator, others[0], _plan("gap-mat", "Gặp mặt người mở đường", -9, 8, served[0], public=True)
    )
    _prepare(coordinator, done, 20)
    photo = attach(coordinator, others[0], EvidenceKind.PHOTO, file=_photo(), note="Trước giờ", activity=done)
    attach(coordinator, others[0], EvidenceKind.HEADCOUNT, number=86, activity=done)
    check_evidence(checker, photo)
    hall = "Nhà văn hóa trung tâm"
    plan_activity(
        coordinator, others[1], _plan("trien-lam", "Trưng bày ảnh về con đường", 12, 8, (), place=hall, public=True)
    )
    plan_activity(coordinator, others[0], _plan("noi-chuyen", "Nói chuyện truyền thống", 12, 9, (), place=hall))


def _plan(kind: str, title: str, days: int, hour: int, themes: list[int] | tuple[int, ...], **more: object) -> Plan:
    day = timezone.localdate() + timedelta(days)
    starts = timezone.make_aware(datetime.combine(day, time(hour)))
    values = {"place": "Hội trường cơ quan", "audience": 90, "organisers": "Hội Cựu chiến binh"} | more
    return Plan(
        kind=kind,
        title=title,
        starts=starts,
        ends=starts + timedelta(hours=2, minutes=30),
        place=str(values["place"]),
        organisers=str(values["organisers"]),
        audience=90,
        public=bool(values.get("public")),
        themes=themes,
    )


def _prepare(by: User, activity: Activity, count: int) -> None:
    for step in [step for step in activity.steps.all() if step.days > 0][:count]:
        set_step(by, step, "done")


def _photo() -> SimpleUploadedFile:
    """A drawn picture of a hall."""
    image = Image.new("RGB", (800, 600), "#cfc8b8")
    pen = ImageDraw.Draw(image)
    pen.rectangle((80, 90, 720, 260), fill="#9b1c1c")
    for row in range(3):
        for seat in range(9):
            pen.ellipse((70 + seat * 76, 340 + row * 80, 110 + seat * 76, 380 + row * 80), fill="#4a4f57")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return SimpleUploadedFile("hoi-truong.jpg", out.getvalue())
