"""What those who run the bot are told: what a build did, which answers were voted down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.paging import MAX_PAGE_UNITS, units
from bot.render.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.data.votes import Broken
    from bot.texts import Texts

MAX_LINES: Final = 400  # some twenty messages; nobody reads more of them in a chat
MAX_LINE_UNITS: Final = 1000  # UTF-16 units


def built(report: Mapping[str, Any], before: Mapping[str, str], after: Mapping[str, str], texts: Texts) -> list[str]:
    """Return lines about a build; `report` is the command's JSON, the others are the articles' titles by id."""
    counts = {name: report[name] for name in ("added", "changed", "removed")}
    articles, seconds = report["coverage"]["articles"], f"{report['seconds']:.1f}"
    parts = {
        texts.articles_added: [title for name, title in after.items() if name not in before],
        texts.articles_removed: [title for name, title in before.items() if name not in after],
        texts.files_skipped: [f"{where}: {reason}" for where, reason in report["skipped"]],
        texts.files_in_part: [f"{where}: {note}" for where, note in report["notes"]],
        texts.settings_ignored: report["problems"],
        texts.nearly_the_same: [" = ".join(after.get(name, name) for name in group) for group in report["copies"]],
    }
    lines = [texts.built.format(articles=articles, seconds=seconds, **counts)]
    for heading, entries in parts.items():
        lines += ["", heading, *(f"• {entry}" for entry in entries)] if entries else []
    return lines


def voted_down(entries: Sequence[Broken], titles: Mapping[str, str], texts: Texts) -> list[str]:
    """Return lines about the questions whose answers were voted down; an article that is gone keeps its id."""
    if not entries:
        return [texts.none_voted_down]
    lines = (f"👎 {entry.votes} · {entry.question} → {titles.get(entry.article, entry.article)}" for entry in entries)
    return [texts.voted_down, *lines]


def messages(lines: Iterable[str], texts: Texts) -> list[str]:
    """Return HTML for lines, in as many messages as they need; a line is cut where it would need one of its own."""
    report = list(lines)
    if len(report) > MAX_LINES:
        report = [*report[:MAX_LINES], texts.more_lines.format(count=len(report) - MAX_LINES)]
    parts: list[list[str]] = [[]]
    room = MAX_PAGE_UNITS
    for line in report:
        needed = min(units(line), MAX_LINE_UNITS) + 1
        if needed > room:
            parts.append([])
            room = MAX_PAGE_UNITS
        parts[-1].append(plain(line, MAX_LINE_UNITS))
        room -= needed
    return ["\n".join(part) for part in parts]
