"""The part of the dictionary that some terms can use: found in its raw lines, of which few are then parsed.

To parse all of it takes five seconds, for which a first build of a few articles has no use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from index.lexicon.cedict import raw_entries, references_in
from index.lexicon.dictionary import Dictionary, folded, kept_sounds, learn_sounds, meanings_of
from index.lexicon.keys import pairs_of
from index.text.analysis import analyse
from index.text.folding import HAN
from index.text.stemming import normalise_word
from index.text.stopwords import ENGLISH
from index.text.word_forms import base_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from index.lexicon.cedict import Raw

_PIECES: Final = re.compile(rf"[{HAN}/;,()\[\]|·]+| or ")
_BETWEEN: Final = re.compile(rf"[{HAN}/;,()\[\]|·]+")
_BEGIN: Final = 3  # letters that a word's base form and its stem have in common, or as many as the stem has
_LONGEST_PLAIN: Final = 20  # letters
_PASSED: Final = frozenset(  # what cedict.py takes out of a gloss before it looks at the rest
    "to be a an the lit. fig. also i.e. e.g. esp. usu. sb sth etc sb. sth. etc. one's sb's oneself "
    "holding holdings limited ltd ltd. inc inc. corporation corp corp. company co co.".split()
)


def select(fresh: AbstractSet[str], *, alone: bool) -> Dictionary:
    """Return what of the dictionary has a meaning or a headword that needs a term of `fresh`.

    `alone` tells that there are no other terms, so that what needs others is left out. More may be in it than can be
    said, and of what can, nothing is missing; a headword that can be said itself has all of its meanings.
    """
    raw = list(raw_entries())
    heads = folded([line.head for line in raw])
    to = _pointers(raw, heads)
    whole = _reached(_said(heads, fresh, alone=alone), to)
    words = _BETWEEN.sub(" ", "\n".join(line.glosses for line in raw)).split("\n")
    live, passed = _words(set(" ".join(words).split()), fresh)
    can_say = _sayable(live, live | passed if alone else None)
    meant = {
        heads[line.head]
        for line, gloss_words in zip(raw, words, strict=True)
        if not live.isdisjoint(gloss_words.split()) and can_say(line.glosses)
    }
    chosen = whole | _reached(_reached(meant, _turned(to)), to)
    entries = [
        (line if heads[line.head] in whole else _shortened(line, can_say)).parsed()
        for line in raw
        if heads[line.head] in chosen
    ]
    return Dictionary(meanings_of(entries, heads), kept_sounds() or learn_sounds(raw))


def _said(heads: dict[str, str], fresh: AbstractSet[str], *, alone: bool) -> set[str]:
    """Return the headwords that texts with such terms may have."""
    if not alone:
        return {head for head in heads.values() if any(pair in fresh for pair in pairs_of(head))}
    begun = [head for head in heads.values() if head[:2] in fresh]  # in a tenth of the time of the question below
    return {head for head in begun if all(pair in fresh for pair in pairs_of(head))}


def _sayable(live: set[str], may: set[str] | None) -> Callable[[str], bool]:
    """Return what tells whether some piece of a gloss may be said; it may be wrong where it says so.

    The piece needs a word of `live`, and none beside those of `may`.
    """

    def can_say(gloss: str) -> bool:
        pieces = map(str.split, _PIECES.split(gloss))
        return any(not live.isdisjoint(piece) and (may is None or may.issuperset(piece)) for piece in pieces)

    return can_say


def _shortened(raw: Raw, can_say: Callable[[str], bool]) -> Raw:
    """Return a line without the glosses that nobody can say, but for those that point elsewhere."""
    kept = [gloss for gloss in raw.glosses.split("/") if references_in(gloss) or can_say(gloss)]
    return raw._replace(glosses="/".join(kept))


def _words(words: AbstractSet[str], fresh: AbstractSet[str]) -> tuple[set[str], set[str]]:
    """Return which words have a term of `fresh`, and which are not asked for one."""
    begins = begins_of(fresh)
    plain = [word for word in words if word.isascii() and word.isalpha() and len(word) < _LONGEST_PLAIN]
    hopeless = {word for word in plain if not may_have(word, begins)}
    ordered = sorted(set(words) - hopeless)
    starts, text, at = [], "\n".join(ordered), 0
    for word in ordered:
        starts.append(at)
        at += len(word) + 1
    live: set[str] = set()
    asked = {word for word in hopeless if word.lower() not in ENGLISH}
    n = 0
    for token in analyse(text):  # at once: a call takes as long as twenty words
        while n + 1 < len(starts) and starts[n + 1] <= token.start:
            n += 1
        if normalise_word(text[token.start : token.end]) not in ENGLISH:
            asked.add(ordered[n])
            if token.term in fresh:
                live.add(ordered[n])
    return live, {word for word in words if word not in asked or word.lower() in _PASSED}


def begins_of(terms: Iterable[str]) -> frozenset[str]:
    """Return how the words begin that may have one of some terms."""
    return frozenset(term[:_BEGIN].replace("y", "i") for term in terms)


def may_have(word: str, begins: AbstractSet[str]) -> bool:
    """Tell whether a word of Latin letters may have a term that begins so: to stem it takes ten times as long."""
    base = base_of(word.lower()).replace("y", "i")
    if base[:_BEGIN] in begins or (len(base) == 5 and base.endswith("ing")):  # using, dying: the stem has an e
        return True
    return len(base) <= 7 and (base[:1] in begins or base[:2] in begins)  # awfully, awe


def _pointers(raw: Sequence[Raw], heads: dict[str, str]) -> dict[str, set[str]]:
    """Return which headwords each headword points to."""
    to: defaultdict[str, set[str]] = defaultdict(set)
    for line in raw:
        if references := references_in(line.glosses):
            to[heads[line.head]].update(heads[other] for other in references if other in heads)
    return to


def _turned(steps: Mapping[str, set[str]]) -> dict[str, set[str]]:
    back: defaultdict[str, set[str]] = defaultdict(set)
    for head, others in steps.items():
        for other in others:
            back[other].add(head)
    return back


def _reached(begun: Iterable[str], steps: Mapping[str, set[str]]) -> set[str]:
    reached, left = set(begun), list(begun)
    while left:
        more = steps.get(left.pop(), set()) - reached
        reached |= more
        left += more
    return reached
