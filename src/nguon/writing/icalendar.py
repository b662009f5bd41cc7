"""A plan as a calendar: one all-day entry a task on its last safe day, with reminders before it.

Entries are events, not to-dos: Google Calendar and Outlook on the web leave VTODO out when they import a file, phones
too; an all-day event shows everywhere. They are marked as free time, so nobody looks busy all day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from nguon.duties.duty import Duty
from nguon.planning.task import Plan, Task
from nguon.reading.document import Document
from nguon.writing.plan_words import day, joined, named, place, shorten, word, xml_text
from nguon.writing.words import Language

MORNING: Final = timedelta(hours=8)
"""Reminders ring at eight in the morning of the reader's own clock: all-day entries start at midnight there."""

REMIND_DAYS: Final = (3, 1)
"""Days before the due day on which a reminder rings."""

SUMMARY_LENGTH: Final = 120
DESCRIPTION_LENGTH: Final = 4_000


def plan_calendar(
    plan: Plan,
    document: Document | None = None,
    language: Language = "vi",
    remind_days: tuple[int, ...] = REMIND_DAYS,
) -> bytes:
    """The due days of a plan as an iCalendar file (RFC 5545).

    Tasks that are not tracked, and those whose day cannot be computed, have no entry. A report due on another day has
    an entry of its own. The entries name bodies, never persons; their ids stay the same on every reading of the same
    file, so importing again replaces them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Nguon//Plan//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", " ".join(part for part in (word("calendar", language), named(plan, language)) if part))
    duties = {duty.id: duty for duty in plan.duties}
    for task in plan.tasks:
        if not task.tracked:
            continue
        text = _description(plan, task, duties.get(task.duty), document, language)
        if task.due:
            calendar.add_component(_entry(plan, task, task.due, "due", text, language, remind_days))
        if task.report_due and task.report_due != task.due:
            calendar.add_component(_entry(plan, task, task.report_due, "report", text, language, remind_days))
    return bytes(calendar.to_ical())


def _entry(
    plan: Plan, task: Task, on: date, what: str, text: str, language: Language, remind_days: tuple[int, ...]
) -> Event:
    label = word("due_summary" if what == "due" else "report_summary", language)
    summary = shorten(xml_text(f"{label}: {task.organisation.name}: {task.text}"), SUMMARY_LENGTH)
    event = Event()
    event.add("uid", f"{task.id}-{what}-{plan.document.sha256[:32]}@nguon")
    # Midnight UTC of the plan's day, not the time of writing: the same plan gives the same file.
    event.add("dtstamp", datetime.combine(plan.on, datetime.min.time(), tzinfo=UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for days in remind_days:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", MORNING - timedelta(days=days))
        event.add_component(alarm)
    return event


def _description(plan: Plan, task: Task, duty: Duty | None, document: Document | None, language: Language) -> str:
    role = word("lead" if task.role == "lead" else "with", language)
    lines = [f"{task.organisation.name} ({role})", "", joined(duty) if duty else task.text, ""]
    if duty and duty.deadline.printed:
        lines.append(f"{word('deadline', language)}: {duty.deadline.printed}")
    if duty and duty.report:
        due = day(task.report_due) or duty.report.deadline.printed or ""
        report = ", ".join(part for part in (duty.report.to, due) if part)
        lines.append(f"{word('report_to', language)}: {report}" if report else word("report_summary", language))
    if named(plan, language):
        lines.append(f"{word('carries_out', language)}: {named(plan, language)}")
    lines.append(f"{word('source', language)}: {place(task.sources, document, language, task.text)}")
    text = xml_text("\n".join(lines))
    return text if len(text) <= DESCRIPTION_LENGTH else text[: DESCRIPTION_LENGTH - 1] + "…"
