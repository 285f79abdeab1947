"""A page or a file to be added to the seeds: from the web, or from elsewhere on this machine."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from index.add.addresses import is_public
from index.add.fetch import Fetched, fetch
from index.errors import AddError, ArticleError
from index.readers.encodings import decode
from index.readers.files import read_bytes
from index.readers.html.tree import decode_page
from index.readers.seeds import SUFFIXES

_MAX_NAME_CHARS: Final = 80  # characters of a name made from an address
_BINARY: Final = frozenset({".pdf", ".jsonl", ".docx", ".epub"})
_NOT_A_NAME = re.compile(r"[^\w.-]+")


class Incoming(NamedTuple):
    """What is to be put among the seeds: a name without its ending, the ending, the bytes, the web address if known."""

    stem: str
    suffix: str
    data: bytes
    url: str | None


def from_file(name: str, seeds: Path) -> Incoming:
    """Take in a file; raises AddError where it is none that can be an article, or is among the seeds already."""
    path = Path(name)
    if not path.is_file():
        raise AddError(f"{name} is {'no file' if path.exists() else 'not there'}: name a file, or a page by https://…")
    if path.resolve().is_relative_to(seeds.resolve()):
        raise AddError(f"{name} is in {seeds} already: run `citebot build`.")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise AddError(f"{name} is none of {', '.join(sorted(SUFFIXES))}: save it as one of these.")
    return Incoming(path.stem.lstrip(".") or "article", suffix, read_bytes(path), None)


def from_web(url: str, *, allow_private: bool) -> Incoming:
    """Take in what stands at an address; raises AddError where it cannot be fetched."""
    fetched = fetch(url, allowed=(lambda _: True) if allow_private else is_public)
    return Incoming(_stem(fetched.url), fetched.suffix, _readable(fetched), fetched.url)


def _readable(fetched: Fetched) -> bytes:
    """Return the bytes to keep: as they came, or in UTF-8 where only the server said how they are to be read."""
    if fetched.suffix in _BINARY:
        return fetched.data
    read = decode_page if fetched.suffix == ".html" else decode
    text = read(fetched.data, fetched.charset)
    with suppress(ArticleError):
        if text == read(fetched.data):
            return fetched.data
    return text.encode("utf-8-sig")


def _stem(url: str) -> str:
    """Return a name for what stands at an address: the last part of its path, or its host."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    if Path(last).suffix.lower() in SUFFIXES:
        last = Path(last).stem
    for name in (last, parts.hostname or ""):
        cleaned = _NOT_A_NAME.sub("-", name).strip("-.")[:_MAX_NAME_CHARS]
        while len(cleaned.encode()) > 2 * _MAX_NAME_CHARS:  # a file's name has bytes, and at most 255 of them
            cleaned = cleaned[:-1]
        if cleaned:
            return cleaned
    return "page"
