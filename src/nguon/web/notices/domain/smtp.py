"""Handing mail over to an SMTP server; each way in which it refuses is an error of its own."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Final

from nguon.core.errors import NguonError
from nguon.core.text import squeeze
from nguon.web.notices.domain.mail_settings import MailSettings
from nguon.writing.entries import visible

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


class MailFault(NguonError):
    """The server did not take a mail.

    ``said`` is its answer with the code, one line; ``whole`` whether the next mail would meet the same; ``lasting``
    whether trying again later cannot help.
    """

    code = "mail_refused"
    whole = False

    def __init__(self, what: str, *, said: str = "", lasting: bool = False, hint: str = "") -> None:
        super().__init__(what, hint=hint)
        self.said, self.lasting = visible(squeeze(said))[:300], lasting


class MailOff(MailFault):
    """There is no mail server, sender or address in the settings."""

    code, whole = "mail_off", True


class MailDown(MailFault):
    """Nothing answers there, or the line broke."""

    code, whole = "mail_down", True


class MailSlow(MailFault):
    """The server did not answer in time."""

    code, whole = "mail_slow", True


class MailTls(MailFault):
    """No encrypted line, or a certificate that does not fit."""

    code, whole = "mail_tls", True


class MailLogin(MailFault):
    """The server does not let the account in."""

    code, whole = "mail_login", True


class MailSender(MailFault):
    """The server does not take mail from this sender."""

    code, whole = "mail_sender", True


class MailRecipient(MailFault):
    """The server does not take mail for this address."""

    code = "mail_recipient"


@contextmanager
def connected(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """A line to the server, signed in, closed when the block is left.

    Raises:
        MailFault: one of its kinds that concern every mail.
    """
    if not settings.is_on:
        raise MailOff("Mail is not set up", hint="Set mail_host, mail_from and address")
    with _said():
        server = _open(settings)
    try:
        with _said():
            _greet(server, settings)
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def post(server: smtplib.SMTP, sender: str, to: str, message: EmailMessage) -> None:
    """Hand one mail over.

    Raises:
        MailFault: it was not taken.
    """
    with _said():
        server.send_message(message, sender, [to])


def _open(settings: MailSettings) -> smtplib.SMTP:
    own = settings.sender.rpartition("@")[2] or "localhost"
    if settings.tls == "tls":
        return smtplib.SMTP_SSL(
            settings.host, settings.port, local_hostname=own, timeout=settings.seconds, context=_context(settings)
        )
    return smtplib.SMTP(settings.host, settings.port, local_hostname=own, timeout=settings.seconds)


def _greet(server: smtplib.SMTP, settings: MailSettings) -> None:
    if settings.tls == "starttls":
        server.starttls(context=_context(settings))
    elif settings.tls not in ("tls", "none"):
        raise MailTls(f"mail_tls is {settings.tls!r}", hint="Write starttls, tls or none")
    if not settings.user:
        return
    if settings.tls == "none" and settings.host not in LOOPBACK:
        raise MailTls("A password would go over the network unencrypted", hint="Set mail_tls to starttls or tls")
    try:
        server.login(settings.user, settings.password)
    except smtplib.SMTPNotSupportedError as error:
        raise MailLogin("The server knows no sign-in", said=str(error)) from error
    except UnicodeEncodeError as error:
        raise MailLogin("The account or password has letters that SMTP does not carry") from error


def _context(settings: MailSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.ca_file or None)
    except OSError as error:
        raise MailTls("mail_ca_file cannot be read", said=str(error), hint="Correct mail_ca_file") from error


@contextmanager
def _said() -> Iterator[None]:
    """What went wrong on the line, as one of our errors."""
    try:
        yield
    except MailFault:
        raise
    except smtplib.SMTPAuthenticationError as error:
        raise MailLogin("The sign-in was refused", said=_answer(error.smtp_code, error.smtp_error)) from error
    except smtplib.SMTPSenderRefused as error:
        raise MailSender("The sender was refused", said=_answer(error.smtp_code, error.smtp_error)) from error
    except smtplib.SMTPRecipientsRefused as error:
        number, words = next(iter(error.recipients.values()))
        raise MailRecipient("The address was refused", said=_answer(number, words), lasting=number >= 500) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailTls("The server offers no encryption", said=str(error)) from error
    except smtplib.SMTPServerDisconnected as error:
        slow = "timed out" in str(error)
        raise (MailSlow if slow else MailDown)("The server ended the line", said=str(error)) from error
    except smtplib.SMTPResponseException as error:
        said = _answer(error.smtp_code, error.smtp_error)
        raise MailFault("The mail was refused", said=said, lasting=error.smtp_code >= 500) from error
    except UnicodeEncodeError as error:
        raise MailRecipient("The address has letters that the server does not take", lasting=True) from error
    except ssl.SSLError as error:
        raise MailTls("No encrypted line", said=str(getattr(error, "verify_message", "") or error)) from error
    except TimeoutError as error:
        raise MailSlow("The server did not answer in time", said=str(error)) from error
    except socket.gaierror as error:
        raise MailDown("There is no server of this name", said=str(error.strerror)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailDown("Nothing answers there", said=str(getattr(error, "strerror", "") or error)) from error


def _answer(number: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{number} {text}"
