"""The names that articles teach in brackets, as records of a store: each goes when its article goes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from index.lexicon.aliases import Alias, find_aliases
from index.lexicon.keys import first_of, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.stores.base import Keeper, Store

ALIAS_KIND: Final = "alias"
"""The kind of the records: `[key, what it is called, as written, whether it stands before the bracket]`."""


def write_aliases(writer: Keeper, article: str, texts: Iterable[str]) -> None:
    """Put what the passages of an article teach into a writer's commit, to be found from either side."""
    for alias in (alias for text in texts for alias in find_aliases(text)):
        for name, other, forward in ((alias.name, alias.other, True), (alias.other, alias.name, False)):
            if key := key_of(name):
                writer.put(ALIAS_KIND, first_of(key), [key, other, name, forward], article)


def taught(store: Store, key: str) -> list[str]:
    """Return what the articles call a key besides, in a fixed order."""
    return sorted({other for taught_key, other, *_ in store.records(ALIAS_KIND, first_of(key)) if taught_key == key})


def all_aliases(store: Store) -> list[tuple[Alias, int]]:
    """Return every alias with how often the articles teach it, those taught most often first."""
    counts = Counter(Alias(name, other) for _, other, name, forward in store.records(ALIAS_KIND) if forward)
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))
