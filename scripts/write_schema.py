"""Write the JSON Schema that is shipped with the package; run it when the Document changes."""

from __future__ import annotations

import json
from pathlib import Path

from nguon.writing.json_lines import document_schema

PLACE = Path(__file__).resolve().parent.parent / "src" / "nguon" / "data" / "schema" / "document.schema.json"


def main() -> None:
    """Write the file."""
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    PLACE.write_text(json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
