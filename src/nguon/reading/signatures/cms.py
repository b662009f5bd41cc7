"""One signature's CMS: whether it fits the bytes it signs, by whose certificate, and when.

The mathematics is pyHanko's; parsing is bounded by the size of what is given to it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final, NamedTuple

from asn1crypto import cms, tsp, x509
from pyhanko.sign.general import extract_certificate_info, extract_signer_info, find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts, validate_sig_integrity

from nguon.reading.signatures.fields import SignedPart

_DIGESTS: Final = frozenset({"sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
"""What signatures may be made with; MD5 can be forged, so that a signature made with it says nothing."""
TIMESTAMP: Final = "ETSI.RFC3161"
_INNER_SHA1: Final = "adbe.pkcs7.sha1"
_DETACHED: Final = frozenset({"adbe.pkcs7.detached", "ETSI.CAdES.detached"})


class Unsupported(ValueError):
    """A signature of a form or with a digest that is not known."""


class Verified(NamedTuple):
    """What a signature's CMS says.

    Attributes:
        intact: the bytes are those that were signed, and the certificate's key signed them.
        certificate: the signer's.
        others: the other certificates in it.
        time: when the signer says that it was signed.
        stamped: when a time stamp inside it, itself intact, says that it was signed.
    """

    intact: bool
    certificate: x509.Certificate
    others: list[x509.Certificate]
    time: datetime | None
    stamped: datetime | None


def verify(part: SignedPart, data: bytes) -> Verified:
    """Check one signature against the bytes of its file.

    Raises:
        Unsupported: of a form that is not known.
        Exception: whatever the parsers raise on a CMS that is damaged.
    """
    signed = _signed_data(part.contents)
    info = extract_signer_info(signed)
    held = extract_certificate_info(signed)
    name = info["digest_algorithm"]["algorithm"].native
    if part.form == TIMESTAMP:
        intact, time = _token(signed, part, data)
        return Verified(intact, held.signer_cert, list(held.other_certs), time, time if intact else None)
    if part.form in _DETACHED:
        intact = _fits(info, held.signer_cert, "data", _digest(name, part, data))
    elif part.form == _INNER_SHA1:
        inner = signed["encap_content_info"]["content"].native or b""
        same = inner == _digest("sha1", part, data)
        intact = same and _fits(info, held.signer_cert, "data", _hash(name, inner))
    else:
        raise Unsupported(part.form)
    stamped = _stamped(info) if intact else None
    return Verified(intact, held.signer_cert, list(held.other_certs), extract_self_reported_ts(info), stamped)


def _signed_data(contents: bytes) -> cms.SignedData:
    """The CMS; the padding after it does not belong to it."""
    whole = cms.ContentInfo.load(contents)
    if whole["content_type"].native != "signed_data":
        raise Unsupported(whole["content_type"].native)
    signed: cms.SignedData = whole["content"]
    return signed


def _fits(info: cms.SignerInfo, certificate: x509.Certificate, kind: str, digest: bytes) -> bool:
    intact, valid = validate_sig_integrity(info, certificate, kind, digest)
    return bool(intact and valid)


def _hash(name: str, content: bytes) -> bytes:
    if name not in _DIGESTS:
        raise Unsupported(name)
    return hashlib.new(name, content, usedforsecurity=False).digest()


def _digest(name: str, part: SignedPart, data: bytes) -> bytes:
    """The digest of the bytes of the file that are signed."""
    if name not in _DIGESTS:
        raise Unsupported(name)
    digest = hashlib.new(name, usedforsecurity=False)
    view = memoryview(data)
    digest.update(view[: part.start])
    digest.update(view[part.stop : part.end])
    return digest.digest()


def _token(signed: cms.SignedData, part: SignedPart, data: bytes) -> tuple[bool, datetime | None]:
    """A time stamp over the file itself."""
    info, content = _stamp(signed)
    imprint = info["message_imprint"]
    name = imprint["hash_algorithm"]["algorithm"].native
    same = imprint["hashed_message"].native == _digest(name, part, data)
    return same and _stamp_fits(signed, content), info["gen_time"].native


def _stamped(info: cms.SignerInfo) -> datetime | None:
    """The time of the stamp that a signature carries, where that is intact and made for this signature."""
    try:
        whole = find_unique_cms_attribute(info["unsigned_attrs"], "signature_time_stamp_token")
        signed = whole["content"]
        stamp, content = _stamp(signed)
        imprint = stamp["message_imprint"]
        same = imprint["hashed_message"].native == _hash(
            imprint["hash_algorithm"]["algorithm"].native, info["signature"].native
        )
        time: datetime = stamp["gen_time"].native
        return time if same and _stamp_fits(signed, content) else None
    except Exception:  # no stamp, or one that is not to be read: the signature stands without it
        return None


def _stamp(signed: cms.SignedData) -> tuple[tsp.TSTInfo, bytes]:
    content = signed["encap_content_info"]["content"]
    inner: bytes = content.contents if not hasattr(content, "parsed") else bytes(content)
    return tsp.TSTInfo.load(inner), inner


def _stamp_fits(signed: cms.SignedData, content: bytes) -> bool:
    info = extract_signer_info(signed)
    certificate = extract_certificate_info(signed).signer_cert
    name = info["digest_algorithm"]["algorithm"].native
    return _fits(info, certificate, "tst_info", _hash(name, content))
