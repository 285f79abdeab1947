"""Asks what similarity should count for beside the score: `python -m tests.tuning.meaning SETS_DIR --work DIR`.

For each `SIMILARITY_WEIGHT` and set, the share of questions whose first window is right. Needs the extra `semantic`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from index.answer.finding import find_windows
from index.answer.meaning import by_meaning
from index.encoding.cache import CachedEncoder
from index.encoding.universal import UniversalEncoder
from index.query.understanding import understand
from tests.tuning.quotes import judge_by
from tests.tuning.sets import chosen, parser, say

if TYPE_CHECKING:
    from index.encoding.encoder import Encoder
    from tests.tuning.sets import SetFolder

WEIGHTS: Final = (0.0, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


def measured(folder: SetFolder, most: int, encoder: Encoder) -> list[float]:
    """Return the share of up to `most` answerable questions whose first window is right, for each weight."""
    store = folder.store()
    right = []
    for question in folder.questions("questions", most):
        query = understand(question.text, store)
        windows = [] if query.declined or not question.gold else find_windows(query, store)
        if windows:
            best = [by_meaning(windows, question.text, encoder, weight)[0] for weight in WEIGHTS]
            right.append([bool(judge_by(question, window, quoted=folder.real).hits) for window in best])
    return np.mean(right, axis=0).tolist() if right else []


def main() -> None:
    """Print a line for each set, and one for their mean."""
    options = parser("Ask what similarity should count for.").parse_args()
    encoder = CachedEncoder(UniversalEncoder.load())
    rows = []
    print(f"{'':20}", *(f"{weight:6.2f}" for weight in WEIGHTS))
    for folder in chosen(options):
        if shares := measured(folder, options.questions, encoder):
            rows.append(shares)
            print(f"{folder.name:20}", *(f"{share:6.3f}" for share in shares), flush=True)
        else:
            say(f"{folder.name} has no questions whose answer is known")
    print(f"{'mean':20}", *(f"{share:6.3f}" for share in np.mean(rows, axis=0)))


if __name__ == "__main__":
    main()
