"""Outlets that a body registered, and whether a link leads to one of them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from nguon.core.errors import NguonError
from nguon.core.text import nfc, squeeze
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.directory.models import Body
from nguon.web.programme.models import Outlet

_HOST: Final = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,9}[a-z][a-z0-9-]{1,61}")
_TWO_MEANINGS: Final = re.compile(r"[\\\s\x00-\x20\x7f-\x9f]")
"""A browser takes a backslash for a slash and drops line ends: "https://one.vn\\@two.vn" leads to one.vn."""


class OutletUnknown(NguonError):
    """A link to a server that the body did not register."""

    code = "outlet_unknown"


class NotAnOutlet(NguonError):
    """Something typed that is no name of a server."""

    code = "not_an_outlet"


def host_of(typed: str) -> str:
    """The name of the server in an address or a bare name, in small letters, without ``www.``; else empty.

    >>> host_of("https://www.Baonghean.vn/tin/1.html")
    'baonghean.vn'
    """
    text = typed.strip()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
        host = host.encode("idna").decode("ascii") if host else ""
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.")
    return host if _HOST.fullmatch(host) else ""


def check_link(body: Body, link: str) -> None:
    """Refuse a link that leads to no outlet of the body, or that browsers and this library would read differently.

    Raises:
        OutletUnknown: its server is neither registered nor below a registered name.
    """
    server = link.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]
    plain = link.startswith(("https://", "http://")) and not _TWO_MEANINGS.search(link) and "@" not in server
    host = host_of(link) if plain else ""
    names = {".".join(host.split(".")[n:]) for n in range(host.count("."))} if host else set()
    if not names or not Outlet.objects.filter(body=body, host__in=names, ended_at=None).exists():
        raise OutletUnknown("The link leads to no outlet of the body", hint="Register the outlet first")


@transaction.atomic
def register(by: User, body: Body, typed: str, name: str = "") -> Outlet:
    """Register an outlet by its address; once is enough.

    Raises:
        NotAnOutlet: it is no name of a server.
    """
    host = host_of(typed)
    if not host:
        raise NotAnOutlet(f"{typed[:60]!r} is no name of a server", hint="Write it as baonghean.vn")
    outlet, made = Outlet.objects.get_or_create(
        body=body, host=host, ended_at=None, defaults={"name": squeeze(nfc(name))[:200], "by": by}
    )
    if made:
        record(by, "outlet_registered", "outlet", outlet.pk, {"body": body.name, "host": host})
    return outlet


@transaction.atomic
def end(by: User, outlet: Outlet) -> None:
    """Take an outlet out of use; evidence that was attached stays."""
    outlet.ended_at = timezone.now()
    outlet.save(update_fields=["ended_at"])
    record(by, "outlet_ended", "outlet", outlet.pk, {"host": outlet.host})
