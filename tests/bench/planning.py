"""Duties and plans: CPU against reading the same text, and plans a second."""

from __future__ import annotations

from pathlib import Path

from nguon import Directory, extract_duties, make_plan, read
from tests.bench.clock import cpu

SAMPLES = Path(__file__).parents[2] / "samples"


def main() -> None:
    """Ratio of extracting and planning to reading; plans a second of a dispatch with 7 duties for about 40 bodies."""
    directory = Directory.shipped()
    reading = extracting = planning = 0.0
    for path in sorted(SAMPLES.glob("*.txt")):
        data = path.read_bytes()
        document = read(data)
        duties = extract_duties(document)
        make_plan(document, duties, directory)
        reading += cpu(lambda d=data: read(d))
        extracting += cpu(lambda d=document: extract_duties(d))
        planning += cpu(lambda d=document, u=duties: make_plan(d, u, directory))
    print(
        f"samples as text: read {reading * 1e3:.1f} ms, duties {extracting * 1e3:.1f} ms, "
        f"plan {planning * 1e3:.1f} ms; "
        f"(duties + plan) / read {(extracting + planning) / reading:.2f}"
    )
    document = read(SAMPLES / "party-commemoration.txt")
    duties = extract_duties(document)
    plan = make_plan(document, duties, directory)
    once = cpu(lambda: make_plan(document, duties, directory))
    bodies = len({task.organisation.id for task in plan.tasks})
    print(f"plans a second: {1 / once:.0f} ({len(plan.duties)} duties, {bodies} bodies, {len(plan.tasks)} tasks)")


if __name__ == "__main__":
    main()
