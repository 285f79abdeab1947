"""What has changed in the seeds folder since the last commit."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.build.worker import Task, digest_of, is_settled, reading_of, stamp_of
from index.readers.seeds import place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from index.build.manifest import FileRow, Manifest
    from index.readers.metadata import SourceFields


class Changes(NamedTuple):
    """The files to read, and the rows that still hold (but for their stamps), by path."""

    tasks: dict[str, Task]
    kept: dict[str, FileRow]


def compare(ids: Mapping[Path, str], seeds: Path, fields: Mapping[str, SourceFields], before: Manifest) -> Changes:
    """Compare the files of a folder, each with its article id, to the manifest of the last commit.

    A file is unchanged if its stamp is the same, or else its bytes are. A file that was skipped is tried again, as what
    was missing may be installed now.
    """
    changes = Changes({}, {})
    fields_by_file = _by_file(fields)
    now = time.time_ns()
    for path, name in ids.items():
        key = place(path, seeds)
        own_fields = fields_by_file.get(name, {})
        row, stamp = before.rows.get(key), stamp_of(path)
        if row is None or not row.articles or row.reading != reading_of(name, own_fields):
            row = None
        elif stamp is None or stamp != row.stamp:
            same = row.content and row.content == digest_of(path)
            row = replace(row, stamp=stamp if is_settled(stamp, now) else None) if same else None
        if row is None:
            changes.tasks[key] = Task(path, seeds, name, own_fields, stamp.size if stamp else 0)
        else:
            changes.kept[key] = row
    return changes


def _by_file(fields: Mapping[str, SourceFields]) -> dict[str, dict[str, SourceFields]]:
    """Return what is said of each file's articles: of `file`, and of `file#id` for each of its lines."""
    fields_by_file: dict[str, dict[str, SourceFields]] = {}
    for article, own_fields in fields.items():
        at = len(article)
        while at >= 0:
            fields_by_file.setdefault(article[:at], {})[article] = own_fields
            at = article.rfind("#", 0, at)
    return fields_by_file
