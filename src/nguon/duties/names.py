"""Bodies as a text names them: where a name begins, where it ends before its verb, and how a list of them is cut.

Source: practice of instructions (chủ trì, phối hợp, giao, yêu cầu, đề nghị); Decree 30/2020/NĐ-CP, Annex III for posts.
"""

from __future__ import annotations

import re

from nguon.core.text import cased

_QUANTIFIER = (
    r"(?:[Rr]iêng\s+|[Đđ]ối với\s+|[Đđ]ồng thời\s+)?(?:(?:[Cc]ác|[Nn]hững|[Tt]ất cả(?:\s+các)?|[Tt]oàn thể|[Mm]ỗi"
    r"|[Mm]ột số|[Ss]ố|[Qq]uý|100%(?:\s+các)?|[Đđ]ại diện|[Ll]ãnh đạo|[Tt]ập thể"
    r"|[Cc]ác đồng chí|[Đđ]ồng chí|[Ôô]ng\s?\(?[Bb]?à?\)?,?|[Ll]iên)\s+){0,3}"
)
_NOUN = (
    r"(?:sở|bộ|ban|ủy ban|uỷ ban|ubnd|ubmttq\w*|hđnd|hội đồng|phòng|phó|công an|công ty|báo|đài|trường|trung tâm|hội"
    r"|đoàn|tỉnh đoàn|thành đoàn|huyện đoàn|tỉnh ủy|tỉnh uỷ"
    r"|thành ủy|thành uỷ|huyện ủy|huyện uỷ|thị ủy|thị uỷ|quận ủy|đảng ủy|đảng uỷ|đảng bộ|chi bộ|chi đoàn|liên chi\w*"
    r"|văn phòng|chánh|giám đốc|chủ tịch|thủ trưởng|trưởng|hiệu trưởng|bí thư"
    r"|cơ quan|đơn vị|địa phương|tổ chức|doanh nghiệp|lđlđ|cđcs|cđ|liên đoàn|công đoàn|mttq|mặt trận|bảo tàng"
    r"|thư viện|nhà hát|nhà trường|bệnh viện|cục|chi cục|tổng cục|vụ|kho bạc"
    r"|bảo hiểm|ngân hàng|viện|tòa án|toà án|thanh tra|bộ trưởng|thủ tướng|thống đốc|tổng giám đốc|cấp ủy|cấp uỷ"
    r"|chính quyền|đoàn thể|ngành|cấp|chủ đầu tư|chủ hồ|tổ|đội|trạm|hợp tác xã"
    r"|câu lạc bộ|clb|cơ sở|bch|btv|btt|bql|ttyt|ttg|sở,|huyện|thị|quận|xã|phường|thành viên|thành phố"
    r"|tổng liên đoàn|trung ương|quân khu|lực lượng|hạt|đồn|ủy viên|uỷ viên|trưởng thôn|thôn"
    r"|khoa|nhà|đại biểu|hộ gia đình|cán bộ|tập đoàn|tổng công ty|tạp chí|thông tấn|học viện|đại học|hiệp hội"
    r"|liên minh|liên hiệp|quỹ|cổng|ông|bà|đại lý|chủ|người|thường trực|bộ chỉ huy|đoạn"
    r"|gđ|gd&đt|gdđt|nhân dân|đoàn viên|đội ngũ|bưu điện|điện lực|viễn thông|hải quan|thuế|viện kiểm sát|cụm|khối"
    r"|tiểu ban|vpđu|tw|ban, ngành|hiệu bộ|đài truyền thanh)"
)
_VERB_LIKE = (
    r"(?!(?:chủ trì|chủ động|chủ trương|báo cáo(?!\s*viên)|ban hành|cấp (?:phát|tài khoản|kinh phí|đủ|bù|giấy|phép)"
    r"|hội (?:nghị|thảo|thi|diễn|họp)|đoàn kết|đoàn kiểm tra|người có công|nhà nước"
    r"|tổ chức(?!\s*,|\s+(?:chính trị|đoàn thể|xã hội|đảng|cơ sở|hội|công đoàn|quần chúng|tôn giáo|kinh tế|và cá nhân))"
    r"|thực hiện|cơ sở (?:để|pháp lý|dữ liệu)|trưởng thành|phòng (?:ngừa|chống|, chống)|bộ (?:tài liệu|phận|dữ liệu"
    r"|câu hỏi|máy|môn)|viện (?:phí|dẫn|trợ))(?![^\W\d_]))"
)
STARTS = re.compile(rf"{_QUANTIFIER}(?<![^\W\d_]){_VERB_LIKE}(?:{_NOUN})(?![^\W\d_])", re.IGNORECASE)
"""Where the name of a body, of a post, or of a kind of bodies begins."""

