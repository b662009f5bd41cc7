"""CPU of each page in one process, beside a bare view that lists 50 rows: ``FOLDER DATABASE FILLED``."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nguon.web.project import serving
from tests.bench.web import HEAVIEST, MINE, PAGES, RATIO, bar

ROUNDS, CALLS = 5, 8
BARE_IS = "signed in, all middleware, one query of 50 tasks with body and duty, a plain table, no frame"
BARE = """<!doctype html><title>{{ title }}</title><table>{% for task in tasks %}
<tr><td>{{ task.body.name }}<td>{{ task.duty.number }}<td>{{ task.duty.quote }}<td>{{ task.due|date:"d/m/Y" }}</tr>
{% endfor %}</table>"""


def cpu(*works: Callable[[], object]) -> list[float]:
    """Median seconds of CPU of one call of each; they take turns, so that a busy machine slows them alike."""
    found: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            started = time.process_time()
            for _ in range(CALLS):
                work()
            found[place].append((time.process_time() - started) / CALLS)
    return [statistics.median(one) for one in found]


def main(folder: str, database: str, said: str) -> None:
    """One line a page: milliseconds, times the bare view, kilobytes."""
    serving.setup(Path(folder), database, ["testserver"], as_it_is=True)
    from django.conf import settings
    from django.contrib.auth.decorators import login_required
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.test import Client
    from django.urls import path

    from nguon.web.programme.models import Task
    from nguon.web.project import urls

    filled = json.loads(said)
    template = engines["django"].from_string(BARE)

    @login_required
    def bare(request: HttpRequest) -> HttpResponse:
        tasks = Task.objects.select_related("body", "duty").order_by("pk")[:50]
        return HttpResponse(template.render({"tasks": tasks, "title": "50"}, request))

    urls.urlpatterns.append(path("fifty/", bare))

    def client(cookie: str) -> Client:
        one = Client()
        one.cookies[settings.SESSION_COOKIE_NAME] = cookie
        return one

    coordinator, clerk = client(filled["coordinator"]), client(filled["people"][0]["cookie"])
    floors: list[float] = []
    wrong = []
    for who, pages in ((coordinator, PAGES), (clerk, MINE)):
        for name, address in pages.items():
            place = address.format(**filled)
            answer = who.get(place)
            if answer.status_code == 404:
                continue
            assert answer.status_code == 200, f"{place}: {answer.status_code}"
            size = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
            floor, spent = cpu(lambda: coordinator.get("/fifty/"), lambda: who.get(place))  # noqa: B023
            floors.append(floor)
            bad = spent / floor > RATIO or size > HEAVIEST
            wrong += [name] * bad
            mark = "  <- over the bar" if bad else ""
            print(f"  {name:<18}{spent * 1000:7.1f} ms {spent / floor:5.1f} x {size / 1000:7.1f} kB{mark}")
    print(f"  bare view: {statistics.median(floors) * 1000:.1f} ms of CPU ({BARE_IS})")
    bar(not wrong, f"every page <= {RATIO} x and <= {HEAVIEST / 1000:.0f} kB", ", ".join(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
