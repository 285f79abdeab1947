"""Opening the newest commit of a tantivy index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import tantivy

from index.errors import IndexFormatError, IndexMissingError
from index.model import Coverage
from index.stores.access import unreadable
from index.stores.tantivy.damage import damaged, forbidden, mapped_errors, missing
from index.stores.tantivy.files import home_of, stamp_of
from index.stores.tantivy.seal import check_seal
from index.text.analysis import ANALYSER_VERSION

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

COVERAGE: Final = "coverage"
"""The kind, and the key, of the record that says what a commit covers and which analyser made it."""


class Commit(NamedTuple):
    """An open commit, told from others by its `stamp`.

    `links` is a folder of links to its files, which must be kept as long, or None. The files still hold
    `deleted_documents`, of which `deleted_passages` are passages.
    """

    stamp: tuple[int, int]
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    links: TemporaryDirectory[str] | None
    coverage: Coverage
    deleted_documents: int
    deleted_passages: int


def open_commit(folder: Path, *, stale: bool) -> Commit:
    """Open the newest commit in an index folder; see `open_store`."""
    home = home_of(folder)
    if (closed := unreadable(home)) is not None:
        raise forbidden(folder, closed)
    if (stamp := stamp_of(home)) is None:
        raise missing(folder)
    with mapped_errors(folder, damaged):
        check_seal(home)
        schema, searcher, links = _open(home)
        coverage = _read_coverage(folder, schema, searcher, stale=stale)
        # doc_freq, as these counts, counts what is deleted until its segment is merged; num_docs does not.
        kinds = dict(searcher.terms_with_prefix("kind", ""))
        deleted = sum(kinds.values()) - searcher.num_docs
        return Commit(stamp, schema, searcher, links, coverage, deleted, kinds.get("passage", 0) - coverage.passages)


def _open(home: Path) -> tuple[tantivy.Schema, tantivy.Searcher, TemporaryDirectory[str] | None]:
    """Return what searches the newest commit; the third is to be kept as long.

    To open an index tantivy writes a lock file into its folder. Where nothing can be written, as in a container, it
    opens a folder of links to the files.
    """
    try:
        return *_open_in(str(home)), None
    except ValueError as error:
        if "Lockfile" not in str(error):
            raise
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - 5 ms that few need

    links = TemporaryDirectory(prefix="citebot-")
    for path in home.iterdir():
        if path.suffix != ".lock":
            (Path(links.name) / path.name).symlink_to(path.resolve())
    return *_open_in(links.name), links


def _open_in(folder: str) -> tuple[tantivy.Schema, tantivy.Searcher]:
    index = tantivy.Index.open(folder)
    index.config_reader("manual")
    return index.schema, index.searcher()


def _read_coverage(folder: Path, schema: tantivy.Schema, searcher: tantivy.Searcher, *, stale: bool) -> Coverage:
    """Return what a commit covers; raises where it is none, or another version of the analyser made it."""
    query = tantivy.Query.term_query(schema, "key", f"{COVERAGE}:{COVERAGE}", "basic")
    hits = searcher.search(query, 1, count=False).hits
    if not hits:
        raise IndexMissingError(f"The index in {folder} was never finished. Run `citebot build`.")
    record = json.loads(searcher.doc(hits[0][1])["record"][0])
    if record["analyser"] != ANALYSER_VERSION and not stale:
        raise IndexFormatError(
            f"The index in {folder} was made by analyser version {record['analyser']}, this citebot has version "
            f"{ANALYSER_VERSION}. Run `citebot build`."
        )
    return Coverage(**record["coverage"] | {"languages": tuple(record["coverage"]["languages"])})
