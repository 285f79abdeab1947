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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from index.lexicon.cedict import Raw

_PIECES: Final = re.compile(rf"[{HAN}/;,()\[\]|·]+| or ")
_WORDS: Final = re.compile(rf"[\s{HAN}/;,()\[\]|·]+")
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
    heads = folded([one.head for one in raw])
    to = _pointers(raw, heads)
    whole = _reached(_said(heads, fresh, all if alone else any), to)
    can_say = _sayable(raw, fresh, alone=alone)
    meant = {heads[one.head] for one in raw if can_say(one.glosses)}
    chosen = whole | _reached(_reached(meant, _turned(to)), to)
    entries = [
        (one if heads[one.head] in whole else _shortened(one, can_say)).parsed()
        for one in raw
        if heads[one.head] in chosen
    ]
    return Dictionary(meanings_of(entries, heads), kept_sounds() or learn_sounds(raw))


def _said(heads: dict[str, str], fresh: AbstractSet[str], enough: Callable[[Iterable[bool]], bool]) -> set[str]:
    """Return the headwords that texts with such terms may have."""
    return {head for head in heads.values() if enough(pair in fresh for pair in pairs_of(head))}


def _sayable(raw: Sequence[Raw], fresh: AbstractSet[str], *, alone: bool) -> Callable[[str], bool]:
    """Return what tells whether some piece of a gloss may be said; it may be wrong where it says so."""
    live, passed = _words(set(_WORDS.split("\n".join(one.glosses for one in raw))), fresh)
    may = live | passed

    def can_say(gloss: str) -> bool:
        pieces = map(str.split, _PIECES.split(gloss))
        return any(not live.isdisjoint(piece) and (not alone or may.issuperset(piece)) for piece in pieces)

    return can_say


def _shortened(raw: Raw, can_say: Callable[[str], bool]) -> Raw:
    """Return a line without the glosses that nobody can say, but for those that point elsewhere."""
    kept = [one for one in raw.glosses.split("/") if references_in(one) or can_say(one)]
    return raw._replace(glosses="/".join(kept))


def _words(words: Iterable[str], fresh: AbstractSet[str]) -> tuple[set[str], set[str]]:
    """Return which words have a term of `fresh`, and which are not asked for one."""
    ordered = list(words)
    starts, text, at = [], "\n".join(ordered), 0
    for word in ordered:
        starts.append(at)
        at += len(word) + 1
    live: set[str] = set()
    asked: set[str] = set()
    n = 0
    for token in analyse(text):  # at once: a call takes as long as twenty words
        while n + 1 < len(starts) and starts[n + 1] <= token.start:
            n += 1
        if normalise_word(text[token.start : token.end]) not in ENGLISH:
            asked.add(ordered[n])
            if token.term in fresh:
                live.add(ordered[n])
    return live, {word for word in ordered if word not in asked or word.lower() in _PASSED}


def _pointers(raw: Sequence[Raw], heads: dict[str, str]) -> dict[str, set[str]]:
    """Return which headwords each headword points to."""
    to: defaultdict[str, set[str]] = defaultdict(set)
    for one in raw:
        to[heads[one.head]].update(heads[other] for other in references_in(one.glosses) if other in heads)
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
