"""What the commands of the web application say, Vietnamese and English, by code."""

from __future__ import annotations

WEB: dict[str, tuple[str, str]] = {
    # code: Vietnamese, English
    "command.serve": ("chạy ứng dụng web trên máy này", "run the web application on this machine"),
    "command.audit": ("kiểm tra nhật ký hành động của máy chủ", "prove that the action log of a server is whole"),
    "command.account": ("giúp người không đăng nhập được", "help people who cannot sign in"),
    "account": ("Tài khoản của máy chủ.", "Accounts of a server."),
    "account.reset": (
        "In đường dẫn để một người đặt mật khẩu mới; dùng một lần, trong 7 ngày; mã hai bước được tắt.",
        "Print a link with which a person sets a new password; once, within 7 days; the second step is turned off.",
    ),
    "account.email": ("THƯ", "EMAIL"),
    "account.unknown": ("Không có tài khoản {email}", "There is no account {email}"),
    "account.link": (
        "{name} mở đường dẫn này sau địa chỉ của máy chủ:\n{path}",
        "{name} opens this path behind the address of the server:\n{path}",
    ),
    "serve": (
        "Chạy ứng dụng web và phần việc nền trên máy này, đến khi bấm Ctrl-C. Không cần cài gì thêm: dữ liệu nằm "
        "trong một thư mục.",
        "Run the web application and its background work on this machine, until Ctrl-C. Nothing else to install: "
        "the data lies in one folder.",
    ),
    "serve.more": (
        """\
Ví dụ:
  nguon serve --data ~/nguon            chạy, in địa chỉ và đường dẫn cho người quản trị đầu tiên
  nguon serve --data /tmp/thu --demo    chạy với văn bản mẫu, in ai đăng nhập được

Đặt khác: tệp nguon.toml trong thư mục dữ liệu, hoặc biến môi trường NGUON_….""",
        """\
Examples:
  nguon serve --data ~/nguon            run, print the address and a first link
  nguon serve --data /tmp/try --demo    run with the sample dispatches, print who can sign in

Other settings: the file nguon.toml in the data folder, or environment variables NGUON_….""",
    ),
    "serve.folder": ("THƯ_MỤC", "DIR"),
    "serve.data": ("thư mục dữ liệu (mặc định: nguon-data)", "data folder (default: nguon-data)"),
    "serve.database_out": ("ĐỊA_CHỈ", "ADDRESS"),
    "serve.database": (
        "postgres://người:mật-khẩu@máy/tên; không nêu thì dùng SQLite trong thư mục dữ liệu",
        "postgres://user:password@host/name; SQLite in the data folder otherwise",
    ),
    "serve.host_out": ("MÁY", "HOST"),
    "serve.host": ("địa chỉ lắng nghe (mặc định: chỉ máy này)", "address to listen on (default: this machine only)"),
    "serve.port_out": ("CỔNG", "PORT"),
    "serve.port": ("cổng (mặc định: {default})", "port (default: {default})"),
    "serve.demo": (
        "đổ văn bản mẫu vào thư mục dữ liệu còn trống",
        "fill an empty data folder with the sample dispatches",
    ),
    "serve.check": (
        "xem các trang có trả lời không, rồi dừng",
        "see whether the pages answer, then end",
    ),
    "serve.not_installed": (
        'Chưa cài phần web (thiếu {module}). Cài: pip install "nguon[web]"',
        'The web part is not installed (no {module}). Install it: pip install "nguon[web]"',
    ),
    "serve.silent": (
        "Máy chủ không trả lời trong 30 giây. Xem thông báo ở trên.",
        "The server did not answer within 30 seconds. See the messages above.",
    ),
    "serve.ready": ("Nguồn đang chạy ở {address}\nDữ liệu: {data}", "Nguồn runs at {address}\nData: {data}"),
    "serve.account": (
        "Đăng nhập: {email}  mật khẩu: {password}  ({who})",
        "Sign in: {email}  password: {password}  ({who})",
    ),
    "serve.first": (
        "Người quản trị đầu tiên mở đường dẫn này (dùng một lần, trong 7 ngày):\n{link}",
        "The first administrator opens this link (once, within 7 days):\n{link}",
    ),
    "serve.end": ("Dừng: Ctrl-C", "To end: Ctrl-C"),
    "problem.port_taken": ("Cổng này không dùng được.", "This port cannot be used."),
    "hint.port_taken": ("Chọn cổng khác với --port.", "Choose another with --port."),
    "problem.server_died": ("Một tiến trình dừng nhiều lần.", "A process ended again and again."),
    "hint.server_died": ("Xem thông báo ở trên.", "See its messages above."),
    "problem.demo": ("Không đổ được văn bản mẫu vào đây.", "The demo cannot be filled in here."),
    "hint.demo": ("Chọn thư mục trống với --data.", "Choose an empty folder with --data."),
    "audit": ("Nhật ký hành động của máy chủ.", "The action log of a server."),
    "audit.verify": (
        "Kiểm tra nhật ký có còn nguyên vẹn: không dòng nào bị sửa, xóa, chèn.",
        "Prove that the log is whole: no row changed, deleted, put in. Exit status 1 where it is not.",
    ),
    "audit.hash": ("MÃ_BĂM", "HASH"),
    "audit.head": ("mã băm đã giữ ở nơi khác, phải còn trong nhật ký", "a hash kept elsewhere; it must be in the log"),
    "audit.whole": (
        "Nhật ký nguyên vẹn: {number} dòng, mã băm cuối {digest}",
        "The log is whole: {number} rows, last hash {digest}",
    ),
    "audit.broken": ("Dòng {number}: {why}", "Row {number}: {why}"),
    "audit.why.missing": ("thiếu", "missing"),
    "audit.why.unlinked": ("không nối với dòng trước", "does not follow the row before it"),
    "audit.why.changed": ("bị sửa sau khi ghi", "changed after it was written"),
    "audit.why.cut": ("mã băm đã giữ không còn trong nhật ký", "the kept hash is not in the log"),
}
