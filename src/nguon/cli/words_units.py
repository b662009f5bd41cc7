"""What `nguon units` says, Vietnamese and English, by key."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: Vietnamese, English
    "none": ("Không có cơ quan nào.", "No bodies."),
    "unresolved": ("Chưa rõ", "Unresolved"),
    "candidates": ("có thể là", "may be"),
    "and_more": ("… và {0} cơ quan nữa (xem đủ: --json)", "… and {0} more (all of them: --json)"),
    "add": (
        "Thêm tên còn thiếu: nguon units template, điền, rồi nguon units import TỆP --into THƯ_MỤC; "
        "sau đó dùng --directory THƯ_MỤC",
        "To add the missing name: nguon units template, fill it in, nguon units import FILE --into DIR; "
        "then use --directory DIR",
    ),
    "unknown_province": (
        "Không có tỉnh, thành phố hay địa bàn “{0}” trong danh mục. Kiểm tra lại tên, hoặc bỏ --province",
        "There is no province or unit “{0}” in the directory. Check the name, or leave out --province",
    ),
    "bad_day": ("“{0}” không phải là ngày. Viết 2024-10-22 hoặc 22/10/2024", "“{0}” is not a day. Write 2024-10-22"),
    "unknown_id": (
        "Không có cơ quan mang id “{0}”. Tìm: nguon units search TỪ",
        "No body has the id “{0}”. Look for it: nguon units search WORDS",
    ),
    "count": ("{0} cơ quan vào ngày {1}", "{0} bodies on {1}"),
    "found": ("{0} cơ quan", "{0} bodies"),
    "from": ("từ {0}", "from {0}"),
    "to": ("đến hết ngày trước {0}", "until the day before {0}"),
    "always": ("có từ trước, đang còn", "there before the directory begins, and still"),
    "name": ("Tên", "Name"),
    "why": ("Vì sao", "Why"),
    "kind": ("Loại", "Kind"),
    "level": ("Cấp", "Level"),
    "days": ("Thời gian", "Days"),
    "parent": ("Trực thuộc", "Under"),
    "short": ("Tên khác", "Other names"),
    "code": ("Mã địa bàn", "Area code"),
    "source": ("Nguồn", "Source"),
    "successors": ("Kế tục bởi", "Followed by"),
    "predecessors": ("Kế tục của", "Took over from"),
    "fine": ("Không có gì sai: {0} dòng.", "Nothing wrong: {0} rows."),
    "problem": ("{file}, dòng {row}{column}: {what} {hint}", "{file}, row {row}{column}: {what}. {hint}"),
    "column": (", cột {0}", ", column {0}"),
    "not_written": (
        "Chưa ghi gì: sửa {0} lỗi trên rồi nhập lại.",
        "Nothing written: mend the {0} errors above and import again.",
    ),
    "preview": (
        "Sẽ thêm {0}, sửa {1}, kết thúc {2}. Chưa ghi gì. Thêm --yes để ghi.",
        "Would add {0}, change {1}, end {2}. Nothing written yet. Add --yes to write.",
    ),
    "written": (
        "Đã ghi vào {3}: thêm {0}, sửa {1}, kết thúc {2}.",
        "Written to {3}: {0} added, {1} changed, {2} ended.",
    ),
    "added": ("thêm", "added"),
    "changed": ("sửa", "changed"),
    "ended": ("kết thúc", "ended"),
    "template": ("Đã tạo {0}. Điền theo trang huong-dan.", "Made {0}. Fill it in as its sheet huong-dan says."),
    "exported": ("Đã xuất {0} cơ quan vào {1}. Giấy phép {2}.", "Exported {0} bodies to {1}. Licence {2}."),
    "exists": ("{0} đã có. Chọn tên khác.", "{0} exists already. Choose another name."),
    "problem_missing": ("Thiếu ô bắt buộc. Điền vào hoặc xóa dòng.", ""),
    "problem_twice": ("id đã dùng ở dòng khác. Mỗi cơ quan một id.", ""),
    "problem_id": ("id chỉ gồm chữ không dấu, số và - . _ /.", ""),
    "problem_level": ("Không có cấp này. Viết central, province, district, commune hoặc để trống.", ""),
    "problem_date": ("Không phải là ngày. Viết 2025-07-01 hoặc 01/07/2025.", ""),
    "problem_order": ("Kết thúc trước khi bắt đầu. valid_to là ngày đầu tiên không còn nữa.", ""),
    "problem_cells": ("Thừa ô so với tiêu đề. Đặt ô có dấu phẩy trong ngoặc kép.", ""),
    "problem_unknown_id": ("Không có cơ quan, địa bàn nào mang id này. Sửa, thêm dòng cho nó, hoặc để trống.", ""),
    "problem_same_name": ("Trùng tên và thời gian với dòng khác. Xóa một dòng hoặc phân biệt tên.", ""),
}

HELP: dict[str, tuple[str, str]] = {
    # codes of the command line's catalogue: Vietnamese, English
    "units": ("Danh mục cơ quan theo thời gian.", "The directory of bodies in time."),
    "units.more": (
        """\
