"""What in the windows of a sheet is of the kind asked for: the dates of a "when", the names of a "who"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from index.analysis import surface
from index.answer_type import find
from index.leads import hangs
from index.model import Span

if TYPE_CHECKING:
    from index.sheet import Place, Sheet, Spot
    from index.wanted import Counts

POINTED_AT: Final = ("person", "date", "place", "number")
"""The kinds that are a thing to point at; "because" and "is a" only tell that an answer is there."""

_TOLD_LATER: Final = ("date", "number")  # who and where an event was is mostly told with it, when and how many after it
_REACH: Final = {True: 40.0, False: 16.0}  # characters at which nearness has halved, in Latin and in Han text


class Things:
    """The things of the kind asked for in the windows of one sheet, found when first looked for."""

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet; where its query asks for no kind, there is nothing to find."""
        self._sheet = sheet
        self._kind = sheet.query.kind
        self._asked = {one.surface for one in sheet.query.terms}
        self._found: dict[tuple[int, int], list[Span]] = {}

    def of(self, spot: Spot) -> list[Span]:
        """Return the things in a window, in the candidate's text; for a reason or a definition, what announces it."""
        return [one for n in range(spot.first, spot.last + 1) for one in self._find(spot.candidate, n)]

    def answers(self, spot: Spot) -> list[Span]:
        """Return the things in a window that can be pointed at, those nearest to the question's words first."""
        if self._kind not in POINTED_AT:
            return []
        return sorted(self.of(spot), key=lambda one: -self.nearness(spot, one))

    def lead(self, spot: Spot) -> Place | None:
        """Return the sentence that a window hangs on and that lends it some of its score, where there is one.

        Only where the window has a thing of the kind asked for and that sentence has none: otherwise it is itself the
        better answer. It is the one of the few before that holds most of the question.
        """
        return self.leads.get(spot)

    @cached_property
    def leads(self) -> dict[Spot, Place]:
        """The windows that have such a sentence, with where it is."""
        if self._kind not in _TOLD_LATER:
            return {}
        return {
            spot: lead
            for spot in self._sheet.spots
            if self.of(spot) and self._hangs(spot) and (lead := self._held_most(spot)) and not self._find(*lead)
        }

    def nearness(self, spot: Spot, span: Span) -> float:
        """Return the share of the question that stands near to a span, each word less with its distance.

        What stands in the window's lead is as near as the words that open the window and point back to it.
        """
        weights = self._sheet.weights
        opening = self._sheet.span(spot).start
        places = [(match.term, match.span) for match in self._sheet.matches(spot)]
        if lead := self.lead(spot):
            places += [(match.term, Span(opening, opening)) for match in self._sheet.at(lead).matches]
        near: Counts = {}
        for term, place in places:
            if (weight := weights.get(term)) is not None:
                distance = max(place.start - span.end, span.start - place.end, 0)
                reach = _REACH[term.isascii()]
                near[term] = max(near.get(term, 0.0), weight * reach / (reach + distance))
        return sum(near.values()) / (sum(weights.values()) or 1.0)

    def _held_most(self, spot: Spot) -> Place | None:
        return max(self._sheet.before(spot), key=self._held, default=None)

    def _held(self, place: Place) -> float:
        return sum(self._sheet.weights[key] for key in self._sheet.at(place).counts[self._sheet.wanted.core])

    def _hangs(self, spot: Spot) -> bool:
        start = self._sheet.span(spot).start
        return hangs(self._sheet.candidates[spot.candidate].text[start : start + 60])

    def _find(self, candidate: int, sentence: int) -> list[Span]:
        """Return what is of the kind asked for in one sentence and not in the question itself."""
        if self._kind is None:
            return []
        place = (candidate, sentence)
        if place not in self._found:
            text, (start, end) = (
                self._sheet.candidates[candidate].text,
                self._sheet.candidates[candidate].sentences[sentence],
            )
            spans = [Span(start + a, start + b) for a, b in find(self._kind, text[start:end])]
            self._found[place] = [one for one in spans if not self._in_question(text, one, place)]
        return self._found[place]

    def _in_question(self, text: str, span: Span, place: tuple[int, int]) -> bool:
        """Tell whether a thing only says again what the question said."""
        if self._kind in ("reason", "definition"):
            return False
        if self._kind in ("person", "place") and text[span.start].isascii() and not self._sheet.query.crossed:
            return all(surface(word.strip(".,'’")) in self._asked for word in text[span.start : span.end].split())
        matches = self._sheet.sightings[place[0]][place[1]].matches
        return any(span.start < match.span.end and match.span.start < span.end for match in matches)
