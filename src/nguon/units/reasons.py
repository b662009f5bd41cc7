"""Why a body was found or a phrase stayed open: stable codes, and their sentences in English and Vietnamese."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """A code of ``SENTENCES`` and the values its sentence needs."""

    code: str
    values: tuple[str, ...] = ()


SENTENCES: dict[str, tuple[str, str]] = {
    # code: English, Vietnamese
    "named": ("named in the phrase", "cụm từ nêu đích danh"),
    "listed": ("named in the directory as {0}", "có tên trong danh mục: {0}"),
    "context": ("{0}: the body of {1}", "{0}: cơ quan của {1}"),
    "collective": ("{0}: one of all of {1} on {2}", "{0}: một trong tất cả thuộc {1} vào ngày {2}"),
    "group": ("{0}: {1}", "{0}: {1}"),
    "post": ("the post stands for its body ({0})", "chức danh thay cho cơ quan ({0})"),
    "successor": ("took over from {0}, which ended on {1}", "kế tục {0}, kết thúc ngày {1}"),
    "predecessor": ("there before {0}, which begins on {1}", "có trước {0}, bắt đầu ngày {1}"),
    "similar": ("its name is similar", "tên gần giống"),
    "one_of": ("one of several that the words fit: {0}", "một trong nhiều cơ quan khớp với cụm từ: {0}"),
    "possible": (
        "may be meant; not on a list that could be checked",
        "có thể là cơ quan này; chưa có danh sách để kiểm tra",
    ),
    "excepted": ("excepted, or the exception could not be read", "được loại trừ, hoặc chưa đọc được phần loại trừ"),
    "part": ("found, but words after it were not understood", "tìm thấy, nhưng chưa hiểu phần chữ theo sau"),
    "ended": ("ended on {0}", "đã kết thúc ngày {0}"),
    "not_yet": ("begins only on {0}", "đến ngày {0} mới có"),
    "ambiguous": (
        "several bodies bear this name; say the province or district",
        "nhiều cơ quan cùng tên; cần nêu tỉnh, huyện",
    ),
    "unsure": ("not certain that this body exists here", "chưa chắc nơi này có cơ quan ấy"),
    "open": ("names nobody in particular", "không nêu cụ thể cơ quan nào"),
    "unlisted": ("the province has not loaded its list", "tỉnh chưa nạp danh sách"),
    "too_long": ("after {0} characters; give one phrase at a time", "quá {0} ký tự; tách từng cụm từ"),
    "unknown": ("not in the directory", "không có trong danh mục"),
}


def explain(reason: Reason, language: str = "en") -> str:
    """The sentence of a reason, in English or Vietnamese (``vi``)."""
    return SENTENCES[reason.code][language == "vi"].format(*reason.values)
