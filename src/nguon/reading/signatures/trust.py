"""The administrator's trust store, and whether a certificate goes back to it. Nothing is asked over the network."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from asn1crypto import pem, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError

Chain = Literal["trusted", "unknown", "expired"]

_SUFFIXES: Final = frozenset({".pem", ".crt", ".cer", ".der"})
_LARGEST: Final = 5_000_000  # bytes of one file of certificates
_MOST_FILES: Final = 500
_LONGEST: Final = 8
"""Certificates between a signer and a root; Vietnam's trees have two."""
_SECONDS: Final = 10.0


def trust_store(path: str) -> list[x509.Certificate]:
    """The root certificates in a PEM or DER file, or in the files of a folder (.pem, .crt, .cer, .der).

    Raises:
        OSError: it cannot be opened.
        ValueError: it holds no certificate, or something else.
    """
    place = Path(path)
    files = [place]
    if place.is_dir():
        files = sorted(file for file in place.iterdir() if file.suffix.lower() in _SUFFIXES)[:_MOST_FILES]
    found: list[x509.Certificate] = []
    for file in files:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST)
        ders = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        for der in ders:
            certificate = x509.Certificate.load(der, strict=True)
            certificate.subject.hashable  # noqa: B018  raises where it is not a certificate
            found.append(certificate)
    if not found:
        raise ValueError("no certificate")
    return found


def chain(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    moment: datetime,
) -> Chain:
    """Whether a certificate goes back to one of ``roots`` at a moment.

    Args:
        others: certificates that came with the signature.
        roots: of the trust store; none: everything is unknown.
        moment: when it was signed.
    """
    if not roots:
        return "unknown"
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=_between(certificate, others, roots),
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    validator = CertificateValidator(certificate, validation_context=context)
    found: list[Chain] = []

    def look() -> None:
        # In a thread of its own: the caller's may already run an event loop.
        try:
            asyncio.run(validator.async_validate_path())
            found.append("trusted")
        except (ExpiredError, NotYetValidError):
            found.append("expired")
        except Exception:  # no path, or one whose certificates are not to be used
            found.append("unknown")

    thread = threading.Thread(target=look, name="nguon-chain", daemon=True)
    thread.start()
    thread.join(_SECONDS)
    return found[0] if found else "unknown"


def _between(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
) -> list[x509.Certificate]:
    """The certificates from the signer's upwards, one a name, so that no file can make the search branch."""
    known = {root.subject.hashable for root in roots}
    ordered = sorted(others[:64], key=lambda one: one.issuer.hashable not in known)
    names: dict[str, x509.Certificate] = {}
    for one in ordered:
        names.setdefault(one.subject.hashable, one)
    found: list[x509.Certificate] = []
    at = certificate
    while len(found) < _LONGEST and (above := names.pop(at.issuer.hashable, None)) is not None:
        found.append(above)
        at = above
    return found
