"""Why an answer is what it is: the question as understood, the parts of the confidence and of each snippet's score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from index.answer.confidence import SAME, calibration, signals
from index.answer.context import focus_in_article
from index.ranking.ranker import LANGUAGE, MEANING, TIMING, weights_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.answer.retriever import AnswerTrace
    from index.model import Snippet
    from index.query.answer_type import AnswerType
    from index.query.query import QueryTerm
    from index.ranking.ranker import Window


class Part(NamedTuple):
    """One part of a sum: `contribution` is `value` times `weight`."""

    name: str
    value: float
    weight: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an answer came from.

    `signals` are the parts of the confidence (besides `bias`, before the logistic function), empty where nothing was
    found; `snippets` are those of each snippet's score, in the snippets' order. Parts come largest first.
    """

    terms: tuple[QueryTerm, ...]
    answer_type: AnswerType | None
    signals: tuple[Part, ...]
    bias: float
    snippets: tuple[tuple[Part, ...], ...]


def explain(trace: AnswerTrace) -> Explanation:
    """Return what an answer came from."""
    best = None if trace.query.declined else next(iter(trace.windows), None)
    used = calibration(best) if best else SAME
    return Explanation(
        terms=(best.query if best else trace.query).terms,
        answer_type=trace.query.kind,
        signals=_parts(signals(trace.windows), used.weights) if best else (),
        bias=used.bias,
        snippets=tuple(score_parts(_window(snippet, trace.windows)) for snippet in trace.answer.snippets),
    )


def score_parts(window: Window) -> tuple[Part, ...]:
    """Return the parts of a window's score, largest first."""
    return _parts(window.parts, {**weights_for(window.query), LANGUAGE: 1.0, MEANING: 1.0, TIMING: 1.0})


def _parts(values: Mapping[str, float], weights: Mapping[str, float]) -> tuple[Part, ...]:
    parts = [
        Part(name, value, weights[name], value * weights[name]) for name, value in values.items() if name in weights
    ]
    return tuple(sorted(parts, key=lambda part: -part.contribution))


def _window(snippet: Snippet, windows: Sequence[Window]) -> Window:
    """Return the window that a snippet shows: the one with its score that its focus was grown from."""
    focus = focus_in_article(snippet)
    for window in windows:
        passage = window.analysed.passage
        start, end = passage.in_article(window.span)
        if (
            passage.article == snippet.article.id
            and start < focus.end
            and focus.start < end
            and round(window.score, 4) == snippet.score
        ):
            return window
    raise LookupError(f"no window holds the snippet of {snippet.article.id} from {snippet.start} to {snippet.end}")
