"""Fill a database for figures: 300 organisations, 3,000 tasks, 10,000 activities where there are activities."""

from __future__ import annotations

from datetime import timedelta
from importlib.util import find_spec
from typing import Any

BODIES, DUTIES, ACTIVITIES = 300, 10, 10_000
PEOPLE = 50


def fill() -> dict[str, Any]:
    """People with a body each and the coordinator; their session cookies, and the rows that pages are about."""
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import transaction
    from django.test import Client
    from django.utils import timezone
    from scripts.store_database import LETTER

    from nguon.web.accounts.domain.inviting import give_role
    from nguon.web.accounts.models import User
    from nguon.web.directory.models import Body
    from nguon.web.dispatches.domain.receiving import receive
    from nguon.web.dispatches.models import Dispatch
    from nguon.web.jobs.worker import WorkerProcess
    from nguon.web.programme.domain.issuing import issue
    from nguon.web.programme.models import Duty, Event, Task

    settings.ALLOWED_HOSTS.append("testserver")

    def person(name: str, body: Body, role: str) -> User:
        user = User(email=f"{name}@example.vn", name=name)
        user.set_unusable_password()
        user.save()
        with transaction.atomic():
            give_role(user, user, body, role)
        return user

    def cookie(user: User) -> str:
        client = Client()
        client.force_login(user)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    office = Body.objects.create(ref="own:office", name="Văn phòng UBND tỉnh", place="tỉnh Quảng Ninh")
    coordinator = person("mai", office, "manager")
    with transaction.atomic():
        receive(coordinator, office, [SimpleUploadedFile("a.txt", LETTER.encode())])
    worker = WorkerProcess()
    while worker.once():
        pass
    programme = issue(coordinator, Dispatch.objects.get())
    Task.objects.filter(programme=programme).delete()
    Duty.objects.filter(programme=programme).delete()
    today = timezone.localdate()
    quote = "Tổ chức ngày hội đọc sách tại các xã, phường; báo cáo kết quả. "
    duties = Duty.objects.bulk_create(
        [Duty(programme=programme, ref=f"x{n}", number=n + 1, quote=f"{quote}Đợt {n + 1}.") for n in range(DUTIES)]
    )
    bodies = Body.objects.bulk_create(
        [Body(ref=f"own:{n}", name=f"Ủy ban nhân dân xã số {n}", place="tỉnh Quảng Ninh") for n in range(BODIES)]
    )
    days = [today + timedelta(days=n % 60 - 20) for n in range(BODIES * DUTIES)]
    tasks = Task.objects.bulk_create(
        [
            Task(
                programme=programme, duty=duty, body=body, due=days[b * DUTIES + d], in_force=days[b * DUTIES + d],
                accepted_at=timezone.now() if (b + d) % 3 else None,
            )
            for b, body in enumerate(bodies)
            for d, duty in enumerate(duties)
        ],
        batch_size=500,
    )  # fmt: skip
    Event.objects.bulk_create([Event(task=task, kind="issued", by=coordinator) for task in tasks], batch_size=500)
    activities = _activities(tasks, coordinator)
    people = [person(f"nguoi{n}", bodies[n], "editor") for n in range(PEOPLE - 1)]
    return {
        "coordinator": cookie(coordinator),
        "people": [{"cookie": cookie(user), "task": tasks[n * DUTIES].pk} for n, user in enumerate(people)],
        "programme": programme.pk, "dispatch": programme.dispatch_id, "task": tasks[0].pk, "body": bodies[0].pk,
        "tasks": len(tasks), "activities": activities,
    }  # fmt: skip


def _activities(tasks: list[Any], by: Any) -> int:
    """Activities of the tasks, by the module that knows their columns; 0 until there is one."""
    if find_spec("tests.bench.web_activities") is None:
        return 0
    from importlib import import_module

    made = import_module("tests.bench.web_activities").fill(tasks, by, ACTIVITIES)
    assert isinstance(made, int)
    return made
