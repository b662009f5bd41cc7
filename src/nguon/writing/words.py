"""The words that pages and summaries show, in Vietnamese and English, keyed by code."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

WORDS: Final[dict[str, tuple[str, str]]] = {
    # what a document has
    "group.letterhead": ("Thể thức", "Letterhead"),
    "group.addressees": ("Kính gửi", "Addressees"),
    "group.legal_bases": ("Căn cứ", "Legal bases"),
    "group.body": ("Nội dung", "Body"),
    "group.citations": ("Văn bản được dẫn", "Documents cited"),
    "group.closing": ("Kết thúc", "Closing"),
    "group.annexes": ("Phụ lục", "Annexes"),
    "group.duties": ("Nhiệm vụ", "Duties"),
    "field.body": ("Loại thể thức", "Layout"),
    "field.issuer": ("Cơ quan", "Issuer"),
    "field.number": ("Số", "Number"),
    "field.symbol": ("Ký hiệu", "Symbol"),
    "field.place": ("Nơi ban hành", "Place"),
    "field.date": ("Ngày ban hành", "Date"),
    "field.type": ("Loại văn bản", "Type"),
    "field.subject": ("Trích yếu", "Subject"),
    "field.urgency": ("Độ khẩn", "Urgency"),
    "field.secrecy": ("Độ mật", "Secrecy"),
    "field.recipient": ("Nơi nhận", "Recipient"),
    "field.filed": ("Lưu", "Filed"),
    "field.authority": ("Thẩm quyền ký", "Authority"),
    "field.for": ("Ký cho", "Signed for"),
    "field.title": ("Chức vụ", "Title"),
    "field.name": ("Người ký", "Signer"),
    "field.annex": ("Phụ lục", "Annex"),
    "field.annex_title": ("Tên phụ lục", "Annex title"),
    "field.paragraph": ("Đoạn", "Paragraph"),
    "field.table": ("Đầu bảng", "Table head"),
    "field.row": ("Dòng", "Row"),
    "body.state": ("Nhà nước (Nghị định 30/2020/NĐ-CP)", "State (Decree 30/2020/NĐ-CP)"),
    "body.party": ("Đảng", "Party"),
    "body.union": ("Đoàn thể", "Mass organisation"),
    "body.other": ("Khác", "Other"),
    # how sure
    "sure.printed": ("như in", "as printed"),
    "sure.repaired": ("đã sửa chữ", "repaired"),
    "sure.inferred": ("suy ra", "inferred"),
    "sure.repaired.was": ("Trong tệp: {printed}", "In the file: {printed}"),
    "sure.inferred.from": ("Suy ra từ: {text}", "Inferred from: {text}"),
    "sure.inferred.nothing": ("Văn bản không in chữ này", "The document does not print this"),
    "count.repaired": ("{n} giá trị đã sửa chữ", "{n} values repaired"),
    "count.inferred": ("{n} giá trị suy ra", "{n} values inferred"),
    # duties
    "duty.who": ("Ai", "Who"),
    "duty.with": ("Phối hợp", "With"),
    "duty.what": ("Việc", "What"),
    "duty.due": ("Hạn", "Due"),
    "duty.report": ("Báo cáo", "Report"),
    "duty.points": ("Nội dung", "Points"),
    "duty.no_deadline": ("không nêu hạn", "no deadline stated"),
    "duty.last_safe": ("ngày cuối là {day}", "last safe day {day}"),
    "duty.nobody": ("không nêu tên", "nobody named"),
    "duty.untracked": (
        "Chỉ nêu, không theo dõi: việc về điều người khác nói, đăng",
        "Shown, not tracked: about what others say or post",
    ),
    # the page
    "page.title": ("Nguồn đọc: {name}", "Read by Nguồn: {name}"),
    "page.untitled": ("văn bản", "document"),
    "page.skip": ("Tới danh sách giá trị", "Skip to the values"),
    "page.values": ("Giá trị đã đọc", "Values read"),
    "page.document": ("Văn bản", "Document"),
    "page.page": ("Trang {n}", "Page {n}"),
    "page.page_of": ("Trang {n} trên {total}", "Page {n} of {total}"),
    "page.values_count": ("{n} giá trị", "{n} values"),
    "page.doubtful": ("Chữ này có thể đọc sai, xin đối chiếu.", "This word may be misread; please check it."),
    "page.nothing": ("Không thấy trong văn bản", "Not in the document"),
    "page.how": (
        "Chỉ vào hoặc chọn một giá trị để thấy chỗ của nó trong văn bản, và ngược lại.",
        "Point at or select a value to see its place in the document, and the other way round.",
    ),
    "page.kind.head": ("thể thức", "letterhead"),
    "page.kind.who": ("ai", "who"),
    "page.kind.cite": ("dẫn", "cited"),
    "page.kind.body": ("nội dung", "body"),
    "page.kind.duty": ("nhiệm vụ", "duty"),
    "page.not_drawn": (
        "Từ trang {n} không vẽ ra ở đây. Dùng --pages để vẽ nhiều trang hơn.",
        "Pages from {n} on are not drawn here. Use --pages to draw more.",
    ),
    "page.not_drawable": ("Không vẽ được trang này.", "This page cannot be drawn."),
    "page.no_place": ("không có chỗ trên trang", "no place on the page"),
    "page.text": ("Chữ đã đọc", "Text as read"),
    "page.problems": ("Cần xem", "Needs a look"),
    "page.facts": ("{media} · {pages} trang · SHA-256 {sha}", "{media} · {pages} pages · SHA-256 {sha}"),
    "page.nothing_read": ("Không đọc được giá trị nào.", "No value was read."),
    # digital signatures
    "page.signatures": ("Chữ ký số", "Digital signatures"),
    "signed.nobody": ("không rõ ai ký", "signer unknown"),
    "signed.timestamp": ("dấu thời gian của tệp", "time stamp of the file"),
    "signed.time": ("ký lúc {time} (theo máy người ký)", "signed {time} (by the signer's clock)"),
    "signed.stamped": ("ký lúc {time} (có dấu thời gian)", "signed {time} (time-stamped)"),
    "signed.state.intact": ("nguyên vẹn", "intact"),
    "signed.state.altered": ("KHÔNG khớp: tệp bị sửa sau khi ký", "BROKEN: the file was altered after signing"),
    "signed.state.unreadable": ("không kiểm tra được chữ ký này", "this signature cannot be checked"),
    "signed.covers.file": ("ký trên cả tệp", "covers the whole file"),
    "signed.covers.revision": ("ký trên bản trước khi tệp được thêm", "covers the file before more was added"),
    "signed.covers.part": ("chỉ ký trên một phần tệp", "covers only a part of the file"),
    "signed.later.nothing": ("sau đó không có gì thêm", "nothing was added"),
    "signed.later.signed": ("phần thêm đã có chữ ký sau", "a later signature covers what was added"),
    "signed.later.added": (
        "phần thêm chưa ai ký, nội dung trang không đổi",
        "nobody signed what was added; the pages are unchanged",
    ),
    "signed.later.changed": ("SAU ĐÓ ĐÃ SỬA trang {pages}", "CHANGED AFTERWARDS: page {pages}"),
    "signed.later.unknown": ("không rõ phần thêm sửa gì", "what was added could not be compared"),
    "signed.chain.trusted": ("chứng thư tin cậy, cấp bởi {issuer}", "trusted certificate, issued by {issuer}"),
    "signed.chain.unknown": (
        "chứng thư chưa xác định tin cậy, cấp bởi {issuer}",
        "certificate not known to be trusted, issued by {issuer}",
    ),
    "signed.chain.expired": (
        "chứng thư không còn hiệu lực khi ký, cấp bởi {issuer}",
        "certificate not valid when it signed, issued by {issuer}",
    ),
    # problems, by code: what happened, what to do
    "problem.unreadable": ("Không đọc được tệp.", "The file cannot be read."),
    "hint.unreadable": (
        "Mở thử bằng chương trình khác, lưu lại rồi đọc lại.",
        "Open it elsewhere, save it again, retry.",
    ),
    "problem.unknown_format": (
        "Không nhận ra định dạng của tệp.",
        "The format of the file is not known.",
    ),
    "hint.unknown_format": (
        "Nguồn đọc PDF, DOCX, HTML, văn bản thuần; .doc và RTF khi máy có LibreOffice.",
        "Nguồn reads PDF, DOCX, HTML and plain text; .doc and RTF where LibreOffice is installed.",
    ),
    "problem.empty_file": ("Tệp rỗng.", "The file is empty."),
    "hint.empty_file": ("Tải lại từ nơi đã nhận.", "Download it again."),
    "problem.encrypted": ("Tệp có mật khẩu.", "The file is protected by a password."),
    "hint.encrypted": ("Mở bằng mật khẩu, lưu bản không mật khẩu rồi đọc lại.", "Open it, save it without one, retry."),
    "problem.damaged": ("Tệp bị hỏng hoặc bị cắt giữa chừng.", "The file is damaged or cut off."),
    "hint.damaged": ("Tải lại từ nơi đã nhận rồi đọc lại.", "Download it again and retry."),
    "problem.too_large": ("Tệp vượt giới hạn đọc.", "The file passes a limit of reading."),
    "hint.too_large": ("Tách tệp thành nhiều phần.", "Split the file."),
    "problem.program_missing": (
        "Định dạng này cần LibreOffice, máy chưa có.",
        "This format needs LibreOffice, which is not installed.",
    ),
    "hint.program_missing": (
        "Cài libreoffice-writer, hoặc lưu tệp thành DOCX hay PDF.",
        "Install libreoffice-writer, or save the file as DOCX or PDF.",
    ),
    "problem.from_exchange_header": (
        "Một số giá trị chỉ có ở phần đầu tệp trao đổi, không có trong văn bản.",
        "Some values stand only in the exchange file's header, not in the document.",
    ),
    "hint.from_exchange_header": (
        "Đối chiếu các giá trị này với văn bản gốc.",
        "Check these values against the sender's document.",
    ),
    "problem.unreadable_text": (
        "Trang này có chữ nhưng không lấy ra được.",
        "This page has text that cannot be taken out.",
    ),
    "hint.unreadable_text": ("Mở trang này trong tệp để xem.", "Look at the page in the file."),
    "problem.no_text_layer": ("Trang này là ảnh, không có chữ.", "This page is a picture without text."),
    "hint.no_text_layer": (
        'Cài bộ đọc ảnh: pip install "nguon[ocr]".',
        'Install the reader of pictures: pip install "nguon[ocr]".',
    ),
    "problem.only_signature_stamp": (
        "Trang này chỉ có chữ của dấu chữ ký số.",
        "The only text of this page is the stamp of a digital signature.",
    ),
    "hint.only_signature_stamp": (
        'Cài bộ đọc ảnh: pip install "nguon[ocr]".',
        'Install the reader of pictures: pip install "nguon[ocr]".',
    ),
    "problem.page_turned": (
        "Trang này nằm ngang hoặc ngược, đã xoay lại.",
        "This page lay on its side; it was turned.",
    ),
    "hint.page_turned": ("Lần sau đặt trang thẳng khi quét.", "Scan it upright next time."),
    "problem.handwriting": (
        "Số hoặc ngày trên trang này viết tay, không đọc.",
        "A number or a day on this page is written by hand and was not read.",
    ),
    "hint.handwriting": ("Xem trên trang và tự điền.", "Read it from the page and fill it in."),
    "problem.page_dark": ("Trang này tối quá.", "This page is very dark."),
    "hint.page_dark": ("Quét lại sáng hơn.", "Scan it again, brighter."),
    "problem.page_unclear": (
        "Trang này mờ, nhiều chỗ có thể đọc sai.",
        "This page was read unsurely: much of it may be wrong.",
    ),
    "hint.page_unclear": (
        "Quét lại ở 300 dpi hoặc đối chiếu từng giá trị.",
        "Scan it again at 300 dpi, or check every value.",
    ),
    "problem.not_vietnamese": ("Chữ trên trang này không phải tiếng Việt.", "What this page shows is not Vietnamese."),
    "hint.not_vietnamese": ("Xem lại có đúng tệp không.", "Check that it is the right file."),
    "problem.page_cut": (
        "Chữ chạm mép trang: trang bị cắt mất một phần.",
        "Lines run into the edge: a part is missing.",
    ),
    "hint.page_cut": ("Quét lại đủ cả trang.", "Scan it again, the whole page on the glass."),
    "problem.ocr_too_slow": ("Nhận dạng trang này lâu quá, bỏ dở.", "Recognising this page took too long."),
    "hint.ocr_too_slow": ("Tăng ocr_seconds.", "Raise ocr_seconds."),
    "problem.garbled_text_layer": (
        "Lớp chữ của trang này không phải tiếng Việt.",
        "The text layer of this page is not Vietnamese.",
    ),
    "hint.garbled_text_layer": (
        'Cài bộ đọc ảnh: pip install "nguon[ocr]".',
        'Install the reader of pictures: pip install "nguon[ocr]".',
    ),
    "problem.signatures_unchecked": ("Tệp có chữ ký số, chưa kiểm tra.", "The file is signed; nobody checked."),
    "hint.signatures_unchecked": (
        'Cài bộ kiểm tra: pip install "nguon[signatures]".',
        'Install the checker: pip install "nguon[signatures]".',
    ),
    "problem.signature_broken": (
        "Chữ ký số không khớp: tệp bị sửa sau khi ký.",
        "A digital signature does not hold: the file was altered after signing.",
    ),
    "hint.signature_broken": ("Xin bên gửi gửi lại tệp.", "Ask the sender for the file again."),
    "problem.signature_unreadable": (
        "Có chữ ký số không kiểm tra được.",
        "A digital signature cannot be checked.",
    ),
    "hint.signature_unreadable": ("Mở tệp bằng trình đọc PDF để xem.", "Look at it in a PDF reader."),
    "problem.changed_after_signing": (
        "Trang này bị sửa sau khi có người ký số.",
        "This page was changed after somebody had signed.",
    ),
    "hint.changed_after_signing": ("So với bản giấy hoặc hỏi bên gửi.", "Compare with the paper, or ask the sender."),
    "problem.trust_store": ("Không dùng được kho chứng thư gốc.", "The trust store cannot be used."),
    "hint.trust_store": (
        "Chỉ tới một tệp PEM hoặc thư mục chứng thư.",
        "Name a PEM file or a folder of certificates.",
    ),
    "problem.too_many_pages": ("Tệp dài quá, phần cuối không đọc.", "The file is too long; its end was left out."),
    "hint.too_many_pages": ("Tách tệp thành nhiều phần.", "Split the file."),
    "problem.too_much_text": ("Tệp nhiều chữ quá, phần cuối không đọc.", "Too much text; its end was left out."),
    "hint.too_much_text": ("Tách tệp thành nhiều phần.", "Split the file."),
    "problem.damaged_page": ("Trang này bị hỏng, không đọc được.", "This page is damaged and was not read."),
    "hint.damaged_page": ("So với bản gốc.", "Compare with the original."),
    "problem.damaged_part": ("Một phần của tệp bị hỏng, không đọc được.", "A part of the file is damaged, not read."),
    "hint.damaged_part": ("So với bản gốc.", "Compare with the original."),
    "problem.empty_page": ("Trang này không có gì đọc được.", "Nothing could be read on this page."),
    "hint.empty_page": ("Mở tệp xem trang đó.", "Look at the page in the file."),
    "problem.too_many_attachments": (
        "Nhiều tệp kèm quá, phần sau bỏ lại.",
        "Too many attachments; the rest was left out.",
    ),
    "hint.too_many_attachments": ("Lấy các tệp kèm còn lại bằng tay.", "Take the remaining attachments by hand."),
    "problem.attachment_too_large": ("Một tệp kèm lớn quá, đã bỏ lại.", "An attachment is too large and was left out."),
    "hint.attachment_too_large": ("Xin bên gửi gửi riêng tệp đó.", "Ask the sender to send it by itself."),
    "problem.damaged_attachment": ("Một tệp kèm bị hỏng.", "An attachment is damaged."),
    "hint.damaged_attachment": ("Xin bên gửi gửi lại.", "Ask the sender to send it again."),
    "problem.nested_too_deeply": (
        "Tệp lồng nhau quá sâu, phần trong bỏ lại.",
        "The file is nested too deeply; what is inside was left out.",
    ),
    "hint.nested_too_deeply": ("Lưu lại tệp rồi đọc lại.", "Save the file again and retry."),
    "problem.directory": ("Danh bạ cơ quan có chỗ sai.", "The directory of bodies has a mistake."),
    "hint.directory": ("Sửa dòng được nêu rồi chạy lại.", "Mend the row that is named and run again."),
    "problem.usage": ("Không làm được như đã yêu cầu.", "This cannot be done as asked."),
    "hint.usage": ("Xem --help.", "See --help."),
    "problem.error": ("Nguồn gặp lỗi.", "Nguồn met an error."),
    "hint.error": ("Gửi câu báo lỗi cho người làm Nguồn.", "Report the message."),
    "problem.no_such_file": ("Không có tệp này.", "There is no such file."),
    "hint.no_such_file": ("Kiểm tra lại tên và thư mục.", "Check the name and the folder."),
    "problem.is_a_folder": ("Đây là thư mục, không phải tệp.", "This is a folder, not a file."),
    "hint.is_a_folder": ("Gõ tên các tệp trong đó, ví dụ thu-muc/*.pdf.", "Name the files in it: folder/*.pdf."),
    "problem.not_permitted": ("Không có quyền đọc tệp này.", "You may not read this file."),
    "hint.not_permitted": ("Kiểm tra quyền của tệp.", "Check the permissions of the file."),
    "problem.internal_error": (
        "Nguồn gặp lỗi của chính nó ở tệp này.",
        "Nguồn made a mistake of its own on this file.",
    ),
    "hint.internal_error": (
        "Các tệp khác vẫn được đọc. Gửi câu báo lỗi cho người làm Nguồn.",
        "The other files were read. Report the message.",
    ),
    "problem.reader_crashed": (
        "Chương trình đọc dừng đột ngột ở tệp này.",
        "The reading process ended abruptly on this file.",
    ),
    "hint.reader_crashed": (
        "Các tệp khác vẫn được đọc. Gửi tệp cho người làm Nguồn nếu được phép.",
        "The other files were read. Report the file if you may share it.",
    ),
}


def say(code: str, language: Language = "vi", **values: object) -> str:
    """The words of a code in a language, with the values filled in.

    Raises:
        KeyError: no such code.
    """
    return WORDS[code][LANGUAGES.index(language)].format(**values)


def has(code: str) -> bool:
    """Whether there are words for a code."""
    return code in WORDS


TYPES: Final[dict[str, str]] = {
    "nghi_quyet": "Nghị quyết", "quyet_dinh": "Quyết định", "chi_thi": "Chỉ thị", "quy_che": "Quy chế",
    "quy_dinh": "Quy định", "thong_cao": "Thông cáo", "thong_bao": "Thông báo", "huong_dan": "Hướng dẫn",
    "chuong_trinh": "Chương trình", "ke_hoach": "Kế hoạch", "phuong_an": "Phương án", "de_an": "Đề án",
    "du_an": "Dự án", "bao_cao": "Báo cáo", "bien_ban": "Biên bản", "to_trinh": "Tờ trình", "hop_dong": "Hợp đồng",
    "cong_van": "Công văn", "cong_dien": "Công điện", "giay_moi": "Giấy mời", "ket_luan": "Kết luận",
    "thong_tu": "Thông tư", "nghi_dinh": "Nghị định", "thong_tri": "Thông tri", "luat": "Luật",
    "giay_gioi_thieu": "Giấy giới thiệu", "giay_uy_quyen": "Giấy ủy quyền", "phieu_chuyen": "Phiếu chuyển",
    "phieu_gui": "Phiếu gửi", "phieu_bao": "Phiếu báo", "thu_cong": "Thư công", "phap_lenh": "Pháp lệnh",
    "loi_keu_goi": "Lời kêu gọi", "tuyen_bo": "Tuyên bố", "ban_ghi_nho": "Bản ghi nhớ",
    "ban_thoa_thuan": "Bản thỏa thuận",
    "giay_nghi_phep": "Giấy nghỉ phép", "quy_hoach": "Quy hoạch", "chien_luoc": "Chiến lược",
    "cuong_linh": "Cương lĩnh",
    "dieu_le": "Điều lệ",
}  # fmt: skip
"""Document types by ASCII name; the type of a Vietnamese document is called by its own word in every language."""
