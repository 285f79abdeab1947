"""Snippets that cannot be understood alone, and the earlier sentence that says what they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from index.columns import LONGEST
from index.cuts import cut
from index.model import Lead
from index.stopwords import is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.evidence import Window
    from index.stores.base import AnalysedPassage, Store

_NOUNS: Final = (
    "accord|act|action|agency|agreement|announcement|ban|bank|battle|bill|book|building|case|city|club|committee|company|"
    "conference|conflict|convention|country|court|crackdown|deal|decision|disease|document|event|exchange|film|findings?|"
    "firm|former|game|government|group|incident|island|latter|law|measures?|meeting|ministry|model|moves?|network|news|"
    "notice|order|organi[sz]ation|pact|park|party|plans?|platform|play|policy|post|practice|process|product|programme?|"
    "project|proposal|report|restrictions|results?|rules?|ruling|school|services?|ship|show|site|song|species|statement|"
    "store|story|study|suit|system|talks|team|technique|term|test|title|tool|treaty|trial|university|verdict|village|"
    "visit|vote|war|website|work"
)
_HANGING: Final = re.compile(
    r"\W*(?:(?:also|and|but|even so|finally|furthermore|however|instead|later|meanwhile|moreover|nevertheless|so|still|"
    r"then|therefore|thus|yet)\b,? )?(?:"
    r"(?:it|its|they|their|he|she|his|her|this|these|those|such|both|neither)\b"
    rf"|(?:the|that) (?-i:[a-z]+ )?(?:{_NOUNS})\b"  # "the new rules", but not "the Chinese government"
    # Han has no case, and sets of all of it without regard to case would take 12 ms to compile.
    r"|(?-i:[它他她][们們]?|[该該][\u4e00-\u9fff]|此(?![外后後])[\u4e00-\u9fff]|[这這][\u4e00-\u9fff]|其(?![他它实實余餘中])|上述|前者|[后後]者|[对對]此|[两兩]者)"
    r")",
    re.IGNORECASE,
)
_BACK: Final = 2  # passages before the snippet's own in which its lead is looked for
_TITLED: Final = 0.1  # what a word of the title counts for: what an article is about is what "the move" mostly was
_FADES: Final = 0.9  # what a sentence counts for, less with every one that stands between


class _Earlier(NamedTuple):
    analysed: AnalysedPassage
    sentence: int


def hangs(text: str) -> bool:
    """Tell whether a text opens with a word that points back: "It", "They", "The move", 该公司, 此举."""
    return _HANGING.match(text) is not None


def find_lead(window: Window, start: int, store: Store) -> Lead | None:
    """Return the sentence that says what a window is about, where the window (shown from `start`) does not itself.

    It is the one that lent the window its score, else the earlier one that holds most of the question and then of the
    title, a near one before a far one; where none holds any of them, the one just before.
    """
    if start != window.span.start or not hangs(window.analysed.text[start : window.span.end]):
        return None
    if (lent := window.lead) is not None:
        return _lead(_Earlier(*lent))
    title = dict.fromkeys(window.analysed.titled, _TITLED)
    weights = {term: weight for term, weight in (title | dict(window.sheet.worth)).items() if not is_stopword(term)}
    best, most = None, -1.0
    for distance, earlier in enumerate(_earlier(window, store)):
        begin, end = earlier.analysed.bounds[earlier.sentence], earlier.analysed.bounds[earlier.sentence + 1]
        held = sum(weights.get(term, 0.0) for term in set(earlier.analysed.terms[begin:end])) * _FADES**distance
        if held > most:
            best, most = earlier, held
    return _lead(best) if best else None


def _earlier(window: Window, store: Store) -> Iterator[_Earlier]:
    """Return the sentences before a window, the nearest first."""
    own = window.analysed
    for n in reversed(range(len(own.sentences))):
        if own.sentences[n].start < window.span.start:
            yield _Earlier(own, n)
    for back in range(1, _BACK + 1):
        analysed = store.passage(own.passage.article, own.passage.ordinal - back)
        for n in reversed(range(len(analysed.sentences) if analysed else 0)):
            yield _Earlier(analysed, n)  # type: ignore[arg-type]  # where it is None there is no n


def _lead(earlier: _Earlier) -> Lead:
    span = cut(earlier.analysed.text, earlier.analysed.sentences[earlier.sentence], (), LONGEST)
    offset = earlier.analysed.passage.span.start
    return Lead(earlier.analysed.text[span.start : span.end], offset + span.start, offset + span.end)
