"""Reordering windows by the time that a question asks about: events of that time, then articles of that time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from index.model import TimeNote
from index.time.mentions import mentions
from index.time.periods import published, to_iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Period
    from index.query.when import When
    from index.ranking.ranker import Window
    from index.stores.base import Store

FIT_WEIGHT: Final = 4.0
"""What a window counts for whose event is all in the time asked for, in the unit of a score."""

ANSWERING: Final = 2.0
"""How far below the best a window may score and still count as answering, so that a newer one comes first."""

_FITTING: Final = 3.0  # … and still count as about the question, where it fits the time and better ones do not
_TOLD, _PUBLISHED, _PART = 1.0, 0.8, 0.5  # how well a window fits; by a part where it reaches beyond


class Times(NamedTuple):
    """The days that a window, the headings above it and its article's date tell."""

    events: tuple[Period, ...]
    titled: tuple[Period, ...]
    published: Period | None

    def fit(self, asked: Period) -> float:
        """Return how well they fit the days asked for: 0 not at all, 1 best."""
        return max(
            _share((*self.events, *self.titled), asked) * _TOLD,
            _share((self.published,) if self.published else (), asked) * _PUBLISHED,
        )

    def all(self) -> list[Period]:
        """Return the days, the publication's last."""
        return [*self.events, *self.titled, *([self.published] if self.published else [])]


def by_time(windows: Sequence[Window], when: When, store: Store) -> tuple[list[Window], TimeNote | None]:
    """Return windows, best first, those that fit the time moved up, and what to tell the reader of that time."""
    if not windows:
        return [], None
    times = _Reader(store)
    if when.period is None:
        return _ordered(windows, times, newest=when.order == "newest"), None
    best = windows[0].score
    fits = [times.of(window).fit(when.period) for window in windows]
    about = [fit for window, fit in zip(windows, fits, strict=True) if window.score >= best - _FITTING]
    if max(about, default=0.0) > 0:
        moved = [
            window._replace(score=window.score + FIT_WEIGHT * fit, timing=FIT_WEIGHT * fit)
            for window, fit in zip(windows, [*about, *([0.0] * (len(windows) - len(about)))], strict=True)
        ]
        return sorted(moved, key=lambda window: -window.score), TimeNote(to_iso(when.period), fits=True)
    near = _nearest(windows, times, when.period)
    if near is None:
        return list(windows), None  # no date is known: nothing is to be told of time
    return near[0], TimeNote(to_iso(when.period), fits=False, nearest=to_iso(near[1]))


class _Reader:
    """Reads the times of windows, those of titles and headings once."""

    def __init__(self, store: Store) -> None:
        self._published = lru_cache(maxsize=None)(lambda article: published(store.source(article)))
        self._told = lru_cache(maxsize=None)(lambda text, article: _periods(text, self._published(article)))

    def of(self, window: Window) -> Times:
        analysed, (start, end) = window.analysed, window.span
        article = analysed.passage.article
        events = tuple(
            mention.period
            for mention in analysed.mentions
            if mention.period and mention.span.start < end and start < mention.span.end
        )
        titled = self._told("\n".join((analysed.title, *analysed.passage.headings)), article)
        return Times(events, titled, self._published(article))


def _periods(text: str, written: Period | None) -> tuple[Period, ...]:
    return tuple(mention.period for mention in mentions(text, written) if mention.period)


def _share(periods: Sequence[Period], asked: Period) -> float:
    return max(
        (1.0 if period.within(asked) else _PART if period.overlaps(asked) else 0.0 for period in periods), default=0.0
    )


def _answering(windows: Sequence[Window]) -> int:
    """Return how many windows answer about as well as the best one."""
    least = windows[0].score - ANSWERING
    return sum(window.score >= least for window in windows)


def _ordered(windows: Sequence[Window], times: _Reader, *, newest: bool) -> list[Window]:
    """Put the newest (or oldest) article first among those that answer; one without a date keeps its place."""
    count = _answering(windows)
    dated = [(n, published) for n in range(count) if (published := times.of(windows[n]).published)]
    wanted = sorted(dated, key=lambda pair: pair[1].last, reverse=newest)
    return _permuted(windows, [n for n, _ in dated], [n for n, _ in wanted])


def _nearest(windows: Sequence[Window], times: _Reader, asked: Period) -> tuple[list[Window], Period] | None:
    """Put the nearest in time first among those that answer; None where no date is known of any."""
    distances: list[tuple[int, int, Period]] = []
    for n in range(_answering(windows)):
        if days := times.of(windows[n]).all():
            nearest = min(days, key=lambda period: _distance(period, asked))
            distances.append((_distance(nearest, asked), n, nearest))
    if not distances:
        return None
    wanted = sorted(distances, key=lambda row: row[:2])
    order = _permuted(windows, sorted(n for _, n, _ in distances), [n for _, n, _ in wanted])
    return order, wanted[0][2]


def _permuted(windows: Sequence[Window], places: Sequence[int], wanted: Sequence[int]) -> list[Window]:
    """Put windows in others' places, and give them the scores of these."""
    result = list(windows)
    for place, n in zip(places, wanted, strict=True):
        score = windows[place].score
        result[place] = windows[n]._replace(score=score, timing=score - windows[n].score)
    return result


def _distance(period: Period, asked: Period) -> int:
    return max((asked.first - period.last).days, (period.first - asked.last).days, 0)
