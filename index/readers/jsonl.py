"""The lines of a .jsonl file, each of them an article as a JSON object."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from index.errors import ArticleError
from index.readers.content import Content, text_content
from index.readers.encodings import decode
from index.readers.files import largest
from index.readers.metadata import usable
from index.readers.plain.blocks import plain_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_ID: Final = 200  # characters
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Record(NamedTuple):
    """The article of one line, and its id within the file."""

    id: str
    content: Content


def record_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the number and the bytes of each line that is not blank; the first is 1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 has no line ending that is one byte
        data = decode(data).encode("utf-8", errors="replace")
    start, number = 0, 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        number += 1
        if line := data[start:end].strip():
            yield number, line
        start = end + 1


def read_record(line: bytes) -> Record:
    """Read a line: an object with "id" and "text", mostly "title", and what else is known of the article.

    Raises ArticleError where it is none.
    """
    if len(line) > largest(".txt"):
        raise ArticleError(f"The line has {len(line) / 1e6:.1f} MB, and {largest('.txt') / 1e6:.0f} are the most.")
    try:
        row = json.loads(decode(line), parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"It is not JSON ({error!s:.80}): mend the line.") from error
    if not isinstance(row, dict):
        raise ArticleError("It is JSON, but no object: write {…} with an id, a title and a text.")
    text = _string(row, "text")
    fields = usable({name: _joined(value) for name, value in row.items()})
    if "\0" in text:
        raise ArticleError('Its "text" holds the character U+0000: it is binary data, not text.')
    return Record(_id(row), text_content(text, plain_blocks(text, 0), fields, titled=bool(fields.title)))


def _id(row: dict[str, object]) -> str:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    name = _string(row, "id")
    if not name.isprintable() or name.isspace() or len(name) > _LONGEST_ID:
        raise ArticleError(f'Its "id" cannot be one: write a text of up to {_LONGEST_ID} characters, or a number.')
    return name


def _string(row: dict[str, object], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise ArticleError(f'It has no "{name}" that is a text: add one.')
    # JSON can write half of a surrogate pair, which no text holds.
    return _SURROGATE.sub("\ufffd", value).replace("\r\n", "\n").replace("\r", "\n")


def _joined(value: object) -> object:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return value
