import msgspec
import pytest

from nguon import read
from nguon.core.errors import DamagedFile
from nguon.reading.readers.edxml import Attachment
from nguon.writing.edxml import to_edxml

LETTER = """UBND TỈNH YÊN BÁI
SỞ NỘI VỤ
Số: 231/SNV-TCBC
V/v kiểm kê tài liệu lưu trữ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Yên Bái, ngày 07 tháng 3 năm 2024

Kính gửi: Trung tâm Lưu trữ lịch sử tỉnh.

Đề nghị Trung tâm hoàn thành kiểm kê trước ngày 30/4/2024./.
"""
BARE = "Kính gửi: Trung tâm Lưu trữ lịch sử tỉnh.\n\nĐề nghị Trung tâm hoàn thành kiểm kê trước ngày 30/4/2024./.\n"


def exchange(text: str) -> bytes:
    """An exchange file whose header is the letter's and whose attachment holds ``text``."""
    return to_edxml(read(LETTER.encode()), [Attachment(name="cv.txt", media_type="text/plain", data=text.encode())])


def test_the_attachment_is_read_under_the_exchange_files_name():
    data = exchange(LETTER)
    document = read(data, name="den.edxml")
    assert (document.file.name, document.file.size, document.letterhead.number.value) == ("den.edxml", len(data), "231")
    assert not any(problem.code == "from_exchange_header" for problem in document.problems)


def test_what_only_the_header_says_is_inferred_and_named():
    document = read(exchange(BARE))
    number, day = document.letterhead.number, document.letterhead.date
    assert (number.value, number.sure, number.sources) == ("231", "inferred", ())
    assert day.value.isoformat() == "2024-03-07"
    note = next(problem for problem in document.problems if problem.code == "from_exchange_header")
    assert "number" in note.message


def test_an_exchange_file_without_a_readable_attachment_says_so():
    data = to_edxml(
        read(LETTER.encode()), [Attachment(name="x.bin", media_type="application/x", data=b"\0\1\2\3" * 20)]
    )
    with pytest.raises(DamagedFile, match="no attachment that can be read"):
        read(data)


def test_the_document_still_encodes():
    assert msgspec.json.decode(msgspec.json.encode(read(exchange(BARE))))["letterhead"]["number"]["sources"] == []
