"""Log lines: one for each record, and never with the token."""

from __future__ import annotations

import json
import logging

import pytest
from telegram.error import Forbidden

from bot.logs import JsonFormatter, LineFormatter, Redactor, describe

TOKEN = "123456:AAH-a_secret_half"  # noqa: S105 - opens nothing


def _record(message: str, *arguments: object, error: BaseException | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("x", logging.ERROR, "x.py", 1, message, arguments, exc_info)


@pytest.mark.parametrize("tracebacks", [False, True])
def test_the_token_is_in_no_log_line(tracebacks: bool) -> None:
    """Message, arguments, exception text and traceback are all redacted, the secret half alone too."""
    try:
        raise ValueError(f"POST https://api.telegram.org/bot{TOKEN}/getMe")  # noqa: TRY301 - it is the error that matters
    except ValueError as raised:
        error = raised
    line = LineFormatter(Redactor(TOKEN), tracebacks=tracebacks).format(
        _record(f"{TOKEN} %s %r", "bot123456%3AAAH-a_secret_half", {"token": TOKEN}, error=error)
    )
    assert "secret_half" not in line
    assert line.count("[token]") >= 4
    assert ("Traceback" in line) == tracebacks


def test_a_json_line_is_an_object_without_secrets() -> None:
    """Its fields stand beside the message; an exception is told by type and text, and secrets are redacted in all."""
    formatter = JsonFormatter(Redactor(TOKEN, "webhook-secret"), tracebacks=False)
    record = _record("one\ntwo", error=ValueError(f"/bot{TOKEN}/ webhook-secret \ud800"))
    record.fields = {"question": "火幣?", "seconds": 0.5}
    line = formatter.format(record)
    row = json.loads(line)
    assert "\n" not in line
    assert "secret" not in line
    assert (row["message"], row["question"], row["seconds"], row["level"]) == ("one\ntwo", "火幣?", 0.5, "ERROR")
    assert row["error"].startswith("ValueError: /bot[token]/ [token]")
    assert row["time"].endswith("+00:00")


def test_a_record_is_one_line() -> None:
    """Line breaks in a message or an exception do not break the line; a message that does not fit is kept."""
    formatter = LineFormatter(Redactor(TOKEN), tracebacks=False)
    line = formatter.format(_record("one\ntwo %s", "three\nfour", error=ValueError("five\nsix")))
    assert line.endswith("ERROR x: one two three four (ValueError: five six)")
    assert formatter.format(_record("%d items", "no")).endswith("%d items")


def test_a_short_token_does_not_black_out_words() -> None:
    """A part of a token that might be a word is left alone."""
    assert Redactor("1:ask")("please ask") == "please ask"


def test_an_error_is_named_once() -> None:
    """Telegram says "Forbidden" itself."""
    assert describe(Forbidden("Forbidden: bot was blocked by the user")) == "Forbidden: bot was blocked by the user"
    assert describe(ValueError("bad")) == "ValueError: bad"
    assert describe(TimeoutError()) == "TimeoutError"
