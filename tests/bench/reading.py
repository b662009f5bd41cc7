"""Reading: a whole ``read`` of PDF against a bare loop over its characters, and of text against another tokenizer."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

from nguon import read
from tests.bench.clock import cpu
from tests.bench.pdf import bare_loop

SAMPLES = Path(__file__).parents[2] / "samples"
EIGHT_KB = 8192


def pdf() -> None:
    """``read`` of the samples' PDFs: CPU against the bare loop; pdfminer.six and pdfplumber beside them."""
    files = [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))]
    bare = sum(cpu(lambda d=data: bare_loop(d)) for data in files)
    ours = sum(cpu(lambda d=data: read(d)) for data in files)
    print(f"PDF, {len(files)} files: bare loop {bare * 1e3:.2f} ms; read {ours * 1e3:.2f} ms; ratio {ours / bare:.2f}")
    for name, function in (("pdfminer.six", _pdfminer), ("pdfplumber", _pdfplumber)):
        try:
            other = sum(cpu(lambda d=data, f=function: f(d)) for data in files)
        except ImportError:
            print(f"  {name}: not installed")
        else:
            print(f"  {name}: {other * 1e3:.0f} ms; ratio {other / bare:.1f}")


def _pdfminer(data: bytes) -> object:
    import io

    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data))


def _pdfplumber(data: bytes) -> object:
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_words() for page in document.pages]


def text() -> None:
    """``read`` of 8 KB of text, and underthesea's sentence and word tokenizers on the same."""
    one = (SAMPLES / "party-commemoration.txt").read_text("utf-8")
    head, _, tail = one.partition("\n1.")
    while len(one.encode()) < EIGHT_KB:
        head += "\n1." + tail.split("Nơi nhận")[0]
        one = head + "\n1." + tail
    data = one.encode()
    ours = cpu(lambda: read(data))
    size = len(data)
    print(f"text, {size} bytes: read {ours * 1e3:.2f} ms = {EIGHT_KB / size / ours:.0f} documents of 8 KB a second")
    try:
        from underthesea import sent_tokenize, word_tokenize
    except ImportError:
        print("  underthesea: not installed")
        return
    other = cpu(lambda: [word_tokenize(sentence) for sentence in sent_tokenize(one)])
    print(f"  underthesea: {other * 1e3:.2f} ms; ratio read / underthesea {ours / other:.2f}")


def startup() -> None:
    """Wall time of ``import nguon`` over that of bare Python, in milliseconds."""
    import time

    def best(code: str) -> float:
        times = []
        for _ in range(7):
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            times.append(time.perf_counter() - started)
        return min(times)

    bare, ours, reading = best("pass"), best("import nguon"), best("from nguon import read")
    print(f"import nguon: {(ours - bare) * 1e3:.0f} ms; from nguon import read: {(reading - bare) * 1e3:.0f} ms")


def memory() -> None:
    """Peak of Python's memory after 20 and after 200 files: it must not grow with their number."""
    files = [path.read_bytes() for path in sorted(SAMPLES.glob("*.*")) if path.suffix in {".pdf", ".docx", ".txt"}]
    for data in files:
        read(data)
    peaks = []
    for count in (20, 200):
        tracemalloc.start()
        for number in range(count):
            read(files[number % len(files)])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    print(
        f"peak after 20 files {peaks[0] / 1e6:.1f} MB, after 200 {peaks[1] / 1e6:.1f} MB; "
        f"ratio {peaks[1] / peaks[0]:.2f}"
    )


def main() -> None:
    """All of them."""
    pdf()
    text()
    startup()
    memory()


if __name__ == "__main__":
    main()
