"""One sample dispatch as it is written in ``samples/sources``: the same words for every format."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with one table; a cell ``"^"`` continues the one above, ``"<"`` the one on the left. Widths in mm."""

    label: str
    title: str
    note: str
    widths: list[int]
    head_rows: int
    table: list[list[str]]

    def spans(self) -> list[tuple[int, int, int, int, str]]:
        """The cells as (row, column, rows, columns, text), each merged one once."""
        found = []
        for r, row in enumerate(self.table):
            for c, text in enumerate(row):
                if text in ("^", "<"):
                    continue
                columns = rows = 1
                while c + columns < len(row) and row[c + columns] == "<":
                    columns += 1
                while r + rows < len(self.table) and self.table[r + rows][c] == "^":
                    rows += 1
                found.append((r, c, rows, columns, text))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The words of a dispatch. ``**bold**`` lines of the letterhead and the authority are bold."""

    name: str
    layout: str
    left: list[str]
    right: list[str]
    number: str
    place_and_date: str
    about: str = ""
    stamp: str = ""
    type: str = ""
    subject: str = ""
    addressees: list[str] = field(default_factory=list)
    body: list[tuple[str, str]]
    recipients: list[str]
    filed: str
    authority: list[str]
    signer: str
    annex: Annex | None = None

    @property
    def party(self) -> bool:
        return self.layout == "party"


_MARKS = {"> ": "basis", "# ": "heading", "## ": "heading"}


def _paragraph(line: str) -> tuple[str, str]:
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return kind, line[len(mark) :]
    return "text", line


def load(path: Path) -> Sample:
    """The sample of one source file; its body as (kind, text), kind ``basis``, ``heading`` or ``text``."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    body = [_paragraph(line) for line in data.pop("body").strip().split("\n")]
    annex = Annex(**data.pop("annex")) if "annex" in data else None
    return Sample(name=path.stem, body=body, annex=annex, **data)


def bold(line: str) -> tuple[str, bool]:
    """A line without its ``**``, and whether it had them."""
    return (line[2:-2], True) if line.startswith("**") else (line, False)
