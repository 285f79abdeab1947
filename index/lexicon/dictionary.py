"""The dictionary in the form that builds use, parsed once and kept beside the index."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.errors import IndexUnusableError
from index.lexicon.cedict import NAMED, Raw, edition, read_entries
from index.lexicon.keys import pairs_of
from index.lexicon.phonetics import alike, consonants, joined, latin_sound, syllable_sound
from index.text.analysis import ANALYSER_VERSION
from index.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from index.lexicon.cedict import Entry

_VERSION: Final = 2  # raised with what is kept of an entry
_SOUNDS: Final = "sounds.json"
_MIN_LIKENESS: Final = 0.75  # how alike a foreign name and its Chinese form sound, at least
_MIN_NAMES: Final = 5  # names that a character writes by its sound before it counts as one that does


@dataclass(frozen=True)
class Dictionary:
    """What Chinese words mean in English, and how the characters sound that write foreign names.

    `meanings` has for each folded headword its translations, the terms of each joined by spaces, after NAMED if a name.
    """

    meanings: Mapping[str, Sequence[str]]
    sounds: Mapping[str, str]
    _uses: Iterator[int] = field(default_factory=count, compare=False, repr=False)

    def heads_with(self, terms: AbstractSet[str]) -> Sequence[str]:
        """Return at least the headwords of which a meaning, or the pairs of the headword, have one of these terms.

        They are in order. The first time it is all of them, as to file them by term takes longer than to look at each
        once; who builds again and again, as `watch` does, looks at a few of a hundred thousand.
        """
        if not next(self._uses):
            return self._heads
        places = {place for term in terms for place in self._places.get(term, ())}
        return [self._heads[place] for place in sorted(places)]

    @cached_property
    def _heads(self) -> list[str]:
        return list(self.meanings)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, (head, meanings) in enumerate(self.meanings.items()):
            for term in {*pairs_of(head), *" ".join(meanings).replace(NAMED, "").split(" ")}:
                places[term].append(place)
        return dict(places)


def load_dictionary(folder: Path | None) -> Dictionary:
    """Return the dictionary as it is kept in a folder, put there first where it is not: to parse it takes seconds.

    Without a folder it is parsed once a process.

    Raises IndexUnusableError where it cannot be kept there.
    """
    if folder is None:
        return _parsed()
    kept = _file(folder)
    try:
        status = kept.stat()
        return _read(kept, status.st_ino, status.st_mtime_ns)
    except (OSError, ValueError, TypeError):  # not there yet, or damaged: it can always be made again
        try:
            _keep(_parsed(), kept)
        except OSError as error:
            raise IndexUnusableError(
                f"Cannot keep the parsed dictionary in {folder}: {error.strerror}. Check INDEX_CACHE, or INDEX_DIR."
            ) from error
    return _parsed()


def is_kept(folder: Path) -> bool:
    """Tell whether the dictionary is kept in a folder."""
    return _file(folder).is_file()


def _file(folder: Path) -> Path:
    return folder / f"dictionary-{_VERSION}.{ANALYSER_VERSION}-{edition()}.json"


@lru_cache(maxsize=1)
def _read(path: Path, *_stamp: int) -> Dictionary:
    """Return what a file holds; a process that builds again and again reads it once."""
    return Dictionary(**json.loads(path.read_bytes()))


@cache
def _parsed() -> Dictionary:
    return parse(list(read_entries()), kept_sounds())


def _keep(dictionary: Dictionary, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"meanings": dictionary.meanings, "sounds": dictionary.sounds}
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".dictionary-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            os.fchmod(descriptor, 0o644)  # others may share it: there is nothing private in a dictionary
            json.dump(kept, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(name, path)  # noqa: PTH105 - the name is what mkstemp gave
    finally:
        Path(name).unlink(missing_ok=True)
    for old in set(path.parent.glob("dictionary-*.json")) - {path}:
        old.unlink(missing_ok=True)


def parse(entries: Sequence[Entry], sounds: Mapping[str, str] | None = None) -> Dictionary:
    """Return the dictionary that entries make; `sounds` are those of its characters, learnt where they are None."""
    heads = folded([entry.head for entry in entries])
    return Dictionary(meanings_of(entries, heads), learn_sounds(entries) if sounds is None else sounds)


def meanings_of(entries: Sequence[Entry], heads: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what the folded headwords of entries mean; `heads` has the folded form of each headword."""
    table: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        table[heads[entry.head]].update(dict.fromkeys(entry.meanings))
    for entry in entries:  # 腾讯 means what 腾讯控股有限公司 does
        for reference in entry.references:
            senses = table[heads[entry.head]]
            senses.update(dict.fromkeys(list(table.get(heads.get(reference, ""), ()))))
    return {head: list(meanings) for head, meanings in table.items() if meanings}


def folded(words: Sequence[str]) -> dict[str, str]:
    """Return the folded form of each headword."""
    heads = list(dict.fromkeys(words))
    return dict(zip(heads, fold("\n".join(heads)).split("\n"), strict=True))  # at once: to convert each takes long


def kept_sounds() -> dict[str, str] | None:
    """Return what `learn_sounds` makes of the dictionary, which takes a second; None for another edition of it."""
    kept = json.loads((files("index.lexicon") / _SOUNDS).read_text("utf-8"))
    return dict(kept["sounds"]) if kept["edition"] == edition() else None


def learn_sounds(entries: Iterable[Entry | Raw]) -> dict[str, str]:
    """Return the sounds of the characters that write foreign names, learnt from the names in the dictionary."""
    readings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    writing: Counter[str] = Counter()
    for entry in entries:
        syllables = entry.pinyin.split() if isinstance(entry.pinyin, str) else entry.pinyin
        if len(syllables) != len(entry.head):
            continue
        for character, syllable in zip(entry.head, syllables, strict=True):
            readings[character][syllable.lower()] += 1
        # Of a character that is known to write names another name teaches nothing.
        if len(entry.head) > 1 and any(writing[sign] < _MIN_NAMES for sign in entry.head) and _is_foreign(entry):
            writing.update(set(entry.head))
    return {
        character: syllable_sound(readings[character].most_common(1)[0][0])
        for character, count in writing.items()
        if count >= _MIN_NAMES
    }


def _is_foreign(source: Entry | Raw) -> bool:
    """Tell whether an entry is a name that Chinese took over by its sound: not one of its own, nor one translated."""
    if isinstance(source, Raw) and source.glosses == source.glosses.lower():
        return False  # there is no name in it
    entry = source.glossed() if isinstance(source, Raw) else source
    if not entry.glosses:
        return False
    gloss = entry.glosses[0]
    words = gloss.split()
    if len(words) > 3 or not all(word[:1].isupper() for word in words):
        return False
    if gloss.lower().replace("'", "") == re.sub(r"\d", "", "".join(entry.pinyin)).lower():
        return False  # Beijing is no foreign name
    sound = joined([syllable_sound(syllable) for syllable in entry.pinyin])
    names = [gloss.lower(), *(word.lower() for word in words)]
    return consonants(sound) > 1 and any(alike(sound, latin_sound(name)) >= _MIN_LIKENESS for name in names)
