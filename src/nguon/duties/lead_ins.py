"""Lead-ins: sentences that end with a colon and only announce what follows, or list the contents of an instruction."""

from __future__ import annotations

import re

from nguon.duties.names import name_end

_ANNOUNCED = re.compile(
    r"(?:\A|\s|,)(?:(?:tập trung|khẩn trương|nghiêm túc|chủ động|quan tâm|tổ chức|triển khai|thực hiện|chỉ đạo"
    r"|theo chức năng|nhiệm vụ(?! (?:cụ thể|sau|trọng tâm))|được giao|có trách nhiệm|chịu trách nhiệm"
    r"|có nhiệm vụ|cần|phải"
    r"|phối hợp|lưu ý|thực hiện tốt|ngay|tốt|cùng|và|,)\s*)*"
    r"(?:tốt\s+)?(?:(?:một số|các|những)\s+)?(?:(?:nội dung|nhiệm vụ|công việc|công tác|giải pháp|vấn đề|việc"
    r"|biện pháp|yêu cầu|hoạt động)(?:\s*,\s*(?:nhiệm vụ|giải pháp|công việc))?\s*)?"
    r"(?:cụ thể|trọng tâm|chủ yếu|chính|cần thiết|công tác|trên"
    r"|liên quan)?\s*,?\s*(?:cụ thể\s*)?(?:như\s+)?(?:sau(?:\s+đây)?|dưới đây)?\s*:?\s*\Z",
    re.IGNORECASE,
)
_LISTS_CONTENTS = re.compile(
    r"(?:nội dung|chủ đề|thông điệp|vấn đề|khẩu hiệu|đề cương|mục)[^:.;]{0,60}:\s*\Z", re.IGNORECASE
)
_ABOUT_CONTENTS = re.compile(
    r"(?:nội dung|chủ đề|thông điệp|vấn đề|khẩu hiệu|đề cương)[^:.;]{0,60}:\s*\Z", re.IGNORECASE
)
_OWN_PLAN = re.compile(
    r"(?:xây dựng|ban hành|triển khai|thông báo|hướng dẫn)\s+(?:kế hoạch|chương trình|phương án|hướng dẫn"
    r"|một số nội dung)\b"
    r"[^;]{0,300}\b(?:như sau|sau đây|sau)\s*:\Z",
    re.IGNORECASE,
)
"""The issuer says what it issues: "xây dựng Kế hoạch … gồm các nội dung như sau:"."""
_LISTS_TASKS = re.compile(
    r"(?:một số|các|những)\s+(?:nội dung|nhiệm vụ|công việc|việc|giải pháp)(?:\s+\S+){0,3}"
    r"\s+(?:sau|sau đây|dưới đây)\s*:\s*\Z"
)
_STRESSES = re.compile(r",\s*(?:trong đó,?\s+)?(?:tập trung|chú trọng|chú ý|lưu ý|quan tâm|nhất là|gồm|với)(?!\w)")
"""An action comes before: "tổ chức sinh hoạt chuyên đề …, tập trung một số nội dung sau:" says what to do."""
_AS_FOLLOWS = re.compile(r"(?:như\s+)?sau(?:\s+đây)?\s*:\Z")
_FEW_WORDS = 6
_SHORT = 140
"""Words, characters: a lead-in no longer than that does nothing but announce."""
_DOING = frozenset({"thực hiện", "triển khai"})
_CONTENT_OR_DOING = re.compile(
    r"(?<![^\W\d_])(?:thực hiện|triển khai|tuyên truyền|giáo dục|phổ biến|quán triệt|truyền thông|cổ động|thông tin"
    r"|(?<!đoàn )kiểm tra|giám sát|khảo sát|đánh giá|báo cáo|thảo luận|tập huấn|bồi dưỡng|kê khai"
    r"|thống kê)(?![^\W\d_])",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\s*(?:theo chức năng, nhiệm vụ\s+)?(?:chủ trì\s*(?::|,?\s*phối hợp\s*(?:với|cùng)?\s+)"
    r"|(?:lãnh đạo,\s*)?chỉ đạo\s+)"
)
_SPEAKS = re.compile(
    r"(?:(?<![^\W\d_])(?:kết luận|chỉ đạo|yêu cầu|đề nghị|có ý kiến|chỉ thị|hướng dẫn|giao nhiệm vụ|quyết định|kế hoạch"
    r"|ý kiến(?: chỉ đạo)?)[\s,]*(?:và\s+)?){1,3}"
    r"(?:(?:một số|các|những)\s+(?:nội dung|nhiệm vụ|việc|công việc)\s*)?(?:cụ thể\s*)?(?:như sau|sau đây"
    r"|sau)?\s*:\s*\Z",
    re.IGNORECASE,
)


def announces(text: str, predicate: int, end: int) -> bool:
    """Whether the sentence only announces a list ("đề nghị các đơn vị thực hiện một số nội dung sau:")."""
    if not text[max(predicate, end - 4) : end].rstrip().endswith(":"):
        return False
    rest = text[predicate:end].strip()
    if _OWN_PLAN.match(rest):
        return True
    if _says_contents(rest):
        return False
    if _ANNOUNCED.fullmatch(rest):
        return True
    if _only_leads(text, predicate, end):
        return True
    if len(rest.split()) <= _FEW_WORDS and _AS_FOLLOWS.search(rest):
        return True
    listed = _LISTS_TASKS.search(rest)
    if listed is None or len(rest) >= _SHORT:
        return False
    action = _STRESSES.split(rest[: listed.start()], maxsplit=1)[0]
    return action == rest[: listed.start()] or _ANNOUNCED.fullmatch(action) is not None


def _says_contents(rest: str) -> bool:
    """Whether the list to come is what is to be said or looked at ("tuyên truyền …, tập trung các nội dung sau:")."""
    about = _ABOUT_CONTENTS.search(rest)
    if about is None:
        return False
    verbs = [found[0].casefold() for found in _CONTENT_OR_DOING.finditer(rest[: about.start()])]
    return any(verb not in _DOING for verb in verbs) and (not verbs or verbs[-1] not in _DOING)


def _only_leads(text: str, predicate: int, end: int) -> bool:
    """Whether a lead-in only says with whom somebody leads ("chủ trì, phối hợp với Sở Y tế:")."""
    found = _LEADS.match(text, predicate, end)
    if found is None:
        return False
    stop = found.end() if text[found.end() - 1] == ":" else name_end(text, found.end(), until=end)
    return stop is not None and not text[stop:end].strip(" .:")


def speaks_only(text: str, start: int, end: int) -> bool:
    """Whether the sentence only says that the issuer orders what follows ("Chủ tịch UBND tỉnh kết luận như sau:")."""
    return ":" in text[max(start, end - 3) : end] and _SPEAKS.search(text, max(start, end - 120), end) is not None


def lists_contents(text: str, start: int, end: int) -> bool:
    """Whether what follows are the contents of this instruction rather than further instructions."""
    return bool(_LISTS_CONTENTS.search(text, max(start, end - 90), end))
