"""The words of a letter, made when it is sent: what its reader may see then, with quotes and links."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from django.conf import settings as django_settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.core.text import squeeze
from nguon.web.notices.domain.mail_settings import MailSettings
from nguon.web.notices.domain.queries.notices import seen_notices
from nguon.web.notices.domain.queries.recipients import choices
from nguon.web.notices.domain.queries.sheets import sheet_tasks
from nguon.web.notices.domain.queries.tasks import due_tasks_of, with_words
from nguon.web.notices.models import Letter, LetterKind, Mode, Notice, NoticeKind
from nguon.web.programme.domain.states import State, state_of
from nguon.web.programme.models import Task
from nguon.writing.entries import visible

SECTION: Final = 30
"""Tasks of one section of a letter; the rest is counted and seen in the application."""
STOP: Final = Signer(salt="nguon.notices.stop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A task in a letter: what happened (may be empty), the words that were written, state (none: withdrawn), link."""

    head: str
    words: str
    task: Task
    state: State | None
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items under one heading, and how many more there are."""

    heading: str
    items: tuple[Item, ...]
    more: int


def compose(letter: Letter, settings: MailSettings) -> EmailMessage | None:
    """The mail; ``None`` where there is nothing to say any more."""
    with translation.override(letter.language):
        made = _MADE[LetterKind(letter.kind)](letter, settings)
        if made is None:
            return None
        title, context = made
        context |= {"title": title, "letter": letter, "address": settings.address, "language": letter.language}
        if letter.person_id and letter.kind in (LetterKind.NOTICE, LetterKind.DIGEST):
            context["stop"] = settings.address + _path("notices:stop", stop_token(letter))
            context["choose"] = settings.address + _path("notices:choices")
        text = render_to_string("notices/letter.txt", context)
        html = render_to_string("notices/letter.html", context)
    return _message(letter, settings, title, (text.strip() + "\n", html), str(context.get("stop", "")))


def stop_token(letter: Letter) -> str:
    """The secret of the link that ends a person's mails; used once."""
    return STOP.sign(str(letter.pk))


def letter_of_token(token: str) -> int | None:
    """The id of the letter of a token, if it is ours."""
    try:
        return int(STOP.unsign(token))
    except (BadSignature, ValueError):
        return None


def _message(
    letter: Letter, settings: MailSettings, title: str, words: tuple[str, str], stop: str
) -> EmailMessage:  # fmt: skip
    domain = settings.sender.rpartition("@")[2]
    number = hmac.new(django_settings.SECRET_KEY.encode(), letter.key.encode(), hashlib.sha256).hexdigest()[:32]
    message = EmailMessage(policy=SMTP)
    message["Subject"] = visible(squeeze(title))[:150]
    message["From"] = Address(settings.name, addr_spec=settings.sender)
    message["To"] = letter.to
    message["Date"] = format_datetime(letter.made_at)
    message["Message-ID"] = f"<{number}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    if stop:
        message["List-Unsubscribe"] = f"<{stop}>"
    if letter.kind == LetterKind.SHEET and letter.programme is not None:
        message["Reply-To"] = letter.programme.issued_by.email
    message.set_content(words[0])
    message.add_alternative(words[1], subtype="html")
    return message


Made = tuple[str, dict[str, object]] | None


def _of_notices(letter: Letter, settings: MailSettings) -> Made:
    assert letter.person is not None
    rows = list(_still(seen_notices(letter.person).filter(letter=letter, read_at=None)))
    if not rows:
        return None
    title = str(NoticeKind(rows[0].kind).label) + ": " + rows[0].task.duty.short
    if len(rows) > 1:
        title = ngettext("%(n)s notice", "%(n)s notices", len(rows)) % {"n": len(rows)}
    return title, {"sections": [_section("", (_told(one, settings) for one in rows))]}


def _of_day(letter: Letter, settings: MailSettings) -> Made:
    assert letter.person is not None
    today, person = timezone.localdate(), letter.person
    sections = []
    counts = {"late": 0, "soon": 0, "news": 0}
    if choices([person.pk])[person.pk].dates == Mode.DIGEST:
        headings = {NoticeKind.LATE: ("late", _("Late")), NoticeKind.DUE_SOON: ("soon", _("Due soon"))}
        for kind, rows in due_tasks_of(person, today).items():
            tasks = list(with_words(rows).order_by("in_force", "pk"))
            name, heading = headings[kind]
            counts[name] = len(tasks)
            sections.append(_section(heading, (_item("", "", task, settings) for task in tasks)))
    news = _still(seen_notices(person).filter(letter=letter))
    told = [
        _told(one, settings)
        for one in news.exclude(kind__in=[NoticeKind.LATE, NoticeKind.DUE_SOON])
        if one.read_at is None
    ]
    counts["news"] = len(told)
    sections.append(_section(_("News"), told))
    sections = [one for one in sections if one.items]
    if not sections:
        return None
    said = _("%(late)s late, %(soon)s due soon, %(news)s new") % counts
    return _("Tasks of %(day)s: ") % {"day": f"{today:%d/%m/%Y}"} + said, {"sections": sections}


def _of_sheet(letter: Letter, settings: MailSettings) -> Made:
    if letter.programme is None or letter.body is None or letter.programme.closed_at is not None:
        return None
    tasks = list(sheet_tasks(letter.programme, letter.body))
    if not tasks:
        return None
    title = _("Tasks for %(body)s: %(title)s") % {"body": letter.body.name, "title": letter.programme.title}
    items = [_item("", "", task, settings, link=False) for task in tasks]
    return title, {"sections": [_section("", items)], "sheet": letter.programme}


def _of_test(letter: Letter, settings: MailSettings) -> Made:
    return _("Test of mail from Nguồn"), {"paragraphs": [_("This server can send mail. Nothing else is to be done.")]}


def _of_words(letter: Letter, settings: MailSettings) -> Made:
    paragraphs = [part for part in letter.words.split("\n\n") if part.strip()]
    return (letter.title, {"paragraphs": paragraphs}) if paragraphs else None  # none: it came out of a backup


_MADE: Final = {
    LetterKind.NOTICE: _of_notices,
    LetterKind.DIGEST: _of_day,
    LetterKind.SHEET: _of_sheet,
    LetterKind.TEST: _of_test,
    LetterKind.WORDS: _of_words,
}


def _still(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those of which there is still something to say: the programme is open, the task not withdrawn meanwhile."""
    return rows.filter(Q(task__withdrawal=None) | Q(kind=NoticeKind.WITHDRAWN), task__programme__closed_at=None)


def _told(notice: Notice, settings: MailSettings) -> Item:
    said = notice.event or notice.change
    words = said.words if said is not None else ""
    item = _item(str(NoticeKind(notice.kind).label), words, notice.task, settings)
    return replace(item, state=None) if notice.kind == NoticeKind.WITHDRAWN else item


def _item(head: str, words: str, task: Task, settings: MailSettings, *, link: bool = True) -> Item:
    address = settings.address + _path("programme:task", task.pk) if link else ""
    return Item(head=head, words=words, task=task, state=state_of(task, timezone.localdate()), link=address)


def _section(heading: str, items: Iterable[Item]) -> Section:
    rows: Sequence[Item] = tuple(items)
    return Section(heading=heading, items=tuple(rows[:SECTION]), more=max(0, len(rows) - SECTION))


def _path(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)
