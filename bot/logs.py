"""Log lines on stderr: one line for each record, and never the token."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

_MIN_SECRET_CHARS = 8  # a shorter part of a token would black out ordinary words


class Redactor:
    """Removes the token, its secret half and other secrets from a text."""

    def __init__(self, *secrets: str) -> None:
        parts = {part for secret in secrets for part in (secret, secret.rpartition(":")[2])}
        self._secrets = sorted((part for part in parts if len(part) >= _MIN_SECRET_CHARS), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """Return the text without them."""
        for secret in self._secrets:
            text = text.replace(secret, "[token]")
        return text


class LineFormatter(logging.Formatter):
    """Writes a record as one line, its exception as type and message; at DEBUG the traceback follows.

    The finished text is redacted, not the parts of the record: the token may be in an exception's text, in an
    argument's repr or in a traceback's source line.
    """

    def __init__(self, redact: Redactor, *, tracebacks: bool) -> None:
        super().__init__()
        self._redact = redact
        self._tracebacks = tracebacks

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {_message(record)}"
        for name, value in _fields(record).items():
            line += f" {name}={json.dumps(value, ensure_ascii=False)}"
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not self._tracebacks:
            line += f" ({describe(error)})"
        line = " ".join(line.split())
        if record.exc_info and self._tracebacks:
            line += "\n" + self.formatException(record.exc_info)
        return self._redact(line)


class JsonFormatter(LineFormatter):
    """Writes a record as one JSON object, its exception as type and message; at DEBUG with the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object."""
        row: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        } | _fields(record)
        if record.exc_info and record.exc_info[1] is not None:
            row["error"] = describe(record.exc_info[1])
            if self._tracebacks:
                row["traceback"] = self.formatException(record.exc_info)
        return self._redact(json.dumps(row, ensure_ascii=False, default=str))


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # the message does not fit its arguments
        return str(record.msg)


def _fields(record: logging.LogRecord) -> dict[str, object]:
    """Return the named fields of a record besides its message: `extra={"fields": …}`."""
    return dict(getattr(record, "fields", {}))


def describe(error: BaseException) -> str:
    """Return an error's type and text; Telegram's own "Forbidden: …" begins with the type already.

    Of a text that could not be sent, which the library puts into its own error, no more than the place is told.
    """
    if isinstance(error.__cause__, UnicodeError):
        return f"{type(error).__name__}: {place(error.__cause__)}"
    name, text = type(error).__name__, str(error)
    return text if text.startswith(f"{name}: ") else f"{name}: {text}" if text else name


def place(error: BaseException) -> str:
    """Return an error's type and the line that raised it: its text may hold what people wrote."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    return type(error).__name__ + "".join(f" at {Path(frame.filename).name}:{frame.lineno}" for frame in frames)


def configure(level: str, form: Literal["text", "json"], redact: Redactor) -> None:
    """Send what is logged at `level` and above to stderr, warnings included."""
    handler = logging.StreamHandler(sys.stderr)
    kind = JsonFormatter if form == "json" else LineFormatter
    handler.setFormatter(kind(redact, tracebacks=level == "DEBUG"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for chatty in ("httpx", "httpcore"):  # they log every request's address, with the token in it
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)  # a wrong secret at the webhook is not worth a line
