"""Measurements of a question: noted when it is asked, reported when it is answered."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.answer.retriever import AnswerTrace


class Noted(NamedTuple):
    """What is remembered of a question until its answer is sent; the whole trace would take some hundred kilobytes."""

    text: str
    answered: bool
    confidence: float
    candidates: float
    evidence: float


class Asked(NamedTuple):
    """A question that was answered or declined.

    `seconds`: from arrival to answer; `candidates` and `evidence`: the seconds for finding and for ranking.
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
    """Note a trace of the running task, if somebody listens; works in the task's threads too."""
    noted = _noted.get()
    if noted is not None:
        answer, timings = trace.answer, trace.timings
        noted.append(Noted(answer.question, answer.answered, answer.confidence, *timings))


def asked(noted: Noted, seconds: float) -> Asked:
    """Return the measurements of a question whose answer took `seconds`."""
    return Asked(noted.text, seconds, *noted[1:])
