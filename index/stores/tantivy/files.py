"""Where a tantivy index lies in an index folder, and the fields of its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import tantivy

from index.stores.base import FIELDS

if TYPE_CHECKING:
    from pathlib import Path

FORMAT: Final = 5
"""Raised whenever the documents change their form; each format lives in a folder of its own name."""

_PREFIX: Final = "tantivy-"


def home_of(folder: Path) -> Path:
    """Return the folder of today's format in an index folder."""
    return folder / f"{_PREFIX}{FORMAT}"


def all_homes(folder: Path) -> list[Path]:
    """Return the indexes in a folder, of whatever format; nothing else that is there is ours to name or remove."""
    homes = folder.glob(f"{_PREFIX}[0-9]*")
    return [home for home in homes if format_of(home).isdecimal() and (home / "meta.json").is_file()]


def format_of(home: Path) -> str:
    """Return the format that a folder is named for."""
    return home.name.removeprefix(_PREFIX)


def make_schema() -> tantivy.Schema:
    """Return the fields of a document: see codec.py."""
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "key", "article"):
        builder.add_text_field(name, stored=name == "key", tokenizer_name="raw", index_option="basic")
    # The analyser has made the terms; white space between them is all that tantivy has to know.
    for name in FIELDS:
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace", index_option="freq")
    for name in ("record", "text", "spans"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def stamp_of(home: Path) -> tuple[int, int] | None:
    """Return what changes with every commit, None where there is none: tantivy replaces its meta.json whole."""
    try:
        status = (home / "meta.json").stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
