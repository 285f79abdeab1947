"""The trip that judges an index: question sets → answers → verdicts → figures and misses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.evaluation.intervals import mean, separation, share
from index.evaluation.judgements import JUDGED_SNIPPETS, judge
from index.evaluation.misses import find_miss

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.answer.retriever import Retriever
    from index.evaluation.intervals import Figure
    from index.evaluation.judgements import Judged
    from index.evaluation.misses import Miss
    from index.evaluation.question_sets import QuestionSet

FIGURES: Final[Mapping[str, str]] = {
    "answer@1": "the first snippet lies at least half in gold and holds one of the answers",
    "answer@3": "one of the first three snippets does",
    "hit@1": "the first snippet lies at least half in gold",
    "hit@3": "one of the first three snippets does",
    "hit@10": "one of the first ten snippets does",
    "MRR": "mean of 1 / rank of the first snippet of ten that lies in gold, 0 where none does",
    "answered": "of the answerable questions: not declined",
    "right": "of the answered ones whose answers are known: the first snippet holds one",
    "abstained": "of the unanswerable questions: declined",
    "AUC": "chance that an answerable question has more confidence than an unanswerable one",
}
"""What each figure means; answer@k and right are taken over questions that have `answers`."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How an index did on some questions: each judged, what went wrong, and what is odd about the set."""

    name: str
    judged: tuple[Judged, ...]
    misses: tuple[Miss, ...]
    problems: tuple[str, ...] = ()


def evaluate(retriever: Retriever, asked: QuestionSet) -> Evaluation:
    """Ask all questions of a set and return how that went."""
    articles = {source.id for source in retriever.sources()}
    judged, misses = [], []
    for question in asked.questions:
        trace = retriever.trace(question.text, JUDGED_SNIPPETS)
        judged.append(judge(question, trace.answer))
        if miss := find_miss(judged[-1], trace, articles):
            misses.append(miss)
    return Evaluation(str(asked.path), tuple(judged), tuple(misses), tuple(_problems(asked, misses)))


def _problems(asked: QuestionSet, misses: Sequence[Miss]) -> list[str]:
    absent = [miss.question for miss in misses if miss.reason == "absent"]
    if not absent:
        return []
    first = f"{absent[0].gold[0].article!r} of question {absent[0].id!r}"
    problem = f"{asked.path}: the index lacks the articles of {len(absent)} questions, such as {first}."
    return [f"{problem} Check that --index is the index of these articles."]


def together(evaluations: Sequence[Evaluation]) -> Evaluation:
    """Return several evaluations as one: answerable and unanswerable questions may be in files of their own.

    What went wrong stays with the file of the question.
    """
    return Evaluation("together", tuple(judgement for evaluation in evaluations for judgement in evaluation.judged), ())


def measure(judged: Sequence[Judged]) -> dict[str, Figure | None]:
    """Return the figures of FIGURES, each None where there is no question to take it over."""
    answerable = [judgement for judgement in judged if judgement.question.gold]
    unanswerable = [judgement for judgement in judged if not judgement.question.gold]
    with_answers = [judgement for judgement in answerable if judgement.question.answers]
    return {
        **{f"answer@{k}": share([judgement.says(k) for judgement in with_answers]) for k in (1, 3)},
        **{f"hit@{k}": share([judgement.hits(k) for judgement in answerable]) for k in (1, 3, JUDGED_SNIPPETS)},
        "MRR": mean([judgement.reciprocal_rank for judgement in answerable]),
        "answered": share([judgement.answered for judgement in answerable]),
        "right": share([judgement.says(1) for judgement in with_answers if judgement.answered]),
        "abstained": share([not judgement.answered for judgement in unanswerable]),
        "AUC": separation(
            [judgement.confidence for judgement in answerable], [judgement.confidence for judgement in unanswerable]
        ),
    }
