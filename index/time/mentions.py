"""The times that a text mentions, each with the days that it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.model import Mention, Period, Span
from index.text.folding import has_han
from index.time.chinese_forms import CHINESE
from index.time.english_forms import ENGLISH
from index.time.periods import Point, days_of
from index.time.reference import Reference

if TYPE_CHECKING:
    from index.time.forms import Atom, Reading

_TO: Final = re.compile(r"\s*(?:to|through|until|till|and ending|[-–—~～]|起?[至到])\s*", re.IGNORECASE)
_AND: Final = re.compile(r"\s*(?:and|和|与|與|及)\s*", re.IGNORECASE)
_BOTH: Final = re.compile(r"\b(?:between|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_TRIGGER: Final = re.compile(
    r"\d|[年月日号號天晚夜周週纪紀季]|星期|[礼禮]拜|"
    r"(?:days?|months?|weeks?|years?|decades?|quarter|ago|january|february|march|april|may|june|july|august|tember|ober|vember|cember|night|"
    r"last|next|tomorrow|summer|winter|spring|autumn)\b",
    re.IGNORECASE,
)
"""Something that every mention has."""


def mentions(text: str, written: Period | None = None) -> list[Mention]:
    """Return the times that a text mentions, in order; none overlaps another.

    `written` is when the text was written: days on one of which that was. Where a time cannot be known without it, or
    the words make none ("31 February"), the mention stays open.
    """
    if not _TRIGGER.search(text):
        return []
    reference = Reference(written)
    atoms = _apart([*ENGLISH.atoms(text, reference), *(CHINESE.atoms(text, reference) if has_han(text) else ())])
    found: list[Mention] = []
    n = 0
    while n < len(atoms):
        if n + 1 < len(atoms) and _joined(text, atoms[n], atoms[n + 1]):
            span = Span(atoms[n].span.start, atoms[n + 1].span.end)
            found.append(Mention(span, _from_to(atoms[n].reading, atoms[n + 1].reading, reference)))
            n += 2
        else:
            found.append(Mention(atoms[n].span, _resolved(atoms[n].reading, reference)))
            n += 1
    return found


def _apart(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms in order without those that overlap a longer one, or one that begins before."""
    kept: list[Atom] = []
    for atom in sorted(atoms, key=lambda atom: (atom.span.start, -atom.span.end)):
        if not kept or atom.span.start >= kept[-1].span.end:
            kept.append(atom)
    return kept


def _joined(text: str, first: Atom, last: Atom) -> bool:
    between = first.span.end, last.span.start
    if _TO.fullmatch(text, *between):
        return True
    before = text[max(first.span.start - 12, 0) : first.span.start]
    return bool(_AND.fullmatch(text, *between)) and ("between" in before.lower() or "在" in before or "從" in before)


def _from_to(first: Reading, last: Reading, reference: Reference) -> Period | None:
    """Return the days from one time to another; None where the second is over before the first begins."""
    if isinstance(first, Point) and isinstance(last, Point):
        if first.year is None:
            first = first._replace(year=last.year)
            if last.year is not None and (first.month or 0) > (last.month or 12):
                first = first._replace(year=last.year - 1)
        elif last.year is None:
            last = last._replace(year=first.year)
            if (first.month or 0) > (last.month or 12):
                last = last._replace(year=(first.year or 0) + 1)
    begin, end = _resolved(first, reference), _resolved(last, reference)
    return Period(begin.first, end.last) if begin and end and begin.first <= end.last else None


def _resolved(reading: Reading, reference: Reference) -> Period | None:
    if not isinstance(reading, Point):
        return reading
    return days_of(reading) if reading.year is not None else reference.nearest(reading)
