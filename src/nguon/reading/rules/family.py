"""Layout family and document type, concluded where no word of the letterhead says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nguon.core.text import fold
from nguon.reading.document import Body, Closing, Value
from nguon.reading.rules import heads
from nguon.reading.rules.doctypes import code_of_name
from nguon.reading.rules.letterhead import Head
from nguon.reading.sheet import Sheet, Span

_PARTY_SYMBOL = re.compile(r"[A-ZĐa-z]{2,4}/[A-ZĐ]{2,8}\w*$")
_PARTY_WORDS = re.compile(
    r"(?:ban tuyên giáo|ban tổ chức|ban dân vận|đảng ủy|tỉnh ủy|huyện ủy|thành ủy|thị ủy|quận ủy|chi bộ|vpđu"
    r"|văn phòng đảng ủy|btgtu|vptu)\b"
)
_UNION_WORDS = re.compile(
    r"(?:đoàn trường|đoàn thanh niên|tỉnh đoàn|huyện đoàn|thành đoàn|mặt trận tổ quốc|mttq|liên đoàn lao động"
    r"|công đoàn|hội liên hiệp phụ nữ|hội nông dân"
    r"|hội cựu chiến binh|hội chữ thập đỏ|bch đoàn|ban thường vụ đoàn)\b"
)
_LETTER = re.compile(r"công văn này|văn bản này|kính gửi|kính gởi", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:đề nghị|yêu cầu|giao|thông báo)\b", re.IGNORECASE)
_SELF = re.compile(
    r"(?:^|[.;]\s)(?:Nhận được |Căn cứ )?(?P<name>Thông báo|Kế hoạch|Chỉ thị|Quyết định|Hướng dẫn|Nghị quyết|Công điện)"
    r" này(?!\w)|^(?:Nay\s)?[^\n.;:,]{0,60}?\s(?-i:(?P<says>thông báo) (?:đến|tới) )",
    re.IGNORECASE | re.MULTILINE,
)
"""A text that names itself ("Kế hoạch này …") or says what it does ("Nhà trường thông báo đến …")."""
_SPEAKS = re.compile(
    rf"(?<!\w)(?P<word>{heads.ANY_ISSUER})(?=\s)[^.;:,\n]{{0,70}}?\s(?:tổ chức|ban hành|đề nghị|yêu cầu|thông báo"
    r"|trân trọng|xây dựng|kính mời|hướng dẫn)\b",
    re.IGNORECASE,
)


def infer_body(sheet: Sheet, head: Head, addressees: Sequence[Value[str]], closing: Closing) -> Value[Body] | None:
    """Layout family from the heading, the issuer, the symbol and the signing form; ``None`` for an empty sheet."""
    if not sheet.rows:
        return None
    letter = head.letterhead
    issuer = letter.issuer[0] if letter.issuer else None
    for row in sheet.rows[: max(head.end, 1)]:
        if heads.party_heading(row.text):
            return _inferred(sheet, "party", (row.start, row.end))
        if heads.youth_heading(row.text):
            return _inferred(sheet, "union", (row.start, row.end))
    families = [(value, heads.family(word)) for value in letter.issuer if (word := heads.issuer_word(value.text))]
    for value, family in families:
        if family in {"party", "union", "other"}:
            return Value(value=_as_body(family), text=value.text, sure="inferred", sources=value.sources)
    if letter.symbol and _PARTY_SYMBOL.search(letter.symbol.value) and letter.number:
        return Value(value="party", text=letter.symbol.text, sure="inferred", sources=letter.symbol.sources)
    if issuer is not None:
        return Value(value="state", text=issuer.text, sure="inferred", sources=issuer.sources)
    for row in sheet.rows[: max(head.end, 1)]:
        if heads.nation(row.text):
            return _inferred(sheet, "state", (row.start, row.end))
    authority = closing.signature.authority
    if authority and "/" in authority.text:
        return Value(value="party", text=authority.text, sure="inferred", sources=authority.sources)
    speaker = _speaker(sheet, head.end)
    if speaker is not None:
        return speaker
    first = sheet.text[: min(len(sheet.text), 1500)]
    folded = fold(first)
    party, union = len(_PARTY_WORDS.findall(folded)), len(_UNION_WORDS.findall(folded))
    row = sheet.rows[min(head.end, len(sheet.rows) - 1)]
    family = "state"
    if union > party and union > 1:
        family = "union"
    elif party > 2:
        family = "party"
    return _inferred(sheet, _as_body(family), (row.start, row.end))


def _speaker(sheet: Sheet, row: int) -> Value[Body] | None:
    """The family of the first body that says or orders something in the text."""
    start = sheet.rows[min(row, len(sheet.rows) - 1)].start
    for found in _SPEAKS.finditer(sheet.text, start, min(len(sheet.text), start + 1500)):
        word = heads.issuer_word(found["word"])
        family = heads.family(word) if word and found[0][0].isupper() else ""
        if family:
            return _inferred(sheet, _as_body(family), found.span("word"))
    return None


def infer_type(sheet: Sheet, head: Head, addressees: Sequence[Value[str]]) -> Value[str] | None:
    """A công văn bears no type: it is one where it is addressed, bears "V/v", calls itself so, or asks somebody."""
    letter = head.letterhead
    if addressees:
        return Value(value="cong_van", text=addressees[0].text, sure="inferred", sources=addressees[0].sources)
    if letter.subject:
        return Value(value="cong_van", text=letter.subject.text, sure="inferred", sources=letter.subject.sources)
    named = _SELF.search(sheet.text)
    if named and not _LETTER.search(sheet.text):
        return _inferred(
            sheet, code_of_name(named["name"] or named["says"]), named.span("name" if named["name"] else "says")
        )
    for pattern in (_LETTER, _ASKS):
        found = pattern.search(sheet.text)
        if found:
            return _inferred(sheet, "cong_van", found.span())
    return None


def _as_body(family: str) -> Body:
    return family  # type: ignore[return-value]


def _inferred(sheet: Sheet, value: object, span: Span) -> Value:  # type: ignore[type-arg]
    return sheet.value(value, span, sure="inferred")
