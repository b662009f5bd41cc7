"""With whom: the bodies after "phối hợp với", "cùng với".

Source: practice; "X chủ trì, phối hợp với Y": Y cooperates; "X phối hợp với Y": X still leads.
"""

from __future__ import annotations

import re

from nguon.duties.names import cut_names, name_end

_WITH = re.compile(
    r"phối hợp(?:\s+(?:chặt chẽ|tốt|đồng bộ|thường xuyên|hiệu quả|,|và))*(?:\s+(?:với|cùng(?:\s+với)?))?\s+"
    r"|(?<![^\W\d_])cùng(?:\s+với)?\s+(?=(?:UBND|Sở|Ban|Bộ|các sở|Ủy ban))",
    re.IGNORECASE,
)
_EXPLICIT = re.compile(r"(?:với|cùng)\s+\Z", re.IGNORECASE)
_OTHERS = re.compile(
    r"[^\W\d_](?:[^,;.:()]{2,60}?)(?=\s+(?:tổ chức|xây dựng|thực hiện|triển khai|theo|để|kiểm tra|tham mưu|rà soát"
    r"|hướng dẫn)\b)"
)
"""Who is no body by name ("giáo viên các trường", "nhà đầu tư"), up to what is done together."""


def find_partners(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of the bodies that cooperate in ``text[start:end]``, each once, in order.

    >>> t = "Chủ trì, phối hợp với Sở Y tế rà soát"
    >>> [t[a:b] for a, b in find_partners(t, 0, len(t))]
    ['Sở Y tế']
    """
    spans: list[tuple[int, int]] = []
    seen: set[str] = set()
    last = start
    for found in _WITH.finditer(text, start, end):
        if found.start() < last:
            continue
        explicit = _EXPLICIT.search(found[0]) is not None
        stop = name_end(text, found.end(), until=end)
        if stop is None:
            others = _OTHERS.match(text, found.end(), end) if explicit else None
            if others is None:
                continue
            stop = others.end()
        names = [span for span in cut_names(text, found.end(), stop) if text[span[0] : span[1]] not in seen]
        if not explicit and names and text[names[0][0]].islower() and not text.startswith("các ", names[0][0]):
            continue
        spans += names
        seen.update(text[a:b] for a, b in names)
        last = max(last, stop)
    return tuple(spans)
