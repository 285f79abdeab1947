"""Votes as a question set: written by the bot's own records, read by `citebot eval --from-feedback`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.data.database import FILE
from bot.data.votes import Records
from index.errors import QuestionError
from index.evaluation.feedback import read_feedback
from index.evaluation.question_sets import Gold
from tests.support.forking import run

if TYPE_CHECKING:
    from pathlib import Path

    from index.answer.retriever import Retriever


def test_what_more_people_like_is_gold(tmp_path: Path) -> None:
    """A passage counts where the votes for it prevail; a question without such a passage is left out and counted."""
    records = Records.open(tmp_path)
    for user, up in enumerate([True, True, False]):
        records.vote(user, "liked", "a", 0, 9, "v", up=up)
    records.vote(1, "liked", "b", 3, 7, "v", up=True)
    records.vote(1, "liked", "c", 1, 2, "v", up=False)
    records.vote(1, "disliked", "a", 0, 9, "v", up=False)
    for user, up in enumerate([True, False]):
        records.vote(user, "even", "a", 0, 9, "v", up=up)
    for path in (tmp_path, tmp_path / FILE):
        found = read_feedback(path)
        (question,) = found.questions
        assert (question.text, question.gold, question.answers) == ("liked", (Gold("a", 0, 9), Gold("b", 3, 7)), ())
        (problem,) = found.problems
        assert "2 questions with 👎 only" in problem


def test_eval_measures_votes(retriever: Retriever, seeds_index: Path, tmp_path: Path) -> None:
    """A vote for the first snippet makes a question that is hit; with nothing to measure it is wrong usage."""
    question = "when did WeChat ban NFT accounts"
    best = retriever.ask(question).snippets[0]
    version = retriever.coverage().version
    Records.open(tmp_path).vote(7, question, best.article.id, best.start, best.end, version, up=True)
    arguments = ("index", "eval", "--json", "--index", seeds_index)
    done = run(*arguments, "--from-feedback", tmp_path, folder=tmp_path)
    assert done.code == 0
    assert '"hit@1"' in done.out
    assert '"questions": 1' in done.out
    wrong = run(*arguments, folder=tmp_path)
    assert wrong.code == 2
    assert "--from-feedback" in wrong.told


def test_votes_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """No such file, no database, no vote: each says what to do, and nothing is made."""
    with pytest.raises(QuestionError, match="BOT_DATA"):
        read_feedback(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    (tmp_path / "text").write_text("no database at all " * 99)
    with pytest.raises(QuestionError, match="BOT_DATA"):
        read_feedback(tmp_path / "text")
    Records.open(tmp_path)
    with pytest.raises(QuestionError, match="Nobody has voted"):
        read_feedback(tmp_path)
