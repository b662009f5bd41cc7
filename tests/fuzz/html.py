"""Bytes as a web page."""

from __future__ import annotations

from collections.abc import Iterable

from nguon.core.errors import ReadingError
from nguon.reading.options import ReadingOptions
from nguon.reading.readers.html import open_html

_OPTIONS = ReadingOptions(max_characters=100_000)


def read(data: bytes) -> None:
    """Read; refusing is fine."""
    try:
        with open_html(data, _OPTIONS) as source:
            for line in source.pages[0].lines:
                line.text.encode()
    except ReadingError:
        pass


def seeds() -> Iterable[bytes]:
    """A letterhead table, a data table, lists, styles and a menu."""
    yield (
        "<!doctype html><meta charset=utf-8><style>.a{display:none}</style><nav>x</nav><table border=0><tr><td>BỘ A<br>"
        "<td align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><tr><td>Số: 2/BA<td>A, ngày 2 tháng 3</table>"
        "<p style='text-indent:1cm'>1. Giao&nbsp;Sở&#7843;</p><ol type=a start=3><li>Một<li value=7>Hai</ol>"
    ).encode()
    yield b"<table border=1><thead><tr><th colspan=2>A</thead><tr><td rowspan=3>1<td>2</table><pre>a   b\n c</pre>"
    yield "<html><p>Số</p><ul><li><a href=x>a</a><li>b</ul><font face='.VnTime'>C«ng v¨n</font>".encode("utf-16")
