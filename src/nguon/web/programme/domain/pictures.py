"""Pictures as evidence: drawn anew, without EXIF, so without the place where they were taken."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from nguon.core.errors import NguonError

LONGEST_SIDE: Final = 2000
MAX_PIXELS: Final = 50_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP")
_HEIF: Final = (b"heic", b"heix", b"heif", b"mif1", b"msf1")


class NotEvidence(NguonError):
    """A file of a kind that is not taken, or that does not open."""

    code = "not_evidence"


def is_picture(head: bytes) -> bool:
    """Whether the first bytes are those of a picture that is taken: JPEG, PNG, WebP, HEIC."""
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return True
    return (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or (head[4:8] == b"ftyp" and head[8:12] in _HEIF)


def clean(data: bytes) -> bytes:
    """The picture drawn anew as JPEG: upright, at most 2,000 pixels a side, without EXIF.

    Raises:
        NotEvidence: it does not open, or is too large.
    """
    formats: tuple[str, ...] = FORMATS
    if data[4:8] == b"ftyp":
        register_heif_opener()
        formats = ("HEIF",)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=formats) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise NotEvidence("The picture has more than 50 million pixels", hint="Make it smaller")
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (
        OSError, ValueError, SyntaxError, EOFError, RuntimeError,
        Image.DecompressionBombError, Image.DecompressionBombWarning,
    ) as error:  # fmt: skip
        raise NotEvidence("The picture does not open", hint="Choose a JPEG, PNG, WebP or HEIC picture") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(out, "JPEG", quality=85)
    return out.getvalue()
