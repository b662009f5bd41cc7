"""A real SMTP server on the loopback address, which can refuse, stall and encrypt."""

from __future__ import annotations

import ssl
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Mailbox:
    """What the server took; ``refuse`` and ``stall`` change how it answers from then on."""

    def __init__(self):
        self.messages, self.refuse, self.stall = [], {}, 0.0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        if self.stall:
            time.sleep(self.stall)  # the whole server: nothing else answers either
        return "250 taken"

    def ids(self):
        """Message-IDs, in the order in which they came."""
        return [message["Message-ID"] for message in self.messages]


def certificate(folder):
    """A certificate for localhost, signed by itself, and its key: paths."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


@contextmanager
def listening(mailbox, *, tls="none", files=None, password="", port=0):
    """The server on a free port: yields the controller, whose ``port`` it is.

    ``tls`` is none, starttls or tls; with ``password`` only the account "nguon" with it may send.
    """
    context = None
    if tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
    more = {}
    if password:

        def check(server, session, envelope, mechanism, data):
            right = (data.login, data.password) == (b"nguon", password.encode())
            return AuthResult(success=right, handled=False)

        more = {"authenticator": check, "auth_required": True, "auth_require_tls": False}
    if tls == "starttls":
        more |= {"tls_context": context, "require_starttls": True}
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=port or free_port(), ssl_context=context if tls == "tls" else None, **more
    )
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


def free_port():
    """A port on which nothing listens."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
