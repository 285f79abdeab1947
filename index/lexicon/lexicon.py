"""Translations of a question's words, from the glossary, the articles' aliases and the dictionary."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from index.lexicon.alias_records import ALIAS_KIND, taught
from index.lexicon.cedict import NAMED
from index.lexicon.entries import GLOSSARY, HEAD_KEY, LEXICON_KIND, SOUND, filed, shard_of
from index.lexicon.keys import first_of, terms_of
from index.lexicon.phonetics import joined, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from index.stores.base import Store

MAX_WORD_CHARS: Final = 10
"""Han characters, or Latin words, of the longest key that is looked up."""

_SINGLE_SHARE: Final = (
    0.3  # what a headword of one character counts for beside longer ones: most texts have it by chance
)
_ALIAS_WEIGHT: Final = 3.0  # what an alias counts for beside a dictionary's meaning: the articles themselves say it


class Translation(NamedTuple):
    """A way to say something in another language: its terms, what it counts for beside others, whether it is a name."""

    terms: tuple[str, ...]
    prior: float
    named: bool = False


class Lexicon:
    """The lexicon of one commit of a store, which keeps what was read of it."""

    def __init__(self, store: Store) -> None:
        """Take the commit whose lexicon it is."""
        self._store = store
        self._said: dict[str, list[Translation]] = {}

    @cached_property
    def _head(self) -> Mapping[str, Any]:
        return self._store.record(LEXICON_KIND, HEAD_KEY) or {"sounds": {}}

    @cached_property
    def _glossary(self) -> Mapping[str, list[str]]:
        return self._store.record(GLOSSARY, GLOSSARY) or {}

    def expect(self, starts: Iterable[str]) -> None:
        """Be told with which words, or Han characters, the keys begin that will be looked up; see `Store.expect`."""
        records = [(kind, key) for start in starts for kind, key in self._filed_under(start)]
        self._store.expect(records=records)

    def _filed_under(self, start: str) -> Iterator[tuple[str, str]]:
        yield ALIAS_KIND, first_of(start)
        if "shards" in self._head:
            yield LEXICON_KIND, shard_of(start, self._head["shards"])

    def translations(self, key: str) -> list[Translation]:
        """Return how the articles say what a key says: as the glossary has it or, failing that, all that is known."""
        if key not in self._said:  # a question's words are looked up to find where they stand, and again to cross
            self._said[key] = list(self._ruled(key)) or [*self._taught(key), *self._meanings(key)]
        return self._said[key]

    def _ruled(self, key: str) -> Iterator[Translation]:
        for text in self._glossary.get(key, ()):
            yield Translation(terms_of(text), 1.0)

    def _taught(self, key: str) -> Iterator[Translation]:
        for other in taught(self._store, key):
            yield Translation(terms_of(other), _ALIAS_WEIGHT, named=True)

    def _meanings(self, key: str) -> Iterator[Translation]:
        for record in filed(self._store, key):
            if isinstance(record, str):
                named = record.startswith(NAMED)
                yield Translation(tuple(record[named:].split(" ")), 1.0, named)
            else:  # a headword counts the less, the more else it means
                head, senses = record
                yield Translation(terms_of(head), senses**-0.5 * (_SINGLE_SHARE if len(head) == 1 else 1.0))

    def is_sounded(self, character: str) -> bool:
        """Tell whether a Han character is one of those that write foreign names by their sound."""
        return character in self._head["sounds"]

    def sound(self, run: str) -> str:
        """Return the sound of Han characters, all of which `is_sounded`."""
        return joined([self._head["sounds"][character] for character in run])

    def sounding(self, sound: str) -> dict[str, str]:
        """Return the names in the articles that sound roughly so: their stems, each with its own sound."""
        # 希 is said "xi" and stands for "hi" as well, 基 is "ji" and stands for "ki".
        asked = {key for variant in (sound, sound.replace("X", "H"), sound.replace("J", "K")) for key in keys(variant)}
        return {stem: name_sound for key in sorted(asked) for stem, name_sound in filed(self._store, SOUND + key)}
