"""Requests to a cluster, and what its errors mean for the person who runs citebot."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    ConflictError,
    NotFoundError,
    OpenSearchException,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as Unreachable
from opensearchpy.helpers import streaming_bulk

from index.errors import IndexAwayError, IndexUnusableError
from index.stores.fair_lock import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.stores.home import Cluster

Json: TypeAlias = Any
"""Whatever JSON can hold; what it is, the request tells."""

MIN_VERSION: Final = 3
"""The first major version that scores as this store expects: before it BM25 had another factor."""

_FORBIDDEN: Final = 403
_BUSY: Final = (429, 502, 503, 504)  # HTTP: too many requests, or nobody who could answer them just now
_BULK_BYTES: Final = 4_000_000  # of one request; more make the server keep more, and fewer more round trips
_BULK_DOCUMENTS: Final = 1_000
_BULK_RETRIES: Final = 6  # of what the server had no room for, each after twice as long a pause
_BULK_PAUSE_SECONDS: Final = 1
_MAX_CONNECTIONS: Final = 16  # to a node: as many as threads that ask at once


class Connection:
    """Sends requests to the nodes of a cluster, the next node where one fails; safe to share among threads."""

    def __init__(self, cluster: Cluster) -> None:
        """Take where the cluster is; nothing is sent yet."""
        self.cluster = cluster
        self._known = False
        with self._mapped():
            self._client = OpenSearch(
                [url.rstrip("/") for url in cluster.urls],
                http_auth=(cluster.user, cluster.password) if cluster.user else None,
                ca_certs=cluster.ca and str(cluster.ca),
                client_cert=cluster.certificate and str(cluster.certificate),
                client_key=cluster.key and str(cluster.key),
                timeout=cluster.timeout,
                max_retries=len(cluster.urls) - 1,
                retry_on_timeout=True,
                pool_maxsize=_MAX_CONNECTIONS,
            )

    def ask(
        self, method: str, path: str, body: object = None, *, seconds: float | None = None, **params: object
    ) -> Json:
        """Send a request and return the JSON of its answer, None where what the path names is not there (404).

        Raises IndexUnusableError or its kinds.
        """
        with self._mapped(), ANSWERS.aside():
            try:
                return self._client.transport.perform_request(
                    method, path, params=params, body=body, timeout=seconds or self.cluster.timeout
                )
            except NotFoundError:
                return None

    def replace(self, path: str, body: object, **params: object) -> Json:
        """Write a document if it is still the one that `params` tell; return the answer, None where it is not."""
        try:
            return self.ask("PUT", path, body, seconds=self.cluster.build_timeout, **params)
        except ConflictError:
            return None

    def make(self, index: str, body: object) -> None:
        """Make an index, unless it is there."""
        if self.ask("GET", f"/{index}", seconds=self.cluster.build_timeout) is None:
            self.ask("PUT", f"/{index}", body, seconds=self.cluster.build_timeout)

    def searches(self, path: str, bodies: Sequence[Mapping[str, object]]) -> list[Json]:
        """Send several searches of one path in one request, and return their answers."""
        lines = "".join(f"{{}}\n{json.dumps(body)}\n" for body in bodies)
        answers = self.ask("POST", f"/{path}/_msearch", lines)["responses"]
        for answer in answers:
            if "error" in answer:
                raise self.trouble(answer.get("status", 0), _kind_of(answer))
            if answer["_shards"]["failed"]:  # its counts would be too low, and be kept
                raise self.trouble(503, "shards failed")
        return list(answers)

    def write(self, index: str, documents: Iterable[tuple[str, Mapping[str, object]]]) -> None:
        """Write documents, each behind its id; what the server has no room for is sent again after a while."""
        actions = ({"_index": index, "_id": name, "_source": document} for name, document in documents)
        with self._mapped():
            done = streaming_bulk(
                self._client,
                actions,
                chunk_size=_BULK_DOCUMENTS,
                max_chunk_bytes=_BULK_BYTES,
                max_retries=_BULK_RETRIES,
                initial_backoff=_BULK_PAUSE_SECONDS,
                raise_on_error=False,
                yield_ok=False,
                request_timeout=self.cluster.build_timeout,
            )
            for _, item in done:
                ((_, failure),) = item.items()
                raise self.trouble(failure.get("status", 0), _kind_of(failure.get("error")))

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except ConflictError:
            raise
        except SSLError as error:
            raise IndexUnusableError(
                f"The certificate of {self.cluster} is not trusted ({_short(error)}). Check INDEX_OPENSEARCH_CA."
            ) from error
        except Unreachable as error:
            raise IndexAwayError(
                f"Cannot reach {self.cluster}: {_short(error)}. Check that it runs, or INDEX_OPENSEARCH_URLS."
            ) from error
        except AuthenticationException as error:
            raise IndexUnusableError(
                f"No user of that name, password or certificate is known to {self.cluster}. Check "
                "INDEX_OPENSEARCH_USER and _PASSWORD, or _CERTIFICATE."
            ) from error
        except TransportError as error:
            raise self.trouble(int(error.status_code), _kind_of(error.info) or str(error.error)) from error
        except (OpenSearchException, OSError, ValueError) as error:  # a file of a certificate, an answer that is none
            raise IndexUnusableError(f"Cannot use {self.cluster}: {_short(error)}.") from error

    def trouble(self, status: int, kind: str) -> IndexUnusableError:
        """Return the error of an answer with that HTTP status and that kind of trouble."""
        if kind == "cluster_block_exception":
            return IndexUnusableError(
                f"The indices in {self.cluster} cannot be written now ({kind}): a disk there may be nearly full. Make "
                "room; then the cluster takes the block away by itself."
            )
        if status == _FORBIDDEN:
            return IndexUnusableError(
                f"The user of {self.cluster} may not do that. Building needs a user who may write "
                f"{self.cluster.prefix}-*, asking one who may read them."
            )
        if status in _BUSY:
            return IndexAwayError(f"No room or no shard for this in {self.cluster} just now ({status} {kind}).")
        return IndexUnusableError(f"The answer of {self.cluster} is an error: {status} {kind}.")

    def check_version(self) -> None:
        """Raise IndexUnusableError where the server is too old, or no OpenSearch."""
        if self._known:
            return
        version = (self.ask("GET", "/") or {}).get("version", {})
        number = str(version.get("number", "?"))
        if version.get("distribution") != "opensearch" or int(number.partition(".")[0]) < MIN_VERSION:
            what = f"{version.get('distribution', 'no OpenSearch')} {number}"
            raise IndexUnusableError(
                f"What answers at {self.cluster} is {what}; citebot needs OpenSearch {MIN_VERSION}."
            )
        self._known = True


@lru_cache(maxsize=8)
def connect(cluster: Cluster) -> Connection:
    """Return the process's connection to a cluster: it keeps what it has learnt of its nodes."""
    # It tells every request that failed, with its traceback; what that means is told by our errors.
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)
    return Connection(cluster)


def _kind_of(info: Json) -> str:
    error = info.get("error", info) if isinstance(info, dict) else info
    return str(error.get("type", "")) if isinstance(error, dict) else str(error or "")


def _short(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 160 else f"{text[:160]}…"
