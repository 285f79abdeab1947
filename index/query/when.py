"""The time that a question asks about: days, or what is newest or came first."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from index.model import Period
from index.time.mentions import mentions

if TYPE_CHECKING:
    from index.model import Mention, Span

Order = Literal["newest", "oldest"]

_NEWEST: Final = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|recent(?:ly)?|lately|so far|currently|up to date|as of now|right now|"
    r"these days|at the moment|(?<!direct )(?<!alternating )(?<!electric )current)\b|"
    r"最新|目前|[现現]在|如今|[当當]前|最近(?!的(?!一))|近期|至今|眼下|[现現]任|迄今",
    re.IGNORECASE,
)
_OLDEST: Final = re.compile(
    r"\b(?:first|earliest|oldest)\b(?! (?:aid|name|class)\b)|"
    r"第一[次个個届屆]|首[次届屆个個]|最早|最初",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\b(?:since|starting(?: in)?|ever since)\s+(?:the\s+)?\Z|[自从從]\Z", re.IGNORECASE)
_AFTER: Final = re.compile(r"\b(?:after|later than)\s+(?:the\s+)?\Z", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\b(?:before|prior to|earlier than)\s+(?:the\s+)?\Z", re.IGNORECASE)
_UNTIL: Final = re.compile(r"\b(?:until|till|by|up to|as of)\s+(?:the\s+)?\Z|截[至止]\Z", re.IGNORECASE)
_SINCE_ZH: Final = re.compile(r"\s?(?:以[来來]|起|至今|[开開]始)")
_AFTER_ZH: Final = re.compile(r"\s?(?:以|之)?[后後]")
_BEFORE_ZH: Final = re.compile(r"\s?(?:以|之)?前")
_UNTIL_ZH: Final = re.compile(r"\s?(?:为止|為止)")
_RELATIVE: Final = re.compile(
    r"\b(?:last|this|next|past|previous|current|coming|earlier|later|ago|yesterday|today|tonight|tomorrow|\w+day)\b|"
    r"[去今昨明前上下本这這近后後]|过去|過去|[周週]|星期|[礼禮]拜",
    re.IGNORECASE,
)
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """The days that a question asks about, and which of its answers are wanted first.

    `idle` are the words that only tell this time from the day of asking ("last month"): no article need have them.
    """

    period: Period | None = None
    order: Order | None = None
    idle: tuple[Span, ...] = ()


def asked_when(question: str, now: dt.date, since: Period | None = None, until: Period | None = None) -> When | None:
    """Return the time that a question asks about on a day, None for none: "before the ban" is none.

    `since` and `until` come from beside the question, and take precedence over its words. A month or day without a
    year is no time: the words themselves are searched.
    """
    period, idle = None, []
    for mention in mentions(question, Period(now, now)):
        dated = any(alone.period for alone in mentions(question[slice(*mention.span)]))  # without the day of asking
        days = _days(question, mention, dated=dated)
        if days is not None:
            period = period or days
            if not dated:
                idle.append(mention.span)
    if since or until:
        first, last = since.first if since else dt.date.min, until.last if until else dt.date.max
        period = Period(first, last) if first <= last else None
    order = _order(question) if period is None else None
    return When(period, order, tuple(idle)) if period or order else None


def _order(question: str) -> Order | None:
    if _NEWEST.search(question):
        return "newest"
    return "oldest" if _OLDEST.search(question) else None


def _days(question: str, mention: Mention, *, dated: bool) -> Period | None:
    """Return the days that a mention and the words beside it ask about, None where it tells no year.

    `dated` is whether its words alone tell days.
    """
    if mention.period is None:
        return None
    before, after = question[: mention.span.start], (question, mention.span.end)
    first, last = mention.period
    if _SINCE.search(before) or _SINCE_ZH.match(*after):
        last = dt.date.max
    elif (_AFTER.search(before) or _AFTER_ZH.match(*after)) and last < dt.date.max:
        first, last = last + _DAY, dt.date.max
    elif (_BEFORE.search(before) or _BEFORE_ZH.match(*after)) and first > dt.date.min:
        first, last = dt.date.min, first - _DAY
    elif _UNTIL.search(before) or _UNTIL_ZH.match(*after):
        first = dt.date.min
    elif not dated and not _RELATIVE.search(question[slice(*mention.span)]):
        return None
    return Period(first, last)
