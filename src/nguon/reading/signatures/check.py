"""The digital signatures of a PDF, each with what can be said of it without asking anybody."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from asn1crypto import x509

from nguon.core.text import nfc
from nguon.reading.document import DigitalSignature, Holder, Later
from nguon.reading.readers import Remark
from nguon.reading.signatures.cms import TIMESTAMP, verify
from nguon.reading.signatures.fields import SignedPart, signed_parts
from nguon.reading.signatures.revisions import changed_pages
from nguon.reading.signatures.trust import chain, trust_store

log = logging.getLogger(__name__)

_SECONDS: Final = 20.0  # for all signatures of a file
_LONGEST_NAME: Final = 300

_BODY = re.compile(
    r"(?:[uủ][yỷỹ]\s+ban|ubnd|hđnd|hội\s+đồng|sở|bộ|ban|phòng|văn\s+phòng|cục|tổng\s+cục|chi\s+cục|vụ|trung\s+tâm|trường|"
    r"bệnh\s+viện|viện|học\s+viện|công\s+an|công\s+ty|tòa\s+án|toà\s+án|thanh\s+tra|tỉnh\s+[uủ][yỷ]|thành\s+[uủ][yỷ]|"
    r"huyện\s+[uủ][yỷ]|quận\s+[uủ][yỷ]|thị\s+[uủ][yỷ]|đảng\s+[uủ][yỷ]|đảng\s+bộ|mặt\s+trận|liên\s+đoàn|hội|"
    r"đoàn\s+(?:thanh|tncs|đại\s+biểu)|tổng\s+công\s+ty|kho\s+bạc|bảo\s+hiểm|thuế|đài|báo|ngân\s+hàng|chi\s+nhánh|"
    r"trạm|đội|xã|phường|huyện|tỉnh|thành\s+phố)\s",
    re.IGNORECASE,
)
"""How names of Vietnamese bodies begin. ``Đoàn`` alone is a family name."""


def digital_signatures(data: bytes, trust: str = "") -> tuple[tuple[DigitalSignature, ...], tuple[Remark, ...]]:
    """What can be said of each signature, in the order in which they were put on; never raises for what a file holds.

    Args:
        data: the whole file.
        trust: file or folder of the administrator's root certificates; empty: every chain is unknown.
    """
    parts = signed_parts(data)
    if not parts:
        return (), ()
    remarks: list[Remark] = []
    roots: list[x509.Certificate] = []
    if trust:
        try:
            roots = trust_store(trust)
        except (OSError, ValueError, TypeError) as error:
            what = f"The trust store cannot be used: {type(error).__name__}"
            remarks.append(Remark(code="trust_store", what=what, hint="Give a PEM file or a folder of certificates"))
    started = time.monotonic()
    found: list[DigitalSignature] = []
    for part in parts:
        if time.monotonic() - started > _SECONDS:
            what = f"Of {len(parts)} signatures {len(found)} were looked at, for lack of time"
            remarks.append(Remark(code="signatures_unchecked", what=what, hint="Look at the file in a PDF reader"))
            break
        found.append(_checked(part, data, roots))
    found = _with_what_followed(parts[: len(found)], found, data, started)
    return tuple(found), (*remarks, *_remarks(found))


def _checked(part: SignedPart, data: bytes, roots: Sequence[x509.Certificate]) -> DigitalSignature:
    """One signature, without what followed it."""
    kind = "timestamp" if part.form == TIMESTAMP else "signature"
    covers = "part"
    if part.end and part.leaves_out_itself_only(data):
        covers = "file" if part.reaches_the_end(data) else "revision"
    bare = DigitalSignature(kind=kind, state="unreadable", covers=covers, time=part.time)  # type: ignore[arg-type]
    if not part.end:
        return bare
    try:
        verified = verify(part, data)
        certificate = verified.certificate
        signer, body = _names(certificate)
        when = verified.time or part.time
        moment = verified.stamped or when or datetime.now(UTC)
        return msgspec.structs.replace(
            bare,
            state="intact" if verified.intact else "altered",
            signer=signer,
            holder=_holder(signer),
            body=body,
            issued_by=_first(certificate.issuer, "common_name"),
            valid_from=certificate.not_valid_before,
            valid_until=certificate.not_valid_after,
            time=when,
            stamped=verified.stamped,
            chain=chain(certificate, verified.others, roots, moment),
        )
    except Exception as error:  # parsers of third parties on bytes of strangers: a signature is read or it is not
        log.info("signature_unreadable", extra={"error": type(error).__name__})
        return bare


def _with_what_followed(
    parts: Sequence[SignedPart], found: Sequence[DigitalSignature], data: bytes, started: float
) -> list[DigitalSignature]:
    """The signatures, each with what was done to the file after it."""
    sealed = max(
        (part.end for part, one in zip(parts, found, strict=True) if one.state == "intact" and one.covers == "file"),
        default=0,
    )
    done: list[DigitalSignature] = []
    compared: dict[int, tuple[int, ...] | None] = {}
    for part, one in zip(parts, found, strict=True):
        if one.covers != "revision":
            done.append(one)
            continue
        if part.end not in compared:
            late = time.monotonic() - started > _SECONDS
            compared[part.end] = None if late else changed_pages(data, part.end)
        pages = compared[part.end]
        later: Later = "unknown" if pages is None else "changed" if pages else "signed" if sealed else "added"
        done.append(msgspec.structs.replace(one, later=later, changed_pages=pages or ()))
    return done


def _remarks(found: Sequence[DigitalSignature]) -> Iterator[Remark]:
    for one in found:
        who = one.signer or "an unknown signer"
        if one.state == "altered":
            yield Remark(
                code="signature_broken",
                what=f"The file is not what {who} signed: it was altered afterwards",
                hint="Ask the sender for the file again",
            )
        elif one.state == "unreadable" or one.covers == "part":
            yield Remark(
                code="signature_unreadable",
                what="A digital signature cannot be checked: it is damaged, or of a form that is not known",
                hint="Look at it in a PDF reader",
            )
        elif one.later == "changed":
            pages = ", ".join(map(str, one.changed_pages[:10]))
            yield Remark(
                code="changed_after_signing",
                what=f"Pages were changed after {who} signed: {pages}",
                page=one.changed_pages[0],
                hint="Compare with the paper, or ask the sender",
            )


def _values(name: x509.Name, kind: str) -> list[str]:
    """The values of one kind in a name, in order, as they may be shown."""
    found = []
    for part in name.chosen:
        for pair in part:
            if pair["type"].native == kind:
                text = " ".join(nfc(str(pair["value"].native)).split())[:_LONGEST_NAME]
                if text:
                    found.append(text)
    return found[:8]


def _first(name: x509.Name, kind: str) -> str | None:
    return next(iter(_values(name, kind)), None)


def _names(certificate: x509.Certificate) -> tuple[str | None, tuple[str, ...]]:
    """The signer, and for which body: organisation and units, outermost first; the name itself where that is a body."""
    subject = certificate.subject
    signer = _first(subject, "common_name")
    body = [*_values(subject, "organization_name"), *_values(subject, "organizational_unit_name")]
    if signer and _holder(signer) == "body":
        body.append(signer)
    return signer, tuple(dict.fromkeys(body))


def _holder(name: str | None) -> Holder | None:
    """Whether a certificate's name is a person's or a body's; ``None`` where it has none."""
    if not name:
        return None
    return "body" if _BODY.match(name + " ") else "person"
