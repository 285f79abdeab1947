"""How articles and passages are encoded as documents of a store, and decoded."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, Protocol, overload

import numpy as np

from index.model import Mention, Passage, Period, Span
from index.stores.base import AnalysedPassage
from index.stores.packed_terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.model import Article
    from index.stores.base import Document, Record

    class _StoredDocument(Protocol):
        def __getitem__(self, field: str, /) -> list[Any]: ...


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()  # json.loads would look first which encoding its bytes are in
_COLUMNS = 7  # of numbers that a passage has: see `_numbers`
_SHORT = 2**16 // 5  # characters; a shorter text, as nearly all are, has no number above five for each: two bytes do


def encode_article(article: Article, passages: Iterable[AnalysedPassage]) -> list[Document]:
    """Return the documents of an article: its record, its text and its passages, in this order."""
    name = article.source.id
    return [
        _document("article", name, name, record=to_json(asdict(article.source))),
        _document("text", name, name, text=article.text.encode(), record=to_json(dict(article.origins))),
        *(_passage(name, analysed) for analysed in passages),
    ]


def encode_record(kind: str, key: str, record: Record, article: str | None = None) -> Document:
    """Return the document of a record."""
    return _document(kind, key, article, record=to_json(record))


def _document(kind: str, name: str, article: str | None, **fields: str | bytes) -> Document:
    return {"kind": kind, "key": f"{kind}:{name}", **fields, **({} if article is None else {"article": article})}


def _passage(article: str, analysed: AnalysedPassage) -> Document:
    passage = analysed.passage
    record = {
        "article": passage.article,
        "ordinal": passage.ordinal,
        "offset": passage.span.start,
        "headings": passage.headings,
        "kinds": passage.kinds,
        "page": passage.page,
        "title": analysed.title,
        "mentions": [
            (*mention.span, *(day.toordinal() for day in mention.period))
            for mention in analysed.mentions
            if mention.period
        ],
    }
    return _document(
        "passage",
        f"{article}#{passage.ordinal}",
        article,
        record=to_json(record),
        text=analysed.text.encode(),
        terms=" ".join(analysed.terms),
        title=" ".join(analysed.titled),
        headings=" ".join(analysed.headed),
        spans=_numbers(analysed),
    )


def _numbers(analysed: AnalysedPassage) -> bytes:
    """Return the columns of numbers of a passage, before them how many each has."""
    columns = (
        [start for start, _ in analysed.sentences],
        [end for _, end in analysed.sentences],
        [round(2 * width) for width in analysed.widths],  # a width is a multiple of a half
        analysed.bounds,
        analysed.passage.breaks,
        analysed.starts,
        analysed.ends,
    )
    numbers = list(chain(map(len, columns), *columns))
    return np.array(numbers, dtype=_type(len(analysed.text))).tobytes()


def _type(characters: int) -> str:
    return "H" if characters < _SHORT else "I"


def decode_passage(document: _StoredDocument) -> AnalysedPassage:
    """Return the passage that a document holds, its fields being lists of one value each.

    What a question looks at in few of its candidates is unpacked when it is looked at.
    """
    record, _ = _DECODER.raw_decode(str(document["record"][0], "utf-8", "surrogatepass"))
    text = str(document["text"][0], "utf-8")
    numbers = memoryview(document["spans"][0]).cast(_type(len(text)))  # type: ignore[call-overload]
    edges = list(accumulate(numbers[:_COLUMNS], initial=_COLUMNS))
    first, last, widths, bounds, breaks, starts, ends = (numbers[start:end] for start, end in pairwise(edges))
    return AnalysedPassage(
        passage=Passage(
            article=record["article"],
            ordinal=record["ordinal"],
            sentences=_Spans(first, last, record["offset"]),
            breaks=tuple(breaks),
            kinds=tuple(record["kinds"]),
            headings=tuple(record["headings"]),
            page=record["page"],
        ),
        title=record["title"],
        titled=Terms(document["title"][0]),
        headed=Terms(document["headings"][0]),
        text=text,
        sentences=_Spans(first, last, 0),
        widths=[width / 2 for width in widths],
        terms=Terms(document["terms"][0]),
        starts=starts,
        ends=ends,
        bounds=bounds,
        mentions=[
            Mention(Span(start, end), Period(dt.date.fromordinal(first), dt.date.fromordinal(last)))
            for start, end, first, last in record["mentions"]
        ],
    )


class _Spans(Sequence[Span]):
    """Spans that are kept as two columns, and counted from an offset when they are asked for."""

    __slots__ = ("_ends", "_offset", "_starts")

    def __init__(self, starts: Sequence[int], ends: Sequence[int], offset: int) -> None:
        self._starts, self._ends, self._offset = starts, ends, offset

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> list[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | list[Span]:
        if isinstance(index, slice):
            return list(self)[index]
        return Span(self._offset + self._starts[index], self._offset + self._ends[index])

    def __len__(self) -> int:
        return len(self._starts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def to_json(value: object) -> bytes:
    """Return a value as the JSON that documents hold."""
    # A name of a file that is not UTF-8 holds lone surrogates; json.loads takes them so from bytes.
    return _JSON.encode(value).encode("utf-8", "surrogatepass")
