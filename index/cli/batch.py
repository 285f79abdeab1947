"""Many questions from one file: a line each, as JSON with a "question" or as it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Line(NamedTuple):
    """A line's question, and what is wrong with the line where something is; then the question is the line itself."""

    question: str
    problem: str | None


def read_batch(path: Path) -> Iterator[Line]:
    """Return the questions of a file in order, one a line, a blank or broken line included.

    Raises QuestionError where the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QuestionError(f"Cannot read the questions in {path}: {error.strerror}. Check --batch.") from error
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        yield _read_line(line, number)


def _read_line(line: bytes, number: int) -> Line:
    try:
        text = line.decode("utf-8").strip()
    except UnicodeDecodeError:
        return Line(line.decode("utf-8", "replace"), f"line {number} is not UTF-8")
    if not text.startswith("{"):
        return Line(text, None)
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Line(text, f"line {number} is not JSON: {error}")
    question = row.get("question")
    if not isinstance(question, str):
        return Line(text, f'line {number} has no "question" that is a text')
    return Line(question, None)
