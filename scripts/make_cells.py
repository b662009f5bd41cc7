"""Make the letterhead and closing cells against which the PDF reader is tested: PDFs and what stands in each column.

    python scripts/make_cells.py [OUT]        (default tests/material/cells)

Needs LibreOffice (``soffice``), the packages of ``nguon[samples]``, python-docx, Pillow and the fonts of Debian's
fonts-liberation2. Each letterhead and closing of ``cells_cases.py`` is typed in a table without borders, with tab stops
and with runs of spaces; the makers take turns.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from cells_cases import BODIES, CLOSES, HEADS
from cells_office import office
from cells_sheet import Sheet, parse
from cells_typst import make_typst
from cells_weasyprint import make_weasyprint

LEFT, RIGHT = 0.39, 0.61  # shares of the width of a letterhead's columns
TYPINGS = ("table", "tab", "space")
MAKERS = ("office", "typst", "weasyprint")


def sheets() -> list[Sheet]:
    """Every letterhead and closing in every typing; makers, bodies and column widths take turns."""
    found = []
    for number, ((head_name, head), (close_name, close)) in enumerate(zip(HEADS.items(), CLOSES.items(), strict=True)):
        for turn, typing in enumerate(TYPINGS):
            maker = MAKERS[(number + turn) % 3]
            shares = (LEFT, RIGHT) if number % 2 else (0.4, 0.6)
            body = BODIES[(number + turn) % len(BODIES)]
            name = f"{head_name}-{close_name}-{typing}-{maker}"
            found.append(Sheet(name, typing, maker, head, close, body, shares, flip=bool(number // 2 % 2)))
    return found


def column(lines: list[str]) -> str:
    """What a column says, white space folded."""
    return " ".join(" ".join(look.text for line in lines if (look := parse(line))).split())


def main(folder: Path) -> None:
    """Write the PDFs and ``truth.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    with tempfile.TemporaryDirectory() as temporary:
        documents = []
        for sheet in sheets():
            if sheet.maker == "office":
                documents.append(office(sheet, Path(temporary)))
            elif sheet.maker == "typst":
                make_typst(sheet, folder / f"{sheet.name}.pdf")
            else:
                make_weasyprint(sheet, folder / f"{sheet.name}.pdf")
            truth[sheet.name] = {
                "head": [column(sheet.head.left), column(sheet.head.right)],
                "middle": column(sheet.head.middle),
                "body": " ".join(" ".join(sheet.body).split()),
                "close": [column(sheet.close.left), column(sheet.close.right)],
            }
        profile = f"-env:UserInstallation=file://{temporary}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, *map(str, documents)], check=True, capture_output=True, timeout=300)
    text = json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "tests/material/cells")
