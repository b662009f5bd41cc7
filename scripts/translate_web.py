"""Bring the catalogues of the web application up to date: collect the strings, keep translations, compile.

``python scripts/translate_web.py`` rewrites ``django.po`` and ``django.mo``; with ``--from FILE`` it also takes
translations from lines ``English|Vietnamese``. It needs gettext. Untranslated strings end it with status 1.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "nguon" / "web"
PO = WEB / "locale" / "vi" / "LC_MESSAGES" / "django.po"
ENTRY = re.compile(
    r'^msgid (".*"(?:\n".*")*)\n(msgid_plural ".*"(?:\n".*")*\n)?(msgstr(?:\[0\])? )(".*"(?:\n".*")*)', re.M
)


def main(arguments: list[str]) -> int:
    """Collect, fill in, compile."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.web.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    command = [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-wrap", "--no-location", "-v0"]
    subprocess.run(command, cwd=WEB, env=environment, check=True)
    table = {}
    if arguments[:1] == ["--from"]:
        lines = Path(arguments[1]).read_text(encoding="utf-8").splitlines()
        table = dict(line.split("|", 1) for line in lines if "|" in line)
    text = re.sub(r'"POT-Creation-Date: .*\n', "", PO.read_text(encoding="utf-8"))
    text = "\n\n".join(_unguessed(block) for block in text.split("\n\n"))
    missing: list[str] = []

    def fill(found: re.Match[str]) -> str:
        key = _plain(found[1])
        said = table.get(key) or _plain(found[4])
        if not said and key:
            missing.append(key)
        start = "\n" if said.startswith("\n") else ""
        return f"msgid {found[1]}\n{found[2] or ''}{found[3]}" + (_quoted(start + said) if key else found[4])

    PO.write_text(ENTRY.sub(fill, text), encoding="utf-8")
    subprocess.run(["msgfmt", "--check-format", "-o", PO.with_suffix(".mo"), PO], check=True)
    print("\n".join(missing) or "web: every string is translated")
    return 1 if missing else 0


def _unguessed(block: str) -> str:
    """An entry without the translation that gettext guessed from a similar one."""
    if "fuzzy" not in block or 'msgid ""' in block:
        return block
    lines = [line for line in block.split("\n") if not line.startswith(("#|", "#,"))]
    return re.sub(r'^(msgstr(?:\[0\])? )".*"(?:\n".*")*', r'\1""', "\n".join(lines), flags=re.M)


def _plain(quoted: str) -> str:
    joined = "".join(line[1:-1] for line in quoted.split("\n"))
    return joined.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
