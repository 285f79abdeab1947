"""The seeds folder: which files in it are articles, and what each is called."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from index.errors import SeedsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SUFFIXES: Final = frozenset(".txt .md .markdown .mdx .rst .html .htm .mhtml .mht .pdf .docx .epub .jsonl .json".split())
"""The endings of files that are articles, in lower case."""


OWN: Final = frozenset({"sources.toml", "glossary.toml"})
"""What an operator says of the articles; these files are none, and stand in the seeds folder itself."""


class Skipped(NamedTuple):
    """A file that is not in the index, or one of its lines ("notes.jsonl, line 3"), and why."""

    where: str
    reason: str


class Found(NamedTuple):
    """The files below the seeds folder that are articles, in the order of their paths, and what was left out."""

    files: list[Path]
    skipped: list[Skipped]


def find(seeds: Path, index: Path | None = None) -> Found:
    """Find the files below the seeds folder that are articles.

    Hidden files and folders are left out, and so are sources.toml, glossary.toml and the folder of the `index`. What
    else cannot be read is named: a file of another kind, a link unless it leads to a file in the folder. Raises
    SeedsError where the folder, or one in it, is missing, no folder or not readable.
    """
    if not seeds.is_dir():
        what = "is not a folder" if seeds.exists() else "does not exist"
        raise SeedsError(f"The seeds folder {seeds} {what}: set INDEX_SEEDS to your articles, or use `build --seeds`.")
    root, own_home = seeds.resolve(), index and index.resolve()
    findings = Found([], [])
    for folder, folders, names in os.walk(seeds, onerror=_cannot_list):
        home = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and (home / name).resolve() != own_home]
        linked = [name for name in folders if (home / name).is_symlink()]
        for name in (*names, *linked):
            if name.startswith(".") or (name in OWN and home == seeds):
                continue
            path = home / name
            if reason := (name not in linked and _reason_by_ending(name)) or _reason_to_skip(path, root):
                findings.skipped.append(Skipped(relative(path, seeds), reason))
            else:
                findings.files.append(path)
    findings.files.sort(key=lambda path: place(path, seeds).replace(os.sep, "/"))
    findings.skipped.sort()
    return findings


def _reason_by_ending(name: str) -> str | None:
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name, not a path
    if ending in SUFFIXES:
        return None
    kind = f"Files that end in {ending}" if ending else "Files without an ending"
    return f"{kind} are not read: save it as one of {' '.join(sorted(SUFFIXES))}, or move it away."


def _reason_to_skip(path: Path, root: Path) -> str | None:
    if stat.S_ISREG(os.lstat(path).st_mode):
        return None  # to resolve each of 20,000 paths takes a second
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop is a RuntimeError up to Python 3.12
        return "It is a link that leads nowhere: mend it or remove it."
    if target.is_dir():
        return "It is a link to a folder, and those are not followed: move or copy the folder here."
    if not target.is_file():
        return "It is neither a file nor a folder: move it away."
    if not target.is_relative_to(root):
        return "It is a link out of the seeds folder: copy the file here."
    return None


def _cannot_list(error: OSError) -> None:
    # Going on would take what is below it out of the index without a word.
    raise SeedsError(
        f"The folder {error.filename} cannot be read ({error.strerror}): make it readable or move it away."
    )


def article_ids(paths: Iterable[Path], seeds: Path, previous: Mapping[str, str] | None = None) -> dict[Path, str]:
    """Return each file's article id: its path below the seeds folder without the ending.

    A second file of that name keeps its ending. Bytes of a name that are not UTF-8 become U+FFFD. `previous` are the
    ids of an earlier build, by path below the seeds folder: a file's id never changes, even when similarly named files
    are added.
    """
    earlier = previous or {}
    ids = {path: earlier.get(place(path, seeds), "") for path in paths}
    taken = set(ids.values())
    for path in (path for path, name in ids.items() if not name):
        name = relative(path, seeds)
        article = name.removesuffix(path.suffix)
        if article in taken:
            article = name
        while article in taken:
            article += "~"  # three names that differ in bytes that are not UTF-8
        taken.add(article)
        ids[path] = article
    return ids


def place(path: Path, seeds: Path) -> str:
    """Return what `path.relative_to(seeds)` does of a path that `find` gave, in a tenth of the time."""
    return os.fspath(path).removeprefix(_prefix(os.fspath(seeds)))


@lru_cache(maxsize=1)
def _prefix(folder: str) -> str:
    return "" if folder == os.curdir else os.path.join(folder, "")  # noqa: PTH118 - a text


def relative(path: Path, seeds: Path) -> str:
    """Return a file's path below the seeds folder, with "/" between its parts and U+FFFD for what is not UTF-8."""
    name = path.relative_to(seeds).as_posix()
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
