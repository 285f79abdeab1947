"""Questions that were answered wrongly, and the reason for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from index.evaluation.explanation import score_parts
from index.evaluation.judgements import judge_window

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.answer.retriever import AnswerTrace
    from index.evaluation.judgements import Judged
    from index.evaluation.question_sets import Question
    from index.ranking.ranker import Window

Reason = Literal["absent", "not_found", "unsaid", "outranked", "declined", "answered"]

REASONS: Final[dict[Reason, str]] = {
    "absent": "the index has no article of the gold's name",
    "not_found": "no window of the candidates lies at least half in the gold",
    "unsaid": "no window in the gold holds one of the answers",
    "outranked": "a window with the answer was found, but another was ranked above it",
    "declined": "the best window was right, but the question was declined",
    "answered": "it was answered, though the articles hold no answer",
}

_MAX_DIFFERENCES: Final = 5  # that differ most; the rest of some thirty say little


class Shown(NamedTuple):
    """A window as it is or would be shown, its rank among all windows from 1, and its score."""

    rank: int
    score: float
    article: str
    text: str


class Difference(NamedTuple):
    """What a part added to the score of the window that was shown, and to that of the one that should have been."""

    name: str
    shown: float
    gold: float


@dataclass(frozen=True, slots=True)
class Miss:
    """What went wrong with a question.

    `declined` is the answer's; `shown` is the best window, `gold` the best one that would have been right. Only an
    outranked one has `differences`: the parts of the two scores that differ most, the largest first.
    """

    question: Question
    reason: Reason
    confidence: float
    declined: str | None
    shown: Shown | None
    gold: Shown | None
    differences: tuple[Difference, ...] = ()


def find_miss(judged: Judged, trace: AnswerTrace, articles: Collection[str]) -> Miss | None:
    """Return what went wrong with a question, None where nothing did; `articles` are the ids that the index has."""
    if judged.right:
        return None
    question, windows = judged.question, trace.windows
    reason, rank = _reason(judged, trace, articles)
    return Miss(
        question=question,
        reason=reason,
        confidence=trace.answer.confidence,
        declined=trace.answer.declined,
        shown=_shown(windows[0], 1) if windows else None,
        gold=_shown(windows[rank], rank + 1) if rank is not None else None,
        differences=_differences(windows[0], windows[rank]) if rank and reason == "outranked" else (),
    )


def _reason(judged: Judged, trace: AnswerTrace, articles: Collection[str]) -> tuple[Reason, int | None]:
    """Return what went wrong, and the place of the best window in the gold among all windows, from 0."""
    question = judged.question
    if not question.gold:
        return "answered", None
    if not any(gold.article in articles for gold in question.gold):
        return "absent", None
    verdicts = [judge_window(question, window) for window in trace.windows]
    hits = next((i for i, verdict in enumerate(verdicts) if verdict.hits), None)
    says = next((i for i, verdict in enumerate(verdicts) if verdict.says), None)
    if hits is None:
        return ("declined" if trace.query.declined else "not_found"), None
    if question.answers and says is None:
        return "unsaid", hits
    best = says if question.answers else hits
    return ("outranked" if best else "declined"), best


def _shown(window: Window, rank: int) -> Shown:
    text = window.analysed.text[window.shown.start : window.shown.end]
    return Shown(rank, window.score, window.analysed.passage.article, text)


def _differences(best: Window, gold: Window) -> tuple[Difference, ...]:
    of_gold = {part.name: part.contribution for part in score_parts(gold)}
    of_shown = {part.name: part.contribution for part in score_parts(best)}
    # Of articles in both languages a window may have a part that another has not: what it gets for its language.
    names = dict.fromkeys([*of_shown, *of_gold])
    differences = [Difference(name, of_shown.get(name, 0.0), of_gold.get(name, 0.0)) for name in names]
    return tuple(
        sorted(differences, key=lambda difference: -abs(difference.shown - difference.gold))[:_MAX_DIFFERENCES]
    )
