"""Fuzz every target of this folder with atheris: ``python -m tests.fuzz [--seconds N] [TARGET …]``.

A target is a module with ``read(data: bytes) -> None``, which lets only unexpected errors through, and
``seeds() -> Iterable[bytes]``. Each runs in a process of its own; what crashed or hung one is left in
``build/fuzz/TARGET``.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_SLOWEST_SECONDS = 30
_MOST_MEGABYTES = 1_000


def targets() -> list[str]:
    """The names of all targets, in order."""
    return sorted(path.stem for path in _HERE.glob("*.py") if not path.stem.startswith("_"))


def main() -> int:
    """Run the targets one after another; 1 where one of them found something."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"of {', '.join(targets())}; all where none is named"
    )
    parser.add_argument("--seconds", type=int, default=60, help="time for each target (default: 60)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    unknown = set(chosen.targets) - set(targets())
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    if importlib.util.find_spec("atheris") is None:
        print("Fuzzing is skipped: atheris is not installed (pip install atheris; Linux, CPython 3.11 to 3.13).")
        return 0
    if chosen.inside:
        _fuzz(chosen.targets[0], chosen.seconds)
    failed = [name for name in chosen.targets or targets() if not _run(name, chosen.seconds)]
    if failed:
        print(f"Found something in: {', '.join(failed)}; see build/fuzz")
    return bool(failed)


def _run(name: str, seconds: int) -> bool:
    print(f"{name}: {seconds} s", flush=True)
    command = [sys.executable, "-m", "tests.fuzz", "--inside", "--seconds", str(seconds), name]
    return subprocess.run(command, check=False).returncode == 0


def _fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process; atheris ends it."""
    import atheris

    with atheris.instrument_imports(include=["nguon"]):
        target = importlib.import_module(f"tests.fuzz.{name}")
    folder = Path("build/fuzz") / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed{number}").write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={_SLOWEST_SECONDS}",
        f"-rss_limit_mb={_MOST_MEGABYTES}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.read)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
