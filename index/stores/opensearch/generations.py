"""The indices and aliases of generations: made, merged, and dropped when nobody can be reading them any more."""

from __future__ import annotations

import re
import time
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from index.errors import IndexUnusableError
from index.stores.opensearch.head import Kept, Part
from index.stores.opensearch.mapping import index_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.stores.opensearch.connection import Connection, Json
    from index.stores.opensearch.head import Generation, Head

KEPT_SECONDS: Final = 600.0
"""Seconds for which an earlier generation stays, for answers whose context somebody may still ask for."""

KEPT_GENERATIONS: Final = 2
"""Earlier generations that stay however old they are: a clock that runs ahead takes none away from under a reader."""

_MAX_PARTS: Final = 8  # indices of a generation; each is asked with every question
_MERGE_SHARE: Final = 0.25  # of the base's bytes: once the others have so many, all become a new base
_MIN_MERGE_BYTES: Final = 20_000_000  # below which only the number of parts counts
_MAX_GONE: Final = 2_000  # articles and keys that the filter of an index names
_FILTER_TERMS: Final = 10_000  # of one clause; the server takes up to 65,536
_POLL_SECONDS: Final = 0.2


class Generations:
    """The indices and aliases of one cluster's index."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection of a user who may write."""
        self._connection, self._cluster = connection, connection.cluster
        self._prefix, self._seconds = connection.cluster.prefix, connection.cluster.build_timeout

    def make_index(self, *, base: bool) -> str:
        """Make an empty index and return its name; a base has more shards, and its replicas when it is filled."""
        index, replicas = self._name("i"), "false" if base else self._replicas()
        body = index_body(self._cluster, shards=self._cluster.shards if base else 1, replicas=replicas)
        self._ask("PUT", f"/{index}", body)
        return index

    def finish(self, index: str, *, base: bool) -> Part:
        """Make what was written to an index lasting and searchable, a base with its replicas; return it as a part."""
        self._ask("POST", f"/{index}/_refresh")
        self._ask("POST", f"/{index}/_flush")
        if base:
            self._ask("PUT", f"/{index}/_settings", {"index": {"auto_expand_replicas": self._replicas()}})
        # Not for ever: a cluster that lacks a node can still answer.
        wait = {"wait_for_status": "green", "timeout": f"{self._seconds / 2:.0f}s", "ignore": 408}
        self._ask("GET", f"/_cluster/health/{index}", **wait)
        primaries = self._ask("GET", f"/{index}/_stats/docs,store")["indices"][index]["primaries"]
        return Part(index, primaries["docs"]["count"], primaries["store"]["size_in_bytes"])

    def merged(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """Return the parts, of which the newer ones, or all, are one where that is due."""
        if (first := _first_to_merge(parts)) is None:
            return tuple(parts)
        alias = self.make_alias(parts[first:])
        index = self.make_index(base=first == 0)
        body = {"source": {"index": alias, "size": 1_000}, "dest": {"index": index}}
        task = self._ask("POST", "/_reindex", body, wait_for_completion="false", slices="auto")["task"]
        while not (done := self._ask("GET", f"/_tasks/{task}"))["completed"]:
            time.sleep(_POLL_SECONDS)
        merged, expected = self.finish(index, base=first == 0), self._count(alias)
        if done.get("error") or done["response"]["failures"] or merged.documents != expected:
            raise IndexUnusableError(
                f"Merging indices in {self._cluster} wrote {merged.documents} documents of {expected}. The index is as "
                "it was; build again."
            )
        return (*parts[:first], merged)

    def make_alias(self, parts: Sequence[Part]) -> str:
        """Make an alias over parts, each without what is gone of it, and return its name."""
        alias = self._name("g")
        actions = [{"add": {"index": part.index, "alias": alias, **_without_gone(part)}} for part in parts]
        self._ask("POST", "/_aliases", {"actions": actions})
        return alias

    def sweep(self, head: Head) -> None:
        """Delete all indices and aliases that a head does not name: what killed builders and old generations left."""
        indices = {index for kept in head.kept for index in kept.indices}
        aliases = {kept.alias for kept in head.kept}
        if head.generation:
            indices |= {part.index for part in head.generation.parts}
            aliases.add(head.generation.alias)
        pattern = re.compile(rf"{re.escape(self._prefix)}-i-[0-9a-f]{{12}}")
        there: dict[str, Json] = self._ask("GET", f"/{self._prefix}-i-*", filter_path="*.aliases") or {}
        actions: list[dict[str, Any]] = []
        for index, values in there.items():
            if not pattern.fullmatch(index):
                continue
            if index not in indices:
                actions.append({"remove_index": {"index": index}})
            else:
                old = values.get("aliases", {}).keys() - aliases
                actions += ({"remove": {"index": index, "alias": alias}} for alias in sorted(old))
        if actions:
            self._ask("POST", "/_aliases", {"actions": actions})

    def _count(self, alias: str) -> int:
        return int(self._ask("GET", f"/{alias}/_count")["count"])

    def _replicas(self) -> str:
        return f"0-{self._cluster.replicas}"

    def _name(self, kind: str) -> str:
        return f"{self._prefix}-{kind}-{uuid.uuid4().hex[:12]}"

    def _ask(self, method: str, path: str, body: object = None, **params: object) -> Json:
        return self._connection.ask(method, path, body, seconds=self._seconds, **params)


def superseded(head: Head, generation: Generation, now: float) -> Head:
    """Return the head with a new generation, which keeps those before it that may still be read."""
    kept = list(head.kept)
    if (old := head.generation) is not None:
        kept.insert(0, Kept(old.alias, tuple(part.index for part in old.parts), now))
    young = [one for n, one in enumerate(kept) if n < KEPT_GENERATIONS or now - one.since < KEPT_SECONDS]
    return replace(head, generation=generation, kept=tuple(young))


def _first_to_merge(parts: Sequence[Part]) -> int | None:
    """Return from which part on all are to become one, None where they may stay apart."""
    base, *others = parts
    newer = sum(part.size for part in others)
    gone = max(len(part.gone_articles) + len(part.gone_keys) for part in parts)
    many = newer > _MERGE_SHARE * base.size
    if gone > _MAX_GONE or (many and newer > _MIN_MERGE_BYTES):
        return 0
    if len(parts) > _MAX_PARTS:
        return 0 if many else 1
    return None


def _without_gone(part: Part) -> dict[str, Any]:
    clauses = [
        {"terms": {field: names[start : start + _FILTER_TERMS]}}
        for field, names in (("article", part.gone_articles), ("key", part.gone_keys))
        for start in range(0, len(names), _FILTER_TERMS)
    ]
    return {"filter": {"bool": {"must_not": clauses}}} if clauses else {}


def without(parts: Iterable[Part], articles: Iterable[str], keys: Iterable[str]) -> tuple[Part, ...]:
    """Return parts of which these articles, and what stands under these keys, are gone."""
    articles, keys = set(articles), set(keys)
    return tuple(
        replace(
            part,
            gone_articles=tuple(sorted(articles.union(part.gone_articles))),
            gone_keys=tuple(sorted(keys.union(part.gone_keys))),
        )
        for part in parts
    )
