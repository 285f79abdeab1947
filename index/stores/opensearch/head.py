"""The one document that tells which indices are in force: to replace it is to commit."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from index.errors import IndexFormatError, IndexMissingError
from index.model import Coverage
from index.stores.opensearch.mapping import FORMAT
from index.text.analysis import ANALYSER_VERSION

if TYPE_CHECKING:
    from index.stores.home import Cluster
    from index.stores.opensearch.connection import Connection

_ID: Final = "head"


@dataclass(frozen=True, slots=True)
class Part:
    """An index of a generation, which is never written again.

    Of its `documents`, which take `size` bytes, those of the articles and with the keys that are `gone` are no longer
    in force.
    """

    index: str
    documents: int
    size: int
    gone_articles: tuple[str, ...] = ()
    gone_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generation:
    """One commit: the alias by which its parts are searched, the parts, and what they cover.

    `terms` is how many different terms its passages have, `numbers` how many documents were ever numbered.
    """

    alias: str
    parts: tuple[Part, ...]
    coverage: Coverage
    analyser: int
    terms: int
    numbers: int


@dataclass(frozen=True, slots=True)
class Builder:
    """Who is writing the next commit: its `beat` goes up as long as it lives."""

    name: str
    holder: str
    beat: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier generation: its alias, its indices, and since when it is one (seconds, by the builder's clock)."""

    alias: str
    indices: tuple[str, ...]
    since: float


@dataclass(frozen=True, slots=True)
class Head:
    """What the document holds: the generation in force, earlier ones that may still be read, and the builder."""

    generation: Generation | None = None
    kept: tuple[Kept, ...] = ()
    builder: Builder | None = None
    format: int = FORMAT


class Seen(NamedTuple):
    """The head as it was read; `version` is what a write must find unchanged, None where there was none."""

    head: Head
    version: tuple[int, int] | None


class HeadDocument:
    """Reads and replaces the head of a cluster's index."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection to the cluster."""
        self._connection = connection
        self._cluster = connection.cluster
        self.index = f"{self._cluster.prefix}-head"

    def read(self) -> Seen:
        """Return what the document holds now, an empty head where there is none."""
        found = self._connection.ask("GET", f"/{self.index}/_doc/{_ID}")
        if found is None or not found["found"]:
            return Seen(Head(), None)
        return Seen(_decoded(found["_source"]), (found["_seq_no"], found["_primary_term"]))

    def replace(self, seen: Seen, head: Head) -> Seen | None:
        """Put a head in the place of the one that was seen; None where somebody else has written meanwhile."""
        if seen.version is None:
            self._make_index()
            params: dict[str, object] = {"op_type": "create"}
        else:
            params = {"if_seq_no": seen.version[0], "if_primary_term": seen.version[1]}
        done = self._connection.replace(f"/{self.index}/_doc/{_ID}", asdict(head), **params)
        if done is None:
            # A node may have died after it had written, and the next one was asked again.
            now = self.read()
            return now if now.head == head else None
        return Seen(head, (done["_seq_no"], done["_primary_term"]))

    def _make_index(self) -> None:
        body = {
            "settings": {"number_of_shards": 1, "auto_expand_replicas": f"0-{max(1, self._cluster.replicas)}"},
            "mappings": {"enabled": False},
        }
        self._connection.make(self.index, body)


def generation_of(cluster: Cluster, head: Head, *, stale: bool = False) -> Generation:
    """Return the generation in force; raises IndexMissingError, or IndexFormatError unless `stale` is allowed."""
    if head.format != FORMAT:
        raise IndexFormatError(
            f"The index in {cluster} is of format {head.format}, this citebot's is {FORMAT}. Run `citebot build`."
        )
    if head.generation is None:
        what = "There is no index" if head.builder is None else "An index was never finished"
        raise IndexMissingError(f"{what} in {cluster}. Run `citebot build`.")
    if head.generation.analyser != ANALYSER_VERSION and not stale:
        raise IndexFormatError(
            f"The index in {cluster} was made by analyser version {head.generation.analyser}, this citebot has version "
            f"{ANALYSER_VERSION}. Run `citebot build`."
        )
    return head.generation


def _decoded(values: dict[str, Any]) -> Head:
    if values["format"] != FORMAT:
        return Head(format=values["format"])
    generation, builder = values["generation"], values["builder"]
    return Head(
        generation=_generation(generation) if generation else None,
        kept=tuple(Kept(kept["alias"], tuple(kept["indices"]), kept["since"]) for kept in values["kept"]),
        builder=Builder(**builder) if builder else None,
    )


def _generation(values: dict[str, Any]) -> Generation:
    parts = tuple(
        Part(**part | {"gone_articles": tuple(part["gone_articles"]), "gone_keys": tuple(part["gone_keys"])})
        for part in values["parts"]
    )
    covered = values["coverage"]
    coverage = Coverage(**covered | {"languages": tuple(covered["languages"])})
    return Generation(**values | {"parts": parts, "coverage": coverage})
