"""Files that were not read yet, in a private folder of this machine until they may be kept or must be wiped."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings

from nguon.web.storage.files import blocks, stored, stored_picture

BLOCK: Final = 1 << 20


def hold(chunks: Iterable[bytes]) -> str:
    """Write a file into the private folder, on the disk itself; returns its name there."""
    name = secrets.token_hex(16)
    path = settings.INCOMING / name
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def held(name: str) -> Path:
    """Where a held file lies."""
    return Path(settings.INCOMING) / Path(name).name


def pictures_folder(name: str) -> Path:
    """A fresh private folder for the pictures of a held file's pages."""
    folder = held(f"{name}.pages")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def held_picture(name: str, number: int) -> Path:
    """Where the picture of a page of a held file lies."""
    return held(f"{name}.pages") / f"{number}.png"


def hold_result(name: str, result: bytes) -> None:
    """Keep what was read of a held file beside it, until a person has looked at its pages."""
    with os.fdopen(os.open(held(f"{name}.read"), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(result)
        file.flush()
        os.fsync(file.fileno())


def held_result(name: str) -> bytes:
    """What was read of a held file; empty where it is gone."""
    try:
        return held(f"{name}.read").read_bytes()
    except FileNotFoundError:
        return b""


def wipe(name: str) -> None:
    """Overwrite a held file and remove it, what was read of it, and its pictures; nothing where it is gone already."""
    if not name:
        return
    folder = held(f"{name}.pages")
    for path in [*(folder.iterdir() if folder.is_dir() else ()), held(name), held(f"{name}.read")]:
        try:
            size = path.stat().st_size
            with path.open("r+b") as file:
                for start in range(0, size, BLOCK):
                    file.write(b"\0" * min(BLOCK, size - start))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:
            continue
    shutil.rmtree(folder, ignore_errors=True)


def keep(name: str, sha256: str) -> None:
    """Copy a held file and its pictures into storage under its digest; twice is once."""
    with held(name).open("rb") as file:
        stored(sha256).put(blocks(file))
    folder = held(f"{name}.pages")
    for path in sorted(folder.glob("*.png") if folder.is_dir() else ()):
        if path.stem.isdecimal():
            with path.open("rb") as file:
                stored_picture(sha256, int(path.stem)).put(blocks(file))
