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


def find_partners(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of the bodies that cooperate in ``text[start:end]``, each once, in order."""
    spans: list[tuple[int, int]] = []
    seen: set[str] = set()
    for found in _WITH.finditer(text, start, end):
        if any(a <= found.start() < b for a, b in spans):
            continue
        stop = name_end(text, found.end(), until=end)
        explicit = re.search(r"(?:với|cùng)\s+\Z", found[0]) is not None
        if stop is None:
            if not explicit:
                continue
            named = re.compile(
                r"[^\W\d_](?:[^,;.:()]{2,60}?)(?=\s+(?:tổ chức|xây dựng|thực hiện|triển khai|theo|để|kiểm tra"
                r"|tham mưu|rà soát|đồng cấp|hướng dẫn)\b)"
            ).match(text, found.end(), end)
            if not named:
                continue
            stop = named.end()
        names = [span for span in cut_names(text, found.end(), stop) if text[span[0] : span[1]] not in seen]
        if not explicit and names and not text[names[0][0]].isupper() and text[names[0][0] : names[0][0] + 4] != "các ":
            continue
        spans += names
        seen.update(text[a:b] for a, b in names)
    return tuple(spans)
