"""Tables in plain text: columns parted by tabs, by bars, or by spaces that stand in line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.readers.plain.lines import Line

_GAP = re.compile(r" {2,}(?=\S)")
_RULE = re.compile(r"[\s|+:=─━┼│-]+\Z")
_STOPPED = re.compile(r"[.!?…。！？:：][\"'”’)」』）]*\Z")
_WIDEST_CELL: Final = 60  # columns; wider ones are prose with two spaces in it
_FEWEST: Final = 2  # lines
_FEWEST_ALIGNED: Final = 3  # lines: two may stand in line by chance


def table_end(text: str, lines: Sequence[Line], at: int) -> int:
    """Return behind which line the table ends that begins at a line; `at` where none does."""
    for mark, is_table in (("\t", _has_rows), ("|", _is_drawn)):
        end = at
        marks = _marks(text, lines[at], mark)
        while marks and end < len(lines) and (end == at or not lines[end].apart):
            others = _marks(text, lines[end], mark)
            if not is_rule(text, lines[end]) and (not others if mark == "\t" else others != marks):
                break
            end += 1
        if is_table(text, lines[at:end]):
            return end
    return _aligned_end(text, lines, at)


def is_rule(text: str, line: Line) -> bool:
    """Tell whether a line only rules a table off: "---|---"."""
    return _RULE.match(text, *line.span) is not None


def _has_rows(_: str, lines: Sequence[Line]) -> bool:
    return len(lines) >= _FEWEST


def _is_drawn(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether bars draw a table: "this | that" may stand in any two lines."""
    return len(lines) >= _FEWEST and any(is_rule(text, line) or text.startswith("|", line.span.start) for line in lines)


def _marks(text: str, line: Line, mark: str) -> int:
    empty = mark == text[line.span.end : line.span.end + 1] == "\t"  # the last cell
    return text[slice(*line.span)].strip("| ").count(mark) + empty


def _aligned_end(text: str, lines: Sequence[Line], at: int) -> int:
    """Do the same for columns parted by two spaces and more: one column begins or ends at one place in all lines."""
    begins: set[float] = set()
    ends: set[float] = set()
    end = at
    while end < len(lines) and (end == at or not lines[end].apart):
        if is_rule(text, lines[end]) and end > at:
            end += 1
            continue
        gaps = _gaps(text, lines[end])
        if not gaps:
            break
        own_begins, own_ends = {gap[1] for gap in gaps}, {gap[2] for gap in gaps}
        begins, ends = (own_begins, own_ends) if end == at else (begins & own_begins, ends & own_ends)
        if not begins and not ends:
            break
        end += 1
    return end if end - at >= _FEWEST_ALIGNED else at


def _gaps(text: str, line: Line) -> list[tuple[float, float, float]]:
    """Return for each gap where, in columns, it begins and where the cell behind it begins and ends; none for prose."""
    gaps: list[tuple[float, float, float]] = []
    before = line.span.start
    for gap in [*_GAP.finditer(text, *line.span), None]:
        stop = gap.start() if gap else line.span.end
        cell = text[before:stop]
        if columns(cell) > _WIDEST_CELL or (gap and _STOPPED.search(cell)):
            return []
        if before > line.span.start:
            gaps.append((0.0, columns(text[line.start : before]), columns(text[line.start : stop])))
        before = gap.end() if gap else before
    return gaps
