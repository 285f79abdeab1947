"""The lexicon as records of a store: entries by key, spread over shards that are quick to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from index.lexicon.cedict import NAMED
from index.lexicon.keys import first_of, key_of, pairs_of
from index.lexicon.phonetics import keys, latin_sound
from index.text.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.lexicon.dictionary import Dictionary
    from index.lexicon.vocabulary import Vocabulary
    from index.stores.base import Store, Writer

LEXICON_KIND: Final = "lexicon"
GLOSSARY: Final = "glossary"
"""The kind, and the key, of the record that holds the operator's glossary."""

HEAD_KEY: Final = "head"
"""The key of the record that tells how many shards there are, and how characters sound that write names."""

SOUND: Final = "~"
"""What the keys begin with under which names are filed by their sound."""

_ENTRIES_PER_SHARD: Final = (
    128  # entries when a lexicon is laid out; up to four times as many before it is laid out again
)

Entries = dict[str, list[Any]]


def shard_of(key: str, shards: int) -> str:
    """Return which shard a key is in: all keys with the same first word, or first Han character, are in one."""
    return str(crc32(first_of(key).encode("utf-8", "replace")) % shards)


def filed(store: Store, key: str) -> list[Any]:
    """Return the entries of a key."""
    head = store.record(LEXICON_KIND, HEAD_KEY)
    shard: Entries | None = head and store.record(LEXICON_KIND, shard_of(key, head["shards"]))
    return (shard or {}).get(key, [])


def new_terms(vocabulary: Vocabulary, previous: Store | None) -> set[str]:
    """Return the terms of a vocabulary that an earlier commit has not."""
    if previous is None:
        return set(vocabulary.terms)
    previous.expect(vocabulary.terms)
    return {term for term in vocabulary.terms if not previous.doc_freq(term)}


def is_news(vocabulary: Vocabulary, store: Store) -> bool:
    """Tell whether a store's lexicon may lack entries for a vocabulary: to look costs less than the dictionary."""
    store.expect(vocabulary.terms)
    return any(not store.doc_freq(term) for term in vocabulary.terms) or any(
        entry not in filed(store, key) for name in vocabulary.names for key, entry in _sounded(name)
    )


def write_lexicon(writer: Writer, previous: Store | None, vocabulary: Vocabulary, dictionary: Dictionary) -> None:
    """Put the entries that the vocabulary can use into a writer's commit, beside those that `previous` has.

    What vanished from the articles keeps its entries: a term that no passage has counts for nothing anyway.
    """
    fresh = _entries(vocabulary, dictionary, previous)
    head = previous.record(LEXICON_KIND, HEAD_KEY) if previous else None
    if previous and head and head["entries"] + len(fresh) <= 4 * _ENTRIES_PER_SHARD * head["shards"]:
        more = 0
        for shard, entries in _laid_out(fresh, head["shards"]).items():
            old = previous.record(LEXICON_KIND, shard) or {}
            writer.put(LEXICON_KIND, shard, _merged(old, entries))
            more += len(entries.keys() - old.keys())
        if more:
            writer.put(LEXICON_KIND, HEAD_KEY, head | {"entries": head["entries"] + more})
        return
    if previous and head:
        for number in range(head["shards"]):
            fresh = _merged(previous.record(LEXICON_KIND, str(number)) or {}, fresh)
    shards = 1 << (len(fresh) // _ENTRIES_PER_SHARD).bit_length()
    for shard, entries in _laid_out(fresh, shards).items():
        writer.put(LEXICON_KIND, shard, entries)
    writer.put(LEXICON_KIND, HEAD_KEY, {"shards": shards, "entries": len(fresh), "sounds": dictionary.sounds})


def terms_asked(dictionary: Dictionary) -> set[str]:
    """Return the terms that `write_lexicon` asks a vocabulary for: any others need not be kept in it."""
    phrases = (meaning.removeprefix(NAMED) for meanings in dictionary.meanings.values() for meaning in meanings)
    return {term for meaning in phrases for term in meaning.split(" ")}.union(*map(pairs_of, dictionary.meanings))


def write_glossary(writer: Writer, pairs: Mapping[str, Sequence[str]]) -> None:
    """Put an operator's glossary into a writer's commit: it takes the place of the last one."""
    keyed: dict[str, list[str]] = {}
    for term, others in pairs.items():
        keyed.setdefault(key_of(term), []).extend(others)
    writer.put(GLOSSARY, GLOSSARY, keyed)


def _laid_out(entries: Entries, shards: int) -> dict[str, Entries]:
    laid: dict[str, Entries] = {}
    for key, values in entries.items():
        laid.setdefault(shard_of(key, shards), {})[key] = values
    return laid


def _merged(old: Entries, new: Mapping[str, list[Any]]) -> Entries:
    merged = {key: list(values) for key, values in old.items()}
    for key, values in new.items():
        target = merged.setdefault(key, [])
        target += [value for value in values if value not in target]
    return merged


def _entries(vocabulary: Vocabulary, dictionary: Dictionary, previous: Store | None) -> Entries:
    """Return the entries, in both directions and by sound, that need a term or a name which is new."""
    checker = _Known(vocabulary, previous)
    entries: Entries = {}
    for head in dictionary.heads_with(checker.new):
        meanings = dictionary.meanings[head]
        for meaning in meanings:
            if checker.can_say(meaning.removeprefix(NAMED).split(" ")):
                entries.setdefault(head, []).append(meaning)
        if checker.can_say(pairs_of(head)):
            for meaning in meanings:
                entries.setdefault(meaning.removeprefix(NAMED), []).append([head, len(meanings)])
    for name in sorted(vocabulary.names):
        for key, entry in _sounded(name):
            # Its term may be an old one: there have been bakers before the first Ms Baker.
            if previous is None or entry not in filed(previous, key):
                entries.setdefault(key, []).append(entry)
    return entries


def _sounded(name: str) -> Iterator[tuple[str, list[str]]]:
    """Return the entries of a name, each behind its key."""
    term = stem(name)
    for sound in {latin_sound(name): None, latin_sound(term): None}:  # 胡格诺 is a Huguenot, no Huguenots
        for key in keys(sound):
            yield SOUND + key, [term, sound]


class _Known:
    """The terms that the articles have, and those of them that they did not have before."""

    def __init__(self, vocabulary: Vocabulary, previous: Store | None) -> None:
        self._previous = previous
        self.new = new_terms(vocabulary, previous)

    def can_say(self, terms: Sequence[str]) -> bool:
        """Tell whether the articles have all of the terms, and had not before."""
        if self._previous is None:
            return self.new.issuperset(terms)
        return not self.new.isdisjoint(terms) and all(term in self.new or self._had(term) for term in terms)

    def _had(self, term: str) -> bool:
        return self._previous is not None and self._previous.doc_freq(term) > 0
