"""Logs as one JSON object a line, without content: what happened, where in our code, under which code it was shown."""

from __future__ import annotations

import json
import logging
import secrets
import time
import traceback
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

CODE: Final[ContextVar[str]] = ContextVar("code", default="")
"""The code of the request in hand: the one that an error page shows."""
PLAIN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "status_code"}
"""What every record has; anything else is a field that our code gave."""
LINES: Final = 12
log = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """Only the event's name, fields of ours, and of an error its kind and lines: a message may hold words of people."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        row: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _event(record),
            "logger": record.name,
        }
        if code := CODE.get():
            row["code"] = code
        row |= {key: _plain(value) for key, value in vars(record).items() if key not in PLAIN}
        if (status := getattr(record, "status_code", None)) is not None:
            row["status"] = int(status)
        if record.exc_info and record.exc_info[0] is not None:
            row["error"] = record.exc_info[0].__name__
            row["where"] = [
                f"{frame.filename.rsplit('/site-packages/', 1)[-1]}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-LINES:]
            ]
        return json.dumps(row, ensure_ascii=False)


class Numbered(MiddlewareMixin):
    """Gives each request its code, and says at level info how long it took; no address, no query, no person."""

    def process_request(self, request: HttpRequest) -> None:
        """A fresh code."""
        CODE.set(secrets.token_hex(2).upper())
        request.META["nguon.started"] = time.monotonic()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What was answered."""
        started = request.META.get("nguon.started", time.monotonic())
        match = getattr(request, "resolver_match", None)
        fields = {
            "method": request.method,
            "view": match.view_name if match else "",
            "answer": response.status_code,
            "ms": round((time.monotonic() - started) * 1000, 1),
        }
        log.info("request_answered", extra=fields)
        return response


def _event(record: logging.LogRecord) -> str:
    """The name of the event; of others' messages the text before its values are put in, which is theirs, not ours."""
    return str(record.msg)[:200] if isinstance(record.msg, str) else type(record.msg).__name__


def _plain(value: object) -> object:
    return value if isinstance(value, (bool, int, float)) or value is None else str(value)[:200]
