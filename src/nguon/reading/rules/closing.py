"""Where the closing begins and ends, and which of its rows are recipients and which the signature.

Source: Decree 30/2020/NĐ-CP, Annex I, Part IV (scheme): recipients left, signature right; files and sites give the two
one after the other, in either order, or woven together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from nguon.reading.document import Closing
from nguon.reading.labels import label_of
from nguon.reading.page import Column
from nguon.reading.rules import heads
from nguon.reading.rules.recipients import NOI_NHAN, read_recipients
from nguon.reading.rules.signature import is_authority, is_name, is_post, is_post_with_name, read_signatures, wide_parts
from nguon.reading.sheet import Row, Sheet

_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU|Biểu mẫu|MẪU SỐ|Mẫu số|BIỂU SỐ|Biểu số)(?=\s*$|\s*[:.]|\s+(?:SỐ"
    r"|số|[IVX\d]+|[A-ZĐ]))"
)
_ISSUED_WITH = re.compile(r"\(?\s*(?:Ban hành\s+)?(?:kèm|Kèm)\s+theo\s", re.IGNORECASE)
_REGULATION = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|ĐỀ ÁN|DANH SÁCH|DANH MỤC|ĐIỀU LỆ|NỘI QUY|CHƯƠNG TRÌNH|KẾ HOẠCH|PHƯƠNG ÁN|ĐỀ CƯƠNG"
    r"|HƯỚNG DẪN|BẢNG|MẪU|THỂ LỆ|NHIỆM VỤ)(?=\s|$)"
)
_SIGNED = re.compile(r"[\[(]?\s*(?:đã\s+k[ýí]|ký\s+tên)", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:Ký bởi|Người ký|Signed by|Digitally signed|Thời gian ký|Ngày ký|Email\s*:|Cơ quan\s*:)", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"(?:Bình luận|Ý kiến bạn đọc|Tin (?:khác|liên quan|mới|cùng)|In (?:bài viết|trang)|Lượt (?:xem|truy cập)"
    r"|Các tin|Chia sẻ|Tải (?:về|file|xuống)|Liên kết|Đang tải"
    r"|Tác giả|Nguồn(?: tin)?\s*:|bình luận|Tags?\s*:|Từ khóa|File đính kèm|Tệp đính kèm|Tập tin đính kèm"
    r"|Văn bản liên quan|Trở về|Quay lại|Lên đầu trang|Xem thêm"
    r"|\* Vui lòng|Vui lòng nhập|Gửi bình luận|Đánh giá|Thống kê truy cập)"
)
_FILE_NAME = re.compile(r"\S{6,}\.(?:pdf|docx?|rar|zip|xlsx?)\s*\Z", re.IGNORECASE)


class Zones(msgspec.Struct, frozen=True):
    """Row indices: body is ``[start, body)``, closing ``[body, closing)``, annexes from ``annexes`` on."""

    body: int
    closing: int
    annexes: int


def find_zones(sheet: Sheet, start: int) -> Zones:
    """Find where body, closing and annexes meet, from row ``start`` on."""
    rows = sheet.rows
    noi_nhan = next((row.index for row in rows[start:] if row.text[:1] in "NnƠơ-*" and NOI_NHAN.match(row.text)), None)
    stop = next((row.index for row in rows[start + 1 :] if opens_annex(rows, row, after=noi_nhan)), len(rows))
    if noi_nhan is not None and noi_nhan < stop:
        body = _back(rows, start, noi_nhan)
        closing = _forward(rows, noi_nhan, stop)
        return Zones(body, closing, stop)
    signed = _signature_only(rows, start, stop)
    if signed is None:
        return Zones(_furniture(rows, start, stop), stop, stop)
    closing = _forward(rows, signed, stop)
    return Zones(signed, closing, stop)


def furniture(rows: Sequence[Row], zones: Zones) -> int:
    """The row at which the furniture of a web page begins after the closing; ``zones.annexes`` where there is none."""
    found = (row.index for row in rows[zones.closing : zones.annexes] if _FURNITURE.match(row.text))
    return next(found, zones.annexes)


def read_closing(sheet: Sheet, zones: Zones) -> Closing:
    """Recipients, filing line and signature of the rows between body and annexes."""
    rows = [row for row in sheet.rows[zones.body : zones.closing] if not heads.is_rule(row.text)]
    first = next((i for i, row in enumerate(rows) if NOI_NHAN.match(row.text)), None)
    if first is None:
        signature, others = read_signatures(sheet, rows)
        return Closing(signature=signature, other_signatures=others)
    listed, signing = [rows[first]], list(rows[:first])
    left = rows[first].line.column
    filed = False
    for position, row in enumerate(rows[first + 1 :], start=first + 1):
        if left == Column.LEFT and row.line.column != Column.WHOLE:
            (signing if row.line.column == Column.RIGHT else listed).append(row)
        elif _is_signature_row(row, filed, rows, position):
            signing.append(row)
        elif not signing or not signing[-1].index > rows[first].index or row.text[:1] in "-–—+":
            listed.append(row)
        filed = filed or re.match(r"[-–—+*•]?\s*L\s?ư\s?u\b", row.text) is not None
    received = read_recipients(sheet, listed)
    signature, others = read_signatures(sheet, signing)
    return Closing(recipients=received.recipients, filed=received.filed, signature=signature, other_signatures=others)


def _is_signature_row(row: Row, filed: bool, rows: Sequence[Row], position: int) -> bool:
    """Whether a row after "Nơi nhận", not told apart by its column, belongs to the signature."""
    text = row.text
    if text[:1] in "-–—+•":
        return False
    if is_authority(text) or is_post_with_name(text) or _SIGNED.match(text) or _STAMP.match(text):
        return True
    caps = heads.upper_share(text) > 0.85
    if caps and (is_post(text) or filed or _near_authority(rows, position)):
        return len(text) > 3
    if is_post(text) and (filed or row.line.gap >= 1):
        return True
    return is_name(text) and (filed or _near_authority(rows, position) or row.line.column == Column.RIGHT)


def _near_authority(rows: Sequence[Row], position: int) -> bool:
    for row in rows[max(position - 4, 0) : position]:
        if (
            is_authority(row.text)
            or (heads.upper_share(row.text) > 0.85 and is_post(row.text))
            or _SIGNED.match(row.text)
        ):
            return True
    return False


def _is_part(row: Row) -> bool:
    """Whether a row before "Nơi nhận" can be a line of the signature."""
    text = row.text
    if label_of(text) is not None:
        return False
    if row.line.column == Column.RIGHT or heads.is_rule(text):
        return True
    if text.rstrip().endswith((";", ",", "./.", ":")) or row.line.cell is not None:
        return False
    if is_authority(text) or is_post_with_name(text) or _SIGNED.match(text) or _STAMP.match(text):
        return True
    return (heads.upper_share(text) > 0.85 and len(text) < 90) or (is_post(text) and len(text) < 50) or is_name(text)


def _back(rows: Sequence[Row], start: int, at: int) -> int:
    """The first row of the signature that stands before ``at``; ``at`` itself where none does."""
    first = at
    for index in range(at - 1, max(start, at - 14) - 1, -1):
        row = rows[index]
        if not _is_part(row):
            break
        first = index
    while first < at and not (
        is_authority(rows[first].text) or is_post(rows[first].text) or rows[first].line.column == Column.RIGHT
    ):
        first += 1
    return first


def _forward(rows: Sequence[Row], at: int, stop: int) -> int:
    """The row after the closing: where site furniture or ordinary text follows the signer's name."""
    signed = False
    for index in range(at, stop):
        row = rows[index]
        if _FURNITURE.match(row.text) and index > at + 1:
            return index
        long_text = len(row.text) > 160 and row.text[:1] not in "-–—+•" and row.line.column == Column.WHOLE
        if long_text and index > at:
            return index
        if signed and not (
            _is_part(row) or row.line.column != Column.WHOLE or row.text[:1] in "-–—+•" or NOI_NHAN.match(row.text)
        ):
            listed = any(NOI_NHAN.match(r.text) for r in rows[index : min(index + 12, stop)])
            if not listed:
                return index
        signed = signed or (is_name(row.text) and _near_authority(rows, index) and not _pending_list(rows, at, index))
    return stop


