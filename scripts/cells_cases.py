"""Letterheads, closings and bodies, invented, from which ``make_cells.py`` makes its documents.

Every line is ``style|text``: b bold, i italic, r regular, followed by the size in points. An empty string is an empty
line of that column.
"""

from __future__ import annotations

from typing import NamedTuple

NATION = ["b12|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b13|Độc lập - Tự do - Hạnh phúc"]
PARTY = ["b15|ĐẢNG CỘNG SẢN VIỆT NAM"]


class Head(NamedTuple):
    """The two columns of a letterhead and the lines in the middle of the page under it."""

    left: list[str]
    right: list[str]
    middle: list[str]


class Close(NamedTuple):
    """The two columns of a closing."""

    left: list[str]
    right: list[str]


HEADS = {
    "state_department": Head(
        [
            "r13|UBND TỈNH SƠN HẢI",
            "b13|SỞ NỘI VỤ",
            "",
            "r13|Số: 412/SNV-VTLT",
            "r12|V/v rà soát danh mục hồ sơ,",
            "r12|tài liệu lưu trữ quý III",
        ],
        [*NATION, "", "i13|Sơn Hải, ngày 08 tháng 7 năm 2024"],
        ["r14|Kính gửi: Các sở, ban, ngành tỉnh."],
    ),
    "state_commune": Head(
        ["b13|ỦY BAN NHÂN DÂN", "b13|XÃ TÂN LẬP", "r13|_______", "r13|Số:        /KH-UBND"],
        [*NATION, "r13|_________________", "i13|Tân Lập, ngày       tháng 9 năm 2025"],
        ["b14|KẾ HOẠCH", "b14|Phát động phong trào trồng cây ven đường liên thôn"],
    ),
    "state_long_issuer": Head(
        ["r12|ỦY BAN NHÂN DÂN TỈNH", "b13|BAN QUẢN LÝ CÁC KHU", "b13|CÔNG NGHIỆP VÀ KINH TẾ", "r13|Số: 77/TB-BQL"],
        [*NATION, "", "i13|Sơn Hải, ngày 21 tháng 02 năm 2023"],
        ["b14|THÔNG BÁO", "b14|Lịch tiếp công dân tháng 3 năm 2023"],
    ),
    "state_ministry": Head(
        ["b13|BỘ THỦY LỢI", "", "r13|Số: 1204/BTL-KH", "r12|V/v góp ý dự thảo Thông tư"],
        [*NATION, "i13|Hà Nội, ngày 30 tháng 11 năm 2021"],
        ["r14|Kính gửi:", "r14|- Ủy ban nhân dân các tỉnh, thành phố;", "r14|- Các Cục, Vụ thuộc Bộ."],
    ),
    "state_wide_date": Head(
        ["b13|TRƯỜNG TRUNG HỌC", "b13|PHỔ THÔNG BÌNH MINH", "r12|Số: 9/QĐ-THPTBM"],
        [
            "b12|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "b14|Độc lập – Tự do – Hạnh phúc",
            "i12|Thành phố Hồ Chí Minh, ngày 5 tháng 1 năm 2020",
        ],
        ["b14|QUYẾT ĐỊNH", "b14|Về việc thành lập Tổ tư vấn học đường"],
    ),
    "state_long_subject": Head(
        [
            "r13|UBND HUYỆN ĐÔNG PHÚ",
            "b13|PHÒNG VĂN HÓA",
            "b13|VÀ THÔNG TIN",
            "r13|Số: 33/VHTT",
            "r12|V/v đăng ký nội dung tham gia",
            "r12|Ngày hội Văn hóa các dân tộc",
            "r12|lần thứ IX năm 2022",
        ],
        [*NATION, "", "i13|Đông Phú, ngày 14 tháng 3 năm 2022"],
        ["r14|Kính gửi: Ủy ban nhân dân các xã, thị trấn."],
    ),
    "party_committee": Head(
        [
            "r14|TỈNH ỦY SƠN HẢI",
            "b14|BAN TUYÊN GIÁO",
            "r14|*",
            "r14|Số 218-CV/BTGTU",
            "i12|Về việc tuyên truyền đợt",
            "i12|sinh hoạt chính trị",
        ],
        [*PARTY, "", "i14|Sơn Hải, ngày 02 tháng 8 năm 2024"],
        ["r14|Kính gửi: - Các huyện ủy, thành ủy,", "r14|- Đảng ủy Công an tỉnh."],
    ),
    "party_commune": Head(
        ["r14|ĐẢNG BỘ XÃ TÂN LẬP", "b14|CHI BỘ THÔN ĐỒI THÔNG", "r14|*", "r14|Số 05-NQ/CB"],
        ["b15|ĐẢNG CỘNG SẢN VIỆT NAM", "r14|-----", "i14|Tân Lập, ngày 03 tháng 02 năm 2025"],
        ["b16|NGHỊ QUYẾT", "b14|sinh hoạt chi bộ thường kỳ tháng 02 năm 2025"],
    ),
    "party_joint": Head(
        ["r13|ĐẢNG BỘ TP HOA LAN", "b14|ĐẢNG ỦY CÁC CƠ QUAN", "b14|DÂN CHÍNH ĐẢNG", "r14|*", "r14|Số 41-KH/ĐU"],
        [*PARTY, "i14|Hoa Lan, ngày 19 tháng 5 năm 2026"],
        ["b16|KẾ HOẠCH", "b14|kiểm tra việc học tập chuyên đề năm 2026", "r14|-----"],
    ),
    "union_labour": Head(
        ["r13|LIÊN ĐOÀN LAO ĐỘNG", "r13|TỈNH SƠN HẢI", "b13|CÔNG ĐOÀN NGÀNH Y TẾ", "", "r13|Số: 27/HD-CĐN"],
        [*NATION, "", "i13|Sơn Hải, ngày 11 tháng 4 năm 2023"],
        ["b14|HƯỚNG DẪN", "b14|Tổ chức Tháng Công nhân năm 2023"],
    ),
    "union_front": Head(
        ["b13|ỦY BAN MTTQ VIỆT NAM", "b13|TỈNH SƠN HẢI", "b13|BAN THƯỜNG TRỰC", "r13|Số: 118/MTTQ-BTT"],
        [*NATION, "i13|Sơn Hải, ngày 25 tháng 10 năm 2024"],
        ["r14|Kính gửi: Ban Thường trực Ủy ban MTTQ các huyện."],
    ),
    "union_youth": Head(
        ["b14|BCH ĐOÀN TỈNH SƠN HẢI", "r14|***", "r14|Số: 63-TB/TĐTN-VP"],
        ["b15|ĐOÀN TNCS HỒ CHÍ MINH", "", "i13|Sơn Hải, ngày 06 tháng 12 năm 2022"],
        ["b15|THÔNG BÁO", "b14|Kết quả bình chọn công trình thanh niên tiêu biểu"],
    ),
}

