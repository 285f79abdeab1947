"""Text to terms with their spans, for documents and questions alike."""

from __future__ import annotations

import logging
import re
from functools import cache
from itertools import accumulate, compress
from operator import add
from typing import TYPE_CHECKING, Literal, NamedTuple

from index.text.folding import HAN, fold
from index.text.stemming import normalise_word, stem

if TYPE_CHECKING:
    from index.text.segmenter import Segmenter

ANALYSER_VERSION = 2
"""Raised whenever the same text would give other terms, so that an index made by the old rules is rebuilt."""

Kind = Literal["word", "bigram", "unigram", "compound"]

# Marks that sit inside a word without separating it: combining accents, soft hyphens, zero-width characters.
_MARK = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_APOSTROPHES = "'’ʼ＇"
_HYPHENS = ("-", "‐", "‑")
_JOINS = (*_HYPHENS, "_")
_LETTER = rf"[^\W_ʼ{HAN}]"  # ʼ counts as a letter in Unicode, and is typed as an apostrophe
_LATIN = re.compile(
    r"([A-Za-z]+(?=[ ,])"  # most words, found by this in half of the time
    rf"|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!{_LETTER})|[vV]?\d+(?:\.\d+)+(?!{_LETTER})"
    r"|(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z0-9]))?"
    # The possessive ’s is no part of the term, other apostrophes (don’t, O’Neill) are.
    rf"|{_LETTER}+(?:[{_MARK}]+{_LETTER}*)*(?:[{_APOSTROPHES}](?![sS](?!{_LETTER})){_LETTER}+)*(?:[{_APOSTROPHES}][sS])?)"
)
_POSSESSIVES = tuple(mark + s for mark in _APOSTROPHES for s in "sS")
_HAN_RUN = re.compile(f"([{HAN}]+)")
_MAX_TERM_CHARS = 200  # characters; a longer run of letters is no word that anybody asks for
_MAX_KEPT_TERMS = 200_000


class Token(NamedTuple):
    """A term and where it stands: `text[start:end]` of the analysed text."""

    term: str
    start: int
    end: int
    kind: Kind


class Scan(NamedTuple):
    """The tokens of a text as columns: what storing them takes, at half the cost of an object a token."""

    terms: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[Kind]


def analyse(text: str) -> list[Token]:
    """Return the terms of a text; those of one run of a script are together, the runs in order.

    Latin words give one stem each, thousands separators and acronym dots are dropped; of v2.10 the number is the term.
    What a hyphen joins is a compound besides, as if it had none: Wi-Fi gives wi, fi and wifi. Han text gives every
    character, every pair of neighbours and every word that jieba sees, after folding Traditional to Simplified; a span
    that is both word and pair appears once, as a word.
    """
    return analyse_folded(fold(text))


def analyse_folded(folded: str) -> list[Token]:
    """Return what `analyse` does, of a text that is folded already."""
    tokens = Scan([], [], [], [])
    scan(folded, 0, len(folded), 0, tokens)
    return list(map(Token, *tokens))


def scan(folded: str, start: int, end: int, origin: int, tokens: Scan) -> None:
    """Add what `analyse` would find in a stretch of a text that was folded as a whole.

    The offsets added count from `origin`.
    """
    place = start - origin
    for nth, stretch in enumerate(_HAN_RUN.split(folded[start:end])):
        if nth % 2:
            _scan_han(stretch, place, tokens)
        else:
            _scan_latin(stretch, place, tokens)
        place += len(stretch)


def _scan_latin(stretch: str, offset: int, tokens: Scan) -> None:
    pieces = _LATIN.split(stretch)  # what is no word, a word, what is none …
    words = pieces[1::2]
    if not words:
        return
    terms = list(map(_terms.__getitem__, words))
    bounds = list(accumulate(map(len, pieces), initial=offset))
    starts, ends = bounds[1:-1:2], bounds[2::2]
    if any(mark in stretch for mark in _APOSTROPHES):
        ends = [end - 2 * word.endswith(_POSSESSIVES) for word, end in zip(words, ends, strict=True)]
    if not all(terms):
        starts, ends = list(compress(starts, terms)), list(compress(ends, terms))
        terms = list(filter(None, terms))
    tokens.terms.extend(terms)
    tokens.starts.extend(starts)
    tokens.ends.extend(ends)
    tokens.kinds.extend(["word"] * len(terms))
    if any(mark in stretch for mark in _HYPHENS):
        _scan_compounds(pieces, bounds, tokens)


