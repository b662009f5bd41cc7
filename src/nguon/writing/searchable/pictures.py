"""Pictures as pages of a PDF, as they are packed: JPEG as it stands, black and white as fax, the rest as PNG."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from nguon.reading.scan.photographs import frames, page_size

_TURNS: Final[dict[int, tuple[int, ...]]] = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""Where the corners of a picture go by its EXIF orientation, as a matrix of the unit square."""
_QUALITY: Final = 90  # of pictures that have to be compressed anew (HEIC, JPEG inside TIFF)


class _Picture(NamedTuple):
    """A picture's stream: its data, its dictionary, its EXIF orientation."""

    data: bytes
    entries: dict[str, Any]
    orientation: int = 1


def pdf_of_pictures(data: Sequence[bytes]) -> pikepdf.Pdf:
    """A PDF with a page a picture, of the size at which it was read.

    Raises:
        DamagedFile: a picture cannot be opened.
        TooLarge: a picture has more pixels than a page needs.
    """
    pdf = pikepdf.new()
    for one in data:
        for shown, picture in zip(frames(one), _pictures(one), strict=False):
            width, height = page_size(shown)
            image = pikepdf.Stream(pdf, picture.data)
            for name, value in picture.entries.items():
                image[name] = value
            a, b, c, d, e, f = _TURNS.get(picture.orientation, _TURNS[1])
            matrix = (a * width, b * height, c * width, d * height, e * width, f * height)
            content = f"q {' '.join(f'{value:.3f}' for value in matrix)} cm /Im Do Q".encode()
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, round(width, 3), round(height, 3)]),
                Resources=Dictionary(XObject=Dictionary(Im=pdf.make_indirect(image))),
                Contents=pdf.make_stream(content),
            )
            pdf.pages.append(pikepdf.Page(page))
    return pdf


def _pictures(data: bytes) -> Iterator[_Picture]:
    with Image.open(io.BytesIO(data)) as opened:
        if opened.format == "JPEG" and opened.mode in {"L", "RGB", "CMYK"}:
            yield _jpeg(opened, data, opened.getexif().get(0x0112, 1))
            return
        lossy = opened.format in {"JPEG", "MPO", "HEIF"}
        for number in range(getattr(opened, "n_frames", 1)):
            opened.seek(number)
            orientation = opened.getexif().get(0x0112, 1) if opened.format != "HEIF" else 1
            yield _packed(opened, lossy or opened.info.get("compression") == "jpeg", orientation)


def _jpeg(image: Image.Image, data: bytes, orientation: int) -> _Picture:
    space = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[image.mode]
    entries = _entries(image, space, 8, Name.DCTDecode)
    if image.mode == "CMYK" and "adobe" in image.info:
        entries["/Decode"] = Array([1, 0] * 4)  # Adobe writes them inverted
    return _Picture(data, entries, orientation)


def _packed(image: Image.Image, lossy: bool, orientation: int) -> _Picture:
    if image.mode == "1":
        return _fax(image, orientation)
    if lossy:
        flat = image.convert("L" if image.mode == "L" else "RGB")
        buffer = io.BytesIO()
        flat.save(buffer, "JPEG", quality=_QUALITY)
        return _jpeg(flat, buffer.getvalue(), orientation)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return _flate(image, orientation)


def _fax(image: Image.Image, orientation: int) -> _Picture:
    """Group 4, as scanners write it: the strip that Pillow writes into a TIFF."""
    buffer = io.BytesIO()
    image.save(buffer, "TIFF", compression="group4", tiffinfo={278: image.height})
    whole = buffer.getvalue()
    with Image.open(io.BytesIO(whole)) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]
        (offset,), (length,) = tags[273], tags[279]
        white_is_zero = tags[262] == 0
    entries = _entries(image, Name.DeviceGray, 1, Name.CCITTFaxDecode)
    entries["/DecodeParms"] = Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=not white_is_zero)
    return _Picture(whole[offset : offset + length], entries, orientation)


def _flate(image: Image.Image, orientation: int) -> _Picture:
    """As PNG packs it: its data can stand in a PDF as it is."""
    palette = None
    if image.mode == "P":
        palette = bytes(image.getpalette("RGB") or b"")
    elif image.mode not in {"L", "RGB"}:
        image = image.convert("L" if image.mode in {"I", "I;16", "F"} else "RGB")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **({"bits": 8} if palette is not None else {}))
    colours = 3 if image.mode == "RGB" else 1
    space: Any = Name.DeviceRGB if colours == 3 else Name.DeviceGray
    if palette is not None:
        space = Array([Name.Indexed, Name.DeviceRGB, max(len(palette) // 3 - 1, 0), pikepdf.String(palette)])
    entries = _entries(image, space, 8, Name.FlateDecode)
    entries["/DecodeParms"] = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=8, Columns=image.width)
    return _Picture(b"".join(_chunks(buffer.getvalue(), b"IDAT")), entries, orientation)


def _chunks(png: bytes, kind: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        if name == kind:
            yield png[at + 8 : at + 8 + length]
        at += length + 12


def _entries(image: Image.Image, space: Any, bits: int, packing: Name) -> dict[str, Any]:
    return {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": image.width,
        "/Height": image.height,
        "/ColorSpace": space,
        "/BitsPerComponent": bits,
        "/Filter": packing,
    }
