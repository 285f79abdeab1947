"""How questions went: what /stats counts, and what is deleted in time."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from bot.data.database import Database
from bot.data.question_log import Questions
from bot.observation import Asked
from bot.ops.ops import DAY_SECONDS, Ops
from bot.settings import BotSettings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.data.opening import Data
    from index.answer.retriever import Retriever


def asked(text: str, seconds: float, *, answered: bool) -> Asked:
    """Return a question that was dealt with."""
    return Asked(text, seconds, answered, 0.9, 0.001, 0.002)


def test_a_period_counts_its_questions(data: Data) -> None:
    """Shares and times of all, and the unanswered by how often they came."""
    questions = Questions(data.storage, texts=True)
    for number in range(100):
        questions.add(asked(f"q{number % 3}", (number + 1) / 100, answered=number % 4 > 0))
    period = questions.since(0)
    assert (period.questions, period.answered) == (100, 75)
    assert (period.p50, period.p95) == (0.51, 0.96)
    assert period.unanswered == (("q0", 9), ("q1", 8), ("q2", 8))
    nothing = questions.since(time.time() + 1)
    assert (nothing.questions, nothing.p50, nothing.unanswered) == (0, 0.0, ())


def test_texts_are_kept_only_where_the_operator_wants_them(tmp_path: Path) -> None:
    """Otherwise the number and the times are all there is."""
    questions = Questions(Database(tmp_path), texts=False)
    questions.add(asked("what is secret", 0.1, answered=False))
    assert questions.since(0).questions == 1
    assert questions.since(0).unanswered == ()
    assert not any(b"secret" in path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize(("age", "left"), [(29, 1), (31, 0)])
async def test_what_is_old_enough_is_deleted(tmp_path: Path, retriever: Retriever, age: int, left: int) -> None:
    """After the days that the operator set, votes and questions go; at once when the bot starts."""
    ops = Ops.open(BotSettings(data=tmp_path, keep_days=30), retriever)
    ops.records.vote(1, "q", "a", 0, 9, "v", up=True)
    ops.asked(asked("q", 0.1, answered=True))
    moment = time.time() - age * DAY_SECONDS
    ops.data.storage.write("UPDATE votes SET voted = ?", moment)
    ops.data.storage.write("UPDATE questions SET asked = ?", moment)
    task = asyncio.create_task(ops.keep_tidy())
    await asyncio.sleep(0)
    task.cancel()
    for table in ("votes", "questions"):
        assert ops.data.storage.read(f"SELECT COUNT(*) FROM {table}") == [(left,)]  # noqa: S608 - names of ours