def _scan_compounds(pieces: list[str], bounds: list[int], tokens: Scan) -> None:
    """Add the words that a hyphen joins; `pieces` and `bounds` are those of `_scan_latin`.

    Two and no third: well-to-do and 2019-08-03 are no other spelling of one word. Two numbers are a range.
    """
    for at in [n for n in range(2, len(pieces) - 2, 2) if pieces[n] in _HYPHENS]:
        before, left, right, after = pieces[at - 2], pieces[at - 1], pieces[at + 1], pieces[at + 2]
        bare = right[:-2] if right.endswith(_POSSESSIVES) else right
        apart = before.endswith(_JOINS) or after.startswith(_JOINS) or (left.isdecimal() and bare.isdecimal())
        if not apart and left.isalnum() and bare.isalnum() and (term := _terms[left + bare]):
            tokens.terms.append(term)
            tokens.starts.append(bounds[at - 1])
            tokens.ends.append(bounds[at + 1] + len(bare))
            tokens.kinds.append("compound")


class _Terms(dict[str, str]):
    """The term of a Latin word as it stands in a text; empty where there is none."""

    def __missing__(self, word: str) -> str:
        bare = word[:-2] if word.endswith(_POSSESSIVES) else word
        if len(bare) > _MAX_TERM_CHARS:
            return ""
        if len(self) >= _MAX_KEPT_TERMS:
            self.clear()
        term = self[word] = _term(bare)
        return term


_terms = _Terms()


def _term(word: str) -> str:
    if "," in word or ("." in word and word[0].isdecimal()):
        return normalise_word(word.replace(",", ""))
    if word[0] in "vV" and word[1:2].isdecimal() and "." in word:
        return normalise_word(word[1:])  # v2.10 is the number 2.10
    if "." in word:
        return word.replace(".", "").lower()
    return stem(normalise_word(word))


def _scan_han(run: str, offset: int, tokens: Scan) -> None:
    size, (terms, starts, ends, kinds) = len(run), tokens
    pairs = list(map(add, run, run[1:]))
    if pairs:
        no_words = _scan_words(run, pairs, offset, tokens)
        terms += compress(pairs, no_words)
        starts += compress(range(offset, offset + size), no_words)
        ends += compress(range(offset + 2, offset + size + 2), no_words)
        kinds += ["bigram"] * sum(no_words)
    terms += run
    starts += range(offset, offset + size)
    ends += range(offset + 1, offset + size + 1)
    kinds += ["unigram"] * size


def _scan_words(run: str, pairs: list[str], offset: int, tokens: Scan) -> bytearray:
    """Add the words of a run of Han text; return for each pair of neighbours whether it is none of them."""
    terms, starts, ends, kinds = tokens
    reader, before, no_words = segmenter(), len(terms), bytearray(b"\1") * len(pairs)
    stops, place = reader.ends(run, pairs), 0
    while place < len(run):
        stop = stops[place]
        if stop - place == 2:
            terms.append(pairs[place])
            starts.append(offset + place)
            ends.append(offset + stop)
            no_words[place] = 0
        elif stop - place > 2:
            for part, first, last in reader.parts[run[place:stop]]:
                terms.append(part)
                starts.append(offset + place + first)
                ends.append(offset + place + last)
                if last - first == 2:
                    no_words[place + first] = 0
        place = stop
    kinds += ["word"] * (len(terms) - before)
    return no_words


@cache
def segmenter() -> Segmenter:
    """Return the segmenter of this process, made when it is first asked for."""
    from index.text.segmenter import Segmenter  # noqa: PLC0415 - 0.3 s with jieba and its dictionary: only for those with Han text

    logging.getLogger("jieba").setLevel(logging.WARNING)
    return Segmenter()
