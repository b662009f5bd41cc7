"""Write every sample of ``samples/sources`` as DOCX, PDF, HTML and text.

The PDF comes from the DOCX through LibreOffice (``soffice``), with Liberation Serif in place of Times New Roman;
fonts-liberation before version 2 lacks Vietnamese letters. Needs python-docx, LibreOffice and fonts-liberation2.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import sample_docx
import sample_html
import sample_text
from sample_source import load

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def main(names: list[str]) -> None:
    """Write the named samples, or all of them."""
    office = shutil.which("soffice") or sys.exit("LibreOffice (soffice) is not installed")
    for source in sorted((SAMPLES / "sources").glob("*.toml")):
        if names and source.stem not in names:
            continue
        sample = load(source)
        sample_docx.write(sample, SAMPLES / f"{source.stem}.docx")
        sample_html.write(sample, SAMPLES / f"{source.stem}.html")
        sample_text.write(sample, SAMPLES / f"{source.stem}.txt")
        with tempfile.TemporaryDirectory() as home:
            command = [office, f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "pdf"]
            command += ["--outdir", str(SAMPLES), str(SAMPLES / f"{source.stem}.docx")]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        print(source.stem)


if __name__ == "__main__":
    main(sys.argv[1:])
