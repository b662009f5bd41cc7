"""Files of pictures → pages: each frame of each file is one page, of the size its density says, else of A4."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from nguon.core.errors import DamagedFile, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Page
from nguon.reading.readers import Remark, Source
from nguon.reading.readers.pdf_layout import Frame
from nguon.reading.scan.image import DPI, Picture, scaling
from nguon.reading.scan.pages import read_pictures
from nguon.reading.scan.perspective import flattened

MOST_PIXELS = 50_000_000
_A4 = 842.0  # points: the longer side of a page whose density is not known
_LONGEST, _SHORTEST = 1300.0, 280.0  # points: a density that makes a page of another size is not that of a scan
_DENSITIES = range(72, 1201)


def frames(data: bytes) -> Iterator[Image.Image]:
    """The pictures of a file, turned as they are meant to be seen.

    Raises:
        DamagedFile: it cannot be opened.
        TooLarge: one has more than ``MOST_PIXELS``.
    """
    if data[4:8] == b"ftyp":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    number = 0
    try:
        with _no_warnings():
            picture = Image.open(io.BytesIO(data))
            count = getattr(picture, "n_frames", 1)
        while number < count:
            with _no_warnings():
                picture.seek(number)
                if picture.width * picture.height > MOST_PIXELS:
                    raise TooLarge(f"A picture has {picture.width * picture.height:,} pixels", hint="Scan at 300 dpi")
                density = picture.info.get("dpi")
                shown = ImageOps.exif_transpose(picture).convert("RGB")
            shown.info["dpi"] = density
            yield shown
            number += 1
    except Image.DecompressionBombError as error:
        raise TooLarge("A picture has too many pixels", hint="Scan at 300 dpi") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError) as error:
        raise DamagedFile("The picture cannot be opened", hint="Scan or photograph the page again") from error


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Pillow warns of what is damaged or large; what matters of it raises here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def page_size(picture: Image.Image) -> tuple[float, float]:
    """Width and height of the page in points."""
    density = picture.info.get("dpi")
    if density and round(float(density[0])) in _DENSITIES and abs(float(density[0]) - float(density[1])) < 1:
        points = 72.0 / float(density[0])
        longest = max(picture.size) * points
        if _SHORTEST < longest < _LONGEST:
            return picture.width * points, picture.height * points
    points = _A4 / max(picture.size)
    return picture.width * points, picture.height * points


def picture_of(image: Image.Image) -> Picture:
    """The picture at the density that reads best; a photographed page lying on something darker is cut out flat."""
    width, _ = page_size(image)
    scale = min(width / image.width * DPI / 72.0, 1.6)
    if abs(scale - 1.0) > 0.02:
        size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
        image = image.resize(size, Image.Resampling.LANCZOS if scale < 1 else Image.Resampling.BICUBIC)
    picture = Picture(np.asarray(image), float(DPI), scaling(width / image.width))
    return flattened(picture)


def read_photographs(files: Sequence[bytes], options: ReadingOptions) -> Source:
    """The pages of some files of pictures, in order; see ``readers.pictures``."""
    remarks: list[Remark] = []
    pages: list[Page] = []
    pictures: dict[int, Image.Image] = {}

    def opened() -> Iterator[Page]:
        for data in files:
            for image in frames(data):
                number = len(pages) + 1
                if number > options.max_pages:
                    what = f"The first {options.max_pages} pages were read"
                    remarks.append(Remark(code="too_many_pages", what=what, page=number, hint="Raise max_pages"))
                    return
                width, height = page_size(image)
                page = Page(number=number, width=width, height=height, text_layer=False, reason="none")
                pages.append(page)
                pictures[number - 1] = image
                yield page

    def draw(index: int) -> Picture | None:
        image = pictures.pop(index)
        return picture_of(image) if min(image.size) >= 32 else None

    read = tuple(read_pictures(opened(), draw, options, Frame(), remarks))
    return Source(pages=read, page_count=len(pages), remarks=tuple(remarks))
