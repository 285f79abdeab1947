"""Which engine keeps an index: the only place that names one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import SettingsError
from index.stores.home import Cluster, Home
from index.stores.tantivy.damage import find_damage as find_damage_in_folder
from index.stores.tantivy.store import TantivyStore
from index.stores.tantivy.writer import TantivyWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.errors import IndexUnusableError
    from index.settings import IndexSettings
    from index.stores.base import Store, Writer
    from index.stores.opensearch.connection import Connection
    from index.stores.opensearch.lease import Lease as Lease  # noqa: PLC0414 - `build` names what it holds

__all__ = ["find_damage", "home_of", "lease", "open_store", "open_writer"]


def home_of(settings: IndexSettings) -> Home:
    """Return where the settings say that the index is: in `dir`, or in a cluster."""
    if settings.store == "tantivy":
        return settings.dir
    return Cluster(
        urls=tuple(settings.opensearch_urls.split(",")),
        user=settings.opensearch_user,
        password=settings.opensearch_password.get_secret_value(),
        ca=settings.opensearch_ca,
        certificate=settings.opensearch_certificate,
        key=settings.opensearch_key,
        prefix=settings.opensearch_prefix,
        shards=settings.opensearch_shards,
        replicas=settings.opensearch_replicas,
        timeout=settings.opensearch_timeout,
        build_timeout=settings.opensearch_build_timeout,
    )


def open_store(home: Home, *, stale: bool = False) -> Store:
    """Open the newest commit of an index; with `stale` also where another version of the analyser made it.

    Raises IndexMissingError, IndexFormatError, IndexAwayError, or IndexUnusableError where the index is damaged.
    """
    if isinstance(home, Cluster):
        connection = _connect(home)
        from index.stores.opensearch.store import OpenSearchStore  # noqa: PLC0415 - an extra, 0.6 s to import

        return OpenSearchStore.open(connection, stale=stale)
    return TantivyStore.open(home, stale=stale)


def open_writer(home: Home, *, anew: bool = False, held: Lease | None = None) -> Writer:
    """Take the lock of an index and begin its next commit, making the index where there is none.

    With `anew` whatever stands there is dropped first, which repairs a damaged index. `held` is the lease where the
    caller has it. Raises IndexLockedError, or IndexUnusableError where the index cannot be written.
    """
    if isinstance(home, Cluster):
        connection = _connect(home)
        from index.stores.opensearch.writer import OpenSearchWriter  # noqa: PLC0415 - as above

        return OpenSearchWriter.open(connection, anew=anew, lease=held)
    return TantivyWriter.open(home, anew=anew)


@contextmanager
def lease(cluster: Cluster, waiting: Callable[[str], None] | None = None) -> Iterator[Lease]:
    """Hold the right to write the index of a cluster; where another build has it, see `build_lock`."""
    connection = _connect(cluster)
    from index.stores.opensearch.lease import Lease  # noqa: PLC0415 - as above

    held = Lease.take(connection, waiting)
    try:
        yield held
    finally:
        held.release()


def find_damage(home: Home) -> IndexUnusableError | None:
    """Return the error that names what of an index is not what was written, None where all of it is."""
    if isinstance(home, Cluster):
        connection = _connect(home)
        from index.stores.opensearch.damage import find_damage as find_damage_in_cluster  # noqa: PLC0415 - as above

        return find_damage_in_cluster(connection)
    return find_damage_in_folder(home)


def _connect(cluster: Cluster) -> Connection:
    try:
        from index.stores.opensearch.connection import connect  # noqa: PLC0415 - as above
    except ImportError as error:
        raise SettingsError(
            "INDEX_STORE=opensearch needs the extra `cluster`: pip install 'citebot[cluster]'."
        ) from error
    return connect(cluster)
