"""How articles and passages are kept as documents of a store, and read back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.model import Passage, Span
from index.stores.base import AnalysedPassage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.model import Article
    from index.stores.base import Record

    Fields = dict[str, str | bytes]

    class _Document(Protocol):
        def __getitem__(self, field: str, /) -> list[Any]: ...


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SHORT = 2**16  # characters; offsets in a shorter passage, as nearly all are, take two bytes
_NARROW, _WIDE = "H", "I"


def encode_article(article: Article, passages: Iterable[AnalysedPassage]) -> list[Fields]:
    """Return the documents of an article: its record, its text and its passages, in this order."""
    name = article.source.id
    return [
        _document("article", name, name, record=to_json(asdict(article.source))),
        _document("text", name, name, text=article.text.encode(), record=to_json(dict(article.origins))),
        *(_passage(name, analysed) for analysed in passages),
    ]


def encode_record(kind: str, key: str, record: Record, article: str | None = None) -> Fields:
    """Return the document of a record."""
    return _document(kind, key, article, record=to_json(record))


def _document(kind: str, name: str, article: str | None, **fields: str | bytes) -> Fields:
    return {"kind": kind, "key": f"{kind}:{name}", **fields, **({} if article is None else {"article": article})}


def _passage(article: str, analysed: AnalysedPassage) -> Fields:
    passage = analysed.passage
    short = len(analysed.text) < _SHORT
    record = {
        "article": passage.article,
        "ordinal": passage.ordinal,
        "offset": passage.span.start,
        "sentences": analysed.sentences,
        "widths": analysed.widths,
        "breaks": passage.breaks,
        "heading": passage.heading,
        "title": analysed.title,
        "bounds": analysed.bounds,
    }
    return _document(
        "passage",
        f"{article}#{passage.ordinal}",
        article,
        record=to_json(record),
        text=analysed.text.encode(),
        terms=" ".join(analysed.terms),
        spans=np.array([analysed.starts, analysed.ends], dtype=_NARROW if short else _WIDE).tobytes(),
    )


def decode_passage(document: _Document) -> AnalysedPassage:
    """Return the passage that a document holds, its fields being lists of one value each."""
    record = json.loads(document["record"][0])
    sentences = record["sentences"]
    offset = record["offset"]
    terms = document["terms"][0].split()
    text = str(document["text"][0], "utf-8")
    # Left packed: of forty candidates' offsets a question looks at one in twenty.
    spans = memoryview(document["spans"][0]).cast("H" if len(text) < _SHORT else "I")
    return AnalysedPassage(
        passage=Passage(
            article=record["article"],
            ordinal=record["ordinal"],
            sentences=tuple([Span(offset + start, offset + end) for start, end in sentences]),
            breaks=tuple(record["breaks"]),
            heading=record["heading"],
        ),
        title=record["title"],
        text=text,
        sentences=tuple([Span(start, end) for start, end in sentences]),
        widths=record["widths"],
        terms=terms,
        starts=spans[: len(terms)],
        ends=spans[len(terms) :],
        bounds=record["bounds"],
    )


def to_json(value: object) -> bytes:
    """Return a value as the JSON that documents hold."""
    # A name of a file that is not UTF-8 holds lone surrogates; json.loads takes them so from bytes.
    return _JSON.encode(value).encode("utf-8", "surrogatepass")