Ví dụ:

  nguon units resolve "các huyện ủy, thị ủy" --province "Sóc Trăng" --on 22/10/2024
  nguon units search "soc trang"
  nguon units history ID
  nguon units template, rồi nguon units import danh-muc.xlsx --into THƯ_MỤC""",
        """\
Examples:

  nguon units resolve "các huyện ủy, thị ủy" --province "Sóc Trăng" --on 2024-10-22
  nguon units search "soc trang"
  nguon units history ID
  nguon units template, then nguon units import danh-muc.xlsx --into FOLDER""",
    ),
    "units.resolve": ("Cụm từ chỉ những cơ quan nào vào một ngày.", "Which bodies a phrase means on a day."),
    "units.list": ("Các cơ quan vào một ngày.", "The bodies on a day."),
    "units.search": (
        "Tìm không dấu, theo tên tắt, tên cũ, mã.",
        "Search without diacritics, by short or old name, by code.",
    ),
    "units.show": ("Một cơ quan.", "One body."),
    "units.history": ("Trước và sau một cơ quan.", "What came before and after a body."),
    "units.check": (
        "Danh mục có gì sai: dòng, cột, sửa thế nào.",
        "What is wrong in a directory: row, column, remedy.",
    ),
    "units.import": ("Nhập CSV hoặc XLSX, xem trước thay đổi.", "Import CSV or XLSX, with a preview."),
    "units.template": ("Tạo bảng trống có hướng dẫn.", "Make an empty workbook with instructions."),
    "units.export": ("Xuất danh mục, có nguồn và giấy phép.", "Export the directory, with sources and licence."),
    "units.directory": (
        "thư mục của tỉnh (không nêu: danh mục kèm theo)",
        "a province's folder (default: the shipped one)",
    ),
    "units.province": ("tỉnh, thành phố, hoặc địa bàn nói cụm từ", "the province or unit that says the phrase"),
    "units.on": ("ngày xét (không nêu: hôm nay)", "as of which day (default: today)"),
    "units.json": ("in JSON", "print JSON"),
    "units.level": ("chỉ một cấp", "one level only"),
    "units.kind": ("chỉ một loại: so, ubnd, huyen_uy …", "one kind only: so, ubnd, huyen_uy …"),
    "units.limit": ("số kết quả (mặc định {default})", "results (default {default})"),
    "units.into": ("thư mục của tỉnh để ghi vào", "the province's folder to write into"),
    "units.yes": ("ghi, không chỉ xem trước", "write, not only preview"),
    "units.format": ("dạng tệp (mặc định csv)", "format (default csv)"),
    "units.output": ("ghi ra tệp (không nêu: in ra màn hình)", "write a file (default: standard output)"),
    "units.folder": ("THƯ_MỤC", "FOLDER"),
    "units.name": ("TÊN", "NAME"),
    "units.day": ("NGÀY", "DAY"),
    "units.word": ("LOẠI", "KIND"),
    "units.phrase": ("CỤM_TỪ", "PHRASE"),
    "units.words": ("TỪ", "WORDS"),
    "units.folder_or_file": ("THƯ_MỤC|TỆP", "FOLDER|FILE"),
    "units.file": ("TỆP", "FILE"),
}


def say(key: str, language: str, *values: object, **named: object) -> str:
    """The words of a key in ``vi`` or ``en``, with values put in."""
    return WORDS[key][0 if language == "vi" else 1].format(*values, **named)
