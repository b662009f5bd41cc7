"""Formats that only LibreOffice reads (.doc, RTF, ODT) → DOCX → lines."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nguon.core.errors import DamagedFile, ProgramMissing, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import Source, sniff
from nguon.reading.readers.docx import open_docx

_SUFFIXES = {sniff.DOC: ".doc", sniff.RTF: ".rtf", sniff.ODT: ".odt"}
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)

# No macros, no links fetched, no recovery dialogue: a document comes from outside.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501 (one item of the profile a line)


def recognises_office(data: bytes, suffix: str) -> bool:
    """Whether the bytes are of a format that LibreOffice turns into DOCX for us."""
    return sniff.media_type(data, suffix) in _SUFFIXES


@contextmanager
def open_office(data: bytes, options: ReadingOptions) -> Iterator[Source]:
    """Convert with LibreOffice in a private folder that is wiped afterwards, then read the DOCX.

    The folder lies in memory (``/dev/shm``) where there is one, so that nothing of the document reaches a disk.

    Raises:
        ProgramMissing: no LibreOffice, or ``options.office`` is empty or no program.
        TooLarge: past ``max_bytes``, or not converted within ``max_seconds``.
        DamagedFile: LibreOffice makes nothing of it.
    """
    if len(data) > options.max_bytes:
        raise TooLarge(f"The file has {len(data)} bytes, more than {options.max_bytes}", hint="Raise max_bytes")
    suffix = ".xml" if data.lstrip()[:5] == b"<?xml" else _SUFFIXES.get(sniff.media_type(data) or "", ".doc")
    with open_docx(_converted(data, suffix, options), options) as source:
        yield source


def find_office(wanted: str) -> str:
    """The program that ``ReadingOptions.office`` asks for; raises ``ProgramMissing`` where there is none."""
    hint = "Install LibreOffice (Debian, Ubuntu: apt-get install libreoffice-writer), or save the file as DOCX"
    if not wanted:
        raise ProgramMissing("Reading .doc, RTF and ODT through LibreOffice is switched off", hint=hint)
    names = _PROGRAMS + _PLACES if wanted == "auto" else (wanted,)
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    what = "LibreOffice was not found" if wanted == "auto" else f"There is no program {wanted}"
    raise ProgramMissing(f"{what}; .doc, RTF and ODT are read through it", hint=hint)


def _converted(data: bytes, suffix: str, options: ReadingOptions) -> bytes:
    program = find_office(options.office)
    memory = Path("/dev/shm")
    room = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 20 * len(data) + 2**26
    with tempfile.TemporaryDirectory(prefix="nguon-", dir=memory if room else None, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / f"document{suffix}", folder / "out" / "document.docx"
        source.write_bytes(data)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(target.parent),
            str(source),
        ]
        _run(command, folder, options.max_seconds)
        if not target.is_file():
            raise DamagedFile("LibreOffice could not open the file", hint="Open it in Word and save it as DOCX")
        if target.stat().st_size > options.max_unpacked:
            raise TooLarge("The converted document is too large", hint="Raise max_unpacked")
        return target.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run LibreOffice in a session of its own, so that its children end with it when the time is over."""
    environment = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        # Whatever the document links to is asked from a proxy that does not exist.
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise TooLarge(
                f"LibreOffice did not convert the file within {seconds:g} seconds", hint="Raise max_seconds"
            ) from error
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
