"""What is measured of a question: noted where it is asked, told when it is answered."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.retriever import Trip

_trips: ContextVar[list[Trip] | None] = ContextVar("trips", default=None)


class Asked(NamedTuple):
    """A question that was dealt with; `seconds` from its arrival to its answer's, `candidates` and `evidence` of it."""

    text: str
    seconds: float
    answered: bool
    confidence: float
    candidates: float
    evidence: float


def begin() -> list[Trip]:
    """Return the list that all trips of the running task will be noted in."""
    trips: list[Trip] = []
    _trips.set(trips)
    return trips


def note(trip: Trip) -> None:
    """Note a trip of the running task, if anybody wants to know; also from a thread that it asked."""
    trips = _trips.get()
    if trips is not None:
        trips.append(trip)


def asked(trip: Trip, seconds: float) -> Asked:
    """Return what is told of a trip whose answer took so long."""
    answer, timings = trip.answer, trip.timings
    return Asked(answer.question, seconds, answer.answered, answer.confidence, timings.candidates, timings.evidence)
