"""Tells what each part of crossing is worth: `python -m tests.tuning.crossing SETS_DIR --work DIR --sets NAME…`.

The parts are put in one after the other, in the order of PARTS; the last row has them all.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from index.answer.retriever import Retriever
from index.evaluation.judgements import JUDGED_SNIPPETS, judge
from index.evaluation.metrics import measure
from index.lexicon.lexicon import Lexicon
from tests.tuning.sets import chosen, parser, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.lexicon.lexicon import Translation
    from tests.tuning.sets import SetFolder

_FIGURES: Final = ("hit@1", "hit@3", "answer@1")


def _alike(_: object, said: Iterable[Translation]) -> dict[tuple[str, ...], float]:
    """Give each translation of a word all of its weight."""
    return {one.terms: 1.0 for one in said}


# What takes the place of each part where it is left out.
PARTS: Final[Mapping[str, Any]] = {
    "dictionary": lambda: patch("index.query.translation.cross", lambda *_: None),
    "weights": lambda: patch("index.query.translation._Crossing._shares", _alike),
    "values": lambda: patch("index.query.translation.values", lambda _: []),
    "names by sound": lambda: patch("index.query.translation.find_namesakes", lambda *_: []),
    "aliases": lambda: patch("index.lexicon.lexicon.taught", lambda *_: []),
    "glossary": lambda: patch.object(Lexicon, "_ruled", lambda *_: iter(())),
}


def main() -> None:
    """Print a table a set: a row for each part put in, with the figures of all parts so far."""
    options = parser("Tell what each part of crossing is worth.").parse_args()
    for folder in chosen(options):
        retriever = Retriever(folder.store())
        print(f"{folder.name:24}", *(f"{name:>9}" for name in _FIGURES))
        for used in range(len(PARTS) + 1):
            name = f"+ {list(PARTS)[used - 1]}" if used else "nothing crosses"
            say(f"{folder.name}: {name}")
            print(f"{name:24}", *(f"{value:9.3f}" for value in _figures(retriever, folder, options.questions, used)))
        print(flush=True)


def _figures(retriever: Retriever, folder: SetFolder, most: int, used: int) -> list[float]:
    with ExitStack() as left_out:
        for part in list(PARTS.values())[used:]:
            left_out.enter_context(part())
        asked = folder.questions("questions", most)
        figures = measure([judge(one, retriever.ask(one.text, JUDGED_SNIPPETS)) for one in asked])
    return [figure.value if (figure := figures[name]) else float("nan") for name in _FIGURES]


if __name__ == "__main__":
    main()