def _pending_list(rows: Sequence[Row], at: int, index: int) -> bool:
    """Whether the recipients are still being listed after row ``index`` (the signature stands among them)."""
    return any(row.text[:1] in "-–—+•" for row in rows[index + 1 : index + 3]) or (
        not any(NOI_NHAN.match(row.text) for row in rows[at : index + 1])
        and any(NOI_NHAN.match(row.text) for row in rows[index + 1 : index + 6])
    )


def opens_annex(rows: Sequence[Row], row: Row, *, after: int | None) -> bool:
    """Whether an annex, or a regulation issued with the document, begins at the row."""
    text = row.text
    if row.line.cell is not None or len(text) > 120:
        return False
    if _ANNEX.match(text):
        alone = len(text) < 60 and (row.line.centred or row.line.bold or text.isupper() or row.line.box is None)
        return alone and not text.rstrip().endswith((";", ",", "./.")) and (after is None or row.index > after)
    if after is None or row.index <= after + 1 or not _REGULATION.match(text) or heads.upper_share(text) < 0.9:
        return False
    near = rows[row.index + 1 : row.index + 8]
    return any(_ISSUED_WITH.match(r.text) for r in near) or (row.line.centred and rows[row.index - 1].page < row.page)


def _signature_only(rows: Sequence[Row], start: int, stop: int) -> int | None:
    """The first row of a signature in a document without "Nơi nhận"."""
    for index in range(stop - 1, max(start, stop - 60) - 1, -1):
        row = rows[index]
        post = " ".join(row.text.split())
        if not (is_authority(row.text) or (is_post(post) and len(post) < 50 and not post[:1].islower())):
            continue
        if row.line.cell is not None:
            continue
        after = [r for r in rows[index + 1 : index + 6] if not _SIGNED.match(r.text) and not heads.is_rule(r.text)]
        near_end = index >= stop - 4
        if (
            is_authority(row.text)
            or any(is_name(part) for r in after[:3] for part in wide_parts(r.text))
            or (near_end and heads.upper_share(row.text) > 0.85)
        ):
            return _back(rows, start, index + 1) if index > start else None
    return None


def _furniture(rows: Sequence[Row], start: int, stop: int) -> int:
    """Where the furniture of a web page begins after a body without closing."""
    for index in range(start + 1, stop):
        row = rows[index]
        if (_FURNITURE.match(row.text) and len(row.text) < 120) or _FILE_NAME.fullmatch(row.text):
            return index
    return stop
