"""Task sheets by mail: to bodies in which nobody has an account, where an address is stored."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from nguon.core.errors import NguonError
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.directory.models import Body
from nguon.web.notices.domain import mail
from nguon.web.notices.domain.mail_settings import mail_settings
from nguon.web.notices.domain.smtp import MailOff
from nguon.web.notices.models import BodyAddress, LetterKind
from nguon.web.programme.models import Programme


class NoAddress(NguonError):
    """A body without a mail address."""

    code = "no_address"


@transaction.atomic
def set_address(by: User, body: Body, email: str) -> None:
    """Store, change or (empty) remove the address of a body."""
    if email:
        BodyAddress.objects.update_or_create(body=body, defaults={"email": email, "by": by})
    else:
        BodyAddress.objects.filter(body=body).delete()
    record(by, "body_address_set" if email else "body_address_removed", "body", body.pk)


@transaction.atomic
def send_sheet(by: User, programme: Programme, body: Body, key: str) -> None:
    """Send the sheet of a body, again if need be.

    Raises:
        NoAddress: none is stored; MailOff: this server sends no mail.
    """
    if not mail_settings().is_on:
        raise MailOff("Mail is not set up", hint="Print the sheet instead")
    address = BodyAddress.objects.filter(body=body).first()
    if address is None:
        raise NoAddress("The body has no mail address", hint="Enter it first, or print the sheet")
    if mail.send(
        f"sheet:{programme.pk}:{body.pk}:{key}", address.email, LetterKind.SHEET, programme=programme, body=body
    ):
        record(by, "sheet_sent", "programme", programme.pk, {"body": body.pk})


def mail_sheets(programme: int, bodies: Mapping[int, int]) -> None:
    """After tasks were given: one mail to each of the bodies that has an address; body → the event that gave it."""
    for address in BodyAddress.objects.filter(body__in=bodies).select_related("body"):
        key = f"sheet:{programme}:{address.body_id}:event{bodies[address.body_id]}"
        whole = Programme(pk=programme)
        if mail.send(key, address.email, LetterKind.SHEET, programme=whole, body=address.body):
            record(None, "sheet_sent", "programme", programme, {"body": address.body_id})
