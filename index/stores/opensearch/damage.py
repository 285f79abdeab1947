"""Whether the indices of the generation in force hold as many documents as were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import IndexUnusableError
from index.stores.opensearch.head import HeadDocument

if TYPE_CHECKING:
    from index.stores.opensearch.connection import Connection


def find_damage(connection: Connection) -> IndexUnusableError | None:
    """Return the error that names the indices which are gone or lack documents, None where all are whole."""
    generation = HeadDocument(connection).read().head.generation
    parts = generation.parts if generation else ()
    broken = []
    for part in parts:
        answer = connection.ask("GET", f"/{part.index}/_count", seconds=connection.cluster.build_timeout)
        count = answer["count"] if answer else 0
        if count != part.documents:
            broken.append(f"{part.index} has {count} documents of {part.documents}")
    if not broken:
        return None
    return IndexUnusableError(
        f"The index in {connection.cluster} is damaged ({'; '.join(broken)}). Build it again with `citebot build "
        "--rebuild`."
    )
