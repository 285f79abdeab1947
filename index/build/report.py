"""The report of a build, and its lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index.model import Coverage
    from index.readers.seeds import Skipped
    from index.stores.home import Home

_MAX_TOLD_GROUPS: Final = 10
_MAX_TOLD_NOTES: Final = 20


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    `added`, `changed`, `unchanged` and `removed` count articles. `skipped` are files and lines, `problems` those of
    sources.toml and glossary.toml, `copies` the groups of articles that say nearly the same; `seconds` is wall time;
    `notes` say what was left out of files that were read.
    """

    coverage: Coverage
    added: int
    changed: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]
    problems: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...]
    seconds: float
    notes: tuple[Skipped, ...] = ()

    @property
    def changes(self) -> int:
        """How many articles were added, changed or removed."""
        return self.added + self.changed + self.removed

    @property
    def clean(self) -> bool:
        """Whether nothing was skipped and nothing in sources.toml left out."""
        return not self.skipped and not self.problems


def summary(report: Report, home: Home) -> list[str]:
    """Return what a build did, as lines for the person who ran it."""
    covered = report.coverage
    counts = f"{covered.articles} articles, {covered.passages} passages"
    return [
        *report.problems,
        *(f"skipped {where!r}: {reason}" for where, reason in report.skipped),
        *(f"read {where!r}: {note}" for where, note in report.notes[:_MAX_TOLD_NOTES]),
        *([f"{more} more files were read in part."] if (more := len(report.notes) - _MAX_TOLD_NOTES) > 0 else []),
        *(f"nearly the same: {', '.join(map(repr, group))}" for group in report.copies[:_MAX_TOLD_GROUPS]),
        *_more(len(report.copies) - _MAX_TOLD_GROUPS),
        f"Indexed {counts} into {home} in {report.seconds:.1f} s: {_counted(report)}.",
    ]


def _more(groups: int) -> list[str]:
    return [f"nearly the same: {groups} more groups"] if groups > 0 else []


def _counted(report: Report) -> str:
    counts = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "skipped": len(report.skipped),
    }
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)
