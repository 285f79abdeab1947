"""Chooses the weights of `index/ranking/weights.py`: `python -m tests.tuning.weights SETS_DIR --work DIR [--ablate]`.

The weights are those under which the windows that hold an answer are likeliest, when each question draws one window
with a chance of exp(score). They are fitted on all sets, each counting alike, and
judged by leaving out in turn all sets of one base.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from index.answer.finding import find_windows
from index.query.understanding import understand
from index.ranking.features import FEATURES
from index.ranking.weights import CROSSED, WEIGHTS
from tests.tuning.climb import climb
from tests.tuning.quotes import judge_by
from tests.tuning.sets import chosen, parser, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.evaluation.judgements import Verdict
    from tests.tuning.climb import Vector
    from tests.tuning.sets import SetFolder

_SAYS, _HITS = 0.7, 0.3  # what a window counts for that holds the answer, and one that lies in gold
_STEPS, _STEPS_ON = 300, 100  # from nothing, and from weights that are nearly right
_RATE = 0.15
_DECAY: Final = 1e-3  # keeps features that say the same from growing without bound


@dataclass(frozen=True, slots=True)
class Examples:
    """The windows of the questions of a set: a row a window, those of a question together, the first at `starts`.

    `asked` counts the questions, also those for which no window was found.
    """

    name: str
    base: str
    features: NDArray[np.float32]
    says: NDArray[np.bool_]
    hits: NDArray[np.bool_]
    starts: NDArray[np.int64]
    asked: int
    tellable: bool  # whether the answers are known; where only their places are, `says` is `hits`


def collect(folder: SetFolder, most: int) -> Examples:
    """Return the windows of up to `most` questions of a set."""
    store = folder.store()
    questions = folder.questions("questions", most)
    rows, starts = [], []
    verdicts: list[Verdict] = []
    for question in questions:
        windows = find_windows(understand(question.text, store), store)
        if windows:
            starts.append(len(verdicts))
            rows.append(np.array([[one.parts[name] for name in FEATURES] for one in windows], dtype=np.float32))
            verdicts += [judge_by(question, one, quoted=folder.real) for one in windows]
    hits, says = (np.array([getattr(one, name) for one in verdicts], dtype=bool) for name in ("hits", "says"))
    tellable = any(question.answers for question in questions)
    return Examples(
        name=folder.name,
        base=folder.base,
        features=np.concatenate(rows),
        says=says if tellable else hits,
        hits=hits,
        starts=np.array(starts),
        asked=len(questions),
        tellable=tellable,
    )


def fit(sets: Sequence[Examples], kept: NDArray[np.bool_], start: Vector | None = None) -> Vector:
    """Return the weights (0 or more) of the features that are `kept`, the others' being 0; `start` shortens the way."""
    features = np.concatenate([one.features[:, kept] for one in sets])
    says, hits = (np.concatenate([getattr(one, name) for one in sets]).astype(np.float32) for name in ("says", "hits"))
    lengths = np.concatenate([np.diff(one.starts, append=len(one.says)) for one in sets])
    starts = np.cumsum(lengths) - lengths
    weights = np.concatenate([np.full(len(one.starts), 1 / one.asked) for one in sets])
    weights *= np.add.reduceat(says, starts) > 0  # nothing is to be learnt where no window holds the answer
    per_row = np.repeat(weights / weights.sum(), lengths).astype(np.float32)

    def chances(scores: NDArray[np.float32], among: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the chance of each window to be drawn for its question from those that `among` has 1 for."""
        exps = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), lengths)) * among
        return np.asarray(exps / np.repeat(np.maximum(np.add.reduceat(exps, starts), 1e-30), lengths))

    def gradient(place: Vector) -> Vector:
        scores = features @ place.astype(np.float32)
        pull = _SAYS * chances(scores, says) + _HITS * chances(scores, hits) - chances(scores, np.ones_like(says))
        return np.asarray(features.T @ (pull * per_row) - _DECAY * place, dtype=np.float64)

    size = int(kept.sum())
    first, steps = (np.zeros(size), _STEPS) if start is None else (start[kept], _STEPS_ON)
    found = np.zeros(len(FEATURES))
    found[kept] = climb(gradient, first, steps, _RATE, least=np.zeros(size))
    return found


def rounded(weights: Vector) -> Vector:
    """Return weights as they are written down: two digits, that of `words` 1."""
    unit = weights[FEATURES.index("words")] or weights.max()
    return np.asarray(np.round(weights / unit, 2))


def score(one: Examples, weights: Vector) -> tuple[float, float]:
    """Return hit@1 and answer@1 of a set under some weights, answer@1 NaN where the answers are not known."""
    scores = one.features @ weights
    ends = [*one.starts[1:].tolist(), len(scores)]
    best = [a + int(np.argmax(scores[a:b])) for a, b in zip(one.starts.tolist(), ends, strict=True)]
    told = float(one.says[best].sum()) / one.asked if one.tellable else np.nan
    return float(one.hits[best].sum()) / one.asked, told


def groups() -> dict[str, set[str]]:
    """Return the features that belong together by their names: those with "has_", those with "_person" and so on."""
    found: dict[str, set[str]] = {}
    for name in FEATURES:
        head, bar, tail = name.partition("_")
        for group in {f"{head}_*", f"*_{tail}"} if bar else {f"*_{name}"}:
            found.setdefault(group, set()).add(name)
    return {group: names for group, names in found.items() if len(names) > 1}


def main() -> None:
    """Fit, and print the weights and how they do; on crossed sets alone, those for crossed queries."""
    made = parser("Choose the weights of the evidence features.")
    made.add_argument("--ablate", action="store_true", help="fit anew without each feature and each group of them")
    options = made.parse_args()
    sets = []
    folders = chosen(options)
    for folder in folders:
        sets.append(collect(folder, options.questions))
        say(f"{folder.name}: {sets[-1].asked} questions, {len(sets[-1].says)} windows")
    everything = np.ones(len(FEATURES), dtype=bool)
    fitted = fit(sets, everything)
    print("WEIGHTS = {")
    for name, weight in zip(FEATURES, rounded(fitted).tolist(), strict=True):
        print(f'    "{name}": {weight},')
    print("}\n")
    _print_row("hit@1/answer@1", [one.name for one in sets], "mean")
    used_now = CROSSED if all(folder.crossed for folder in folders) else WEIGHTS
    current = np.array([used_now[name] for name in FEATURES])
    _print_scores("current", [score(one, current) for one in sets])
    _print_scores("fitted", [score(one, rounded(fitted)) for one in sets])
    without = {
        base: rounded(fit([one for one in sets if one.base != base], everything))
        for base in sorted({one.base for one in sets})
        if any(one.base != base for one in sets)
    }
    if without:
        _print_scores("left out in turn", [score(one, without[one.base]) for one in sets])
    for label, names in _ablations() if options.ablate else ():
        kept = np.array([name not in names for name in FEATURES])
        poorer = rounded(fit(sets, kept, fitted))
        _print_scores(f"- {label}", [score(one, poorer) for one in sets])


def _ablations() -> list[tuple[str, set[str]]]:
    return [*((name, {name}) for name in FEATURES), *groups().items()]


def _print_scores(label: str, scores: Sequence[tuple[float, float]]) -> None:
    mean = tuple(np.nanmean(scores, axis=0).tolist())
    _print_row(
        label, [f"{hit:.3f}/{told:.3f}".replace("nan", "–") for hit, told in scores], f"{mean[0]:.4f}/{mean[1]:.4f}"
    )


def _print_row(label: str, cells: Sequence[str], mean: str) -> None:
    print(f"{label:18}", *(f"{cell:>13}" for cell in cells), f"{mean:>14}", flush=True)


if __name__ == "__main__":
    main()
