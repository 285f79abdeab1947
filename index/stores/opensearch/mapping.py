"""How an index in a cluster keeps documents, and what of them it searches."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, Final

from index.stores.base import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.stores.base import Document
    from index.stores.home import Cluster

FORMAT: Final = 1
"""Raised whenever the documents change their form."""

NUMBER: Final = "number"
"""The field that tells in which order documents were added; no two of an index have the same."""

SOURCE: Final = "source"
"""The field in which a passage has its article's record, so that an answer need not ask for it."""

SILENCE: Final = "\ue000"
"""The term of a field without one: Lucene leaves a document without terms out of a field's mean length.

Where one passage in ten has headings, that would make them ten times as long as they are to the other stores. No
question has this term, as it is no letter.
"""

K1: Final = 1.2
_B: Final = 0.75
_TEXTS: Final = frozenset({"kind", "key", "article", *FIELDS})  # all other fields of a document are bytes
_MAX_TERM_CHARS: Final = 8_000  # Lucene refuses terms of more than 32,766 bytes
_MAX_ARTICLE_DOCUMENTS: Final = 1_000_000


def index_body(cluster: Cluster, *, shards: int, replicas: str) -> dict[str, Any]:
    """Return the settings and the mapping of an index of documents."""
    keyword = {"type": "keyword", "doc_values": False}
    # The analyser has made the terms; white space between them is all that the server has to know.
    term = {"type": "text", "analyzer": "spaces", "index_options": "freqs", "similarity": "plain"}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "auto_expand_replicas": replicas,
            "refresh_interval": "-1",
            "max_result_window": _MAX_ARTICLE_DOCUMENTS,
            "translog.durability": "async",
            "translog.sync_interval": f"{max(1, round(cluster.build_timeout / 10))}s",
            "similarity": {"plain": {"type": "BM25", "k1": K1, "b": _B}},
            "analysis": {
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": _MAX_TERM_CHARS}},
                "analyzer": {"spaces": {"type": "custom", "tokenizer": "spaces"}},
            },
        },
        "mappings": {
            "dynamic": False,
            "properties": {
                "kind": keyword,
                "key": keyword,
                "article": keyword,
                NUMBER: {"type": "long"},
                **dict.fromkeys(FIELDS, term),
            },
        },
    }


def encode(document: Document, number: int, source: bytes) -> dict[str, Any]:
    """Return a document as JSON holds it; a passage takes its article's record along."""
    fields: dict[str, Any] = {
        name: value if isinstance(value, str) else _packed(value) for name, value in document.items()
    }
    silent = {name: SILENCE for name in FIELDS if not fields.get(name)}
    extra = {SOURCE: _packed(source)} if document["kind"] == "passage" else {}
    return fields | silent | extra | {NUMBER: number}


def decode(fields: Mapping[str, Any]) -> Document:
    """Return the document that was encoded, without what was put beside it."""
    document: Document = {}
    for name, value in fields.items():
        if name in {NUMBER, SOURCE} or (name in FIELDS and value == SILENCE and fields["kind"] != "passage"):
            continue
        document[name] = ("" if value == SILENCE else value) if name in _TEXTS else unpacked(value)
    return document


def unpacked(value: str) -> bytes:
    """Return the bytes of a field."""
    return value[1:].encode() if value[0] == "=" else b64decode(value[1:])


def _packed(value: bytes) -> str:
    """Return bytes as a text: readable where they are UTF-8, as JSON and texts mostly are."""
    if b"\0" not in value:
        try:
            return "=" + value.decode()
        except UnicodeDecodeError:
            pass  # a name of a file may hold a lone surrogate
    return "#" + b64encode(value).decode("ascii")
