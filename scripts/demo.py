"""Read the sample dispatches, show what was found and the plan for real bodies, then serve them filled until Ctrl-C."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
from pathlib import Path

from nguon.cli.main import run
from nguon.cli.reading_job import found_duties
from nguon.cli.words import language
from nguon.core.errors import NguonError
from nguon.duties.duty import Duties
from nguon.planning.plan import make_plan
from nguon.reading.read import read
from nguon.units.directory import Directory
from nguon.writing.flat import flatten
from nguon.writing.summary import summary
from nguon.writing.tables import plan_table
from nguon.writing.viewer import write_html

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ("party-commemoration", "public-health", "plan-with-table", "union-notice")
FORMATS = (".pdf", ".docx", ".html", ".txt")

WORDS = {
    "same": (
        "Bốn dạng PDF, DOCX, HTML, TXT của văn bản này: {same} trên 4 cho cùng giá trị.",
        "PDF, DOCX, HTML and text of this dispatch: {same} of 4 give the same values.",
    ),
    "total": ("Đã đọc {n} tệp trong {seconds:.1f} giây.", "Read {n} files in {seconds:.1f} seconds."),
    "next": (
        """\
Trang xem đã ghi ở {page}
mở bằng trình duyệt: mỗi giá trị có khung ở chỗ của nó trong văn bản.

Thử tiếp với văn bản của mình:
  {nguon} read VAN-BAN.pdf --summary
  {nguon} read VAN-BAN.pdf --html xem.html
  {nguon} plan VAN-BAN.pdf --xlsx viec.xlsx
  {nguon} --help""",
        """\
A page was written to {page}
open it in a browser: every value is outlined where it stands in the document.

Next, with a document of your own:
  {nguon} read DOCUMENT.pdf --summary
  {nguon} read DOCUMENT.pdf --html look.html
  {nguon} plan DOCUMENT.pdf --xlsx tasks.xlsx
  {nguon} --help""",
    ),
}


def say(code: str, **values: object) -> str:
    """One of the demo's own sentences, in the language of the locale."""
    return WORDS[code][language() == "en"].format(**values)


def main() -> int:
    """Show every sample; the number of files that could not be read."""
    width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    colour = sys.stdout.isatty()
    started, files, failed = time.perf_counter(), 0, 0
    for sample in SAMPLES:
        flats = []
        for suffix in FORMATS:
            path = ROOT / "samples" / f"{sample}{suffix}"
            files += 1
            try:
                document = read(path)
            except NguonError as error:
                failed += 1
                print(f"{path.name}: {error}", file=sys.stderr)
                continue
            duties = found_duties(document)
            flat = flatten(document, duties)
            flats.append({key: flat[key] for key in flat if key not in ("id", "file", "source")})
            if suffix == FORMATS[0]:
                print(summary(document, duties=duties, language=language(), width=width, colour=colour))
                plan = make_plan(document, Duties(duties=tuple(duties)), Directory.shipped())
                print(plan_table(plan, language(), width=width, colour=colour))
        print(say("same", same=flats.count(flats[0]) if flats else 0), end="\n\n")
    print(say("total", n=files - failed, seconds=time.perf_counter() - started))
    print(say("next", page=_page(ROOT / "samples" / "public-health.pdf"), nguon=Path(sys.executable).parent / "nguon"))
    return failed


def _page(path: Path) -> Path:
    """Write the viewer's page of one sample; where it went, as short as can be."""
    out = ROOT / "build" / "demo" / f"{path.stem}.html"
    out.parent.mkdir(parents=True, exist_ok=True)
    document = read(path)
    page = write_html(
        document, path.read_bytes(), document.file.media_type, duties=found_duties(document), language=language()
    )
    out.write_text(page, encoding="utf-8")
    return out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out


def serve() -> int:
    """The same samples in the web application, until Ctrl-C; with ``CI=true`` only whether its pages answer."""
    folder = ROOT / "build" / "demo" / "web"
    shutil.rmtree(folder, ignore_errors=True)
    once = ["--check"] if os.environ.get("CI") == "true" else []
    return run(["serve", "--demo", "--data", str(folder), "--port", str(_free_port()), *once])


def _free_port() -> int:
    """8000, or the next one on which nobody listens."""
    for port in range(8000, 8050):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return 8000


if __name__ == "__main__":
    failed = main()
    sys.exit(1 if failed else serve())
