"""The searchable copy of a scan; the file that was read is never written to."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Dictionary, Name

from nguon.core.errors import DamagedFile, ProgramMissing, UsageError
from nguon.reading.document import Document
from nguon.reading.placed import PlacedPage
from nguon.reading.readers.pdfium import LOCK
from nguon.reading.readers.sniff import PICTURES
from nguon.writing.searchable.blanked import Blank
from nguon.writing.searchable.layer import FONT, Space, copied, invisible_font, text_layer
from nguon.writing.searchable.pictures import pdf_of_pictures

FOLDER: Final = "inode/directory"
NOT_SIGNED: Final = (
    "Bản sao có thêm lớp chữ: chữ ký số của bản gốc không có giá trị với bản này. / "
    "Copy with a text layer added: the digital signatures of the original do not hold for it."
)


def write_searchable(document: Document, pages: Sequence[PlacedPage], files: Sequence[bytes]) -> bytes:
    """A PDF that looks like what was read, with the recognised text unseen over its pictures.

    Pages with good text stay as they are; of a page whose text was broken nothing of that is found any more. Digital
    signatures do not hold for a copy: they are taken off, what they drew stays, and the document's properties say so.

    Args:
        document: what was read.
        pages: its words, of ``read_placed``.
        files: the bytes of the PDF or of the file of pictures; of a folder those of its pictures in order.

    Raises:
        UsageError: it is neither a PDF nor pictures.
        ProgramMissing: pages are pictures and nobody read them, because ``nguon[ocr]`` is not installed.
        DamagedFile: it cannot be taken apart for writing.
    """
    kind = document.file.media_type
    if kind != "application/pdf" and kind not in PICTURES and kind != FOLDER:
        raise UsageError("Only a PDF or pictures are written back as a PDF", hint="Give a scan")
    read = [page for page in pages if page.recognised]
    if not read and any(problem.code == "no_text_layer" for problem in document.problems):
        raise ProgramMissing("Nobody read the pictures", hint='Install the reader: pip install "nguon[ocr]"')
    try:
        pdf = pikepdf.open(io.BytesIO(files[0])) if kind == "application/pdf" else pdf_of_pictures(files)
        with pdf:
            spaces = _spaces(pdf, files[0] if kind == "application/pdf" else None)
            _add(pdf, read, spaces)
            if is_signed(document, files):
                _unsigned(pdf)
            out = io.BytesIO()
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    except (pikepdf.PdfError, OverflowError, RecursionError, TypeError, ValueError, AttributeError, KeyError) as error:
        # the latter where a hostile file has a number in the place of a list, and the like
        raise DamagedFile("The PDF cannot be taken apart for writing", hint="Ask for the file again") from error
    return out.getvalue()


def is_signed(document: Document, files: Sequence[bytes]) -> bool:
    """Whether what was read carries digital signatures, not only the drawing of one."""
    return document.file.media_type == "application/pdf" and document.file.signatures > 0 and b"/ByteRange" in files[0]


def _spaces(pdf: pikepdf.Pdf, data: bytes | None) -> list[Space]:
    """What is shown of each page, as PDFium has it: the boxes of the words were measured by it."""
    if data is None:
        return [Space(0.0, 0.0, float(page.mediabox[2]), float(page.mediabox[3]), 0) for page in pdf.pages]
    found = []
    with LOCK:
        document = pdfium.PdfDocument(data)
        try:
            for index in range(min(len(document), len(pdf.pages))):
                try:
                    page = document[index]
                except pdfium.PdfiumError:
                    found.append(Space(0.0, 0.0, 595.0, 842.0, 0))
                    continue
                left, bottom, right, top = page.get_bbox()
                found.append(Space(left, bottom, right, top, page.get_rotation() // 90))
                page.close()
        finally:
            document.close()
    return found


def _add(pdf: pikepdf.Pdf, pages: Sequence[PlacedPage], spaces: Sequence[Space]) -> None:
    """Put the words on their pages."""
    if not pages:
        return
    font, blank = invisible_font(pdf), Blank(pdf)
    for placed in pages:
        if placed.number > len(spaces):
            continue
        page = pdf.pages[placed.number - 1]
        if placed.reason == "stamp":  # the words of a signature's stamp are right as they are
            page.obj.Resources = copied(page.resources)
        else:
            blank.page(page)
        fonts = copied(page.obj.Resources.get("/Font"))
        fonts[str(FONT)] = font
        page.obj.Resources.Font = fonts
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + text_layer(placed.lines, spaces[placed.number - 1]) + b"\n")


def _unsigned(pdf: pikepdf.Pdf) -> None:
    """Take the signatures off; what they drew on the page stays as a stamp."""
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            if isinstance(note, Dictionary) and _is_signature(note):
                note.Subtype = Name.Stamp
                for key in ("/FT", "/V", "/T", "/Parent", "/Lock", "/SV", "/AA", "/A"):
                    if key in note:
                        del note[key]
    root = pdf.Root
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary):
        kept = [field for field in form.get("/Fields", []) if not (isinstance(field, Dictionary) and _signs(field))]
        form.Fields = pikepdf.Array(kept)
        if "/SigFlags" in form:
            del form["/SigFlags"]
    for key in ("/Perms", "/DSS"):
        if key in root:
            del root[key]
    subject = str(pdf.docinfo.get("/Subject", ""))
    pdf.docinfo["/Subject"] = f"{subject} {NOT_SIGNED}".strip()


def _is_signature(note: Dictionary) -> bool:
    if note.get("/Subtype") != Name.Widget:
        return False
    parent = note.get("/Parent")
    return note.get("/FT") == Name.Sig or (isinstance(parent, Dictionary) and parent.get("/FT") == Name.Sig)


def _signs(field: Dictionary) -> bool:
    """Whether a field was one of a signature: those that stood on a page have lost their type already."""
    return field.get("/FT") == Name.Sig or field.get("/Subtype") == Name.Stamp
