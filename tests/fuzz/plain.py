"""Bytes as a text file: any encoding, any line ends."""

from __future__ import annotations

from collections.abc import Iterable

from nguon.core.errors import ReadingError
from nguon.reading.options import ReadingOptions
from nguon.reading.readers.plain import open_plain
from nguon.reading.readers.sniff import media_type

_OPTIONS = ReadingOptions(max_characters=100_000)
_LETTER = """UBND HUYỆN N          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 3/UBND-VX         N, ngày 4 tháng 5 năm 2020
V/v rà soát

Kính gửi: Sở Y tế

1. Giao các đơn vị báo cáo trước ngày 10/5.

Nơi nhận:             KT. CHỦ TỊCH
- Như trên;           PHÓ CHỦ TỊCH
- Lưu: VT.
                      Trần Văn Mẫu
"""


def read(data: bytes) -> None:
    """Read; refusing is fine."""
    media_type(data)
    try:
        with open_plain(data, _OPTIONS) as source:
            for line in source.pages[0].lines:
                line.text.encode()
    except ReadingError:
        pass


def seeds() -> Iterable[bytes]:
    """A letter in the encodings that a text file may have."""
    yield _LETTER.encode()
    yield _LETTER.encode("utf-16")
    yield _LETTER.encode("utf-16-be")
    yield "UBND X· M \t CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\r\nSè: 4/TB-UBND | M, ngµy 3".encode("latin-1")
    yield b"Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam ddo^.c la^.p"