CLOSES = {
    "plain": Close(
        ["bi12|Nơi nhận:", "r11|- Như trên;", "r11|- Lưu: VT, VTLT."],
        ["b14|GIÁM ĐỐC", "", "", "", "b14|Đinh Quang Huy"],
    ),
    "on_behalf": Close(
        [
            "bi12|Nơi nhận:",
            "r11|- Như trên;",
            "r11|- TT. HĐND xã (để b/c);",
            "r11|- Các thôn trong xã;",
            "r11|- Lưu: VT, VHXH (2b).",
        ],
        ["b14|TM. ỦY BAN NHÂN DÂN", "b14|KT. CHỦ TỊCH", "b14|PHÓ CHỦ TỊCH", "", "", "b14|Vi Thị Nga"],
    ),
    "long_recipients": Close(
        [
            "bi12|Nơi nhận:",
            "r11|- Như trên;",
            "r11|- Chủ tịch và các Phó Chủ tịch UBND tỉnh (để b/c);",
            "r11|- Sở Kế hoạch và Đầu tư, Sở Tài chính, Sở Xây dựng;",
            "r11|- Các doanh nghiệp trong khu công nghiệp;",
            "r11|- Trung tâm Dịch vụ khu công nghiệp;",
            "r11|- Trang thông tin điện tử của Ban;",
            "r11|- Các phòng;",
            "r11|- Lưu: VT, VP.",
        ],
        ["b14|TRƯỞNG BAN", "", "", "", "b14|Hà Đức Toàn"],
    ),
    "wrapped_items": Close(
        [
            "bi12|Nơi nhận:",
            "r11|- Như trên;",
            "r11|- Văn phòng Chính phủ, Bộ Tư pháp, Bộ",
            "r11|Tài chính (để phối hợp);",
            "r11|- Bộ trưởng (để báo cáo);",
            "r11|- Lưu: VT, KH (5b).",
        ],
        ["b14|KT. BỘ TRƯỞNG", "b14|THỨ TRƯỞNG", "", "", "b14|Lương Gia Bách"],
    ),
    "long_title": Close(
        ["bi12|Nơi nhận:", "r11|- Như Điều 3;", "r11|- Sở GD&ĐT (b/c);", "r11|- Lưu: VT."],
        [
            "b14|TL. HIỆU TRƯỞNG",
            "b14|TRƯỞNG PHÒNG CÔNG TÁC",
            "b14|HỌC SINH VÀ TRUYỀN THÔNG",
            "",
            "",
            "",
            "b14|ThS. Nguyễn Thị Bích Ngọc",
        ],
    ),
    "higher_signature": Close(
        ["", "", "bi12|Nơi nhận:", "r11|- Như kính gửi;", "r11|- Lãnh đạo UBND huyện (b/c);", "r11|- Lưu: VHTT."],
        ["b14|KT. TRƯỞNG PHÒNG", "b14|PHÓ TRƯỞNG PHÒNG", "", "", "b14|Giàng A Páo", ""],
    ),
    "party_advisory": Close(
        [
            "r14|Nơi nhận:",
            "r12|- Như trên,",
            "r12|- Thường trực Tỉnh ủy (b/c),",
            "r12|- Báo, Đài tỉnh,",
            "r12|- Lưu BTGTU.",
        ],
        ["b14|K/T TRƯỞNG BAN", "r14|PHÓ TRƯỞNG BAN", "", "", "", "b14|Bàn Thị Mai"],
    ),
    "party_cell": Close(
        ["r14|Nơi nhận:", "r12|- Đảng ủy xã (b/c),", "r12|- Các đồng chí đảng viên,", "r12|- Lưu chi bộ."],
        ["b14|T/M CHI BỘ", "r14|BÍ THƯ", "", "", "b14|Lò Văn Ón"],
    ),
    "party_office": Close(
        [
            "r14|Nơi nhận:",
            "r12|- Thành ủy Hoa Lan (b/c),",
            "r12|- Ủy ban Kiểm tra Thành ủy,",
            "r12|- Các chi, đảng bộ trực thuộc,",
            "r12|- Các đồng chí trong Ban Chấp hành,",
            "r12|- Lưu Văn phòng.",
        ],
        ["b14|T/L BAN THƯỜNG VỤ", "r14|CHÁNH VĂN PHÒNG", "", "", "", "b14|Phùng Minh Đạo"],
    ),
    "union_board": Close(
        ["bi12|Nơi nhận:", "r11|- LĐLĐ tỉnh (b/c);", "r11|- Các CĐCS trực thuộc;", "r11|- Lưu: VP."],
        ["b14|TM. BAN THƯỜNG VỤ", "b14|CHỦ TỊCH", "", "", "b14|Trịnh Thu Hiền"],
    ),
    "two_signers": Close(
        ["b14|NGƯỜI GHI BIÊN BẢN", "i13|(Ký, ghi rõ họ tên)", "", "", "b14|Mùa A Dê"],
        ["b14|CHỦ TRÌ CUỘC HỌP", "i13|(Ký, ghi rõ họ tên)", "", "", "b14|Khổng Thị Yến"],
    ),
    "lower_name": Close(
        ["bi12|Nơi nhận:", "r11|- Như trên;", "r11|- Lưu: VP."],
        ["b14|TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "b14|PHÓ BÍ THƯ", "", "", "", "", "", "b14|Nông Hải Triều"],
    ),
}

BODIES = (
    [
        "Thực hiện chương trình công tác năm, cơ quan đề nghị các đơn vị phối hợp triển khai một số nội dung sau đây, "
        "bảo đảm đúng tiến độ và tiết kiệm.",
        "1. Rà soát toàn bộ hồ sơ đang quản lý, lập danh mục theo mẫu gửi kèm và cử một đồng chí làm đầu mối liên hệ "
        "trong suốt thời gian thực hiện.",
        "2. Gửi kết quả về cơ quan trước ngày 20 của tháng sau để tổng hợp, báo cáo cấp trên theo quy định.",
        "Trân trọng cảm ơn sự phối hợp của các đơn vị./.",
    ],
    [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Nâng cao nhận thức của cán bộ và nhân dân về việc giữ gìn cảnh quan, tạo bóng mát cho các tuyến đường và "
        "góp phần giảm bụi trong mùa khô.",
        "2. Việc tổ chức phải thiết thực, an toàn, huy động được đông đảo người dân cùng tham gia, không phô trương.",
        "II. NỘI DUNG",
        "- Mỗi thôn chọn ít nhất một đoạn đường dài 300 mét để trồng mới, ưu tiên cây bản địa dễ sống.",
        "- Phân công từng hộ chăm sóc cây trước cửa nhà; cây chết phải được trồng thay trong vòng 30 ngày.",
        "III. TỔ CHỨC THỰC HIỆN",
        "Trên đây là nội dung cần triển khai, đề nghị các bộ phận liên quan nghiêm túc thực hiện./.",
    ],
    [
        f"{number}. Bộ phận thứ {number} chủ trì, phối hợp với các bộ phận khác kiểm tra cơ sở vật chất, lập biên bản "
        "hiện trạng và đề xuất phương án sửa chữa phù hợp với nguồn kinh phí được giao trong năm, báo cáo người đứng "
        "đầu xem xét trước khi thực hiện."
        for number in range(1, 13)
    ],
)
