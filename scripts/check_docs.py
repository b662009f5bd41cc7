"""Check the documentation: what a user can type or meet is named in it, and its links lead somewhere."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from nguon.cli.main import nguon

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"(?<!!)\[[^\]\n]{1,200}\]\(([^)\s]{1,300})\)|!\[[^\]\n]{0,200}\]\(([^)\s]{1,300})\)")


def main() -> int:
    """Print what is missing; the number of mistakes."""
    mistakes = list(find_mistakes())
    print("\n".join(mistakes) or "docs: nothing is missing, every link resolves")
    return 1 if mistakes else 0


def find_mistakes() -> Iterator[str]:
    """What is not documented, and links that lead nowhere."""
    pages = {path: path.read_text(encoding="utf-8") for path in _pages()}
    everything = "\n".join(pages.values())
    for thing, name in _things():
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", everything):
            yield f"docs: the {thing} {name} is not named in README.md or docs/*.md"
    for path, text in pages.items():
        yield from _links(path, text)


def _pages() -> Iterator[Path]:
    yield ROOT / "README.md"
    yield from sorted((ROOT / "docs").rglob("*.md"))
    yield ROOT / "samples" / "README.md"


def _things() -> Iterator[tuple[str, str]]:
    yield from _commands(nguon, click.Context(nguon, info_name="nguon"))
    for code in sorted(codes()):
        yield "code", code
    reading = ROOT / "src" / "nguon" / "reading"
    for path in sorted((reading / "rules").glob("*.py")):
        if path.stem != "__init__":
            yield "rule", path.stem
    table = (reading / "readers" / "table.py").read_text(encoding="utf-8")
    for name in sorted(set(re.findall(r'\("(\w+)", "open_\w+"\)', table))):
        yield "reader", name


def _commands(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        path = f"{ctx.command_path} {name}"
        yield "command", path
        inner = click.Context(command, info_name=name, parent=ctx)
        for one in command.get_params(inner):
            if isinstance(one, click.Option):
                yield f"option of {path}", max(one.opts, key=len)
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def codes() -> set[str]:
    """Every stable code in the source: of error classes, of problems and of remarks."""
    found: set[str] = set()
    for path in (ROOT / "src" / "nguon").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "code":
                        found |= _strings(line.value)
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Problem", "Remark"}:
                for keyword in node.keywords:
                    if keyword.arg == "code":
                        found |= _strings(keyword.value)
    from nguon.reading.read import _NO_TEXT

    return (found | {code for code, _ in _NO_TEXT.values()}) - {""}


def _strings(node: ast.expr) -> set[str]:
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def _links(path: Path, text: str) -> Iterator[str]:
    for plain, picture in LINK.findall(text):
        target = plain or picture
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        place = (path.parent / file).resolve() if file else path
        if not place.exists():
            yield f"{path.relative_to(ROOT)}: {target} leads nowhere"
        elif anchor and anchor not in _anchors(place.read_text(encoding="utf-8")):
            yield f"{path.relative_to(ROOT)}: {target} names no heading"


def _anchors(text: str) -> set[str]:
    heads = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


if __name__ == "__main__":
    sys.exit(main())
