"""Words that order or ask somebody: where they stand, whom they are for, and whether it is the issuer who speaks.

Source: practice of official letters (đề nghị, yêu cầu, giao, phân công, chỉ thị, mời, trình).
"""

from __future__ import annotations

import re

from nguon.duties.names import cut_names, doer_end, name_end, starts
from nguon.duties.words import has_any, opening_verb

POLITE = r"(?:(?:trân trọng|kính|xin|nghiêm túc|cũng)\s+)*"
ORDER = re.compile(
    rf"(?<![^\W\d_])(?P<order>{POLITE}(?:yêu cầu|đề nghị"
    rf"|giao(?!\s+(?-i:ban|lưu|thông|dịch|tiếp|thừa|diện|nộp|nhận)\b)(?:\s+nhiệm vụ)?(?:\s+cho)?"
    rf"|giao trách nhiệm(?:\s+cho)?|phân công|chỉ thị|kính mời|mời|kính trình|trình|ủy quyền(?:\s+cho)?|nhờ))\s+",
    re.IGNORECASE,
)
"""A word that orders or asks."""
_NOT_AN_ORDER = re.compile(
    r"(?:theo|xét|tại|của|có|căn cứ|được|đã|các|những|nội dung|kiến nghị,?|sự|tờ trình|văn bản|nhận|việc|để|hồ sơ"
    r"|danh sách|giấy|thư|theo đúng|đáp ứng|mục đích,?|các ý kiến,?|phù hợp|khi có|nhằm|và|công|chương|quy|tờ|lộ|giáo"
    r"|quá|tiến|quyền|bàn|chuyển|ngoại|khách|công tác|hoạt động|trong|khâu)\s+\Z",
    re.IGNORECASE,
)
_ORDER_WORDS = ("yêu cầu", "đề nghị", "giao", "phân công", "chỉ thị", "mời", "trình", "ủy quyền", "nhờ")
_CITES = re.compile(r"(?:Thực hiện|Căn cứ|Theo|Xét|Tại|Ngày)\s")
_IN_WHICH = re.compile(r"\b(?:trong đó|có nội dung|theo đó),?\s+\Z")
"""What another document ordered is background: "Thực hiện Công văn …, trong đó giao Sở Y tế …"."""
_OTHER_LETTER = re.compile(
    r"(?<![^\W\d_])(?:(?P<past>(?:đã|vừa|mới)\s+(?:có|ban hành|gửi|ký))|có|ban hành)\s+(?:các\s+|một số\s+)?"
    r"(?:công văn|văn bản|chỉ thị|công điện|thông báo|quyết định|tờ trình|kế hoạch|hướng dẫn|thư)(?:\s+hỏa tốc)?"
    r"\s+(?:số\s|ngày\s|\d|(?(past)(?:yêu cầu|đề nghị|chỉ đạo|hướng dẫn)|số\s))"
    r"|tại\s+(?:công văn|văn bản|công điện)[^;:.,]{3,120},[^;:.,]{3,80}\sđã\s",
    re.IGNORECASE,
)
"""Another letter is told of: "Sở Y tế đã có Công văn số 12 đề nghị …"; what it ordered is not ordered here."""
_NEW_CLAUSE = re.compile(r"[,;]\s*(?:[^\W\d_]+,?\s+){0,3}\Z")
"""Between the other letter and who orders now: "…; nay Sở Y tế đề nghị"."""
_LETTERS = ("có ", "ban hành", "gửi", "ký", "tại ")
_NOBODY = re.compile(r"(?:của|về|trên|này|đối với|chung|cụ thể|khác|sau|là|phải|được|bằng)(?![^\W\d_])", re.IGNORECASE)
_NEAR = 400
"""Characters before an order that say who gives it."""
_ASKS_DECISION = re.compile(r"xem xét|phê duyệt|quyết định|công nhận|cho phép|chấp thuận|cho ý kiến|ban hành|thông qua")
_JOINERS = frozenset({"riêng", "đồng thời", "ngoài ra", "bên cạnh đó", "vì vậy", "do đó"})
_THE_ABOVE = re.compile(r"(?:Các|Những)\s[^,;:.]{3,60}?\s(?:trên|này|nêu trên|nói trên)\s*\Z")
_LETTER_IN = re.compile(
    r"(?:Đối với|Về|Riêng|Liên quan đến|Nhận được|Trong quá trình|Căn cứ|Trên đây|Trên cơ sở|Để"
    r"|Yêu cầu trên)[^,;:.]{3,120},\s*"
)


