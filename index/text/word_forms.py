"""Forms of English words that no stemmer brings together: fell and fall, mice and mouse, colour and color."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_IRREGULAR: Final = Path(__file__).parent.parent / "data" / "irregular.txt"

# Words in -ise that no spelling writes with a z: precise would part from precision.
_ISE_ONLY: Final = frozenset(
    """
    advertise arise chemise circumcise compromise concise demise despise disguise excise exercise expertise incise
    merchandise moonrise paradise precise premise promise reprise sunrise surmise treatise uprise
    """.split()
)
_ISE_ENDINGS: Final = ("wise", "vise", "prise", "aise", "oise", "uise", "chise")
_ISE: Final = re.compile(r"(\w{3,}is)(e|ed|es|er|ers|ing|ation|ations|able)")

_OUR: Final = """
    col fav hon lab neighb harb behavi flav hum rum vap arm endeav sav splend tum val vig rig ranc ferv glam demean clam
    cand ard savi parl
"""
# By what every such word holds: to look for that takes a tenth of the time of the pattern.
_AMERICAN: Final = tuple(
    (clue, re.compile(british), american)
    for clue, british, american in (
        (
            "our",
            rf"((?:{'|'.join(_OUR.split())})o|\bodo)ur",
            r"\1r",
        ),
        ("r", r"(cent|theat|met|lit|fib|calib|lust|meag|scept|somb|spect|sab)(?:re(?=s?$)|r(?=ed$))", r"\1er"),
        ("ogu", r"(catal|dial|anal|monol|prol|epil)ogu(?:e(?!d)|(?=ed|ing))", r"\1og"),
        ("ence", r"\b(def|off|lic|pret)ence", r"\1ense"),
        ("practis", r"\bpractis", "practic"),
        ("ae", r"(\bh|an|uk)ae(?=m)|(\bp|op)ae(?=d)|(\bgyn)ae(?=c)|(\ban)ae(?=sth)", r"\1\2\3\4e"),
        ("aeo", r"(arch|pal)aeo", r"\1eo"),
        ("aesth", r"\baesth", "esth"),
        ("oe", r"\boe(?=str|dem|soph)|(?<=\bf)oe(?=t)|(?<=rrh)oe(?=a)|(?<=\bhom)oe(?=o)", "e"),
    )
)


def base_of(word: str) -> str:
    """Return the base form of an irregular English form in American spelling; any other word as it is.

    The word is one that `normalise_word` gives; regular endings stay, for the stemmer takes them off.
    """
    word = _irregular().get(word, word)
    for clue, british, american in _AMERICAN:
        if clue in word:
            word = british.sub(american, word)
    if "is" in word and (verb := _ISE.fullmatch(word)) and not _keeps_ise(f"{verb[1]}e"):
        return f"{verb[1][:-1]}z{verb[2]}"
    return word


def is_irregular(word: str) -> bool:
    """Tell whether a word is an irregular form, or the base form of one."""
    return word in _irregular() or word in _irregular().values()


def _keeps_ise(base: str) -> bool:
    return base in _ISE_ONLY or base.endswith(_ISE_ENDINGS)


@cache
def _irregular() -> Mapping[str, str]:
    rows = (line.split() for line in _IRREGULAR.read_text("ascii").splitlines() if not line.startswith("#"))
    return {form: base for base, *forms in rows for form in forms}
