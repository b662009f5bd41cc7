"""The one table of settings: a default, under a file, under the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nguon.core.errors import UsageError

Answer = str | int | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row of the table.

    Attributes:
        name: key in the file; in the environment ``NGUON_`` and the name in capitals.
        default: what holds where neither says anything; its type is the type of the setting.
        help: what it does, with its unit.
    """

    name: str
    default: Answer
    help: str


TABLE: Final = (
    Setting(name="data", default="nguon-data", help="folder of the database, stored files and temporary files"),
    Setting(
        name="database", default="", help="postgres://user:password@host:port/name; empty: SQLite in the data folder"
    ),
    Setting(
        name="files",
        default="",
        help="s3://key:secret@host:port/bucket?region=name; empty: stored files lie in the data folder",
    ),
    Setting(name="secret_key", default="", help="signs sessions and links; empty: made once, kept in the data folder"),
    Setting(name="hosts", default="localhost,127.0.0.1,[::1]", help="names under which it is reached, with commas"),
    Setting(name="address", default="", help="address in links, such as https://nguon.example.vn"),
    Setting(name="https", default=False, help="served over HTTPS: secure cookies and HSTS"),
    Setting(name="proxy_header", default="", help="header of a proxy that says https, such as X-Forwarded-Proto"),
    Setting(name="max_upload_mb", default=50, help="largest uploaded file, in megabytes"),
    Setting(name="min_free_mb", default=500, help="free megabytes of the disk below which uploads are refused"),
    Setting(name="reading_seconds", default=60, help="longest reading of one file, in seconds"),
    Setting(name="ocr_seconds", default=300, help="longest recognition of the scanned pages of one file, in seconds"),
    Setting(
        name="trust_store",
        default="",
        help="PEM file or folder of root certificates that digital signatures are held against; empty: none is trusted",
    ),
    Setting(name="held_hours", default=24, help="hours after which a scan that nobody looked at is wiped"),
    Setting(name="reading_memory_mb", default=1500, help="memory of the process that reads one file, in megabytes"),
    Setting(name="lease_seconds", default=20, help="seconds after which the work of a dead worker is taken over"),
    Setting(name="session_hours", default=12, help="hours without a request after which one is signed out"),
    Setting(name="log", default="json", help="json: one object a line, without content; text: plain lines"),
    Setting(name="log_level", default="warning", help="debug, info, warning or error"),
    Setting(name="mail_host", default="", help="SMTP server; empty: no mail is sent"),
    Setting(name="mail_port", default=587, help="its port"),
    Setting(name="mail_tls", default="starttls", help="starttls, tls (from the first byte) or none"),
    Setting(name="mail_user", default="", help="account at the SMTP server; empty: no sign-in"),
    Setting(name="mail_password", default="", help="its password"),
    Setting(name="mail_from", default="", help="address from which mail comes"),
    Setting(name="mail_name", default="Nguồn", help="name beside that address"),
    Setting(
        name="mail_ca_file",
        default="",
        help="certificates that the SMTP server's must follow from; empty: the system's",
    ),
    Setting(name="mail_seconds", default=15, help="longest wait for an answer of the SMTP server, in seconds"),
    Setting(name="debug", default=False, help="for developers: error pages with details"),
)
FILE_NAME: Final = "nguon.toml"


def load_settings(environment: Mapping[str, str]) -> dict[str, Answer]:
    """Every setting: its default, what ``nguon.toml`` says, what the environment says; the last one wins.

    The file is ``NGUON_SETTINGS``, else ``nguon.toml`` in the data folder where it exists.

    Raises:
        UsageError: the file cannot be read, or a key or value is not one of the table's.
    """
    found: dict[str, Answer] = {one.name: one.default for one in TABLE}
    data = environment.get("NGUON_DATA", str(found["data"]))
    path = Path(environment.get("NGUON_SETTINGS") or Path(data) / FILE_NAME)
    if path.exists():
        found |= _from_file(path)
    elif "NGUON_SETTINGS" in environment:
        raise UsageError(f"The settings file {path} does not exist", hint="Correct NGUON_SETTINGS")
    for one in TABLE:
        said = environment.get(f"NGUON_{one.name.upper()}")
        if said is not None:
            found[one.name] = _typed(one, said, f"NGUON_{one.name.upper()}")
    return found


def _from_file(path: Path) -> dict[str, Answer]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"The settings file {path} cannot be read: {error}", hint="Correct it") from error
    known = {one.name: one for one in TABLE}
    for key in rows:
        if key not in known:
            raise UsageError(f"{path}: there is no setting {key!r}", hint=f"Settings: {', '.join(known)}")
    return {key: _typed(known[key], value, f"{path}: {key}") for key, value in rows.items()}


def _typed(setting: Setting, value: object, where: str) -> Answer:
    text = str(value).strip()
    if isinstance(setting.default, bool):
        if text.lower() in ("1", "true", "yes", "on"):
            return True
        if text.lower() in ("0", "false", "no", "off", ""):
            return False
        raise UsageError(f"{where} is {text!r}, neither true nor false", hint="Write true or false")
    if isinstance(setting.default, int):
        if not text.isdigit():
            raise UsageError(f"{where} is {text!r}, not a whole number", hint="Write digits only")
        return int(text)
    return text


def read_environment() -> dict[str, Answer]:
    """The settings of this process."""
    return load_settings(os.environ)
