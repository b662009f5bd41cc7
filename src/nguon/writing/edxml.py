"""A document and its files as an exchange file of the e-office axis (edXML).

Source: QCVN 102:2016/BTTTT with amendment 1:2022 (Circular 01/2022/TT-BTTTT), the order and the prefixes as the files
of the axis have them: everything in the envelope with the prefix ``edXML``, the attachments after it without.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date
from typing import Final

from lxml import etree

from nguon.core.errors import UsageError
from nguon.core.text import fold
from nguon.reading.document import Document
from nguon.reading.readers.edxml import NAMESPACE, Attachment
from nguon.writing.plan_words import xml_text

TYPES: Final[dict[str, tuple[int, str]]] = {
    "nghi_quyet": (1, "Nghị quyết"),
    "quyet_dinh": (2, "Quyết định"),
    "chi_thi": (3, "Chỉ thị"),
    "quy_che": (4, "Quy chế"),
    "quy_dinh": (5, "Quy định"),
    "thong_cao": (6, "Thông cáo"),
    "thong_bao": (7, "Thông báo"),
    "huong_dan": (8, "Hướng dẫn"),
    "chuong_trinh": (9, "Chương trình"),
    "ke_hoach": (10, "Kế hoạch"),
    "phuong_an": (11, "Phương án"),
    "de_an": (12, "Đề án"),
    "du_an": (13, "Dự án"),
    "bao_cao": (14, "Báo cáo"),
    "bien_ban": (15, "Biên bản"),
    "to_trinh": (16, "Tờ trình"),
    "hop_dong": (17, "Hợp đồng"),
    "cong_van": (18, "Công văn"),
    "cong_dien": (19, "Công điện"),
    "giay_moi": (25, "Giấy mời"),
}
"""Administrative documents (group B of the amendment's annex): the type's number there and its name."""

PRIORITIES: Final = {"khẩn": 1, "thượng khẩn": 2, "hỏa tốc": 3, "hỏa tốc hẹn giờ": 4}


def to_edxml(
    document: Document,
    files: Sequence[Attachment],
    *,
    sender_id: str = "",
    receivers: Sequence[tuple[str, str]] = (),
    due: date | None = None,
) -> bytes:
    """The document's values and the files as an edXML file, for the clerk's e-office to send.

    Args:
        document: where the header's values come from; what it does not show is left out.
        files: what travels with it, in order; usually the file that was read.
        sender_id: electronic identification code of the sending body (Decision 20/2020/QĐ-TTg).
        receivers: code and name of each receiving body; the addressees' names, without codes, where none is given.
        due: the day by which an answer is wanted.

    Raises:
        UsageError: the document carries a secrecy stamp: such a document may not travel over the axis.
    """
    head = document.letterhead
    if head.secrecy:
        raise UsageError(
            "The document is stamped as a state secret and may not be sent as an exchange file",
            where=head.secrecy.sources[0] if head.secrecy.sources else None,
            hint="Send it on paper, as the law on state secrets has it",
        )
    root = etree.fromstring(f'<edXML xmlns="{NAMESPACE}"><edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}"/></edXML>')
    envelope = root[0]
    header = _add(envelope, "edXMLHeader")
    message = _add(header, "MessageHeader")
    sender = " ".join(issuer.value for issuer in head.issuer[-1:])
    _body(_add(message, "From"), sender_id, sender)
    for identification, name in receivers or [("", addressee.value) for addressee in document.addressees]:
        _body(_add(message, "To"), identification, name)
    number, symbol = (head.number.value if head.number else "", head.symbol.value if head.symbol else "")
    code = _add(message, "Code")
    _add(code, "CodeNumber", number)
    _add(code, "CodeNotation", symbol)
    issue = _add(message, "PromulgationInfo")
    _add(issue, "Place", head.place.value if head.place else "")
    _add(issue, "PromulgationDate", _day(head.date.value if head.date else None))
    if head.type and head.type.value in TYPES:
        kind, (detail, type_name) = _add(message, "DocumentType"), TYPES[head.type.value]
        _add(kind, "Type", "2")
        _add(kind, "TypeDetail", str(detail))
        _add(kind, "TypeName", type_name)
    subject = head.subject.value if head.subject else ""
    _add(message, "Subject", subject)
    _add(message, "Content", subject)
    _signer(message, document)
    if due:
        _add(message, "DueDate", _day(due))
    if document.closing.recipients:
        places = _add(message, "ToPlaces")
        for recipient in document.closing.recipients:
            _add(places, "Place", recipient.value.name)
    other = _add(message, "OtherInfo")
    _add(other, "Priority", str(PRIORITIES.get(fold(head.urgency.value), 0) if head.urgency else 0))
    _add(other, "PageAmount", str(document.file.pages))
    if sender_id and number and head.date:
        _add(message, "DocumentId", f"{sender_id},{_day(head.date.value)},{number}/{symbol}")
    business = _add(_add(header, "TraceHeaderList"), "Bussiness")  # sic
    _add(business, "BussinessDocType", "0")
    _add(business, "BussinessDocReason", "Văn bản điện tử mới")
    _add(business, "Paper", "0")
    manifest = _add(_add(envelope, "edXMLBody"), "edXMLManifest")
    manifest.set("version", "1.0")
    packed = etree.SubElement(root, f"{{{NAMESPACE}}}AttachmentEncoded") if files else root
    for ordinal, file in enumerate(files, 1):
        content = f"cid:{document.file.sha256[:16]}-{ordinal}"
        _named(_add(manifest, "Reference"), content, file)
        attachment = _add(packed, "Attachment")
        _named(attachment, content, file)
        _add(attachment, "ContentTransferEncoded", base64.b64encode(file.data).decode())
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _add(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    if text is not None:
        element.text = xml_text(text)
    return element


def _named(element: etree._Element, content: str, file: Attachment) -> None:
    _add(element, "ContentId", content)
    _add(element, "ContentType", file.media_type)
    _add(element, "Description", file.name)
    _add(element, "AttachmentName", file.name)


def _body(element: etree._Element, code: str, name: str) -> None:
    _add(element, "OrganId", code)
    _add(element, "OrganizationInCharge", name)
    _add(element, "OrganName", name)


def _signer(message: etree._Element, document: Document) -> None:
    signature = document.closing.signature
    competence = " ".join(part.value for part in (signature.authority, signature.acting_for) if part)
    signer = _add(message, "SignerInfo")
    _add(signer, "Competence", competence)
    _add(signer, "Position", signature.title.value if signature.title else "")
    _add(signer, "FullName", signature.name.value if signature.name else "")


def _day(value: date | None) -> str:
    """A day as the axis writes it: yyyy/mm/dd."""
    return value.strftime("%Y/%m/%d") if value else ""