_VERBS = (
    "chủ trì|phối hợp|chỉ đạo|tổ chức|triển khai|thực hiện|tuyên truyền|hướng dẫn|kiểm tra|đôn đốc|theo dõi|tổng hợp"
    "|tham mưu|rà soát|xây dựng|ban hành|bố trí|bảo đảm|đảm bảo"
    "|vận động|đăng tải|đăng ký|báo cáo|căn cứ|có trách nhiệm|chịu trách nhiệm|khẩn trương|chủ động|tích cực"
    "|kịp thời|nghiêm túc|tăng cường|tiếp tục|quan tâm|cử|gửi|nghiên cứu"
    "|xem xét|cung cấp|thông báo|lập|đưa|mở|treo|theo chức năng|theo nhiệm vụ|theo thẩm quyền|theo phân công"
    "|theo địa bàn|thường xuyên|tập trung|đẩy mạnh|phát huy|tham gia|hoàn thiện"
    "|hoàn thành|giới thiệu|biểu diễn|phục vụ|cắm|duy trì|điều tra|thẩm định|phân bổ|cho ý kiến|có ý kiến|góp ý"
    "|đề xuất|quản lý|giám sát|công khai|số hóa|tiếp nhận|chuẩn bị|nộp"
    "|quyết định|huy động|cấp(?=\\s+(?:phát|tài khoản|kinh phí|đủ))|lồng ghép|nắm|xử lý|giải quyết|ngăn chặn"
    "|phân công|dự|tham dự|trình|cập nhật|quán triệt|phổ biến|chấp hành|giao|yêu cầu|kết nối"
    "|tự kiểm tra|cần|phải|tăng thời lượng|vận hành|hỗ trợ|tạo điều kiện|khảo sát|giải tỏa|bổ sung|sẵn sàng"
    "|trực tiếp|dự phòng|lắp đặt|đánh giá|phát động|thành lập|phê duyệt|ký|đón"
    "|về dự|mời|đề nghị|phân tích|khuyến khích|lãnh đạo|cùng(?=\\s+(?:tham dự|dự|phối hợp))|nâng cao|kiên quyết"
    "|trao đổi|rút kinh nghiệm|thống nhất|tổng kết|sơ kết|tuyệt đối|không được"
    "|in sao|niêm yết|sử dụng|áp dụng|lấy ý kiến|phát sóng|đưa tin|tu sửa|thăm|tặng|trao|khen thưởng|thống kê"
    "|khắc phục|rút gọn|tiến hành|đăng|phát hành|xác nhận|cam kết|nhân rộng|bám sát|đổi mới"
    "|quy định|chăm lo|bồi dưỡng|tập huấn|đào tạo|tuần tra|thu|chi trả|chi(?=\\s)|nêu cao|đề cao|làm tốt|làm việc"
    "|thay mặt|được giao|giúp|chịu|ưu tiên|xác định|phân loại|sắp xếp|vệ sinh|ra quân"
    "|trồng|chăm sóc|tháo dỡ|kiện toàn|tiếp thu|đẩy nhanh|phân luồng|sơ tán|di dời|trang trí|khuyến cáo|cài đặt|nhập"
    "|tải|tuyển chọn|biên soạn|sưu tầm|xuất bản|giữ|phòng ngừa|phát hiện|tạm dừng|nghỉ|đi"
)
VERB = re.compile(rf"(?<=[\s,])(?:{_VERBS})(?![^\W\d_])")
"""A verb of an instruction, in small letters (capitals are parts of names: Ban Tổ chức, Sở Xây dựng)."""

