"""The parameters of one call, as a form or a JSON body brings them."""

from __future__ import annotations

import json
from typing import Any, TypeVar

JSON = dict[str, Any]
_T = TypeVar("_T", dict[str, Any], list[Any])


class RefusedError(Exception):
    """The Bot API does not do what was asked; `code` is the HTTP status, `description` the sentence in the answer."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        """`parameters` are the Bot API's ResponseParameters: `retry_after`, `migrate_to_chat_id`."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> JSON:
        """Return it as the Bot API writes it."""
        body: JSON = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad_request(what: str) -> RefusedError:
    """Refuses with status 400."""
    return RefusedError(400, f"Bad Request: {what}")


class Params:
    """Typed access to a call's parameters; a form carries numbers, flags and objects as JSON text."""

    def __init__(self, raw: JSON) -> None:
        self._raw = raw
        _check_encoding(raw)

    def names(self) -> set[str]:
        """Return the names that were given."""
        return set(self._raw)

    def text(self, name: str) -> str | None:
        """Return a string, None where it is not given."""
        value = self._raw.get(name)
        return value if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number, `default` where it is not given or is none, as Telegram reads them."""
        try:
            return int(self._raw.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Tell whether it is true, True or 1."""
        return str(self._raw.get(name, "")).lower() in {"true", "1", "yes"}

    def structure(self, name: str, kind: type[_T], called: str) -> _T | None:
        """Return a JSON object or list, None where it is not given; refused as `called` where it is something else."""
        value = self._raw.get(name)
        if value is None:
            return None
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                raise bad_request(f"can't parse {called} JSON object") from None
            _check_encoding(value)
        if not isinstance(value, kind):
            raise bad_request(f"can't parse {called} JSON object")
        return value


def _check_encoding(value: object) -> None:
    """Refuses text that UTF-8 cannot carry: half of a surrogate pair, written as a JSON escape."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
