"""Where the sentences of English and Chinese text begin and end: plain rules, one pass over the text."""

from __future__ import annotations

import re
import unicodedata

from index.model import Span
from index.text.months import SHORT_MONTHS

MAX_SENTENCE_CHARS = 1500
"""Characters; a longer sentence (a list without full stops, 10,000 emoji) is cut into pieces."""

_STOPS = ".!?…。！？．｡؟۔।"
_CLOSERS = "\"'”’)]}»」』》〉）］】〕｝＂＇"
_OPENERS = "\"'“‘([{«「『《〈（［【〔｛＂＇¿¡"

# A run of full stops with what closes behind it ('.”', '.[citation needed]'), or a blank line. Nothing that could fail
# stands behind the repeated classes, so that a line of a million dots is read once.
_CANDIDATE = re.compile(
    rf"[{_STOPS}][{_STOPS}{re.escape(_CLOSERS)}]*(?:\[[\w ]{{1,20}}\])*|\n[^\S\n]*\n\s*",
)
_SPACE = re.compile(r"\s*")
_UPPER = re.compile(r"[A-Z]")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")
_OPENING = re.compile(rf"(?:[-–—•*]\s)?[{re.escape(_OPENERS)}]{{0,4}}")
_NEXT_WORD = re.compile(r"[^\W_]{1,24}(?:['’.][^\W_]{0,24})?")
_LAST_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*\Z")
_NUMBER = re.compile(r"\s*\(?[0-9]{1,3}\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
# “真的嗎？”他問。 and 「不去。」王先生說。 are one sentence each.
_SPEECH = re.compile(r"[^\W\d_]{1,8}?(?:[说說问問喊叫答称稱]|表示|[写寫]道|指出)")

_WIDE_STOPS = frozenset("。！？｡")
_GOES_ON = frozenset(",;:，、；：" + _STOPS + _CLOSERS) - frozenset("\"'＂＇")
_GOES_ON_UNSPACED = _GOES_ON | frozenset("—–-·%％")

# Never the end of a sentence: a name or an explanation is still to come ("Mr. He", "e.g. The Guardian").
_BINDING = frozenset(
    "mr mrs ms mx dr prof rev hon sen rep gov gen col lt sgt capt cmdr adm maj pres messrs mme mlle "
    "vs viz cf e.g i.e eg ie approx incl esp resp".split()
)
# The end of a sentence unless a number follows: "No. 5", "Sept. 7", "pp. 3".
_COUNTED = frozenset("no nos nr fig figs vol vols p pp art arts sec ch eq para tel ext ver ca c sep".split()) | {
    month.lower() for month in SHORT_MONTHS if month != "May"
}
# The end of a sentence only before a word that rarely has a capital inside one: "Alibaba Inc. The …".
_OFTEN_INSIDE = frozenset(
    "inc ltd co corp llc plc bros jr sr esq ph.d etc est dept univ st mt ft ave blvd rd al asst assoc "
    "calif conn fla mich minn tenn tex wis".split()
)
_STARTERS = frozenset(
    "a about according after all also although an and another any anyone are as at because before both but by could "
    "despite did does during each earlier either even every everyone few for from had has have he her here his how "
    "however i if in indeed instead is it it's it’s its just last later like many meanwhile more moreover most much my "
    "neither nevertheless nobody none not nothing now of on once one only or our over perhaps several she should "
    "since some someone soon still such than that the their then there these they this those though through thus to "
    "today together two unlike until was we were what when where whether which while who why with within without would "
    "yesterday yet you your".split()
)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return `text[start:end]` without white space at its ends; None where nothing else is there."""
    part = text[start:end]
    right = part.rstrip()
    return Span(end - len(part.lstrip()), start + len(right)) if right else None


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of `text[start:end]` in order, as spans in `text` that hold every non-space character.

    A line break alone ends no sentence, a blank line always does. No span is empty, has white space at its ends, or is
    longer than MAX_SENTENCE_CHARS.
    """
    lower_starts = _UPPER.search(text, start, end) is None  # all in lower case: capitals tell nothing
    spans: list[Span] = []
    begin = start
    for candidate in _CANDIDATE.finditer(text, start, end):
        stop = _end(text, begin, candidate, end, lower_starts=lower_starts)
        if stop is not None:
            spans += _pieces(text, begin, stop)
            begin = stop
    spans += _pieces(text, begin, end)
    return spans


def _end(text: str, begin: int, candidate: re.Match[str], end: int, *, lower_starts: bool) -> int | None:
    """Return where the sentence that opened at `begin` ends if this run of full stops ends it."""
    stop, after = candidate.span()
    run = candidate.group()
    space = _SPACE.match(text, after, end)
    follows = space.end() if space else after
    if run[0] == "\n" or follows == end:
        return after
    if follows == after:
        return _unspaced_end(text, begin, candidate)
    following = text[follows]
    if following in _GOES_ON or (following in "\"'" and text[follows + 1 : follows + 2].isspace()):
        return None  # ". . ." and a closing quote that stands apart
    if not _WIDE_STOPS.isdisjoint(run):
        return None if run[-1] in "》〉" else after
    word = _first_word(text, follows, end)
    goes_on = not lower_starts and word.islower() and word[0].isalpha()  # 'e.g. this'; but "2nd", "iPhone" may open one
    if goes_on or (run[0] == "." and run.count(".") == 1 and not _dot_ends(text, begin, stop, word)):
        return None
    return after


def _unspaced_end(text: str, begin: int, candidate: re.Match[str]) -> int | None:
    """Return the end where the next character follows at once: Chinese text has one there, "bitcoin.com" none."""
    stop, after = candidate.span()
    run, following = candidate.group(), text[after]
    if following in _GOES_ON_UNSPACED or run[-1] in "》〉" or not _stops_chinese(text, begin, stop, run):
        return None
    if run[-1] in "）)" and "。" not in run:
        return None  # 他（真的！）走了
    if run[-1] in '"＂' and text.count(run[-1], max(begin, after - MAX_SENTENCE_CHARS), after - 1) % 2 == 0:
        return after - 1  # 他走了。"我知道。": a straight quote that opens
    if run[-1] in '”’」』"＂' and _SPEECH.match(text, after):
        return None
    return after


def _stops_chinese(text: str, begin: int, stop: int, run: str) -> bool:
    """Tell whether a run of full stops at `stop`, with no space behind it, is one of Chinese text."""
    if not _WIDE_STOPS.isdisjoint(run):
        return True
    # "真的?他說" is typed with Latin marks; a dot may as well part a name's halves, 拉．安卓美达, so it ends nothing.
    before = text[stop - 1] if stop > begin else ""
    return run[0] in "!?" and bool(_CJK.match(before) or _CJK.match(text[stop + len(run)]))


def _dot_ends(text: str, begin: int, stop: int, word: str) -> bool:
    """Tell whether the dot at `stop` ends a sentence rather than an abbreviation, an initial or a list number."""
    if stop - begin <= 8 and _NUMBER.match(text, begin, stop):
        return False  # "1. Open an account"
    last = _LAST_WORD.search(text, max(begin, stop - 24), stop)
    if last is None:
        return True
    name = last.group().lower()
    if name in _BINDING:
        return False
    if name in _COUNTED and (len(name) > 1 or not last.group().isupper()):
        return not word[:1].isdigit()
    if name in _OFTEN_INSIDE or (len(name) == 1 and last.group().isupper()) or _INITIALS.match(name):
        return word.lower() in _STARTERS
    return True


def _first_word(text: str, at: int, end: int) -> str:
    """Return the word at `at`, past quotes and dashes that open; empty where something else stands there."""
    opening = _OPENING.match(text, at, end)
    word = _NEXT_WORD.match(text, opening.end() if opening else at, end)
    return word.group() if word else ""


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """Return `text[start:end]` without white space at its ends, cut where it is longer than MAX_SENTENCE_CHARS."""
    pieces: list[Span] = []
    while (span := trimmed(text, start, end)) and span.end - span.start > MAX_SENTENCE_CHARS:
        start = _cut(text, span.start)
        if piece := trimmed(text, span.start, start):
            pieces.append(piece)
    return [*pieces, span] if span else pieces


def _cut(text: str, start: int) -> int:
    """Return where to cut an overlong sentence: behind a clause mark, at white space, else between whole characters."""
    least, most = start + MAX_SENTENCE_CHARS // 2, start + MAX_SENTENCE_CHARS
    for mark in ("；", "; ", "，", "、", ", ", "\n", " ", "\t", "\u3000"):
        at = text.rfind(mark, least, most)
        if at >= 0:
            return at + 1
    at = most
    while at > most - 32 and (text[at - 1] == "\u200d" or _extends(text[at])):
        at -= 1
    return at


def _extends(character: str) -> bool:
    """Tell whether a character belongs to the one before it: a mark, joiner, variation selector or skin tone."""
    return unicodedata.category(character) in ("Mn", "Me") or character == "\u200d" or "🏻" <= character <= "🏿"
