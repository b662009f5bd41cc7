"""Sound and film by content: which containers are taken, and how the place of recording is taken out of MP4."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path
from typing import BinaryIO, Final

HEAD: Final = 64
"""Bytes that are enough to know a container."""
_FTYP: Final = {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime", b"3gp": "video/3gpp"}
_PICTURES: Final = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif")
_FREED: Final = frozenset({b"udta", b"meta", b"uuid"})
_OPENED: Final = frozenset({b"moov", b"trak"})
PROBE_SECONDS: Final = 20


def container(head: bytes) -> str:
    """The media type of a recording by its first bytes; empty where it is none.

    >>> container(b"OggS" + bytes(60))
    'audio/ogg'
    """
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in _PICTURES:
            return ""
        return _FTYP.get(brand) or _FTYP.get(brand[:3]) or "video/mp4"
    if head[:4] == b"RIFF":
        return {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12], "")
    for mark, kind in ((b"OggS", "audio/ogg"), (b"fLaC", "audio/flac"), (b"ID3", "audio/mpeg"),
                       (b"#!AMR", "audio/amr"), (b"\x1a\x45\xdf\xa3", "video/webm")):  # fmt: skip
        if head.startswith(mark):
            return kind
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "audio/aac"
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 and head[2] & 0xF0 != 0xF0:
        return "audio/mpeg"
    return ""


def plays(path: Path) -> bool:
    """Whether ``ffprobe`` finds sound or film in it; True where the machine has no ``ffprobe``."""
    probe = shutil.which("ffprobe")
    if probe is None:
        return True
    command = [
        probe,
        "-v",
        "error",
        "-protocol_whitelist",
        "file",
        "-show_entries",
        "stream=codec_type",
        "-of",
        "csv=p=0",
    ]
    try:
        said = subprocess.run(
            [*command, f"file:{path}"],
            capture_output=True,
            timeout=PROBE_SECONDS,
            check=False,
            text=True,
            errors="replace",
        ).stdout
    except subprocess.TimeoutExpired:
        return False
    return "audio" in said or "video" in said


def take_place_out(file: BinaryIO, size: int) -> int:
    """Turn the boxes of an MP4 that hold remarks, the place of recording among them, into unused space.

    The file keeps its length, so nothing that points into it moves. Bytes of the boxes are zeroed.

    Args:
        file: open for reading and writing.
        size: its length in bytes.

    Returns:
        How many boxes were emptied.
    """
    return _free(file, 0, size, 0)


def _free(file: BinaryIO, start: int, end: int, depth: int) -> int:
    freed, place, boxes = 0, start, 0
    while place + 8 <= end and boxes < 4096:
        boxes += 1
        file.seek(place)
        head = file.read(16)
        length, kind = struct.unpack(">I4s", head[:8])
        skip = 8
        if length == 1 and len(head) == 16:
            length, skip = struct.unpack(">Q", head[8:])[0], 16
        elif length == 0:
            length = end - place
        if length < skip or place + length > end:
            break
        if kind in _FREED:
            file.seek(place + 4)
            file.write(b"free")
            file.seek(place + skip)
            for done in range(0, length - skip, 1 << 20):
                file.write(bytes(min(1 << 20, length - skip - done)))
            freed += 1
        elif kind in _OPENED and depth < 3:
            freed += _free(file, place + skip, place + length, depth + 1)
        place += length
    return freed
