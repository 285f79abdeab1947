"""Questions that compare two things: "the difference between A and B", "A vs B", A和B有什么区别."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.query.query import TERM_WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.query import QueryTerm

_COMPARED: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?:differences?|distinctions?|similarit(?:y|ies)) between (?P<left>.+?) and (?P<right>.+)",
        r"\bcompare (?P<left>.+?) (?:and|with|to|against) (?P<right>.+)",
        r"\b(?:do|does|did|is|are|was|were) (?P<left>.+?) (?:differ(?:ent)?|distinguished) from (?P<right>.+)",
        r"(?P<left>.+?) (?:vs\.?|versus) (?P<right>.+)",
        r"(?P<left>.+?)[和与跟同及](?P<right>.+?)(?:之间|到底|究竟|的|有|什么|哪些|何|啥)*(?:区别|不同|差别|差异|异同|相同点)",
    )
)


def compared(folded: str, terms: Sequence[QueryTerm]) -> tuple[QueryTerm, ...]:
    """Return the weightiest term of each of the two things that a folded question compares, none where it does not.

    What both are called by tells neither: "red cards and yellow cards" are red and yellow.
    """
    for form in _COMPARED:
        if match := form.search(folded):
            sides = [_own_terms(terms, match, *names) for names in (("left", "right"), ("right", "left"))]
            if all(sides):
                return tuple(max(side, key=_weight) for side in sides)
    return ()


def _own_terms(terms: Sequence[QueryTerm], match: re.Match[str], side: str, other: str) -> list[QueryTerm]:
    """Return the terms of one side that the other one does not have; a term stands where it comes first only."""
    return [
        term
        for term in terms
        if term.known
        and match.start(side) <= term.start
        and term.end <= match.end(side)
        and term.surface not in match[other]
    ]


def _weight(term: QueryTerm) -> float:
    return term.idf * TERM_WEIGHTS[term.kind]
