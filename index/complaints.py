"""What is wrong with a setting, as plain sentences for the person who wrote it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import ValidationError

_TAKES: Final = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "finite_number": "a number",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_type": "a whole number",
}
_BOUNDS: Final = {"ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}"}
_MAX_VALUE_CHARS: Final = 60  # characters of a value that are shown
_TOKEN: Final = re.compile(r"\d+:[\w-]+")  # somebody may have put it into the wrong line
_NAME: Final = re.compile(r"\s*(?:export\s+)?(\w+)\s*=")


def complain(prefix: str, error: ValidationError, secrets: Iterable[str] = ()) -> str:
    """Return a sentence about the first setting that cannot be used; the values of `secrets` are not shown."""
    first = error.errors(include_url=False)[0]
    field = str(first["loc"][0])
    name, value = f"{prefix}{field}".upper(), str(first.get("input"))
    if first["type"] == "value_error":
        return f"{name} {first['msg'].removeprefix('Value error, ')}."
    takes = _takes(first["type"], first.get("ctx", {}), in_list=len(first["loc"]) > 1)
    if takes is None:
        return f"{name} cannot be used: {first['msg']}."
    hidden = field in secrets or _TOKEN.search(value) or len(value) > _MAX_VALUE_CHARS
    return f"{name} takes {takes}." if hidden else f"{name} holds {value!r}; it takes {takes}."


def _takes(kind: str, context: Mapping[str, object], *, in_list: bool) -> str | None:
    if in_list:
        return "numbers separated by commas"
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "")
    bound = next((key for key in _BOUNDS if key in context), None)
    return _BOUNDS[bound].format(context[bound]) if bound else _TAKES.get(kind)


def strangers(prefix: str, fields: Iterable[str], file: Path = Path(".env")) -> list[str]:
    """Return the names in a file of settings that begin with a prefix and are none of the known fields: typing errors.

    A file that cannot be read has none; whoever reads the settings tells that.
    """
    names = {f"{prefix}{field}".upper() for field in fields}
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    entries = [match[1] for line in lines if (match := _NAME.match(line)) and match[1].upper().startswith(prefix)]
    return list(dict.fromkeys(name for name in entries if name.upper() not in names))


def unknown(names: Iterable[str]) -> str:
    """Return a sentence that names unknown settings."""
    return f"No setting of citebot is called {' or '.join(names)}, as written in .env; .env.example lists all."
