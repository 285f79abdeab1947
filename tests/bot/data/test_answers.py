"""Which message answers which question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.data.answers import AnswerMessages

if TYPE_CHECKING:
    from bot.data.opening import Data


def test_an_answer_is_found_by_its_question(data: Data) -> None:
    """The later one of a question; another chat's question of the same number is another one."""
    data.answers.remember(1, 60, 6)
    data.answers.remember(1, 60, 7)
    data.answers.remember(-1_002_000_000_000, 60, 8)
    assert [data.answers.answer_to(chat, 60) for chat in (1, -1_002_000_000_000, 2)] == [7, 8, None]
    data.answers.drop_before(1.0)
    assert data.answers.answer_to(1, 60) == 7


def test_the_oldest_answers_are_forgotten() -> None:
    """So that a bot that runs for a year does not grow."""
    answers = AnswerMessages()
    for number in range(10_050):
        answers.remember(1, number, number + 1)
    answers.remember(1, 60, 7)
    answers.remember(2, 60, 8)
    assert [answers.answer_to(1, number) for number in (0, 49, 60, 10_049)] == [None, None, 7, 10_050]
    assert answers.answer_to(2, 60) == 8
    assert len(answers._answers) == 10_000
