"""Asks every heading that is a question word for word: `python -m tests.tuning.own_sections SETS_DIR --work DIR`.

The section below a heading is the best answer that there is to it, so it should come first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.answer.retriever import Retriever
from index.stores.base import passages_of
from tests.tuning.sets import chosen, parser

if TYPE_CHECKING:
    from index.stores.base import Store

_ASKING: Final = ("?", "？")


def headings_of(store: Store) -> list[str]:
    """Return the headings that ask, each once, of those that have text right below them."""
    passages = (one.passage for source in store.sources() for one in passages_of(store, source.id))
    last = (passage.headings[-1] for passage in passages if passage.headings)
    return list(dict.fromkeys(heading for heading in last if heading.rstrip().endswith(_ASKING)))


def main() -> None:
    """Print a line for each set: how many headings ask, and of how many the own section comes first."""
    total, right = 0, 0
    for folder in chosen(parser("Ask every heading that is a question.").parse_args()):
        store = folder.store()
        retriever = Retriever(store)
        headings = headings_of(store)
        missed = [
            heading
            for heading in headings
            for snippets in [retriever.ask(heading, 1).snippets]
            if not snippets or heading not in snippets[0].headings
        ]
        total, right = total + len(headings), right + len(headings) - len(missed)
        print(f"{folder.name:12} {len(headings) - len(missed)} of {len(headings)}", *missed, sep="\n    ", flush=True)
    print(f"{right} of {total}")


if __name__ == "__main__":
    main()
