"""A plot of lines on two logarithmic axes, as SVG."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 190, 30, 50  # margins; the names of the lines stand in the right one
_COLOURS = ("#c1272d", "#e58f00", "#0b6e4f", "#1f77b4", "#7b4fa3", "#6d4c41", "#444444")
_APART = 13  # between two names


class Line(NamedTuple):
    """A named line through points; what is dashed goes with the whole line of the same colour."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: int
    dashed: bool = False


def svg(title: str, x_name: str, y_name: str, lines: Sequence[Line]) -> str:
    """Return the plot; all values are above 0, and at least one line has a point."""
    plot = _Plot([point for line in lines for point in line.points])
    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        _text((_LEFT, 18), title, 'font-weight="bold"'),
        *plot.grid(),
        *(part for line in lines for part in plot.drawn(line)),
        *plot.names(lines),
        _text((_LEFT + (_WIDTH - _LEFT - _RIGHT) / 2, _HEIGHT - 12), x_name, 'text-anchor="middle"'),
        f'<g transform="translate(16 {_HEIGHT / 2}) rotate(-90)">',
        _text((0, 0), y_name, 'text-anchor="middle"'),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Plot:
    """The two axes, from the decade below the smallest value to the one above the largest."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        (self._x_low, self._x_high), (self._y_low, self._y_high) = map(_decades, zip(*points, strict=True))

    def _at(self, x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - self._x_low) / (self._x_high - self._x_low)
        up = (math.log10(y) - self._y_low) / (self._y_high - self._y_low)
        return _LEFT + across * (_WIDTH - _LEFT - _RIGHT), _HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM)

    def grid(self) -> Iterator[str]:
        for power in range(self._x_low, self._x_high + 1):
            start, end = self._at(10**power, 10**self._y_low), self._at(10**power, 10**self._y_high)
            yield _stroke([start, end], 'stroke="#ddd"')
            yield _text((start[0], start[1] + 16), f"{10**power:,}", 'text-anchor="middle"')
        for power in range(self._y_low, self._y_high + 1):
            start, end = self._at(10**self._x_low, 10**power), self._at(10**self._x_high, 10**power)
            yield _stroke([start, end], 'stroke="#ddd"')
            yield _text((start[0] - 6, start[1] + 4), f"{10.0**power:,.10g}", 'text-anchor="end"')

    def drawn(self, line: Line) -> Iterator[str]:
        colour = _COLOURS[line.colour % len(_COLOURS)]
        places = [self._at(*point) for point in line.points]
        dash = ' stroke-dasharray="4 4"' if line.dashed else ""
        yield _stroke(places, f'stroke="{colour}" stroke-width="2"{dash}')
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places)

    def names(self, lines: Iterable[Line]) -> Iterator[str]:
        """Give the names beside the ends of their lines, those that would meet moved down."""
        ends = sorted((*self._at(*line.points[-1])[::-1], line.colour, line.name) for line in lines if not line.dashed)
        lowest = 0.0
        for y, x, colour, name in ends:
            lowest = max(y + 4, lowest + _APART)
            yield _text((x + 8, lowest), name, f'fill="{_COLOURS[colour % len(_COLOURS)]}"')


def _decades(values: Iterable[float]) -> tuple[int, int]:
    logs = [math.log10(value) for value in values]
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return low, max(high, low + 1)


def _stroke(places: Sequence[tuple[float, float]], style: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{points}" fill="none" {style}/>'


def _text(place: tuple[float, float], text: str, style: str) -> str:
    return f'<text x="{place[0]:.1f}" y="{place[1]:.1f}" {style}>{escape(text)}</text>'
