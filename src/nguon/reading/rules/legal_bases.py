"""Legal bases (căn cứ ban hành).

Source: Decree 30/2020/NĐ-CP, Annex I, Part II, item 6; for the Party 36-HD/VPTW (with a dash, upright).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from nguon.reading.document import Value
from nguon.reading.layout import ENACTS, Paragraph
from nguon.reading.rules.heads import upper_share
from nguon.reading.sheet import Sheet

_BASIS = re.compile(r"(?:[-–+]\s*)?(?:Căn\s+cứ|Xét|Theo|Thực\s+hiện)\b", re.IGNORECASE)
_MOST_BEFORE = 4
_CAN_CU = re.compile(r"(?:[-–+]\s*)?(?P<words>Căn\s+cứ\b)", re.IGNORECASE)


def is_basis(text: str) -> bool:
    """Whether a paragraph is a legal basis by its first words."""
    return _CAN_CU.match(text) is not None


def read_legal_bases(sheet: Sheet, paragraphs: Sequence[Paragraph]) -> tuple[tuple[Value[str], ...], range]:
    """The run of "Căn cứ …;" at the head of the body, and which paragraphs it takes.

    The authority that issues a decision, and its term and session, may stand in capitals before them.

    A paragraph that goes on to an instruction ("Căn cứ …, Sở Y tế đề nghị:") is body: only one that ends as an item
    of a list (``;`` ``,`` or, followed by the enacting words, ``.``) counts.
    """
    values: list[Value[str]] = []
    first = next((i for i, one in enumerate(paragraphs[:_MOST_BEFORE]) if not _is_authority(one.text(sheet))), 0)
    used = first
    for position, paragraph in enumerate(paragraphs[first:], start=first):
        text = paragraph.text(sheet)
        if not (_CAN_CU.match(text) or (values and _BASIS.match(text))):
            break
        if not text.rstrip().endswith((";", ",")) and not (values and text.rstrip().endswith(".")):
            following = paragraphs[position + 1].text(sheet) if position + 1 < len(paragraphs) else ""
            if not _CAN_CU.match(following) and not ENACTS.match(following):
                break
        dash = re.match(r"[-–+]\s*", text)
        span = sheet.trim(paragraph.start + (dash.end() if dash else 0), paragraph.end, ";,.")
        if span:
            value = sheet.value("", span)
            values.append(msgspec.structs.replace(value, value=value.text))
        used = position + 1
    return tuple(values), range(first, used)


def _is_authority(text: str) -> bool:
    return upper_share(text) > 0.85 and len(text) < 120
