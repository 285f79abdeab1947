"""The sets about time: questions with the day they are asked on, mentions of time read by hand, and what is none."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.model import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE: Final = Path(__file__).parent
ARTICLES: Final = HERE / "articles"
"""The dated articles in Chinese that the Chinese questions are asked of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the day it is asked on, and what a good answer is about.

    `wanted` is the time of what answers: of the event, or of the publication. Where the articles have nothing of the
    time that is asked for, `missing_time` is set and `wanted` is that time.
    """

    id: str
    question: str
    now: str
    language: str
    kind: str
    answers: tuple[str, ...]
    gold: tuple[tuple[str, str], ...]
    wanted: Period
    answerable: bool
    missing_time: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of time in a sentence, and the days that it may rightly be taken for; none where it cannot be told."""

    id: str
    language: str
    source: str
    text: str
    start: int
    end: int
    date: str | None
    right: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Trap:
    """A sentence in which nothing is a mention of time, whatever it looks like."""

    id: str
    language: str
    text: str


def read_questions() -> Sequence[Asked]:
    """Return the questions; those in English are about dated news, which are not kept here."""
    return [
        Asked(
            id=row["id"],
            question=row["question"],
            now=row["now"],
            language=row["language"],
            kind=row["kind"],
            answers=tuple(row["answers"]),
            gold=tuple((one["path"], one["quote"]) for one in row["gold"]),
            wanted=_period(row["wanted"]),
            answerable=row["answerable"] is True,
            missing_time=row["answerable"] == "none-in-time",
        )
        for row in _rows("questions")
    ]


def read_mentions() -> Sequence[Mention]:
    """Return the mentions of time."""
    return [
        Mention(
            **{key: row[key] for key in ("id", "language", "source", "text", "start", "end", "date")},
            right=() if row["wanted"] == "open" else tuple(_period(one) for one in _readings(row)),
        )
        for row in _rows("mentions")
    ]


def read_traps() -> Sequence[Trap]:
    """Return the sentences without a mention of time."""
    return [Trap(row["id"], row["language"], row["text"]) for row in _rows("traps")]


def _period(days: list[str]) -> Period:
    first, last = (dt.date.fromisoformat(day) for day in days)
    return Period(first, last)


def _readings(row: dict[str, Any]) -> list[list[str]]:
    return [row["wanted"], *row.get("also", ())]


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]