VERB_FIRST = re.compile(
    rf"(?:{_VERBS}|lấy|là cơ quan|riêng|hằng|hàng|định kỳ|khi có|khi|nhận|mua|bán|dùng|in|đặt|tạo|tập hợp|đầu tư"
    rf"|tôn vinh|tri ân|gặp|động viên)(?![^\W\d_])",
    re.IGNORECASE,
)
"""A text that opens with a verb of an instruction."""

_NOT_VERB = re.compile(r"(?:[Cc]ác|[Mm]ỗi|[Tt]ừng|[Nn]hững|[Mm]ột|[Ss]ố|,|[Vv]à)\s+\Z")
_AFTER_TO_CHUC = re.compile(
    r"tổ chức(?:\s*,\s*(?:cá nhân|đoàn thể|hội|đơn vị)|\s+(?:chính trị|đoàn thể|xã hội|đảng|cơ sở|hội|công đoàn"
    r"|quần chúng|thành viên|tôn giáo|trực thuộc|, cá nhân|và cá nhân|kinh tế|chánh quyền|chính quyền))"
)
_PART_OF_NAME = re.compile(
    r"(?<![^\W\d_])(?:ban|phòng|vụ|cục|sở|(?<!chi )(?<!cán )bộ|văn phòng|trung tâm|tổ|hội đồng|thanh tra|chi cục"
    r"|lãnh đạo|ngành)\s+\Z",
    re.IGNORECASE,
)
_COMPOUND = {
    verb: (
        re.compile(rf"(?:{before})\s\Z" if before else r"(?!)", re.IGNORECASE),
        re.compile(rf"\s(?:{after})" if after else r"(?!)"),
    )
    for verb, before, after in (
        ("trình", "công|chương|quy|tờ|lộ|giáo|quá", ""),
        ("lập", "công|thành|độc|sáp|tự|đối|thiết", ""),
        ("chi", "liên", "đoàn|bộ|cục|hội|nhánh"),
        ("dự", "", "án|toán|thảo|phòng|trữ|báo"),
        ("giao", "ngoại|bàn|chuyển|được", "thông|lưu|dịch|thừa|ban"),
        ("thu", "", "hút|nhập"),
        ("cử", "bầu", "tri"),
        ("ký", "đăng|thư", "túc"),
        ("nghỉ", "", "mát|dưỡng"),
        ("đăng", "", "kiểm"),
        ("quản lý", "ban", ""),
        ("phục vụ", "", "hành chính công"),
        ("kiểm tra", "ủy ban|uỷ ban", ""),
        ("giám sát", "", "nhân dân"),
        ("tuyên truyền", "giáo,|cổ động,", ""),
        ("thống kê", "cục", ""),
        ("phát hành", "trung tâm|công ty", ""),
        ("đào tạo", "giáo dục và|giáo dục -|gd&|dục và|dục-", ""),
    )
}
_MODIFIERS = {"quản lý", "chủ trì", "vận hành", "được giao", "thực hiện", "giao", "sử dụng"}
_MODIFIED = re.compile(r"(?:cơ quan|đơn vị|đầu mối|tổ chức|doanh nghiệp|quản lý,)\s\Z", re.IGNORECASE)
_LIST_GOES_ON = re.compile(
    r"[^,;.:]{0,60}(?:,|\s+và)\s+(?:các|những|vận hành|Thủ trưởng|Chủ tịch|Giám đốc)\s"
    r"|[^,;.:]{3,60}?\s(?:có trách nhiệm|chịu trách nhiệm|theo chức năng|khẩn trương|chủ động|tích cực|nghiêm túc"
    r"|cần phải|phối hợp|nỗ lực)\b"
)
_STOP = re.compile(r"[:.](?=\s|$)|;")
_CUT = re.compile(
    cased(
        r"\s*;\s*|\s*,\s*(?=(?:các|những|thủ trưởng|đơn vị|cơ quan|doanh nghiệp)\s|[{UPPER}])|\s+và\s+(?=(?:các"
        r"|những|thủ trưởng)\s|[{UPPER}])|\s+cùng\s+(?=[{UPPER}]|các\s)"
    )
)
_CAPITAL_NAME = re.compile(
    r"(?:Thể thao|Thương binh|Du lịch|Xã hội|Môi trường|Đào tạo|Công nghệ|Truyền thông|Gia đình|Trẻ em"
    r"|Phát triển nông thôn|Đầu tư|Tôn giáo|Kế hoạch|Tài chính)\b"
)
MAX_NAME = 420
"""Characters; what runs longer before a verb is no list of bodies."""


