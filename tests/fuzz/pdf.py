"""Atheris target for the PDF reader: any bytes are read or refused with a ``ReadingError``.

python -m tests.fuzz.pdf [CORPUS_FOLDER] [libFuzzer options, such as -max_total_time=1800]
"""

from __future__ import annotations

import sys

import atheris  # not installed with the tests: `make fuzz` does it

with atheris.instrument_imports(include=["nguon"]):
    from nguon.core.errors import ReadingError
    from nguon.reading.options import ReadingOptions
    from nguon.reading.readers.pdf import open_pdf, recognises_pdf

OPTIONS = ReadingOptions(max_pages=20, max_characters=200_000, max_seconds=10.0)


def one_input(data: bytes) -> None:
    """Read the bytes as a PDF and ask for the box of every line."""
    recognises_pdf(data, ".pdf")
    try:
        with open_pdf(data, OPTIONS) as source:
            for page in source.pages:
                for line in page.lines:
                    line.text.encode()
                    if line.glyphs:
                        line.glyphs.box(0, len(line.text))
    except ReadingError:
        return


def main() -> None:
    """Fuzz until stopped."""
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
