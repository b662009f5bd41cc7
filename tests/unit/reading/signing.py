"""Signed PDFs made with throw-away certificates: an authority, a person, a body."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.now(UTC).replace(microsecond=0)


class Identity(NamedTuple):
    """A certificate with its key."""

    certificate: made.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        """The certificate, as a trust store holds it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def parsed(self) -> x509.Certificate:
        """The certificate for pyHanko."""
        return x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    def private(self) -> keys.PrivateKeyInfo:
        """The key for pyHanko."""
        return keys.PrivateKeyInfo.load(
            self.key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )


def identity(
    common: str,
    organisation: str = "",
    *units: str,
    issuer: Identity | None = None,
    days: tuple[int, int] = (-30, 30),
    stamps: bool = False,
) -> Identity:
    """A certificate for these names, valid from and until so many days from now; without ``issuer`` self-signed."""
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey = ec.generate_private_key(ec.SECP256R1())
    if stamps:
        key = rsa.generate_private_key(65537, 2048)  # pyHanko's own time stamper has no other
    pairs = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation)]
    pairs += [(NameOID.ORGANIZATIONAL_UNIT_NAME, unit) for unit in units]
    pairs.append((NameOID.COMMON_NAME, common))
    name = made.Name([made.NameAttribute(kind, value) for kind, value in pairs if value])
    builder = (
        made.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(made.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(made.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if stamps:
        builder = builder.add_extension(made.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Identity(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


@cache
def authority() -> Identity:
    """Who issues the certificates."""
    return identity("Gốc thử nghiệm", "Cơ quan chứng thực thử nghiệm", days=(-4000, 4000))


@cache
def person() -> Identity:
    """A leader's own certificate."""
    return identity("Lò Thị Bông", "UBND tỉnh Mường Tè", "Sở Nông nghiệp và Môi trường", issuer=authority())


@cache
def body() -> Identity:
    """A body's certificate."""
    return identity("Sở Nông nghiệp và Môi trường", "UBND tỉnh Mường Tè", issuer=authority())


def sign(data: bytes, who: Identity, field: str = "S1", *, stamped: bool = False, certify: bool = False) -> bytes:
    """The PDF with a signature of ``who`` appended."""
    known = SimpleCertificateStore()
    known.register(authority().parsed())
    signer = signers.SimpleSigner(signing_cert=who.parsed(), signing_key=who.private(), cert_registry=known)
    stamper: Any = None
    if stamped:
        clock = identity("Máy đóng dấu thời gian", issuer=authority(), stamps=True)
        store = SimpleCertificateStore()
        store.register(authority().parsed())
        stamper = DummyTimeStamper(clock.parsed(), clock.private(), certs_to_embed=store)
    about = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", certify=certify)
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    fields.append_signature_field(writer, fields.SigFieldSpec(field, box=(300, 100, 500, 160)))
    out = signers.PdfSigner(about, signer, timestamper=stamper).sign_pdf(writer)
    return bytes(out.getvalue())
