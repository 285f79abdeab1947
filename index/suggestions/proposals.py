"""Questions made from an article's sentences, by patterns of names, numbers and dates."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from index.text.months import MONTH, SHORT_MONTH
from index.text.sentences import sentences
from index.text.stemming import normalise_word
from index.text.stopwords import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Kind(IntEnum):
    """What a question is after, the most natural to ask first."""

    HOW_MANY = 1
    WHO = 2
    WHEN = 3
    WHAT = 4
    STATEMENT = 5
    EVENT = 6
    MEANING = 7
    MENTION = 8


class Proposal(NamedTuple):
    """A question, and the sentence that it was made from, which should answer it."""

    kind: Kind
    question: str
    sentence: str


_WORD = r"[A-Z][\w’'&-]*\w"
_NAME = re.compile(rf"\b{_WORD}(?: {_WORD})*\b")
_DATE = rf"(?:on {MONTH} \d{{1,2}}(?:, \d{{4}})?|in {MONTH} \d{{4}})(?![\d,]*\d)"
_SAID = r"(?:said|says|confirmed|announced|warned|stated|explained|argued|claimed)"
# At its start any word has a capital: a name is what has one further on.
_INSIDE = re.compile(r"[\w,] \Z")
# "Academy of Fine Arts", "Culture and Creative Industries": half a name is none.
_JOINED = re.compile(r"[A-Z][\w’'-]* (?:and|of|for|&) \Z")
_NOUN = re.compile(
    r"[’'](?!\w\w)|[,.;:)]|\Z"
    r"| (?:is|was|are|were|has|have|had|will|would|can|could|did|does|who|which|that|to|in|on|at|from|with|by|as|or)\b"
    rf"| {_SAID}\b| \("
)
_NO_NAME = re.compile(rf"-[a-z]|^(?:{MONTH}|{SHORT_MONTH}|[A-Z][a-z]+day)\b|^\W")
_NUMBER = (
    r"(?:more than |over |about |around |nearly |almost |some |at least )?\d[\d.,]*"
    r"(?: (?:hundred|thousand|million|billion|trillion))?"
)
_DATED = re.compile(rf"\b{_DATE}", re.IGNORECASE)
_PERSON = (
    r"(?:CEO|CFO|CTO|[Cc]hief [a-z]+ officer|[Pp]resident|[Cc]hair(?:man|woman)?|[Ff]ounder|[Cc]o-?founder|[Dd]irector"
    r"|[Mm]anager|[Mm]inister|[Pp]rofessor|[Ee]ditor|[Ss]pokes(?:man|woman|person)|[Aa]nalyst|[Rr]eporter|[Aa]uthor"
    r"|[Rr]esearcher|[Ll]awyer|[Ss]enator|[Mm]ayor|[Gg]overnor|[Ee]conomist|[Ee]ngineer|[Ss]cientist|[Hh]ead)"
)
_PEOPLE = re.compile(rf"\b(?:{_PERSON}|\w*(?:man|woman|ist|ian)|national|citizen|native|who)\b")
_ACRONYM = re.compile(r"\b([A-Za-z]+(?:[ -][A-Za-z]+){1,5}) \(([A-Z]{2,6})s?\)")
_ROLE = re.compile(rf"\b{_PERSON} ({_WORD} {_WORD})\b")


def propose(texts: Iterable[str], language: str) -> list[Proposal]:
    """Return the questions that some stretches of one article suggest, in the order of their sentences.

    `language` is the article's; none but English and Chinese suggest anything.
    """
    all_sentences = [text[start:end] for text in texts for start, end in sentences(text, 0, len(text))]
    if language.startswith("zh"):
        words = _TRADITIONAL if language == "zh-Hant" else _SIMPLIFIED
        return [proposal for sentence in all_sentences for proposal in _chinese(sentence, words)]
    if language != "en":
        return []
    names = _names(all_sentences)
    return [proposal for sentence in all_sentences for proposal in _english(sentence, names)]


def _names(all_sentences: Iterable[str]) -> set[str]:
    """Return the names in some sentences: what is written with capitals inside one and stands there as a noun."""
    names = set()
    for sentence in all_sentences:
        for match in _NAME.finditer(sentence):
            name = re.sub(r"[’']s?\Z", "", match.group())
            inside = _INSIDE.search(sentence[: match.start()]) and not _JOINED.search(sentence[: match.start()])
            if inside and _NOUN.match(sentence, match.start() + len(name)) and not _NO_NAME.search(name):
                names.add(name)
    return {name for name in names if normalise_word(name.split()[0]) not in ENGLISH and len(name) > 2}


def _english(sentence: str, names: set[str]) -> Iterator[Proposal]:
    for kind, question in (*_of_people(sentence), *_of_acronyms(sentence), *_of_dates(sentence)):
        yield Proposal(kind, question, sentence)
    for name in sorted(name for name in names if name in sentence):
        for kind, question in _of_name(sentence, name, names):
            yield Proposal(kind, question, sentence)


def _of_people(sentence: str) -> Iterator[tuple[Kind, str]]:
    for match in _ROLE.finditer(sentence):
        yield Kind.WHO, f"Who is {match.group(1)}?"


def _of_acronyms(sentence: str) -> Iterator[tuple[Kind, str]]:
    for words, letters in _ACRONYM.findall(sentence):
        initials = "".join(word[0] for word in re.split(r"[ -]", words)).upper()
        if initials.endswith(letters):
            yield Kind.MEANING, f"What does {letters} stand for?"


def _of_dates(sentence: str) -> Iterator[tuple[Kind, str]]:
    for match in _DATED.finditer(sentence):
        date = match.group()
        yield Kind.EVENT, f"What happened {date[0].lower()}{date[1:]}?"


def _of_name(sentence: str, name: str, names: set[str]) -> Iterator[tuple[Kind, str]]:
    here = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
    called = f"the {name}" if re.search(rf"\b[Tt]he {here}", sentence) else name
    if has := re.search(rf"{here} ha(?:s|ve) {_NUMBER} ((?:[a-z-]+ ){{0,2}}[a-z]+s)\b", sentence):
        yield Kind.HOW_MANY, f"How many {has.group(1)} does {called} have?"
    if match := re.search(rf"{here},? {_SAID}\b", sentence):
        about = sorted(other for other in names if other in sentence[match.end() :] and other not in name)
        yield Kind.STATEMENT, f"What did {called} say about {about[0]}?" if about else f"What has {called} said?"
    if (done := re.search(rf"{here} (was|were) ([a-z]+ed)\b", sentence)) and _DATED.search(sentence):
        yield Kind.WHEN, f"When {done.group(1)} {called} {done.group(2)}?"
    what = re.search(rf"{here} is (?:an?|the) ([^,.]+)[,.]", sentence)
    if what and not _PEOPLE.search(what.group(1)):
        yield Kind.WHAT, f"What is {called}?"
    if re.search(here, sentence):
        yield Kind.MENTION, f"What is said about {called}?"


class _Words(NamedTuple):
    """The few words of a Chinese question."""

    who: str
    what: str
    said: str
    happened: str


_SIMPLIFIED = _Words("谁", "什么", "说", "发生")
_TRADITIONAL = _Words("誰", "什麼", "說", "發生")
_HAN_DATE = re.compile(r"[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号號])?)?")
_HAN_PERSON = re.compile(r"(?:^|[，。；、])([\u4e00-\u9fff]{1,5}(?:[·‧・•][\u4e00-\u9fff]{1,6}){1,3})(?=[（(])")
_HAN_SAID = re.compile(r"(?:^|[，。；])([^\W\d]{2,14}?)(?:表示|指出|[认認][为為]|宣[布佈])[，：:「“]")
_HAN_IS = re.compile(r"^([^\W\d]{2,12}?)(?:（[^）]{1,40}）)?是(?:一|指|由|[^\W\d]{2,20}的)")
_HAN_TITLE = re.compile(r"《([^《》]{2,20})》")
_HAN_IDLE = re.compile(r"[他她它我你您這这那此其在對对從从時时後后據据并並也还還都就不的將将把被由以為为和與与及或]")
_HAN_PEOPLE = re.compile(r"是(?:一[名位]|[^，。]{0,30}(?:(?<![国國])家|[者人員员手師师])[，。])")


def _chinese(sentence: str, words: _Words) -> Iterator[Proposal]:
    for match in _HAN_PERSON.finditer(sentence):
        if not _HAN_IDLE.search(match.group(1)):
            yield Proposal(Kind.WHO, f"{match.group(1)}是{words.who}？", sentence)
    for match in _HAN_SAID.finditer(sentence):
        if not _HAN_IDLE.search(match.group(1)):
            yield Proposal(Kind.STATEMENT, f"{match.group(1)}{words.said}了{words.what}？", sentence)
    if (subject := _HAN_IS.search(sentence)) and not _HAN_IDLE.search(subject.group(1)):
        person = _HAN_PEOPLE.search(sentence, subject.end(1)) is not None
        kind, asked = (Kind.WHO, words.who) if person else (Kind.WHAT, words.what)
        yield Proposal(kind, f"{subject.group(1)}是{asked}？", sentence)
    for match in _HAN_TITLE.finditer(sentence):
        yield Proposal(Kind.MENTION, f"《{match.group(1)}》是{words.what}？", sentence)
    for match in _HAN_DATE.finditer(sentence):
        yield Proposal(Kind.EVENT, f"{match.group()}{words.happened}了{words.what}？", sentence)
