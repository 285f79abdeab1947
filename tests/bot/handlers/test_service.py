"""What the handlers remember."""

from __future__ import annotations

from bot.handlers.service import AnswerMessages


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
