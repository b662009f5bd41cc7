"""Write ``tests/golden`` again: what every sample reads as. Review the difference like code."""

from __future__ import annotations

import sys
from pathlib import Path

from nguon.reading.read import read
from nguon.writing.json_lines import indented, to_line

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"


def main(names: list[str]) -> None:
    """Write the named samples' golden files, or all of them."""
    for path in sorted((ROOT / "samples").glob("*.pdf")):
        if names and path.stem not in names:
            continue
        place = GOLDEN / path.stem / "document.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(indented(to_line(read(path))) + b"\n")
        print(place.relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])
