"""The settings of mail in force."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """Where mail is handed over, and as whom.

    Attributes:
        tls: starttls, tls or none.
        sender, name: the address from which mail comes, and the name beside it.
        ca_file: certificates that the server's must follow from; empty: the system's.
        seconds: longest wait for one answer.
        address: of the web application, for links.
    """

    host: str
    port: int
    tls: str
    user: str
    password: str = field(repr=False)
    sender: str
    name: str
    ca_file: str
    seconds: int
    address: str

    @property
    def is_on(self) -> bool:
        """Whether mail can be sent at all: a server, a sender, and an address for the links."""
        return bool(self.host and self.sender and self.address)


def mail_settings() -> MailSettings:
    """Those of this process."""
    said = settings.MAIL
    return MailSettings(
        host=str(said["host"]), port=int(said["port"]), tls=str(said["tls"]).lower(), user=str(said["user"]),
        password=str(said["password"]), sender=str(said["from"]), name=str(said["name"]),
        ca_file=str(said["ca_file"]), seconds=int(said["seconds"]), address=settings.ADDRESS,
    )  # fmt: skip
