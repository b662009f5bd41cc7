"""The command line's catalogue: what it says, in Vietnamese and English, keyed by code; and which of them to speak."""

from __future__ import annotations

import os
from typing import Final

from nguon.cli.words_operation import OPERATION
from nguon.cli.words_plan import PLAN
from nguon.cli.words_units import HELP
from nguon.cli.words_web import WEB
from nguon.writing.words import LANGUAGES, WORDS, Language

CLI: Final[dict[str, tuple[str, str]]] = {
    "nguon": (
        "Nguồn đọc văn bản hành chính, tìm ai phải làm gì, trước ngày nào, và lập kế hoạch cho từng cơ quan.",
        "Nguồn reads official Vietnamese dispatches, finds who must do what by when, and plans it for real bodies.",
    ),
    "nguon.more": (
        """\
Thử ngay:

  nguon read cong-van.pdf --summary           xem nhanh trên màn hình
  nguon read cong-van.pdf --html xem.html     trang có khung quanh từng giá trị
  nguon read *.pdf *.docx > van-ban.jsonl     mỗi tệp một dòng JSON
  nguon duties cong-van.pdf                   ai phải làm gì, trước ngày nào
  nguon plan cong-van.pdf --xlsx viec.xlsx    mỗi cơ quan một việc, ra bảng tính
  nguon read --help                           mọi cách đọc

Không có gì rời khỏi máy này. Tiếng Anh: nguon --lang en --help""",
        """\
Try:

  nguon read dispatch.pdf --summary           a summary on the terminal
  nguon read dispatch.pdf --html look.html    a page with every value outlined
  nguon read *.pdf *.docx > documents.jsonl   one line of JSON a file
  nguon duties dispatch.pdf                   who must do what, by when
  nguon plan dispatch.pdf --xlsx tasks.xlsx   a task for each body, as a workbook
  nguon read --help                           every way of reading

Nothing leaves this machine. In Vietnamese: nguon --lang vi --help""",
    ),
    "command.read": ("đọc văn bản: JSON, tóm tắt, hoặc trang xem", "read documents: JSON, a summary, or a page"),
    "command.schema": ("in JSON Schema của văn bản đã đọc", "print the JSON Schema of a Document"),
    "command.units": ("cơ quan: tra tên, tìm cơ quan kế tục", "organisations: resolve names, find successors"),
    "command.duties": ("nhiệm vụ trong văn bản: ai, việc gì, hạn nào", "the duties of a document: who, what, by when"),
    "command.plan": ("kế hoạch: mỗi nhiệm vụ, mỗi cơ quan một việc", "the plan: one task a duty and organisation"),
    "read": (
        "Đọc văn bản từ PDF, DOCX, HTML hoặc văn bản thuần. Mặc định in JSON: một tệp một đối tượng, theo thứ tự.",
        "Read documents from PDF, DOCX, HTML or plain text. By default prints JSON: one object a file, in order.",
    ),
    "read.more": (
        """\
Ví dụ:

  nguon read cong-van.pdf --summary
  nguon read cong-van.pdf --html xem.html
  nguon read --flat *.pdf > gia-tri.jsonl
  cat cong-van.docx | nguon read - --text

Tệp không đọc được vẫn có một đối tượng JSON, trong đó "problems" nói vì sao.
Mã kết thúc: 0 đọc được hết, 1 có tệp không đọc được, 2 gõ sai lệnh.""",
        """\
Examples:

  nguon read dispatch.pdf --summary
  nguon read dispatch.pdf --html look.html
  nguon read --flat *.pdf > values.jsonl
  cat dispatch.docx | nguon read - --text

A file that cannot be read still gives one JSON object, whose "problems" say why.
Exit status: 0 all read, 1 some not, 2 wrong usage.""",
    ),
    "read.files": ("TỆP…", "FILE…"),
    "read.flat": ("chỉ in giá trị, không in nguồn", "print the values alone, without their sources"),
    "read.text": ("in chữ của văn bản, đã sửa", "print the text of the document, repaired"),
    "read.summary": ("in tóm tắt để người đọc", "print a summary for people"),
    "read.html": (
        "ghi trang xem: văn bản bên cạnh giá trị; nhiều tệp thì RA là thư mục",
        "write a page: the document beside its values; with several files OUT is a folder",
    ),
    "read.akn": ("ghi văn bản theo Akoma Ntoso 3.0 (XML)", "write the document as Akoma Ntoso 3.0 (XML)"),
    "read.edxml": (
        "ghi tệp trao đổi edXML của trục liên thông, kèm tệp gốc",
        "write an edXML exchange file of the e-office axis, with the file in it",
    ),
    "read.searchable": (
        "ghi bản quét thành PDF tìm được chữ; chữ đã đọc nằm ẩn đúng chỗ, ảnh giữ nguyên",
        "write the scan back as a PDF that can be searched: the text unseen in place, the pictures as they are",
    ),
    "read.out_pdf": ("RA.pdf", "OUT.pdf"),
    "read.onto_itself": (
        "Không ghi đè lên tệp đang đọc: {path}. Nêu tên khác.",
        "{path} is the file that was read and is not written over. Give another name.",
    ),
    "read.copy_not_signed": (
        "Tệp gốc có chữ ký số; chữ ký không có giá trị với bản sao này, hãy giữ bản gốc.",
        "The original is digitally signed; its signatures do not hold for this copy. Keep the original.",
    ),
    "read.out": ("RA", "OUT"),
    "read.store": ("KHO", "STORE"),
    "read.trust": (
        "tệp PEM hoặc thư mục chứng thư gốc để đối chiếu chữ ký số",
        "PEM file or folder of root certificates for digital signatures",
    ),
    "read.pages": ("số trang PDF vẽ trong trang xem (mặc định {default})", "pages of a PDF drawn (default {default})"),
    "read.jobs": ("số tiến trình đọc song song (mặc định: số nhân)", "processes that read (default: number of cores)"),
    "read.one_output": (
        "Chọn một trong --flat, --text, --summary, --html, --akn, --edxml, --searchable.",
        "Choose one of --flat, --text, --summary, --html, --akn, --edxml, --searchable.",
    ),
    "read.wrote": ("Đã ghi {path}", "Wrote {path}"),
    "read.progress": ("Đang đọc {done} trên {total}: {name}", "Reading {done} of {total}: {name}"),
    "read.cannot_write": ("Không ghi được {path}: {why}", "Cannot write {path}: {why}"),
    "schema": (
        "In JSON Schema của một dòng mà “nguon read” in ra.",
        "Print the JSON Schema of a line that “nguon read” prints.",
    ),
    "option.help": ("in hướng dẫn này", "show this help"),
    "option.version": ("in phiên bản", "show the version"),
    "option.lang": (
        "ngôn ngữ; không nêu thì theo máy (LC_ALL, LC_MESSAGES, LANG)",
        "language; by default the locale's (LC_ALL, LC_MESSAGES, LANG)",
    ),
    "help.usage": ("Cách gõ: ", "Usage: "),
    "help.options": ("Tùy chọn", "Options"),
    "help.commands": ("Lệnh", "Commands"),
    "help.rest": ("[TÙY CHỌN]", "[OPTIONS]"),
    "help.command": ("LỆNH …", "COMMAND …"),
    "error": ("nguon: {what}", "nguon: {what}"),
    "error.see": ("Xem: {command} --help", "See: {command} --help"),
    "error.no_such_option": ("Không có tùy chọn {name}.", "There is no option {name}."),
    "error.no_such_command": ("Không có lệnh “{name}”.", "There is no command “{name}”."),
    "error.did_you_mean": ("Có phải: {names}?", "Did you mean {names}?"),
    "error.missing": ("Thiếu {name}.", "{name} is missing."),
    "error.bad_value": ("Giá trị của {name} không dùng được: {why}", "The value of {name} cannot be used: {why}"),
    "error.whole_number": ("cần một số nguyên từ {least} trở lên.", "a whole number from {least} up is needed."),
    "error.bad_language": ("--lang nhận vi hoặc en.", "--lang takes vi or en."),
    "error.internal": (
        "Lỗi trong Nguồn, không phải ở lệnh đã gõ: {why}",
        "A mistake inside Nguồn, not in the command: {why}",
    ),
}

CATALOGUE: Final = WORDS | CLI | PLAN | HELP | WEB | OPERATION

_chosen: Language | None = None


def choose(language: Language | None) -> None:
    """Speak this language from now on; ``None``: the locale's."""
    global _chosen
    _chosen = language


def language() -> Language:
    """The language chosen, else the locale's; Vietnamese where the locale names neither."""
    if _chosen is not None:
        return _chosen
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "en" if locale.lower().startswith("en") else "vi"


def say(code: str, **values: object) -> str:
    """The words of a code in the language of the command line; the code itself where it is plain text, not a code."""
    words = CATALOGUE.get(code)
    if words is None:
        return code
    text = words[LANGUAGES.index(language())]
    return text.format(**values) if values else text
