"""The part of the dictionary that some terms can use: found in its raw lines, of which few are then parsed.

To parse all of it takes five seconds, for which a first build of a few articles has no use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from index.lexicon.cedict import parsed, raw_entries, references_in
from index.lexicon.dictionary import Dictionary, folded, kept_sounds, learn_sounds, meanings_of
from index.lexicon.keys import pairs_of
from index.text.analysis import analyse
from index.text.folding import HAN, has_han
from index.text.stemming import normalise_word
from index.text.stopwords import ENGLISH
from index.text.word_forms import base_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from index.lexicon.cedict import Raw

_TOKEN: Final = re.compile(r"[^\s/;,()\[\]|·]+|[/;,()\[\]|·\n]")
_PARTED: Final = re.compile(f"[{HAN}]+")
_MARKS: Final = {"/": "/", "\n": "\n", **dict.fromkeys([";", ",", "(", ")", "[", "]", "|", "·", "or"], ",")}
_LIVE, _PASSED_OVER, _OTHER = "L", "p", "x"  # what stands for a word of a gloss
_WITH_LIVE: Final = re.compile(_LIVE)
_ALL_SAID: Final = re.compile("(?:^|[/,])p*L[Lp]*(?![Lpx])", re.MULTILINE)
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
    marked = _marked([line.glosses for line in raw], fresh)
    can_say = (_ALL_SAID if alone else _WITH_LIVE).search
    meant = {heads[line.head] for line, marks in zip(raw, marked, strict=True) if can_say(marks)}
    chosen = whole | _reached(_reached(meant, _turned(to)), to)
    lines = [
        line if heads[line.head] in whole else _shortened(line, marks, can_say)
        for line, marks in zip(raw, marked, strict=True)
        if heads[line.head] in chosen
    ]
    return Dictionary(meanings_of(list(parsed(lines)), heads), kept_sounds() or learn_sounds(raw))


def _said(heads: dict[str, str], fresh: AbstractSet[str], *, alone: bool) -> set[str]:
    """Return the headwords that texts with such terms may have."""
    if not alone:
        return {head for head in heads.values() if any(pair in fresh for pair in pairs_of(head))}
    begun = [head for head in heads.values() if head[:2] in fresh]  # in a tenth of the time of the question below
    return {head for head in begun if all(pair in fresh for pair in pairs_of(head))}


def _marked(glosses: Sequence[str], fresh: AbstractSet[str]) -> list[str]:
    """Return the glosses of each line with a mark for each word, a comma where a piece ends and the slashes.

    A piece may be said where one of its words is live and no word is another than those that are passed over; that may
    be wrong where it says so.
    """
    tokens = _TOKEN.findall("\n".join(glosses))
    different = set(tokens) - _MARKS.keys()
    # Characters part the words of a piece, and are none themselves: an abbreviation of 中国, T恤.
    parts = {token: _PARTED.sub(" ", token).split() for token in different if has_han(token)}
    words = (different - parts.keys()).union(*parts.values())
    live, passed = _words(words, fresh)
    marks = dict.fromkeys(words, _OTHER) | dict.fromkeys(passed, _PASSED_OVER) | dict.fromkeys(live, _LIVE) | _MARKS
    marks |= {token: ",".join(["", *map(marks.__getitem__, inside), ""]) for token, inside in parts.items()}
    return "".join(map(marks.__getitem__, tokens)).split("\n")


def _shortened(raw: Raw, marks: str, can_say: Callable[[str], object]) -> Raw:
    """Return a line without the glosses that nobody can say, but for those that point elsewhere."""
    pairs = zip(raw.glosses.split("/"), marks.split("/"), strict=True)
    return raw._replace(glosses="/".join(gloss for gloss, said in pairs if can_say(said) or references_in(gloss)))


def _words(words: AbstractSet[str], fresh: AbstractSet[str]) -> tuple[set[str], set[str]]:
    """Return which words have a term of `fresh`, and which are not asked for one."""
    begins = begins_of(fresh)
    plain = {word for word in words if word.isascii() and word.isalpha() and len(word) < _LONGEST_PLAIN}
    hopeless = {word for word in plain if not may_have(word, begins)}
    ordered = sorted(words - hopeless)
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
