"""Calibrates `index/answer/confidence.py`: `python -m tests.tuning.confidence SETS_DIR --work DIR`.

A logistic regression with weights of 0 or more tells the answerable questions, as far as their gold is among the
candidates, from the unanswerable ones; sets count alike, and so do both kinds within a set. Near sets are shown but,
unless they are named, not fitted on: what is asked there is no fair example of a question from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.answer import confidence
from index.answer.finding import find_windows
from index.answer.meaning import by_meaning
from index.encoding.cache import CachedEncoder
from index.encoding.universal import UniversalEncoder
from index.evaluation.intervals import auc
from index.query.understanding import understand
from tests.tuning.climb import climb
from tests.tuning.quotes import judge_by
from tests.tuning.sets import chosen, parser, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.encoding.encoder import Encoder
    from index.evaluation.question_sets import Question
    from index.stores.base import Store
    from tests.tuning.climb import Vector
    from tests.tuning.sets import SetFolder

_ANSWERED, _ABSTAINED = 0.95, 0.90  # the shares that a threshold is to reach on every set
_STEPS, _RATE = 3_000, 0.05
_DECAY = 1e-4  # keeps the weights finite where the kinds are wholly apart


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of a set's questions, a row a question; NaN where nothing was found: those are always declined.

    `found` tells which of the answerable ones have gold among their windows.
    """

    name: str
    base: str
    fitted: bool
    answerable: Vector
    unanswerable: Vector
    found: NDArray[np.bool_]


def collect(folder: SetFolder, most: int, encoder: Encoder | None, *, fitted: bool) -> Signals:
    """Return the signals of up to `most` questions of each kind."""
    store = folder.store()
    asked = [_signals(question, store, encoder, quoted=folder.real) for question in folder.questions("questions", most)]
    others = [
        _signals(question, store, encoder, quoted=folder.real) for question in folder.questions("unanswerable", most)
    ]
    return Signals(
        name=folder.name,
        base=folder.base,
        fitted=fitted,
        answerable=np.array([row for row, _ in asked]),
        unanswerable=np.array([row for row, _ in others]),
        found=np.array([found for _, found in asked]),
    )


def _signals(question: Question, store: Store, encoder: Encoder | None, *, quoted: bool) -> tuple[list[float], bool]:
    query = understand(question.text, store)
    windows = [] if query.declined else find_windows(query, store)
    if encoder and windows:
        windows = by_meaning(windows, question.text, encoder)
    if not windows:
        return [float("nan")] * len(confidence.SIGNALS), False
    values = confidence.signals(windows)
    gold = not question.gold or any(judge_by(question, one, quoted=quoted).hits for one in windows)
    return [values[name] for name in confidence.SIGNALS], gold


def fit(sets: Sequence[Signals]) -> Vector:
    """Return the weights of the signals and, last, the bias."""
    rows, labels, weights = [], [], []
    for one in sets:
        for kind, label in ((one.answerable[one.found], 1.0), (one.unanswerable, 0.0)):
            usable = kind[~np.isnan(kind).any(axis=1)]
            rows.append(usable)
            labels.append(np.full(len(usable), label))
            weights.append(np.full(len(usable), 1 / max(1, len(usable))))
    values = np.concatenate(rows)
    matrix = np.column_stack([values, np.ones(len(values))])
    wanted, weight = np.concatenate(labels), np.concatenate(weights)
    weight /= weight.sum()
    decay = np.array([*[_DECAY] * values.shape[1], 0.0])

    def gradient(place: Vector) -> Vector:
        return np.asarray(matrix.T @ ((wanted - _logistic(matrix @ place)) * weight) - decay * place)

    least = np.array([*[0.0] * values.shape[1], -np.inf])
    return climb(gradient, np.zeros(matrix.shape[1]), _STEPS, _RATE, least)


def sure(rows: Vector, weights: Vector) -> Vector:
    """Return the confidence in each question, 0 where nothing was found."""
    return np.nan_to_num(_logistic(rows @ weights[:-1] + weights[-1]), nan=0.0)


def _logistic(values: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-values)))


def best_threshold(sets: Sequence[Signals], weights: Vector) -> float:
    """Return the threshold at which the sets lack least of the shares to reach, the middle one of several."""
    steps = np.linspace(0.01, 0.99, 99)
    lacks = [sum(_lack(one, weights, threshold) for one in sets) for threshold in steps.tolist()]
    return float(np.median(steps[np.isclose(lacks, min(lacks))]))


def _lack(one: Signals, weights: Vector, threshold: float) -> float:
    answered, abstained = shares(one, weights, threshold)
    return max(0.0, _ANSWERED - answered) + max(0.0, _ABSTAINED - abstained)


def shares(one: Signals, weights: Vector, threshold: float) -> tuple[float, float]:
    """Return which share of the answerable questions is answered, and which of the others is not."""
    answered = sure(one.answerable, weights) >= threshold
    abstained = sure(one.unanswerable, weights) < threshold
    return float(answered.mean()), float(abstained.mean())


def main() -> None:
    """Fit, and print the weights and how they do; on crossed sets alone, those for crossed questions."""
    made = parser("Calibrate the confidence.")
    made.add_argument("--encoder", action="store_true", help="with the encoder of the extra `semantic`")
    options = made.parse_args()
    encoder = CachedEncoder(UniversalEncoder.load()) if options.encoder else None
    sets = []
    folders = chosen(options, near=True)
    for folder in folders:
        sets.append(collect(folder, options.questions, encoder, fitted=bool(options.sets) or not folder.near))
        say(f"{folder.name}: {len(sets[-1].answerable)} answerable, {len(sets[-1].unanswerable)} unanswerable")
    used = [one for one in sets if one.fitted]
    weights = fit(used)
    print("WEIGHTS = {")
    for name, weight in zip(confidence.SIGNALS, weights.tolist(), strict=False):  # the bias is left over
        print(f'    "{name}": {weight:.2f},')
    print(f"}}\nBIAS = {weights[-1]:.2f}\n")
    used_now = confidence.CROSSED if all(folder.crossed for folder in folders) else confidence.SAME
    current = np.array([*(used_now.weights.get(name, 0.0) for name in confidence.SIGNALS), used_now.bias])
    _print_table("current", sets, [current] * len(sets), best_threshold(used, current))
    _print_table("fitted", sets, [weights] * len(sets), best_threshold(used, weights))
    rest = {one.base: [other for other in used if other.base != one.base] for one in sets}
    if all(rest.values()):
        without = {base: fit(others) for base, others in rest.items()}
        _print_table("left out in turn", sets, [without[one.base] for one in sets], best_threshold(used, weights))


def _print_table(label: str, sets: Sequence[Signals], weights: Sequence[Vector], best: float) -> None:
    heads = ("AUC", "answered .50", "abstained .50", f"answered {best:.2f}", f"abstained {best:.2f}")
    print(f"{label:18}", *(f"{head:>15}" for head in heads))
    for one, own in zip(sets, weights, strict=True):
        apart = auc(sure(one.answerable, own), sure(one.unanswerable, own))
        figures = (apart, *shares(one, own, 0.5), *shares(one, own, best))
        print(f"{one.name:18}", *(f"{figure:15.3f}" for figure in figures))
    print(flush=True)


if __name__ == "__main__":
    main()