def find_order(text: str, start: int, end: int) -> re.Match[str] | None:
    words = text[start:end].lower()
    if not has_any(words, _ORDER_WORDS):
        return None
    lettered = has_any(words, _LETTERS)
    cites = _CITES.match(text, start, end) is not None
    for found in ORDER.finditer(text, start, end):
        before = text[max(start, found.start() - 24) : found.start()]
        if _NOT_AN_ORDER.search(before) and not before.rstrip().endswith(","):
            continue
        if found["order"].casefold().startswith("giao") and cites and _IN_WHICH.search(before):
            continue
        word = found["order"].casefold()
        if lettered and _told(text, start, found.start()):
            continue
        if not starts().match(text, found.end(), end) and not _orders_somebody(text, start, end, found):
            if (
                found.start() == start
                and word.split()[-1] in {"nghị", "cầu"}
                and opening_verb().match(text, found.end(), end)
            ):
                return found
            continue
        if (
            word.endswith(("trình", "mời", "giao", "nhờ"))
            and found.start() > start
            and not _says_issuer(text, start, found, word)
        ):
            continue
        if word == "yêu cầu" and re.search(r"(?:kiểm tra|rà soát|đôn đốc|hướng dẫn),\s*\Z", before):
            continue
        return found
    return None


def tells_of_letter(text: str, start: int, end: int) -> bool:
    """Whether the words tell of another letter that somebody has written."""
    return _OTHER_LETTER.search(text, start, end) is not None


def _told(text: str, start: int, order: int) -> bool:
    """Whether the order stands in another letter that the sentence tells of."""
    letter = _OTHER_LETTER.search(text, max(start, order - _NEAR), order)
    if letter is None:
        return False
    issuer = _issuer_start(text, letter.end(), order)
    return issuer is None or not _NEW_CLAUSE.search(text[letter.end() : issuer])


def _orders_somebody(text: str, start: int, end: int, order: re.Match[str]) -> bool:
    """Whether somebody whom no table names is asked: by the place behind an order that opens its clause."""
    if order["order"].casefold().split()[-1] not in {"nghị", "cầu", "giao", "công", "cho"}:
        return False
    if _NOBODY.match(text, order.end(), end) or doer_end(text, order.end(), until=end) is None:
        return False
    return order.start() == start or _says_issuer(text, start, order, order["order"].casefold())


def changes_addressee(text: str, start: int, order: re.Match[str]) -> bool:
    word = order["order"].casefold()
    if word.endswith("mời") and not word.startswith(("kính", "trân")):
        return False
    if order.start() == start or text[start : order.start()].strip(" ,").casefold() in _JOINERS:
        return True
    lead = _LETTER_IN.match(text, start, order.start())
    if lead is not None:
        start = lead.end()
    if start >= order.start():
        return True
    subject = text[start : order.start()]
    if _THE_ABOVE.match(subject):
        return True
    return (
        len(subject) < 160
        and name_end(text, start, until=order.start()) is not None
        and not re.search(r"[;:]", subject)
        and not opening_verb().match(text, start)
    )


def _says_issuer(text: str, start: int, found: re.Match[str], word: str) -> bool:
    """Whether a weak order word stands after its subject or a comma, so that the issuer speaks."""
    before = text[max(start, found.start() - _NEAR) : found.start()].rstrip()
    if word.startswith(("kính", "trân trọng")):
        return True
    if word.endswith("trình"):
        return (
            _issuer_start(text, start, found.start()) is not None
            and found.start() - start < _NEAR
            and _ASKS_DECISION.search(text, found.end(), found.end() + 160) is not None
            and not re.search(r"\bđã\b|nhận được", before)
            and not re.search(r"\b(?:để|gửi|xây dựng|hoàn thiện|tham mưu|lập)\b", before)
        )
    return (
        before.endswith((",", ";", ":"))
        or _issuer_start(text, start, found.start()) is not None
        or (found.start() - start < 90 and starts().match(text, start, found.start()) is not None)
    )


def _issuer_start(text: str, start: int, end: int) -> int | None:
    """Where the name of the body that gives the order begins, if the words before the order end with one."""
    if text[max(start, end - 3) : end].rstrip().endswith((",", ";")):
        return None
    for found in starts().finditer(text, max(start, end - 160), end):
        if found[0][:1].isupper() and name_end(text, found.start(), until=end) in {end, end - 1}:
            return found.start()
    return None


def order_start(text: str, start: int, order: re.Match[str]) -> int:
    """Where the clause of the order begins: at its subject, or at the order word itself."""
    before = text[start : order.start()]
    cut = max(before.rfind(", "), before.rfind("; "))
    if cut < 0:
        return start if len(before) < 200 else order.start()
    issuer = _issuer_start(text, start, order.start())
    names = cut_names(text, issuer, order.start()) if issuer is not None else []
    if names:
        return names[-1][0]
    subject = before[cut + 2 :]
    if not subject.strip():
        return order.start()
    return (
        start + cut + 2
        if len(subject) < 120 and subject[:1].isupper()
        else (start if len(before) < 60 else order.start())
    )
