"""The embedded store: one tantivy index, in which articles, passages and coverage are documents of the same commit."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import tantivy

from index.analysis import ANALYSER_VERSION
from index.errors import IndexFormatError, IndexLockedError, IndexMissingError, IndexUnusableError
from index.model import Coverage, Passage, Source, Span
from index.spelling import edits
from index.stores.base import AnalysedPassage, Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from index.model import Article
    from index.stores.base import Record

FORMAT = 1
"""Raised whenever the documents change their form; each format lives in a folder of its own name."""

_HEAP = 64_000_000  # bytes of the writer's arena: one segment up to some 100,000 passages
_COVERAGE = "coverage"
_PREFIX = "tantivy-"
_RECORDS_KEPT = 256  # of those put under keys, which the lexicon asks for again and again
_FUZZY = 50  # passages in which near terms are looked for


class TantivyStore:
    """One commit of a tantivy index; see `Store`."""

    def __init__(self, folder: Path) -> None:
        """Open the newest commit in an index folder.

        Raises IndexMissingError, IndexFormatError, or IndexUnusableError where the files are damaged.
        """
        self._folder = folder
        home = _home(folder)
        self._stamp = _stamp(home)
        if not self._stamp:
            raise _none_of_this_format(folder)
        with _told(folder, _damaged):
            index = tantivy.Index.open(str(home))
            index.config_reader("manual")
            self._schema, self._searcher = index.schema, index.searcher()
            record = self._record(_COVERAGE)
        if record is None:
            raise IndexMissingError(f"The index in {folder} was never finished. Run `python -m index build`.")
        if record["analyser"] != ANALYSER_VERSION:
            raise IndexFormatError(
                f"The index in {folder} was made by analyser version {record['analyser']}, this citebot has version "
                f"{ANALYSER_VERSION}. Run `python -m index build`."
            )
        self._kept = lru_cache(maxsize=_RECORDS_KEPT)(self._read_records)
        self._coverage = Coverage(**record["coverage"] | {"languages": tuple(record["coverage"]["languages"])})

    @property
    def coverage(self) -> Coverage:
        """See `Store.coverage`."""
        return self._coverage

    def search(self, terms: Mapping[str, float], limit: int, article: str | None = None) -> list[Hit]:
        """See `Store.search`."""
        should, must = tantivy.Occur.Should, tantivy.Occur.Must
        query = tantivy.Query.boolean_query(
            [(should, tantivy.Query.boost_query(self._term("terms", term), weight)) for term, weight in terms.items()]
        )
        if article is not None:
            inside = tantivy.Query.const_score_query(self._term("article", article), 0.0)
            query = tantivy.Query.boolean_query([(must, query), (must, inside)])
        with _told(self._folder, _damaged):
            found = self._searcher.search(query, limit, count=False).hits
            return [Hit(score, _decode_passage(self._searcher.doc(address))) for score, address in found]

    def doc_freq(self, term: str) -> int:
        """See `Store.doc_freq`."""
        # tantivy counts deleted documents until their segment is merged: seen were 15 of 11.
        with _told(self._folder, _damaged):
            return min(self._searcher.doc_freq("terms", term), self._coverage.passages)

    def near(self, term: str, distance: int) -> list[str]:
        """See `Store.near`."""
        query = tantivy.Query.fuzzy_term_query(self._schema, "terms", term, distance)
        seen = {other for one in self._find(query, _FUZZY) for other in one["terms"][0].split()}
        alike = (other for other in seen if other[0] == term[0] and abs(len(other) - len(term)) <= distance)
        close = [other for other in alike if 0 < edits(term, other) <= distance]
        return sorted(close, key=lambda other: (-self.doc_freq(other), other))

    def passage(self, article: str, ordinal: int) -> AnalysedPassage | None:
        """See `Store.passage`."""
        with _told(self._folder, _damaged):
            found = self._find(self._term("key", f"passage:{article}#{ordinal}"), 1)
            return _decode_passage(found[0]) if found else None

    def source(self, article: str) -> Source:
        """See `Store.source`."""
        record = self._record(f"article:{article}")
        if record is None:
            raise KeyError(article)
        return Source(**record)

    def text(self, article: str) -> str:
        """See `Store.text`."""
        found = self._find(self._term("key", f"text:{article}"), 1)
        if not found:
            raise KeyError(article)
        return str(found[0]["text"][0], "utf-8")

    def sources(self) -> list[Source]:
        """See `Store.sources`."""
        with _told(self._folder, _damaged):
            found = self._find(self._term("kind", "article"), self._coverage.articles)
            return sorted((Source(**json.loads(one["record"][0])) for one in found), key=lambda source: source.id)

    def record(self, kind: str, key: str) -> Record | None:
        """See `Store.record`."""
        return next(iter(self._kept(kind, key)), None)

    def records(self, kind: str, key: str | None = None) -> list[Record]:
        """See `Store.records`."""
        return self._read_records(kind, None) if key is None else self._kept(kind, key)

    def _read_records(self, kind: str, key: str | None) -> list[Record]:
        query = self._term("kind", kind) if key is None else self._term("key", f"{kind}:{key}")
        with _told(self._folder, _damaged):
            return [json.loads(one["record"][0]) for one in self._find(query, self._searcher.num_docs)]

    def latest(self) -> TantivyStore:
        """See `Store.latest`."""
        return self if _stamp(_home(self._folder)) == self._stamp else TantivyStore(self._folder)

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, "freq" if field == "terms" else "basic")

    def _find(self, query: tantivy.Query, limit: int) -> list[tantivy.Document]:
        if not limit:
            return []  # tantivy panics on a limit of 0
        with _told(self._folder, _damaged):
            return [self._searcher.doc(address) for _, address in self._searcher.search(query, limit, count=False).hits]

    def _record(self, key: str) -> dict[str, Any] | None:
        with _told(self._folder, _damaged):
            found = self._find(self._term("key", key), 1)
            return json.loads(found[0]["record"][0]) if found else None


class TantivyWriter:
    """Writes the next commit of a tantivy index; see `Writer`."""

    def __init__(self, folder: Path, *, anew: bool = False) -> None:
        """Take the index folder's lock, making the folder where there is none.

        With `anew` whatever stands there is dropped first, which repairs a damaged index. Raises IndexLockedError, or
        IndexUnusableError where the folder cannot be written.
        """
        self._folder = folder
        home = _home(folder)
        try:
            if anew:
                shutil.rmtree(home, ignore_errors=True)
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnusableError(f"Cannot write the index in {folder}: {error.strerror}. Check --index.") from error
        with _told(folder, _unwritable):
            self._writer = tantivy.Index(_schema(), path=str(home)).writer(_HEAP, num_threads=1)

    def clear(self) -> None:
        """See `Writer.clear`."""
        with _told(self._folder, _unwritable):
            self._writer.delete_all_documents()

    def add(self, article: Article, passages: Iterable[AnalysedPassage]) -> None:
        """See `Writer.add`."""
        name = article.source.id
        self._put("article", f"article:{name}", article=name, record=_json(asdict(article.source)))
        self._put("text", f"text:{name}", article=name, text=article.text.encode())
        for analysed in passages:
            fields = _encode_passage(analysed)
            self._put("passage", f"passage:{name}#{analysed.passage.ordinal}", article=name, **fields)

    def put(self, kind: str, key: str, record: Record, article: str | None = None) -> None:
        """See `Writer.put`."""
        name = f"{kind}:{key}"
        if article is None:
            with _told(self._folder, _unwritable):
                self._writer.delete_documents_by_term("key", name)
            self._put(kind, name, record=_json(record))
        else:
            self._put(kind, name, record=_json(record), article=article)

    def commit(self, coverage: Coverage) -> None:
        """See `Writer.commit`; removes the folders of other formats once this one can answer."""
        with _told(self._folder, _unwritable):
            self._writer.delete_documents_by_term("key", _COVERAGE)
        self._put(_COVERAGE, _COVERAGE, record=_json({"analyser": ANALYSER_VERSION, "coverage": asdict(coverage)}))
        with _told(self._folder, _unwritable):
            self._writer.commit()
            self._writer.wait_merging_threads()
        for other in _homes(self._folder):
            if other != _home(self._folder):
                shutil.rmtree(other, ignore_errors=True)

    def close(self) -> None:
        """See `Writer.close`."""
        del self._writer

    def _put(self, kind: str, key: str, **fields: str | bytes) -> None:
        with _told(self._folder, _unwritable):
            self._writer.add_document(tantivy.Document(kind=kind, key=key, **fields))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "key", "article"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    # The analyser has made the terms; white space between them is all that tantivy has to know.
    builder.add_text_field("terms", stored=True, tokenizer_name="whitespace", index_option="freq")
    for name in ("record", "text", "spans"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def _encode_passage(analysed: AnalysedPassage) -> dict[str, str | bytes]:
    passage = analysed.passage
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
    return {
        "record": _json(record),
        "text": analysed.text.encode(),
        "terms": " ".join(analysed.terms),
        "spans": np.array([analysed.starts, analysed.ends], dtype="<u4").tobytes(),
    }


def _decode_passage(document: tantivy.Document) -> AnalysedPassage:
    record = json.loads(document["record"][0])
    sentences = tuple(Span(start, end) for start, end in record["sentences"])
    offset = record["offset"]
    terms = document["terms"][0].split()
    starts, ends = np.frombuffer(document["spans"][0], dtype="<u4").reshape(2, len(terms)).tolist()
    return AnalysedPassage(
        passage=Passage(
            article=record["article"],
            ordinal=record["ordinal"],
            sentences=tuple(Span(offset + start, offset + end) for start, end in sentences),
            breaks=tuple(record["breaks"]),
            heading=record["heading"],
        ),
        title=record["title"],
        text=str(document["text"][0], "utf-8"),
        sentences=sentences,
        widths=record["widths"],
        terms=terms,
        starts=starts,
        ends=ends,
        bounds=record["bounds"],
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _home(folder: Path) -> Path:
    return folder / f"{_PREFIX}{FORMAT}"


def _homes(folder: Path) -> list[Path]:
    """Return the indexes in a folder, of whatever format; nothing else that is there is ours to name or remove."""
    found = folder.glob(f"{_PREFIX}[0-9]*")
    return [one for one in found if one.name.removeprefix(_PREFIX).isdecimal() and (one / "meta.json").is_file()]


def _stamp(home: Path) -> tuple[int, int] | None:
    """Return what changes with every commit: tantivy replaces its meta.json whole."""
    try:
        status = (home / "meta.json").stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _none_of_this_format(folder: Path) -> IndexMissingError | IndexFormatError:
    others = sorted(other.name.removeprefix(_PREFIX) for other in _homes(folder))
    if not others:
        return IndexMissingError(f"There is no index in {folder}. Run `python -m index build`.")
    return IndexFormatError(
        f"The index in {folder} is of format {', '.join(others)}, this citebot's is {FORMAT}. "
        "Run `python -m index build`."
    )


@contextmanager
def _told(folder: Path, tell: Callable[[Path, BaseException], IndexUnusableError]) -> Iterator[None]:
    """Raise what `tell` makes of any trouble that tantivy has with its files."""
    try:
        yield
    except IndexUnusableError:
        raise  # one of these inside another
    except ValueError as error:
        raise tell(folder, error) from error
    except BaseException as error:
        # On some damaged files tantivy panics, which comes as a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise tell(folder, error) from error


def _damaged(folder: Path, error: BaseException) -> IndexUnusableError:
    return IndexUnusableError(
        f"The index in {folder} is damaged ({error}). Make it anew with `python -m index build --rebuild`."
    )


def _unwritable(folder: Path, error: BaseException) -> IndexUnusableError:
    # tantivy tells every trouble as a ValueError; only its words tell one from another.
    if "LockBusy" in str(error):
        return IndexLockedError(f"Another build is writing the index in {folder}. Wait for it to end, then try again.")
    return IndexUnusableError(
        f"Cannot write the index in {folder}: {error}. Check the disk and its permissions; where the index is damaged, "
        "make it anew with `python -m index build --rebuild`."
    )
