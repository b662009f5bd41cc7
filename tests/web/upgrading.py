"""Restore a stored database of an earlier release, bring it up to date, open its pages: ``FILE DATA [DATABASE]``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from nguon.web.project import serving


def main(file: str, data: str, database: str = "") -> None:
    """Prints the seconds that restoring and upgrading took; fails where something is lost."""
    started = time.monotonic()
    serving.setup(Path(data), database, ["testserver"], as_it_is=True)
    from django.core.management import call_command
    from django.test import Client

    from nguon.web.accounts.models import User
    from nguon.web.audit.domain.chain import verify
    from nguon.web.directory.models import Body
    from nguon.web.dispatches.models import Dispatch
    from nguon.web.operation.domain.restore import restore
    from nguon.web.programme.models import Evidence, Programme, Task

    made = restore(Path(file))
    seconds = time.monotonic() - started
    call_command("migrate", check=True, verbosity=0)
    assert Body.objects.filter(ref__startswith="own:").count() >= 301
    assert Task.objects.count() == made.tables["programme.task"].rows >= 300
    assert Evidence.objects.get(note="Buổi đầu").number == 120
    assert list(verify(made.audit_hash)) == []
    dispatch, programme = Dispatch.objects.get(), Programme.objects.get()
    evidence = Evidence.objects.get()
    pages = {
        "mai@example.vn": (
            "/lam-viec/van-ban/",
            f"/lam-viec/van-ban/{dispatch.pk}/kiem-tra/",
            f"/lam-viec/van-ban/{dispatch.pk}/tep/",
            f"/lam-viec/chuong-trinh/{programme.pk}/bang/",
            f"/lam-viec/chuong-trinh/{programme.pk}/viec/",
        ),
        "phu@example.vn": ("/lam-viec/viec/", f"/lam-viec/viec/{evidence.task_id}/"),
    }
    for email, addresses in pages.items():
        client = Client()
        client.force_login(User.objects.get(email=email))
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, f"{address}: {answer.status_code}"
    print(f"{seconds:.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
