"""Make tests/material/stamped.pdf: number and day left open in the text and stamped over it as annotations.

Needs the extra ``samples`` (typst); run again only when the material has to change.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import typst

OUT = Path(__file__).resolve().parent.parent / "tests" / "material" / "stamped.pdf"
PAGE = """
#set page(paper: "a4", margin: 2.5cm)
#set text(font: "Liberation Serif", size: 13pt, lang: "vi")
#grid(columns: (1fr, 1.4fr), align: center, row-gutter: 6pt,
  [*SỞ Y TẾ TỈNH BẮC KẠN*], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*],
  [Số: #h(1.2cm) /SYT-NVY], [_Bắc Kạn, ngày #h(0.9cm) tháng 8 năm 2023_])
Kính gửi: Trung tâm Y tế các huyện.

Đề nghị các đơn vị báo cáo trước ngày 15/9/2023.
"""


def stamp(document: pdfium.PdfDocument, page: pdfium.PdfPage, text: str, x: float, y: float) -> None:
    """Draw ``text`` at x, y (points from the lower left) as a stamp annotation with an appearance of its own."""
    note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_STAMP)
    box = raw.FS_RECTF(x, y + 14, x + 40, y - 3)
    raw.FPDFAnnot_SetRect(note, ctypes.byref(box))
    words = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 12)
    units = (text + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(words, ctypes.cast(ctypes.create_string_buffer(units), raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(words, 1, 0, 0, 1, x, y)
    raw.FPDFAnnot_AppendObject(note, words)
    raw.FPDFPage_CloseAnnot(note)


def blank(page: pdfium.PdfPage, before: str) -> tuple[float, float]:
    """Where the words that stand before a blank end: x and baseline, in points from the lower left."""
    words = page.get_textpage()
    found = words.search(before).get_next()
    assert found is not None
    _, bottom, right, _ = words.get_charbox(found[0] + len(before) - 1)
    return right + 6, bottom + 1


def main() -> None:
    """Write the file."""
    document = pdfium.PdfDocument(typst.compile(PAGE.encode()))
    page = document[0]
    for before, text in (("Số:", "417"), ("ngày", "09")):
        stamp(document, page, text, *blank(page, before))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    document.save(OUT)


if __name__ == "__main__":
    main()
