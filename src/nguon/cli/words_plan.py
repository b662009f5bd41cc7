"""What ``nguon duties`` and ``nguon plan`` say, in Vietnamese and English, keyed by code."""

from __future__ import annotations

from typing import Final

PLAN: Final[dict[str, tuple[str, str]]] = {
    "duties": (
        "Cho biết ai phải làm gì, với ai, trước ngày nào, báo cáo về đâu, theo đúng lời văn bản.",
        "Show who must do what, with whom, by when, and where to report, in the document's own words.",
    ),
    "duties.more": (
        """\
Ví dụ:

  nguon duties cong-van.pdf
  nguon duties *.pdf --xlsx nhiem-vu.xlsx
  nguon duties --json cong-van.pdf > nhiem-vu.json

Mã kết thúc: 0 đọc được hết, 1 có tệp không đọc hay không ghi được, 2 gõ sai lệnh.""",
        """\
Examples:

  nguon duties dispatch.pdf
  nguon duties *.pdf --xlsx duties.xlsx
  nguon duties --json dispatch.pdf > duties.json

Exit status: 0 all read, 1 some could not be read or written, 2 wrong usage.""",
    ),
    "duties.json": ("in JSON, mỗi tệp một dòng", "print JSON, one line a file"),
    "duties.xlsx": ("ghi bảng tính", "write a workbook"),
    "plan": (
        "Lập kế hoạch từ một văn bản: mỗi nhiệm vụ, mỗi cơ quan một việc. Cụm từ chưa xác định được đơn vị in trước.",
        "Plan a dispatch: one task a duty and organisation. Words that could not be resolved come first.",
    ),
    "plan.more": (
        """\
TỆP là văn bản (PDF, DOCX, HTML, văn bản thuần), hoặc kế hoạch đã lưu bằng --json.

Ví dụ:

  nguon plan cong-van.pdf
  nguon plan cong-van.pdf --province "Cần Thơ" --xlsx ke-hoach.xlsx
  nguon plan cong-van.pdf --docx phu-luc.docx --attached-to "Kế hoạch số 9/KH-UBND ngày 05/9/2024"
  nguon plan cong-van.pdf --ics han.ics
  nguon plan cong-van.pdf --json > ke-hoach.json
  nguon plan --compare ke-hoach.json cong-van-dinh-chinh.pdf

Mã kết thúc: 0 xong, 1 không đọc hay không ghi được, 2 gõ sai lệnh.""",
        """\
FILE is a dispatch (PDF, DOCX, HTML, plain text), or a plan saved with --json.

Examples:

  nguon plan dispatch.pdf
  nguon plan dispatch.pdf --province "Cần Thơ" --xlsx plan.xlsx
  nguon plan dispatch.pdf --docx annex.docx --attached-to "Kế hoạch số 9/KH-UBND ngày 05/9/2024"
  nguon plan dispatch.pdf --ics due.ics
  nguon plan dispatch.pdf --json > plan.json
  nguon plan --compare plan.json correcting-dispatch.pdf

Exit status: 0 done, 1 something could not be read or written, 2 wrong usage.""",
    ),
    "plan.file": ("[TỆP]", "[FILE]"),
    "plan.out": ("RA", "OUT"),
    "plan.directory": (
        "danh mục đơn vị: thư mục có organisations.csv và groups.csv (không nêu: danh mục kèm theo)",
        "directory of bodies: a folder with organisations.csv and groups.csv (default: the one shipped)",
    ),
    "plan.directory_out": ("THƯ_MỤC", "DIR"),
    "plan.province": (
        "tỉnh, thành phố (không nêu: theo phần đầu văn bản, rồi nơi ban hành)",
        "province (default: that of the letterhead, else of the place of issue)",
    ),
    "plan.province_out": ("TÊN", "NAME"),
    "plan.on": (
        "ngày xét đơn vị: 2024-09-03 hoặc 03/09/2024 (không nêu: ngày văn bản)",
        "day on which bodies are looked up: 2024-09-03 or 03/09/2024 (default: the document's)",
    ),
    "plan.on_out": ("NGÀY", "DATE"),
    "plan.json": ("in kế hoạch dạng JSON", "print the plan as JSON"),
    "plan.xlsx": ("ghi bảng tính", "write a workbook"),
    "plan.ics": ("ghi lịch (iCalendar) có nhắc trước hạn", "write a calendar (iCalendar) with reminders"),
    "plan.docx": (
        "ghi phụ lục phân công nhiệm vụ (Word)",
        "write the task-assignment annex (Word, in Vietnamese)",
    ),
    "plan.attached_to": (
        "văn bản mà phụ lục kèm theo, in trong ngoặc dưới tên phụ lục",
        "the document that the annex goes with, printed below its title",
    ),
    "plan.attached_to_out": ("VĂN_BẢN", "DOCUMENT"),
    "plan.compare": ("so sánh hai kế hoạch hoặc hai văn bản", "compare two plans or dispatches"),
    "plan.compare_out": ("CŨ MỚI", "OLD NEW"),
    "plan.all": ("liệt kê mọi đơn vị trong bảng", "name every body in the table"),
    "plan.wrote": ("Đã ghi {path}", "Wrote {path}"),
    "plan.cannot_write": ("Không ghi được {path}: {why}", "Cannot write {path}: {why}"),
    "plan.file_or_compare": (
        "Cần một TỆP, hoặc --compare CŨ MỚI.",
        "A FILE is needed, or --compare OLD NEW.",
    ),
    "plan.compare_alone": (
        "--compare CŨ MỚI không đi cùng TỆP, --xlsx, --ics, --docx.",
        "--compare OLD NEW goes without FILE, --xlsx, --ics and --docx.",
    ),
    "plan.one_stdout": (
        "Chỉ một thứ in ra màn hình được: một trong --json và các RA là “-”.",
        "Only one thing can go to standard output: one of --json and an OUT that is “-”.",
    ),
    "plan.bad_day": ("cần một ngày như 2024-09-03 hoặc 03/09/2024", "a day such as 2024-09-03 or 03/09/2024 is needed"),
    "plan.not_a_plan": (
        "{name}: JSON này không phải kế hoạch nguon/plan/1 ({why}). Tạo lại bằng: nguon plan VĂN_BẢN --json",
        "{name}: this JSON is not a plan nguon/plan/1 ({why}). Make it again with: nguon plan DISPATCH --json",
    ),
    "plan.from_plan": (
        "{name} là kế hoạch đã lập: --directory, --province, --on chỉ dùng với văn bản.",
        "{name} is a plan already made: --directory, --province and --on go with a dispatch.",
    ),
}
