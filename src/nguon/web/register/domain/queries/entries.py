"""Who sees which entries of the register: people of its office."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from nguon.core.text import bare
from nguon.core.vocabulary import table
from nguon.reading.document import Value
from nguon.web.accounts.domain.queries.people import WORKS, body_ids
from nguon.web.accounts.models import User
from nguon.web.directory.models import Body
from nguon.web.dispatches.domain.corrections import document_of
from nguon.web.dispatches.models import Dispatch
from nguon.web.register.models import Book, Incoming, Slip

_LONG = ("dispatch__document", "dispatch__duties")


def offices_to_register(user: User) -> list[Body]:
    """Bodies in which a person registers what comes in."""
    return list(Body.objects.filter(pk__in=body_ids(user, WORKS)).order_by("name"))


def books_of(user: User) -> QuerySet[Book]:
    """Books that a person may read."""
    return (
        Book.objects.filter(office__in=body_ids(user))
        .select_related("office")
        .order_by("-year", "office__name", "name")
    )


def entries_of(user: User) -> QuerySet[Incoming]:
    """Entries that a person may read, newest number first, with what a list shows: two queries."""
    slips = Prefetch("slips", Slip.objects.order_by("-pk"))
    rows = (
        Incoming.objects.filter(book__office__in=body_ids(user))
        .select_related("book__office", "dispatch")
        .defer(*_LONG)
    )
    return rows.prefetch_related(slips).order_by("-book__year", "-number", "-pk")


def filtered(rows: QuerySet[Incoming], *, year: str, book: str, words: str) -> QuerySet[Incoming]:
    """Cut to a year, a book, and words without diacritics, each of which must stand in the entry."""
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(book__year=int(year))
    if book.isdecimal() and len(book) < 10:
        rows = rows.filter(book=int(book))
    for word in bare(words).casefold().split()[:8]:
        number = Q(number=int(word)) if word.isdecimal() and len(word) < 9 else Q()
        rows = rows.filter(Q(folded__contains=word) | number) if number else rows.filter(folded__contains=word)
    return rows


def entry_or_404(user: User, pk: int) -> Incoming:
    """An entry that a person may read."""
    found = entries_of(user).filter(pk=pk).select_related("by", "struck_by", "dispatch__programme").first()
    if found is None:
        raise Http404
    return found


def may_write(user: User, entry: Incoming) -> bool:
    """Whether a person works in its office."""
    return entry.book.office_id in body_ids(user, WORKS)


def writable_or_404(user: User, pk: int) -> Incoming:
    """An entry of an office in which a person works."""
    found = Incoming.objects.filter(pk=pk, book__office__in=body_ids(user, WORKS)).first()
    if found is None:
        raise Http404
    return found


def unregistered(user: User) -> QuerySet[Dispatch]:
    """Dispatches of a person's offices that stand in no book yet."""
    standing = Incoming.objects.filter(struck_at=None, dispatch__isnull=False).values("dispatch")
    rows = Dispatch.objects.filter(office__in=body_ids(user, WORKS)).exclude(pk__in=standing)
    return rows.select_related("office").defer("document", "duties").order_by("-pk")


def dispatch_or_404(user: User, pk: str) -> Dispatch:
    """A dispatch of an office in which a person works."""
    mine = Dispatch.objects.filter(office__in=body_ids(user, WORKS)).select_related("office")
    found = mine.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None
    if found is None:
        raise Http404
    return found


def prefilled(dispatch: Dispatch) -> dict[str, str]:
    """What a dispatch that was read says for the columns of an entry; its corrections count."""
    head = document_of(dispatch).letterhead
    urgency = bare(head.urgency.value).casefold() if head.urgency else ""
    degrees = {"hoa toc": "hoa-toc", "thuong khan": "thuong-khan", "khan": "khan"}
    return {
        "sender": dispatch.issuer,
        "symbol": dispatch.number,
        "issued_on": f"{dispatch.date:%d/%m/%Y}" if dispatch.date else "",
        "kind": _type_words(head.type) if head.type else "",
        "subject": dispatch.subject,
        "urgency": next((key for words, key in degrees.items() if words in urgency), ""),
        "received_on": f"{timezone.localtime(dispatch.received_at):%d/%m/%Y}",
    }


def _type_words(kind: Value[str]) -> str:
    """The type as one writes it: "Kế hoạch"; as printed where it has no name of its own."""
    name = next((row["name"] for row in table("document_types") if row["code"] == kind.value != "other"), kind.text)
    return name[:1].upper() + name[1:].lower()
