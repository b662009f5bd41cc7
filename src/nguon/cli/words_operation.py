"""What the commands of operation say, Vietnamese and English, by code."""

from __future__ import annotations

OPERATION: dict[str, tuple[str, str]] = {
    # code: Vietnamese, English
    "command.backup": ("sao lưu toàn bộ máy chủ vào một tệp", "write everything that a server keeps into one file"),
    "command.restore": ("khôi phục bản sao lưu vào chỗ còn trống", "bring a backup back into an empty place"),
    "command.check": ("kiểm tra máy chủ: cái gì sai, phải làm gì", "check a server: what is wrong, and what to do"),
    "backup": (
        "Sao lưu cơ sở dữ liệu và các tệp đã lưu vào một tệp, trong khi mọi người vẫn làm việc.",
        "Write the database and all stored files into one file, while people go on working.",
    ),
    "backup.more": (
        """\
Ví dụ:
  nguon backup /sao-luu/nguon-2026-11-24.zip --data ~/nguon

Không có trong bản sao lưu: tệp chưa đọc xong, phiên đăng nhập, khóa bí mật và tệp nguon.toml.
Giữ mã băm cuối của nhật ký ở nơi khác: nó chứng minh về sau rằng không dòng nào bị cắt.""",
        """\
Example:
  nguon backup /backups/nguon-2026-11-24.zip --data ~/nguon

Not in it: files that were not read yet, sessions, the secret key and nguon.toml.
Keep the last hash of the action log elsewhere: it proves later that no row was cut off.""",
    ),
    "backup.file": ("TỆP", "FILE"),
    "backup.doing": ("Đang sao lưu", "Backing up"),
    "backup.done": (
        "Đã sao lưu vào {file}: {rows} dòng, {files} tệp, {size} kB",
        "Written to {file}: {rows} rows, {files} files, {size} kB",
    ),
    "backup.head": (
        "Nhật ký hành động: {number} dòng, mã băm cuối {digest}",
        "Action log: {number} rows, last hash {digest}",
    ),
    "restore": (
        "Kiểm tra bản sao lưu rồi khôi phục vào thư mục và cơ sở dữ liệu còn trống, SQLite hay PostgreSQL đều được.",
        "Check a backup, then bring it back into an empty folder and database, SQLite or PostgreSQL.",
    ),
    "restore.more": (
        """\
Ví dụ:
  nguon restore nguon-2026-11-24.zip --data ~/nguon-moi

Bản sao lưu hỏng thì không có gì thay đổi. Sau khi khôi phục, mọi người đăng nhập lại.""",
        """\
Example:
  nguon restore nguon-2026-11-24.zip --data ~/nguon-new

A damaged backup changes nothing. After that everybody signs in again.""",
    ),
    "restore.data": ("thư mục trống để khôi phục vào", "empty folder to restore into"),
    "restore.doing": ("Đang khôi phục", "Restoring"),
    "restore.done": (
        "Đã khôi phục {rows} dòng và {files} tệp, sao lưu lúc {made} bằng Nguồn {version}",
        "Restored {rows} rows and {files} files, backed up at {made} by Nguồn {version}",
    ),
    "problem.backup_damaged": ("Bản sao lưu này không dùng được.", "This backup cannot be used."),
    "hint.backup_damaged": (
        "Không có gì thay đổi. Lấy bản sao khác của nó, hoặc bản sao lưu trước.",
        "Nothing was changed. Take another copy of it, or the backup before.",
    ),
    "problem.backup_newer": ("Bản sao lưu này của một Nguồn mới hơn.", "A later Nguồn made this backup."),
    "hint.backup_newer": (
        "Cài đúng phiên bản đó hoặc mới hơn rồi khôi phục.",
        "Install that version or a later one, then restore.",
    ),
    "problem.not_empty": ("Chỗ khôi phục không trống.", "The place is not empty."),
    "hint.not_empty": (
        "Chọn thư mục khác với --data, cơ sở dữ liệu khác với --database; không có gì thay đổi.",
        "Choose another folder with --data, another database with --database; nothing was changed.",
    ),
    "problem.no_room": ("Đĩa không đủ chỗ.", "The disk has too little room."),
    "hint.no_room": ("Dọn đĩa hoặc chọn đĩa khác.", "Make room, or choose another disk."),
    "check": (
        "Kiểm tra máy chủ: cài đặt, đĩa, kho tệp, cơ sở dữ liệu, đồng hồ, việc nền. Mã thoát 1 khi có điều phải sửa.",
        "Look at settings, disk, storage, database, clock and workers. Exit status 1 where something must be mended.",
    ),
    "check.ok": ("được", "well"),
    "check.note": ("lưu ý", "note"),
    "check.bad": ("PHẢI SỬA", "WRONG"),
    "check.well": ("Không có gì phải sửa.", "Nothing must be mended."),
    "check.wrong": ("Phải sửa: {count}.", "To be mended: {count}."),
    "check.settings.ok": ("cài đặt; dữ liệu ở {data}", "settings; the data is in {data}"),
    "check.setting_debug.bad": (
        "debug đang bật trên máy chủ có địa chỉ",
        "debug is on at a server that has an address",
    ),
    "check.setting_debug.todo": ("Bỏ debug khỏi nguon.toml.", "Take debug out of nguon.toml."),
    "check.setting_secret_key.bad": ("khóa bí mật ngắn hơn 32 ký tự", "the secret key has less than 32 characters"),
    "check.setting_secret_key.todo": (
        "Bỏ secret_key khỏi cài đặt: máy chủ tự tạo khóa; mọi người đăng nhập lại.",
        "Take secret_key out of the settings: the server makes one; everybody signs in again.",
    ),
    "check.setting_https.bad": (
        "địa chỉ và cài đặt https không khớp nhau",
        "the address and the setting https do not agree",
    ),
    "check.setting_https.todo": (
        "Đặt https = true khi địa chỉ bắt đầu bằng https://, nếu không thì false.",
        "Set https = true where the address begins with https://, else false.",
    ),
    "check.setting_data.bad": (
        "người khác trên máy này mở được thư mục dữ liệu",
        "others on this machine can open the data folder",
    ),
    "check.setting_data.todo": ("Chạy: chmod 700 THƯ_MỤC", "Run: chmod 700 DIR"),
    "check.disk.ok": ("đĩa còn {free} MB", "{free} MB free on the disk"),
    "check.disk.note": ("đĩa chỉ còn {free} MB", "only {free} MB free on the disk"),
    "check.disk.bad": (
        "đĩa còn {free} MB, dưới mức {least} MB: không nhận tệp nữa",
        "{free} MB free, less than {least} MB: no file is taken any more",
    ),
    "check.disk.todo": (
        "Dọn đĩa hoặc thêm đĩa; xem bản sao lưu cũ trước.",
        "Make room or add a disk; look at old backups first.",
    ),
    "check.storage.ok": ("kho tệp ghi được", "files can be stored"),
    "check.storage.bad": ("kho tệp không ghi được ({why})", "files cannot be stored ({why})"),
    "check.storage.todo": (
        "Xem quyền của thư mục dữ liệu, hoặc địa chỉ S3 trong cài đặt files.",
        "See who owns the data folder, or the S3 address in the setting files.",
    ),
    "check.ocr.ok": ("đọc được bản quét", "scans can be read"),
    "check.ocr.note": ("chưa cài phần đọc bản quét", "what reads scans is not installed"),
    "check.ocr.todo": ('Cài: pip install "nguon[ocr]"', 'Install it: pip install "nguon[ocr]"'),
    "check.database.ok": ("cơ sở dữ liệu trả lời ({engine})", "the database answers ({engine})"),
    "check.database.bad": ("cơ sở dữ liệu không trả lời ({why})", "the database does not answer ({why})"),
    "check.database.todo": (
        "Xem PostgreSQL có đang chạy không và địa chỉ trong cài đặt database.",
        "See whether PostgreSQL runs, and the address in the setting database.",
    ),
    "check.database_damaged.bad": ("tệp cơ sở dữ liệu hỏng", "the database file is damaged"),
    "check.database_damaged.todo": (
        "Dừng máy chủ, giữ nguyên thư mục, khôi phục bản sao lưu mới nhất vào thư mục mới.",
        "Stop the server, keep the folder as it is, restore the last backup into a new folder.",
    ),
    "check.database_unsafe.bad": (
        "cơ sở dữ liệu có thể mất điều đã lưu khi mất điện",
        "the database may lose what was saved at a power cut",
    ),
    "check.database_unsafe.todo": (
        "PostgreSQL: bật fsync và synchronous_commit. SQLite: đặt thư mục dữ liệu trên đĩa của máy này.",
        "PostgreSQL: turn fsync and synchronous_commit on. SQLite: put the data folder on a disk of this machine.",
    ),
    "check.migrations.ok": ("các bảng đúng phiên bản này", "the tables are those of this version"),
    "check.migrations.note": ("{count} bước nâng cấp đang chờ", "{count} steps of the upgrade are waiting"),
    "check.migrations.todo": (
        "Sao lưu, rồi chạy nguon serve: các bảng được nâng cấp khi khởi động.",
        "Back up, then run nguon serve: the tables are brought up to date at its start.",
    ),
    "check.clock.ok": ("đồng hồ: {now:%d/%m/%Y %H:%M}", "clock: {now:%d/%m/%Y %H:%M}"),
    "check.clock.bad": (
        "đồng hồ sai: {now:%d/%m/%Y %H:%M} là trước khi việc gần nhất được ghi",
        "the clock is wrong: {now:%d/%m/%Y %H:%M} is before the last act that was recorded",
    ),
    "check.clock.todo": (
        "Bật đồng bộ giờ: timedatectl set-ntp true",
        "Turn synchronising on: timedatectl set-ntp true",
    ),
    "check.clock_database.bad": (
        "đồng hồ máy này và máy cơ sở dữ liệu lệch quá 5 phút",
        "the clocks of this machine and of the database differ by more than 5 minutes",
    ),
    "check.clock_database.todo": (
        "Bật đồng bộ giờ trên cả hai máy.",
        "Turn synchronising on, on both machines.",
    ),
    "check.workers.ok": ("{count} tiến trình việc nền đang chạy", "{count} workers are running"),
    "check.workers.note": ("không có tiến trình việc nền nào đang chạy", "no worker is running"),
    "check.workers.bad": (
        "{late} việc nền chờ quá 2 phút; {count} tiến trình đang chạy",
        "{late} jobs have waited for more than 2 minutes; {count} workers are running",
    ),
    "check.workers.todo": (
        "Chạy nguon serve, hoặc xem nhật ký của tiến trình việc nền.",
        "Run nguon serve, or see the log of the worker.",
    ),
    "check.files.ok": ("mọi tệp được nhắc đến đều có trong kho", "every file that a row names is stored"),
    "check.files.bad": ("{count} tệp được nhắc đến không còn trong kho", "{count} files that rows name are gone"),
    "check.files.todo": (
        "Khôi phục bản sao lưu gần nhất vào thư mục mới và chép các tệp thiếu từ thư mục files sang.",
        "Restore the last backup into a new folder and copy the missing files from its folder files.",
    ),
}
