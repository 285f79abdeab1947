"""Names that articles teach in brackets: "Huobi (火幣)", "腾讯（Tencent）", "Initial Coin Offerings (ICOs)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from index.lexicon.acronyms import ACRONYM, last_word, spelled_out
from index.lexicon.alias_words import (
    COMPANY_FORMS,
    HAN_COMPANY_FORMS,
    NO_NAME,
    NOT_HAN,
    NOT_LATIN,
    PLACE,
    SENTENCE_WORDS,
    SMALL_WORDS,
    TITLES,
)
from index.lexicon.han_names import HAN_NAME, QUOTED, han_name, has_capital
from index.text.folding import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_BRACKET_CHARS: Final = 80  # characters within brackets, and before them, that can be a name

_BRACKET: Final = re.compile(r"[()（）\n]")
_LATIN_WORD: Final = r"[A-Za-z0-9\u00c0-\u024f][\w.&'’+-]*"
_LATIN_NAME: Final = re.compile(rf"(?=.*[A-Za-z]{{2}}){_LATIN_WORD}(?: (?:& )?{_LATIN_WORD}){{0,6}}", re.ASCII)
_POSSESSIVE: Final = re.compile(r"['’ʼ＇]s?$")
_LEAD: Final = re.compile(
    r"(?:(?:以下)?[简簡][称稱]|又[称稱名]|亦[称稱]|也[称稱]|即|全[称稱]|中文名?|英文名?|英[语語]|also known as|aka|or)"
    r"(?:[:：]\s*|\s+|为|為)?(?=\S)"
)


class Alias(NamedTuple):
    """Two names of one thing, each as it stands in the text: the one before the brackets, the one in them."""

    name: str
    other: str


class _Brackets(NamedTuple):
    before: str
    inside: str


def find_aliases(text: str) -> list[Alias]:
    """Return the names that brackets teach, in order, once for each time that they are taught.

    What points elsewhere, holds a sentence, or stands in brackets that are nested or never closed teaches none.
    """
    return [alias for brackets in _brackets(text) for alias in _aliases(brackets)]


def _brackets(text: str) -> Iterator[_Brackets]:
    """Return what outermost brackets hold that hold no others, and what stands before them in their line."""
    depth, opened, line = 0, -1, 0
    for match in _BRACKET.finditer(text):
        place, mark = match.start(), match.group()
        if mark == "\n":
            depth, opened, line = 0, -1, match.end()
        elif mark in "(（":
            depth += 1
            opened = place if depth == 1 else -1
        else:
            if opened >= 0 and 1 < place - opened <= _MAX_BRACKET_CHARS + 1:
                yield _Brackets(
                    text[max(line, opened - _MAX_BRACKET_CHARS) : opened].rstrip(), text[opened + 1 : place].strip()
                )
            depth, opened = max(depth - 1, 0), -1


def _aliases(brackets: _Brackets) -> Iterator[Alias]:
    before, inside = brackets
    lead = _LEAD.match(inside)
    inside = inside[lead.end() if lead else 0 :].strip("“”\"「」'‘’ ")
    if not before or not inside:
        return
    if HAN_NAME.fullmatch(inside):
        yield from _latin_then_han(before, inside)
    elif re.search(rf"[{HAN}][”」』》\"]?$", before):
        yield from _han_then_latin(before, inside)
    elif ACRONYM.fullmatch(inside):
        if name := spelled_out(before, inside):
            yield _singular(name, inside)
    elif (short := last_word(before)) and ACRONYM.fullmatch(short) and spelled_out(inside, short) == inside:
        yield Alias(*reversed(_singular(inside, short)))


def _latin_then_han(before: str, han: str) -> Iterator[Alias]:
    if len(han) < 2 or len(han) > 16 or NOT_HAN.fullmatch(han):
        return
    if quoted := QUOTED.search(before):
        if _is_latin_name(quoted[1]):
            yield Alias(quoted[1], han)
        return
    words = _capitalised(_POSSESSIVE.sub("", before))
    if not words or (" ".join(words).isupper() and PLACE.fullmatch(han)):
        return
    core = words
    while len(core) > 1 and core[-1].strip(".,").lower() in COMPANY_FORMS:
        core = core[:-1]
    yield Alias(" ".join(words), han)
    short = HAN_COMPANY_FORMS.sub("", han)
    if core != words and len(short) > 1:
        yield Alias(" ".join(core), short)


def _capitalised(before: str) -> list[str]:
    """Return the words at the end of a text that are one name: each with a capital, small words only between them."""
    last = re.split(rf"[^\w.&'’+ -]|[{HAN}]|(?<=[a-z]{{3}})\. ", before)[-1]
    if last.endswith(" "):
        return []
    words: list[str] = []
    for word in reversed(last.split(" ")):
        joins = word.lower() in SMALL_WORDS and word.islower() and words
        if not joins and (not has_capital(word) or word.endswith(("'s", "’s"))):
            break
        words.insert(0, word)
    titles = [n for n, word in enumerate(words) if word.strip(".,").lower() in TITLES]
    words = words[titles[-1] + 1 if titles else 0 :]
    while words and words[0].strip(".,").lower() in NO_NAME | SMALL_WORDS:
        del words[0]
    return words if len(words) <= 6 and sum(map(len, words)) > 1 else []


def _han_then_latin(before: str, inside: str) -> Iterator[Alias]:
    parts = [part.strip() for part in re.split("[,，、;；]", inside)]
    parts[1:] = [part[lead.end() :] if (lead := _LEAD.match(part)) else part for part in parts[1:]]
    if len(parts) > 2 or not all(map(_is_latin_name, parts)):
        return
    # Two names are two names of it only where one is short for the other.
    if len(parts) == 2 and not (ACRONYM.fullmatch(parts[1]) and spelled_out(parts[0], parts[1]) == parts[0]):
        return
    if name := han_name(before, parts[0]):
        yield from (Alias(name, part.removesuffix("s") if ACRONYM.fullmatch(part) else part) for part in parts)
    if len(parts) == 2:
        yield Alias(*parts)


def _is_latin_name(text: str) -> bool:
    words = [word.strip(".:").lower() for word in text.split()]
    if not _LATIN_NAME.fullmatch(text) or words[0] in NOT_LATIN | NO_NAME | TITLES:
        return False
    return SENTENCE_WORDS.isdisjoint(words)


def _singular(name: str, acronym: str) -> Alias:
    """Return both without the s of the plural, where the acronym has it."""
    if acronym.endswith("s"):
        return Alias(name.removesuffix("s"), acronym.removesuffix("s"))
    return Alias(name, acronym)
