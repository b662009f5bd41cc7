"""Formats that LibreOffice reads for us."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nguon.core.errors import DamagedFile, ProgramMissing, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import sniff
from nguon.reading.readers.office import find_office, open_office, recognises_office

_RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times New Roman;}}\f0"
    rb"\pard S\u7889?: 12/KH-UBND\par\pard\b K\u7870? HO\u7840?CH\b0\par}"
)
needs_office = pytest.mark.skipif(
    not any(map(shutil.which, ("soffice", "libreoffice"))), reason="LibreOffice is not installed"
)


def program(folder: Path, script: str) -> str:
    """A program that stands where LibreOffice is looked for."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_without_libreoffice_the_error_says_what_to_do() -> None:
    for wanted in ("", "/no/such/program"):
        with pytest.raises(ProgramMissing) as caught, open_office(_RTF, ReadingOptions(office=wanted)):
            pass
        assert "LibreOffice" in str(caught.value)
        assert "DOCX" in caught.value.hint


def test_a_program_that_makes_nothing_means_a_damaged_file(tmp_path: Path) -> None:
    options = ReadingOptions(office=program(tmp_path, "exit 0"))
    with pytest.raises(DamagedFile), open_office(_RTF, options):
        pass


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    options = ReadingOptions(office=program(tmp_path, "sleep 60 & sleep 60"), max_seconds=0.3)
    with pytest.raises(TooLarge), open_office(_RTF, options):
        pass


def test_the_private_folder_is_wiped(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    options = ReadingOptions(office=program(tmp_path, f'pwd > "{seen}"; ls >> "{seen}"'))
    with pytest.raises(DamagedFile), open_office(_RTF, options):
        pass
    folder, *files = seen.read_text().split()
    assert "document.rtf" in files
    assert not Path(folder).exists()


@needs_office
@pytest.mark.slow
def test_rtf_is_read_through_libreoffice() -> None:
    with open_office(_RTF, ReadingOptions(office=find_office("auto"))) as source:
        found = [(line.text, line.bold) for line in source.pages[0].lines]
    assert found == [("Số: 12/KH-UBND", False), ("KẾ HOẠCH", True)]


@needs_office
@pytest.mark.slow
def test_a_letterhead_table_in_rtf_becomes_columns() -> None:
    head = (
        rb"{\rtf1\ansi{\fonttbl{\f0 Times New Roman;}}\trowd\cellx4000\cellx9000\pard\intbl UBND X\u195?\par "
        rb"S\u7889?: 3/UBND\cell "
        rb"C\u7896?NG H\u210?A X\u195? H\u7896?I CH\u7910? NGH\u296?A VI\u7878?T NAM\cell\row\pard N\u7897?i dung\par}"
    )
    with open_office(head, ReadingOptions()) as source:
        found = ["WLR"[line.column] + " " + line.text for line in source.pages[0].lines]
    assert found == ["L UBND XÃ", "L Số: 3/UBND", "R CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "W Nội dung"]


@needs_office
@pytest.mark.slow
def test_a_broken_doc_is_damaged_or_read_but_nothing_else() -> None:
    broken = sniff.OLE2 + b"\x00" * 504 + "WordDocument".encode("utf-16-le") + bytes(2000)
    with pytest.raises(DamagedFile), open_office(broken, ReadingOptions()):
        pass


def test_content_decides_and_not_the_name() -> None:
    assert recognises_office(_RTF, ".docx")
    assert not recognises_office(b"Kinh gui", ".doc")
