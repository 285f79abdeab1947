"""A question set made from people's votes, which a bot keeps in an SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from index.errors import QuestionError
from index.evaluation.question_sets import Gold, Question, QuestionSet

if TYPE_CHECKING:
    from pathlib import Path

_FILE: Final = "bot.sqlite"
_VOTES: Final = (
    "SELECT question, article, start, end, SUM(2 * up - 1) FROM votes GROUP BY 1, 2, 3, 4 ORDER BY MIN(voted)"
)


def read_feedback(path: Path) -> QuestionSet:
    """Return the questions of which an answer was voted for, with the passages that more people like than dislike.

    `path` is the file or its folder. Which passage would have been right for a question with votes against its answers
    only, nobody has said: such questions are counted in `problems`. Raises QuestionError where the file cannot be read
    or holds no vote for an answer.
    """
    liked: dict[str, list[Gold]] = {}
    for question, article, start, end, balance in _votes(path / _FILE if path.is_dir() else path):
        passages = liked.setdefault(question, [])
        if balance > 0 and 0 <= start < end:
            passages.append(Gold(article, start, end))
    answered = [(question, tuple(gold)) for question, gold in liked.items() if gold]
    if not answered:
        raise QuestionError(f"Nobody has voted for an answer in {path} yet. 👍 below the bot's answers is what counts.")
    left = len(liked) - len(answered)
    problems = (f"{path}: {left} questions with 👎 only are left out; the bot's /broken lists them.",) if left else ()
    questions = (Question(str(number), *pair, ()) for number, pair in enumerate(answered, start=1))
    return QuestionSet(path, tuple(questions), problems)


def _votes(path: Path) -> list[tuple[str, str, int, int, int]]:
    try:
        # Read only, so that a mistyped path makes no file; a bot that runs goes on writing.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(_VOTES).fetchall()
    except sqlite3.Error as error:
        raise QuestionError(
            f"Cannot read the votes in {path}: {error}. Give the folder that the bot has as BOT_DATA."
        ) from error
