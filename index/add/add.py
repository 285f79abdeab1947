"""Adding a web page or a file to the seeds, with a note of where it came from."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from index.add.incoming import Incoming, from_file, from_web
from index.errors import AddError, ArticleError
from index.readers.articles import read_articles
from index.readers.metadata import SOURCES_FILE, load_sources
from index.readers.seeds import Skipped, article_ids, find

if TYPE_CHECKING:
    from pathlib import Path


class Added(NamedTuple):
    """The new file, the title of its (first) article, and its lines that are no articles."""

    path: Path
    title: str
    problems: list[Skipped]


def add(what: str, seeds: Path, *, allow_private: bool = False) -> Added:
    """Put a page (an http or https address) or a file among the seeds, under a name that no other article has.

    The address of a page is noted in sources.toml: the one that the page gives as its own, or where it was fetched.
    Raises AddError where it cannot be had, holds no article or is there already, and SeedsError where the folder
    cannot be used.
    """
    seen = _Seen(seeds)
    try:
        if "://" in what:
            seen.check_address(what, what)
            incoming = from_web(what, allow_private=allow_private)
        else:
            incoming = from_file(what, seeds)
        seen.check_data(what, incoming)
        return _put(what, incoming, seeds, seen)
    except ArticleError as error:
        raise AddError(f"{what} cannot be added. {error}") from error
    except OSError as error:
        raise AddError(f"Cannot write to {seeds} ({error.strerror}): make room, or make it writable.") from error


class _Seen:
    """What is among the seeds already."""

    def __init__(self, seeds: Path) -> None:
        self._ids = article_ids(find(seeds).files, seeds)
        self._entries = load_sources(seeds).entries
        self.names = {*self._ids.values(), *self._entries}

    def check_address(self, what: str, url: str) -> None:
        for path, name in self._ids.items():
            if name in self._entries and self._entries[name].url == url:
                raise AddError(f"{what} is there already, as {path}: delete that to add it again.")

    def check_data(self, what: str, incoming: Incoming) -> None:
        for path in self._ids:
            with suppress(OSError):
                if path.stat().st_size == len(incoming.data) and path.read_bytes() == incoming.data:
                    raise AddError(f"{what} is there already, as {path}.")


def _put(what: str, incoming: Incoming, seeds: Path, seen: _Seen) -> Added:
    # Read first where no build looks, so that only what is an article gets its name.
    draft = seeds / f".adding-{os.getpid()}{incoming.suffix}"
    try:
        _write_new(draft, incoming.data)
        articles, problems = read_articles(draft, seeds, incoming.stem, {})
        url = None if incoming.suffix == ".jsonl" else incoming.url and (articles[0].source.url or incoming.url)
        if url:
            seen.check_address(what, url)
        path = _named(incoming, seeds, seen.names)
        try:
            if url:
                _note(seeds, path.stem, url)
            draft.replace(path)
        except OSError:
            path.unlink()
            raise
    finally:
        draft.unlink(missing_ok=True)
    renamed = [Skipped(where.replace(draft.name, path.name, 1), reason) for where, reason in problems]
    return Added(path, articles[0].source.title, renamed)


def _named(incoming: Incoming, seeds: Path, taken: set[str]) -> Path:
    """Make an empty file of a name that nothing else has: from then on it is ours, whoever adds at the same time."""
    number = 1
    while True:
        stem = incoming.stem if number == 1 else f"{incoming.stem}-{number}"
        number += 1
        path = seeds / f"{stem}{incoming.suffix}"
        if stem not in taken and path.name not in taken:
            with suppress(FileExistsError):
                _write_new(path, b"")
                return path


def _note(seeds: Path, name: str, url: str) -> None:
    """Append an entry to sources.toml, in one write, so that what others write there meanwhile stays."""
    entry = f"\n[{json.dumps(name, ensure_ascii=False)}]\nurl = {json.dumps(url, ensure_ascii=False)}\n"
    with (seeds / SOURCES_FILE).open("ab", buffering=0) as file:
        file.write(entry.encode())


def _write_new(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