def name_end(text: str, start: int = 0, *, until: int | None = None) -> int | None:
    """Where the list of bodies that begins at ``start`` ends: before its verb, a colon or the end.

    Returns:
        The offset, or ``None`` where no body's name begins there.
    """
    end = min(len(text) if until is None else until, start + MAX_NAME)
    opening = STARTS.match(text, start, end)
    if not opening:
        return None
    at = opening.end()
    while True:
        verb = VERB.search(text, at, end)
        if verb is None:
            break
        if not _is_noun(text, start, verb):
            return len(text[: verb.start()].rstrip(" ,"))
        at = verb.end()
    stop = _STOP.search(text, start, end)
    if stop:
        return stop.start()
    return end if end < start + MAX_NAME else None


def _is_noun(text: str, start: int, verb: re.Match[str]) -> bool:
    """Whether what looks like a verb is part of a name: "các tổ chức chính trị - xã hội", "Ban tuyên giáo"."""
    before = text[start : verb.start()]
    if verb[0] == "tổ chức" and (_NOT_VERB.search(before[-8:]) or _AFTER_TO_CHUC.match(text, verb.start())):
        return True
    if _PART_OF_NAME.search(before[-12:]) and verb[0] in {
        "tổ chức", "tuyên truyền", "kiểm tra", "tổng hợp", "quản lý", "xây dựng", "chỉ đạo", "tham mưu", "đào tạo",
        "giám sát", "thống kê", "lãnh đạo", "thu", "hướng dẫn", "phục vụ",
    }:  # fmt: skip
        return True
    compound = _COMPOUND.get(verb[0])
    if compound and (compound[0].search(before[-8:]) or compound[1].match(text, verb.end())):
        return True
    opened = before.count("(") - before.count(")")
    return opened > 0 or (
        verb[0] in _MODIFIERS and bool(_MODIFIED.search(before)) and bool(_LIST_GOES_ON.match(text, verb.end()))
    )


def cut_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the single names (or collectives) in a list of bodies, white space and conjunctions left out.

    A collective keeps its members: "các huyện ủy, thị ủy, thành ủy" is one name; a comma inside a body's own name
    ("Sở Văn hóa, Thể thao và Du lịch") does not cut.
    """
    spans = []
    at = start
    for cut in _CUT.finditer(text, start, end):
        if _CAPITAL_NAME.match(text, cut.end(), end) or not STARTS.match(text, cut.end(), end):
            continue
        if text.count("(", at, cut.start()) > text.count(")", at, cut.start()):
            continue
        spans.append((at, cut.start()))
        at = cut.end()
    spans.append((at, end))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


_LEAD = re.compile(r"(?:riêng|đối với|đồng thời|và)\s+", re.IGNORECASE)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " ,;.:-–\n\t":
        start += 1
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1] in " ,;.:-–\n\t":
        end -= 1
    return (start, end) if end - start > 1 else None
