"""What is measured of a question: noted where it is asked, told when it is answered."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.answer.retriever import AnswerTrace


class Noted(NamedTuple):
    """What is kept of a trace until its answer is sent: the trace has windows, which weigh some hundred kilobytes."""

    text: str
    answered: bool
    confidence: float
    candidates: float
    evidence: float


class Asked(NamedTuple):
    """A question that was dealt with.

    `seconds` are from its arrival to its answer's, `candidates` and `evidence` those of finding and ranking.
    """

    text: str
    seconds: float
    answered: bool
    confidence: float
    candidates: float
    evidence: float


_noted: ContextVar[list[Noted] | None] = ContextVar("noted", default=None)


def begin() -> list[Noted]:
    """Return the list in which all trips of the running task will be noted."""
    noted: list[Noted] = []
    _noted.set(noted)
    return noted


def note(trace: AnswerTrace) -> None:
    """Note the trace of an answer in the running task, if anybody wants to know; also from a thread that it asked."""
    noted = _noted.get()
    if noted is not None:
        answer, timings = trace.answer, trace.timings
        noted.append(Noted(answer.question, answer.answered, answer.confidence, *timings))


def asked(noted: Noted, seconds: float) -> Asked:
    """Return what is told of a question whose answer took so long."""
    return Asked(noted.text, seconds, *noted[1:])
