"""``python -m tests.bench``: every figure, in one run on one machine."""

from __future__ import annotations

from importlib import import_module

PARTS = ("reading", "planning", "units", "scan", "web")


def main() -> None:
    """Run each part under its name."""
    for part in PARTS:
        print(f"\n# {part}")
        import_module(f"tests.bench.{part}").main()


if __name__ == "__main__":
    main()
