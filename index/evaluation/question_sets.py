"""Questions with known answers, read from JSON lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Gold(NamedTuple):
    """A paragraph of an article that answers a question: the `article`'s text from `start` to `end`, in code points."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question, where its answer stands, and what the answer may be called.

    No `gold`: the articles hold no answer. No `answers`: only the place is known. `id` is the line's number where the
    row has none.
    """

    id: str
    text: str
    gold: tuple[Gold, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of a file in order, and what is wrong with the rows that were left out."""

    path: Path
    questions: tuple[Question, ...]
    problems: tuple[str, ...]


def read_question_set(path: Path) -> QuestionSet:
    """Return the questions of a file; a broken row costs that row and is named with its line, blank lines are skipped.

    A row is `{"id", "question", "gold": [{"article", "start", "end"}], "answers": [str]}`; `id` and `answers` may be
    missing. Raises QuestionError where the file cannot be read or has no row that can be used.
    """
    questions, problems = [], []
    for number, line in _lines(path):
        try:
            questions.append(_question(line, number))
        except QuestionError as error:
            problems.append(f"{path}, line {number}: {error}")
    if not questions:
        first = f" ({problems[0]})" if problems else ""
        raise QuestionError(
            f"There are no questions in {path}{first}. Each line must be a JSON object with a "
            '"question" and its "gold".'
        )
    return QuestionSet(path, tuple(questions), tuple(problems))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Return the lines that are not blank, with their numbers from 1."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QuestionError(f"Cannot read the questions in {path}: {error.strerror}. Check the path.") from error
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _question(line: bytes, number: int) -> Question:
    row = _row(line)
    text = row.get("question")
    if not isinstance(text, str):
        raise QuestionError('it has no "question" that is a text')
    answers = row.get("answers", [])
    if not (isinstance(answers, list) and all(isinstance(answer, str) for answer in answers)):
        raise QuestionError('its "answers" are no list of texts')
    gold = row.get("gold")
    if not isinstance(gold, list):
        raise QuestionError('it has no "gold" that is a list (an empty one where the articles hold no answer)')
    return Question(str(row.get("id", number)), text, tuple(_gold(gold_row) for gold_row in gold), tuple(answers))


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise QuestionError("it is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"it is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise QuestionError("it is not a JSON object")
    return row


def _gold(row: Any) -> Gold:  # noqa: ANN401 - whatever JSON has there
    match row:
        case {"article": str(article), "start": int(start), "end": int(end)} if 0 <= start < end:
            return Gold(article, start, end)
    raise QuestionError('a row of its "gold" is not {"article": text, "start": number, "end": larger number}')
